/* SPDX-License-Identifier: GPL-3.0-or-later */
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
check_same (WgPlan *plan, guint depth, const char *path, const char *layer)
{
  const WgReadOptions options = { .layer = layer };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgIncoming) incoming
    = wg_source_read (path, &options, wg_plan_get_frame (plan), NULL, NULL, &error);

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
      before = describe (original->code, original->name, parent != NULL ? parent->code : "", shape);
      after = describe (grid->code, grid->name, grid->parent_code != NULL ? grid->parent_code : "",
                        grid->shape);
      g_assert_cmpstr (before, ==, after);
    }
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
  static const char *const names[] = { "out.gpkg", "out.shp", "out.geojson" };
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/export/round-trips", test_round_trips);
  g_test_add_func ("/exchange/export/all-levels", test_all_levels);
  g_test_add_func ("/exchange/export/other-crs", test_other_crs);
  g_test_add_func ("/exchange/export/failures", test_failures);
  g_test_add_func ("/exchange/export/overwrite", test_overwrite);
  return g_test_run ();
}
