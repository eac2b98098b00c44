/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/base/wg-progress.h"
#include "app/exchange/wg-source.h"
#include "tests/support/wg-test-folder.h"
#include "tests/support/wg-test-shapefile.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* GBK bytes. */
#define GBK_FIRST "\xb5\xda\xd2\xbb\xcd\xf8\xb8\xf1"  /* 第一网格 */
#define GBK_SECOND "\xb5\xda\xb6\xfe\xcd\xf8\xb8\xf1" /* 第二网格 */
#define GBK_CODE "\xcd\xf8\xb8\xf1\xb1\xe0\xc2\xeb"   /* 网格编码 */
#define GBK_NAME "\xcd\xf8\xb8\xf1\xc3\xfb\xb3\xc6"   /* 网格名称 */

static guint
count_problems (const WgIncoming *incoming, WgRowProblemKind kind)
{
  guint n = 0;

  for (guint i = 0; i < incoming->problems->len; i++)
    n += ((WgRowProblem *) g_ptr_array_index (incoming->problems, i))->kind == kind;
  return n;
}

static const WgRowProblem *
find_problem (const WgIncoming *incoming, WgRowProblemKind kind, guint row)
{
  for (guint i = 0; i < incoming->problems->len; i++)
    {
      const WgRowProblem *problem = g_ptr_array_index (incoming->problems, i);

      if (problem->kind == kind && problem->row == row)
        return problem;
    }
  return NULL;
}

/* One feature of a GeoJSON collection. */
static void
add_feature (GString *text, const char *properties, const char *geometry)
{
  g_string_append_printf (text, "%s{\"type\":\"Feature\",\"properties\":{%s},\"geometry\":%s}",
                          text->str[text->len - 1] == '[' ? "" : ",", properties, geometry);
}

static char *
write_collection (const char *folder, GString *features)
{
  g_autofree char *text = g_strconcat ("{\"type\":\"FeatureCollection\",\"features\":[",
                                       features->str + 1, "]}", NULL);

  return wg_test_folder_write (folder, "test.geojson", text);
}

#define SQUARE(x, y)                                                                              \
  "{\"type\":\"Polygon\",\"coordinates\":[[[" #x "," #y "],[" #x "1," #y "],[" #x "1," #y         \
  "1],[" #x "," #y "1],[" #x "," #y "]]]}"

