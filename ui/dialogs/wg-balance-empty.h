/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-plan.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_BALANCE_EMPTY (wg_balance_empty_get_type ())

/**
 * WgBalanceEmpty:
 *
 * What stands in place of proposals while there are none: what to do, or what the plan has not got yet and
 * how to get it. Emits "leave" with the action of the main window that brings it.
 */
G_DECLARE_FINAL_TYPE (WgBalanceEmpty, wg_balance_empty, WG, BALANCE_EMPTY, AdwBin)

/** TRUE: something is missing without which nothing can be proposed. */
gboolean wg_balance_empty_show (WgBalanceEmpty *self,
                                WgPlan         *plan);

G_END_DECLS
