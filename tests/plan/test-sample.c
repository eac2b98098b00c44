/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-coverage-verify.h"
#include "app/plan/wg-code.h"
#include "app/plan/wg-sample.h"
#include "tests/support/wg-test-plan.h"

#include <string.h>

static WgSample *
make (guint n_grids, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  WgSample *sample
    = wg_sample_new (n_grids, wg_sample_count_buildings (n_grids), seed, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (sample);
  return sample;
}

static void
test_sizes (void)
{
  static const guint sizes[] = { 1, 2, 3, 5, 9, 20, 31, 77, 200, 600, 3000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint64 seed = 1; seed <= 4; seed++)
      {
        g_autoptr (WgSample) sample = make (sizes[i], seed);

        g_assert_cmpuint (wg_plan_count_grids (sample->plan, 3), ==, sizes[i]);
        g_assert_cmpuint (wg_plan_count_grids (sample->plan, 1), >=, 1);
        g_assert_cmpuint (wg_plan_count_grids (sample->plan, 4), ==, 0);
        wg_test_plan_assert_valid (sample->plan);
      }
}

static void
test_same_bytes (void)
{
  g_autoptr (WgSample) one = make (600, 7);
  g_autoptr (WgSample) two = make (600, 7);
  g_autoptr (WgSample) other = make (600, 8);
  g_autoptr (GBytes) rows = wg_test_plan_rows (one->plan);
  g_autoptr (GBytes) same = wg_test_plan_rows (two->plan);
  g_autoptr (GBytes) different = wg_test_plan_rows (other->plan);

  g_assert_true (g_bytes_equal (rows, same));
  g_assert_false (g_bytes_equal (rows, different));
  g_assert_cmpuint (one->buildings->len, ==, two->buildings->len);
  g_assert_cmpmem (one->buildings->data, one->buildings->len * sizeof (WgSampleBuilding),
                   two->buildings->data, two->buildings->len * sizeof (WgSampleBuilding));
  g_assert_cmpuint (one->roads->items->len, ==, two->roads->items->len);
}

/* What the bundled sample shows off. */
static void
test_content (void)
{
  g_autoptr (WgSample) sample = make (600, 1);
  WgCoverage *coverage = wg_plan_get_coverage (sample->plan);
  guint n_special = 0, n_exclaves = 0, n_unowned = 0, n_undivided = 0, n_islands = 0;
  guint64 n_inner_points = 0, n_inner_arcs = 0;

  for (guint32 id = 1; id < wg_plan_get_grid_limit (sample->plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (sample->plan, id);
      guint n_faces = wg_plan_get_own_faces (sample->plan, id)->len;

      g_assert_true (wg_code_is_well_formed (grid->code));
      g_assert_true (wg_name_is_well_formed (grid->name));
      g_assert_true (wg_plan_find_code (sample->plan, grid->code) == grid);
      g_assert_cmpuint (strlen (grid->code), ==, 6 + 3 * grid->depth);
      g_assert_cmpuint (grid->parent == 0, ==, grid->depth == 1);
      n_special += grid->kind == WG_GRID_SPECIAL;
      n_exclaves += grid->depth == 3 && n_faces > 1;
      n_undivided += grid->depth == 2 ? n_faces : 0;
      g_assert_true (grid->depth < 3 || n_faces > 0);
    }
  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    n_unowned += wg_coverage_owner (coverage, face) == 0;
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      n_islands += arc->start == arc->end;
      n_inner_arcs += arc->start != arc->end;
      n_inner_points += arc->start != arc->end ? arc->line->n_points : 0;
    }
  g_assert_cmpuint (wg_plan_count_grids (sample->plan, 1), ==, 11);
  g_assert_cmpuint (n_special, >=, 10);
  g_assert_cmpuint (n_islands, >=, 10);
  g_assert_cmpuint (n_exclaves, >=, 1);
  g_assert_cmpuint (n_unowned, ==, 3);
  g_assert_cmpuint (n_undivided, ==, 2);
  g_assert_cmpuint (n_inner_points / n_inner_arcs, >=, 12);
  g_assert_cmpuint (n_inner_points / n_inner_arcs, <=, 25);
  g_assert_cmpuint (sample->rivers->items->len, ==, 3);
  g_assert_cmpuint (sample->roads->items->len, >, 1000);
  g_assert_cmpuint (sample->buildings->len, >, 5500);
  g_assert_cmpuint (sample->buildings->len, <=, 6000);
}

/* Every house stands whole in the grid that it says. */
static void
test_buildings (void)
{
  g_autoptr (WgSample) sample = make (300, 5);
  WgCoverage *coverage = wg_plan_get_coverage (sample->plan);

  for (guint i = 0; i < sample->buildings->len; i++)
    {
      const WgSampleBuilding *building = &g_array_index (sample->buildings, WgSampleBuilding, i);

      g_assert_cmpuint (building->households, >, 0);
      g_assert_cmpuint (building->floors, >, 0);
      for (guint corner = 0; corner < 4; corner++)
        g_assert_cmpuint (wg_coverage_owner (coverage,
                                             wg_coverage_face_at (coverage,
                                                                  building->corners[corner])),
                          ==, building->grid);
    }
}

/* Grids of the size that their level asks for; some are not, so that the checks have work. */
static void
test_households (void)
{
  g_autoptr (WgSample) sample = make (600, 1);
  guint n_fit = 0, n_judged = 0;

  for (guint32 id = 1; id < wg_plan_get_grid_limit (sample->plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (sample->plan, id);
      WgTally tally = { 0 };

      if (grid->depth != 3)
        continue;
      wg_plan_get_tally (sample->plan, id, &tally);
      if (grid->kind == WG_GRID_SPECIAL)
        {
          g_assert_cmpint (tally.households.sum, <, 60);
          continue;
        }
      n_judged++;
      n_fit += wg_size_band_judge (&wg_plan_get_rule (sample->plan, grid)->households,
                                   tally.households.sum) == WG_SIZE_FITS;
    }
  g_assert_cmpuint (n_fit, >, n_judged * 85 / 100);
  g_assert_cmpuint (n_fit, <, n_judged);
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (wg_sample_new (10, 0, 1, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/sample/sizes", test_sizes);
  g_test_add_func ("/plan/sample/same-bytes", test_same_bytes);
  g_test_add_func ("/plan/sample/content", test_content);
  g_test_add_func ("/plan/sample/buildings", test_buildings);
  g_test_add_func ("/plan/sample/households", test_households);
  g_test_add_func ("/plan/sample/cancel", test_cancel);
  return g_test_run ();
}
