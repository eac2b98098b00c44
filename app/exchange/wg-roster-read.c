/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-roster-read"

#include "wg-roster-read.h"

#include "../base/wg-day.h"
#include "wg-gdal.h"
#include "wg-reason.h"
#include "wg-text.h"
#include "wg-workbook.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <ogr_api.h>
#include <stdio.h>
#include <string.h>

#define ROWS_PER_LOOK 1024
#define HEAD_BYTES 4096
#define SAMPLE_BYTES (1 << 20)
#define DAYS_TO_1904 1462 /* ECMA-376 part 1, 18.17.4.1: from the epoch of 1900 to that of 1904 */

/* Cells as texts and the first row as any other, whatever the drivers would guess. */
static const char *const settings[]
  = { "OGR_XLSX_HEADERS", "OGR_XLSX_FIELD_TYPES", "OGR_ODS_HEADERS", "OGR_ODS_FIELD_TYPES", "OGR_XLS_HEADERS",
      "OGR_XLS_FIELD_TYPES" };
static const char *const values[] = { "DISABLE", "STRING", "DISABLE", "STRING", "DISABLE", "STRING" };

static void
set_up (gboolean is_on)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    CPLSetThreadLocalConfigOption (settings[i], is_on ? values[i] : NULL);
}

static gboolean
is_text (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".csv") || g_str_has_suffix (lower, ".txt") || g_str_has_suffix (lower, ".tsv");
}

/* By lines: a sample whose pieces end in the middle of a character would be judged wrong. */
static const char *
guess_encoding (const char *bytes, gsize size)
{
  WgTextSample sample = { 0 };
  const char *at = bytes;

  while (at < bytes + MIN (size, SAMPLE_BYTES))
    {
      const char *end = memchr (at, '\n', (gsize) (bytes + size - at));
      gsize length = (gsize) ((end != NULL ? end : bytes + size) - at);

      wg_text_sample_add (&sample, at, length, FALSE);
      at += length + 1;
    }
  return wg_text_sample_guess (&sample);
}

/* What platforms write under the name of a spreadsheet of the old kind is often a page, or text parted by tabs. */
static gboolean
is_text_under_other_name (const char *path, gboolean *is_page_out)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *head = NULL;
  g_autofree char *bytes = g_malloc0 (HEAD_BYTES + 1);
  FILE *file = g_str_has_suffix (lower, ".xls") ? fopen (path, "rb") : NULL;
  gsize size = 0;

  *is_page_out = FALSE;
  if (file == NULL)
    return FALSE;
  size = fread (bytes, 1, HEAD_BYTES, file);
  fclose (file);
  if (size < 8 || memchr (bytes, '\0', size) != NULL || g_str_has_prefix (bytes, "PK")
      || g_str_has_prefix (bytes, "\xd0\xcf\x11\xe0"))
    return FALSE;
  head = g_ascii_strdown (bytes, -1);
  *is_page_out = strstr (head, "<html") != NULL || strstr (head, "<table") != NULL;
  return *is_page_out || strchr (head, '\t') != NULL;
}

static WgRosterTable *
read_text (const char *path, gboolean is_page, GError **error)
{
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  gsize size = 0;
  WgRosterTable *table = NULL;

  if (!g_file_get_contents (path, &bytes, &size, NULL))
    {
      g_autoptr (WgGdalLog) log = wg_gdal_log_new ();

      wg_reason_set_error (error, path, log);
      return NULL;
    }
  if (size >= 2 && ((guint8) bytes[0] == 0xff || (guint8) bytes[0] == 0xfe))
    text = g_convert (bytes, (gssize) size, "UTF-8", "UTF-16", NULL, NULL, NULL);
  else
    text = g_convert_with_fallback (bytes, (gssize) size, "UTF-8", guess_encoding (bytes, size), "?", NULL, NULL,
                                    NULL);
  if (text == NULL)
    text = g_utf8_make_valid (bytes, (gssize) size);
  table = is_page ? wg_roster_table_parse_html (text) : wg_roster_table_parse (text);
  table->source = g_strdup (path);
  return table;
}

/* A day as GDAL writes those of cells ("2026/01/31"), counted anew; (nullable): it is none. */
static char *
shift_day (const char *cell)
{
  WgDay day = WG_DAY_NONE;

  if (!g_regex_match_simple ("^[0-9]{4}/[0-9]{2}/[0-9]{2}$", cell, 0, 0))
    return NULL;
  day = wg_day_from_text (cell);
  return day != WG_DAY_NONE ? wg_day_to_text (day + DAYS_TO_1904) : NULL;
}

