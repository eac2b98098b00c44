/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/base/wg-random.h"
#include "app/exchange/wg-basemap.h"
#include "app/exchange/wg-source.h"
#include "tests/support/wg-test-folder.h"
#include "tests/support/wg-test-shapefile.h"

#include <string.h>

#define ROUNDS 10 /* of each file; WANGGE_FUZZ_ROUNDS=300 tries harder */
#define SECONDS_PER_FILE 10

static guint
get_rounds (void)
{
  const char *wanted = g_getenv ("WANGGE_FUZZ_ROUNDS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : ROUNDS;
}

/* A damaged copy: some bytes flipped, sometimes cut short. */
static void
damage (GByteArray *bytes, WgRandom *random)
{
  gint64 n_flips = wg_random_int (random, 1, 9);

  if (bytes->len == 0)
    return;
  for (gint64 i = 0; i < n_flips; i++)
    bytes->data[wg_random_int (random, 0, bytes->len)] = (guint8) wg_random_next (random);
  if (wg_random_int (random, 0, 4) == 0)
    g_byte_array_set_size (bytes, (guint) wg_random_int (random, 0, bytes->len));
}

/* Reads the file in every way there is: what counts is that it comes back, with valid text. */
static void
read_every_way (const char *path, WgFrame *frame)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgSource) source = wg_source_open (path, NULL, NULL, &error);
  g_autoptr (WgIncoming) incoming = NULL;
  g_autoptr (WgLinework) linework = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_true (source != NULL || error != NULL);
  g_clear_error (&error);
  incoming = wg_source_read (path, NULL, frame, NULL, NULL, &error);
  g_assert_true (incoming != NULL || error != NULL);
  for (guint i = 0; incoming != NULL && i < incoming->grids->len; i++)
    {
      const WgIncomingGrid *grid = g_ptr_array_index (incoming->grids, i);

      g_assert_true (g_utf8_validate (grid->code, -1, NULL));
      g_assert_true (g_utf8_validate (grid->name, -1, NULL));
      for (guint j = 0; j < grid->shape->rings->len; j++)
        g_assert_cmpuint (WG_SHAPE_RING (grid->shape, j).n_points, >=, 3);
      for (guint j = 0; j < grid->shape->points->len; j++)
        g_assert_true (wg_point_is_valid (WG_SHAPE_POINT (grid->shape, j)));
    }
  linework = wg_linework_read (path, NULL, frame, NULL, NULL, NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, <, SECONDS_PER_FILE * G_USEC_PER_SEC);
}

/* Damages one file of a set (its siblings stay whole) and reads it, many times. */
static void
fuzz (const char *folder, const char *name, guint64 seed)
{
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (120.1, 30.2);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *open_path = NULL;
  const char *dot = strrchr (name, '.');
  g_autofree char *whole = NULL;
  gsize length = 0;
  WgRandom random = wg_random (seed);

  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));
  if (strcmp (dot, ".dbf") == 0 || strcmp (dot, ".shx") == 0 || strcmp (dot, ".cpg") == 0
      || strcmp (dot, ".prj") == 0)
    {
      g_autofree char *stem = g_strndup (path, strlen (path) - 4);

      open_path = g_strconcat (stem, ".shp", NULL);
    }
  else
    open_path = g_strdup (path);
  for (guint round = 0; round < get_rounds (); round++)
    {
      GByteArray *bytes = g_byte_array_new ();

      g_byte_array_append (bytes, (const guint8 *) whole, (guint) length);
      damage (bytes, &random);
      g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));
      g_byte_array_unref (bytes);
      read_every_way (open_path, frame);
    }
  g_assert_true (g_file_set_contents (path, whole, (gssize) length, NULL));
}

static void
test_shapefile (void)
{
  static const char *const names[] = { "test.shp", "test.shx", "test.dbf", "test.cpg" };
  static const WgTestSquare squares[] = { { 120.1, 30.2, 0.01, "1", "\xcd\xf8\xb8\xf1" },
                                          { 120.2, 30.2, 0.01, "2", "\xcd\xf8\xb8\xf1" },
                                          { 120.3, 30.2, 0.01, "3", "\xcd\xf8\xb8\xf1" } };
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree char *stem = g_build_filename (folder, "test", NULL);

  wg_test_shapefile_write (stem, squares, G_N_ELEMENTS (squares), "CODE", "NAME", 0, "GBK");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    fuzz (folder, names[i], i + 1);
  wg_test_folder_remove (folder);
}

static void
test_geojson (void)
{
  const char *text
    = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":"
      "\"330106\",\"name\":\"网格\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[120.1,30.2],"
      "[120.2,30.2],[120.2,30.3],[120.1,30.2]]]}},{\"type\":\"Feature\",\"properties\":{\"code\":2},"
      "\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[120.1,30.2],[120.2,30.2],[120.2,30.3],"
      "[120.1,30.2]]]]}}]}";
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree char *path = wg_test_folder_write (folder, "test.geojson", text);

  fuzz (folder, "test.geojson", 11);
  wg_test_folder_remove (folder);
}

