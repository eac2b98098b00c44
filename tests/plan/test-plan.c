/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plan/wg-commands.h"
#include "app/plan/wg-session.h"
#include "app/plan/wg-template.h"
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
  f->plan = wg_test_plan_grid (8, 6, 7);
  f->journal = wg_memory_journal_new (f->plan);
  f->history = wg_history_new (f->plan, WG_JOURNAL (f->journal));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  wg_plan_verify (f->plan, problems);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_finalize_object (f->history);
  g_assert_finalize_object (f->journal);
  g_assert_finalize_object (f->plan);
}

static void
count_cb (guint *counter)
{
  (*counter)++;
}

/* 48 grids, 12 communities (49..60), 4 streets (61..64). */
static void
test_lookup (Fixture *f, gconstpointer data)
{
  const GArray *children = wg_plan_get_children (f->plan, 49);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  g_assert_cmpuint (wg_plan_count_grids (f->plan, 1), ==, 4);
  g_assert_cmpuint (wg_plan_count_grids (f->plan, 2), ==, 12);
  g_assert_cmpuint (wg_plan_count_grids (f->plan, 3), ==, 48);
  g_assert_cmpuint (wg_plan_count_grids (f->plan, 4), ==, 0);
  g_assert_cmpuint (wg_plan_get_children (f->plan, 0)->len, ==, 4);
  g_assert_cmpuint (children->len, ==, 4);
  for (guint i = 0; i < children->len; i++)
    g_assert_cmpuint (g_array_index (children, guint32, i), ==, ((guint32[]){ 1, 2, 9, 10 })[i]);
  g_assert_cmpuint (wg_plan_get_own_faces (f->plan, 10)->len, ==, 1);
  g_assert_cmpuint (g_array_index (wg_plan_get_own_faces (f->plan, 10), WgFaceId, 0), ==, 10);
  g_assert_cmpuint (wg_plan_get_own_faces (f->plan, 49)->len, ==, 0);
  g_assert_cmpuint (wg_plan_get_own_faces (f->plan, 0)->len, ==, 0);
  g_assert_cmpuint (wg_plan_get_own_faces (f->plan, 9999)->len, ==, 0);
  wg_plan_collect_faces (f->plan, 61, faces);
  g_assert_cmpuint (faces->len, ==, 16);
  g_assert_cmpuint (wg_plan_get_ancestor (f->plan, 10, 1), ==, 61);
  g_assert_cmpuint (wg_plan_get_ancestor (f->plan, 10, 2), ==, 49);
  g_assert_cmpuint (wg_plan_get_ancestor (f->plan, 10, 3), ==, 10);
  g_assert_cmpuint (wg_plan_get_ancestor (f->plan, 10, 4), ==, 0);
  g_assert_cmpuint (wg_plan_get_ancestor (f->plan, 0, 1), ==, 0);
  g_assert_cmpuint (wg_plan_find_code (f->plan, "330199001001003")->id, ==, 9);
  g_assert_null (wg_plan_find_code (f->plan, "330199001001009"));
  g_assert_null (wg_plan_find_code (f->plan, ""));
  g_assert_cmpuint (wg_plan_find_level (f->plan, "网格")->depth, ==, 3);
  g_assert_cmpstr (wg_plan_get_level (f->plan, 3)->special_name, ==, "专属网格");
  g_assert_null (wg_plan_find_level (f->plan, "县"));
}

static void
test_rank (Fixture *f, gconstpointer data)
{
  static const struct
  {
    WgFaceId left, right;
    guint rank;
  } cases[] = {
    { 1, 2, 3 },  { 2, 1, 3 },  { 2, 3, 2 }, { 4, 5, 1 },
    { 25, 33, 1 }, { 9, 17, 2 }, { 1, 0, 1 }, { 5, 5, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WgArc arc = { NULL, 1, 2, cases[i].left, cases[i].right };

      g_assert_cmpuint (wg_plan_get_arc_rank (f->plan, &arc), ==, cases[i].rank);
    }
}

static void
test_attributes (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) before = wg_test_plan_rows (f->plan);
  g_autoptr (GBytes) undone = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *detail = NULL;
  guint n_changed = 0;

  g_signal_connect_swapped (f->plan, "changed", G_CALLBACK (count_cb), &n_changed);
  g_assert_true (wg_command_set_attributes (f->history, 2, " X-1 ", "新名", NULL));
  g_assert_cmpstr (wg_plan_get_grid (f->plan, 2)->code, ==, "X-1");
  g_assert_cmpstr (wg_plan_get_grid (f->plan, 2)->name, ==, "新名");
  g_assert_cmpuint (wg_plan_find_code (f->plan, "X-1")->id, ==, 2);
  g_assert_null (wg_plan_find_code (f->plan, "330199001001002"));
  g_assert_cmpuint (g_array_index (wg_plan_get_children (f->plan, 49), guint32, 3), ==, 2);
  g_object_get (f->history, "undo-kind", &kind, "undo-detail", &detail, NULL);
  g_assert_cmpstr (kind, ==, "grid-attributes");
  g_assert_cmpstr (detail, ==, "新名");
  g_assert_true (wg_history_undo (f->history, NULL));
  undone = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (before, undone));
  g_assert_true (wg_history_redo (f->history, NULL));
  g_assert_cmpstr (wg_plan_get_grid (f->plan, 2)->name, ==, "新名");
  g_assert_cmpuint (n_changed, ==, 3);
}

