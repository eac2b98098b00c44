/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem() */
#include "app/exchange/wg-export.h"
#include "tests/support/wg-test-folder.h"
#include "tests/support/wg-test-plan.h"

#include <glib/gstdio.h>
#include <string.h>

static WgPlan *
create_plan (const char *crs)
{
  WgPlan *plan = wg_test_plan_grid (8, 6, 3);
  double easting = strcmp (crs, "EPSG:4528") == 0 ? 40510000.0 : 510000.0;
  g_autoptr (WgFrame) frame = wg_frame_new (crs, easting, 3350000.0, NULL);

  wg_plan_set_frame (plan, frame);
  return plan;
}

/* Coordinates of a ring from its least point on, so that where it starts does not count. */
static void
add_ring_text (GString *text, const WgShape *shape, const WgRing *ring)
{
  guint least = 0;

  for (guint i = 1; i < ring->n_points; i++)
    if (wg_point_compare (WG_SHAPE_POINT (shape, ring->first + i),
                          WG_SHAPE_POINT (shape, ring->first + least)) < 0)
      least = i;
  g_string_append (text, ring->is_hole ? " hole" : " ring");
  for (guint i = 0; i < ring->n_points; i++)
    {
      WgPoint p = WG_SHAPE_POINT (shape, ring->first + (least + i) % ring->n_points);

      g_string_append_printf (text, " %d,%d", p.x, p.y);
    }
}

static void
reverse (WgShape *shape)
{
  for (guint r = 0; r < shape->rings->len; r++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, r);

      for (guint i = 0; i < ring->n_points / 2; i++)
        {
          WgPoint *a = &WG_SHAPE_POINT (shape, ring->first + i);
          WgPoint *b = &WG_SHAPE_POINT (shape, ring->first + ring->n_points - 1 - i);
          WgPoint keep = *a;

          *a = *b;
          *b = keep;
        }
    }
}

static char *
describe (const char *code, const char *name, const char *parent, WgShape *shape)
{
  GString *text = g_string_new (NULL);
  const WgRing *first = &WG_SHAPE_RING (shape, 0);

  if (wg_ring_area2 (&WG_SHAPE_POINT (shape, first->first), first->n_points) < 0)
    reverse (shape); /* shapefiles turn the other way */
  g_string_append_printf (text, "%s %s %s", code, name, parent);
  for (guint i = 0; i < shape->rings->len; i++)
    add_ring_text (text, shape, &WG_SHAPE_RING (shape, i));
  return g_string_free (text, FALSE);
}

/* What comes back is what went out, to the millimetre. */
static void
check_read (WgPlan *plan, guint depth, const char *path, const WgReadOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgIncoming) incoming
    = wg_source_read (path, options, wg_plan_get_frame (plan), NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (incoming->grids->len, ==, wg_plan_count_grids (plan, depth));
  for (guint i = 0; i < incoming->grids->len; i++)
    {
      WgIncomingGrid *grid = g_ptr_array_index (incoming->grids, i);
      WgGrid *original = wg_plan_find_code (plan, grid->code);
      WgGrid *parent = NULL;
      g_autoptr (WgShape) shape = wg_shape_new ();
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      g_assert_nonnull (original);
      parent = wg_plan_get_grid (plan, original->parent);
      wg_plan_get_shape (plan, original->id, shape);
      before = describe (original->code, original->name,
                         parent != NULL && grid->parent_code != NULL ? parent->code : "", shape);
      after = describe (grid->code, grid->name, grid->parent_code != NULL ? grid->parent_code : "",
                        grid->shape);
      g_assert_cmpstr (before, ==, after);
    }
}

static void
check_same (WgPlan *plan, guint depth, const char *path, const char *layer)
{
  check_read (plan, depth, path, &(WgReadOptions){ .layer = layer });
}

static void
test_round_trips (void)
{
  static const char *const crs[] = { "EPSG:4549", "EPSG:4528", "EPSG:32651" };
  static const char *const names[] = { "out.gpkg", "out.shp", "out.geojson" };

  for (guint c = 0; c < G_N_ELEMENTS (crs); c++)
    for (guint n = 0; n < G_N_ELEMENTS (names); n++)
      {
        g_autoptr (WgPlan) plan = create_plan (crs[c]);
        g_autofree char *folder = wg_test_folder_new ();
        g_autofree char *path = g_build_filename (folder, names[n], NULL);
        g_autoptr (GError) error = NULL;

        g_test_message ("%s %s", crs[c], names[n]);
        for (guint depth = 1; depth <= 3; depth++)
          {
            wg_export (plan, path, &(WgExportOptions){ .depth = depth }, NULL, NULL, NULL, &error);
            g_assert_no_error (error);
            check_same (plan, depth, path, NULL);
          }
        wg_test_folder_remove (folder);
      }
}

