/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-page-file"

#include "wg-page-file.h"

#include "wg-reason.h"
#include "wg-source.h"
#include "wg-text.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <ogr_api.h>
#include <string.h>

#define HEAD_BYTES 4096
#define SAMPLE_BYTES (1 << 20)
#define FILE_BYTES (1 << 28)

static const char *const settings[]
  = { "OGR_XLSX_HEADERS", "OGR_XLSX_FIELD_TYPES", "OGR_ODS_HEADERS", "OGR_ODS_FIELD_TYPES", "OGR_XLS_HEADERS",
      "OGR_XLS_FIELD_TYPES" };
static const char *const values[] = { "DISABLE", "STRING", "DISABLE", "STRING", "DISABLE", "STRING" };

static gboolean
has_ending (const char *path, const char *const *endings)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

/* By lines: a sample whose pieces end in the middle of a character would be judged wrong. */
static const char *
guess_encoding (const char *bytes, gsize size)
{
  WgTextSample sample = { 0 };
  const char *at = bytes, *end_of_sample = bytes + MIN (size, SAMPLE_BYTES);

  while (at < end_of_sample)
    {
      const char *end = memchr (at, '\n', (gsize) (bytes + size - at));
      gsize length = (gsize) ((end != NULL ? end : bytes + size) - at);

      wg_text_sample_add (&sample, at, length, FALSE);
      at += length + 1;
    }
  return wg_text_sample_guess (&sample);
}

static gboolean
is_utf16 (const char *bytes, gsize size)
{
  return size >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0);
}

/* UTF-8, whatever it takes. */
static char *
decode (const char *bytes, gsize size, const char *encoding)
{
  char *text = NULL;

  if (is_utf16 (bytes, size))
    text = g_convert (bytes, (gssize) (size & ~(gsize) 1), "UTF-8", "UTF-16", NULL, NULL, NULL);
  else
    text = g_convert_with_fallback (bytes, (gssize) size, "UTF-8",
                                    encoding != NULL ? encoding : guess_encoding (bytes, size), "?", NULL, NULL, NULL);
  return text != NULL ? text : g_utf8_make_valid (bytes, (gssize) size);
}

/* The first bytes, in small letters; (nullable): it is no text. */
static char *
read_head (const char *path)
{
  g_autofree char *bytes = g_malloc0 (HEAD_BYTES + 1);
  g_autofree char *text = NULL;
  VSILFILE *file = VSIFOpenL (path, "rb");
  gsize size = 0;

  if (file == NULL)
    return NULL;
  size = VSIFReadL (bytes, 1, HEAD_BYTES, file);
  VSIFCloseL (file);
  if (size < 8 || g_str_has_prefix (bytes, "PK") || g_str_has_prefix (bytes, "\xd0\xcf\x11\xe0")
      || (!is_utf16 (bytes, size) && memchr (bytes, '\0', size) != NULL))
    return NULL;
  text = is_utf16 (bytes, size) ? decode (bytes, size, NULL) : g_steal_pointer (&bytes);
  return g_ascii_strdown (text, -1);
}

static gboolean
is_page (const char *head)
{
  return strstr (head, "<html") != NULL || strstr (head, "<table") != NULL;
}

static gboolean
is_workbook (const char *head)
{
  return strstr (head, "urn:schemas-microsoft-com:office:spreadsheet") != NULL && strstr (head, "<html") == NULL;
}

static gboolean
is_unnamed (const char *name, int index)
{
  g_autofree char *of_workbook = g_strdup_printf ("Field%d", index + 1);
  g_autofree char *of_text = g_strdup_printf ("field_%d", index + 1);

  return *name == '\0' || strpbrk (name, "\r\n") != NULL || g_str_equal (name, of_workbook)
         || g_str_equal (name, of_text);
}

static WgPage *
read_sheet (OGRLayerH layer)
{
  WgPage *page = wg_page_new (OGR_L_GetName (layer));
  int n = OGR_FD_GetFieldCount (OGR_L_GetLayerDefn (layer));
  g_autofree const char **cells = g_new0 (const char *, (gsize) n + 1);
  OGRFeatureH feature = NULL;

  OGR_L_ResetReading (layer);
  while ((feature = OGR_L_GetNextFeature (layer)) != NULL)
    {
      for (int i = 0; i < n; i++)
        cells[i] = OGR_F_IsFieldSetAndNotNull (feature, i) ? OGR_F_GetFieldAsString (feature, i) : "";
      wg_page_add_row (page, cells, (guint) n);
      OGR_F_Destroy (feature);
    }
  return page;
}

static gboolean
is_of (GDALDatasetH dataset, const char *driver)
{
  return g_str_equal (GDALGetDriverShortName (GDALGetDatasetDriver (dataset)), driver);
}

static guint
count_unnamed (GDALDatasetH dataset, int layer, guint *n_out)
{
  OGRFeatureDefnH fields = OGR_L_GetLayerDefn (GDALDatasetGetLayer (dataset, layer));
  guint n_unnamed = 0;

  *n_out = (guint) OGR_FD_GetFieldCount (fields);
  for (guint i = 0; i < *n_out; i++)
    n_unnamed += is_unnamed (OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (fields, (int) i)), (int) i);
  return n_unnamed;
}

