/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-session.h"
#include "../../app/store/wg-project.h"
#include "wg-staff-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_GRID_CARD (wg_grid_card_get_type ())

/**
 * WgGridCard:
 *
 * What is known of the selection: one grid with its name and code, which can be edited in place;
 * several grids summed up; or the whole project when nothing is selected.
 *
 * Signals: ::message (const char *sentence): something to tell in a toast.
 */
G_DECLARE_FINAL_TYPE (WgGridCard, wg_grid_card, WG, GRID_CARD, AdwBin)

void wg_grid_card_set_session   (WgGridCard *self,
                                 WgSession  *session); /* nullable */
void wg_grid_card_set_read_only (WgGridCard *self,
                                 gboolean    read_only);
/** Puts the cursor into the name. */
void wg_grid_card_edit_name     (WgGridCard *self);

/** As of when the people of a grid are shown. */
void wg_grid_card_set_when      (WgGridCard   *self,
                                 const WgWhen *when);
/** (transfer none): its signals tell what is asked for. */
WgStaffList *wg_grid_card_get_staff (WgGridCard *self);

/** Where the history of a grid is read from; before the session. */
void wg_grid_card_set_project   (WgGridCard *self,
                                 WgProject  *project); /* nullable */

G_END_DECLS
