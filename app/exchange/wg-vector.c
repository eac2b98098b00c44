/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-vector"

#include "wg-vector.h"

#include "../crs/wg-crs.h"
#include "wg-dbf.h"
#include "wg-dxf.h"
#include "wg-source.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <math.h>
#include <ogr_srs_api.h>
#include <string.h>

/* The formats offices have. Others (data bases, web services) are not opened on purpose. */
static const char *const drivers[] = {
  "ESRI Shapefile", "MapInfo File", "CSV",        "GML",  "GPX",      "LIBKML",     "KML",
  "GeoJSON",        "GeoJSONSeq",   "ESRIJSON",   "TopoJSON", "MBTiles", "GPKG",     "SQLite",
  "OpenFileGDB",    "DXF",          "CAD",        "FlatGeobuf", "DGN",  "OSM",      "ODS",
  "XLSX",           "XLS",          NULL,
};

#define MAX_CONVERTED_BYTES (256 * 1024 * 1024)
#define NUMBER_EXACT_MAX 9007199254740992.0 /* 2^53 */

static void
free_layer (gpointer data)
{
  WgVectorLayer *layer = data;

  g_free (layer->name);
  g_free (layer->encoding);
  g_ptr_array_unref (layer->fields);
  g_free (layer);
}

static WgVector *
create_vector (void)
{
  WgVector *vector = g_new0 (WgVector, 1);

  vector->datasets = g_ptr_array_new ();
  vector->layers = g_ptr_array_new_with_free_func (free_layer);
  vector->memory_paths = g_ptr_array_new_with_free_func (g_free);
  return vector;
}

static gboolean
has_ending (const char *path, const char *ending)
{
  gsize length = strlen (path), tail = strlen (ending);

  return length > tail && g_ascii_strcasecmp (path + length - tail, ending) == 0;
}

static gboolean
is_shapefile (const char *path)
{
  return has_ending (path, ".shp") || has_ending (path, ".dbf");
}

/* What the texts of an open layer are written in, told from some rows. */
static char *
find_layer_encoding (OGRLayerH layer)
{
  WgTextSample sample = { 0 };
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (layer);
  OGRFeatureH feature = NULL;
  int n_fields = OGR_FD_GetFieldCount (definition);

  for (int i = 0; i < n_fields; i++)
    {
      const char *name = OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i));

      wg_text_sample_add (&sample, name, strlen (name), FALSE);
    }
  for (guint row = 0; row < 500 && (feature = OGR_L_GetNextFeature (layer)) != NULL; row++)
    {
      for (int i = 0; i < n_fields; i++)
        if (OGR_F_IsFieldSetAndNotNull (feature, i)
            && OGR_Fld_GetType (OGR_FD_GetFieldDefn (definition, i)) == OFTString)
          {
            const char *value = OGR_F_GetFieldAsString (feature, i);

            wg_text_sample_add (&sample, value, strlen (value), FALSE);
          }
      OGR_F_Destroy (feature);
    }
  OGR_L_ResetReading (layer);
  return g_strdup (wg_text_sample_guess (&sample));
}

static void
add_layer (WgVector *vector, GDALDatasetH dataset, OGRLayerH handle, const char *encoding)
{
  WgVectorLayer *layer = g_new0 (WgVectorLayer, 1);
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (handle);
  g_autoptr (WgTextReader) reader = NULL;
  g_autoptr (WgTextReader) names = wg_text_reader_new (NULL);

  layer->handle = handle;
  layer->dataset = dataset;
  layer->is_interleaved = g_strcmp0 (vector->driver, "OSM") == 0;
  layer->encoding = encoding != NULL                             ? g_strdup (encoding)
                    : g_strcmp0 (vector->driver, "CSV") == 0 ? find_layer_encoding (handle)
                                                                 : g_strdup ("UTF-8");
  reader = wg_text_reader_new (layer->encoding);
  layer->name = wg_text_reader_read (names, OGR_L_GetName (handle), NULL);
  layer->fields = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    {
      OGRFieldDefnH field = OGR_FD_GetFieldDefn (definition, i);

      g_ptr_array_add (layer->fields,
                       wg_text_reader_read (reader, OGR_Fld_GetNameRef (field), NULL));
    }
  g_ptr_array_add (vector->layers, layer);
}

