/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "app/store/wg-editions.h"
#include "app/store/wg-past.h"

static void
assert_numbers (WgProject *project, const guint *numbers, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wg_project_list_editions (project, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (((WgEditionRecord *) g_ptr_array_index (records, i))->number, ==, numbers[i]);
}

static void
issue (WgProject *project, guint number)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (wg_project_issue_edition (project, number, "2026-11-23", &error));
  g_assert_no_error (error);
}

/* Kept with the step that they were issued after, each number once; undo leaves them alone. */
static void
test_keep (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  const guint both[] = { 2, 10 };
  WgProject *project = NULL;
  WgEditionRecord *record = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  gboolean was_there = FALSE;
  gint64 step = 0;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  assert_numbers (project, NULL, 0);
  issue (project, 2);
  g_assert_true (store_fixture_split (project, 3));
  g_assert_true (wg_project_get_present (project, &step, NULL));
  issue (project, 10);
  g_assert_false (wg_project_issue_edition (project, 2, NULL, &error));
  g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (wg_history_undo (wg_project_get_history (project), &error));
  g_assert_no_error (error);
  store_fixture_close (project);

  project = store_fixture_open (&fixture);
  assert_numbers (project, both, 2);
  records = wg_project_list_editions (project, NULL);
  record = g_ptr_array_index (records, 0);
  g_assert_cmpint (record->step, <, step);
  g_assert_cmpstr (record->day, ==, "2026-11-23");
  g_assert_cmpint (record->time, >, 0);
  record = g_ptr_array_index (records, 1);
  g_assert_cmpint (record->step, ==, step);
  g_assert_true (wg_project_withdraw_edition (project, 2, &was_there, &error));
  g_assert_true (was_there);
  g_assert_true (wg_project_withdraw_edition (project, 2, &was_there, &error));
  g_assert_false (was_there);
  assert_numbers (project, both + 1, 1);
  store_fixture_close (project);

  project = wg_project_open (fixture.path, TRUE, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_numbers (project, both + 1, 1);
  g_assert_false (wg_project_issue_edition (project, 3, NULL, &error));
  g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_READ_ONLY);
  store_fixture_close (project);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editions/keep", test_keep);
  return g_test_run ();
}
