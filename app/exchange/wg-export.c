/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-export"

#include "wg-export.h"

#include "../crs/wg-crs.h"
#include "wg-export-rows.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <ogr_api.h>
#include <string.h>
#include <unistd.h>

/* RFC 7946: WGS 84, outer rings counter-clockwise. Ten decimals of a degree are 0.01 mm, so that a
 * millimetre comes back as the same millimetre. */
static const char *const geojson_options[] = { "RFC7946=YES", "COORDINATE_PRECISION=10", NULL };
static const char *const shape_options[] = { "ENCODING=UTF-8", NULL };
static const char *const package_options[] = { "GEOMETRY_NAME=geom", NULL };

static const WgExportFormat formats[] = {
  { ".gpkg", "GPKG", package_options, TRUE, FALSE, FALSE, TRUE },
  { ".geojson", "GeoJSON", geojson_options, FALSE, FALSE, TRUE, FALSE },
  { ".json", "GeoJSON", geojson_options, FALSE, FALSE, TRUE, FALSE },
  { ".shp", "ESRI Shapefile", shape_options, FALSE, TRUE, FALSE, FALSE },
};

/* Files that belong to an older shapefile of the same name and would be wrong beside the new one. */
static const char *const stale_endings[] = { ".qix", ".sbn", ".sbx", ".qpj", ".shp.xml", ".ind",
                                             ".idm" };

/* One export: everything is written into a folder of its own beside the target. */
typedef struct
{
  WgPlan *plan;
  const WgExportFormat *format;
  WgExportRows *rows;
  WgGdalLog *log;
  char *folder; /* of the target */
  char *stem;   /* of its file name */
  char *temp;   /* the folder beside it */
  guint first_depth, last_depth;
  guint main_depth; /* the deepest level with grids: it gets the name that was asked for */
} Export;

static const WgExportFormat *
find_format (const char *path)
{
  gsize length = strlen (path);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      gsize ending = strlen (formats[i].ending);

      if (length > ending && g_ascii_strcasecmp (path + length - ending, formats[i].ending) == 0)
        return &formats[i];
    }
  return NULL;
}

static gboolean
set_write_error (GError **error, const char *what)
{
  int code = errno;

  g_set_error (error, WG_EXCHANGE_ERROR,
               code == ENOSPC ? WG_EXCHANGE_ERROR_FULL : WG_EXCHANGE_ERROR_WRITE, "%s: %s", what,
               g_strerror (code));
  return FALSE;
}

/* "NAME.shp", or "NAME_LEVEL.shp" for the levels above where each needs a file. */
static char *
name_file (const Export *export, guint depth)
{
  g_autofree char *level = NULL;

  if (export->format->has_layers || depth == export->main_depth)
    return g_strconcat (export->stem, export->format->ending, NULL);
  level = g_strdup (wg_plan_get_level (export->plan, depth)->name);
  g_strdelimit (level, "/\\:*?\"<>|", '_');
  return g_strconcat (export->stem, "_", level, export->format->ending, NULL);
}

static GDALDatasetH
create_dataset (const Export *export, guint depth, GError **error)
{
  GDALDriverH driver = GDALGetDriverByName (export->format->driver);
  g_autofree char *name = name_file (export, depth);
  g_autofree char *path = g_build_filename (export->temp, name, NULL);
  GDALDatasetH dataset = driver != NULL ? GDALCreate (driver, path, 0, 0, 0, GDT_Unknown, NULL)
                                        : NULL;

  if (dataset == NULL)
    wg_gdal_set_error (error, WG_EXCHANGE_ERROR_WRITE, export->log, name);
  return dataset;
}

/* Closing writes the rest; what fails there is only said in the log. */
static gboolean
close_dataset (const Export *export, GDALDatasetH dataset, gboolean is_good, GError **error)
{
  if (is_good)
    wg_gdal_log_clear (export->log);
  GDALClose (dataset);
  if (!is_good)
    return FALSE;
  if (wg_gdal_log_get_first (export->log) == NULL)
    return TRUE;
  wg_gdal_set_error (error, WG_EXCHANGE_ERROR_WRITE, export->log, export->stem);
  return FALSE;
}