/* A copy in memory of a UTF-16 text, or NULL when it is not that. */
static char *
convert_utf16 (const char *path)
{
  static gint counter = 0;
  g_autofree char *bytes = NULL;
  g_autofree char *name = g_path_get_basename (path);
  char *text = NULL;
  char *memory_path = NULL;
  gsize length = 0, text_length = 0;
  guint8 start[2] = { 0 };
  VSILFILE *file = VSIFOpenL (path, "rb");

  if (file == NULL)
    return NULL;
  VSIFSeekL (file, 0, SEEK_END);
  length = VSIFTellL (file);
  VSIFSeekL (file, 0, SEEK_SET);
  if (length <= MAX_CONVERTED_BYTES && VSIFReadL (start, 1, 2, file) == 2
      && ((start[0] == 0xff && start[1] == 0xfe) || (start[0] == 0xfe && start[1] == 0xff)))
    {
      bytes = g_malloc (length);
      length = VSIFReadL (bytes, 1, length - 2, file);
      text = g_convert (bytes, length & ~(gsize) 1, "UTF-8",
                        start[0] == 0xff ? "UTF-16LE" : "UTF-16BE", NULL, &text_length, NULL);
    }
  VSIFCloseL (file);
  if (text == NULL)
    return NULL;
  memory_path = g_strdup_printf ("/vsimem/wangge-%d/%s", g_atomic_int_add (&counter, 1), name);
  file = VSIFOpenL (memory_path, "wb");
  VSIFWriteL (text, 1, text_length, file);
  VSIFCloseL (file);
  g_free (text);
  return memory_path;
}

/* @path itself, or a copy in memory that GDAL can read. */
static const char *
get_readable (WgVector *vector, const char *path)
{
  char *copy = NULL;

  if (has_ending (path, ".csv") || has_ending (path, ".txt") || has_ending (path, ".tsv"))
    copy = convert_utf16 (path);
  else if (has_ending (path, ".dxf"))
    copy = wg_dxf_close_copy (path);
  if (copy == NULL)
    return path;
  g_ptr_array_add (vector->memory_paths, copy);
  return copy;
}

static gboolean
copy_to_memory (const char *from, const char *to)
{
  VSILFILE *in = VSIFOpenL (from, "rb");
  VSILFILE *out = in != NULL ? VSIFOpenL (to, "wb") : NULL;
  g_autofree char *chunk = g_malloc (1 << 20);
  gsize n = 0;

  while (out != NULL && (n = VSIFReadL (chunk, 1, 1 << 20, in)) > 0)
    VSIFWriteL (chunk, 1, n, out);
  if (in != NULL)
    VSIFCloseL (in);
  if (out != NULL)
    VSIFCloseL (out);
  return out != NULL;
}

/* A shapefile whose .shx did not come along: GDAL can make one, but not beside the user's files. */
static GDALDatasetH
open_without_index (WgVector *vector, const char *path, const char *const *options)
{
  static const char *const endings[] = { ".shp", ".dbf", ".prj", ".shx" };
  static gint counter = 0;
  g_autofree char *stem = g_strndup (path, strlen (path) - 4);
  g_autofree char *base = g_path_get_basename (stem);
  g_autofree char *copy
    = g_strdup_printf ("/vsimem/wangge-shp-%d/%s", g_atomic_int_add (&counter, 1), base);
  g_autofree char *shape = g_strconcat (copy, ".shp", NULL);
  GDALDatasetH dataset = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (stem, endings[i], NULL);
      char *to = g_strconcat (copy, endings[i], NULL);

      g_ptr_array_add (vector->memory_paths, to);
      if (strcmp (endings[i], ".shx") != 0)
        copy_to_memory (from, to);
    }
  CPLSetThreadLocalConfigOption ("SHAPE_RESTORE_SHX", "YES");
  dataset = GDALOpenEx (shape, GDAL_OF_VECTOR, drivers, options, NULL);
  CPLSetThreadLocalConfigOption ("SHAPE_RESTORE_SHX", NULL);
  return dataset;
}

