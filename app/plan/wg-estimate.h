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
  gint32 households;  /* told, or worked out by a factor; below 0: not known */
  gint32 people;
  guint n_buildings;  /* that got a share */
} WgEstimateRow;

/** "done", "not-told" ...: a stable word. */
const char    *wg_estimate_outcome_to_code (WgEstimateOutcome outcome);

/** Where the numbers come from. */
typedef enum
{
  WG_ESTIMATE_TOLD,   /* what was counted of each grid (WgGrid.told) is shared out */
  WG_ESTIMATE_TOTAL,  /* so is a total that a person gives for each grid */
  WG_ESTIMATE_FACTOR, /* so many m² of floor area make a household */
} WgEstimateKind;

typedef struct
{
  WgEstimateKind kind;
  guint depth;             /* of the grids */
  const GArray *grids;     /* (nullable) (element-type guint32): only these; NULL: all of @depth */
  gint32 households;       /* of %WG_ESTIMATE_TOTAL; below 0: not known */
  gint32 people;
  double m2_per_household; /* of %WG_ESTIMATE_FACTOR; above 0 */
  double people_per_household; /* 0: people are not estimated */
} WgEstimateRequest;

/**
 * wg_estimate_run:
 * @plan: with buildings; any thread that owns it
 * @rows_out: (out) (element-type WgEstimateRow): by grid
 *
 * Shares a number of each grid out to the buildings on its land, in proportion to floor area
 * (footprint times floors; where floors are not known those of the middle building of the grid that
 * tells them, else 2; a point counts as 100 m² of ground). Buildings with counted numbers keep them,
 * and the others share the rest. Commerce, industry and public buildings get none. Whole numbers by
 * the largest remainder, so that the sum is exact. All shares are marked as estimated; earlier
 * estimates of these grids are replaced.
 *
 * Returns: (transfer full) (nullable): all buildings, for wg_history_put_buildings(); %NULL when the
 *   plan has no buildings
 */
WgBuildingSet *wg_estimate_run             (WgPlan                  *plan,
                                            const WgEstimateRequest *request,
                                            GArray                 **rows_out);
/** What was counted of the grids of @depth (%WG_ESTIMATE_TOLD). */
WgBuildingSet *wg_estimate_by_floor_area   (WgPlan                  *plan,
                                            guint                    depth,
                                            GArray                 **rows_out);

G_END_DECLS
