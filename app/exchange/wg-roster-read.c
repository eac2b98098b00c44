/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-roster-read"

#include "wg-roster-read.h"

#include "../base/wg-day.h"
#include "wg-gdal.h"
#include "wg-page-file.h"
#include "wg-reason.h"
#include "wg-workbook.h"

#include <cpl_vsi.h>
#include <ogr_api.h>
#include <string.h>

#define ROWS_PER_LOOK 1024
#define DAYS_TO_1904 1462 /* ECMA-376 part 1, 18.17.4.1: from the epoch of 1900 to that of 1904 */

static gboolean
is_text (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".csv") || g_str_has_suffix (lower, ".txt") || g_str_has_suffix (lower, ".tsv");
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

/* Takes @table where more people may be in it. */
static void
keep_better (WgRosterTable **best, WgRosterTable *table)
{
  if (*best != NULL && count_people (table) <= count_people (*best))
    {
      wg_roster_table_free (table);
      return;
    }
  wg_roster_table_free (*best);
  *best = table;
}

static void
set_no_sheet (GError **error, const char *path, const char *sheet)
{
  g_set_error (error, WG_EXCHANGE_ERROR, sheet != NULL ? WG_EXCHANGE_ERROR_NO_LAYER : WG_EXCHANGE_ERROR_EMPTY,
               "%s: no sheet %s", path, sheet != NULL ? sheet : "");
}

/* Text, and what has the name of a workbook only. */
static WgRosterTable *
read_pages (const char *path, const char *sheet, GError **error)
{
  g_autoptr (WgRosterTable) best = NULL;
  g_autoptr (GPtrArray) pages = NULL;

  wg_gdal_init ();
  pages = wg_page_file_read (path, NULL, error);
  if (pages == NULL)
    return NULL;
  for (guint i = 0; i < pages->len; i++)
    {
      const WgPage *page = g_ptr_array_index (pages, i);

      if (sheet == NULL || g_str_equal (page->name, sheet))
        keep_better (&best, wg_roster_table_new_from_page (path, page));
    }
  if (best == NULL)
    set_no_sheet (error, path, sheet);
  return g_steal_pointer (&best);
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
      keep_better (&best, g_steal_pointer (&table));
    }
  if (best == NULL)
    set_no_sheet (error, path, sheet);
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
  wg_page_set_plain (TRUE);
  file = open_file (copy != NULL ? copy : path, error);
  if (file != NULL)
    {
      table = read_sheets (file, path, sheet, cancellable, error);
      GDALClose (file);
    }
  wg_page_set_plain (FALSE);
  if (copy != NULL)
    VSIUnlink (copy);
  return table;
}

WgRosterTable *
wg_roster_read (const char *path, const char *sheet, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgRosterTable) table = NULL;

  if (is_text (path) || wg_page_file_is (path))
    table = read_pages (path, is_text (path) ? NULL : sheet, error);
  else
    table = read_book (path, sheet, cancellable, error);
  if (table != NULL && table->rows->len <= table->n_heading)
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_EMPTY, "%s: no rows", path);
      return NULL;
    }
  return g_steal_pointer (&table);
}

static char **
list_pages (const char *path, GError **error)
{
  g_autoptr (GPtrArray) pages = wg_page_file_read (path, NULL, error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; pages != NULL && i < pages->len; i++)
    g_strv_builder_add (names, ((WgPage *) g_ptr_array_index (pages, i))->name);
  return pages != NULL ? g_strv_builder_end (names) : NULL;
}

char **
wg_roster_list_sheets (const char *path, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autofree char *copy = NULL;
  GDALDatasetH file = NULL;

  if (is_text (path))
    return g_strdupv ((char *[]){ (char *) "", NULL });
  wg_gdal_init ();
  if (wg_page_file_is (path))
    return list_pages (path, error);
  copy = wg_workbook_copy (path);
  wg_page_set_plain (TRUE);
  file = open_file (copy != NULL ? copy : path, error);
  for (int i = 0; file != NULL && i < GDALDatasetGetLayerCount (file); i++)
    g_strv_builder_add (names, OGR_L_GetName (GDALDatasetGetLayer (file, i)));
  if (file != NULL)
    GDALClose (file);
  wg_page_set_plain (FALSE);
  if (copy != NULL)
    VSIUnlink (copy);
  return file != NULL ? g_strv_builder_end (names) : NULL;
}