static void
test_attributes_refused (Fixture *f, gconstpointer data)
{
  static const struct
  {
    guint32 grid;
    const char *code, *name;
    int expected;
  } cases[] = {
    { 2, "330199001001003", NULL, WG_PLAN_ERROR_CODE_TAKEN },
    { 2, "330199001", NULL, WG_PLAN_ERROR_CODE_TAKEN },
    { 2, "", NULL, WG_PLAN_ERROR_BAD_CODE },
    { 2, "1234567890123456789012345", NULL, WG_PLAN_ERROR_BAD_CODE },
    { 2, NULL, "第一网格", WG_PLAN_ERROR_NAME_TAKEN },
    { 2, NULL, "", WG_PLAN_ERROR_BAD_NAME },
    { 2, NULL, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", WG_PLAN_ERROR_BAD_NAME },
    { 2, "330199001001002", "第二网格", WG_PLAN_ERROR_NOTHING },
    { 2, NULL, NULL, WG_PLAN_ERROR_NOTHING },
    { 999, "A", NULL, WG_PLAN_ERROR_NO_GRID },
    { 0, "A", NULL, WG_PLAN_ERROR_NO_GRID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (wg_command_set_attributes (f->history, cases[i].grid, cases[i].code,
                                                 cases[i].name, &error));
      g_assert_error (error, WG_PLAN_ERROR, cases[i].expected);
    }
  g_assert_cmpuint (wg_memory_journal_get_n_rows (f->journal), ==, 0);
  g_assert_true (wg_command_set_attributes (f->history, 3, NULL, "第四 网格", NULL));
}

static void
test_journal_fails (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) before = wg_test_plan_rows (f->plan);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean can_undo = TRUE;
  guint n_changed = 0;

  g_signal_connect_swapped (f->plan, "changed", G_CALLBACK (count_cb), &n_changed);
  wg_memory_journal_fail_next (f->journal);
  g_assert_false (wg_command_set_attributes (f->history, 2, "X", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  after = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (before, after));
  g_object_get (f->history, "can-undo", &can_undo, NULL);
  g_assert_false (can_undo);
  g_assert_cmpuint (n_changed, ==, 0);
}

/* When memory is not as the journal thinks, an undo that fails leaves the journal as it was. */
static void
test_undo_fails (Fixture *f, gconstpointer data)
{
  g_autoptr (WgGrid) other = wg_grid_new (2, 49, 3, WG_GRID_ORDINARY, FALSE, "Z", "别的");
  g_autoptr (WgGrid) right = NULL;
  g_autoptr (GError) error = NULL;
  gboolean can_undo = FALSE;

  g_assert_true (wg_command_set_attributes (f->history, 2, "X", NULL, NULL));
  right = wg_grid_ref (wg_plan_get_grid (f->plan, 2));
  wg_plan_load_grid (f->plan, other);
  g_assert_true (wg_plan_finish_loading (f->plan, NULL));
  g_assert_false (wg_history_undo (f->history, &error));
  g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_CORRUPT);
  g_assert_cmpstr (wg_plan_get_grid (f->plan, 2)->code, ==, "Z");
  g_object_get (f->history, "can-undo", &can_undo, NULL);
  g_assert_true (can_undo);
  wg_plan_load_grid (f->plan, right);
  g_assert_true (wg_plan_finish_loading (f->plan, NULL));
  g_assert_true (wg_history_undo (f->history, NULL));
  g_assert_cmpstr (wg_plan_get_grid (f->plan, 2)->code, ==, "330199001001002");
}

static void
test_many_steps (Fixture *f, gconstpointer data)
{
  const guint n_steps = 300;
  g_autoptr (GBytes) before = wg_test_plan_rows (f->plan);
  g_autoptr (GBytes) undone = NULL;
  g_autoptr (WgHistory) reopened = NULL;
  gboolean can_redo = FALSE;

  for (guint i = 0; i < n_steps; i++)
    {
      g_autofree char *code = g_strdup_printf ("C-%u", i);

      g_assert_true (wg_command_set_attributes (f->history, 1 + i % 48, code, NULL, NULL));
    }
  reopened = wg_history_new (f->plan, WG_JOURNAL (f->journal));
  for (guint i = 0; i < n_steps; i++)
    g_assert_true (wg_history_undo (reopened, NULL));
  g_assert_false (wg_history_undo (reopened, NULL));
  undone = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (before, undone));
  g_clear_object (&reopened);
  reopened = wg_history_new (f->plan, WG_JOURNAL (f->journal));
  g_object_get (reopened, "can-redo", &can_redo, NULL);
  g_assert_true (can_redo);
  for (guint i = 0; i < n_steps; i++)
    g_assert_true (wg_history_redo (reopened, NULL));
  g_assert_false (wg_history_redo (reopened, NULL));
  g_assert_cmpstr (wg_plan_get_grid (f->plan, 1 + (n_steps - 1) % 48)->code, ==, "C-299");
}

