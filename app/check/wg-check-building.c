/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/* building.unowned: buildings on land that is in no grid, or outside the map; one finding for each
 * piece of land. */
void
wg_check_building_unowned (WgCheckContext *context, WgFaceId face)
{
  WgBuildingSet *buildings = wg_plan_get_buildings (context->plan);
  guint n = 0, first = 0;
  WgFinding *finding = NULL;
  WgPoint place;

  if (buildings == NULL || wg_coverage_owner (context->coverage, face) != 0)
    return;
  n = wg_plan_count_buildings (context->plan, face, &first);
  if (n == 0)
    return;
  place = wg_building_set_get (buildings, first)->point;
  finding = face != WG_FACE_OUTSIDE ? wg_check_add_face (context, face, 0)
                                    : wg_check_add_outside (context);
  finding->value = n;
  finding->place = place;
  wg_envelope_add_point (&finding->extent, place);
}

/* building.none: an ordinary grid of the lowest level in use without any building or part of one, in a plan that
 * has buildings. */
void
wg_check_building_none (WgCheckContext *context, const WgGrid *grid)
{
  WgTally tally = { 0 };

  if (grid->kind == WG_GRID_SPECIAL || wg_plan_get_buildings (context->plan) == NULL
      || wg_plan_get_children (context->plan, grid->id)->len > 0)
    return;
  wg_plan_get_tally (context->plan, grid->id, &tally);
  if (tally.n_buildings == 0 && tally.households.sum == 0 && tally.households.n_unknown == 0
      && tally.area_mm2 > 0)
    wg_check_add_grid (context, grid->id);
}
