/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#define N_EDITS 40

static char *
digest_of (GPtrArray *digests, guint i)
{
  return g_ptr_array_index (digests, i);
}

static void
assert_digest (WgProject *project, const char *expected)
{
  g_autofree char *digest = store_fixture_digest (project);

  g_assert_cmpstr (digest, ==, expected);
}

/* Memory against a fresh reading of the file. */
static void
assert_file_is_memory (StoreFixture *fixture, WgProject *project)
{
  GError *error = NULL;
  g_autoptr (WgProject) reader = wg_project_open (fixture->path, TRUE, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (wg_project_is_read_only (reader));
  store_fixture_assert_equal_plans (wg_project_get_plan (project), wg_project_get_plan (reader));
}

static void
rename_grid (WgProject *project, guint number)
{
  WgPlan *plan = wg_project_get_plan (project);
  guint32 id = 1 + number % (wg_plan_get_grid_limit (plan) - 1);
  g_autofree char *name = g_strdup_printf ("改名%u", number);
  GError *error = NULL;

  g_assert_true (wg_command_set_attributes (wg_project_get_history (project), id, NULL, name,
                                            &error));
  g_assert_no_error (error);
}

/* Edits in order; the digest after each. */
static GPtrArray *
make_edits (WgProject *project)
{
  GPtrArray *digests = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (digests, store_fixture_digest (project));
  for (guint i = 0; digests->len <= N_EDITS; i++)
    {
      if (i % 5 == 4)
        rename_grid (project, i);
      else if (!store_fixture_split (project, i))
        continue;
      g_ptr_array_add (digests, store_fixture_digest (project));
    }
  return digests;
}

static void
test_undo_and_redo_give_the_same_rows (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) digests = NULL;
  WgProject *project = NULL;
  GError *error = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  digests = make_edits (project);
  assert_file_is_memory (&fixture, project);
  for (guint i = N_EDITS; i-- > 0;)
    {
      g_assert_true (wg_history_undo (wg_project_get_history (project), &error));
      g_assert_no_error (error);
      assert_digest (project, digest_of (digests, i));
    }
  g_assert_false (wg_history_undo (wg_project_get_history (project), &error));
  g_assert_no_error (error);
  assert_file_is_memory (&fixture, project);
  for (guint i = 1; i <= N_EDITS; i++)
    {
      g_assert_true (wg_history_redo (wg_project_get_history (project), &error));
      g_assert_no_error (error);
      assert_digest (project, digest_of (digests, i));
    }
  assert_file_is_memory (&fixture, project);
  store_fixture_close (project);
}

static void
test_undo_after_restart (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) digests = NULL;
  WgProject *project = NULL;
  GError *error = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  digests = make_edits (project);
  for (guint i = N_EDITS; i-- > 0;)
    {
      store_fixture_close (project);
      project = store_fixture_open (&fixture);
      g_assert_true (wg_history_undo (wg_project_get_history (project), &error));
      g_assert_no_error (error);
      assert_digest (project, digest_of (digests, i));
    }
  store_fixture_close (project);
  project = store_fixture_open (&fixture);
  g_assert_true (wg_history_redo (wg_project_get_history (project), &error));
  assert_digest (project, digest_of (digests, 1));
  assert_file_is_memory (&fixture, project);
  store_fixture_close (project);
}

static void
test_an_edit_drops_redo (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) rows = NULL;
  WgProject *project = NULL;
  GError *error = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  rename_grid (project, 1);
  rename_grid (project, 2);
  g_assert_true (wg_history_undo (wg_project_get_history (project), NULL));
  rows = wg_history_list (wg_project_get_history (project), 0, &error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_true (((WgJournalRow *) g_ptr_array_index (rows, 1))->is_undone);
  g_clear_pointer (&rows, g_ptr_array_unref);

  rename_grid (project, 3);
  g_assert_false (wg_history_redo (wg_project_get_history (project), &error));
  g_assert_no_error (error);
  rows = wg_history_list (wg_project_get_history (project), 0, &error);
  g_assert_cmpuint (rows->len, ==, 2);
  for (guint i = 0; i < rows->len; i++)
    {
      const WgJournalRow *row = g_ptr_array_index (rows, i);

      g_assert_false (row->is_undone);
      g_assert_cmpstr (row->kind, ==, "grid-attributes");
      g_assert_cmpstr (row->user, ==, g_get_user_name ());
      g_assert_cmpint (ABS (row->time - g_get_real_time () / G_USEC_PER_SEC), <, 60);
    }
  store_fixture_close (project);
}

