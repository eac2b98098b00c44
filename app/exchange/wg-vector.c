/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-vector"

#include "wg-vector.h"

#include "../crs/wg-crs.h"
#include "wg-dbf.h"
#include "wg-dxf.h"
#include "wg-page-file.h"
#include "wg-reason.h"
#include "wg-source.h"
#include "wg-workbook.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <string.h>

/* The formats offices have. Others (data bases, web services) are not opened on purpose. */
static const char *const drivers[] = {
  "ESRI Shapefile", "MapInfo File", "CSV",        "GML",  "GPX",      "LIBKML",     "KML",
  "GeoJSON",        "GeoJSONSeq",   "ESRIJSON",   "TopoJSON", "MBTiles", "GPKG",     "SQLite",
  "OpenFileGDB",    "DXF",          "CAD",        "FlatGeobuf", "DGN",  "OSM",      "ODS",
  "XLSX",           "XLS",          NULL,
};

#define MAX_CONVERTED_BYTES (256 * 1024 * 1024)
#define HEAD_BYTES 1024 /* where the mark of shifted coordinates stands */

static WgVector *
create_vector (void)
{
  WgVector *vector = g_new0 (WgVector, 1);

  vector->datasets = g_ptr_array_new ();
  vector->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_vector_layer_free);
  vector->memory_paths = g_ptr_array_new_with_free_func (g_free);
  vector->unread = g_ptr_array_new_with_free_func (g_free);
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
  else if (has_ending (path, ".xls") || has_ending (path, ".xlsx"))
    copy = wg_workbook_copy (path);
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

/* The first document in a .kmz, as a path of GDAL. */
static char *
find_document (const char *path)
{
  g_autofree char *folder = g_strconcat ("/vsizip/{", path, "}", NULL);
  char **names = VSIReadDirRecursive (folder);
  char *document = NULL;

  for (guint i = 0; names != NULL && names[i] != NULL && document == NULL; i++)
    if (has_ending (names[i], ".kml"))
      document = g_strconcat (folder, "/", names[i], NULL);
  CSLDestroy (names);
  return document;
}

/* An export of shifted coordinates says so in a comment of a drawing, in the name of a document. */
static const char *
find_mark (const char *path)
{
  static const char *const marks[] = { "GCJ-02 (shifted", "BD-09 (shifted" };
  g_autofree char *document = has_ending (path, ".kmz") ? find_document (path) : g_strdup (path);
  char head[HEAD_BYTES + 1] = { 0 };
  VSILFILE *file = NULL;

  if (document == NULL || (!has_ending (document, ".kml") && !has_ending (document, ".dxf"))
      || (file = VSIFOpenL (document, "rb")) == NULL)
    return NULL;
  VSIFReadL (head, 1, HEAD_BYTES, file);
  VSIFCloseL (file);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (head, marks[i]) != NULL)
      return marks[i];
  return NULL;
}

/* The part of a shapefile that did not come along; its texts or its index are missing then. */
static char *
find_missing_part (const char *path)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - 4);
  g_autofree char *small = g_strconcat (stem, ".dbf", NULL);
  g_autofree char *capital = g_strconcat (stem, ".DBF", NULL);

  if (g_str_has_prefix (path, "/vsi") || !has_ending (path, ".shp"))
    return NULL;
  if (!g_file_test (small, G_FILE_TEST_EXISTS) && !g_file_test (capital, G_FILE_TEST_EXISTS))
    return g_strdup (".dbf");
  return lacks_index (path) ? g_strdup (".shx") : NULL;
}

/* Takes @dataset. @given: the file that the user has. */
static void
add_dataset (WgVector *vector, GDALDatasetH dataset, const char *given, const char *found, const char *encoding)
{
  g_ptr_array_add (vector->datasets, dataset);
  if (vector->driver == NULL)
    vector->driver = g_strdup (GDALGetDriverShortName (GDALGetDatasetDriver (dataset)));
  for (int i = 0; i < GDALDatasetGetLayerCount (dataset); i++)
    {
      WgVectorLayer *layer = wg_vector_layer_new (dataset, GDALDatasetGetLayer (dataset, i), vector->driver, found,
                                                  encoding);

      layer->mark = g_strdup (find_mark (given));
      layer->told_crs = has_ending (given, ".dxf") ? wg_dxf_dup_crs (given) : NULL;
      layer->missing_part = is_shapefile (given) ? find_missing_part (given) : NULL;
      g_ptr_array_add (vector->layers, layer);
    }
}

/* Each page with its heading in the first row. */
static gboolean
add_pages (WgVector *vector, const GPtrArray *pages, const char *given)
{
  static const char *const headings[] = { "HEADERS=YES", NULL };
  g_autoptr (GPtrArray) copies = wg_page_copy (pages, given);
  gboolean is_any = FALSE;

  for (guint i = 0; i < copies->len; i++)
    {
      const char *copy = g_ptr_array_index (copies, i);
      GDALDatasetH dataset = GDALOpenEx (copy, GDAL_OF_VECTOR, drivers, headings, NULL);

      g_ptr_array_add (vector->memory_paths, g_strdup (copy));
      if (dataset == NULL)
        continue;
      add_dataset (vector, dataset, given, "UTF-8", NULL);
      is_any = TRUE;
    }
  return is_any;
}

