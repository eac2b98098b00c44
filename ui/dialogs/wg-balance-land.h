/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-session.h"
#include "wg-balance-request.h"

G_BEGIN_DECLS

#define WG_TYPE_BALANCE_LAND (wg_balance_land_get_type ())

/**
 * WgBalanceLand:
 *
 * What is to be done, with whose land, into grids of which level. Emits "changed".
 */
G_DECLARE_FINAL_TYPE (WgBalanceLand, wg_balance_land, WG, BALANCE_LAND, GtkBox)

/** Fills in the choices, with what is selected first; once. Emits nothing. */
void          wg_balance_land_set_session (WgBalanceLand *self,
                                           WgSession     *session);
WgBalanceMode wg_balance_land_get_mode    (WgBalanceLand *self);
/** The level of the grids that come out. */
guint         wg_balance_land_get_depth   (WgBalanceLand *self);
/** (transfer full) (element-type guint32): the grids whose land it is. */
GArray       *wg_balance_land_list        (WgBalanceLand *self);
/** Every grid of the level is meant. */
gboolean      wg_balance_land_is_all      (WgBalanceLand *self);
/** What the land has that may change: without locked and special grids. */
void          wg_balance_land_sum         (WgBalanceLand *self,
                                           WgTally       *tally_out);
/** A band for a level that asks for nothing: what its grids have in the mean, else what is usual. */
WgSizeBand    wg_balance_land_guess_band  (WgBalanceLand *self,
                                           const WgTally *tally);
/** Nothing would come of it: the grids below are in the way, which the widget says, with what may be done. */
gboolean      wg_balance_land_is_blocked  (WgBalanceLand *self);

G_END_DECLS
