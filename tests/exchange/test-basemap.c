/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/exchange/wg-basemap.h"
#include "app/exchange/wg-source.h"
#include "tests/support/wg-test-folder.h"

#include <gdal.h>
#include <string.h>

#define SIDE 64

/* A picture of 64 x 64 metres at (500000, 3340000) in EPSG:4549: red in the north-west quarter,
 * green north-east, blue south-west, white south-east. */
static char *
write_picture (const char *folder, const char *name, int n_bands, GDALDataType type, double scale)
{
  static const guint8 quarters[4][4]
    = { { 255, 0, 0, 255 }, { 0, 255, 0, 255 }, { 0, 0, 255, 128 }, { 255, 255, 255, 0 } };
  char *path = g_build_filename (folder, name, NULL);
  double place[6] = { 500000.0, 1.0, 0.0, 3340000.0 + SIDE, 0.0, -1.0 };
  const char *const options[] = { n_bands == 4 ? "ALPHA=YES" : "INTERLEAVE=BAND", NULL };
  GDALDatasetH raster = NULL;

  GDALAllRegister ();
  raster = GDALCreate (GDALGetDriverByName ("GTiff"), path, SIDE, SIDE, n_bands, type,
                       (char **) options);
  g_assert_nonnull (raster);
  GDALSetGeoTransform (raster, place);
  for (int band = 0; band < n_bands; band++)
    {
      float values[SIDE * SIDE];

      for (int i = 0; i < SIDE * SIDE; i++)
        values[i] = (float) (quarters[(i / SIDE >= SIDE / 2) * 2 + (i % SIDE >= SIDE / 2)][band] * scale);
      g_assert_cmpint (GDALRasterIO (GDALGetRasterBand (raster, band + 1), GF_Write, 0, 0, SIDE,
                                     SIDE, values, SIDE, SIDE, GDT_Float32, 0, 0),
                       ==, CE_None);
    }
  GDALClose (raster);
  return path;
}

/* GDAL keeps the CRS beside the picture, as a .prj: written by hand to know what it says. */
static void
write_crs (const char *path, const char *crs)
{
  GDALDatasetH raster = GDALOpen (path, GA_Update);

  g_assert_cmpint (GDALSetProjection (raster, crs), ==, CE_None);
  GDALClose (raster);
}

static guint32
get_pixel (const WgPixels *pixels, guint x, guint y)
{
  return pixels->argb[y * pixels->width + x];
}

static void
test_colours (void)
{
  static const struct { int n_bands; GDALDataType type; double scale; } cases[]
    = { { 3, GDT_Byte, 1.0 }, { 4, GDT_Byte, 1.0 }, { 3, GDT_UInt16, 40.0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = wg_test_folder_new ();
      g_autofree char *path
        = write_picture (folder, "test.tif", cases[i].n_bands, cases[i].type, cases[i].scale);
      g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 500000.0, 3340000.0, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (WgRaster) raster = NULL;
      g_autoptr (WgPixels) pixels = NULL;
      WgEnvelope envelope;

      g_test_message ("case %u", i);
      write_crs (path, "EPSG:4549");
      raster = wg_raster_open (path, frame, &error);
      g_assert_no_error (error);
      envelope = wg_raster_envelope (raster);
      g_assert_cmpint (envelope.min_x, ==, 0);
      g_assert_cmpint (envelope.max_x, ==, SIDE * 1000);
      g_assert_cmpint (envelope.min_y, ==, 0);
      g_assert_cmpint (envelope.max_y, ==, SIDE * 1000);
      pixels = wg_raster_read (raster, &envelope, 32, 32, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmphex (get_pixel (pixels, 8, 8), ==, 0xffff0000);
      g_assert_cmphex (get_pixel (pixels, 24, 8), ==, 0xff00ff00);
      if (cases[i].n_bands == 4)
        {
          g_assert_cmphex (get_pixel (pixels, 8, 24), ==, 0x80000080); /* premultiplied */
          g_assert_cmphex (get_pixel (pixels, 24, 24), ==, 0);
        }
      else
        {
          g_assert_cmphex (get_pixel (pixels, 8, 24), ==, 0xff0000ff);
          g_assert_cmphex (get_pixel (pixels, 24, 24), ==, 0xffffffff);
        }
      wg_test_folder_remove (folder);
    }
}

/* Outside the picture nothing is painted, in another CRS too, and a part comes at its place. */
static void
test_place (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree char *path = write_picture (folder, "test.tif", 3, GDT_Byte, 1.0);
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4548", 790000.0, 3340000.0, NULL);
  g_autoptr (WgTransform) transform = wg_transform_new ("EPSG:4549", "EPSG:4548", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgRaster) raster = NULL;
  g_autoptr (WgPixels) pixels = NULL;
  double x = 500000.0 + SIDE / 4.0, y = 3340000.0 + SIDE * 0.75; /* in the red */
  WgPoint red = { 0, 0 };
  WgEnvelope around;

  write_crs (path, "EPSG:4549");
  raster = wg_raster_open (path, frame, &error);
  g_assert_no_error (error);
  wg_transform_points (transform, &x, &y, 1);
  g_assert_true (wg_frame_from_metres (frame, x, y, &red));
  around = (WgEnvelope){ red.x - 200000, red.y - 200000, red.x + 200000, red.y + 200000 };
  pixels = wg_raster_read (raster, &around, 101, 101, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmphex (get_pixel (pixels, 50, 50), ==, 0xffff0000);
  g_assert_cmphex (get_pixel (pixels, 2, 50), ==, 0);
  g_assert_cmphex (get_pixel (pixels, 50, 98), ==, 0);
  wg_test_folder_remove (folder);
}

static void
test_palette (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree char *path = write_picture (folder, "test.tif", 1, GDT_Byte, 1.0);
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 500000.0, 3340000.0, NULL);
  GDALDatasetH file = GDALOpen (path, GA_Update);
  GDALColorTableH table = GDALCreateColorTable (GPI_RGB);
  const GDALColorEntry sea = { 10, 20, 200, 255 };
  WgEnvelope all = { 0, 0, SIDE * 1000, SIDE * 1000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgRaster) raster = NULL;
  g_autoptr (WgPixels) pixels = NULL;

  GDALSetColorEntry (table, 255, &sea);
  GDALSetRasterColorTable (GDALGetRasterBand (file, 1), table);
  GDALDestroyColorTable (table);
  GDALSetRasterNoDataValue (GDALGetRasterBand (file, 1), 0.0);
  GDALClose (file);
  write_crs (path, "EPSG:4549");
  raster = wg_raster_open (path, frame, &error);
  g_assert_no_error (error);
  pixels = wg_raster_read (raster, &all, 32, 32, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmphex (get_pixel (pixels, 8, 8), ==, 0xff0a14c8);
  g_assert_cmphex (get_pixel (pixels, 24, 8), ==, 0);
  wg_test_folder_remove (folder);
}

static void
test_errors (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree char *text = wg_test_folder_write (folder, "test.tif", "II*\0 no picture");
  g_autofree char *nowhere = write_picture (folder, "nowhere.tif", 3, GDT_Byte, 1.0);
  g_autofree char *far = write_picture (folder, "far.tif", 3, GDT_Byte, 1.0);
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 500000.0, 3340000.0, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (wg_raster_open ("/no/such.tif", frame, &error));
  g_assert_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_OPEN);
  g_clear_error (&error);
  g_assert_null (wg_raster_open (text, frame, &error));
  g_assert_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_OPEN);
  g_clear_error (&error);
  g_assert_null (wg_raster_open (nowhere, frame, &error));
  g_assert_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_CRS);
  g_clear_error (&error);
  write_crs (far, "EPSG:32719"); /* Chile */
  g_assert_null (wg_raster_open (far, frame, &error));
  g_assert_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_EMPTY);
  wg_test_folder_remove (folder);
}

