/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/exchange/wg-basemap.h"
#include "app/exchange/wg-source.h"
#include "tests/support/wg-test-folder.h"

#include <math.h>

typedef struct
{
  const char *file;
  guint n_rows;
  guint n_grids;
  const char *code;
  const char *name;
  const char *parent;
  const char *encoding;
  const char *crs;
  const char *first_name;
} Sample;

static const Sample samples[] = {
  { "hangzhou_xihu/西湖区网格_605.geojson", 605, 605, "areaCode", "name", "parentAreaCode", "UTF-8",
    "EPSG:4326", "东山弄社区第二网格" },
  { "hangzhou_xihu/西湖区镇街_11.geojson", 11, 11, "areaCode", "name", "parentAreaCode", "UTF-8",
    "EPSG:4326", "北山" },
  { "nakano/h27ka13114.shp", 85, 85, "KEY_CODE", "S_NAME", NULL, "CP932", "EPSG:4612",
    "南台１丁目" },
  { "encodings/gbk_shp/chongqing_区县界/区县界_area.shp", 38, 38, "ADMINCODE", "NAME", NULL,
    "GB18030", "EPSG:4326", "奉节县" },
  { "shenzhen/深圳街道_74.geojson", 74, 74, "BLOCK_ID", "NAME", NULL, "UTF-8", "EPSG:4326",
    "南澳" },
  { "precincts/DenverCo_blocks.zip", 10149, 10149, "GEOID20", NULL, NULL, "UTF-8", "EPSG:2232", "" },
  { "precincts/Providence_blocks.zip", 3014, 3014, "GEOID10", NULL, NULL, "UTF-8", "EPSG:4269", "" },
  { "nakano/nakano_buildings.gpkg", 61910, 61910, "bldg_id", NULL, NULL, "UTF-8", "EPSG:6677", "" },
};

static void
test_sample (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *path = wg_test_shared_file (sample->file);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgSource) source = NULL;
  g_autoptr (WgFrame) frame = NULL;
  g_autoptr (WgIncoming) incoming = NULL;
  const WgSourceLayer *layer = NULL;

  if (path == NULL)
    return;
  source = wg_source_open (path, NULL, NULL, &error);
  g_assert_no_error (error);
  layer = wg_source_find_layer (source, NULL);
  g_assert_nonnull (layer);
  g_assert_cmpint (layer->n_rows, ==, sample->n_rows);
  g_assert_cmpstr (layer->code_field, ==, sample->code);
  g_assert_cmpstr (layer->name_field, ==, sample->name);
  g_assert_cmpstr (layer->parent_field, ==, sample->parent);
  g_assert_cmpstr (layer->encoding, ==, sample->encoding);
  g_assert_cmpstr (layer->crs, ==, sample->crs);

  frame = wg_frame_new_for_place (layer->longitude, layer->latitude);
  incoming = wg_source_read (path, NULL, frame, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (incoming->n_rows, ==, sample->n_rows);
  g_assert_cmpuint (incoming->grids->len, ==, sample->n_grids);
  g_assert_cmpstr (((WgIncomingGrid *) g_ptr_array_index (incoming->grids, 0))->name, ==,
                   sample->first_name);
}

static guint
count_problems (const WgIncoming *incoming, WgRowProblemKind kind)
{
  guint n = 0;

  for (guint i = 0; i < incoming->problems->len; i++)
    n += ((WgRowProblem *) g_ptr_array_index (incoming->problems, i))->kind == kind;
  return n;
}

/* The defects that SOURCE.md names, and areas against geodesic ones: 605 grids cover the district. */
static void
test_hangzhou (void)
{
  g_autofree char *grids_path = wg_test_shared_file ("hangzhou_xihu/西湖区网格_605.geojson");
  g_autofree char *towns_path = wg_test_shared_file ("hangzhou_xihu/西湖区镇街_11.geojson");
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (120.085, 30.218);
  g_autoptr (WgIncoming) grids = NULL;
  g_autoptr (WgIncoming) towns = NULL;
  double sums[2] = { 0.0, 0.0 };

  if (grids_path == NULL || towns_path == NULL)
    return;
  grids = wg_source_read (grids_path, NULL, frame, NULL, NULL, NULL);
  towns = wg_source_read (towns_path, NULL, frame, NULL, NULL, NULL);
  g_assert_cmpuint (count_problems (grids, WG_ROW_INVALID_GEOMETRY), ==, 1);
  g_assert_cmpuint (count_problems (grids, WG_ROW_MISSING_CODE), ==, 4);
  g_assert_cmpuint (count_problems (grids, WG_ROW_MISSING_NAME), ==, 4);
  for (guint file = 0; file < 2; file++)
    {
      const GPtrArray *list = file == 0 ? grids->grids : towns->grids;

      for (guint i = 0; i < list->len; i++)
        {
          double area = 0.0, perimeter = 0.0;

          wg_frame_geodesic (frame, ((WgIncomingGrid *) g_ptr_array_index (list, i))->shape, &area,
                             &perimeter);
          sums[file] += area;
        }
    }
  g_test_message ("605 grids %.0f m2, 11 towns %.0f m2", sums[0], sums[1]);
  g_assert_cmpfloat_with_epsilon (sums[1], 257.4e6, 0.1e6);
  g_assert_cmpfloat (fabs (sums[0] - sums[1]) / sums[1], <, 0.001);
}