static gboolean
write_levels (const Export *export, const WgProgress *progress, GCancellable *cancellable,
              GError **error)
{
  double n_levels = export->last_depth - export->first_depth + 1;
  GDALDatasetH dataset = NULL;

  for (guint depth = export->first_depth; depth <= export->last_depth; depth++)
    {
      WgProgress part = wg_progress_part (progress, (depth - export->first_depth) / n_levels,
                                          (depth - export->first_depth + 1) / n_levels);
      gboolean is_good = FALSE;

      if (!export->format->has_layers && depth != export->main_depth
          && wg_plan_count_grids (export->plan, depth) == 0)
        continue;
      if (dataset == NULL && (dataset = create_dataset (export, depth, error)) == NULL)
        return FALSE;
      is_good = wg_export_rows_write (export->rows, dataset, depth, &part, cancellable, error);
      if (is_good && export->format->has_layers && depth < export->last_depth)
        continue;
      if (!close_dataset (export, dataset, is_good, error))
        return FALSE;
      dataset = NULL;
    }
  return TRUE;
}

static void
remove_stale (const Export *export, const char *name)
{
  const char *dot = strrchr (name, '.');

  if (!export->format->has_short_names || g_strcmp0 (dot, ".shp") != 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (stale_endings); i++)
    {
      g_autofree char *stem = g_strndup (name, dot - name);
      g_autofree char *file = g_strconcat (stem, stale_endings[i], NULL);
      g_autofree char *path = g_build_filename (export->folder, file, NULL);

      g_unlink (path);
    }
}

/* Puts the finished files in their place. */
static gboolean
move_files (const Export *export, GError **error)
{
  g_autoptr (GDir) folder = g_dir_open (export->temp, 0, error);
  const char *name = NULL;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *from = g_build_filename (export->temp, name, NULL);
      g_autofree char *to = g_build_filename (export->folder, name, NULL);

      if (g_rename (from, to) != 0)
        return set_write_error (error, to);
      remove_stale (export, name);
    }
  return folder != NULL;
}

static void
remove_temp (const Export *export)
{
  g_autoptr (GDir) folder = g_dir_open (export->temp, 0, NULL);
  const char *name = NULL;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (export->temp, name, NULL);

      g_unlink (path);
    }
  g_rmdir (export->temp);
}

static gboolean
run (Export *export, const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  gboolean is_good = FALSE;

  export->temp = g_build_filename (export->folder, ".wangge-export-XXXXXX", NULL);
  if (g_mkdtemp (export->temp) == NULL)
    return set_write_error (error, export->folder);
  is_good = write_levels (export, progress, cancellable, error) && move_files (export, error);
  remove_temp (export);
  return is_good;
}

static gboolean
check_wishes (Export *export, const char *path, guint depth, GError **error)
{
  guint n_levels = wg_plan_get_n_levels (export->plan);

  if (export->format == NULL)
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_FORMAT, "unknown ending of %s", path);
      return FALSE;
    }
  if (wg_plan_get_frame (export->plan) == NULL || n_levels == 0)
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_EMPTY, "the plan has no land");
      return FALSE;
    }
  if (depth > n_levels)
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_LAYER, "no level %u", depth);
      return FALSE;
    }
  export->first_depth = depth == 0 ? 1 : depth;
  export->last_depth = depth == 0 ? n_levels : depth;
  export->main_depth = export->last_depth;
  while (export->main_depth > export->first_depth
         && wg_plan_count_grids (export->plan, export->main_depth) == 0)
    export->main_depth--;
  return TRUE;
}

gboolean
wg_export (WgPlan *plan, const char *path, guint depth, const char *crs,
           const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgGdalLog) log = wg_gdal_log_new ();
  g_autofree char *base = g_path_get_basename (path);
  Export export = { .plan = plan, .format = find_format (path), .log = log };
  gboolean is_good = FALSE;

  wg_gdal_init ();
  if (!check_wishes (&export, path, depth, error))
    return FALSE;
  if (export.format->is_degrees)
    crs = WG_CRS_WGS84;
  else if (crs == NULL)
    crs = wg_frame_get_crs (wg_plan_get_frame (plan));
  export.rows = wg_export_rows_new (plan, export.format, crs, log, error);
  if (export.rows != NULL)
    {
      export.folder = g_path_get_dirname (path);
      export.stem = g_strndup (base, strlen (base) - strlen (export.format->ending));
      is_good = run (&export, progress, cancellable, error);
    }
  wg_export_rows_free (export.rows);
  g_free (export.folder);
  g_free (export.stem);
  g_free (export.temp);
  return is_good;
}
