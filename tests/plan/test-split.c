/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/base/wg-random.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-coverage-verify.h"
#include "app/plan/wg-building-set.h"
#include "app/plan/wg-commands.h"
#include "app/plan/wg-plan-private.h"
#include "app/plan/wg-split-commands.h"
#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-test-plan.h"

/* A crossing is rounded to 1 mm: the land beside it changes by less than a postcard. */
#define ROUNDING_M2 0.1

typedef struct
{
  WgPlan *plan;
  WgMemoryJournal *journal;
  WgHistory *history;
  double area_m2;
} Fixture;

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

static double
grid_area (WgPlan *plan, guint32 id)
{
  g_autoptr (WgShape) shape = wg_shape_new ();

  wg_plan_get_shape (plan, id, shape);
  return wg_shape_area_m2 (shape);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->plan = wg_test_plan_grid (8, 6, 7);
  f->journal = wg_memory_journal_new (f->plan);
  f->history = wg_history_new (f->plan, WG_JOURNAL (f->journal));
  f->area_m2 = total_area (f->plan);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  wg_test_plan_assert_valid (f->plan);
  g_assert_cmpfloat_with_epsilon (total_area (f->plan), f->area_m2, ROUNDING_M2);
  g_assert_finalize_object (f->history);
  g_assert_finalize_object (f->journal);
  g_assert_finalize_object (f->plan);
}

static void
give (WgPlan *plan, WgFaceId face, guint32 owner)
{
  wg_coverage_change_free (
    wg_coverage_set_owners (wg_plan_get_coverage (plan), NULL, &face, &owner, 1));
  g_clear_pointer (&plan->index, wg_plan_index_free);
  wg_plan_get_index (plan);
}

/* A vertical stroke through the middle of the faces of one column (from 0) and rows. */
static void
make_stroke (WgPlan *plan, guint column, guint first_row, guint last_row, double share,
             WgPoint *line)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  g_autoptr (WgShape) shape = wg_shape_new ();
  WgEnvelope first, last;

  wg_coverage_face_shape (coverage, first_row * 8 + column + 1, shape);
  first = wg_shape_envelope (shape);
  wg_shape_clear (shape);
  wg_coverage_face_shape (coverage, last_row * 8 + column + 1, shape);
  last = wg_shape_envelope (shape);
  line[0].x = line[1].x = first.min_x + (gint32) (share * (first.max_x - first.min_x));
  line[0].y = MIN (first.min_y, last.min_y) - 2000;
  line[1].y = MAX (first.max_y, last.max_y) + 2000;
}

static void
test_one (Fixture *f, gconstpointer data)
{
  WgPoint line[2];
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GArray) only = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GBytes) before = wg_test_plan_rows (f->plan);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GBytes) undone = NULL;
  g_autoptr (GBytes) redone = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = NULL;
  guint32 id = 10;
  const WgGrid *grid = NULL;
  double whole = grid_area (f->plan, 10);

  g_array_append_val (only, id);
  make_stroke (f->plan, 1, 1, 1, 0.7, line);
  g_assert_true (wg_command_split (f->history, line, 2, only, WG_KEEP_LARGEST, &parts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, ==, 1);
  g_assert_cmpuint (g_array_index (parts, WgSplitPart, 0).from, ==, 10);
  id = g_array_index (parts, WgSplitPart, 0).grid;
  g_assert_cmpuint (id, ==, 65);
  grid = wg_plan_get_grid (f->plan, id);
  g_assert_cmpstr (grid->code, ==, "330199001001005");
  g_assert_cmpstr (grid->name, ==, "第五网格");
  g_assert_cmpuint (grid->parent, ==, 49);
  g_assert_cmpuint (grid->depth, ==, 3);
  g_assert_cmpfloat (grid_area (f->plan, 10), >, grid_area (f->plan, id));
  g_assert_cmpfloat_with_epsilon (grid_area (f->plan, 10) + grid_area (f->plan, id), whole,
                                  ROUNDING_M2);
  g_assert_cmpuint (wg_plan_get_children (f->plan, 49)->len, ==, 5);
  g_object_get (f->history, "undo-detail", &detail, NULL);
  g_assert_cmpstr (detail, ==, "第四网格");

  after = wg_test_plan_rows (f->plan);
  g_assert_true (wg_history_undo (f->history, &error));
  undone = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (before, undone));
  g_assert_cmpuint (wg_plan_get_grid_limit (f->plan), ==, 65);
  g_assert_true (wg_history_redo (f->history, &error));
  redone = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (after, redone));
}