static void
test_invalid_buildings (void)
{
  g_autofree char *path = wg_test_shared_file ("nakano/nakano_buildings.gpkg");
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (139.66, 35.7);
  g_autoptr (WgIncoming) incoming = NULL;

  if (path == NULL)
    return;
  incoming = wg_source_read (path, NULL, frame, NULL, NULL, NULL);
  g_assert_cmpuint (count_problems (incoming, WG_ROW_INVALID_GEOMETRY), ==, 17);
}

static void
test_tables (void)
{
  static const struct { const char *file; const char *encoding; const char *value; } cases[] = {
    { "encodings/dbf_mapshaper/big5.dbf", "BIG5", "繁體國語" },
    { "encodings/dbf_mapshaper/eucjp.dbf", "EUC-JP", "ひたちなか市" },
    { "encodings/dbf_mapshaper/gb2312.dbf", "GB18030", "简体国语" },
    { "encodings/dbf_mapshaper/gbk.dbf", "GB18030", "简体国语" },
    { "encodings/dbf_mapshaper/latin1.dbf", "ISO-8859-1", "Peçeña México" },
    { "encodings/dbf_mapshaper/shiftjis.dbf", "CP932", "ひたちなか市" },
    { "encodings/dbf_mapshaper/utf8.dbf", "UTF-8", "国语國語" },
    { "encodings/dbf_mapshaper/cpg/big5.dbf", "BIG5", "國語" },
    { "encodings/dbf_mapshaper/cpg/euckr.dbf", "EUC-KR", "한국말" },
    { "encodings/dbf_mapshaper/cpg/koi8r.dbf", "koi8r", "русский" },
    { "encodings/dbf_mapshaper/cpg/shiftjis.dbf", "CP932", "カタカナひらがな" },
    { "encodings/dbf_mapshaper/cpg/win1251.dbf", "CP1251", "РУССКИЙ" },
    { "encodings/dbf_mapshaper/ldid/chinese.dbf", "GB18030", "简体" },
    { "encodings/csv/shanghai_school_gb18030_CONVERTED.csv", "GB18030", "上海市卢湾高级中学" },
    { "encodings/csv/shanghai_school_utf8.csv", "UTF-8", "上海市卢湾高级中学" },
    { "encodings/csv/mapshaper_utf16_le_bom.csv", "UTF-8", "11/05/2019" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = wg_test_shared_file (cases[i].file);
      g_autoptr (GError) error = NULL;
      g_autoptr (WgSource) source = NULL;
      const WgSourceLayer *layer = NULL;

      if (path == NULL)
        return;
      g_test_message ("%s", cases[i].file);
      source = wg_source_open (path, NULL, NULL, &error);
      g_assert_no_error (error);
      layer = g_ptr_array_index (source->layers, 0);
      g_assert_cmpstr (layer->encoding, ==, cases[i].encoding);
      g_assert_cmpstr (((char **) g_ptr_array_index (layer->samples, 0))[0], ==, cases[i].value);
    }
}

/* Every file of some folders gives an error of ours or a result with valid text. */
static void
visit_folder (const char *folder, guint *n_files, guint *n_read)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (WgSource) source = NULL;
      g_autoptr (WgIncoming) incoming = NULL;
      g_autoptr (WgFrame) frame = NULL;
      const WgSourceLayer *layer = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          visit_folder (path, n_files, n_read);
          continue;
        }
      (*n_files)++;
      source = wg_source_open (path, NULL, NULL, &error);
      if (source == NULL)
        {
          g_assert_true (error->domain == WG_EXCHANGE_ERROR);
          continue;
        }
      layer = wg_source_find_layer (source, NULL);
      if (layer != NULL && !isnan (layer->longitude))
        frame = wg_frame_new_for_place (layer->longitude, layer->latitude);
      else
        frame = wg_frame_new_for_place (120.1, 30.2);
      incoming = wg_source_read (path, NULL, frame, NULL, NULL, &error);
      g_assert_true (incoming != NULL || error != NULL);
      if (incoming == NULL)
        g_assert_true (error->domain == WG_EXCHANGE_ERROR || error->domain == WG_CRS_ERROR);
      else
        (*n_read)++;
    }
}