static void
test_cancel (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree char *path = write_picture (folder, "test.tif", 3, GDT_Byte, 1.0);
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 500000.0, 3340000.0, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  WgEnvelope all = { 0, 0, SIDE * 1000, SIDE * 1000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgRaster) raster = NULL;

  write_crs (path, "EPSG:4549");
  raster = wg_raster_open (path, frame, &error);
  g_cancellable_cancel (cancellable);
  g_assert_null (wg_raster_read (raster, &all, 32, 32, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  wg_test_folder_remove (folder);
}

static void
test_linework (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree char *path = wg_test_folder_write (
    folder, "roads.geojson",
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"highway\":\"primary\",\"name\":\"文一路\"},\"geometry\":"
    "{\"type\":\"LineString\",\"coordinates\":[[120.0,30.0],[120.1,30.0]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"building\":\"yes\"},\"geometry\":{\"type\":\"Polygon\","
    "\"coordinates\":[[[120,30],[120.1,30],[120.1,30.1],[120,30]],[[120.05,30.01],[120.06,30.01],[120.06,30.02],[120.05,30.01]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"natural\":\"water\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[120.0,30.0]}},"
    /* leaves the project's reach in the middle */
    "{\"type\":\"Feature\",\"properties\":{\"railway\":\"rail\"},\"geometry\":{\"type\":\"LineString\","
    "\"coordinates\":[[120.0,30.0],[120.1,30.0],[10.0,50.0],[120.1,30.1],[120.2,30.1]]}}]}");
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (120.0, 30.0);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgLinework) linework = wg_linework_read (path, NULL, frame, NULL, NULL, &error);
  const WgLineworkItem *items = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (linework->items->len, ==, 6);
  items = (const WgLineworkItem *) linework->items->data;
  g_assert_cmpuint (items[0].class, ==, 2);
  g_assert_cmpstr (items[0].name, ==, "文一路");
  g_assert_cmpuint (items[1].class, ==, 8);
  g_assert_true (items[1].is_area && items[2].is_area);
  g_assert_cmpuint (items[1].feature, ==, items[2].feature);
  g_assert_true (wg_point_equal (items[1].line->points[0],
                                 items[1].line->points[items[1].line->n_points - 1]));
  g_assert_cmpuint (items[3].class, ==, 7);
  g_assert_cmpuint (items[3].line->n_points, ==, 2);
  g_assert_cmpuint (items[4].class, ==, 6);
  g_assert_cmpuint (items[5].line->n_points, ==, 2);
  g_assert_null (wg_linework_read (path, "nothing", frame, NULL, NULL, &error));
  g_assert_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_LAYER);
  wg_test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/basemap/colours", test_colours);
  g_test_add_func ("/exchange/basemap/place", test_place);
  g_test_add_func ("/exchange/basemap/palette", test_palette);
  g_test_add_func ("/exchange/basemap/errors", test_errors);
  g_test_add_func ("/exchange/basemap/cancel", test_cancel);
  g_test_add_func ("/exchange/basemap/linework", test_linework);
  return g_test_run ();
}
