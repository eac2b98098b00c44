/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-sheet-file"

#include "wg-sheet-file.h"

#include "wg-gdal.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <ogr_api.h>
#include <string.h>

static const char *const text_options[] = { "WRITE_BOM=YES", "STRING_QUOTING=IF_AMBIGUOUS", NULL };
static const char *const no_options[] = { NULL };

static gboolean
add_fields (OGRLayerH layer, const WgSheet *sheet)
{
  for (guint i = 0; i < sheet->columns->len; i++)
    {
      int decimals = g_array_index (sheet->decimals, int, i);
      OGRFieldDefnH field = OGR_Fld_Create (g_ptr_array_index (sheet->columns, i),
                                            decimals < 0    ? OFTString
                                            : decimals == 0 ? OFTInteger64
                                                            : OFTReal);
      OGRErr code = OGR_L_CreateField (layer, field, TRUE);

      OGR_Fld_Destroy (field);
      if (code != OGRERR_NONE)
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_row (OGRLayerH layer, const WgSheet *sheet, guint row)
{
  OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (layer));
  OGRErr code = OGRERR_NONE;

  for (guint i = 0; i < sheet->columns->len; i++)
    {
      const char *text = wg_sheet_get (sheet, row, i);
      int decimals = g_array_index (sheet->decimals, int, i);

      if (decimals < 0)
        OGR_F_SetFieldString (feature, (int) i, text);
      else if (text[0] == '\0')
        OGR_F_SetFieldNull (feature, (int) i);
      else if (decimals == 0)
        OGR_F_SetFieldInteger64 (feature, (int) i, g_ascii_strtoll (text, NULL, 10));
      else
        OGR_F_SetFieldDouble (feature, (int) i, g_ascii_strtod (text, NULL));
    }
  code = OGR_L_CreateFeature (layer, feature);
  OGR_F_Destroy (feature);
  return code == OGRERR_NONE;
}

static gboolean
add_sheet (GDALDatasetH dataset, const WgSheet *sheet, const char *const *options)
{
  OGRLayerH layer = GDALDatasetCreateLayer (dataset, sheet->name, NULL, wkbNone, (char **) options);
  gboolean is_good = layer != NULL && add_fields (layer, sheet);

  for (guint row = 0; is_good && row < sheet->rows->len; row++)
    is_good = add_row (layer, sheet, row);
  return is_good;
}

/* Everything is written when the file is closed; what fails there is only said in the log. */
static gboolean
write_file (const char *path, const char *driver_name, const WgSheet *const *sheets, guint n_sheets,
            GError **error)
{
  g_autoptr (WgGdalLog) log = wg_gdal_log_new ();
  gboolean is_text = g_str_equal (driver_name, "CSV");
  g_autofree char *temporary
    = g_strdup_printf ("%.*s.part%s", (int) (strrchr (path, '.') - path), path, strrchr (path, '.'));
  GDALDriverH driver = GDALGetDriverByName (driver_name);
  GDALDatasetH dataset = driver != NULL ? GDALCreate (driver, temporary, 0, 0, 0, GDT_Unknown, NULL)
                                        : NULL;
  gboolean is_good = dataset != NULL;

  for (guint i = 0; is_good && i < n_sheets; i++)
    is_good = add_sheet (dataset, sheets[i], is_text ? text_options : no_options);
  if (is_good)
    wg_gdal_log_clear (log);
  if (dataset != NULL)
    GDALClose (dataset);
  is_good = is_good && wg_gdal_log_get_first (log) == NULL;
  if (!is_good)
    wg_gdal_set_error (error, WG_EXCHANGE_ERROR_WRITE, log, path);
  else if (g_rename (temporary, path) != 0)
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_WRITE, "%s: %s", path,
                   g_strerror (errno));
      is_good = FALSE;
    }
  if (!is_good)
    g_unlink (temporary);
  return is_good;
}

gboolean
wg_sheet_file_write (const char *path, const WgSheet *const *sheets, guint n_sheets, GError **error)
{
  const char *ending = strrchr (path, '.');

  wg_gdal_init ();
  if (ending != NULL && g_ascii_strcasecmp (ending, ".xlsx") == 0)
    return write_file (path, "XLSX", sheets, n_sheets, error);
  if (ending == NULL || g_ascii_strcasecmp (ending, ".csv") != 0)
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_FORMAT, "unknown ending of %s", path);
      return FALSE;
    }
  for (guint i = 0; i < n_sheets; i++)
    {
      g_autofree char *stem = g_strndup (path, ending - path);
      g_autofree char *name = g_strdelimit (g_strdup (sheets[i]->name), "/\\:*?\"<>|", '_');
      g_autofree char *file = i == 0 ? g_strdup (path) : g_strconcat (stem, "_", name, ending, NULL);

      if (!write_file (file, "CSV", &sheets[i], 1, error))
        return FALSE;
    }
  return TRUE;
}