static gboolean
lacks_index (const char *path)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - 4);
  g_autofree char *small = g_strconcat (stem, ".shx", NULL);
  g_autofree char *capital = g_strconcat (stem, ".SHX", NULL);

  return has_ending (path, ".shp") && !g_file_test (small, G_FILE_TEST_EXISTS)
         && !g_file_test (capital, G_FILE_TEST_EXISTS) && !g_str_has_prefix (path, "/vsi");
}

/* Opens one data set and adds its layers. Shapefiles are read as bytes: their texts are decoded
 * here, where a bad one is noticed. */
static gboolean
open_dataset (WgVector *vector, const char *path, const char *encoding)
{
  const char *const raw[] = { "ENCODING=", NULL };
  const char *const unwritten[] = { "WRITE_GFS=NO", NULL }; /* nothing beside the user's file */
  gboolean is_gml = has_ending (path, ".gml");
  g_autofree char *found = NULL;
  GDALDatasetH dataset = NULL;

  path = get_readable (vector, path);
  if (is_shapefile (path))
    {
      found = encoding == NULL ? wg_dbf_find_encoding (path) : g_strdup (encoding);
      dataset = lacks_index (path) ? open_without_index (vector, path, raw)
                                   : GDALOpenEx (path, GDAL_OF_VECTOR, drivers, raw, NULL);
      if (dataset == NULL) /* named .shp, but something else */
        g_clear_pointer (&found, g_free);
    }
  if (dataset == NULL)
    dataset = GDALOpenEx (path, GDAL_OF_VECTOR, drivers, is_gml ? unwritten : NULL, NULL);
  if (dataset == NULL && has_ending (path, ".txt"))
    {
      g_autofree char *table = g_strconcat ("CSV:", path, NULL);

      dataset = GDALOpenEx (table, GDAL_OF_VECTOR, drivers, NULL, NULL);
    }
  if (dataset == NULL)
    return FALSE;

  g_ptr_array_add (vector->datasets, dataset);
  if (vector->driver == NULL)
    vector->driver = g_strdup (GDALGetDriverShortName (GDALGetDatasetDriver (dataset)));
  for (int i = 0; i < GDALDatasetGetLayerCount (dataset); i++)
    add_layer (vector, dataset, GDALDatasetGetLayer (dataset, i),
               found != NULL ? found : encoding);
  return TRUE;
}

static gboolean
is_member (const char *name)
{
  static const char *const endings[] = { ".shp",  ".gpkg", ".geojson", ".json", ".kml", ".kmz",
                                         ".dxf",  ".fgb",  ".tab",     ".mif",  ".gml", ".csv",
                                         ".xlsx", ".ods",  ".gpx",     ".osm",  ".pbf", ".sqlite" };
  const char *base = strrchr (name, '/');

  base = base != NULL ? base + 1 : name;
  if (g_str_has_prefix (base, "._") || strstr (name, "__MACOSX") != NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (has_ending (base, endings[i]))
      return TRUE;
  return FALSE;
}

/* Opens each file that counts of a folder or archive. */
static void
open_members (WgVector *vector, const char *folder, const char *encoding)
{
  char **names = VSIReadDirRecursive (folder);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = NULL;

      if (!is_member (names[i]))
        continue;
      path = g_strconcat (folder, "/", names[i], NULL);
      open_dataset (vector, path, encoding);
    }
  CSLDestroy (names);
}

static gboolean
open_path (WgVector *vector, const char *path, const char *encoding)
{
  if (has_ending (path, ".zip"))
    {
      g_autofree char *folder = g_strconcat ("/vsizip/", path, NULL);

      open_members (vector, folder, encoding);
    }
  else if (g_file_test (path, G_FILE_TEST_IS_DIR) && !has_ending (path, ".gdb"))
    {
      open_members (vector, path, encoding);
    }
  else
    open_dataset (vector, path, encoding);
  return vector->datasets->len > 0;
}

WgVector *
wg_vector_open (const char *path, const char *encoding, WgGdalLog *log, GError **error)
{
  g_autoptr (WgVector) vector = create_vector ();

  wg_gdal_init ();
  if (encoding != NULL && !wg_text_is_encoding (encoding))
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_ENCODING, "unknown encoding %s",
                   encoding);
      return NULL;
    }
  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_str_has_prefix (path, "/vsi"))
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_OPEN, "%s: there is no such file",
                   path);
      return NULL;
    }
  if (!open_path (vector, path, encoding))
    {
      wg_gdal_set_error (error, WG_EXCHANGE_ERROR_OPEN, log, path);
      return NULL;
    }
  return g_steal_pointer (&vector);
}