static void
test_keep_smallest (Fixture *f, gconstpointer data)
{
  WgPoint line[2];
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GArray) only = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 id = 10;

  g_array_append_val (only, id);
  make_stroke (f->plan, 1, 1, 1, 0.7, line);
  g_assert_true (wg_command_split (f->history, line, 2, only, WG_KEEP_SMALLEST, &parts, NULL));
  g_assert_cmpuint (parts->len, ==, 1);
  id = g_array_index (parts, WgSplitPart, 0).grid;
  g_assert_cmpfloat (grid_area (f->plan, 10), <, grid_area (f->plan, id));
}

/* Across two communities and two streets: all levels stay right. */
static void
test_several (Fixture *f, gconstpointer data)
{
  WgPoint line[2];
  g_autoptr (GArray) parts = NULL;
  g_autofree char *detail = NULL;
  double street = grid_area (f->plan, 61), other = grid_area (f->plan, 63);

  make_stroke (f->plan, 1, 0, 5, 0.5, line);
  g_assert_true (wg_command_split (f->history, line, 2, NULL, WG_KEEP_LARGEST, &parts, NULL));
  g_assert_cmpuint (parts->len, >=, 6);
  for (guint i = 0; i < parts->len; i++)
    {
      const WgSplitPart *part = &g_array_index (parts, WgSplitPart, i);
      const WgGrid *grid = wg_plan_get_grid (f->plan, part->grid);
      const WgGrid *from = wg_plan_get_grid (f->plan, part->from);

      g_assert_cmpuint (grid->parent, ==, from->parent);
      g_assert_true (g_str_has_prefix (grid->code, wg_plan_get_grid (f->plan, from->parent)->code));
      g_assert_true (wg_plan_find_code (f->plan, grid->code) == grid);
    }
  g_assert_cmpfloat_with_epsilon (grid_area (f->plan, 61), street, ROUNDING_M2);
  g_assert_cmpfloat_with_epsilon (grid_area (f->plan, 63), other, ROUNDING_M2);
  g_object_get (f->history, "undo-detail", &detail, NULL);
  g_assert_true (g_str_has_suffix (detail, "…"));
}

static void
test_exclave (Fixture *f, gconstpointer data)
{
  WgPoint line[2];
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GArray) only = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 id = 10;

  give (f->plan, 30, 10);
  g_array_append_val (only, id);
  make_stroke (f->plan, 1, 1, 1, 0.5, line);
  g_assert_true (wg_command_split (f->history, line, 2, only, WG_KEEP_LARGEST, &parts, NULL));
  g_assert_cmpuint (parts->len, ==, 1);
  g_assert_cmpuint (wg_plan_get_own_faces (f->plan, 10)->len, ==, 2);
  g_assert_cmpuint (g_array_index (wg_plan_get_own_faces (f->plan, 10), WgFaceId, 1), ==, 30);
}

static void
test_undivided_land (Fixture *f, gconstpointer data)
{
  WgPoint line[2];
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GArray) only = g_array_new (FALSE, FALSE, sizeof (guint32));
  const WgGrid *grid = NULL;
  guint32 community = 49;

  give (f->plan, 10, community);
  g_array_append_val (only, community);
  make_stroke (f->plan, 1, 1, 1, 0.7, line);
  g_assert_true (wg_command_split (f->history, line, 2, only, WG_KEEP_LARGEST, &parts, NULL));
  g_assert_cmpuint (parts->len, >=, 1);
  grid = wg_plan_get_grid (f->plan, g_array_index (parts, WgSplitPart, 0).grid);
  g_assert_cmpuint (grid->parent, ==, community);
  g_assert_cmpuint (grid->depth, ==, 3);
  g_assert_cmpstr (grid->code, ==, "330199001001005");
  g_assert_cmpstr (grid->name, ==, "第五网格");
  g_assert_cmpuint (wg_plan_get_own_faces (f->plan, community)->len, ==, 1);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) before = wg_test_plan_rows (f->plan);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GArray) nobody = g_array_new (FALSE, FALSE, sizeof (guint32));
  WgPoint line[2];
  GError *error = NULL;

  make_stroke (f->plan, 1, 1, 1, 0.5, line);
  g_assert_false (wg_command_split (f->history, line, 2, nobody, WG_KEEP_LARGEST, NULL, &error));
  g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING);
  g_clear_error (&error);
  g_assert_false (wg_command_split (f->history, line, 1, NULL, WG_KEEP_LARGEST, NULL, &error));
  g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_INVALID);
  g_clear_error (&error);
  line[1].x = WG_COORDINATE_MAX + 1;
  g_assert_false (wg_command_split (f->history, line, 2, NULL, WG_KEEP_LARGEST, NULL, &error));
  g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_RANGE);
  g_clear_error (&error);
  make_stroke (f->plan, 1, 1, 1, 0.5, line);
  wg_memory_journal_fail_next (f->journal);
  g_assert_false (wg_command_split (f->history, line, 2, NULL, WG_KEEP_LARGEST, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_clear_error (&error);
  after = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (before, after));

  give (f->plan, 10, 0); /* nobody's land is not cut */
  make_stroke (f->plan, 1, 1, 1, 0.5, line);
  line[0].y += 1999;
  line[1].y -= 1999;
  g_assert_false (wg_command_split (f->history, line, 2, NULL, WG_KEEP_LARGEST, NULL, &error));
  g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING);
  g_clear_error (&error);
}