static void
test_snapshot (Fixture *f, gconstpointer data)
{
  g_autoptr (WgPlan) snapshot = wg_plan_snapshot (f->plan);
  g_autoptr (GBytes) before = wg_test_plan_rows (f->plan);
  g_autoptr (GBytes) same = wg_test_plan_rows (snapshot);
  g_autoptr (GBytes) still = NULL;

  g_assert_true (g_bytes_equal (before, same));
  g_assert_true (wg_command_set_attributes (f->history, 2, "X", NULL, NULL));
  still = wg_test_plan_rows (snapshot);
  g_assert_true (g_bytes_equal (before, still));
  g_assert_cmpuint (wg_plan_find_code (snapshot, "330199001001002")->id, ==, 2);
  g_assert_cmpuint (wg_plan_get_children (snapshot, 49)->len, ==, 4);
  g_assert_finalize_object (g_steal_pointer (&snapshot));
}

static void
replaced_cb (GObject *source, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (wg_history_replace_finish (WG_HISTORY (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) done = TRUE;
}

static void
refused_cb (GObject *source, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (wg_history_replace_finish (WG_HISTORY (source), result, &error));
  g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BUSY);
  *(gboolean *) done = TRUE;
}

static void
test_replace (Fixture *f, gconstpointer data)
{
  g_autoptr (WgPlan) next = wg_test_plan_grid (4, 4, 3);
  g_autoptr (GBytes) before = wg_test_plan_rows (f->plan);
  g_autoptr (GBytes) wanted = wg_test_plan_rows (next);
  g_autoptr (GBytes) now = NULL;
  g_autoptr (GBytes) undone = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_done = FALSE, is_refused = FALSE;
  guint n_replaced = 0;

  g_signal_connect_swapped (f->plan, "replaced", G_CALLBACK (count_cb), &n_replaced);
  wg_history_replace_async (f->history, next, "import", "grids.shp", NULL, NULL, replaced_cb,
                            &is_done);
  wg_history_replace_async (f->history, next, "import", "grids.shp", NULL, NULL, refused_cb,
                            &is_refused);
  g_assert_true (wg_history_is_busy (f->history));
  g_assert_false (wg_command_set_attributes (f->history, 1, "X", NULL, &error));
  g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BUSY);
  g_assert_false (wg_history_undo (f->history, NULL));
  while (!is_done || !is_refused)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (wg_history_is_busy (f->history));
  now = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (wanted, now));
  g_assert_true (wg_command_set_attributes (f->history, 1, "X", NULL, NULL));
  g_assert_true (wg_history_undo (f->history, NULL));
  g_assert_true (wg_history_undo (f->history, NULL));
  undone = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (before, undone));
  g_assert_true (wg_history_redo (f->history, NULL));
  g_assert_cmpuint (wg_plan_count_grids (f->plan, 3), ==, 16);
  g_assert_cmpuint (n_replaced, ==, 3);
  /* The worker drops its reference a moment after it has handed over the result. */
  for (guint i = 0; i < 5000 && g_atomic_int_get (&G_OBJECT (f->history)->ref_count) > 1; i++)
    g_usleep (1000);
}

