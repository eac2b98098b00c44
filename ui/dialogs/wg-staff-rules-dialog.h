/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_STAFF_RULES_DIALOG (wg_staff_rules_dialog_get_type ())

/**
 * WgStaffRulesDialog:
 *
 * How many people of each role the grids of a level and property type need: a preset (1+1+N, 1+1+1+X, 1+3+N) or own
 * * numbers, also of roles in own words. Stored with the button as one undo step.
 */
G_DECLARE_FINAL_TYPE (WgStaffRulesDialog, wg_staff_rules_dialog, WG, STAFF_RULES_DIALOG, AdwWindow)

WgStaffRulesDialog *wg_staff_rules_dialog_new (GtkWindow *parent,
                                               WgSession *session);

G_END_DECLS
