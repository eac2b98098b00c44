/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

static void
test_round_trip (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (WgPlan) plan = store_fixture_plan ();
  WgProject *project = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  store_fixture_assert_equal_plans (plan, wg_project_get_plan (project));
  before = store_fixture_digest (project);
  store_fixture_close (project);

  project = store_fixture_open (&fixture);
  g_assert_false (wg_project_is_read_only (project));
  store_fixture_assert_equal_plans (plan, wg_project_get_plan (project));
  after = store_fixture_digest (project);
  g_assert_cmpstr (before, ==, after);
  store_fixture_close (project);
}

static void
test_one_file_when_closed (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GDir) dir = NULL;
  WgProject *project = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  g_assert_true (store_fixture_split (project, 3));
  store_fixture_close (project);
  dir = g_dir_open (fixture.folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "西湖 project.wangge");
  g_assert_null (g_dir_read_name (dir));
}

static void
test_empty_plan_without_frame (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (WgPlan) plan = wg_plan_new ("空", NULL);
  g_autoptr (WgPlan) next = store_fixture_plan ();
  g_autofree char *empty = NULL;
  g_autofree char *undone = NULL;
  WgProject *project = NULL;
  GError *error = NULL;

  store_fixture_init (&fixture);
  wg_plan_add_level (plan, "街道", NULL);
  wg_plan_add_level (plan, "Grid", "专属网格");
  project = wg_project_create (fixture.path, plan, &error);
  g_assert_no_error (error);
  empty = store_fixture_digest (project);
  store_fixture_close (project);

  project = store_fixture_open (&fixture);
  g_assert_null (wg_plan_get_frame (wg_project_get_plan (project)));
  g_assert_cmpuint (wg_plan_get_n_levels (wg_project_get_plan (project)), ==, 2);
  g_assert_cmpstr (wg_plan_get_level (wg_project_get_plan (project), 2)->special_name, ==, "专属网格");
  g_assert_true (wg_history_replace (wg_project_get_history (project), next, "import", "a.shp", NULL,
                                     NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (wg_frame_get_epsg (wg_plan_get_frame (wg_project_get_plan (project))), ==, 4549);
  store_fixture_close (project);

  project = store_fixture_open (&fixture);
  g_assert_true (wg_history_undo (wg_project_get_history (project), &error));
  g_assert_no_error (error);
  undone = store_fixture_digest (project);
  g_assert_cmpstr (empty, ==, undone);
  g_assert_null (wg_plan_get_frame (wg_project_get_plan (project)));
  g_assert_true (wg_plan_is_empty (wg_project_get_plan (project)));
  store_fixture_close (project);
}

static void
test_exists (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (WgPlan) plan = store_fixture_plan ();
  GError *error = NULL;

  store_fixture_init (&fixture);
  g_assert_true (g_file_set_contents (fixture.path, "text", 4, NULL));
  g_assert_null (wg_project_create (fixture.path, plan, &error));
  g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_EXISTS);
  g_clear_error (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/project/round-trip", test_round_trip);
  g_test_add_func ("/store/project/one-file-when-closed", test_one_file_when_closed);
  g_test_add_func ("/store/project/empty-plan-without-frame", test_empty_plan_without_frame);
  g_test_add_func ("/store/project/exists", test_exists);
  return g_test_run ();
}