/* Small real files of several formats. */
static void
test_shared (void)
{
  static const char *const names[] = {
    "bad_inputs/qgis_geometry_checker/missing_vertex.gpkg",
    "bad_inputs/qgis_geometry_checker/polygon_layer.shp",
    "bad_inputs/qgis_geometry_checker/invalidgeometries.gml",
    "bad_inputs/qgis_geometry_checker/polygon_layer_empty_geometries.geojson",
    "bad_inputs/qgis_delimitedtext/testwkt.csv",
    "cad_kml/dxf/LWPOLYLINE-OCS.dxf",
    "cad_kml/dxf/hatch_as_multipolygon.dxf",
    "cad_kml/dxf/byblock-bylayer.dxf",
    "cad_kml/dwg/triple_circles_r2000.dwg",
    "cad_kml/kml/samples.kml",
    "cad_kml/kml/mapshaper_Albania.kmz",
    "gpx_misc/layers.gpx",
    "osm/bayfront_singapore.osm.pbf",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *from = wg_test_shared_file (names[i]);
      g_autofree char *folder = NULL;
      g_autofree char *base = g_path_get_basename (names[i]);
      g_autofree char *to = NULL;
      g_autofree char *bytes = NULL;
      gsize length = 0;

      if (from == NULL)
        return;
      g_test_message ("%s", names[i]);
      folder = wg_test_folder_new ();
      to = g_build_filename (folder, base, NULL);
      g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
      if (length > 400000)
        length = 400000;
      g_assert_true (g_file_set_contents (to, bytes, (gssize) length, NULL));
      fuzz (folder, base, 100 + i);
      wg_test_folder_remove (folder);
    }
}

/* Reads a file as an import does, all its layers, lines joined: with an error of ours or a result. */
static void
read_all (const char *path, WgFrame *frame)
{
  static const char *const all[] = { "*", NULL };
  const WgReadOptions options = { .layers = all, .lines = WG_LINES_JOINED, .crs = "EPSG:4326" };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (WgIncoming) incoming = wg_source_read (path, &options, frame, NULL, NULL, &error);

  g_assert_true (incoming != NULL || error != NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, <, SECONDS_PER_FILE * G_USEC_PER_SEC);
}

/* A whole folder of the shared data: each file as it is, with bytes flipped, and cut off. */
static void
fuzz_folder (const char *folder, const char *to, WgFrame *frame, guint *n_files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *copy = g_build_filename (to, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;
      WgRandom random = wg_random (g_str_hash (name));

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          fuzz_folder (path, to, frame, n_files);
          continue;
        }
      if (!g_file_get_contents (path, &bytes, &length, NULL) || length > 3000000)
        continue;
      (*n_files)++;
      for (guint round = 0; round < 3; round++)
        {
          GByteArray *damaged = g_byte_array_new ();

          g_byte_array_append (damaged, (const guint8 *) bytes, (guint) length);
          if (round == 1)
            damage (damaged, &random);
          else if (round == 2)
            g_byte_array_set_size (damaged, (guint) (length * 2 / 3));
          g_assert_true (g_file_set_contents (copy, (const char *) damaged->data, damaged->len, NULL));
          g_byte_array_unref (damaged);
          read_all (copy, frame);
        }
    }
}

static void
test_folders (void)
{
  static const char *const folders[] = { "bad_inputs", "cad_kml", "encodings", "gpx_misc" };
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (120.1, 30.2);
  g_autofree char *to = wg_test_folder_new ();
  guint n_files = 0;

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = wg_test_shared_file (folders[i]);

      if (folder == NULL)
        break;
      fuzz_folder (folder, to, frame, &n_files);
      g_assert_cmpuint (n_files, >, 20);
    }
  g_test_message ("%u files", n_files);
  wg_test_folder_remove (to);
}

static void
test_rasters (void)
{
  static const char *const names[] = { "raster/world_l1_raster.mbtiles", "raster/shade.tif" };
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (-106.5, 39.6);
  WgRandom random = wg_random (5);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *from = wg_test_shared_file (names[i]);
      g_autofree char *folder = NULL;
      g_autofree char *base = g_path_get_basename (names[i]);
      g_autofree char *path = NULL;
      g_autofree char *whole = NULL;
      gsize length = 0;

      if (from == NULL)
        return;
      folder = wg_test_folder_new ();
      path = g_build_filename (folder, base, NULL);
      g_assert_true (g_file_get_contents (from, &whole, &length, NULL));
      for (guint round = 0; round < 20; round++)
        {
          GByteArray *bytes = g_byte_array_new ();
          g_autoptr (GError) error = NULL;
          g_autoptr (WgRaster) raster = NULL;

          g_byte_array_append (bytes, (const guint8 *) whole, (guint) length);
          damage (bytes, &random);
          /* What matters most stands at the front. */
          if (bytes->len > 400)
            bytes->data[wg_random_int (&random, 0, 400)] ^= 1u << wg_random_int (&random, 0, 8);
          g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));
          g_byte_array_unref (bytes);
          raster = wg_raster_open (path, frame, &error);
          g_assert_true (raster != NULL || error != NULL);
          if (raster != NULL)
            {
              WgEnvelope envelope = wg_raster_envelope (raster);
              g_autoptr (WgPixels) pixels = wg_raster_read (raster, &envelope, 64, 64, NULL, NULL);
            }
        }
      wg_test_folder_remove (folder);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/fuzz/shapefile", test_shapefile);
  g_test_add_func ("/exchange/fuzz/geojson", test_geojson);
  g_test_add_func ("/exchange/fuzz/shared", test_shared);
  g_test_add_func ("/exchange/fuzz/folders", test_folders);
  g_test_add_func ("/exchange/fuzz/rasters", test_rasters);
  return g_test_run ();
}
