/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fixes: what is proposed, and that the finding is gone when it is done. */
#include "app/base/wg-random.h"
#include "app/check/wg-check-parts.h"
#include "app/check/wg-fix.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/plan/wg-commands.h"
#include "app/plan/wg-land-commands.h"
#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-test-plan.h"

typedef struct
{
  WgPlan *plan;
  WgMemoryJournal *journal;
  WgHistory *history;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->plan = wg_test_plan_grid (8, 6, 1);
  f->journal = wg_memory_journal_new (f->plan);
  g_assert_true (wg_plan_finish_loading (f->plan, NULL));
  f->history = wg_history_new (f->plan, WG_JOURNAL (f->journal));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->history);
  g_object_unref (f->journal);
  g_object_unref (f->plan);
}

static void
disown (Fixture *f, WgFaceId face)
{
  guint32 nobody = 0;

  wg_coverage_change_free (
    wg_coverage_set_owners (wg_plan_get_coverage (f->plan), NULL, &face, &nobody, 1));
  g_assert_true (wg_plan_finish_loading (f->plan, NULL));
}

/** The first finding with @code, of @grid when it is not 0. */
static WgFinding
find_of (Fixture *f, const char *code, guint32 grid)
{
  g_autoptr (GArray) findings = wg_check_run (f->plan, NULL, NULL, NULL, NULL, NULL);

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (g_array_index (findings, WgFinding, i).code, code)
        && (grid == 0 || g_array_index (findings, WgFinding, i).grid == grid))
      return g_array_index (findings, WgFinding, i);
  g_test_message ("no %s", code);
  g_assert_not_reached ();
}

static WgFinding
find (Fixture *f, const char *code)
{
  return find_of (f, code, 0);
}

