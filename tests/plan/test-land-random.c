/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random splits, merges, assignments, moves of borders and divided buildings with undo and redo between them: the plan is verified and
 * compared with the bytes that are known for its step after each, the tallies with a full count and
 * with the shapes, the previews with what the commands do. */
#include "app/base/wg-random.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-coverage-verify.h"
#include "app/plan/wg-border-commands.h"
#include "app/plan/wg-building-commands.h"
#include "app/plan/wg-building-split.h"
#include "app/plan/wg-land-commands.h"
#include "app/plan/wg-plan-private.h"
#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-random-buildings.h"
#include "tests/support/wg-random-people.h"
#include "tests/support/wg-test-plan.h"

#define ROUNDING_M2 1.0
#define N_BUILDINGS 400

/* What a preview said against what the command has done. */
static void
assert_as_shown (WgPlan *plan, const WgLandPreview *preview)
{
  for (guint i = 0; i < preview->grids->len; i++)
    {
      const WgGridPreview *shown = g_ptr_array_index (preview->grids, i);
      const WgGrid *grid = wg_plan_get_grid (plan, shown->grid->id);
      g_autoptr (WgShape) shape = wg_shape_new ();
      WgTally tally;

      wg_plan_get_tally (plan, shown->grid->id, &tally);
      g_assert_true (wg_tally_equal (&tally, &shown->after));
      g_assert_true (wg_grid_equal (grid, shown->grid));
      g_assert_cmpint (grid->is_retired, ==, shown->is_retired);
      wg_plan_get_shape (plan, grid->id, shape);
      if (shown->shape != NULL)
        g_assert_cmpfloat_with_epsilon (wg_shape_area_m2 (shape), wg_shape_area_m2 (shown->shape),
                                        1e-9);
    }
}

static double
total_area (WgPlan *plan)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  double area_m2 = 0.0;

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    if (wg_coverage_has_face (coverage, face))
      area_m2 += (double) wg_coverage_face_area2 (coverage, face) / 2e6;
  return area_m2;
}

static guint32
random_grid (WgRandom *random, WgPlan *plan, guint depth)
{
  const WgGrid *grid = NULL;

  do
    grid = wg_plan_get_grid (plan, (guint32) wg_random_int (random, 1, wg_plan_get_grid_limit (plan)));
  while (grid == NULL || grid->is_retired || grid->depth != depth);
  return grid->id;
}

static WgPoint
random_point (WgRandom *random, WgPlan *plan)
{
  WgEnvelope e = wg_coverage_envelope (wg_plan_get_coverage (plan));

  return (WgPoint){ (gint32) wg_random_int (random, (gint64) e.min_x - 20000, (gint64) e.max_x + 20000),
                    (gint32) wg_random_int (random, (gint64) e.min_y - 20000, (gint64) e.max_y + 20000) };
}

static gboolean
split (WgRandom *random, WgHistory *history)
{
  WgPoint line[5];
  WgPlan *plan = wg_history_get_plan (history);
  WgPoint start = random_point (random, plan);
  g_autoptr (WgLandPreview) preview = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5; i++)
    line[i] = (WgPoint){ start.x + (gint32) wg_random_int (random, -150000, 150000),
                         start.y + (gint32) wg_random_int (random, -150000, 150000) };
  preview = wg_plan_preview_split (plan, line, 5, NULL, WG_KEEP_LARGEST, NULL);
  if (wg_command_split (history, line, 5, NULL, WG_KEEP_LARGEST, NULL, &error))
    {
      assert_as_shown (plan, preview);
      return TRUE;
    }
  g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING);
  return FALSE;
}

static gboolean
is_done (WgPlan *plan, const WgLandPreview *preview, WgLandResult *result, GError **error_at)
{
  const GError *error = *error_at;

  g_assert_cmpint (preview != NULL, ==, result != NULL);
  if (result != NULL)
    {
      assert_as_shown (plan, preview);
      g_assert_cmpuint (result->takers->len + result->losers->len + result->retired->len, >, 0);
      wg_land_result_free (result);
      return TRUE;
    }
  g_assert_true (g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LANDLESS)
                 || g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING));
  return FALSE;
}

