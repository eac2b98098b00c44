/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/wg-random-buildings.h"

#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-point.h"
#include "app/plan/wg-building-split.h"
#include "app/plan/wg-plan-private.h"
#include "app/plan/wg-tally-index.h"

/* Anywhere, one in ten outside, one in ten exactly on a corner or in the middle of a border's
 * segment; some numbers unknown, some estimated. */
void
wg_random_buildings_put (WgRandom *random, WgPlan *plan, guint n_buildings, gboolean with_shares)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  g_autoptr (WgBuildingSet) set = wg_building_set_new (n_buildings);
  WgEnvelope e = wg_coverage_envelope (coverage);

  for (guint32 id = 1; id <= n_buildings; id++)
    {
      WgBuilding building = { .id = id, .floors = WG_COUNT_NOT_KNOWN, .units = WG_COUNT_NOT_KNOWN };

      building.point.x = (gint32) wg_random_int (random, e.min_x - 20000, e.max_x + 20000);
      building.point.y = (gint32) wg_random_int (random, e.min_y - 20000, e.max_y + 20000);
      if (id % 10 == 0)
        {
          const WgArc *arc = wg_coverage_arc (
            coverage, (WgArcId) wg_random_int (random, 1, wg_coverage_arc_limit (coverage)));
          guint at = (guint) wg_random_int (random, 1, arc->line->n_points);
          WgPoint a = arc->line->points[at - 1], b = arc->line->points[at];

          building.point = a;
          if (id % 20 == 0 && (a.x + b.x) % 2 == 0 && (a.y + b.y) % 2 == 0)
            building.point = (WgPoint){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
        }
      building.households = id % 7 == 0 ? WG_COUNT_NOT_KNOWN : (gint32) wg_random_int (random, 0, 90);
      building.people = id % 5 == 0 ? WG_COUNT_NOT_KNOWN : (gint32) wg_random_int (random, 0, 250);
      building.is_estimated = id % 11 == 0;
      wg_building_set_add (set, &building);
    }
  for (guint32 id = 13; with_shares && id <= n_buildings; id += 13)
    {
      const WgBuilding *building = wg_building_set_find (set, id);
      guint32 grid = (guint32) wg_random_int (random, 1, wg_plan_get_grid_limit (plan));
      WgBuildingShare share = { .building = id, .grid = grid, .people = WG_COUNT_NOT_KNOWN };

      share.households = building->households / 2;
      if (building->households > 0 && wg_plan_get_own_faces (plan, grid)->len > 0)
        wg_building_set_add_share (set, &share);
    }
  wg_plan_set_buildings (plan, set);
}

static void
assert_in_face (const WgCoverage *coverage, WgPoint p, WgFaceId kept)
{
  g_autoptr (WgShape) shape = wg_shape_new ();

  if (kept != WG_FACE_OUTSIDE)
    {
      wg_coverage_face_shape (coverage, kept, shape);
      g_assert_true (wg_shape_contains (shape, p));
      return;
    }
  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    {
      gboolean is_on = FALSE;

      if (!wg_coverage_has_face (coverage, face))
        continue;
      wg_coverage_face_shape (coverage, face, shape);
      for (guint ring = 0; ring < shape->rings->len; ring++)
        {
          const WgRing *r = &WG_SHAPE_RING (shape, ring);

          for (guint i = 0; i < r->n_points && !is_on; i++)
            is_on = wg_point_on_segment (p, WG_SHAPE_POINT (shape, r->first + i),
                                         WG_SHAPE_POINT (shape, r->first + (i + 1) % r->n_points));
        }
      g_assert_true (is_on || !wg_shape_contains (shape, p));
    }
}

static void
add_part (WgPlan *plan, WgTally *sums, guint32 grid, const WgBuildingPart *part)
{
  do
    {
      sums[grid].households.sum += MAX (part->households, 0);
      sums[grid].people.sum += MAX (part->people, 0);
      grid = grid != 0 ? wg_plan_get_grid (plan, grid)->parent : 0;
    }
  while (grid != 0);
}

