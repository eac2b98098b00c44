/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "app/base/wg-random.h"

#include <glib/gstdio.h>

void
store_fixture_init (StoreFixture *fixture)
{
  GError *error = NULL;

  fixture->folder = g_dir_make_tmp ("wg-store-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "西湖 project.wangge", NULL);
}

void
store_fixture_clear (StoreFixture *fixture)
{
  const char *name = NULL;
  GDir *dir = g_dir_open (fixture->folder, 0, NULL);

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

WgPlan *
store_fixture_plan (void)
{
  WgPlan *plan = wg_lattice_plan_new (&(WgLattice){ 12, 8, 100000, 6, 17, 23, 7 });
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 510000, 3350000, NULL);

  wg_plan_set_frame (plan, frame);
  return plan;
}

WgProject *
store_fixture_create (StoreFixture *fixture)
{
  g_autoptr (WgPlan) plan = store_fixture_plan ();
  GError *error = NULL;
  WgProject *project = wg_project_create (fixture->path, plan, &error);

  g_assert_no_error (error);
  g_assert_nonnull (project);
  return project;
}

WgProject *
store_fixture_open (StoreFixture *fixture)
{
  GError *error = NULL;
  WgProject *project = wg_project_open (fixture->path, FALSE, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (project);
  return project;
}

void
store_fixture_close (WgProject *project)
{
  GError *error = NULL;

  g_assert_true (wg_project_close (project, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (project);
}

gboolean
store_fixture_split (WgProject *project, guint number)
{
  WgPlan *plan = wg_project_get_plan (project);
  WgEnvelope box = wg_coverage_envelope (wg_plan_get_coverage (plan));
  WgRandom random = wg_random (number + 1);
  WgPoint line[3] = { 0 };
  GError *error = NULL;

  line[0].x = (gint32) wg_random_int (&random, box.min_x, box.max_x);
  line[0].y = (gint32) wg_random_int (&random, box.min_y, box.max_y);
  for (guint i = 1; i < 3; i++)
    {
      line[i].x = line[i - 1].x + (gint32) wg_random_int (&random, 20000, 150000);
      line[i].y = line[i - 1].y + (gint32) wg_random_int (&random, -150000, 150000);
    }
  if (wg_command_split (wg_project_get_history (project), line, 3, NULL, WG_KEEP_LARGEST, NULL,
                        &error))
    return TRUE;
  g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING);
  g_clear_error (&error);
  return FALSE;
}

char *
store_fixture_digest (WgProject *project)
{
  GError *error = NULL;
  char *digest = wg_project_digest (project, &error);

  g_assert_no_error (error);
  g_assert_nonnull (digest);
  return digest;
}

char *
store_fixture_run (const char *command, ...)
{
  va_list arguments;
  g_autofree char *line = NULL;
  char *output = NULL;
  int status = 0;
  GError *error = NULL;

  va_start (arguments, command);
  line = g_strdup_vprintf (command, arguments);
  va_end (arguments);
  g_spawn_command_line_sync (line, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  return output;
}

void
store_fixture_assert_equal_plans (WgPlan *a, WgPlan *b)
{
  g_autoptr (GBytes) rows_a = wg_test_plan_rows (a);
  g_autoptr (GBytes) rows_b = wg_test_plan_rows (b);

  g_assert_true (g_bytes_equal (rows_a, rows_b));
  g_assert_cmpstr (wg_plan_get_name (a), ==, wg_plan_get_name (b));
  g_assert_true (wg_frame_equal (wg_plan_get_frame (a), wg_plan_get_frame (b)));
}

void
store_fixture_step (WgProject *project, gboolean redo)
{
  WgHistory *history = wg_project_get_history (project);
  g_autoptr (GError) error = NULL;

  g_assert_true (redo ? wg_history_redo (history, &error) : wg_history_undo (history, &error));
  g_assert_no_error (error);
}

void
store_fixture_check_whole (const StoreWhole *about, gpointer first, gpointer second)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *none = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *now = NULL;
  WgProject *project = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  g_assert_null (about->get (wg_project_get_plan (project)));
  none = wg_project_digest (project, NULL);
  about->put (project, first);
  one = wg_project_digest (project, NULL);
  about->put (project, second);
  two = wg_project_digest (project, NULL);
  g_assert_cmpstr (one, !=, none);
  g_assert_cmpstr (two, !=, one);
  store_fixture_close (project);
  project = store_fixture_open (&fixture);
  about->assert_same (about->get (wg_project_get_plan (project)), second);
  store_fixture_step (project, FALSE);
  about->assert_same (about->get (wg_project_get_plan (project)), first);
  store_fixture_step (project, FALSE);
  g_assert_null (about->get (wg_project_get_plan (project)));
  now = wg_project_digest (project, NULL);
  g_assert_cmpstr (now, ==, none);
  store_fixture_step (project, TRUE);
  store_fixture_step (project, TRUE);
  about->assert_same (about->get (wg_project_get_plan (project)), second);
  g_free (now);
  now = wg_project_digest (project, NULL);
  g_assert_cmpstr (now, ==, two);
  store_fixture_close (project);
}
