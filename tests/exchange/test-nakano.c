/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ward of Tokyo: 85 areas with households and people, 61,910 buildings. The areas are grids, each building
 * gets the number 1; what each area has is counted against the shapes of the file by GEOS-free even-odd,
 * building by building. Data: shared/data/nakano (e-Stat, Project PLATEAU). */
#include "app/exchange/wg-buildings-read.h"
#include "app/geometry/wg-cells.h"
#include "app/geometry/wg-coverage-verify.h"
#include "app/plan/wg-plan-private.h"
#include "tests/support/wg-test-folder.h"

static WgPlan *
import_areas (const char *path)
{
  WgBuildOptions build = WG_BUILD_OPTIONS_DEFAULT;
  g_autoptr (WgPlan) plan = wg_plan_new ("中野", NULL);
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (139.66, 35.71);
  g_autoptr (WgIncoming) incoming = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  wg_plan_add_level (plan, "区", NULL);
  wg_plan_add_level (plan, "町丁目", NULL);
  wg_plan_set_frame (plan, frame);
  incoming = wg_source_read (path, NULL, frame, NULL, NULL, &error);
  g_assert_no_error (error);
  report = wg_plan_import (plan, 2, incoming, &build, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_grids, ==, 85);
  return g_object_ref (report->plan);
}

/* Every building against every area that may have it. */
static guint *
count_by_shapes (WgPlan *plan, WgBuildingSet *set, guint *n_nowhere)
{
  guint limit = wg_plan_get_grid_limit (plan);
  guint *counts = g_new0 (guint, limit);
  g_autoptr (GPtrArray) shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free);
  g_autofree WgEnvelope *boxes = g_new0 (WgEnvelope, limit);

  for (guint32 id = 0; id < limit; id++)
    {
      WgShape *shape = wg_shape_new ();

      if (id > 0 && wg_plan_get_grid (plan, id) != NULL)
        wg_plan_get_shape (plan, id, shape);
      boxes[id] = wg_shape_envelope (shape);
      g_ptr_array_add (shapes, shape);
    }
  for (guint i = 0; i < wg_building_set_count (set); i++)
    {
      WgPoint p = wg_building_set_get (set, i)->point;
      guint n = 0;

      for (guint32 id = 1; id < limit; id++)
        if (wg_envelope_contains (&boxes[id], p)
            && wg_shape_contains (g_ptr_array_index (shapes, id), p))
          {
            counts[id]++;
            n++;
          }
      g_assert_cmpuint (n, <=, 1);
      *n_nowhere += n == 0;
    }
  return counts;
}

static void
test_ward (void)
{
  g_autofree char *areas = wg_test_shared_file ("nakano/h27ka13114.shp");
  g_autofree char *houses = wg_test_shared_file ("nakano/nakano_buildings.gpkg");
  g_autoptr (WgPlan) plan = NULL;
  g_autoptr (WgBuildingReport) report = NULL;
  g_autofree guint *counts = NULL;
  g_autoptr (WgShape) footprint = wg_shape_new ();
  g_autoptr (GError) error = NULL;
  guint n_nowhere = 0, n_footprints = 0;
  gint64 sum = 0;
  WgTally tally;

  if (areas == NULL || houses == NULL)
    {
      g_test_skip ("shared/data/nakano is not on this machine");
      return;
    }
  plan = import_areas (areas);
  report = wg_source_read_buildings (houses, NULL, wg_plan_get_frame (plan), NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_rows, ==, 61910);
  g_assert_cmpuint (wg_building_set_count (report->set), ==, 61910);
  for (guint i = 0; i < 61910; i++)
    {
      const WgBuilding *building = wg_building_set_get (report->set, i);

      wg_building_set_get_footprint (report->set, i, footprint);
      n_footprints += footprint->rings->len > 0 && wg_shape_contains (footprint, building->point);
      g_assert_cmpint (building->households, ==, WG_COUNT_NOT_KNOWN);
    }
  g_assert_cmpuint (n_footprints, ==, 61910);
  wg_building_report_join (report, plan, NULL);
  wg_plan_set_buildings (plan, report->set);
  counts = count_by_shapes (plan, report->set, &n_nowhere);
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      if (wg_plan_get_grid (plan, id) == NULL)
        continue;
      wg_plan_get_tally (plan, id, &tally);
      g_assert_cmpuint (tally.n_buildings, ==, counts[id]);
      g_assert_cmpuint (tally.n_buildings, >, 0);
      g_assert_cmpint (wg_tally_get_state (&tally, &tally.households), ==, WG_COUNT_UNKNOWN);
      sum += tally.n_buildings;
    }
  wg_plan_get_tally (plan, 0, &tally);
  g_assert_cmpuint (tally.n_buildings, ==, n_nowhere);
  g_assert_cmpuint (report->n_outside, ==, n_nowhere);
  g_assert_cmpint (sum + n_nowhere, ==, 61910);
}

