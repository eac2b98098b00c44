/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Missing and undivided land, buildings and sizes against a second method: polygons of the faces,
 * overlaid by GEOS, and points in them. */
#include "app/plan/wg-history.h"
#include "oracle-fixture.h"
#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-test-plan.h"

#include <math.h>

#define N_BUILDINGS 90
#define N_CHANGES 8

typedef struct
{
  guint none;
  guint undivided;
  guint unowned;
  guint empty;
  guint sizes;
} Counts;

static gboolean
is_in_use (OracleFixture *f, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (f->plan, id);

  return grid != NULL && !grid->is_retired;
}

static gboolean
contains (OracleFixture *f, const GEOSGeometry *land, WgPoint p)
{
  GEOSGeometry *point = GEOSGeom_createPointFromXY_r (f->geos, p.x, p.y);
  char is_in = GEOSContains_r (f->geos, land, point);

  g_assert_cmpint (is_in, !=, 2);
  GEOSGeom_destroy_r (f->geos, point);
  return is_in == 1;
}

static guint
count_in (OracleFixture *f, const GEOSGeometry *land)
{
  WgBuildingSet *buildings = wg_plan_get_buildings (f->plan);
  guint n = 0;

  for (guint i = 0; i < wg_building_set_count (buildings); i++)
    n += contains (f, land, wg_building_set_get (buildings, i)->point);
  return n;
}

/* A grid has no land when the polygons of all below it, united, are empty. */
static void
compare_landless (OracleFixture *f, Counts *counts)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (f->plan); id++)
    {
      GEOSGeometry *land = NULL;
      gboolean is_empty = FALSE;

      if (!is_in_use (f, id))
        continue;
      land = oracle_land_of (f, id);
      is_empty = GEOSisEmpty_r (f->geos, land) == 1;
      g_assert_true ((oracle_find (f, "land.none", id) != NULL) == is_empty);
      counts->none += is_empty;
      GEOSGeom_destroy_r (f->geos, land);
    }
}

/** The land of a grid less the land of those right below it, in m². */
static double
measure_undivided (OracleFixture *f, guint32 id)
{
  const GArray *children = wg_plan_get_children (f->plan, id);
  GEOSGeometry *rest = oracle_land_of (f, id);
  double area = 0.0;

  for (guint i = 0; i < children->len; i++)
    {
      GEOSGeometry *child = oracle_land_of (f, g_array_index (children, guint32, i));
      GEOSGeometry *less = GEOSDifference_r (f->geos, rest, child);

      g_assert_nonnull (less);
      GEOSGeom_destroy_r (f->geos, child);
      GEOSGeom_destroy_r (f->geos, rest);
      rest = less;
    }
  area = oracle_area_m2 (f, rest);
  GEOSGeom_destroy_r (f->geos, rest);
  return area;
}

static void
compare_undivided (OracleFixture *f, Counts *counts)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (f->plan); id++)
    {
      double found = 0.0, left = 0.0;

      for (guint i = 0; i < f->findings->len; i++)
        {
          const WgFinding *finding = &g_array_index (f->findings, WgFinding, i);

          if (g_str_equal (finding->code, "land.undivided") && finding->grid == id)
            found += finding->area_m2;
        }
      if (!is_in_use (f, id) || wg_plan_get_grid (f->plan, id)->depth > 2)
        {
          g_assert_cmpfloat (found, ==, 0.0);
          continue;
        }
      left = measure_undivided (f, id);
      g_assert_cmpfloat (fabs (left - found), <, 1e-3);
      counts->undivided += left > 1e-3;
    }
}

/** All land that is somebody's. */
static GEOSGeometry *
unite_owned (OracleFixture *f)
{
  const WgCoverage *coverage = wg_plan_get_coverage (f->plan);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    if (wg_coverage_has_face (coverage, face) && wg_coverage_owner (coverage, face) != 0)
      g_array_append_val (faces, face);
  return oracle_unite (f, faces);
}

static void
compare_unowned_buildings (OracleFixture *f, Counts *counts)
{
  WgBuildingSet *buildings = wg_plan_get_buildings (f->plan);
  GEOSGeometry *owned = unite_owned (f);
  guint outside = wg_building_set_count (buildings) - count_in (f, owned), found = 0;

  for (guint i = 0; i < f->findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (f->findings, WgFinding, i);

      if (!g_str_equal (finding->code, "building.unowned"))
        continue;
      g_assert_false (contains (f, owned, finding->place));
      found += (guint) finding->value;
    }
  g_assert_cmpuint (found, ==, outside);
  counts->unowned += found;
  GEOSGeom_destroy_r (f->geos, owned);
}

/* Grids of the lowest level with land that has no building's point. */
static void
compare_empty_grids (OracleFixture *f, Counts *counts)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (f->plan); id++)
    {
      GEOSGeometry *land = NULL;
      gboolean is_empty = FALSE;

      if (!is_in_use (f, id) || wg_plan_get_children (f->plan, id)->len > 0)
        continue;
      land = oracle_land_of (f, id);
      is_empty = GEOSisEmpty_r (f->geos, land) == 0 && count_in (f, land) == 0;
      g_assert_true ((oracle_find (f, "building.none", id) != NULL) == is_empty);
      counts->empty += is_empty;
      GEOSGeom_destroy_r (f->geos, land);
    }
}