static guint
count (Fixture *f, const char *code)
{
  g_autoptr (GArray) findings = wg_check_run (f->plan, NULL, NULL, NULL, NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += g_str_equal (g_array_index (findings, WgFinding, i).code, code);
  return n;
}

static void
test_gap (Fixture *f, gconstpointer data)
{
  WgFinding finding;
  g_autoptr (GPtrArray) fixes = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;

  disown (f, 10);
  before = wg_test_plan_rows (f->plan);
  finding = find (f, "land.unowned");
  fixes = wg_fix_list (f->plan, &finding);
  g_assert_cmpuint (fixes->len, ==, 3);
  for (guint i = 0; i < fixes->len; i++)
    {
      const WgFix *fix = g_ptr_array_index (fixes, i);

      g_assert_cmpint (fix->kind, ==, WG_FIX_GIVE);
      g_assert_false (fix->retires);
      g_assert_cmpfloat (fix->border_m, >, 10.0);
      if (i > 0)
        g_assert_cmpfloat (fix->border_m, <=,
                           ((const WgFix *) g_ptr_array_index (fixes, i - 1))->border_m);
    }
  g_assert_true (wg_fix_apply (f->history, &finding, g_ptr_array_index (fixes, 0), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (f, "land.unowned"), ==, 0);
  g_assert_false (wg_fix_apply (f->history, &finding, g_ptr_array_index (fixes, 0), &error));
  g_assert_error (error, WG_FIX_ERROR, WG_FIX_ERROR_STALE);
  g_assert_true (wg_history_undo (f->history, NULL));
  after = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (before, after));
}

/* Undivided land of a community goes to one of its own grids only. */
static void
test_undivided (Fixture *f, gconstpointer data)
{
  WgFinding finding;
  g_autoptr (GPtrArray) fixes = NULL;
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgFaceId face = 20;
  guint32 community = wg_plan_get_grid (f->plan, 20)->parent;

  g_array_append_val (faces, face);
  wg_land_result_free (wg_command_assign_faces (f->history, faces, community, WG_LAND_RETIRE, NULL));
  finding = find (f, "land.undivided");
  fixes = wg_fix_list (f->plan, &finding);
  g_assert_cmpuint (fixes->len, >, 0);
  for (guint i = 0; i < fixes->len; i++)
    {
      const WgFix *fix = g_ptr_array_index (fixes, i);

      g_assert_cmpuint (wg_plan_get_grid (f->plan, fix->grid)->parent, ==, community);
    }
  g_assert_true (wg_fix_apply (f->history, &finding, g_ptr_array_index (fixes, 0), NULL));
  g_assert_cmpuint (count (f, "land.undivided"), ==, 0);
}

/* The smaller part of a grid in two goes to its neighbour; the grid goes on. */
static void
test_parts (Fixture *f, gconstpointer data)
{
  WgFinding finding;
  g_autoptr (GPtrArray) fixes = NULL;
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgFaceId face = 1;

  g_array_append_val (faces, face);
  wg_land_result_free (wg_command_assign_faces (f->history, faces, 40, WG_LAND_RETIRE, NULL));
  finding = find_of (f, "land.parts", 40);
  g_assert_cmpfloat (finding.value, ==, 2);
  fixes = wg_fix_list (f->plan, &finding);
  g_assert_cmpuint (fixes->len, >, 0);
  g_assert_false (((const WgFix *) g_ptr_array_index (fixes, 0))->retires);
  g_assert_true (wg_fix_apply (f->history, &finding, g_ptr_array_index (fixes, 0), NULL));
  g_assert_cmpuint (wg_check_parts (f->plan, 40, NULL, NULL), ==, 1);
  g_assert_false (wg_plan_get_grid (f->plan, 40)->is_retired);
}

/* A sliver that is all the land of a grid: its neighbour takes it over. */
static void
test_sliver (Fixture *f, gconstpointer data)
{
  WgEnvelope e = wg_plan_get_extent (f->plan, 12);
  gint32 x = e.min_x / 2 + e.max_x / 2;
  WgPoint lines[2][2] = { { { x, e.min_y - 9000 }, { x, e.max_y + 9000 } },
                          { { x + 1500, e.min_y - 9000 }, { x + 1500, e.max_y + 9000 } } };
  WgFinding finding;
  g_autoptr (GPtrArray) fixes = NULL;
  g_autoptr (GArray) only = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 grid = 12;
  guint n = 0;

  g_array_append_val (only, grid);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GArray) parts = NULL;

      if (!wg_command_split (f->history, lines[i], 2, only, WG_KEEP_LARGEST, &parts, NULL))
        continue;
      for (guint k = 0; k < parts->len; k++)
        g_array_append_val (only, g_array_index (parts, WgSplitPart, k).grid);
    }
  n = count (f, "land.sliver");
  g_assert_cmpuint (n, >, 0);
  finding = find (f, "land.sliver");
  g_assert_cmpfloat (finding.width_m, <, 2.0);
  g_assert_cmpfloat (finding.width_m, >, 1.3);
  fixes = wg_fix_list (f->plan, &finding);
  g_assert_true (((const WgFix *) g_ptr_array_index (fixes, 0))->retires);
  g_assert_true (wg_fix_apply (f->history, &finding, g_ptr_array_index (fixes, 0), NULL));
  g_assert_cmpuint (count (f, "land.sliver"), ==, n - 1);
  g_assert_true (wg_plan_get_grid (f->plan, finding.grid)->is_retired);
}

static void
test_order (Fixture *f, gconstpointer data)
{
  static const char *const codes[] = { "order.code-missing", "order.name-missing" };
  guint32 grid = 7;

  g_autoptr (WgGrid) bare = NULL;
  const WgGrid *old = wg_plan_get_grid (f->plan, grid);

  bare = wg_grid_new (grid, old->parent, old->depth, old->kind, FALSE, "", "");
  wg_plan_load_grid (f->plan, bare);
  g_assert_true (wg_plan_finish_loading (f->plan, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      WgFinding finding = find (f, codes[i]);
      g_autoptr (GPtrArray) fixes = wg_fix_list (f->plan, &finding);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (fixes->len, ==, 1);
      g_assert_true (wg_fix_apply (f->history, &finding, g_ptr_array_index (fixes, 0), &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count (f, codes[i]), ==, 0);
    }
  g_assert_cmpuint (count (f, "order.code-pattern"), ==, 0);
  g_assert_cmpuint (count (f, "order.code-duplicate"), ==, 0);
  g_assert_cmpuint (count (f, "order.name-duplicate"), ==, 0);
  g_assert_cmpuint (count (f, "order.code-prefix"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/fix/gap", test_gap);
  ADD ("/fix/undivided", test_undivided);
  ADD ("/fix/parts", test_parts);
  ADD ("/fix/sliver", test_sliver);
  ADD ("/fix/order", test_order);
  return g_test_run ();
}
