/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-balance-request.h"

G_BEGIN_DECLS

#define WG_TYPE_BALANCE_TERMS (wg_balance_terms_get_type ())

/**
 * WgBalanceTerms:
 *
 * What grids are asked to be: how much of what each has, which lines they may cross, what stays whole,
 * which places they grow around.
 *
 * #WgBalanceTerms::changed is emitted when centres, or whether they are being chosen, changed.
 */
G_DECLARE_FINAL_TYPE (WgBalanceTerms, wg_balance_terms, WG, BALANCE_TERMS, GtkBox)

void          wg_balance_terms_set_mode    (WgBalanceTerms    *self,
                                            WgBalanceMode      mode);
/** The sizes that a level asks for; without a greatest one they stay as they are. */
void          wg_balance_terms_set_band    (WgBalanceTerms    *self,
                                            const WgSizeBand  *band);
/** What the land has on which grids are made: how many grids that are is told. */
void          wg_balance_terms_set_tally   (WgBalanceTerms    *self,
                                            const WgTally     *tally);
/** The first field that is to be filled in gets the keyboard. */
void          wg_balance_terms_grab_focus  (WgBalanceTerms    *self);
/** What is wrong, as a sentence; %NULL: nothing. */
const char   *wg_balance_terms_check       (WgBalanceTerms    *self);
/** Writes them into a request whose terms have a preset. */
void          wg_balance_terms_fill        (WgBalanceTerms    *self,
                                            WgPartPreset       preset,
                                            WgBalanceRequest  *request);
/** Does a click on the picture set a centre? */
gboolean      wg_balance_terms_is_choosing (WgBalanceTerms    *self);
/** (element-type WgPoint) */
const GArray *wg_balance_terms_get_centres (WgBalanceTerms    *self);
/** Sets a centre at @place, or takes the one away that is less than @reach (mm) from it. */
void          wg_balance_terms_click       (WgBalanceTerms    *self,
                                            WgPoint            place,
                                            double             reach);

G_END_DECLS
