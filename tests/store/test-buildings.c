/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The buildings in the file: what is written is read, undo and redo exchange whole sets, also after
 * a restart, and other programs see a layer. */
#include "store-fixture.h"

static WgBuildingSet *
make_set (guint n, guint first, gboolean has_points)
{
  WgBuildingSet *set = wg_building_set_new (n);

  for (guint i = 0; i < n; i++)
    {
      gint32 x = (gint32) (i * 7919 % 90000), y = (gint32) (i * 104729 % 70000);
      g_autofree char *code = g_strdup_printf ("0%u", first + i);
      WgBuilding building = {
        .id = first + i,
        .point = { x, y },
        .households = i % 3 == 0 ? WG_COUNT_NOT_KNOWN : (gint32) i,
        .people = i % 4 == 0 ? WG_COUNT_NOT_KNOWN : (gint32) (3 * i),
        .floors = 6,
        .units = WG_COUNT_NOT_KNOWN,
        .kind = (guint8) (i % WG_BUILDING_N_KINDS),
        .is_estimated = i % 5 == 0,
        .code = code,
        .name = i % 2 == 0 ? "十二幢" : NULL,
        .address = "文三路 100 号",
      };

      if (!has_points || i % 2 == 0)
        {
          building.footprint = wg_shape_new ();
          wg_shape_add_ring (building.footprint,
                             (WgPoint[]){ { x - 5000, y - 4000 }, { x + 5000, y - 4000 },
                                          { x + 5000, y + 4000 }, { x - 5000, y + 4000 } },
                             4, 0, FALSE);
        }
      wg_building_set_add (set, &building);
    }
  if (n > 0)
    wg_building_set_add_share (set, &(WgBuildingShare){ first, 2, 12, WG_COUNT_NOT_KNOWN, "1-2", NULL });
  return set;
}

static void
assert_same (WgBuildingSet *a, WgBuildingSet *b)
{
  WgShape *outlines[2] = { wg_shape_new (), wg_shape_new () };

  g_assert_cmpuint (wg_building_set_count (a), ==, wg_building_set_count (b));
  for (guint i = 0; i < wg_building_set_count (a); i++)
    {
      const WgBuilding *x = wg_building_set_get (a, i), *y = wg_building_set_get (b, i);

      g_assert_cmpuint (x->id, ==, y->id);
      g_assert_true (wg_point_equal (x->point, y->point));
      g_assert_cmpint (x->households, ==, y->households);
      g_assert_cmpint (x->people, ==, y->people);
      g_assert_cmpint (x->floors, ==, y->floors);
      g_assert_cmpint (x->units, ==, y->units);
      g_assert_cmpint (x->kind, ==, y->kind);
      g_assert_cmpint (x->is_estimated, ==, y->is_estimated);
      g_assert_cmpstr (x->code, ==, y->code);
      g_assert_cmpstr (x->name, ==, y->name);
      g_assert_cmpstr (x->address, ==, y->address);
      g_assert_cmpstr (x->management, ==, y->management);
      wg_building_set_get_footprint (a, i, outlines[0]);
      wg_building_set_get_footprint (b, i, outlines[1]);
      g_assert_cmpmem (outlines[0]->points->data, outlines[0]->points->len * sizeof (WgPoint),
                       outlines[1]->points->data, outlines[1]->points->len * sizeof (WgPoint));
    }
  for (guint i = 0; i < G_N_ELEMENTS (outlines); i++)
    wg_shape_free (outlines[i]);
  g_assert_cmpuint (wg_building_set_shares (a)->len, ==, wg_building_set_shares (b)->len);
  for (guint i = 0; i < wg_building_set_shares (a)->len; i++)
    {
      const WgBuildingShare *x = &g_array_index (wg_building_set_shares (a), WgBuildingShare, i);
      const WgBuildingShare *y = &g_array_index (wg_building_set_shares (b), WgBuildingShare, i);

      g_assert_cmpuint (x->building, ==, y->building);
      g_assert_cmpuint (x->grid, ==, y->grid);
      g_assert_cmpint (x->households, ==, y->households);
      g_assert_cmpint (x->people, ==, y->people);
      g_assert_cmpstr (x->units, ==, y->units);
      g_assert_cmpstr (x->floors, ==, y->floors);
    }
}

