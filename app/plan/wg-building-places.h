/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-building-set.h"
#include "wg-plan.h"
#include "wg-tally.h"

G_BEGIN_DECLS

/** (transfer full) (element-type guint): the places in the plan's set of all buildings of which @grid, or a
 *  grid below it, has the land or a share; ascending. Empty when there are none. */
GArray  *wg_plan_collect_buildings (WgPlan        *plan,
                                    guint32        grid);
/** What @grid and those below it count of the building at @place.
 *  Returns: TRUE when the building is divided between grids */
gboolean wg_plan_count_building    (WgPlan        *plan,
                                    guint32        grid,
                                    guint          place,
                                    WgTally       *tally_out);
/** The building whose footprint has @point, else one of those without footprint within @reach mm, the
 *  nearest; FALSE when there is none. */
gboolean wg_plan_find_building_at  (WgPlan        *plan,
                                    WgPoint        point,
                                    double         reach,
                                    guint         *place_out);
/** The grid that has the land below the building at @place; 0: nobody. */
guint32  wg_plan_get_building_owner (WgPlan       *plan,
                                     guint         place);

G_END_DECLS
