/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "app/base/wg-random.h"
#include "app/store/wg-file.h"
#include "app/store/wg-project-private.h"
#include "app/store/wg-schema.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
assert_refused (const char *path, gboolean read_only, WgStoreError code)
{
  GError *error = NULL;

  g_assert_null (wg_project_open (path, read_only, NULL, NULL, &error));
  g_assert_error (error, WG_STORE_ERROR, (int) code);
  g_clear_error (&error);
}

static void
create_and_close (StoreFixture *fixture)
{
  store_fixture_init (fixture);
  store_fixture_close (store_fixture_create (fixture));
}

static void
assert_refuses_edits (WgProject *project)
{
  GError *error = NULL;

  g_assert_true (wg_project_is_read_only (project));
  g_assert_false (wg_command_set_attributes (wg_project_get_history (project), 1, NULL, "另一个",
                                             &error));
  g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_cmpstr (wg_plan_get_grid (wg_project_get_plan (project), 1)->name, !=, "另一个");
}

static void
test_not_a_project (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *output = NULL;
  g_autofree char *missing = NULL;

  store_fixture_init (&fixture);
  missing = g_build_filename (fixture.folder, "missing.wangge", NULL);
  assert_refused (missing, FALSE, WG_STORE_ERROR_MISSING);
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (fixture.path, "", 0, NULL));
  assert_refused (fixture.path, FALSE, WG_STORE_ERROR_NOT_PROJECT);
  g_assert_true (g_file_set_contents (fixture.path, "PK\003\004 a spreadsheet", -1, NULL));
  assert_refused (fixture.path, TRUE, WG_STORE_ERROR_NOT_PROJECT);
  assert_refused (fixture.folder, FALSE, WG_STORE_ERROR_NOT_PROJECT);
  g_unlink (fixture.path);
  output = store_fixture_run ("sqlite3 '%s' 'CREATE TABLE t (a)'", fixture.path);
  assert_refused (fixture.path, FALSE, WG_STORE_ERROR_NOT_PROJECT);
}

static void
test_newer (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *output = NULL;

  create_and_close (&fixture);
  output = store_fixture_run ("sqlite3 '%s' 'PRAGMA user_version=999'", fixture.path);
  assert_refused (fixture.path, FALSE, WG_STORE_ERROR_NEWER);
  assert_refused (fixture.path, TRUE, WG_STORE_ERROR_NEWER);
}

static void
test_truncated (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  GStatBuf info = { 0 };

  create_and_close (&fixture);
  g_assert_cmpint (g_stat (fixture.path, &info), ==, 0);
  g_assert_cmpint (truncate (fixture.path, info.st_size - 4096), ==, 0);
  assert_refused (fixture.path, FALSE, WG_STORE_ERROR_CORRUPT);
  g_assert_cmpint (truncate (fixture.path, info.st_size / 2), ==, 0);
  assert_refused (fixture.path, TRUE, WG_STORE_ERROR_CORRUPT);
  g_assert_cmpint (truncate (fixture.path, 60), ==, 0);
  assert_refused (fixture.path, FALSE, WG_STORE_ERROR_NOT_PROJECT);
}

/* Bytes of the file turned over at random: it opens or it is refused, and nothing breaks. */
static void
test_random_damage (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *bytes = NULL;
  gsize size = 0;
  guint n_refused = 0;
  WgRandom random = wg_random (5);

  create_and_close (&fixture);
  g_assert_true (g_file_get_contents (fixture.path, &bytes, &size, NULL));
  for (guint round = 0; round < 60; round++)
    {
      g_autofree char *damaged = g_memdup2 (bytes, size);
      GError *error = NULL;
      WgProject *project = NULL;

      for (guint i = 0; i < 40; i++)
        damaged[wg_random_int (&random, 100, (gint64) size)] = (char) wg_random_int (&random, 0, 256);
      g_assert_true (g_file_set_contents (fixture.path, damaged, (gssize) size, NULL));
      project = wg_project_open (fixture.path, TRUE, NULL, NULL, &error);
      g_assert_true ((project == NULL) == (error != NULL));
      n_refused += project == NULL;
      g_clear_error (&error);
      g_clear_object (&project);
    }
  g_assert_cmpuint (n_refused, >, 10);
}