/* Shapefiles are read as bytes: their texts are decoded here, where a bad one is noticed. */
static GDALDatasetH
open_file (WgVector *vector, const char *path, const char *encoding, char **found)
{
  const char *const raw[] = { "ENCODING=", NULL };
  const char *const unwritten[] = { "WRITE_GFS=NO", NULL }; /* nothing beside the user's file */
  GDALDatasetH dataset = NULL;

  if (is_shapefile (path))
    {
      *found = wg_dbf_find_encoding (path);
      dataset = lacks_index (path) ? open_without_index (vector, path, raw)
                                   : GDALOpenEx (path, GDAL_OF_VECTOR, drivers, raw, NULL);
      if (dataset == NULL) /* named .shp, but something else */
        g_clear_pointer (found, g_free);
    }
  if (has_ending (path, ".dxf"))
    {
      CPLSetThreadLocalConfigOption ("DXF_ENCODING",
                                     encoding != NULL ? encoding : wg_dxf_find_encoding (path));
      CPLSetThreadLocalConfigOption ("DXF_INCLUDE_RAW_CODE_VALUES",
                                     wg_dxf_has_mark (path) ? "YES" : NULL);
    }
  if (dataset == NULL)
    dataset = GDALOpenEx (path, GDAL_OF_VECTOR, drivers, has_ending (path, ".gml") ? unwritten : NULL, NULL);
  CPLSetThreadLocalConfigOption ("DXF_ENCODING", NULL);
  CPLSetThreadLocalConfigOption ("DXF_INCLUDE_RAW_CODE_VALUES", NULL);
  if (dataset == NULL && has_ending (path, ".txt"))
    {
      g_autofree char *table = g_strconcat ("CSV:", path, NULL);

      dataset = GDALOpenEx (table, GDAL_OF_VECTOR, drivers, NULL, NULL);
    }
  return dataset;
}

/* Opens one data set and adds its layers. */
static gboolean
open_dataset (WgVector *vector, const char *given, const char *encoding)
{
  g_autoptr (GPtrArray) pages = wg_page_file_is (given) ? wg_page_file_read (given, encoding, NULL) : NULL;
  const char *path = pages == NULL ? get_readable (vector, given) : NULL;
  g_autofree char *found = NULL;
  GDALDatasetH dataset = NULL;

  if (pages != NULL)
    return add_pages (vector, pages, given);
  dataset = open_file (vector, path, encoding, &found);
  pages = wg_page_read_anew (dataset, path, encoding);
  if (pages != NULL && add_pages (vector, pages, given))
    {
      if (dataset != NULL)
        GDALClose (dataset);
      return TRUE;
    }
  if (dataset == NULL)
    return FALSE;
  add_dataset (vector, dataset, given, found, encoding);
  return TRUE;
}

static gboolean
is_member (const char *name)
{
  static const char *const endings[] = { ".shp",  ".gpkg", ".geojson", ".json", ".kml", ".kmz",
                                         ".dxf",  ".fgb",  ".tab",     ".mif",  ".gml", ".csv",
                                         ".xlsx", ".ods",  ".gpx",     ".osm",  ".pbf", ".sqlite", ".xls" };
  const char *base = strrchr (name, '/');

  base = base != NULL ? base + 1 : name;
  if (g_str_has_prefix (base, "._") || strstr (name, "__MACOSX") != NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (has_ending (base, endings[i]))
      return TRUE;
  return FALSE;
}

/* "…/NAME.gdb" of a file in such a folder. (transfer full) (nullable) */
static char *
dup_geodatabase (const char *folder, const char *name)
{
  const char *end = strstr (name, ".gdb/");

  return end == NULL || strstr (name, "__MACOSX") != NULL
           ? NULL
           : g_strdup_printf ("%s/%.*s", folder, (int) (end + 4 - name), name);
}

static void
open_member (WgVector *vector, const char *path, const char *name, const char *encoding)
{
  if (!open_dataset (vector, path, encoding))
    g_ptr_array_add (vector->unread, g_utf8_make_valid (name, -1));
}

/* Opens each file that counts of a folder or archive, and each geodatabase, which is a folder. */
static void
open_members (WgVector *vector, const char *folder, const char *encoding)
{
  char **names = VSIReadDirRecursive (folder);
  g_autoptr (GHashTable) opened = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *database = dup_geodatabase (folder, names[i]);
      g_autofree char *path = NULL;

      if (database != NULL)
        {
          if (g_hash_table_add (opened, g_strdup (database)))
            open_member (vector, database, database + strlen (folder) + 1, encoding);
        }
      else if (is_member (names[i]))
        {
          path = g_strconcat (folder, "/", names[i], NULL);
          open_member (vector, path, names[i], encoding);
        }
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
  if (!open_path (vector, path, encoding))
    {
      wg_reason_set_error (error, path, log);
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
  g_ptr_array_unref (vector->unread);
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
