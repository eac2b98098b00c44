/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random strokes that redraw borders and polygons that become grids, with undo and redo between them:
 * the plan is verified, its buildings counted afresh, the land of each grid is compared with what the preview said, and the bytes
 * with those known for the step. */
#include "app/base/wg-random.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-coverage-verify.h"
#include "app/geometry/wg-coverage-move.h"
#include "app/plan/wg-draw-commands.h"
#include "app/plan/wg-redraw-commands.h"
#include "app/plan/wg-plan-private.h"
#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-random-buildings.h"
#include "tests/support/wg-test-plan.h"

#define N_BUILDINGS 120
#define ROUNDING_M2 3.0 /* noding bends long borders by up to 1 mm */

/* The land that each grid itself owns, by id. */
static double *
measure (WgPlan *plan)
{
  double *areas = g_new0 (double, wg_plan_get_grid_limit (plan) + 2);

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const GArray *faces = wg_plan_get_own_faces (plan, id);

      for (guint i = 0; i < faces->len; i++)
        areas[id] += (double) wg_coverage_face_area2 (wg_plan_get_coverage (plan),
                                                      g_array_index (faces, WgFaceId, i)) / 2e6;
    }
  return areas;
}

static WgPoint
random_point (WgRandom *random, WgPlan *plan)
{
  WgEnvelope e = wg_coverage_envelope (wg_plan_get_coverage (plan));

  return (WgPoint){ (gint32) wg_random_int (random, (gint64) e.min_x - 60000, (gint64) e.max_x + 60000),
                    (gint32) wg_random_int (random, (gint64) e.min_y - 60000, (gint64) e.max_y + 60000) };
}

/* At times from a vertex to a vertex, along borders and through nodes. */
static guint
random_stroke (WgRandom *random, WgPlan *plan, WgPoint *line)
{
  WgPoint start = random_point (random, plan);
  guint n = (guint) wg_random_int (random, 2, 7);
  gint32 span = wg_random_int (random, 0, 3) == 0 ? 300000 : 90000;

  for (guint i = 0; i < n; i++)
    {
      line[i] = (WgPoint){ start.x + (gint32) wg_random_int (random, -span, span),
                           start.y + (gint32) wg_random_int (random, -span, span) };
      if (wg_random_int (random, 0, 3) == 0)
        wg_coverage_find_vertex (wg_plan_get_coverage (plan), line[i], 80000, &line[i]);
    }
  if (n > 3 && wg_random_int (random, 0, 6) == 0)
    line[n - 1] = line[0];
  return n;
}

static guint32
random_subject (WgRandom *random, WgPlan *plan)
{
  const WgGrid *grid = NULL;

  if (wg_random_int (random, 0, 3) > 0)
    return 0;
  grid = wg_plan_get_grid (plan, (guint32) wg_random_int (random, 1, wg_plan_get_grid_limit (plan)));
  return grid != NULL && !grid->is_retired ? grid->id : 0;
}

static void
compare (WgPlan *plan, const double *before, const WgRedrawPreview *preview)
{
  g_autofree double *after = measure (plan);
  g_autofree double *expected
    = g_memdup2 (before, (wg_plan_get_grid_limit (plan) + 1) * sizeof (double));

  for (guint i = 0; i < preview->pieces->len; i++)
    {
      const WgLandPiece *piece = g_ptr_array_index (preview->pieces, i);
      double area_m2 = wg_shape_area_m2 (piece->shape);

      g_assert_cmpfloat (area_m2, >, 0.0);
      g_assert_cmpuint (piece->from, !=, piece->to);
      expected[piece->from] -= area_m2;
      expected[piece->to] += area_m2;
    }
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    g_assert_cmpfloat_with_epsilon (after[id], expected[id], ROUNDING_M2);
}

static gboolean
redraw (WgRandom *random, WgHistory *history)
{
  WgPlan *plan = wg_history_get_plan (history);
  WgPoint line[8];
  WgRedraw how = { line, random_stroke (random, plan, line), random_subject (random, plan) };
  g_autoptr (GBytes) rows = wg_test_plan_rows (plan);
  g_autoptr (GBytes) rows_after = NULL;
  g_autoptr (WgRedrawPreview) preview = NULL;
  g_autoptr (WgLandResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree double *before = measure (plan);

  how.variant = (guint) wg_random_int (random, 0, 3);
  how.flags = wg_random_int (random, 0, 2) ? WG_LAND_RETIRE : WG_LAND_NONE;
  preview = wg_plan_preview_redraw (plan, &how, NULL, NULL);
  rows_after = wg_test_plan_rows (plan);
  g_assert_true (g_bytes_equal (rows, rows_after));
  result = wg_command_redraw (history, &how, NULL, &error);
  if (result == NULL)
    {
      g_assert_true (g_error_matches (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING)
                     || g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LANDLESS));
      return FALSE;
    }
  g_assert_nonnull (preview);
  compare (plan, before, preview);
  return TRUE;
}