/* Strokes of about 300 m somewhere over the plan, sometimes outside. */
static void
random_stroke (WgRandom *random, const WgEnvelope *e, WgPoint *line, guint n_points)
{
  gint64 x = wg_random_int (random, (gint64) e->min_x - 50000, e->max_x);
  gint64 y = wg_random_int (random, (gint64) e->min_y - 50000, e->max_y);

  for (guint i = 0; i < n_points; i++)
    line[i] = (WgPoint){ (gint32) (x + wg_random_int (random, 0, 300000)),
                         (gint32) (y + wg_random_int (random, 0, 300000)) };
}

/* Strokes, undo and redo in any order; the state of each step is known by its bytes. */
static void
test_random (Fixture *f, gconstpointer data)
{
  const guint n_steps = 300;
  WgRandom random = wg_random (20);
  WgEnvelope envelope = wg_coverage_envelope (wg_plan_get_coverage (f->plan));
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  guint n_done = 0, n_splits = 0;

  g_ptr_array_add (states, wg_test_plan_rows (f->plan));
  for (guint step = 0; step < n_steps; step++)
    {
      gint64 dice = wg_random_int (&random, 0, 10);
      g_autoptr (GBytes) now = NULL;

      if (dice < 6)
        {
          WgPoint line[6];
          guint n_points = (guint) wg_random_int (&random, 2, 7);
          g_autoptr (GError) error = NULL;

          random_stroke (&random, &envelope, line, n_points);
          if (wg_command_split (f->history, line, n_points, NULL,
                                dice % 2 == 0 ? WG_KEEP_LARGEST : WG_KEEP_SMALLEST, NULL, &error))
            {
              g_ptr_array_set_size (states, (int) ++n_done);
              g_ptr_array_add (states, wg_test_plan_rows (f->plan));
              n_splits++;
            }
          else
            g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING);
        }
      else if (dice < 8)
        n_done -= wg_history_undo (f->history, NULL) ? 1 : 0;
      else
        n_done += wg_history_redo (f->history, NULL) ? 1 : 0;

      now = wg_test_plan_rows (f->plan);
      g_assert_true (g_bytes_equal (now, g_ptr_array_index (states, n_done)));
      if (step % 20 == 0)
        wg_test_plan_assert_valid (f->plan);
    }
  g_assert_cmpuint (n_splits, >, 80);
  while (wg_history_undo (f->history, NULL))
    n_done--;
  g_assert_cmpuint (n_done, ==, 0);
}

/* A box around the middle of face 10, as a line that ends where it begins. */
static GArray *
make_ring (WgPlan *plan)
{
  WgPoint middle = wg_coverage_label_point (wg_plan_get_coverage (plan), 10);
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  const gint32 size = 3000, steps[5][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 }, { -1, -1 } };

  for (guint i = 0; i < 5; i++)
    {
      WgPoint corner = { middle.x + size * steps[i][0], middle.y + size * steps[i][1] };

      g_array_append_val (ring, corner);
    }
  return ring;
}