static void
test_session (Fixture *f, gconstpointer data)
{
  g_autoptr (WgSession) session = wg_session_new (f->history);
  g_autoptr (WgPlan) next = wg_test_plan_grid (2, 2, 1);
  guint n_changed = 0, n_notified = 0;

  g_signal_connect_swapped (session, "selection-changed", G_CALLBACK (count_cb), &n_changed);
  g_signal_connect_swapped (session, "notify", G_CALLBACK (count_cb), &n_notified);
  g_assert_cmpuint (wg_session_get_depth (session), ==, 3);
  wg_session_select (session, (guint32[]){ 9, 3, 9, 777, 0 }, 5);
  g_assert_cmpuint (wg_session_get_selection (session)->len, ==, 2);
  g_assert_true (wg_session_is_selected (session, 3));
  g_assert_false (wg_session_is_selected (session, 777));
  wg_session_select (session, (guint32[]){ 3, 9 }, 2);
  g_assert_cmpuint (n_changed, ==, 1);
  wg_session_toggle (session, 3);
  wg_session_toggle (session, 4);
  g_assert_cmpuint (n_changed, ==, 3);
  g_assert_cmpuint (wg_session_get_selection (session)->len, ==, 2);
  wg_session_set_depth (session, 2);
  wg_session_set_depth (session, 2);
  wg_session_set_depth (session, 99);
  g_assert_cmpuint (wg_session_get_depth (session), ==, 4);
  wg_session_set_hovered (session, 30);
  g_assert_cmpuint (n_notified, ==, 3);
  g_assert_true (wg_history_replace (f->history, next, "import", "x", NULL, NULL, NULL));
  g_assert_cmpuint (wg_session_get_selection (session)->len, ==, 1);
  g_assert_true (wg_session_is_selected (session, 4));
  g_assert_cmpuint (wg_session_get_hovered (session), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&session));
}

static void
test_corrupt_rows (void)
{
  static const struct
  {
    guint32 id, parent;
    guint depth;
  } cases[] = { { 1, 7, 2 }, { 1, 1, 2 }, { 1, 0, 0 }, { 1, 0, 5 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WgPlan) plan = wg_plan_new ("x", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (WgGrid) grid = wg_grid_new (cases[i].id, cases[i].parent, cases[i].depth,
                                             WG_GRID_ORDINARY, FALSE, "1", "一");

      wg_template_apply (wg_template_get (0), plan);
      wg_plan_load_grid (plan, grid);
      g_assert_false (wg_plan_finish_loading (plan, &error));
      g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_CORRUPT);
    }
}

static void
test_levels (void)
{
  static const struct
  {
    const char *text;
    gboolean is_good;
    guint n_levels;
  } cases[] = {
    { "街道,社区,网格", TRUE, 3 },  { "街道， 网格", TRUE, 2 },   { "街道-社区-网格-微网格", TRUE, 4 },
    { "一,二,三,四,五", TRUE, 5 },  { "一,二,三,四,五,六", FALSE, 6 }, { "网格", FALSE, 1 },
    { "网格,网格", FALSE, 2 },     { "街道,,网格", FALSE, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) names = wg_levels_split (cases[i].text);
      g_autoptr (WgPlan) plan = wg_plan_new ("x", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (g_strv_length (names), ==, cases[i].n_levels);
      g_assert_cmpint (wg_levels_apply ((const char *const *) names, plan, &error), ==,
                       cases[i].is_good);
      g_assert_cmpuint (wg_plan_get_n_levels (plan), ==, cases[i].is_good ? cases[i].n_levels : 0);
      if (!cases[i].is_good)
        g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_LEVELS);
    }
  for (guint i = 0; i < wg_template_count (); i++)
    {
      const WgTemplate *preset = wg_template_get (i);
      const char *names[WG_MAX_DEPTH + 1] = { NULL };

      for (guint j = 0; j < preset->n_levels; j++)
        names[j] = preset->names[j];
      g_assert_true (wg_levels_check (names, NULL));
      g_assert_true (wg_template_find (preset->id) == preset);
    }
}

#define ADD(path, func) g_test_add ("/plan/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("lookup", test_lookup);
  ADD ("rank", test_rank);
  ADD ("attributes", test_attributes);
  ADD ("attributes-refused", test_attributes_refused);
  ADD ("journal-fails", test_journal_fails);
  ADD ("undo-fails", test_undo_fails);
  ADD ("many-steps", test_many_steps);
  ADD ("snapshot", test_snapshot);
  ADD ("replace", test_replace);
  ADD ("session", test_session);
  g_test_add_func ("/plan/corrupt-rows", test_corrupt_rows);
  g_test_add_func ("/plan/levels", test_levels);
  return g_test_run ();
}