void
wg_vector_free (WgVector *vector)
{
  if (vector == NULL)
    return;
  g_ptr_array_unref (vector->layers);
  for (guint i = 0; i < vector->datasets->len; i++)
    GDALClose (g_ptr_array_index (vector->datasets, i));
  g_ptr_array_unref (vector->datasets);
  for (guint i = 0; i < vector->memory_paths->len; i++)
    VSIUnlink (g_ptr_array_index (vector->memory_paths, i));
  g_ptr_array_unref (vector->memory_paths);
  g_free (vector->driver);
  g_free (vector);
}

WgVectorLayer *
wg_vector_find_layer (const WgVector *vector, const char *name, GError **error)
{
  for (guint i = 0; i < vector->layers->len; i++)
    {
      WgVectorLayer *layer = g_ptr_array_index (vector->layers, i);

      if (name == NULL || strcmp (name, layer->name) == 0)
        return layer;
    }
  g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_LAYER, "no layer %s",
               name != NULL ? name : "at all");
  return NULL;
}

int
wg_vector_layer_field (const WgVectorLayer *layer, const char *name)
{
  for (guint i = 0; i < layer->fields->len; i++)
    if (strcmp (g_ptr_array_index (layer->fields, i), name) == 0)
      return (int) i;
  return -1;
}

void
wg_vector_layer_rewind (WgVectorLayer *layer)
{
  if (layer->is_interleaved)
    GDALDatasetResetReading (layer->dataset);
  else
    OGR_L_ResetReading (layer->handle);
}

OGRFeatureH
wg_vector_layer_next (WgVectorLayer *layer)
{
  OGRFeatureH feature = NULL;
  OGRLayerH of = NULL;

  if (!layer->is_interleaved)
    return OGR_L_GetNextFeature (layer->handle);
  while ((feature = GDALDatasetGetNextFeature (layer->dataset, &of, NULL, NULL, NULL)) != NULL)
    {
      if (of == layer->handle)
        return feature;
      OGR_F_Destroy (feature);
    }
  return NULL;
}

char *
wg_vector_layer_crs (const WgVectorLayer *layer)
{
  const char *const options[] = { "FORMAT=WKT2_2019", NULL };
  OGRSpatialReferenceH reference = OGR_L_GetSpatialRef (layer->handle);
  const char *authority = NULL;
  char *wkt = NULL;
  char *crs = NULL;

  if (reference == NULL || OSRIsLocal (reference))
    return NULL;
  authority = OSRGetAuthorityName (reference, NULL);
  if (authority != NULL && strcmp (authority, "EPSG") == 0)
    return g_strdup_printf ("EPSG:%s", OSRGetAuthorityCode (reference, NULL));
  if (OSRExportToWktEx (reference, &wkt, options) == OGRERR_NONE && wkt != NULL)
    crs = wg_crs_normalize (wkt, NULL);
  CPLFree (wkt);
  return crs;
}

static char *
format_number (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    return g_strdup ("");
  if (value == floor (value) && fabs (value) < NUMBER_EXACT_MAX)
    return g_strdup_printf ("%.0f", value);
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", value));
}

char *
wg_vector_value (OGRFeatureH feature, int field, WgTextReader *reader, gboolean *bad_out)
{
  if (field < 0 || !OGR_F_IsFieldSetAndNotNull (feature, field))
    return g_strdup ("");
  switch (OGR_Fld_GetType (OGR_F_GetFieldDefnRef (feature, field)))
    {
    case OFTInteger:
    case OFTInteger64:
      return g_strdup_printf ("%" G_GINT64_FORMAT,
                              (gint64) OGR_F_GetFieldAsInteger64 (feature, field));
    case OFTReal:
      return format_number (OGR_F_GetFieldAsDouble (feature, field));
    case OFTBinary:
      return g_strdup ("");
    default:
      return wg_text_reader_read (reader, OGR_F_GetFieldAsString (feature, field), bad_out);
    }
}