static void
test_special_island (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  WgSplitRequest request = WG_SPLIT_REQUEST_INIT;
  g_autoptr (GArray) parts = NULL;
  const WgGrid *island = NULL;

  g_ptr_array_add (lines, make_ring (f->plan));
  request.lines = lines;
  request.is_special = TRUE;
  g_assert_true (wg_command_split_lines (f->history, &request, &parts, NULL));
  g_assert_cmpuint (parts->len, ==, 1);
  island = wg_plan_get_grid (f->plan, g_array_index (parts, WgSplitPart, 0).grid);
  g_assert_cmpint (island->kind, ==, WG_GRID_SPECIAL);
  g_assert_cmpstr (island->code, ==, "330199001001901");
  g_assert_cmpstr (island->name, ==, "第一专属网格");
  g_assert_cmpfloat_with_epsilon (grid_area (f->plan, island->id), 36, ROUNDING_M2);
}

/* Two strokes that cross: one step, one undo; the codes go on where they were. */
static void
test_several_lines (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) only = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GBytes) before = wg_test_plan_rows (f->plan);
  WgSplitRequest request = WG_SPLIT_REQUEST_INIT;
  guint32 id = 10;

  for (guint i = 0; i < 2; i++)
    {
      GArray *line = g_array_sized_new (FALSE, TRUE, sizeof (WgPoint), 2);

      g_array_set_size (line, 2);
      make_stroke (f->plan, 1, 1, 1, i == 0 ? 0.3 : 0.6, (WgPoint *) (gpointer) line->data);
      g_ptr_array_add (lines, line);
    }
  g_array_append_val (only, id);
  request.lines = lines;
  request.grids = only;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GArray) parts = NULL;
      g_autoptr (GBytes) undone = NULL;

      g_assert_true (wg_command_split_lines (f->history, &request, &parts, NULL));
      g_assert_cmpuint (parts->len, ==, 2);
      g_assert_cmpstr (wg_plan_get_grid (f->plan, g_array_index (parts, WgSplitPart, 0).grid)->code,
                       ==, "330199001001005");
      g_assert_cmpstr (wg_plan_get_grid (f->plan, g_array_index (parts, WgSplitPart, 1).grid)->code,
                       ==, "330199001001006");
      g_assert_true (wg_history_undo (f->history, NULL));
      undone = wg_test_plan_rows (f->plan);
      g_assert_true (g_bytes_equal (before, undone));
    }
}

/* The smaller part has the house, and keeps the code; a click says otherwise. */
static void
test_keep_households (Fixture *f, gconstpointer data)
{
  WgPoint line[2];
  g_autoptr (WgBuildingSet) set = wg_building_set_new (1);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (GArray) stroke = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  g_autoptr (GArray) only = g_array_new (FALSE, FALSE, sizeof (guint32));
  WgSplitRequest request = WG_SPLIT_REQUEST_INIT;
  WgBuilding house = { .id = 1, .households = 12, .people = 30, .floors = -1, .units = -1 };
  double whole = grid_area (f->plan, 10);
  WgPoint other;
  guint32 id = 10;

  make_stroke (f->plan, 1, 1, 1, 0.7, line);
  g_array_append_vals (stroke, line, 2);
  house.point = other = wg_coverage_label_point (wg_plan_get_coverage (f->plan), 10);
  house.point.x = line[0].x + 2000;
  wg_building_set_add (set, &house);
  wg_plan_set_buildings (f->plan, set);
  g_array_append_val (only, id);
  g_ptr_array_add (lines, stroke);
  request.lines = lines;
  request.grids = only;
  g_assert_true (wg_command_split_lines (f->history, &request, NULL, NULL));
  g_assert_cmpfloat (grid_area (f->plan, 10), <, whole / 2);
  g_assert_true (wg_history_undo (f->history, NULL));
  request.kept_at = &other;
  g_assert_true (wg_command_split_lines (f->history, &request, NULL, NULL));
  g_assert_cmpfloat (grid_area (f->plan, 10), >, whole / 2);
}

#define ADD(path, func) g_test_add ("/plan/split/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one", test_one);
  ADD ("keep-smallest", test_keep_smallest);
  ADD ("several", test_several);
  ADD ("exclave", test_exclave);
  ADD ("undivided-land", test_undivided_land);
  ADD ("refused", test_refused);
  ADD ("special-island", test_special_island);
  ADD ("several-lines", test_several_lines);
  ADD ("keep-households", test_keep_households);
  ADD ("random", test_random);
  return g_test_run ();
}