/* Rows that another program could have written: each alone is refused, by its code. */
static void
test_rows_that_make_no_plan (void)
{
  static const char *const damages[] = {
    "DELETE FROM node WHERE id = 4",
    "UPDATE node SET x = x + 1 WHERE id = 4",
    "UPDATE node SET x = 999999999999 WHERE id = 4",
    "UPDATE arc SET line = x'00'  WHERE id = 4",
    "UPDATE arc SET line = zeroblob (24) WHERE id = 4",
    "UPDATE arc SET start_node = 77777777 WHERE id = 4",
    "UPDATE arc SET right_face = 1999999999 WHERE id = 4",
    "UPDATE arc SET left_face = right_face WHERE id = 44",
    "UPDATE face SET owner = -5 WHERE id = 4",
    "UPDATE face SET id = 1999999999 WHERE id = 4",
    "DELETE FROM arc WHERE id = 4",
    "UPDATE grid SET depth = 300 WHERE id = 40",
    "UPDATE grid SET depth = 0 WHERE id = 40",
    "UPDATE grid SET parent = id WHERE id = 40",
    "UPDATE grid SET name = CAST (x'fffe41' AS TEXT) WHERE id = 40",
    "UPDATE level SET depth = 9 WHERE depth = 3",
    "DELETE FROM level",
    "DELETE FROM project WHERE key = 'origin_easting'",
    "DROP TABLE node",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_auto (StoreFixture) fixture = { 0 };
      g_autofree char *output = NULL;
      WgProject *project = NULL;
      GError *error = NULL;

      create_and_close (&fixture);
      output = store_fixture_run ("sqlite3 '%s' \"%s\"", fixture.path, damages[i]);
      project = wg_project_open (fixture.path, FALSE, NULL, NULL, &error);
      if (project != NULL)
        g_error ("opened after: %s", damages[i]);
      g_test_message ("%s: %s", damages[i], error->message);
      g_assert_cmpuint (error->domain, ==, WG_STORE_ERROR);
      g_clear_error (&error);
    }
}

static void
test_second_opener_reads (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  WgProject *first = NULL, *second = NULL;

  store_fixture_init (&fixture);
  first = store_fixture_create (&fixture);
  second = store_fixture_open (&fixture);
  g_assert_cmpint (wg_project_get_read_only_reason (second), ==, WG_READ_ONLY_HELD);
  assert_refuses_edits (second);
  g_assert_true (store_fixture_split (first, 3));
  store_fixture_close (second);
  second = store_fixture_open (&fixture);
  store_fixture_assert_equal_plans (wg_project_get_plan (first), wg_project_get_plan (second));
  store_fixture_close (second);
  store_fixture_close (first);
  second = store_fixture_open (&fixture);
  g_assert_false (wg_project_is_read_only (second));
  store_fixture_close (second);
}

