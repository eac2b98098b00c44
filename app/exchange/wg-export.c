/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-export"

#include "wg-export.h"

#include "../crs/wg-crs.h"
#include "wg-export-files.h"
#include "wg-export-rows.h"
#include "wg-sheet-file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <ogr_api.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* RFC 7946: WGS 84, outer rings counter-clockwise. Ten decimals of a degree are 0.01 mm, so that a
 * millimetre comes back as the same millimetre. */
static const char *const geojson_options[] = { "RFC7946=YES", "COORDINATE_PRECISION=10", NULL };
static const char *const no_options[] = { NULL };
static const char *const package_options[] = { "GEOMETRY_NAME=geom", NULL };

static const WgExportFormat formats[] = {
  { .ending = ".gpkg", .driver = "GPKG", .layer_options = package_options, .has_layers = TRUE,
    .has_transactions = TRUE },
  { .ending = ".shp", .driver = "ESRI Shapefile", .layer_options = no_options,
    .has_short_names = TRUE },
  { .ending = ".geojson", .driver = "GeoJSON", .layer_options = geojson_options, .is_degrees = TRUE },
  { .ending = ".json", .driver = "GeoJSON", .layer_options = geojson_options, .is_degrees = TRUE },
  { .ending = ".kml", .has_layers = TRUE, .is_degrees = TRUE, .write = wg_export_write_kml },
  { .ending = ".dxf", .has_layers = TRUE, .write = wg_export_write_dxf },
  { .ending = ".svg", .has_layers = TRUE, .write = wg_export_write_svg },
  { .ending = ".xlsx", .has_layers = TRUE, .is_table = TRUE },
  { .ending = ".csv", .has_layers = TRUE, .is_table = TRUE },
};

static const char *const endings[] = { ".gpkg", ".shp", ".geojson", ".kml", ".dxf", ".svg", ".xlsx",
                                       ".csv", NULL };

/* One export: everything is written into a folder of its own beside the target. */
typedef struct
{
  WgPlan *plan;
  const WgExportFormat *format;
  const WgExportOptions *options;
  WgExportBasis *basis;
  WgExportRows *rows; /* NULL: written without GDAL's drivers */
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

/* GDAL's GeoJSON and tables do not tell when the disk is full: then the end of the file is missing, or
 * there is no room left. */
static gboolean
check_whole (const Export *export, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (export->temp, name, NULL);
  gboolean is_json = g_str_equal (export->format->driver != NULL ? export->format->driver : "", "GeoJSON");
  FILE *file = g_fopen (path, "rb");
  struct statvfs disk = { 0 };
  char tail[8] = "";
  gboolean is_whole = file != NULL && fseek (file, is_json ? -3 : 0, SEEK_END) == 0;

  if (is_whole && is_json)
    is_whole = fread (tail, 1, 3, file) == 3 && strchr (tail, '}') != NULL;
  if (file != NULL)
    fclose (file);
  if (is_whole && (statvfs (path, &disk) != 0 || disk.f_bavail > 0))
    return TRUE;
  g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_FULL, "%s is not whole", name);
  return FALSE;
}

static gboolean
check_layer_file (const Export *export, guint depth, GError **error)
{
  g_autofree char *name = name_file (export, depth);

  return export->format->has_layers || check_whole (export, name, error);
}

/* GDAL writes only one of both: the mark in the table, or the file beside it. */
static gboolean
write_code_page (const Export *export, guint depth, GError **error)
{
  const char *encoding = export->options->encoding;
  g_autofree char *name = name_file (export, depth);
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (export->format->ending));
  g_autofree char *file = g_strconcat (stem, ".cpg", NULL);
  g_autofree char *path = g_build_filename (export->temp, file, NULL);

  if (!export->format->has_short_names || encoding == NULL
      || g_ascii_strcasecmp (encoding, "GBK") != 0)
    return TRUE;
  if (g_file_set_contents (path, "GBK", -1, NULL))
    return TRUE;
  return wg_export_set_write_error (error, file);
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
          && wg_export_basis_count (export->basis, depth) == 0)
        continue;
      if (dataset == NULL && (dataset = create_dataset (export, depth, error)) == NULL)
        return FALSE;
      is_good = wg_export_rows_write (export->rows, dataset, depth, &part, cancellable, error);
      if (is_good && export->format->has_layers && depth < export->last_depth)
        continue;
      if (!close_dataset (export, dataset, is_good, error) || !check_layer_file (export, depth, error)
          || !write_code_page (export, depth, error))
        return FALSE;
      dataset = NULL;
    }
  return TRUE;
}