static gboolean
merge (WgRandom *random, WgHistory *history)
{
  WgPlan *plan = wg_history_get_plan (history);
  guint depth = wg_random_int (random, 0, 8) == 0 ? 2 : 3;
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GError) error = NULL;
  g_autoptr (WgLandPreview) preview = NULL;
  guint32 into = random_grid (random, plan, depth);
  WgLandFlags flags = WG_LAND_NONE;
  guint n = (guint) wg_random_int (random, 1, 4);

  for (guint i = 0; i < n; i++)
    {
      guint32 grid = random_grid (random, plan, depth);
      g_array_append_val (grids, grid);
    }
  flags = wg_random_int (random, 0, 2) ? WG_LAND_RETIRE : WG_LAND_NONE;
  preview = wg_plan_preview_merge (plan, grids, into, flags, NULL);
  return is_done (plan, preview, wg_command_merge (history, grids, into, flags, &error), &error);
}

/* A polygon of random corners, which as a rule crosses itself; with a second ring at times. */
static gboolean
assign (WgRandom *random, WgHistory *history)
{
  WgPlan *plan = wg_history_get_plan (history);
  g_autoptr (WgShape) shape = wg_shape_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WgLandPreview) preview = NULL;
  guint n_rings = (guint) wg_random_int (random, 1, 3);
  WgLandFlags flags = WG_LAND_NONE;
  guint32 to = 0;
  WgPoint start = random_point (random, plan);

  for (guint ring = 0; ring < n_rings; ring++)
    {
      WgPoint points[6];
      guint n = (guint) wg_random_int (random, 3, 7);

      for (guint i = 0; i < n; i++)
        points[i] = (WgPoint){ start.x + (gint32) wg_random_int (random, -120000, 120000),
                               start.y + (gint32) wg_random_int (random, -120000, 120000) };
      wg_shape_add_ring (shape, points, n, 0, ring > 0);
    }
  to = random_grid (random, plan, wg_random_int (random, 0, 6) ? 3 : 2);
  flags = wg_random_int (random, 0, 2) ? WG_LAND_RETIRE : WG_LAND_NONE;
  preview = wg_plan_preview_assign (plan, shape, to, flags, NULL);
  return is_done (plan, preview, wg_command_assign (history, shape, to, flags, &error), &error);
}

/* A vertex or a segment somewhere, moved by up to 80 m, or a vertex added or taken away; the preview changes nothing and says
 * what the command does. */
static gboolean
move (WgRandom *random, WgHistory *history)
{
  WgPlan *plan = wg_history_get_plan (history);
  WgMoveKind kind = (WgMoveKind) MAX (0, wg_random_int (random, -1, 4));
  WgPoint from_to[2] = { random_point (random, plan) }, place = { 0, 0 };
  gint32 span = wg_random_int (random, 0, 3) == 0 ? 80000 : 5000, reach = 60000;
  g_autoptr (GBytes) before = wg_test_plan_rows (plan);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (WgLandPreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_good = FALSE;

  if (kind != WG_MOVE_INSERT && kind != WG_MOVE_SEGMENT
      && !wg_coverage_find_vertex (wg_plan_get_coverage (plan), from_to[0], reach, &from_to[0]))
    return FALSE;
  from_to[1].x = from_to[0].x + (gint32) wg_random_int (random, -span, span);
  from_to[1].y = from_to[0].y + (gint32) wg_random_int (random, -span, span);
  preview = wg_plan_preview_move (plan, kind, from_to, reach, &place, NULL);
  after = wg_test_plan_rows (plan);
  g_assert_true (g_bytes_equal (before, after));
  is_good = wg_command_move (history, kind, from_to, reach, &place, &error);
  g_assert_cmpint (is_good, ==, preview != NULL);
  if (is_good)
    assert_as_shown (plan, preview);
  if (!is_good)
    g_assert_true (g_error_matches (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CROSSING)
                   || g_error_matches (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING)
                   || g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LANDLESS));
  return is_good;
}

/* A building in up to three parts, by units, floors or numbers, or made whole. */
static gboolean
divide (WgRandom *random, WgHistory *history)
{
  static const char *const spans[] = { NULL, "1", "2-3", "4,6" };
  WgPlan *plan = wg_history_get_plan (history);
  guint32 id = (guint32) wg_random_int (random, 1, 40);
  const WgBuilding *building = wg_building_set_find (wg_plan_get_buildings (plan), id);
  WgBuildingShare shares[3];
  guint n = (guint) wg_random_int (random, 0, 4);
  gboolean is_by_floors = wg_random_int (random, 0, 2);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      const char *span = spans[wg_random_int (random, 0, 4)];

      shares[i] = (WgBuildingShare){ .grid = random_grid (random, plan, 3),
                                     .households = WG_COUNT_NOT_KNOWN,
                                     .people = WG_COUNT_NOT_KNOWN,
                                     .units = is_by_floors ? NULL : span,
                                     .floors = is_by_floors ? span : NULL };
      if (span == NULL || wg_random_int (random, 0, 3) == 0)
        shares[i].households = (gint32) wg_random_int (random, 0, MAX (building->households, 0) + 1);
    }
  if (wg_command_split_building (history, id, shares, n, &error))
    return TRUE;
  g_assert_true (g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_SHARE)
                 || g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_SHARE_SUM)
                 || g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING));
  return FALSE;
}