/* A building is unknown, or estimated, once in each grid that has a part of it which is. */
static void
note_part (WgPlan *plan, WgTally *sums, guint32 grid, const WgBuilding *building,
           const WgBuildingPart *part, GHashTable *seen)
{
  const gint32 numbers[] = { part->households, part->people };

  do
    {
      WgCount *counts[] = { &sums[grid].households, &sums[grid].people };

      for (guint k = 0; k < G_N_ELEMENTS (counts); k++)
        {
          gboolean is_unknown = numbers[k] < 0;

          if ((!is_unknown && !building->is_estimated)
              || !g_hash_table_add (seen, GUINT_TO_POINTER (grid * 4 + k * 2 + is_unknown)))
            continue;
          counts[k]->n_unknown += is_unknown;
          counts[k]->n_estimated += !is_unknown;
        }
      grid = grid != 0 ? wg_plan_get_grid (plan, grid)->parent : 0;
    }
  while (grid != 0);
}

/* Every part in a grid that is there, the parts as many as the building. */
static void
add_parts (WgPlan *plan, WgTally *sums, const WgBuilding *building, guint32 owner)
{
  WgBuildingPart parts[WG_BUILDING_MAX_SHARES + 1];
  guint n = 0;
  const WgBuildingShare *shares
    = wg_building_set_find_shares (wg_plan_get_buildings (plan), building->id, &n);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  gint64 households = 0, people = 0;

  wg_building_split_count (building, shares, n, parts);
  for (guint i = 0; i <= n; i++)
    {
      households += parts[i].households;
      people += parts[i].people;
      if (i < n)
        g_assert_false (wg_plan_get_grid (plan, shares[i].grid)->is_retired);
      add_part (plan, sums, i < n ? shares[i].grid : owner, &parts[i]);
      note_part (plan, sums, i < n ? shares[i].grid : owner, building, &parts[i], seen);
    }
  if (building->households >= 0)
    g_assert_cmpint (households, ==, building->households);
  if (building->people >= 0)
    g_assert_cmpint (people, ==, building->people);
}

/* The tallies against shapes, which know nothing of how they are kept: each building lies where it
 * is counted, the sums are those of the buildings, nothing is lost between the grids. */
void
wg_random_buildings_assert (WgPlan *plan)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  WgBuildingSet *set = wg_plan_get_buildings (plan);
  guint32 n_grids = wg_plan_get_grid_limit (plan);
  g_autofree WgTally *sums = g_new0 (WgTally, n_grids);

  for (guint i = 0; i < wg_building_set_count (set); i++)
    {
      const WgBuilding *building = wg_building_set_get (set, i);
      WgFaceId face = wg_tally_index_get_face (wg_plan_get_tally_index (plan), i);
      guint32 grid = wg_coverage_owner (coverage, face);

      assert_in_face (coverage, building->point, face);
      add_parts (plan, sums, building, grid);
      do
        {
          sums[grid].n_buildings++;
          grid = grid != 0 ? wg_plan_get_grid (plan, grid)->parent : 0;
        }
      while (grid != 0);
    }
  for (guint32 id = 0; id < n_grids; id++)
    {
      g_autoptr (WgShape) shape = wg_shape_new ();
      WgTally tally;

      wg_plan_get_tally (plan, id, &tally);
      g_assert_cmpuint (tally.n_buildings, ==, sums[id].n_buildings);
      g_assert_cmpint (tally.households.sum, ==, sums[id].households.sum);
      g_assert_cmpint (tally.people.sum, ==, sums[id].people.sum);
      g_assert_cmpuint (tally.people.n_unknown, ==, sums[id].people.n_unknown);
      g_assert_cmpuint (tally.people.n_estimated, ==, sums[id].people.n_estimated);
      g_assert_cmpuint (tally.households.n_unknown, ==, sums[id].households.n_unknown);
      g_assert_cmpuint (tally.households.n_estimated, ==, sums[id].households.n_estimated);
      if (id == 0 || wg_plan_get_grid (plan, id) == NULL)
        continue;
      wg_plan_get_shape (plan, id, shape);
      g_assert_cmpfloat_with_epsilon (wg_tally_area_m2 (&tally), wg_shape_area_m2 (shape), 1e-3);
    }
}