static void
test_gbk_shapefile (void)
{
  static const WgTestSquare squares[] = { { 120.1, 30.2, 0.01, "330106001001", GBK_FIRST },
                                          { 120.11, 30.2, 0.01, "330106001002", GBK_SECOND } };
  static const struct { guint8 language; const char *code_page; } cases[] = {
    { 0, NULL },       /* says nothing */
    { 0x4d, NULL },    /* says GBK */
    { 0x57, NULL },    /* says "ANSI" */
    { 0, "GBK" },
    { 0, "936" },
    { 0, "UTF-8" },    /* is not true */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = wg_test_folder_new ();
      g_autofree char *stem = g_build_filename (folder, "网格", NULL);
      g_autofree char *path = g_strconcat (stem, ".shp", NULL);
      g_autoptr (WgFrame) frame = wg_frame_new_for_place (120.1, 30.2);
      g_autoptr (GError) error = NULL;
      g_autoptr (WgSource) source = NULL;
      g_autoptr (WgIncoming) incoming = NULL;
      const WgSourceLayer *layer = NULL;
      const WgIncomingGrid *grid = NULL;

      g_test_message ("language byte %u, code page %s", cases[i].language, cases[i].code_page);
      wg_test_shapefile_write (stem, squares, 2, GBK_CODE, GBK_NAME, cases[i].language,
                               cases[i].code_page);
      source = wg_source_open (path, NULL, NULL, &error);
      g_assert_no_error (error);
      layer = wg_source_find_layer (source, NULL);
      g_assert_cmpstr (layer->name, ==, "网格");
      g_assert_cmpstr (layer->geometry, ==, "polygon");
      g_assert_cmpint (layer->n_rows, ==, 2);
      g_assert_cmpstr (layer->encoding, ==, "GB18030");
      g_assert_cmpstr (layer->code_field, ==, "网格编码");
      g_assert_cmpstr (layer->name_field, ==, "网格名称");
      g_assert_null (layer->crs);
      g_assert_cmpstr (layer->proposed_crs, ==, "EPSG:4326");
      g_assert_cmpfloat_with_epsilon (layer->longitude, 120.11, 1e-6);
      g_assert_cmpstr (((char **) g_ptr_array_index (layer->samples, 1))[1], ==, "第二网格");

      incoming = wg_source_read (path, NULL, frame, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (incoming->grids->len, ==, 2);
      g_assert_cmpuint (incoming->problems->len, ==, 0);
      grid = g_ptr_array_index (incoming->grids, 0);
      g_assert_cmpstr (grid->code, ==, "330106001001");
      g_assert_cmpstr (grid->name, ==, "第一网格");
      g_assert_cmpuint (grid->shape->points->len, ==, 4);
      wg_test_folder_remove (folder);
    }
}

/* A character cut by the column's width, and an encoding chosen by the user. */
static void
test_bad_text (void)
{
  static const WgTestSquare squares[]
    = { { 505000, 3340000, 100, "330106001001", GBK_FIRST },
        { 505100, 3340000, 100, "330106001002", GBK_FIRST GBK_SECOND "ABC\xb5" } };
  const WgReadOptions japanese = { .encoding = "CP932", .crs = "EPSG:4549" };
  const WgReadOptions nonsense = { .encoding = "KLINGON", .crs = "EPSG:4549" };
  const WgReadOptions plain = { .crs = "EPSG:4549" };
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree char *stem = g_build_filename (folder, "test", NULL);
  g_autofree char *path = g_strconcat (stem, ".shp", NULL);
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 500000, 3340000, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgIncoming) incoming = NULL;
  g_autoptr (WgIncoming) garbled = NULL;
  const WgRowProblem *problem = NULL;

  wg_test_shapefile_write (stem, squares, 2, "CODE", "NAME", 0, NULL);
  incoming = wg_source_read (path, &plain, frame, NULL, NULL, &error);
  g_assert_no_error (error);
  problem = find_problem (incoming, WG_ROW_BAD_TEXT, 2);
  g_assert_nonnull (problem);
  g_assert_cmpstr (problem->field, ==, "NAME");
  g_assert_cmpstr (problem->detail, ==, "第一网格第二网格ABC");
  g_assert_cmpint (WG_SHAPE_POINT (((WgIncomingGrid *) g_ptr_array_index (incoming->grids, 0))->shape, 0).x,
                   ==, 5000000);

  garbled = wg_source_read (path, &japanese, frame, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (((WgIncomingGrid *) g_ptr_array_index (garbled->grids, 0))->name,
                                  -1, NULL));
  g_assert_null (wg_source_read (path, &nonsense, frame, NULL, NULL, &error));
  g_assert_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_ENCODING);
  wg_test_folder_remove (folder);
}

