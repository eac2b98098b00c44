/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-finder.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_FIND_BOX (wg_find_box_get_type ())

/**
 * WgFindBox:
 *
 * One box over the window: what is typed finds grids, people, addresses, places, coordinates and commands. Up and
 * Down choose, Enter goes there, Escape closes; empty it shows what was found last. The search runs in a worker;
 * typing never waits for it.
 *
 * Signals:
 * - ::went (WgFindHit *hit): somebody wants to go there
 * - ::contact (uint grid): who answers for it is wanted as text
 * - ::closed: the keyboard is free again
 */
G_DECLARE_FINAL_TYPE (WgFindBox, wg_find_box, WG, FIND_BOX, GtkWidget)

/** @plan: (nullable): what is searched */
void wg_find_box_set_plan     (WgFindBox      *self,
                               WgPlan         *plan);
/** The menus whose items are the commands: (element-type GMenuModel). The names and keys are theirs. */
void wg_find_box_add_commands (WgFindBox      *self,
                               GMenuModel     *menu);
/** Where the texts found last are kept, in "recent-finds". */
void wg_find_box_set_settings (WgFindBox      *self,
                               GSettings      *settings);
/** Opens it, empty, with the keyboard. */
void wg_find_box_begin        (WgFindBox      *self);
void wg_find_box_close        (WgFindBox      *self);

G_END_DECLS
