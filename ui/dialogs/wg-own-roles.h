/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-staff.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_OWN_ROLES (wg_own_roles_get_type ())

/**
 * WgOwnRoles:
 *
 * How many people of roles in own words are needed, one row each: the words, least and most, a button that takes the
 * row away. Rules that ask for a post as well (of the command line) have a row whose words stay as they are.
 *
 * Signals:
 * - ::changed: rows, words or numbers
 * - ::activate: Enter in the words
 */
G_DECLARE_FINAL_TYPE (WgOwnRoles, wg_own_roles, WG, OWN_ROLES, AdwBin)

/** @most: the greatest number */
WgOwnRoles *wg_own_roles_new         (guint              most);
void        wg_own_roles_clear       (WgOwnRoles        *self);
/** Appends a row; @rule is copied. */
void        wg_own_roles_add         (WgOwnRoles        *self,
                                      const WgStaffRule *rule);
/** Appends an empty row, one needed, with the cursor in it. */
void        wg_own_roles_add_empty   (WgOwnRoles        *self);
/** @rules: (element-type WgStaffRule): appended; the texts are borrowed from the rows, depth and type are 0 */
void        wg_own_roles_collect     (WgOwnRoles        *self,
                                      GArray            *rules);
/** (nullable): why the rows make no sense, for the user. Static. */
const char *wg_own_roles_get_problem (WgOwnRoles        *self);

G_END_DECLS