/* The rows of the plan and how its buildings are divided. */
static GBytes *
get_state (WgPlan *plan)
{
  g_autoptr (GBytes) rows = wg_test_plan_rows (plan);
  GByteArray *state = g_byte_array_new ();
  const GArray *shares = wg_building_set_shares (wg_plan_get_buildings (plan));

  g_byte_array_append (state, g_bytes_get_data (rows, NULL), (guint) g_bytes_get_size (rows));
  for (guint i = 0; i < shares->len; i++)
    {
      const WgBuildingShare *share = &g_array_index (shares, WgBuildingShare, i);
      g_autofree char *text
        = g_strdup_printf ("%u %u %s %s %d %d\n", share->building, share->grid, share->units,
                           share->floors, share->households, share->people);

      g_byte_array_append (state, (const guint8 *) text, (guint) strlen (text));
    }
  return g_byte_array_free_to_bytes (state);
}

static void
run_random (guint64 seed, guint n_steps)
{
  WgRandom random = wg_random (seed);
  g_autoptr (WgPlan) plan = wg_test_plan_grid (8, 6, seed);
  g_autoptr (WgMemoryJournal) journal = wg_memory_journal_new (plan);
  g_autoptr (WgHistory) history = wg_history_new (plan, WG_JOURNAL (journal));
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  guint n_done = 0, counts[6] = { 0 };

  wg_random_buildings_put (&random, plan, N_BUILDINGS, FALSE);
  wg_plan_get_tally_index (plan);
  g_ptr_array_add (states, get_state (plan));
  for (guint step = 0; step < n_steps; step++)
    {
      gint64 dice = wg_random_int (&random, 0, 20);
      guint kind = dice < 3 ? 0 : dice < 5 ? 1 : dice < 8 ? 2 : dice < 12 ? 3 : dice < 15 ? 4 : 5;
      double area_m2 = total_area (plan);
      g_autoptr (GBytes) now = NULL;

      if (dice < 18)
        {
          gboolean is_edit = kind == 0   ? split (&random, history)
                             : kind == 1 ? merge (&random, history)
                             : kind == 2 ? assign (&random, history)
                             : kind == 3 ? move (&random, history)
                             : kind == 4 ? divide (&random, history)
                                         : wg_random_people (&random, history, NULL);
          double area_after = total_area (plan);

          if (kind != 3)
            g_assert_cmpfloat_with_epsilon (area_after, area_m2, ROUNDING_M2);
          if (is_edit)
            {
              counts[kind]++;
              g_ptr_array_set_size (states, (int) ++n_done);
              g_ptr_array_add (states, get_state (plan));
            }
        }
      else if (dice == 18)
        n_done -= wg_history_undo (history, NULL) ? 1 : 0;
      else
        n_done += wg_history_redo (history, NULL) ? 1 : 0;
      now = get_state (plan);
      g_assert_true (g_bytes_equal (now, g_ptr_array_index (states, n_done)));
      wg_test_plan_assert_valid (plan);
      if (step % 8 == 0)
        wg_random_buildings_assert (plan);
    }
  g_test_message ("%u splits, %u merges, %u assignments, %u moves, %u divided", counts[0], counts[1],
                  counts[2], counts[3], counts[4]);
  g_assert_cmpuint (counts[5], >, n_steps / 20);
  g_assert_cmpuint (counts[4], >, n_steps / 50);
  g_assert_cmpuint (counts[1], >, n_steps / 25);
  g_assert_cmpuint (counts[2], >, n_steps / 20);
  g_assert_cmpuint (counts[3], >, n_steps / 20);
  while (wg_history_undo (history, NULL))
    n_done--;
  g_assert_cmpuint (n_done, ==, 0);
}

static void
test_random (void)
{
  guint n_seeds = g_test_thorough () ? 200 : 4;

  for (guint64 seed = 1; seed <= n_seeds; seed++)
    run_random (seed, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/land/random", test_random);
  return g_test_run ();
}