static void
put (WgProject *project, WgBuildingSet *set)
{
  g_autoptr (GError) error = NULL;

  wg_history_put_buildings (wg_project_get_history (project), set, "import-buildings", "楼栋.shp",
                            NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (wg_plan_get_buildings (wg_project_get_plan (project)) == set);
}

static void
test_round_trip (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (WgBuildingSet) set = make_set (200, 1, TRUE);
  WgProject *project = NULL;
  g_autofree char *layers = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  g_assert_null (wg_plan_get_buildings (wg_project_get_plan (project)));
  put (project, set);
  store_fixture_close (project);
  project = store_fixture_open (&fixture);
  assert_same (wg_plan_get_buildings (wg_project_get_plan (project)), set);
  store_fixture_close (project);
  layers = store_fixture_run ("ogrinfo -ro '%s' building", fixture.path);
  g_assert_nonnull (strstr (layers, "POINT"));
  g_assert_nonnull (strstr (layers, "Feature Count: 200"));
  g_assert_nonnull (strstr (layers, "households (Integer) = 1"));
}

static void
test_undo (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (WgBuildingSet) first = make_set (60, 1, FALSE);
  g_autoptr (WgBuildingSet) second = make_set (90, 500, TRUE);
  g_autofree char *empty = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *now = NULL;
  WgProject *project = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  empty = store_fixture_digest (project);
  put (project, first);
  one = store_fixture_digest (project);
  put (project, second);
  two = store_fixture_digest (project);
  g_assert_cmpstr (one, !=, empty);
  g_assert_cmpstr (one, !=, two);
  for (guint round = 0; round < 2; round++)
    {
      store_fixture_step (project, FALSE);
      assert_same (wg_plan_get_buildings (wg_project_get_plan (project)), first);
      g_free (now);
      now = store_fixture_digest (project);
      g_assert_cmpstr (now, ==, one);
      store_fixture_close (project);
      project = store_fixture_open (&fixture);
      store_fixture_step (project, FALSE);
      g_assert_null (wg_plan_get_buildings (wg_project_get_plan (project)));
      g_free (now);
      now = store_fixture_digest (project);
      g_assert_cmpstr (now, ==, empty);
      store_fixture_step (project, TRUE);
      store_fixture_step (project, TRUE);
      assert_same (wg_plan_get_buildings (wg_project_get_plan (project)), second);
      g_free (now);
      now = store_fixture_digest (project);
      g_assert_cmpstr (now, ==, two);
    }
  store_fixture_close (project);
}

/* Land and buildings are steps of one history; neither disturbs the other. */
static void
test_with_land (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (WgBuildingSet) set = make_set (80, 1, FALSE);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  WgProject *project = NULL;
  WgTally before, after;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  g_assert_true (store_fixture_split (project, 0));
  put (project, set);
  wg_plan_get_tally (wg_project_get_plan (project), 1, &before);
  g_assert_true (before.is_counted);
  for (guint i = 1; i < 8; i++)
    store_fixture_split (project, i);
  while (wg_plan_get_buildings (wg_project_get_plan (project)) != NULL)
    store_fixture_step (project, FALSE);
  store_fixture_step (project, TRUE);
  wg_plan_get_tally (wg_project_get_plan (project), 1, &after);
  g_assert_true (wg_tally_equal (&before, &after));
  wg_plan_verify (wg_project_get_plan (project), problems);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_true (wg_project_verify_file (project, problems, NULL, NULL, NULL));
  g_assert_cmpuint (problems->len, ==, 0);
  store_fixture_close (project);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
go (WgHistory *history, int n_steps)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (wg_history_is_long (history, n_steps > 0));
  wg_history_go_async (history, n_steps, NULL, NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (wg_history_go_finish (history, result, &error));
  g_assert_no_error (error);
}

/* Many buildings are stored, counted and taken back by workers; so is an edit of the land between. */
static void
test_in_worker (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (WgBuildingSet) first = make_set (6000, 1, FALSE);
  g_autoptr (WgBuildingSet) second = make_set (5500, 7000, TRUE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  WgProject *project = NULL;
  WgHistory *history = NULL;
  WgPlan *plan = NULL;
  WgTally before, after;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  plan = wg_project_get_plan (project);
  history = wg_project_get_history (project);
  put (project, first);
  wg_plan_get_tally (plan, 1, &before);
  wg_history_put_buildings_async (history, second, "estimate", "", NULL, NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (wg_history_put_buildings_finish (history, result, &error));
  g_assert_true (wg_plan_get_buildings (plan) == second);
  wg_test_plan_assert_counted (plan);
  g_assert_true (store_fixture_split (project, 0));
  wg_test_plan_assert_counted (plan);
  store_fixture_step (project, FALSE);
  go (history, -1);
  wg_test_plan_assert_counted (plan);
  wg_plan_get_tally (plan, 1, &after);
  g_assert_true (wg_tally_equal (&before, &after));
  go (history, 1);
  assert_same (wg_plan_get_buildings (plan), second);
  wg_test_plan_assert_counted (plan);
  store_fixture_close (project);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/buildings/round-trip", test_round_trip);
  g_test_add_func ("/buildings/undo", test_undo);
  g_test_add_func ("/buildings/with-land", test_with_land);
  g_test_add_func ("/buildings/in-worker", test_in_worker);
  return g_test_run ();
}