/* Another program (QGIS, sqlite3) in the middle of a write of its own. */
static void
test_foreign_writer (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  WgProject *project = NULL;
  sqlite3 *db = NULL;
  GError *error = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  before = store_fixture_digest (project);
  g_assert_cmpint (sqlite3_open (fixture.path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (wg_command_set_attributes (wg_project_get_history (project), 1, NULL, "另一个",
                                             &error));
  g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  after = store_fixture_digest (project);
  g_assert_cmpstr (before, ==, after);
  sqlite3_close (db);
  g_assert_true (store_fixture_split (project, 3));
  store_fixture_close (project);
}

static void
test_read_only_asked (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *copy = NULL;
  WgProject *project = NULL;
  GError *error = NULL;

  create_and_close (&fixture);
  project = wg_project_open (fixture.path, TRUE, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wg_project_get_read_only_reason (project), ==, WG_READ_ONLY_ASKED);
  assert_refuses_edits (project);
  copy = g_build_filename (fixture.folder, "copy.wangge", NULL);
  g_assert_true (wg_project_save_copy (project, copy, &error));
  g_assert_no_error (error);
  store_fixture_close (project);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
}

/* As a user who may only read: the administrator of a machine may write anywhere. */
static int
open_as_nobody (const char *path, const char *expected)
{
  GError *error = NULL;
  WgProject *project = NULL;
  g_autofree char *digest = NULL;

  if (geteuid () == 0 && setuid (65534) != 0)
    return 10;
  project = wg_project_open (path, FALSE, NULL, NULL, &error);
  if (project == NULL)
    return 11;
  if (wg_project_get_read_only_reason (project) != WG_READ_ONLY_PERMISSION)
    return 12;
  digest = wg_project_digest (project, NULL);
  if (g_strcmp0 (digest, expected) != 0)
    return 13;
  return wg_project_close (project, &error) ? 0 : 14;
}

static void
assert_read_as_nobody (StoreFixture *fixture, const char *expected)
{
  int status = 0;
  pid_t child = 0;

  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  child = fork ();
  if (child == 0)
    _exit (open_as_nobody (fixture->path, expected));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_unwritable_folder (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *digest = NULL;
  WgProject *project = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  digest = store_fixture_digest (project);
  store_fixture_close (project);
  assert_read_as_nobody (&fixture, digest);
  g_assert_cmpint (g_chmod (fixture.path, 0444), ==, 0);
  assert_read_as_nobody (&fixture, digest);
}

/* What a crash left in the log belongs to the project, also where the log cannot be brought in. */
static void
test_unwritable_folder_after_a_crash (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_auto (StoreFixture) crashed = { 0 };
  g_autofree char *digest = NULL;
  g_autofree char *output = NULL;
  WgProject *project = NULL;

  store_fixture_init (&fixture);
  store_fixture_init (&crashed);
  project = store_fixture_create (&fixture);
  for (guint i = 0; i < 10; i++)
    store_fixture_split (project, i);
  digest = store_fixture_digest (project);
  output = store_fixture_run ("cp '%s' '%s-wal' '%s/'", fixture.path, fixture.path, crashed.folder);
  store_fixture_close (project);
  assert_read_as_nobody (&crashed, digest);
}

static void
test_full_disk (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (WgPlan) next = wg_lattice_plan_new (&(WgLattice){ 60, 60, 90000, 8, 0, 0, 3 });
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  WgProject *project = NULL;
  gint64 n_pages = 0;
  g_autofree char *limit = NULL;
  GError *error = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  before = store_fixture_digest (project);
  wg_plan_set_frame (next, wg_plan_get_frame (wg_project_get_plan (project)));
  g_assert_true (wg_connection_get_int (project->connection, "PRAGMA page_count", &n_pages, NULL));
  limit = g_strdup_printf ("PRAGMA max_page_count=%d", (int) n_pages + 3);
  g_assert_true (wg_connection_run (project->connection, limit, NULL));
  g_assert_false (wg_history_replace (wg_project_get_history (project), next, "import", "x", NULL,
                                      NULL, &error));
  g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_FULL);
  g_clear_error (&error);
  after = store_fixture_digest (project);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (wg_connection_run (project->connection, "PRAGMA max_page_count=100000", NULL));
  g_assert_true (wg_history_replace (wg_project_get_history (project), next, "import", "x", NULL,
                                     NULL, &error));
  g_assert_no_error (error);
  store_fixture_close (project);
}

static void
test_save_copy (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *copy = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *mode = NULL;
  WgProject *project = NULL, *other = NULL;
  GError *error = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  g_assert_true (store_fixture_split (project, 3));
  copy = g_build_filename (fixture.folder, "副本 '1'.wangge", NULL);
  g_assert_true (g_file_set_contents (copy, "old", 3, NULL));
  g_assert_true (wg_project_save_copy (project, copy, &error));
  g_assert_no_error (error);
  g_assert_false (wg_project_save_copy (project, fixture.path, &error));
  g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  digest = store_fixture_digest (project);
  other = wg_project_open (copy, FALSE, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (wg_project_is_read_only (other));
  copied = store_fixture_digest (other);
  g_assert_cmpstr (digest, ==, copied);
  g_assert_true (wg_history_undo (wg_project_get_history (other), &error));
  store_fixture_close (other);
  store_fixture_close (project);
}

/* A file as the first version of the program left it. */
static void
make_version_1 (StoreFixture *fixture)
{
  g_autofree char *output = NULL;

  create_and_close (fixture);
  output = store_fixture_run ("sqlite3 '%s' 'DROP TABLE feature_layer; DROP TABLE building_split; DROP TABLE acceptance;"
                         " DROP INDEX lineage_old; DROP INDEX lineage_new; DROP INDEX lineage_journal;"
                         " ALTER TABLE lineage DROP COLUMN area; ALTER TABLE lineage DROP COLUMN"
                         " households; ALTER TABLE journal DROP COLUMN reason;"
                         " ALTER TABLE grid DROP COLUMN property_type; ALTER TABLE grid DROP COLUMN"
                         " mgmt_class; ALTER TABLE grid DROP COLUMN is_locked; ALTER TABLE grid DROP"
                         " COLUMN note; ALTER TABLE level DROP COLUMN is_pinned; ALTER TABLE level"
                         " DROP COLUMN min_households; ALTER TABLE level DROP COLUMN"
                         " target_households; ALTER TABLE level DROP COLUMN max_households;"
                         " ALTER TABLE level DROP COLUMN min_people; ALTER TABLE level DROP COLUMN"
                         " target_people; ALTER TABLE level DROP COLUMN max_people; ALTER TABLE"
                         " level DROP COLUMN min_area; ALTER TABLE level DROP COLUMN target_area;"
                         " ALTER TABLE level DROP COLUMN max_area;"
                         " ALTER TABLE scheme DROP COLUMN adopted; ALTER TABLE scheme DROP COLUMN content;"
                         " DELETE FROM project WHERE key = \"scheme\";"
                         " ALTER TABLE lineage DROP COLUMN told; DROP TABLE chart_template; DROP TABLE address_block; DROP TABLE barrier; DROP TABLE person; DROP TABLE assignment; DROP TABLE leave; DROP TABLE staff_rule; ALTER TABLE grid DROP COLUMN told_area; ALTER TABLE grid"
                         " DROP COLUMN told_households; ALTER TABLE grid DROP COLUMN told_people;"
                         " PRAGMA user_version=1'",
                              fixture->path);
}

static void
test_older_version_is_brought_up (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *version = NULL;
  g_autofree char *expected = g_strdup_printf ("%d\n", wg_schema_version ());
  WgProject *project = NULL;

  make_version_1 (&fixture);
  project = store_fixture_open (&fixture);
  g_assert_false (wg_project_is_read_only (project));
  g_assert_true (store_fixture_split (project, 3));
  store_fixture_close (project);
  version = store_fixture_run ("sqlite3 '%s' 'PRAGMA user_version; SELECT 1 FROM feature_layer'",
                               fixture.path);
  g_assert_cmpstr (version, ==, expected);
}

static void
test_older_version_is_read (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *version = NULL;
  WgProject *project = NULL;
  GError *error = NULL;

  make_version_1 (&fixture);
  project = wg_project_open (fixture.path, TRUE, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_refuses_edits (project);
  store_fixture_close (project);
  version = store_fixture_run ("sqlite3 '%s' 'PRAGMA user_version'", fixture.path);
  g_assert_cmpstr (version, ==, "1\n");
}

static void
test_failed_migration_changes_nothing (void)
{
  static const WgMigration migrations[] = {
    { 90, "CREATE TABLE new_one (a)" },
    { 91, "CREATE TABLE new_two (a); INSERT INTO no_such_table VALUES (1)" },
  };
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *tables = NULL;
  WgProject *project = NULL;
  GError *error = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  g_assert_false (wg_schema_migrate (project->connection, migrations, 2, &error));
  g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_FAILED);
  g_clear_error (&error);
  tables = store_fixture_run ("sqlite3 '%s' \"SELECT count (*) FROM sqlite_master WHERE name"
                              " LIKE 'new%%'\"", fixture.path);
  g_assert_cmpstr (tables, ==, "0\n");
  g_assert_true (wg_schema_migrate (project->connection, migrations, 1, &error));
  g_assert_no_error (error);
  store_fixture_close (project);
  assert_refused (fixture.path, FALSE, WG_STORE_ERROR_NEWER);
}

/* Without shared memory, as on a network share. */
static void
test_remote_folders_are_known (void)
{
  g_assert_false (wg_file_is_remote ("/tmp/x.wangge"));
  g_assert_false (wg_file_is_remote ("/no/such/folder/x.wangge"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/file/not-a-project", test_not_a_project);
  g_test_add_func ("/store/file/newer", test_newer);
  g_test_add_func ("/store/file/truncated", test_truncated);
  g_test_add_func ("/store/file/random-damage", test_random_damage);
  g_test_add_func ("/store/file/rows-that-make-no-plan", test_rows_that_make_no_plan);
  g_test_add_func ("/store/file/second-opener-reads", test_second_opener_reads);
  g_test_add_func ("/store/file/foreign-writer", test_foreign_writer);
  g_test_add_func ("/store/file/read-only-asked", test_read_only_asked);
  g_test_add_func ("/store/file/unwritable-folder", test_unwritable_folder);
  g_test_add_func ("/store/file/unwritable-folder-after-a-crash",
                   test_unwritable_folder_after_a_crash);
  g_test_add_func ("/store/file/full-disk", test_full_disk);
  g_test_add_func ("/store/file/save-copy", test_save_copy);
  g_test_add_func ("/store/file/older-version-is-brought-up", test_older_version_is_brought_up);
  g_test_add_func ("/store/file/older-version-is-read", test_older_version_is_read);
  g_test_add_func ("/store/file/failed-migration-changes-nothing",
                   test_failed_migration_changes_nothing);
  g_test_add_func ("/store/file/remote-folders-are-known", test_remote_folders_are_known);
  return g_test_run ();
}