/* Every row that does not become a grid, or becomes an odd one, has its reason. */
static void
test_rows (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  g_autoptr (GString) features = g_string_new ("[");
  g_autofree char *path = NULL;
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (120.1, 30.2);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgIncoming) incoming = NULL;

  add_feature (features, "\"code\":\"A1\",\"name\":\"一\",\"姓名\":\"x\",\"note\":\"y\"", SQUARE (120.1, 30.2));
  add_feature (features, "\"code\":\"A1\",\"name\":\"二\"", SQUARE (120.3, 30.2)); /* same code */
  add_feature (features, "\"code\":\"\",\"name\":\"三\"", SQUARE (120.4, 30.2));
  add_feature (features, "\"code\":\"A4\",\"name\":null", SQUARE (120.5, 30.2));
  add_feature (features, "\"code\":\"A5\",\"name\":\"五\"", "null");
  add_feature (features, "\"code\":\"A6\",\"name\":\"六\"", /* a polygon's nesting */
               "{\"type\":\"MultiPolygon\",\"coordinates\":[[[120.1,30.2],[120.2,30.2],[120.2,30.3],[120.1,30.2]]]}");
  add_feature (features, "\"code\":\"A7\",\"name\":\"七\"",
               "{\"type\":\"LineString\",\"coordinates\":[[120.1,30.2],[120.2,30.2],[120.2,30.3],[120.1,30.2]]}");
  add_feature (features, "\"code\":\"A8\",\"name\":\"八\"", SQUARE (2.1, 48.2)); /* Paris */
  add_feature (features, "\"code\":\"A9\",\"name\":\"九\"", /* crosses itself */
               "{\"type\":\"Polygon\",\"coordinates\":[[[120.6,30.2],[120.61,30.21],[120.61,30.2],[120.6,30.21],[120.6,30.2]]]}");
  add_feature (features, "\"code\":\"A10\",\"name\":\"专属网格一\"", /* in a collection */
               "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[120,30]},"
               SQUARE (120.7, 30.2) "," SQUARE (120.8, 30.2) "]}");
  add_feature (features, "\"code\":\"A11\",\"name\":\"小\"", /* less than a millimetre */
               "{\"type\":\"Polygon\",\"coordinates\":[[[120.6,30.2],[120.600000001,30.2],[120.6,30.200000001],[120.6,30.2]]]}");
  path = write_collection (folder, features);

  incoming = wg_source_read (path, NULL, frame, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (incoming->n_rows, ==, 11);
  g_assert_cmpuint (incoming->grids->len, ==, 6);
  g_assert_cmpstr (find_problem (incoming, WG_ROW_DUPLICATE_CODE, 2)->detail, ==, "A1");
  g_assert_nonnull (find_problem (incoming, WG_ROW_MISSING_CODE, 3));
  g_assert_nonnull (find_problem (incoming, WG_ROW_MISSING_NAME, 4));
  g_assert_nonnull (find_problem (incoming, WG_ROW_NO_GEOMETRY, 5));
  g_assert_nonnull (find_problem (incoming, WG_ROW_NO_GEOMETRY, 6));
  g_assert_nonnull (find_problem (incoming, WG_ROW_NOT_POLYGON, 7));
  g_assert_nonnull (find_problem (incoming, WG_ROW_OUT_OF_RANGE, 8));
  g_assert_nonnull (find_problem (incoming, WG_ROW_INVALID_GEOMETRY, 9));
  g_assert_nonnull (find_problem (incoming, WG_ROW_NO_GEOMETRY, 11));
  g_assert_cmpstr (find_problem (incoming, WG_ROW_PERSONAL_DATA, 0)->field, ==, "姓名");
  g_assert_cmpstr (find_problem (incoming, WG_ROW_UNMAPPED_FIELD, 0)->field, ==, "note");
  g_assert_cmpuint (incoming->problems->len, ==, 11);
  g_assert_cmpuint (wg_shape_n_parts (((WgIncomingGrid *) g_ptr_array_index (incoming->grids, 5))->shape), ==, 2);
  g_assert_true (((WgIncomingGrid *) g_ptr_array_index (incoming->grids, 5))->is_special);
  g_assert_false (((WgIncomingGrid *) g_ptr_array_index (incoming->grids, 0))->is_special);
  wg_test_folder_remove (folder);
}

/* Personal columns are neither in the samples nor in the grids, whatever mapping is asked. */
static void
test_personal (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  g_autoptr (GString) features = g_string_new ("[");
  g_autofree char *path = NULL;
  g_autoptr (WgSource) source = NULL;
  const WgSourceLayer *layer = NULL;

  add_feature (features, "\"code\":\"A1\",\"name\":\"一\",\"户主\":\"SECRET\",\"备用\":\"11010519491231002X\"", SQUARE (120.1, 30.2));
  add_feature (features, "\"code\":\"A2\",\"name\":\"二\",\"户主\":\"SECRET\",\"备用\":\"11010519491231002X\"", SQUARE (120.3, 30.2));
  path = write_collection (folder, features);
  source = wg_source_open (path, NULL, NULL, NULL);
  layer = wg_source_find_layer (source, NULL);
  g_assert_cmpuint (layer->personal_fields->len, ==, 2);
  for (guint row = 0; row < layer->samples->len; row++)
    {
      char **values = g_ptr_array_index (layer->samples, row);

      g_assert_cmpuint (g_strv_length (values), ==, 4);
      for (guint i = 0; values[i] != NULL; i++)
        {
          g_assert_null (strstr (values[i], "SECRET"));
          g_assert_null (strstr (values[i], "1949"));
        }
    }
  wg_test_folder_remove (folder);
}