static WgRosterTable *
read_layer (OGRLayerH layer, const char *path, GCancellable *cancellable, GError **error)
{
  gboolean is_1904 = wg_workbook_counts_from_1904 (path);
  g_autoptr (WgRosterTable) table = wg_roster_table_new (path, OGR_L_GetName (layer));
  int n = OGR_FD_GetFieldCount (OGR_L_GetLayerDefn (layer));
  g_autofree const char **cells = g_new0 (const char *, (gsize) n + 1);
  OGRFeatureH feature = NULL;
  guint number = 0;

  OGR_L_ResetReading (layer);
  while ((feature = OGR_L_GetNextFeature (layer)) != NULL)
    {
      for (int i = 0; i < n; i++)
        {
          g_autofree char *day = NULL;

          cells[i] = OGR_F_IsFieldSetAndNotNull (feature, i) ? OGR_F_GetFieldAsString (feature, i) : "";
          day = is_1904 ? shift_day (cells[i]) : NULL;
          if (day != NULL)
            {
              OGR_F_SetFieldString (feature, i, day);
              cells[i] = OGR_F_GetFieldAsString (feature, i);
            }
        }
      wg_roster_table_add_row (table, ++number, cells, (guint) n);
      OGR_F_Destroy (feature);
      if (number % ROWS_PER_LOOK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  wg_roster_table_finish (table);
  return g_steal_pointer (&table);
}

/* How many rows may be of people: 0 without a column of names. */
static guint
count_people (const WgRosterTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (((WgRosterColumn *) g_ptr_array_index (table->columns, i))->meaning == WG_ROSTER_NAME)
      return table->rows->len - table->n_heading;
  return 0;
}

static WgRosterTable *
read_sheets (GDALDatasetH file, const char *path, const char *sheet, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgRosterTable) best = NULL;
  g_autoptr (WgGdalLog) log = wg_gdal_log_new ();

  for (int i = 0; i < GDALDatasetGetLayerCount (file); i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (file, i);
      g_autoptr (WgRosterTable) table = NULL;

      if (sheet != NULL && !g_str_equal (OGR_L_GetName (layer), sheet))
        continue;
      table = read_layer (layer, path, cancellable, error);
      if (table == NULL)
        return NULL;
      /* A sheet that breaks off would bring the rows before only, and nobody would know. */
      if (wg_gdal_log_get_first (log) != NULL)
        {
          wg_gdal_set_error (error, WG_EXCHANGE_ERROR_DAMAGED, log, path);
          return NULL;
        }
      if (best == NULL || count_people (table) > count_people (best))
        {
          wg_roster_table_free (best);
          best = g_steal_pointer (&table);
        }
    }
  if (best == NULL)
    g_set_error (error, WG_EXCHANGE_ERROR,
                 sheet != NULL ? WG_EXCHANGE_ERROR_NO_LAYER : WG_EXCHANGE_ERROR_EMPTY, "%s: no sheet %s", path,
                 sheet != NULL ? sheet : "");
  return g_steal_pointer (&best);
}

static GDALDatasetH
open_file (const char *path, GError **error)
{
  g_autoptr (WgGdalLog) log = wg_gdal_log_new ();
  GDALDatasetH file = NULL;

  wg_gdal_init ();
  file = GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL);
  if (file == NULL)
    wg_reason_set_error (error, path, log);
  return file;
}

static WgRosterTable *
read_book (const char *path, const char *sheet, GCancellable *cancellable, GError **error)
{
  g_autofree char *copy = NULL;
  WgRosterTable *table = NULL;
  GDALDatasetH file = NULL;

  wg_gdal_init ();
  copy = wg_workbook_copy (path);
  set_up (TRUE);
  file = open_file (copy != NULL ? copy : path, error);
  if (file != NULL)
    {
      table = read_sheets (file, path, sheet, cancellable, error);
      GDALClose (file);
    }
  set_up (FALSE);
  if (copy != NULL)
    VSIUnlink (copy);
  return table;
}

WgRosterTable *
wg_roster_read (const char *path, const char *sheet, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgRosterTable) table = NULL;
  gboolean is_page = FALSE;

  if (is_text (path) || is_text_under_other_name (path, &is_page))
    table = read_text (path, is_page, error);
  else
    table = read_book (path, sheet, cancellable, error);
  if (table != NULL && table->rows->len <= table->n_heading)
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_EMPTY, "%s: no rows", path);
      return NULL;
    }
  return g_steal_pointer (&table);
}

char **
wg_roster_list_sheets (const char *path, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GDALDatasetH file = NULL;

  if (is_text (path))
    return g_strdupv ((char *[]){ (char *) "", NULL });
  set_up (TRUE);
  file = open_file (path, error);
  for (int i = 0; file != NULL && i < GDALDatasetGetLayerCount (file); i++)
    g_ptr_array_add (names, g_strdup (OGR_L_GetName (GDALDatasetGetLayer (file, i))));
  if (file != NULL)
    GDALClose (file);
  set_up (FALSE);
  if (file == NULL)
    return NULL;
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