static gboolean
is_of_grids (const Export *export)
{
  return export->options->subject == WG_EXPORT_OF_GRIDS;
}

/* Buildings of a shapefile that are known only as points go to a file of their own. */
static gboolean
is_apart (const Export *export, guint place)
{
  return export->format->has_short_names && export->options->subject == WG_EXPORT_OF_BUILDINGS
         && !wg_building_set_has_footprint (wg_plan_get_buildings (export->plan), place);
}

/* In a shapefile what is known only as a point goes to a file of its own, unless nothing else is. */
static gboolean
write_others (Export *export, const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) all = wg_export_basis_collect_rows (export->basis);
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *parts[2] = { areas, points };
  g_autofree char *stem = g_strdup (export->stem);
  gboolean is_good = TRUE;

  for (guint i = 0; i < all->len; i++)
    {
      guint place = g_array_index (all, guint, i);

      g_array_append_val (parts[is_apart (export, place)], place);
    }
  for (guint i = 0; i < 2 && is_good; i++)
    {
      GDALDatasetH dataset = NULL;

      if (parts[i]->len == 0)
        continue;
      if (i == 1 && parts[0]->len > 0)
        {
          g_free (export->stem);
          export->stem = g_strconcat (stem, "_points", NULL);
        }
      dataset = create_dataset (export, export->main_depth, error);
      is_good = dataset != NULL
                && close_dataset (export, dataset,
                                  wg_export_rows_write_others (export->rows, dataset, parts[i], progress,
                                                               cancellable, error),
                                  error)
                && check_layer_file (export, export->main_depth, error)
                && write_code_page (export, export->main_depth, error);
    }
  return is_good;
}

static gboolean
write_text (const Export *export, const WgProgress *progress, GCancellable *cancellable,
            GError **error)
{
  g_autofree char *name = name_file (export, export->main_depth);
  g_autofree char *path = g_build_filename (export->temp, name, NULL);
  FILE *file = g_fopen (path, "wb");
  gboolean is_good = file != NULL;
  gboolean is_written = FALSE;

  if (!is_good)
    return wg_export_set_write_error (error, name);
  is_good = export->format->write (export->basis, file, progress, cancellable, error);
  is_written = ferror (file) == 0 && fflush (file) == 0;
  if (is_good && !is_written)
    is_good = wg_export_set_write_error (error, name);
  if (fclose (file) != 0 && is_good)
    is_good = wg_export_set_write_error (error, name);
  return is_good;
}

static gboolean
write_table (const Export *export, GCancellable *cancellable, GError **error)
{
  gboolean is_text = g_str_equal (export->format->ending, ".csv");
  g_autoptr (GPtrArray) sheets
    = wg_export_make_sheets (export->basis, is_text, cancellable, error);
  g_autofree char *name = name_file (export, export->main_depth);
  g_autofree char *path = g_build_filename (export->temp, name, NULL);

  return sheets != NULL
         && wg_sheet_file_write (path, (const WgSheet *const *) sheets->pdata, sheets->len, error)
         && check_whole (export, name, error);
}

static gboolean
write_files (Export *export, const WgProgress *progress, GCancellable *cancellable,
             GError **error)
{
  if (export->format->is_table)
    return write_table (export, cancellable, error);
  if (export->format->write != NULL)
    return write_text (export, progress, cancellable, error);
  if (!is_of_grids (export))
    return write_others (export, progress, cancellable, error);
  return write_levels (export, progress, cancellable, error);
}

static gboolean
run (Export *export, const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  gboolean is_good = FALSE;

  export->temp = g_build_filename (export->folder, ".wangge-export-XXXXXX", NULL);
  if (g_mkdtemp (export->temp) == NULL)
    return wg_export_set_write_error (error, export->folder);
  is_good = write_files (export, progress, cancellable, error) && wg_export_move_files (export->temp, export->folder, export->format,
                                     export->basis->result->files, error);
  wg_export_remove_temp (export->temp);
  return is_good;
}

static gboolean
can_take_rows (const WgExportFormat *format)
{
  return format != NULL && (format->driver != NULL || format->is_table);
}

