/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-plan.h"

G_BEGIN_DECLS

/** What became of one grid whose households (and people) were shared out. */
typedef enum
{
  WG_ESTIMATE_DONE,
  WG_ESTIMATE_NOT_TOLD,     /* nobody has counted it */
  WG_ESTIMATE_LAND_CHANGED, /* its land is not what was counted any more */
  WG_ESTIMATE_NO_BUILDINGS, /* nothing on it could have them */
  WG_ESTIMATE_COUNTED,      /* its buildings have counted numbers, all of them */
  WG_ESTIMATE_TOO_MANY,     /* its counted buildings have more than the whole */
} WgEstimateOutcome;

typedef struct
{
  guint32 grid;
  WgEstimateOutcome outcome;
  gint32 households;  /* told; below 0: not known */
  gint32 people;
  guint n_buildings;  /* that got a share */
} WgEstimateRow;

/** "done", "not-told" ...: a stable word. */
const char    *wg_estimate_outcome_to_code (WgEstimateOutcome outcome);

/**
 * wg_estimate_by_floor_area:
 * @plan: with buildings, and grids of which something was counted (WgGrid.told)
 * @depth: of these grids
 * @rows_out: (out) (element-type WgEstimateRow): by grid
 *
 * Shares what was counted of each grid out to the buildings on its land, in proportion to floor area
 * (footprint times floors; where floors are not known those of the middle building of the grid that
 * tells them, else 2; a point counts as 100 m² of ground). Buildings with counted numbers keep them,
 * and the others share the rest. Commerce, industry and public buildings get none. Whole numbers by
 * the largest remainder, so that the sum is exact. All shares are marked as estimated; earlier
 * estimates of these grids are replaced.
 *
 * Returns: (transfer full) (nullable): all buildings, for wg_history_put_buildings(); %NULL when the
 *   plan has no buildings
 */
WgBuildingSet *wg_estimate_by_floor_area   (WgPlan           *plan,
                                            guint             depth,
                                            GArray          **rows_out);

G_END_DECLS
