/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "app/plan/wg-commands.h"
#include "app/store/wg-past.h"
#include "app/store/wg-scheme-adopt.h"

static guint
count_steps (WgProject *project)
{
  g_autoptr (GPtrArray) rows = wg_history_list (wg_project_get_history (project), 0, NULL);

  return rows->len;
}

static void
assert_sound (WgProject *project)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;

  g_assert_true (wg_project_verify_file (project, problems, NULL, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}

/* The fixture's strokes do not all cut something. */
static void
split (WgProject *project, guint *number)
{
  while (!store_fixture_split (project, (*number)++))
    ;
}

/* Closes @project, opens the other scheme, opens the file again. */
static WgProject *
go_to (StoreFixture *fixture, WgProject *project, gint64 id)
{
  GError *error = NULL;

  store_fixture_close (project);
  g_assert_true (wg_scheme_open (fixture->path, id, NULL, NULL, &error));
  g_assert_no_error (error);
  project = store_fixture_open (fixture);
  assert_sound (project);
  return project;
}

static GBytes *
rows_of (WgProject *project)
{
  return wg_test_plan_rows (wg_project_get_plan (project));
}

/* Each scheme has its land, its history and its undo; going to and fro changes neither. */
static void
test_apart (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  WgProject *project = NULL;
  GError *error = NULL;
  gint64 draft = 0;
  guint number = 0;
  g_autoptr (GBytes) first = NULL, edited = NULL, drafted = NULL, back = NULL, again = NULL;
  g_autoptr (GBytes) undone = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  split (project, &number);
  first = rows_of (project);
  draft = wg_project_add_scheme (project, "草案", WG_SCHEME_DRAFT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (draft, ==, 2);
  split (project, &number);
  edited = rows_of (project);

  project = go_to (&fixture, project, draft);
  drafted = rows_of (project);
  g_assert_true (g_bytes_equal (drafted, first));
  g_assert_cmpuint (count_steps (project), ==, 0);
  g_assert_false (wg_history_undo (wg_project_get_history (project), &error));
  g_assert_no_error (error);
  split (project, &number);
  split (project, &number);
  g_assert_cmpuint (count_steps (project), ==, 2);
  while (wg_history_undo (wg_project_get_history (project), &error))
    ;
  undone = rows_of (project);
  g_assert_true (g_bytes_equal (undone, first));
  g_assert_true (wg_history_redo (wg_project_get_history (project), &error));
  g_clear_pointer (&drafted, g_bytes_unref);
  drafted = rows_of (project);

  project = go_to (&fixture, project, 1);
  back = rows_of (project);
  g_assert_true (g_bytes_equal (back, edited));
  g_assert_cmpuint (count_steps (project), ==, 2);
  g_assert_true (wg_history_undo (wg_project_get_history (project), &error));
  g_assert_no_error (error);

  project = go_to (&fixture, project, draft);
  again = rows_of (project);
  g_assert_true (g_bytes_equal (again, drafted));
  g_assert_true (wg_history_redo (wg_project_get_history (project), &error));
  assert_sound (project);
  store_fixture_close (project);
}

static void
put_buildings (WgProject *project, WgBuildingSet *set)
{
  GError *error = NULL;

  g_assert_true (wg_history_put_buildings (wg_project_get_history (project), set, "import-buildings", "",
                                           NULL, NULL, &error));
  g_assert_no_error (error);
}

/* How many shares the buildings of a scheme have, which may not be the open one. */
static guint
count_shares (WgProject *project, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgPlan) plan = wg_project_read_scheme (project, id, wg_project_get_plan (project), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (wg_building_set_count (wg_plan_get_buildings (plan)), ==, 1);
  return wg_building_set_shares (wg_plan_get_buildings (plan))->len;
}

/* Which part of a building counts where is a scheme's own, read from beside or opened. */
static void
test_shares (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (WgBuildingSet) set = wg_building_set_new (1);
  g_autoptr (WgBuildingSet) whole = NULL;
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (WgBuildingShare));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (WgPlan) snapshot = NULL;
  g_autoptr (GPtrArray) schemes = NULL;
  g_autoptr (GError) error = NULL;
  WgProject *project = NULL;
  gint64 draft = 0;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  wg_building_set_add (set, &(WgBuilding){ .id = 1, .households = 40, .people = 90 });
  wg_building_set_add_share (set, &(WgBuildingShare){ 1, 2, 12, WG_COUNT_NOT_KNOWN, "1-2", NULL });
  put_buildings (project, set);
  snapshot = wg_plan_snapshot (wg_project_get_plan (project));
  draft = wg_project_copy_scheme (project, "草案", WG_SCHEME_DRAFT, snapshot, NULL, &error);
  g_assert_no_error (error);
  whole = wg_building_set_new_shared (set, none);
  put_buildings (project, whole);
  g_assert_cmpuint (count_shares (project, 1), ==, 0);
  g_assert_cmpuint (count_shares (project, draft), ==, 1);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (wg_project_copy_scheme (project, "二", WG_SCHEME_DRAFT, snapshot, cancellable, &error),
                   ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  schemes = wg_project_list_schemes (project, &error);
  g_assert_cmpuint (schemes->len, ==, 2);
  project = go_to (&fixture, project, draft);
  g_assert_cmpuint (count_shares (project, draft), ==, 1);
  g_assert_cmpuint (count_shares (project, 1), ==, 0);
  store_fixture_close (project);
}

static const WgScheme *
get_scheme (const GPtrArray *schemes, gint64 id)
{
  for (guint i = 0; i < schemes->len; i++)
    if (((WgScheme *) g_ptr_array_index (schemes, i))->id == id)
      return g_ptr_array_index (schemes, i);
  return NULL;
}

static void
test_list (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  WgProject *project = NULL;
  GError *error = NULL;
  gint64 draft = 0, net = 0;
  g_autoptr (GPtrArray) schemes = NULL;
  g_autoptr (WgPlan) nothing = NULL, read = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  draft = wg_project_add_scheme (project, "草案", WG_SCHEME_DRAFT, NULL, &error);
  nothing = wg_plan_new ("x", wg_plan_get_frame (wg_project_get_plan (project)));
  wg_plan_add_level (nothing, "警务网格", NULL);
  net = wg_project_add_scheme (project, "公安网", WG_SCHEME_NET, nothing, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wg_project_add_scheme (project, "公安网", WG_SCHEME_NET, nothing, &error), ==, 0);
  g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_SCHEME_NAME);
  g_clear_error (&error);
  g_assert_false (wg_project_rename_scheme (project, net, "草案", &error));
  g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_SCHEME_NAME);
  g_clear_error (&error);
  g_assert_true (wg_project_rename_scheme (project, net, "派出所网", &error));
  g_assert_true (wg_project_adopt_scheme (project, draft, "2026-12-01", WG_CLASH_REFUSE, &error));
  g_assert_false (wg_project_remove_scheme (project, 1, &error));
  g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_SCHEME_OPEN);
  g_clear_error (&error);
  g_assert_false (wg_project_remove_scheme (project, 9, &error));
  g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_NO_SCHEME);
  g_clear_error (&error);

  schemes = wg_project_list_schemes (project, &error);
  g_assert_cmpuint (schemes->len, ==, 3);
  g_assert_true (get_scheme (schemes, 1)->is_open);
  g_assert_cmpint (get_scheme (schemes, 1)->kind, ==, WG_SCHEME_PAST);
  g_assert_cmpint (get_scheme (schemes, draft)->kind, ==, WG_SCHEME_IN_FORCE);
  g_assert_cmpstr (get_scheme (schemes, draft)->adopted, ==, "2026-12-01");
  g_assert_cmpstr (get_scheme (schemes, net)->name, ==, "派出所网");
  read = wg_project_read_scheme (project, net, wg_project_get_plan (project), &error);
  g_assert_cmpstr (wg_plan_get_level (read, 1)->name, ==, "警务网格");
  assert_sound (project);

  /* A number is not given again. */
  g_assert_true (wg_project_remove_scheme (project, net, &error));
  g_assert_cmpint (wg_project_add_scheme (project, "又一", WG_SCHEME_DRAFT, NULL, &error), ==, net + 1);
  assert_sound (project);
  store_fixture_close (project);
}

/* What is refused or cancelled leaves the file as it was. */
static void
test_refused (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  WgProject *project = NULL;
  GError *error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autofree char *before = NULL, *after = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  wg_project_add_scheme (project, "草案", WG_SCHEME_DRAFT, NULL, &error);
  before = store_fixture_digest (project);
  g_assert_false (wg_scheme_open (fixture.path, 2, NULL, NULL, &error)); /* it is open here */
  g_assert_nonnull (error);
  g_clear_error (&error);
  store_fixture_close (project);
  g_assert_false (wg_scheme_open (fixture.path, 7, NULL, NULL, &error));
  g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_NO_SCHEME);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_false (wg_scheme_open (fixture.path, 2, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  project = store_fixture_open (&fixture);
  after = store_fixture_digest (project);
  g_assert_cmpstr (after, ==, before);
  assert_sound (project);
  store_fixture_close (project);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/schemes/apart", test_apart);
  g_test_add_func ("/store/schemes/shares", test_shares);
  g_test_add_func ("/store/schemes/list", test_list);
  g_test_add_func ("/store/schemes/refused", test_refused);
  return g_test_run ();
}