/* Numbers as texts: no ".0", no lost digits. */
static void
test_numbers (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  g_autoptr (GString) features = g_string_new ("[");
  g_autofree char *path = NULL;
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (120.1, 30.2);
  g_autoptr (WgIncoming) incoming = NULL;

  add_feature (features, "\"code\":330106012003001.0,\"name\":12", SQUARE (120.1, 30.2));
  add_feature (features, "\"code\":330106012003002.0,\"name\":13", SQUARE (120.3, 30.2));
  path = write_collection (folder, features);
  incoming = wg_source_read (path, NULL, frame, NULL, NULL, NULL);
  g_assert_cmpstr (((WgIncomingGrid *) g_ptr_array_index (incoming->grids, 0))->code, ==, "330106012003001");
  g_assert_cmpstr (((WgIncomingGrid *) g_ptr_array_index (incoming->grids, 1))->name, ==, "13");
  wg_test_folder_remove (folder);
}

static void
test_crs (void)
{
  static const struct
  {
    double x, y;
    WgMagnitude magnitude;
    const char *proposed;
    double longitude;
  } cases[] = {
    { 120.1, 30.2, WG_MAGNITUDE_DEGREES, "EPSG:4326", 120.1 },
    { 40509627.6, 3342288.4, WG_MAGNITUDE_GAUSS_ZONE, "EPSG:4528", 120.1 },
    { 509627.6, 3342288.4, WG_MAGNITUDE_GAUSS_CENTRAL, NULL, NAN },
    { 13369470.8, 3529850.2, WG_MAGNITUDE_MERCATOR, "EPSG:3857", 120.1 },
    /* Latitude or northing first: turned. */
    { 30.2, 120.1, WG_MAGNITUDE_DEGREES, "EPSG:4326", 120.1 },
    { 3342288.4, 40509627.6, WG_MAGNITUDE_GAUSS_ZONE, "EPSG:4528", 120.1 },
    { 3342288.4, 509627.6, WG_MAGNITUDE_GAUSS_CENTRAL, NULL, NAN },
    { 30.2, 4e7, WG_MAGNITUDE_UNKNOWN, NULL, NAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = wg_test_folder_new ();
      g_autofree char *stem = g_build_filename (folder, "test", NULL);
      g_autofree char *path = g_strconcat (stem, ".shp", NULL);
      WgTestSquare square = { cases[i].x, cases[i].y, 0.002, "1", "one" };
      g_autoptr (WgFrame) frame = wg_frame_new_for_place (120.1, 30.2);
      g_autoptr (WgSource) source = NULL;
      g_autoptr (WgIncoming) incoming = NULL;
      g_autoptr (GError) error = NULL;
      const WgSourceLayer *layer = NULL;

      g_test_message ("%g %g", cases[i].x, cases[i].y);
      if (cases[i].x > 1000.0)
        square.side = 100.0;
      wg_test_shapefile_write (stem, &square, 1, "CODE", "NAME", 0, NULL);
      source = wg_source_open (path, NULL, NULL, NULL);
      layer = wg_source_find_layer (source, NULL);
      g_assert_cmpint (layer->magnitude, ==, cases[i].magnitude);
      g_assert_cmpstr (layer->proposed_crs, ==, cases[i].proposed);
      if (isnan (cases[i].longitude))
        g_assert_true (isnan (layer->longitude));
      else
        g_assert_cmpfloat_with_epsilon (layer->longitude, cases[i].longitude, 0.01);

      incoming = wg_source_read (path, NULL, frame, NULL, NULL, &error);
      if (cases[i].proposed == NULL)
        g_assert_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_CRS);
      else
        g_assert_cmpuint (incoming->grids->len, ==, 1);
      wg_test_folder_remove (folder);
    }
}

/* GeoJSON is always WGS 84 for GDAL, but metres are no degrees. */
static void
test_contradicting_crs (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  g_autoptr (GString) features = g_string_new ("[");
  g_autofree char *path = NULL;
  g_autoptr (WgSource) source = NULL;
  const WgSourceLayer *layer = NULL;

  add_feature (features, "\"code\":\"1\"", SQUARE (40509627.1, 3342288.1));
  path = write_collection (folder, features);
  source = wg_source_open (path, NULL, NULL, NULL);
  layer = wg_source_find_layer (source, NULL);
  g_assert_null (layer->crs);
  g_assert_cmpstr (layer->proposed_crs, ==, "EPSG:4528");
  wg_test_folder_remove (folder);
}