/* Grids that exist, at random; at times none. */
static GArray *
random_grids (WgRandom *random, WgPlan *plan)
{
  GArray *grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n = (guint) wg_random_int (random, 0, 5);

  for (guint i = 0; i < n; i++)
    {
      guint32 grid = (guint32) wg_random_int (random, 1, wg_plan_get_grid_limit (plan));

      if (wg_plan_get_grid (plan, grid) != NULL)
        g_array_append_val (grids, grid);
    }
  return grids;
}

static void
compare_drawn (WgPlan *plan, const double *before, guint32 limit, const WgDrawnGrid *drawn)
{
  g_autofree double *after = measure (plan);
  double taken_m2 = 0.0;

  for (guint i = 0; i < drawn->shares->len; i++)
    {
      const WgDrawShare *share = g_ptr_array_index (drawn->shares, i);
      double area_m2 = share->is_taken ? wg_shape_area_m2 (share->shape) : 0.0;

      taken_m2 += area_m2;
      if (share->grid != 0)
        g_assert_cmpfloat_with_epsilon (after[share->grid], before[share->grid] - area_m2,
                                        ROUNDING_M2);
    }
  g_assert_cmpuint (drawn->grid->id, ==, limit);
  g_assert_cmpfloat_with_epsilon (after[limit], taken_m2, ROUNDING_M2);
}

static gboolean
draw (WgRandom *random, WgHistory *history)
{
  WgPlan *plan = wg_history_get_plan (history);
  g_autoptr (WgShape) shape = wg_shape_new ();
  g_autoptr (GArray) from = random_grids (random, plan), kept = random_grids (random, plan);
  WgDraw how = { shape, (guint) wg_random_int (random, 1, 5), WG_GRID_ORDINARY };
  g_autoptr (GBytes) rows = wg_test_plan_rows (plan);
  g_autoptr (GBytes) rows_after = NULL;
  g_autoptr (WgDrawnGrid) preview = NULL, drawn = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree double *before = measure (plan);
  guint32 limit = wg_plan_get_grid_limit (plan);
  WgPoint line[8] = { { 0, 0 } };
  guint n = random_stroke (random, plan, line);

  wg_shape_add_ring (shape, line, MAX (n, 3), 0, FALSE);
  how.takes_all = wg_random_int (random, 0, 2) == 0;
  how.from = from;
  how.kept = kept;
  how.flags = wg_random_int (random, 0, 2) ? WG_LAND_RETIRE : WG_LAND_NONE;
  wg_plan_preview_draw (plan, &how, &preview, NULL);
  rows_after = wg_test_plan_rows (plan);
  g_assert_true (g_bytes_equal (rows, rows_after));
  drawn = wg_command_draw (history, &how, &error);
  if (drawn == NULL)
    {
      g_assert_true (g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING)
                     || g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOT_FREE)
                     || g_error_matches (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_INVALID)
                     || g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LANDLESS));
      return FALSE;
    }
  g_assert_nonnull (preview);
  g_assert_nonnull (preview->land);
  compare_drawn (plan, before, limit, drawn);
  return TRUE;
}

static void
run_random (guint64 seed, guint n_steps)
{
  WgRandom random = wg_random (seed);
  g_autoptr (WgPlan) plan = wg_test_plan_grid (8, 6, seed);
  g_autoptr (WgMemoryJournal) journal = wg_memory_journal_new (plan);
  g_autoptr (WgHistory) history = wg_history_new (plan, WG_JOURNAL (journal));
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  guint n_done = 0, n_redrawn = 0, n_drawn = 0;

  wg_random_buildings_put (&random, plan, N_BUILDINGS, TRUE);
  wg_plan_get_tally_index (plan);
  wg_random_buildings_assert (plan);
  g_ptr_array_add (states, wg_test_plan_rows (plan));
  for (guint step = 0; step < n_steps; step++)
    {
      gint64 dice = wg_random_int (&random, 0, 10);
      g_autoptr (GBytes) now = NULL;

      if (dice < 5 ? redraw (&random, history) : dice < 8 && draw (&random, history))
        {
          n_redrawn += dice < 5;
          n_drawn += dice >= 5;
          g_ptr_array_set_size (states, (int) ++n_done);
          g_ptr_array_add (states, wg_test_plan_rows (plan));
        }
      else if (dice == 8)
        n_done -= wg_history_undo (history, NULL) ? 1 : 0;
      else if (dice == 9)
        n_done += wg_history_redo (history, NULL) ? 1 : 0;
      now = wg_test_plan_rows (plan);
      g_assert_true (g_bytes_equal (now, g_ptr_array_index (states, n_done)));
      wg_test_plan_assert_valid (plan);
      wg_random_buildings_assert (plan);
    }
  g_test_message ("%u strokes, %u polygons", n_redrawn, n_drawn);
  g_assert_cmpuint (n_redrawn, >, n_steps / 20);
  g_assert_cmpuint (n_drawn, >, n_steps / 20);
  while (wg_history_undo (history, NULL))
    n_done--;
  wg_random_buildings_assert (plan);
  g_assert_cmpuint (n_done, ==, 0);
}

static void
test_random (void)
{
  guint n_seeds = g_test_thorough () ? 200 : 4;

  for (guint64 seed = 1; seed <= n_seeds; seed++)
    {
      g_test_message ("seed %u", (guint) seed);
      run_random (seed, 150);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/redraw/random", test_random);
  return g_test_run ();
}