static void
test_list_limit (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) rows = NULL;
  WgProject *project = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  for (guint i = 0; i < 5; i++)
    rename_grid (project, i);
  rows = wg_history_list (wg_project_get_history (project), 2, NULL);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (((WgJournalRow *) g_ptr_array_index (rows, 0))->id, ==, 4);
  g_assert_cmpint (((WgJournalRow *) g_ptr_array_index (rows, 1))->id, ==, 5);
  store_fixture_close (project);
}

/* An import between edits: undone, redone and undone again, across restarts. */
static void
test_replace (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (WgPlan) next = wg_lattice_plan_new (&(WgLattice){ 20, 20, 90000, 8, 0, 0, 3 });
  g_autofree char *first = NULL, *second = NULL, *third = NULL;
  WgProject *project = NULL;
  GError *error = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  rename_grid (project, 4);
  first = store_fixture_digest (project);
  wg_plan_set_frame (next, wg_plan_get_frame (wg_project_get_plan (project)));
  g_assert_true (wg_history_replace (wg_project_get_history (project), next, "import", "网格.shp",
                                     NULL, NULL, &error));
  g_assert_no_error (error);
  second = store_fixture_digest (project);
  g_assert_cmpstr (first, !=, second);
  rename_grid (project, 5);
  third = store_fixture_digest (project);
  assert_file_is_memory (&fixture, project);
  for (guint round = 0; round < 2; round++)
    {
      store_fixture_close (project);
      project = store_fixture_open (&fixture);
      g_assert_true (wg_history_undo (wg_project_get_history (project), &error));
      assert_digest (project, second);
      g_assert_true (wg_history_undo (wg_project_get_history (project), &error));
      g_assert_no_error (error);
      assert_digest (project, first);
      assert_file_is_memory (&fixture, project);
      store_fixture_close (project);
      project = store_fixture_open (&fixture);
      g_assert_true (wg_history_redo (wg_project_get_history (project), &error));
      assert_digest (project, second);
      g_assert_true (wg_history_redo (wg_project_get_history (project), &error));
      assert_digest (project, third);
      assert_file_is_memory (&fixture, project);
    }
  store_fixture_close (project);
}

static void
cancel_cb (double fraction, gpointer cancellable)
{
  if (fraction > 0.5)
    g_cancellable_cancel (cancellable);
}

static void
test_cancelled_replace_changes_nothing (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (WgPlan) next = wg_lattice_plan_new (&(WgLattice){ 60, 60, 90000, 8, 0, 0, 3 });
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  WgProgress progress = WG_PROGRESS_INIT (cancel_cb, cancellable);
  g_autofree char *before = NULL;
  g_autofree char *layers = NULL;
  WgProject *project = NULL;
  GError *error = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  before = store_fixture_digest (project);
  wg_plan_set_frame (next, wg_plan_get_frame (wg_project_get_plan (project)));
  g_assert_false (wg_history_replace (wg_project_get_history (project), next, "import", "x",
                                      &progress, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  assert_digest (project, before);
  assert_file_is_memory (&fixture, project);
  rename_grid (project, 1);
  g_assert_true (store_fixture_split (project, 3));
  store_fixture_close (project);
}

static void
test_lineage (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  WgProject *project = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *undone = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  g_assert_true (store_fixture_split (project, 3));
  rows = store_fixture_run ("sqlite3 '%s' \"SELECT count (*) > 0 AND min (lineage.kind) = 'split'"
                            " AND min (o.depth = n.depth) FROM lineage"
                            " JOIN grid o ON o.id = old_grid JOIN grid n ON n.id = new_grid\"",
                            fixture.path);
  g_assert_cmpstr (rows, ==, "1\n");
  g_assert_true (wg_history_undo (wg_project_get_history (project), NULL));
  undone = store_fixture_run ("sqlite3 '%s' 'SELECT count (*) FROM lineage'", fixture.path);
  g_assert_cmpstr (undone, ==, "0\n");
  store_fixture_close (project);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/journal/undo-and-redo-give-the-same-rows",
                   test_undo_and_redo_give_the_same_rows);
  g_test_add_func ("/store/journal/undo-after-restart", test_undo_after_restart);
  g_test_add_func ("/store/journal/an-edit-drops-redo", test_an_edit_drops_redo);
  g_test_add_func ("/store/journal/list-limit", test_list_limit);
  g_test_add_func ("/store/journal/replace", test_replace);
  g_test_add_func ("/store/journal/cancelled-replace-changes-nothing",
                   test_cancelled_replace_changes_nothing);
  g_test_add_func ("/store/journal/lineage", test_lineage);
  return g_test_run ();
}