static void
test_all_levels (void)
{
  g_autoptr (WgPlan) plan = create_plan ("EPSG:4549");
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree char *package = g_build_filename (folder, "全部.gpkg", NULL);
  g_autofree char *shapes = g_build_filename (folder, "全部.shp", NULL);
  g_autofree char *second = g_build_filename (folder, "全部_社区.shp", NULL);
  g_autofree char *code_page = g_build_filename (folder, "全部_社区.cpg", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgSource) source = NULL;
  const WgSourceLayer *layer = NULL;

  wg_export (plan, package, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  check_same (plan, 1, package, "街道");
  check_same (plan, 2, package, "社区");
  check_same (plan, 3, package, "网格");
  source = wg_source_open (package, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (source->layers->len, ==, 4);
  layer = wg_source_find_layer (source, "社区");
  g_assert_cmpstr (layer->crs, ==, "EPSG:4549");
  g_assert_cmpstr (g_ptr_array_index (layer->fields, 2), ==, "parent_code");
  g_assert_cmpstr (layer->parent_field, ==, "parent_code");

  wg_export (plan, shapes, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  check_same (plan, 2, second, NULL);
  check_same (plan, 3, shapes, NULL);
  g_assert_true (g_file_get_contents (code_page, &text, NULL, NULL));
  g_assert_cmpstr (g_strstrip (text), ==, "UTF-8");
  wg_test_folder_remove (folder);
}

static void
test_other_crs (void)
{
  g_autoptr (WgPlan) plan = create_plan ("EPSG:4549");
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "out.gpkg", NULL);
  g_autofree char *json = g_build_filename (folder, "out.geojson", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgSource) source = NULL;

  wg_export (plan, path, &(WgExportOptions){ .depth = 3, .crs = "EPSG:4528" }, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  source = wg_source_open (path, NULL, NULL, NULL);
  g_assert_cmpstr (wg_source_find_layer (source, NULL)->crs, ==, "EPSG:4528");
  check_same (plan, 3, path, NULL);

  wg_export (plan, json, &(WgExportOptions){ .depth = 3, .crs = "EPSG:4549" }, NULL, NULL, NULL, &error); /* WGS 84 all the same */
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (json, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "[ [ [ 120.1"));
  g_assert_false (wg_export (plan, path, &(WgExportOptions){ .depth = 3, .crs = "EPSG:0" }, NULL, NULL, NULL, &error));
  g_assert_error (error, WG_CRS_ERROR, WG_CRS_ERROR_UNKNOWN);
  wg_test_folder_remove (folder);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
cancel_soon (double fraction, gpointer data)
{
  if (fraction > 0.1)
    g_cancellable_cancel (data);
}

static void
test_failures (void)
{
  static const char *const names[] = { "out.gpkg", "out.shp", "out.geojson", "out.kml", "out.dxf" };
  g_autoptr (WgPlan) plan = create_plan ("EPSG:4549");
  g_autoptr (WgPlan) empty = wg_plan_new ("", NULL);
  g_autofree char *folder = wg_test_folder_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autofree char *nowhere = g_build_filename (folder, "none", names[i], NULL);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      WgProgress progress = WG_PROGRESS_INIT (cancel_soon, cancellable);

      g_assert_false (wg_export (plan, path, NULL, &progress, cancellable, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
      g_assert_cmpuint (count_files (folder), ==, 0);
      g_assert_false (wg_export (plan, nowhere, NULL, NULL, NULL, NULL, &error));
      g_assert_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_WRITE);
      g_clear_error (&error);
      g_assert_false (wg_export (empty, path, NULL, NULL, NULL, NULL, &error));
      g_assert_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_EMPTY);
      g_clear_error (&error);
      g_assert_false (wg_export (plan, path, &(WgExportOptions){ .depth = 9 }, NULL, NULL, NULL, &error));
      g_assert_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_LAYER);
      g_clear_error (&error);
    }
  g_assert_false (wg_export (plan, "/tmp/out.doc", NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_FORMAT);
  wg_test_folder_remove (folder);
}

/* Writing over an older shapefile takes its index away, which would be wrong. */
static void
test_overwrite (void)
{
  g_autoptr (WgPlan) plan = create_plan ("EPSG:4549");
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "out.shp", NULL);
  g_autofree char *stale = NULL;
  g_autoptr (GError) error = NULL;

  wg_export (plan, path, &(WgExportOptions){ .depth = 1 }, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  stale = wg_test_folder_write (folder, "out.qix", "index of other shapes");
  wg_export (plan, path, &(WgExportOptions){ .depth = 3 }, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (stale, G_FILE_TEST_EXISTS));
  check_same (plan, 3, path, NULL);
  wg_test_folder_remove (folder);
}

typedef struct
{
  const char *name;
  const char *crs; /* of the export */
  WgChinaDatum datum;
  const char *encoding;
  const char *layer;
  const char *drawing_layer;
  const char *read_crs;
} Way;

/* Every other way out of the program and in again, shifted coordinates among them. */
static void
test_other_ways (void)
{
  static const Way ways[] = {
    { "a.kml", NULL, WG_CHINA_TRUE, NULL, "网格", NULL, NULL },
    { "b.kml", NULL, WG_CHINA_GCJ02, NULL, "网格", NULL, NULL },
    { "c.geojson", NULL, WG_CHINA_BD09, NULL, NULL, NULL, NULL },
    { "d.gpkg", NULL, WG_CHINA_GCJ02, NULL, "网格_GCJ02", NULL, NULL },
    { "e.shp", NULL, WG_CHINA_BD09, "GBK", NULL, NULL, NULL },
    { "f.shp", NULL, WG_CHINA_TRUE, "gbk", NULL, NULL, NULL },
    { "g.dxf", NULL, WG_CHINA_TRUE, NULL, NULL, "网格", "EPSG:4549" },
    { "h.dxf", "EPSG:4490", WG_CHINA_TRUE, NULL, NULL, "网格", "EPSG:4490" },
    { "i.gpkg", "EPSG:4490", WG_CHINA_TRUE, NULL, "网格", NULL, NULL },
    { "j.shp", "EPSG:4527", WG_CHINA_TRUE, NULL, NULL, NULL, NULL },
  };
  g_autoptr (WgPlan) plan = create_plan ("EPSG:4549");
  g_autofree char *folder = wg_test_folder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      const Way *way = &ways[i];
      const char *drawing_layers[] = { way->drawing_layer, NULL };
      WgExportOptions out = { .depth = 3, .crs = way->crs, .datum = way->datum,
                              .encoding = way->encoding };
      WgReadOptions in = { .layer = way->layer, .crs = way->read_crs, .datum = way->datum,
                           .drawing_layers = way->drawing_layer != NULL ? drawing_layers : NULL };
      g_autofree char *path = g_build_filename (folder, way->name, NULL);
      WgExportResult result = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", way->name);
      g_assert_true (wg_export (plan, path, &out, NULL, NULL, &result, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (result.n_grids, ==, wg_plan_count_grids (plan, 3));
      g_assert_cmpuint (result.files->len, ==, 1);
      g_assert_cmpstr (g_ptr_array_index (result.files, 0), ==, path);
      g_assert_cmpuint (result.n_shortened + result.n_replaced + result.n_landless, ==, 0);
      wg_export_result_clear (&result);
      check_read (plan, 3, path, &in);
    }
  wg_test_folder_remove (folder);
}

static WgPlan *
create_named (const char *code, const char *name, const char *note)
{
  WgPlan *plan = create_plan ("EPSG:4549");
  WgGrid *grid = wg_plan_find_code (plan, code);
  WgGridRecord record = { 0 };

  g_assert_nonnull (grid);
  record = wg_grid_get_record (grid);
  record.name = name;
  record.note = note;
  record.is_locked = TRUE;
  record.mgmt_class = 2;
  wg_plan_load_grid (plan, wg_grid_new_record (&record));
  g_assert_true (wg_plan_finish_loading (plan, NULL));
  return plan;
}

static char *
dup_first_code (guint depth)
{
  g_autoptr (WgPlan) plan = create_plan ("EPSG:4549");

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    if (wg_plan_get_grid (plan, id) != NULL && wg_plan_get_grid (plan, id)->depth == depth)
      return g_strdup (wg_plan_get_grid (plan, id)->code);
  return NULL;
}

/* 127 characters of GBK fill 254 bytes, of UTF-8 84: what is cut is cut between characters, and
 * what GBK does not have is counted. */
static void
test_long_names (void)
{
  static const struct { const char *encoding; guint n_chars; guint n_replaced; } cases[]
    = { { "GBK", 127, 1 }, { "UTF-8", 84, 0 } };
  g_autofree char *code = dup_first_code (3);
  g_autoptr (GString) name = g_string_new ("𠮷");

  for (guint i = 0; i < 199; i++)
    g_string_append (name, "网");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WgPlan) plan = create_named (code, name->str, "");
      g_autofree char *folder = wg_test_folder_new ();
      g_autofree char *path = g_build_filename (folder, "长.shp", NULL);
      g_autofree char *table = g_build_filename (folder, "长.dbf", NULL);
      g_autofree char *page = g_build_filename (folder, "长.cpg", NULL);
      g_autofree char *text = NULL;
      g_autofree char *bytes = NULL;
      WgExportResult result = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (WgIncoming) incoming = NULL;
      gboolean found = FALSE;

      wg_export (plan, path, &(WgExportOptions){ .depth = 3, .encoding = cases[i].encoding }, NULL,
                 NULL, &result, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (result.n_shortened, ==, 1);
      g_assert_cmpuint (result.n_replaced, ==, cases[i].n_replaced);
      wg_export_result_clear (&result);
      g_assert_true (g_file_get_contents (page, &text, NULL, NULL));
      g_assert_cmpstr (g_strstrip (text), ==, cases[i].encoding);
      g_assert_true (g_file_get_contents (table, &bytes, NULL, NULL));
      g_assert_cmpint ((guchar) bytes[29], ==, i == 0 ? 0x4d : 0);
      incoming = wg_source_read (path, &(WgReadOptions){ 0 }, wg_plan_get_frame (plan), NULL, NULL,
                                 &error);
      g_assert_no_error (error);
      for (guint k = 0; k < incoming->grids->len; k++)
        {
          WgIncomingGrid *grid = g_ptr_array_index (incoming->grids, k);

          if (g_strcmp0 (grid->code, code) != 0)
            continue;
          found = TRUE;
          g_assert_cmpint (g_utf8_strlen (grid->name, -1), ==, cases[i].n_chars);
          g_assert_true (g_str_has_suffix (grid->name, "网网"));
        }
      g_assert_true (found);
      wg_test_folder_remove (folder);
    }
}

/* What is not for the public is in no byte of a public file of any kind. */
static void
test_editions (void)
{
  static const char *const names[] = { "a.gpkg", "a.geojson", "a.kml", "a.csv", "a.svg", "a.dxf" };
  g_autofree char *code = dup_first_code (3);
  g_autoptr (WgPlan) plan = create_named (code, "甲网格", "SECRETNOTE");
  g_autofree char *folder = wg_test_folder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint is_public = 0; is_public < 2; is_public++)
      {
        g_autofree char *path = g_build_filename (folder, names[i], NULL);
        WgExportOptions options = { .depth = 3, .edition = is_public ? WG_EXPORT_PUBLIC
                                                                     : WG_EXPORT_INTERNAL };
        g_autofree char *bytes = NULL;
        gsize length = 0;
        g_autoptr (GError) error = NULL;

        wg_export (plan, path, &options, NULL, NULL, NULL, &error);
        g_assert_no_error (error);
        g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
        if (is_public)
          {
            g_assert_null (memmem (bytes, length, "SECRETNOTE", strlen ("SECRETNOTE")));
            g_assert_null (memmem (bytes, length, "mgmt_class", strlen ("mgmt_class")));
          }
        else if (i < 4)
          g_assert_nonnull (memmem (bytes, length, "SECRETNOTE", strlen ("SECRETNOTE")));
      }
  wg_test_folder_remove (folder);
}

/* A community brings its grids, and nothing else. */
static void
test_selection (void)
{
  g_autoptr (WgPlan) plan = create_plan ("EPSG:4549");
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "a.csv", NULL);
  g_autofree char *code = dup_first_code (2);
  WgGrid *community = wg_plan_find_code (plan, code);
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  WgExportResult result = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_array_append_val (grids, community->id);
  wg_export (plan, path, &(WgExportOptions){ .grids = grids }, NULL, NULL, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.n_grids, ==, 1 + wg_plan_get_children (plan, community->id)->len);
  wg_export_result_clear (&result);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbf" "Code,Name"));
  g_assert_nonnull (strstr (text, code));
  if (strlen (code) > 11)
    {
      g_autofree char *kept = g_strconcat ("\"", code, "\t\"", NULL);

      g_assert_nonnull (strstr (text, kept));
    }
  g_array_set_size (grids, 0);
  g_assert_false (wg_export (plan, path, &(WgExportOptions){ .grids = grids }, NULL, NULL, NULL,
                             &error));
  g_assert_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_EMPTY);
  g_clear_error (&error);
  g_assert_false (wg_export (plan, path, &(WgExportOptions){ .encoding = "KOI8-R" }, NULL, NULL, NULL,
                             &error));
  g_assert_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_ENCODING);
  wg_test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/export/round-trips", test_round_trips);
  g_test_add_func ("/exchange/export/all-levels", test_all_levels);
  g_test_add_func ("/exchange/export/other-crs", test_other_crs);
  g_test_add_func ("/exchange/export/failures", test_failures);
  g_test_add_func ("/exchange/export/overwrite", test_overwrite);
  g_test_add_func ("/exchange/export/other-ways", test_other_ways);
  g_test_add_func ("/exchange/export/long-names", test_long_names);
  g_test_add_func ("/exchange/export/editions", test_editions);
  g_test_add_func ("/exchange/export/selection", test_selection);
  return g_test_run ();
}