static gboolean
is_doubtful (GDALDatasetH dataset)
{
  gboolean is_text = is_of (dataset, "CSV");

  if (!is_text && !is_of (dataset, "XLSX") && !is_of (dataset, "ODS") && !is_of (dataset, "XLS"))
    return FALSE;
  for (int i = 0; i < GDALDatasetGetLayerCount (dataset); i++)
    {
      guint n = 0, n_unnamed = count_unnamed (dataset, i, &n);

      if ((is_text && n == 1) || (n > 1 && n_unnamed > 0))
        return TRUE;
    }
  return FALSE;
}

/* The sheets of a workbook with all rows as texts; (nullable). */
static GPtrArray *
read_book (const char *path)
{
  static const char *const drivers[] = { "XLSX", "ODS", "XLS", NULL };
  GPtrArray *pages = NULL;
  GDALDatasetH file = NULL;

  wg_page_set_plain (TRUE);
  file = GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, NULL, NULL);
  if (file != NULL)
    {
      pages = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_page_free);
      for (int i = 0; i < GDALDatasetGetLayerCount (file); i++)
        g_ptr_array_add (pages, read_sheet (GDALDatasetGetLayer (file, i)));
      GDALClose (file);
    }
  wg_page_set_plain (FALSE);
  return pages;
}

/* Is the heading of a page not the first row alone, or does @dataset not see that it is one? */
static gboolean
has_other_heading (const GPtrArray *pages, GDALDatasetH dataset)
{
  for (guint i = 0; i < pages->len; i++)
    {
      guint n = 0, first = 0, end = 0;
      gboolean is_unseen = dataset != NULL && (int) i < GDALDatasetGetLayerCount (dataset)
                           && count_unnamed (dataset, (int) i, &n) == n;

      if (wg_page_find_heading (g_ptr_array_index (pages, i), &first, &end) && (first > 0 || end > 1 || is_unseen))
        return TRUE;
    }
  return FALSE;
}

/* (nullable): the disk is full, which memory is not */
static char *
write_page (const WgPage *page, const char *path)
{
  static gint n_copies;
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *stem = g_strndup (base, strrchr (base, '.') != NULL ? (gsize) (strrchr (base, '.') - base)
                                                                      : strlen (base));
  g_autofree char *name = g_strdelimit (g_strdup (*page->name != '\0' ? page->name : stem), "/\\", '_');
  g_autofree char *copy
    = g_strdup_printf ("/vsimem/wangge-pages-%d/%s.csv", g_atomic_int_add (&n_copies, 1), name);
  g_autofree char *csv = wg_page_to_csv (page);
  VSILFILE *file = VSIFOpenL (copy, "wb");
  gsize size = strlen (csv);
  gboolean is_written = file != NULL && VSIFWriteL (csv, 1, size, file) == size;

  if (file != NULL)
    VSIFCloseL (file);
  return is_written ? g_steal_pointer (&copy) : NULL;
}

gboolean
wg_page_file_is (const char *path)
{
  static const char *const workbooks[] = { ".xls", ".xlsx", ".et", NULL };
  static const char *const pages[] = { ".htm", ".html", ".xml", NULL };
  gboolean is_called_workbook = has_ending (path, workbooks);
  g_autofree char *head = is_called_workbook || has_ending (path, pages) ? read_head (path) : NULL;

  return head != NULL && (is_page (head) || is_workbook (head) || (is_called_workbook && strchr (head, '\t') != NULL));
}

GPtrArray *
wg_page_file_read (const char *path, const char *encoding, GError **error)
{
  g_autoptr (GPtrArray) pages = NULL;
  g_autofree char *head = read_head (path);
  g_autofree char *text = NULL;
  g_autoptr (WgGdalLog) log = wg_gdal_log_new ();
  GByte *bytes = NULL;
  vsi_l_offset size = 0;

  if (!VSIIngestFile (NULL, path, &bytes, &size, FILE_BYTES))
    {
      wg_reason_set_error (error, path, log);
      return NULL;
    }
  text = decode ((const char *) bytes, size, encoding);
  VSIFree (bytes);
  if (head != NULL && is_workbook (head))
    {
      pages = wg_page_parse_workbook (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text);
      if (pages == NULL)
        g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_DAMAGED, "%s: breaks off", path);
      return g_steal_pointer (&pages);
    }
  pages = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_page_free);
  g_ptr_array_add (pages, head != NULL && is_page (head) ? wg_page_parse_html (text) : wg_page_parse_text (text));
  return g_steal_pointer (&pages);
}

GPtrArray *
wg_page_read_anew (GDALDatasetH dataset, const char *path, const char *encoding)
{
  static const char *const texts[] = { ".csv", ".txt", ".tsv", NULL };
  g_autoptr (GPtrArray) pages = NULL;

  if (dataset != NULL ? !is_doubtful (dataset) : !has_ending (path, texts))
    return NULL;
  pages = dataset == NULL || is_of (dataset, "CSV") ? wg_page_file_read (path, encoding, NULL) : read_book (path);
  return pages != NULL && has_other_heading (pages, dataset) ? g_steal_pointer (&pages) : NULL;
}

GPtrArray *
wg_page_copy (const GPtrArray *pages, const char *path)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < pages->len; i++)
    {
      const WgPage *page = g_ptr_array_index (pages, i);
      char *copy = page->rows->len > 0 ? write_page (page, path) : NULL;

      if (copy != NULL)
        g_ptr_array_add (copies, copy);
    }
  return copies;
}

void
wg_page_set_plain (gboolean is_on)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    CPLSetThreadLocalConfigOption (settings[i], is_on ? values[i] : NULL);
}
