/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/base/wg-random.h"
#include "app/plan/wg-plan.h"

G_BEGIN_DECLS

/** Puts buildings at random places, at borders and outside; some tell nothing, some are estimated.
 *  @with_shares: some are divided between grids. */
void wg_random_buildings_put    (WgRandom *random,
                                 WgPlan   *plan,
                                 guint     n_buildings,
                                 gboolean  with_shares);
/** Counts all buildings of the plan afresh and compares the tallies of every grid. */
void wg_random_buildings_assert (WgPlan   *plan);

G_END_DECLS