/* The buildings whose point lies in the area, or whose footprint reaches into it. */
static GArray *
collect_near (WgBuildingSet *set, const WgShape *land, GPtrArray *shapes)
{
  GArray *near = g_array_new (FALSE, FALSE, sizeof (WgCellsBuilding));
  WgEnvelope box = wg_shape_envelope (land);

  for (guint i = 0; i < wg_building_set_count (set); i++)
    {
      const WgBuilding *building = wg_building_set_get (set, i);
      WgEnvelope own = wg_building_set_get_extent (set, i);
      WgCellsBuilding row = { building->point, NULL };
      WgShape *shape = NULL;

      if (!wg_envelope_intersects (&own, &box))
        continue;
      row.footprint = shape = wg_shape_new ();
      wg_building_set_get_footprint (set, i, shape);
      g_ptr_array_add (shapes, shape);
      g_array_append_val (near, row);
    }
  return near;
}

/* Every 12th area is cut into cells: they fill it, one for each house, and cut none. */
static void
test_cells (void)
{
  g_autofree char *areas = wg_test_shared_file ("nakano/h27ka13114.shp");
  g_autofree char *houses = wg_test_shared_file ("nakano/nakano_buildings.gpkg");
  g_autoptr (WgPlan) plan = NULL;
  g_autoptr (WgBuildingReport) report = NULL;

  if (areas == NULL || houses == NULL)
    {
      g_test_skip ("shared/data/nakano is not on this machine");
      return;
    }
  plan = import_areas (areas);
  report = wg_source_read_buildings (houses, NULL, wg_plan_get_frame (plan), NULL, NULL, NULL);
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id += 12)
    {
      g_autoptr (WgShape) land = wg_shape_new ();
      g_autoptr (GPtrArray) shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free);
      g_autoptr (GArray) near = NULL;
      g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));
      g_autoptr (WgCells) cells = NULL;
      g_autoptr (GError) error = NULL;
      WgCellsInput input = { .land = land, .reads_gaps = TRUE };
      guint n_inside = 0;
      gint64 area_mm2 = 0;

      wg_plan_get_shape (plan, id, land);
      near = collect_near (report->set, land, shapes);
      input.buildings = (const WgCellsBuilding *) (gpointer) near->data;
      input.n_buildings = near->len;
      cells = wg_cells_new (&input, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (wg_coverage_verify (cells->coverage, problems, NULL, NULL, NULL));
      g_assert_cmpuint (problems->len, ==, 0);
      for (guint i = 0; i < near->len; i++)
        n_inside += cells->unit_of[i] != G_MAXUINT32;
      for (guint i = 0; i < cells->units->len; i++)
        area_mm2 += g_array_index (cells->units, WgCellsUnit, i).area_mm2;
      g_assert_cmpfloat_with_epsilon ((double) area_mm2 * 1e-6, wg_shape_area_m2 (land), 1.0);
      g_test_message ("area %u: %u buildings, %u units, %u edges", id, n_inside, cells->units->len,
                      cells->edges->len);
      g_assert_cmpuint (cells->units->len, >, n_inside * 9 / 10);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nakano/ward", test_ward);
  g_test_add_func ("/nakano/cells", test_cells);
  return g_test_run ();
}