/* The band is of whole square metres. */
static void
compare_sizes (OracleFixture *f, Counts *counts)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (f->plan); id++)
    {
      const WgFinding *finding = oracle_find (f, "size.area", id);
      const WgSizeBand *band = NULL;
      GEOSGeometry *land = NULL;
      double area = 0.0;
      gboolean is_empty = FALSE;

      if (!is_in_use (f, id))
        continue;
      band = &wg_plan_get_rule (f->plan, wg_plan_get_grid (f->plan, id))->area;
      land = oracle_land_of (f, id);
      area = floor (oracle_area_m2 (f, land));
      is_empty = GEOSisEmpty_r (f->geos, land) == 1;
      GEOSGeom_destroy_r (f->geos, land);
      if (band->max == 0 || is_empty || (area >= band->min && area <= band->max))
        {
          g_assert_null (finding);
          continue;
        }
      g_assert_nonnull (finding);
      g_assert_cmpfloat (finding->value, ==, area);
      g_assert_cmpfloat (finding->limit, ==, area < band->min ? band->min : band->max);
      counts->sizes++;
    }
}

static WgBuildingSet *
scatter_buildings (WgPlan *plan, WgRandom *random)
{
  WgEnvelope e = wg_coverage_envelope (wg_plan_get_coverage (plan));
  WgBuildingSet *set = wg_building_set_new (N_BUILDINGS);

  for (guint i = 0; i < N_BUILDINGS; i++)
    {
      WgBuilding building = { .id = i + 1, .households = WG_COUNT_NOT_KNOWN,
                              .people = WG_COUNT_NOT_KNOWN, .floors = WG_COUNT_NOT_KNOWN,
                              .units = WG_COUNT_NOT_KNOWN };

      building.point.x = (gint32) wg_random_int (random, e.min_x - 40000, e.max_x + 40000);
      building.point.y = (gint32) wg_random_int (random, e.min_y - 40000, e.max_y + 40000);
      wg_building_set_add (set, &building);
    }
  return set;
}

/** Land of nobody, land that communities keep for themselves, and grids that lose all they have. */
static void
change_owners (WgPlan *plan, WgRandom *random)
{
  WgCoverage *coverage = wg_plan_get_coverage (plan);

  for (guint i = 0; i < 3 * N_CHANGES; i++)
    {
      WgFaceId face = (WgFaceId) wg_random_int (random, 1, wg_coverage_face_limit (coverage));
      const WgGrid *grid = NULL;
      guint32 owner = 0;

      if (wg_coverage_has_face (coverage, face))
        grid = wg_plan_get_grid (plan, wg_coverage_owner (coverage, face));
      if (grid == NULL)
        continue;
      if (i % 3 == 1)
        owner = grid->parent;
      else if (i % 3 == 2)
        owner = wg_coverage_owner (coverage, (WgFaceId) wg_random_int (random, 1, 40));
      wg_coverage_change_free (wg_coverage_set_owners (coverage, NULL, &face, &owner, 1));
    }
}

static void
compare_plan (guint64 seed, Counts *counts)
{
  OracleFixture f = { .plan = wg_test_plan_grid (8, 8, seed), .geos = wg_geos_context () };
  WgMemoryJournal *journal = wg_memory_journal_new (f.plan);
  WgLevelRule grids = { .area = { 7000, 0, 12000 } }, communities = { .area = { 30000, 0, 42000 } };
  WgRandom random = wg_random (seed);
  g_autoptr (WgBuildingSet) buildings = NULL;
  WgHistory *history = NULL;

  g_assert_true (wg_plan_finish_loading (f.plan, NULL));
  history = wg_history_new (f.plan, WG_JOURNAL (journal));
  oracle_make_untidy (history, &random);
  change_owners (f.plan, &random);
  buildings = scatter_buildings (f.plan, &random);
  wg_plan_set_buildings (f.plan, buildings);
  wg_plan_set_level_rule (f.plan, 2, &communities);
  wg_plan_set_level_rule (f.plan, 3, &grids);
  g_assert_true (wg_plan_finish_loading (f.plan, NULL));
  f.findings = wg_check_run (f.plan, NULL, NULL, NULL, NULL, NULL);
  g_assert_nonnull (f.findings);
  compare_landless (&f, counts);
  compare_undivided (&f, counts);
  compare_unowned_buildings (&f, counts);
  compare_empty_grids (&f, counts);
  compare_sizes (&f, counts);
  g_array_unref (f.findings);
  g_object_unref (history);
  g_object_unref (journal);
  g_object_unref (f.plan);
}

static void
test_overlay (void)
{
  Counts counts = { 0 };

  for (guint64 seed = 1; seed <= 4; seed++)
    compare_plan (seed, &counts);
  g_test_message ("%u grids without land, %u undivided, %u buildings unowned, %u grids without one, "
                  "%u sizes", counts.none, counts.undivided, counts.unowned, counts.empty,
                  counts.sizes);
  g_assert_cmpuint (counts.none, >, 5);
  g_assert_cmpuint (counts.undivided, >, 5);
  g_assert_cmpuint (counts.unowned, >, 5);
  g_assert_cmpuint (counts.empty, >, 5);
  g_assert_cmpuint (counts.sizes, >, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/overlay", test_overlay);
  return g_test_run ();
}
