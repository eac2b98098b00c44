/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "app/store/wg-chart-templates.h"

static GPtrArray *
list (WgProject *project, guint n_expected)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = wg_project_list_chart_templates (project, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, n_expected);
  return records;
}

static void
save (WgProject *project, const char *name, const char *options)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (wg_project_save_chart_template (project, name, options, &error));
  g_assert_no_error (error);
}

/* Kept in the file, by name, each name once; removing says whether there was one. */
static void
test_keep (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  WgProject *project = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  gboolean was_there = FALSE;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  records = list (project, 0);
  save (project, "墙图 A1", "{\"template\": \"wall-map\"}");
  save (project, "公示牌", "{\"template\": \"notice-board\"}");
  save (project, "墙图 A1", "{\"template\": \"wall-map\", \"paper\": \"a1\"}");
  store_fixture_close (project);

  project = store_fixture_open (&fixture);
  g_ptr_array_unref (records);
  records = list (project, 2);
  g_assert_cmpstr (((WgChartTemplateRecord *) g_ptr_array_index (records, 1))->name, ==, "墙图 A1");
  g_assert_cmpstr (((WgChartTemplateRecord *) g_ptr_array_index (records, 1))->options, ==,
                   "{\"template\": \"wall-map\", \"paper\": \"a1\"}");
  g_assert_true (wg_project_remove_chart_template (project, "墙图 A1", &was_there, &error));
  g_assert_no_error (error);
  g_assert_true (was_there);
  g_assert_true (wg_project_remove_chart_template (project, "墙图 A1", &was_there, &error));
  g_assert_false (was_there);
  g_ptr_array_unref (records);
  records = list (project, 1);
  store_fixture_close (project);

  project = wg_project_open (fixture.path, TRUE, NULL, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_unref (records);
  records = list (project, 1);
  g_assert_false (wg_project_save_chart_template (project, "x", "{}", &error));
  g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_READ_ONLY);
  store_fixture_close (project);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart-templates/keep", test_keep);
  return g_test_run ();
}