static void
test_errors (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree char *empty = wg_test_folder_write (folder, "empty.shp", "");
  g_autofree char *text = wg_test_folder_write (folder, "readme.txt", "hello\n");
  g_autofree char *broken = wg_test_folder_write (folder, "broken.geojson", "{\"type\":\"Feat");
  g_autofree char *zip = wg_test_folder_write (folder, "broken.zip", "PK\003\004 this is no archive");
  g_autofree char *points = wg_test_folder_write (
    folder, "points.geojson",
    "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[120,30]}}");
  g_autofree char *good = wg_test_folder_write (
    folder, "good.geojson", "{\"type\":\"Feature\",\"properties\":{\"a\":1},\"geometry\":" SQUARE (120.1, 30.2) "}");
  const WgReadOptions no_layer = { .layer = "none" };
  const WgReadOptions no_field = { .code_field = "b" };
  const WgReadOptions no_crs = { .crs = "EPSG:1" };
  const struct { const char *path; const WgReadOptions *options; GQuark domain; int code; } cases[] = {
    { "/no/such/file.shp", NULL, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_MISSING },
    { empty, NULL, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_EMPTY_FILE },
    { broken, NULL, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_DAMAGED },
    { zip, NULL, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_DAMAGED },
    { text, NULL, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_KIND },
    { points, NULL, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_EMPTY },
    { good, &no_layer, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_LAYER },
    { good, &no_field, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_FIELD },
    { good, &no_crs, WG_CRS_ERROR, WG_CRS_ERROR_UNKNOWN },
  };
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (120.1, 30.2);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      g_assert_null (wg_source_read (cases[i].path, cases[i].options, frame, NULL, NULL, &error));
      g_assert_error (error, cases[i].domain, cases[i].code);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  wg_test_folder_remove (folder);
}

static void
count_progress (double fraction, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  *last = fraction;
}

static void
cancel_half (double fraction, gpointer data)
{
  if (fraction > 0.3)
    g_cancellable_cancel (data);
}