static gboolean
check_wishes (Export *export, const char *path, GError **error)
{
  guint depth = export->options->depth;
  const char *encoding = export->options->encoding;
  guint n_levels = wg_plan_get_n_levels (export->plan);

  if (export->format == NULL
      || (!is_of_grids (export) && !can_take_rows (export->format)))
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_FORMAT, "unknown ending of %s", path);
      return FALSE;
    }
  if (encoding != NULL && g_ascii_strcasecmp (encoding, "GBK") != 0
      && g_ascii_strcasecmp (encoding, "UTF-8") != 0)
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_ENCODING, "no encoding %s", encoding);
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
  return TRUE;
}

/* The CRS of the file's numbers. */
static const char *
choose_crs (const Export *export)
{
  const char *own = wg_frame_get_crs (wg_plan_get_frame (export->plan));

  if (export->format->is_table && !is_of_grids (export))
    return WG_CRS_WGS84;
  if (export->format->write == wg_export_write_svg || export->format->is_table)
    return own;
  if (export->format->is_degrees || export->options->datum != WG_CHINA_TRUE)
    return WG_CRS_WGS84;
  return export->options->crs != NULL ? export->options->crs : own;
}

static gboolean
prepare (Export *export, WgExportResult *result, GError **error)
{
  guint n_grids = 0;

  export->basis
    = wg_export_basis_new (export->plan, export->options, choose_crs (export), result, error);
  if (export->basis == NULL)
    return FALSE;
  for (guint depth = export->first_depth; depth <= export->last_depth; depth++)
    n_grids += wg_export_basis_count (export->basis, depth);
  if (!is_of_grids (export))
    {
      g_autoptr (GArray) places = wg_export_basis_collect_rows (export->basis);

      n_grids = places->len;
    }
  if (n_grids == 0)
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_EMPTY, "nothing to write");
      return FALSE;
    }
  export->main_depth = export->last_depth;
  while (export->main_depth > export->first_depth
         && wg_export_basis_count (export->basis, export->main_depth) == 0)
    export->main_depth--;
  if (export->options->grids != NULL && is_of_grids (export))
    {
      /* Levels outside a selection are no empty layers; all levels are, so that they come back. */
      export->last_depth = export->main_depth;
      while (wg_export_basis_count (export->basis, export->first_depth) == 0)
        export->first_depth++;
    }
  if (export->format->driver == NULL)
    return TRUE;
  export->rows = wg_export_rows_new (export->basis, export->format, export->log, error);
  return export->rows != NULL;
}

const char *const *
wg_export_endings (void)
{
  return endings;
}

gboolean
wg_export_has_shapes (const char *path)
{
  const WgExportFormat *format = find_format (path);

  return format != NULL && !format->is_table;
}

gboolean
wg_export_takes_rows (const char *path)
{
  return can_take_rows (find_format (path));
}

gboolean
wg_export (WgPlan *plan, const char *path, const WgExportOptions *options,
           const WgProgress *progress, GCancellable *cancellable, WgExportResult *result_out,
           GError **error)
{
  static const WgExportOptions all = { 0 };
  g_autoptr (WgGdalLog) log = wg_gdal_log_new ();
  g_autofree char *base = g_path_get_basename (path);
  WgExportResult result = { .files = g_ptr_array_new_with_free_func (g_free) };
  Export export = { .plan = plan, .format = find_format (path), .log = log };
  gboolean is_good = FALSE;

  export.options = options != NULL ? options : &all;
  wg_gdal_init ();
  if (check_wishes (&export, path, error) && prepare (&export, &result, error))
    {
      export.folder = g_path_get_dirname (path);
      export.stem = g_strndup (base, strlen (base) - strlen (export.format->ending));
      is_good = run (&export, progress, cancellable, error);
    }
  wg_export_rows_free (export.rows);
  wg_export_basis_free (export.basis);
  g_free (export.folder);
  g_free (export.stem);
  g_free (export.temp);
  if (is_good && result_out != NULL)
    *result_out = result;
  else
    wg_export_result_clear (&result);
  return is_good;
}

void
wg_export_result_clear (WgExportResult *result)
{
  g_clear_pointer (&result->files, g_ptr_array_unref);
  *result = (WgExportResult){ 0 };
}
