/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-partition.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_BARRIER_RULES (wg_barrier_rules_get_type ())

/**
 * WgBarrierRules:
 *
 * For each class of lines (lanes, railways, walls ...) whether grids may lie across one: never, rather
 * not, as may be.
 */
G_DECLARE_FINAL_TYPE (WgBarrierRules, wg_barrier_rules, WG, BARRIER_RULES, GtkGrid)

/** Writes the prices of the classes of lines into @prices_out, which has one for each class. */
void wg_barrier_rules_fill (WgBarrierRules *self,
                            WgPartPrice    *prices_out);

G_END_DECLS
