/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "app/store/wg-connection.h"

#include <spatialite/gaiageo.h>
#include <spatialite.h>
#include <string.h>

static gboolean
has_ogrinfo (void)
{
  g_autofree char *program = g_find_program_in_path ("ogrinfo");

  if (program == NULL)
    g_test_skip ("ogrinfo (gdal-bin) is not installed");
  return program != NULL;
}

static void
assert_verified (WgProject *project)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;

  g_assert_true (wg_project_verify_file (project, problems, NULL, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("'%s' is not in:\n%s", part, text);
}

/* What GDAL sees: one valid layer per level, nothing else. */
static void
assert_ogr_layers (StoreFixture *fixture, WgPlan *plan)
{
  g_autofree char *list = store_fixture_run ("ogrinfo -ro -q '%s'", fixture->path);
  g_auto (GStrv) lines = g_strsplit (g_strstrip (list), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, wg_plan_get_n_levels (plan));
  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    {
      const char *name = wg_plan_get_level (plan, depth)->name;
      g_autofree char *line = g_strdup_printf ("%u: %s (Multi Polygon)", depth, name);
      g_autofree char *count
        = g_strdup_printf ("Feature Count: %u\n", wg_plan_count_grids (plan, depth));
      g_autofree char *summary = store_fixture_run ("ogrinfo -ro -so '%s' '%s'", fixture->path, name);
      g_autofree char *valid
        = store_fixture_run ("ogrinfo -ro -q '%s' -dialect SQLite -sql \"SELECT count (*) AS n FROM"
                             " \\\"%s\\\" WHERE geom IS NOT NULL AND (ST_IsValid (geom) <> 1 OR NOT area_m2 > 0)\"",
                             fixture->path, name);

      g_assert_cmpstr (lines[depth - 1], ==, line);
      assert_contains (summary, count);
      assert_contains (summary, "ID[\"EPSG\",4549]");
      assert_contains (summary, "FID Column = id");
      assert_contains (summary, "parent_code: String");
      assert_contains (valid, "n (Integer) = 0");
    }
}

static void
test_one_layer_per_level (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  WgProject *project = NULL;

  if (!has_ogrinfo ())
    return;
  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  assert_ogr_layers (&fixture, wg_project_get_plan (project));
  assert_verified (project);
  store_fixture_close (project);
}

/* While the project is open, right after each edit, and after closing. */
static void
test_layers_follow_edits (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  WgProject *project = NULL;
  g_autofree char *stale = NULL;
  GError *error = NULL;

  if (!has_ogrinfo ())
    return;
  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  for (guint i = 0; i < 30; i++)
    {
      if (!store_fixture_split (project, i))
        continue;
      assert_verified (project);
      if (i % 3 == 0)
        {
          g_assert_true (wg_history_undo (wg_project_get_history (project), &error));
          assert_verified (project);
        }
      if (i % 6 == 0)
        {
          g_assert_true (wg_history_redo (wg_project_get_history (project), &error));
          assert_verified (project);
        }
    }
  assert_ogr_layers (&fixture, wg_project_get_plan (project));
  store_fixture_close (project);
  stale = store_fixture_run ("sqlite3 '%s' 'SELECT count (*) FROM stale'", fixture.path);
  g_assert_cmpstr (stale, ==, "0\n");
  project = store_fixture_open (&fixture);
  assert_ogr_layers (&fixture, wg_project_get_plan (project));
  assert_verified (project);
  store_fixture_close (project);
}

static gboolean
has_stale (StoreFixture *fixture)
{
  g_autofree char *count = store_fixture_run ("sqlite3 '%s' 'SELECT count (*) FROM stale'",
                                              fixture->path);

  return g_strcmp0 (count, "0\n") != 0;
}

static gboolean
give_up_cb (gpointer is_over)
{
  *(gboolean *) is_over = TRUE;
  return G_SOURCE_REMOVE;
}

/* The street has more faces than an edit may walk: its outline follows when nobody edits. */
static void
test_large_parents_follow_when_idle (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  WgProject *project = NULL;
  gboolean is_over = FALSE;
  guint source = 0;
  WgPoint across[] = { { 0, 0 }, { 0, 0 } };
  WgEnvelope box;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  box = wg_coverage_envelope (wg_plan_get_coverage (wg_project_get_plan (project)));
  across[0] = (WgPoint){ box.min_x - 1000, (box.min_y + box.max_y) / 2 + 30000 };
  across[1] = (WgPoint){ box.max_x + 1000, (box.min_y + box.max_y) / 2 + 30000 };
  g_assert_true (wg_command_split (wg_project_get_history (project), across, 2, NULL, WG_KEEP_LARGEST,
                                   NULL, NULL));
  g_assert_true (has_stale (&fixture));
  source = g_timeout_add_seconds (20, give_up_cb, &is_over);
  while (!is_over && has_stale (&fixture))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (is_over);
  g_source_remove (source);
  assert_verified (project);
  store_fixture_close (project);
}

/* The list that QGIS asks SpatiaLite for, of a file that it may only read. */
static void
assert_listed (StoreFixture *fixture, WgPlan *plan)
{
  sqlite3 *db = NULL;
  void *cache = spatialite_alloc_connection ();
  gaiaVectorLayersListPtr list = NULL;
  guint n_layers = 0;

  g_assert_cmpint (sqlite3_open_v2 (fixture->path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  spatialite_init_ex (db, cache, 0);
  list = gaiaGetVectorLayersList (db, NULL, NULL, GAIA_VECTORS_LIST_OPTIMISTIC);
  g_assert_nonnull (list);
  for (gaiaVectorLayerPtr layer = list->First; layer != NULL; layer = layer->Next)
    {
      const WgLevel *level = wg_plan_find_level (plan, layer->TableName);

      g_assert_nonnull (level);
      g_assert_cmpint (layer->Srid, ==, 4549);
      g_assert_cmpint (layer->AuthInfos->IsReadOnly, ==, 1);
      g_assert_cmpint (layer->AuthInfos->IsHidden, ==, 0);
      g_assert_cmpint (layer->ExtentInfos->Count, ==, (int) wg_plan_count_grids (plan, level->depth));
      n_layers++;
    }
  g_assert_cmpuint (n_layers, ==, wg_plan_get_n_levels (plan));
  gaiaFreeVectorLayersList (list);
  sqlite3_close (db);
  spatialite_cleanup_ex (cache);
}

static void
test_spatialite_lists_the_layers (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (WgPlan) plan = NULL;
  WgProject *project = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  plan = g_object_ref (wg_project_get_plan (project));
  store_fixture_close (project);
  assert_listed (&fixture, plan);
  g_clear_object (&plan);

  project = store_fixture_open (&fixture);
  plan = g_object_ref (wg_project_get_plan (project));
  g_assert_true (store_fixture_split (project, 3));
  store_fixture_close (project);
  assert_listed (&fixture, plan);
}

static void
test_names_of_parents_follow (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  WgProject *project = NULL;
  g_autofree char *names = NULL;
  GError *error = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  g_assert_true (wg_command_set_attributes (wg_project_get_history (project), 1, NULL, "新街道",
                                            &error));
  g_assert_no_error (error);
  names = store_fixture_run ("sqlite3 '%s' \"SELECT group_concat (DISTINCT parent_name) FROM"
                             " 社区\"", fixture.path);
  g_assert_cmpstr (names, ==, "新街道\n");
  assert_verified (project);
  store_fixture_close (project);
}

/* A change from outside is found; each of these is one that a careless program could make. */
static void
test_verify_finds_damage (void)
{
  static const char *const damages[] = {
    "DELETE FROM face WHERE id = 5",
    "UPDATE arc SET left_face = 9999 WHERE id = 7",
    "UPDATE grid SET parent = 888 WHERE id = 20",
    "UPDATE face SET owner = 20 WHERE id = 1",
    "UPDATE 网格 SET name = 'x' WHERE id = 30",
    "UPDATE 网格 SET area_m2 = area_m2 + 1 WHERE id = 30",
    "DELETE FROM idx_网格_geom WHERE pkid = 30",
    "DELETE FROM geometry_columns WHERE f_table_name = '社区'",
    "UPDATE geometry_columns SET srid = 4490 WHERE f_table_name = '社区'",
    "INSERT INTO stale VALUES (4444)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_auto (StoreFixture) fixture = { 0 };
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *output = NULL;
      WgProject *project = NULL;
      GError *error = NULL;

      store_fixture_init (&fixture);
      project = store_fixture_create (&fixture);
      output = store_fixture_run ("sqlite3 '%s' 'PRAGMA trusted_schema=1' '.load mod_spatialite'"
                                  " \"%s\"", fixture.path, damages[i]);
      g_assert_true (wg_project_verify_file (project, problems, NULL, NULL, &error));
      g_assert_no_error (error);
      if (problems->len == 0)
        g_error ("not found: %s", damages[i]);
      store_fixture_close (project);
    }
}

/* The table under a layer's name must not be one of ours, whatever a level is called. */
static void
test_odd_level_names (void)
{
  static const char *const names[] = { "grid", "Journal", "a'b\"c;]", "idx_x", "层 级" };
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (WgPlan) plan = wg_plan_new ("odd", NULL);
  g_autofree char *list = NULL;
  WgProject *project = NULL;
  GError *error = NULL;

  if (!has_ogrinfo ())
    return;
  store_fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    wg_plan_add_level (plan, names[i], NULL);
  project = wg_project_create (fixture.path, plan, &error);
  g_assert_no_error (error);
  assert_verified (project);
  store_fixture_close (project);
  list = store_fixture_run ("ogrinfo -ro -q '%s'", fixture.path);
  g_assert_cmpstr (list, ==,
                   "1: grid_level (Multi Polygon)\n2: journal_level (Multi Polygon)\n"
                   "3: a_b_c__ (Multi Polygon)\n4: level_4 (Multi Polygon)\n"
                   "5: 层 级 (Multi Polygon)\n");
  project = store_fixture_open (&fixture);
  g_assert_cmpstr (wg_plan_get_level (wg_project_get_plan (project), 3)->name, ==, "a'b\"c;]");
  store_fixture_close (project);
}

static void
test_reference_layers (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) layers = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_layer_record_free);
  g_autoptr (GPtrArray) read = NULL;
  WgLayerRecord *layer = g_new0 (WgLayerRecord, 1);
  WgProject *project = NULL;
  GError *error = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  layer->name = g_strdup ("影像");
  layer->source = g_strdup ("../底图/a.tif");
  layer->is_raster = TRUE;
  layer->opacity = 0.25;
  g_ptr_array_add (layers, layer);
  layer = g_new0 (WgLayerRecord, 1);
  layer->name = g_strdup ("道路");
  layer->source = g_strdup ("roads.gpkg");
  layer->layer = g_strdup ("roads");
  layer->is_visible = TRUE;
  layer->opacity = 1.0;
  g_ptr_array_add (layers, layer);
  g_assert_true (wg_project_save_layers (project, layers, &error));
  g_assert_no_error (error);
  store_fixture_close (project);

  project = store_fixture_open (&fixture);
  read = wg_project_list_layers (project, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 2);
  layer = g_ptr_array_index (read, 0);
  g_assert_cmpstr (layer->name, ==, "影像");
  g_assert_true (layer->is_raster);
  g_assert_false (layer->is_visible);
  g_assert_cmpfloat (layer->opacity, ==, 0.25);
  g_assert_null (layer->layer);
  layer = g_ptr_array_index (read, 1);
  g_assert_cmpstr (layer->layer, ==, "roads");
  g_assert_cmpint (layer->position, ==, 1);
  g_assert_cmpint (layer->id, >, 0);
  g_assert_true (wg_project_save_layers (project, read, &error));
  g_assert_no_error (error);
  store_fixture_close (project);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/layers/one-layer-per-level", test_one_layer_per_level);
  g_test_add_func ("/store/layers/layers-follow-edits", test_layers_follow_edits);
  g_test_add_func ("/store/layers/large-parents-follow-when-idle",
                   test_large_parents_follow_when_idle);
  g_test_add_func ("/store/layers/spatialite-lists-the-layers", test_spatialite_lists_the_layers);
  g_test_add_func ("/store/layers/names-of-parents-follow", test_names_of_parents_follow);
  g_test_add_func ("/store/layers/verify-finds-damage", test_verify_finds_damage);
  g_test_add_func ("/store/layers/odd-level-names", test_odd_level_names);
  g_test_add_func ("/store/layers/reference-layers", test_reference_layers);
  return g_test_run ();
}