static void
test_progress_and_cancel (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  g_autoptr (GString) features = g_string_new ("[");
  g_autofree char *path = NULL;
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (120.1, 30.2);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (WgIncoming) incoming = NULL;
  g_autoptr (GError) error = NULL;
  const WgReadOptions options = { .code_field = "code" };
  double last = 0.0;
  WgProgress progress = WG_PROGRESS_INIT (count_progress, &last);
  WgProgress cancelling = WG_PROGRESS_INIT (cancel_half, cancellable);

  for (guint i = 0; i < 1000; i++)
    add_feature (features, "\"code\":\"1\"", SQUARE (120.1, 30.2));
  path = write_collection (folder, features);
  incoming = wg_source_read (path, &options, frame, &progress, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (last, >, 0.9);
  g_assert_cmpuint (count_problems (incoming, WG_ROW_DUPLICATE_CODE), ==, 999);

  g_assert_null (wg_source_read (path, NULL, frame, &cancelling, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (wg_source_open (path, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  wg_test_folder_remove (folder);
}

/* A drawing: closed lines are taken when there is nothing better. */
static void
test_closed_lines (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  g_autoptr (GString) features = g_string_new ("[");
  g_autofree char *path = NULL;
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (120.1, 30.2);
  g_autoptr (WgIncoming) incoming = NULL;
  g_autoptr (GError) error = NULL;

  add_feature (features, "\"layer\":\"0\"",
               "{\"type\":\"LineString\",\"coordinates\":[[120.1,30.2],[120.2,30.2],[120.2,30.3],[120.1,30.2]]}");
  add_feature (features, "\"layer\":\"0\"",
               "{\"type\":\"LineString\",\"coordinates\":[[120.1,30.2],[120.2,30.2],[120.2,30.3]]}");
  path = write_collection (folder, features);
  incoming = wg_source_read (path, NULL, frame, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (incoming->grids->len, ==, 1);
  g_assert_nonnull (find_problem (incoming, WG_ROW_NOT_POLYGON, 2));
  wg_test_folder_remove (folder);
}

/* A personal column is not read even when the mapping asks for it. */
static void
test_personal_mapping (void)
{
  const WgReadOptions options = { .name_field = "户主" };
  g_autofree char *folder = wg_test_folder_new ();
  g_autoptr (GString) features = g_string_new ("[");
  g_autofree char *path = NULL;
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (120.1, 30.2);
  g_autoptr (WgIncoming) incoming = NULL;

  add_feature (features, "\"code\":\"A1\",\"户主\":\"SECRET\"", SQUARE (120.1, 30.2));
  path = write_collection (folder, features);
  incoming = wg_source_read (path, &options, frame, NULL, NULL, NULL);
  g_assert_cmpstr (((WgIncomingGrid *) g_ptr_array_index (incoming->grids, 0))->name, ==, "");
  g_assert_cmpstr (find_problem (incoming, WG_ROW_PERSONAL_DATA, 0)->field, ==, "户主");
  wg_test_folder_remove (folder);
}

/* Coordinates of AMap are taken back to where they are. */
static void
test_datum (void)
{
  const WgReadOptions options = { .datum = WG_CHINA_GCJ02 };
  g_autofree char *folder = wg_test_folder_new ();
  g_autoptr (GString) features = g_string_new ("[");
  g_autofree char *path = NULL;
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (120.1, 30.2);
  g_autoptr (WgIncoming) incoming = NULL;
  double longitude = 0.0, latitude = 0.0;

  add_feature (features, "\"code\":\"A1\"", SQUARE (120.1, 30.2));
  path = write_collection (folder, features);
  incoming = wg_source_read (path, &options, frame, NULL, NULL, NULL);
  g_assert_true (wg_frame_to_degrees (
    frame, WG_SHAPE_POINT (((WgIncomingGrid *) g_ptr_array_index (incoming->grids, 0))->shape, 0),
    &longitude, &latitude));
  g_assert_cmpfloat (fabs (longitude - 120.1), >, 0.001);
  wg_china_convert (WG_CHINA_TRUE, WG_CHINA_GCJ02, &longitude, &latitude);
  g_assert_cmpfloat_with_epsilon (longitude, 120.1, 2e-8);
  g_assert_cmpfloat_with_epsilon (latitude, 30.2, 2e-8);
  wg_test_folder_remove (folder);
}

/* The .shx was forgotten: the rest is read, and nothing is written beside it. */
static void
test_missing_index (void)
{
  static const WgTestSquare squares[] = { { 120.1, 30.2, 0.01, "330106001001", GBK_FIRST },
                                          { 120.2, 30.2, 0.01, "330106001002", GBK_SECOND } };
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree char *stem = g_build_filename (folder, "test", NULL);
  g_autofree char *path = g_strconcat (stem, ".shp", NULL);
  g_autofree char *index = g_strconcat (stem, ".shx", NULL);
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (120.1, 30.2);
  g_autoptr (WgIncoming) incoming = NULL;
  g_autoptr (GError) error = NULL;

  wg_test_shapefile_write (stem, squares, 2, "CODE", "NAME", 0, NULL);
  g_assert_cmpint (g_unlink (index), ==, 0);
  incoming = wg_source_read (path, NULL, frame, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (incoming->grids->len, ==, 2);
  g_assert_cmpstr (((WgIncomingGrid *) g_ptr_array_index (incoming->grids, 1))->name, ==, "第二网格");
  g_assert_false (g_file_test (index, G_FILE_TEST_EXISTS));
  wg_test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/source/gbk-shapefile", test_gbk_shapefile);
  g_test_add_func ("/exchange/source/bad-text", test_bad_text);
  g_test_add_func ("/exchange/source/rows", test_rows);
  g_test_add_func ("/exchange/source/personal", test_personal);
  g_test_add_func ("/exchange/source/numbers", test_numbers);
  g_test_add_func ("/exchange/source/crs", test_crs);
  g_test_add_func ("/exchange/source/contradicting-crs", test_contradicting_crs);
  g_test_add_func ("/exchange/source/errors", test_errors);
  g_test_add_func ("/exchange/source/progress-and-cancel", test_progress_and_cancel);
  g_test_add_func ("/exchange/source/closed-lines", test_closed_lines);
  g_test_add_func ("/exchange/source/personal-mapping", test_personal_mapping);
  g_test_add_func ("/exchange/source/datum", test_datum);
  g_test_add_func ("/exchange/source/missing-index", test_missing_index);
  return g_test_run ();
}
