/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-building-places"

#include "wg-building-places.h"

#include "wg-building-split.h"
#include "wg-plan-private.h"
#include "wg-tally-private.h"

#include <math.h>

static gboolean
is_below (WgPlan *plan, guint32 id, const WgGrid *grid)
{
  return id != 0 && wg_plan_get_ancestor (plan, id, grid->depth) == grid->id;
}

/* Marks the grids once: a lookup for each building is all that is left. */
static guint8 *
mark_below (WgPlan *plan, const WgGrid *grid)
{
  guint32 limit = wg_plan_get_grid_limit (plan);
  guint8 *marks = g_new0 (guint8, limit + 1);

  for (guint32 id = 1; id < limit; id++)
    marks[id] = wg_plan_get_grid (plan, id) != NULL && is_below (plan, id, grid);
  return marks;
}

static void
mark_shared (WgBuildingSet *set, const guint8 *is_marked, guint8 *is_member)
{
  const GArray *shares = wg_building_set_shares (set);
  guint place = 0;

  for (guint i = 0; i < shares->len; i++)
    {
      const WgBuildingShare *share = &g_array_index (shares, WgBuildingShare, i);

      if (is_marked[share->grid] && wg_building_set_find_index (set, share->building, &place))
        is_member[place] = TRUE;
    }
}

GArray *
wg_plan_collect_buildings (WgPlan *plan, guint32 grid)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));
  WgBuildingSet *set = wg_plan_get_buildings (plan);
  const WgGrid *record = wg_plan_get_grid (plan, grid);
  guint n = set != NULL ? wg_building_set_count (set) : 0;
  g_autofree guint8 *is_marked = NULL;
  g_autofree guint8 *is_member = NULL;

  if (record == NULL || n == 0)
    return places;
  is_marked = mark_below (plan, record);
  is_member = g_new0 (guint8, n);
  mark_shared (set, is_marked, is_member);
  for (guint i = 0; i < n; i++)
    if (is_member[i] || is_marked[wg_plan_get_building_owner (plan, i)])
      g_array_append_val (places, i);
  return places;
}

gboolean
wg_plan_count_building (WgPlan *plan, guint32 grid, guint place, WgTally *tally_out)
{
  WgBuildingSet *set = wg_plan_get_buildings (plan);
  const WgBuilding *building = wg_building_set_get (set, place);
  const WgGrid *record = wg_plan_get_grid (plan, grid);
  WgBuildingPart parts[WG_BUILDING_MAX_SHARES + 1];
  guint n = 0;
  const WgBuildingShare *shares = wg_building_set_find_shares (set, building->id, &n);

  *tally_out = (WgTally){ .is_counted = TRUE };
  wg_building_split_count (building, shares, n, parts);
  for (guint i = 0; i <= n; i++)
    {
      guint32 id = i < n ? shares[i].grid : wg_plan_get_building_owner (plan, place);
      WgTally part = wg_tally_of_part (building, &parts[i], i == n);

      if (record != NULL && is_below (plan, id, record))
        wg_tally_add (tally_out, &part, 1);
    }
  return n > 0;
}

gboolean
wg_plan_find_building_at (WgPlan *plan, WgPoint point, double reach, guint *place_out)
{
  WgBuildingSet *set = wg_plan_get_buildings (plan);
  g_autoptr (WgShape) footprint = wg_shape_new ();
  double least = reach;
  gboolean is_found = FALSE;

  for (guint i = 0; set != NULL && i < wg_building_set_count (set); i++)
    {
      WgPoint p = wg_building_set_get (set, i)->point;
      double distance = hypot ((double) p.x - point.x, (double) p.y - point.y);

      if (wg_building_set_has_footprint (set, i))
        {
          WgEnvelope box = wg_building_set_get_extent (set, i);

          if (!wg_envelope_contains (&box, point))
            continue;
          wg_building_set_get_footprint (set, i, footprint);
          if (!wg_shape_contains (footprint, point))
            continue;
          *place_out = i;
          return TRUE;
        }
      if (distance > least)
        continue;
      least = distance;
      *place_out = i;
      is_found = TRUE;
    }
  return is_found;
}

guint32
wg_plan_get_building_owner (WgPlan *plan, guint place)
{
  return wg_coverage_owner (wg_plan_get_coverage (plan),
                            wg_tally_index_get_face (wg_plan_get_tally_index (plan), place));
}