static void
test_bad_inputs (void)
{
  static const char *const folders[]
    = { "bad_inputs", "cad_kml", "encodings", "gpx_misc", "coord_pairs", "raster" };
  guint n_files = 0, n_read = 0;

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = wg_test_shared_file (folders[i]);

      if (folder == NULL)
        return;
      visit_folder (folder, &n_files, &n_read);
    }
  g_test_message ("%u files, %u with grids", n_files, n_read);
  g_assert_cmpuint (n_files, >, 150);
  g_assert_cmpuint (n_read, >, 20);
}

static void
test_osm (void)
{
  static const struct { const char *file; double longitude, latitude; guint buildings, roads; } cases[] = {
    { "osm/liechtenstein-2021.osm.pbf", 9.55, 47.15, 14000, 6900 },
    { "osm/beijing_cau.osm", 116.35, 40.0, 250, 300 },
    { "osm/chongqing_yuzhong_roads_cp936names.zip", 106.5, 29.5, 0, 897 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = wg_test_shared_file (cases[i].file);
      g_autoptr (WgFrame) frame = wg_frame_new_for_place (cases[i].longitude, cases[i].latitude);
      g_autoptr (WgLinework) linework = NULL;
      g_autoptr (GError) error = NULL;
      guint n_buildings = 0, n_roads = 0;

      if (path == NULL)
        return;
      linework = wg_linework_read (path, NULL, frame, NULL, NULL, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < linework->items->len; j++)
        {
          const WgLineworkItem *item = &g_array_index (linework->items, WgLineworkItem, j);

          n_buildings += item->class == 8;
          n_roads += item->class >= 1 && item->class <= 5;
        }
      g_test_message ("%s: %u buildings, %u roads", cases[i].file, n_buildings, n_roads);
      g_assert_cmpuint (n_buildings, >=, cases[i].buildings);
      g_assert_cmpuint (n_roads, >=, cases[i].roads);
      /* Latitude is north: the middle lies within 60 km of the frame's origin. */
      g_assert_cmpint (ABS ((linework->envelope.min_y + linework->envelope.max_y) / 2), <, 60000000);
      g_assert_cmpint (ABS ((linework->envelope.min_x + linework->envelope.max_x) / 2), <, 60000000);
    }
}

static void
test_rasters (void)
{
  static const struct { const char *file; double longitude, latitude; double opaque; } cases[] = {
    { "raster/pix4d_orthophoto_alpha.tif", 115.16, -8.58, 0.87 },
    { "raster/landsat_RGB.byte.tif", -78.0, 24.5, 0.67 },
    { "raster/mosaic_cog1.tif", -75.5, 46.5, 0.67 },
    { "raster/shade.tif", -106.5, 39.6, 0.11 },
    { "raster/isle_of_man.mbtiles", -4.5, 54.2, 0.95 },
    { "raster/world_l1_raster.mbtiles", 120.0, 30.0, 0.99 },
    { "raster/cog_gcps.tif", 77.0, 9.0, 0.70 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = wg_test_shared_file (cases[i].file);
      g_autoptr (WgFrame) frame = wg_frame_new_for_place (cases[i].longitude, cases[i].latitude);
      g_autoptr (GError) error = NULL;
      g_autoptr (WgRaster) raster = NULL;
      g_autoptr (WgPixels) pixels = NULL;
      WgEnvelope envelope;
      guint n_opaque = 0;

      if (path == NULL)
        return;
      g_test_message ("%s", cases[i].file);
      raster = wg_raster_open (path, frame, &error);
      g_assert_no_error (error);
      envelope = wg_raster_envelope (raster);
      pixels = wg_raster_read (raster, &envelope, 200, 200, NULL, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < 200 * 200; j++)
        n_opaque += pixels->argb[j] >> 24 > 0;
      g_assert_cmpfloat_with_epsilon (n_opaque / 40000.0, cases[i].opaque, 0.03);
    }
}

static void
test_vector_tiles (void)
{
  g_autofree char *path = wg_test_shared_file ("raster/bostonbuildings_vector.mbtiles");
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (-71.06, 42.36);
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  g_assert_null (wg_raster_open (path, frame, &error));
  g_assert_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_VECTOR_TILES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *name = g_strconcat ("/exchange/shared/", samples[i].file, NULL);

      g_test_add_data_func (name, &samples[i], test_sample);
    }
  g_test_add_func ("/exchange/shared/hangzhou", test_hangzhou);
  g_test_add_func ("/exchange/shared/invalid-buildings", test_invalid_buildings);
  g_test_add_func ("/exchange/shared/tables", test_tables);
  g_test_add_func ("/exchange/shared/bad-inputs", test_bad_inputs);
  g_test_add_func ("/exchange/shared/osm", test_osm);
  g_test_add_func ("/exchange/shared/rasters", test_rasters);
  g_test_add_func ("/exchange/shared/vector-tiles", test_vector_tiles);
  return g_test_run ();
}
