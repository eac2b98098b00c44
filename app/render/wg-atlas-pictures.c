/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-atlas"

#include "wg-atlas-private.h"

#include <cairo-svg.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* A picture takes four bytes a pixel; more than this is refused. */
#define GREATEST_SIDE 32000
#define GREATEST_PIXELS 400e6
#define INCH_IN_METRES 0.0254
/* Where the head of a PNG ends: signature and IHDR. */
#define PNG_HEAD 33

typedef struct
{
  const WgAtlasJob *job;
  WgAtlasBook book;
  const char *folder;
  GPtrArray **files; /* by item: of char * */
  char **names;      /* by item: without number and ending, each different */
} Pictures;

/* A PNG on its way to a file. */
typedef struct
{
  FILE *file;
  gsize position;
  double dpi;
} Stream;

static gboolean
fail (GError **error, const char *path, const char *what)
{
  g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_WRITE, "%s: %s", path, what);
  return FALSE;
}

/* The checksum of a chunk (ISO 15948, annex D). */
static guint32
sum_chunk (const guint8 *data, gsize n)
{
  guint32 sum = 0xffffffff;

  for (gsize i = 0; i < n; i++)
    {
      sum ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        sum = sum & 1 ? sum >> 1 ^ 0xedb88320 : sum >> 1;
    }
  return ~sum;
}

static void
put_number (guint8 *at, guint32 number)
{
  number = GUINT32_TO_BE (number);
  memcpy (at, &number, sizeof number);
}

/* How large a pixel is on paper: without it a program prints the picture at any size. */
static gboolean
write_size (Stream *stream)
{
  guint8 chunk[21] = { 0, 0, 0, 9, 'p', 'H', 'Y', 's' };
  guint32 per_metre = (guint32) lround (stream->dpi / INCH_IN_METRES);

  put_number (chunk + 8, per_metre);
  put_number (chunk + 12, per_metre);
  chunk[16] = 1; /* the unit is the metre */
  put_number (chunk + 17, sum_chunk (chunk + 4, 13));
  return fwrite (chunk, 1, sizeof chunk, stream->file) == sizeof chunk;
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  Stream *stream = closure;

  while (length > 0)
    {
      gsize n = length;

      if (stream->position < PNG_HEAD)
        n = MIN (n, PNG_HEAD - stream->position);
      if (fwrite (data, 1, n, stream->file) != n)
        return CAIRO_STATUS_WRITE_ERROR;
      stream->position += n;
      data += n;
      length -= (unsigned int) n;
      if (stream->position == PNG_HEAD && stream->dpi > 0 && !write_size (stream))
        return CAIRO_STATUS_WRITE_ERROR;
    }
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
finish (cairo_surface_t *surface, cairo_t *cr)
{
  cairo_status_t status = cairo_status (cr);

  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return status != CAIRO_STATUS_SUCCESS ? status : cairo_surface_status (surface);
}

static cairo_status_t
write_svg (const WgChartSheet *sheet, guint page, Stream *stream)
{
  double width = 0, height = 0;
  cairo_surface_t *surface = NULL;
  cairo_t *cr = NULL;
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  wg_chart_sheet_get_page_size (sheet, page, &width, &height);
  surface = cairo_svg_surface_create_for_stream (write_cb, stream, width, height);
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
  cr = cairo_create (surface);
  wg_chart_sheet_paint (sheet, page, cr);
  status = finish (surface, cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

static cairo_status_t
write_png (const WgChartSheet *sheet, guint page, Stream *stream)
{
  double width = 0, height = 0, scale = stream->dpi / 72;
  cairo_surface_t *surface = NULL;
  cairo_t *cr = NULL;
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  wg_chart_sheet_get_page_size (sheet, page, &width, &height);
  width = round (width * scale);
  height = round (height * scale);
  if (width > GREATEST_SIDE || height > GREATEST_SIDE || width * height > GREATEST_PIXELS)
    return CAIRO_STATUS_INVALID_SIZE;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  wg_chart_sheet_paint (sheet, page, cr);
  status = finish (surface, cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, write_cb, stream);
  cairo_surface_destroy (surface);
  return status;
}

static gboolean
write_page (const Pictures *pictures, const WgChartSheet *sheet, guint page, const char *path,
            GError **error)
{
  gboolean is_png = pictures->job->format == WG_ATLAS_PNG;
  Stream stream = { fopen (path, "wbe"), 0, is_png ? pictures->job->dpi : 0 };
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  if (stream.file == NULL)
    return fail (error, path, g_strerror (errno));
  status = is_png ? write_png (sheet, page, &stream) : write_svg (sheet, page, &stream);
  if (fclose (stream.file) != 0 && status == CAIRO_STATUS_SUCCESS)
    status = CAIRO_STATUS_WRITE_ERROR;
  if (status == CAIRO_STATUS_WRITE_ERROR)
    return fail (error, path, g_strerror (errno));
  if (status == CAIRO_STATUS_INVALID_SIZE)
    {
      g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_TOO_LARGE, "%s: %.0f dpi", path,
                   pictures->job->dpi);
      return FALSE;
    }
  return status == CAIRO_STATUS_SUCCESS || fail (error, path, cairo_status_to_string (status));
}

static gboolean
write_item (guint index, gpointer user_data, GError **error)
{
  Pictures *pictures = user_data;
  g_autoptr (GError) own = NULL;
  g_autoptr (WgChartSheet) sheet = wg_atlas_book_make (&pictures->book, index, &own);
  guint n_pages = sheet != NULL ? wg_chart_sheet_count_pages (sheet) : 0;

  if (own != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
  for (guint page = 0; page < n_pages; page++)
    {
      g_autofree char *number = page > 0 ? g_strdup_printf ("-%u", page + 1) : g_strdup ("");
      char *path = g_strdup_printf ("%s/%s%s.%s", pictures->folder, pictures->names[index], number,
                                    wg_atlas_format_to_code (pictures->job->format));

      g_ptr_array_add (pictures->files[index], path);
      if (!write_page (pictures, sheet, page, path, error))
        return FALSE;
    }
  return TRUE;
}

/* Names by what items are; a name that was given already gets the item's number. */
static void
name_items (Pictures *pictures)
{
  static const char *const plain[] = { "cover", "index", NULL, NULL, "staff", "changes" };
  WgPlan *plan = wg_chart_stock_get_plan (pictures->job->stock);
  g_autoptr (GHashTable) given = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < pictures->book.items->len; i++)
    {
      const WgAtlasItem *item = &g_array_index (pictures->book.items, WgAtlasItem, i);
      char *name = plain[item->kind] != NULL
                     ? g_strdup (plain[item->kind])
                     : wg_atlas_file_name (pictures->job->pattern,
                                           wg_plan_get_grid (plan, item->grid));

      if (item->kind != WG_ATLAS_ITEM_HEADING && g_hash_table_contains (given, name))
        {
          g_autofree char *first = name;
          name = g_strdup_printf ("%s (%u)", first, i + 1);
        }
      pictures->names[i] = name;
      if (item->kind != WG_ATLAS_ITEM_HEADING)
        g_hash_table_add (given, name);
    }
}

gboolean
wg_atlas_write_pictures (const WgAtlasJob *job, const char *folder, const WgProgress *progress,
                         GCancellable *cancellable, GPtrArray *files, GError **error)
{
  Pictures pictures = { .job = job, .folder = folder };
  guint n = 0;
  gboolean is_ok = FALSE;

  wg_atlas_book_init (&pictures.book, job, job->unit, job->grids, job->n_grids);
  n = pictures.book.items->len;
  pictures.files = g_new (GPtrArray *, MAX (n, 1u));
  pictures.names = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    pictures.files[i] = g_ptr_array_new_with_free_func (g_free);
  name_items (&pictures);
  /* Numbers of pages are told in the index and at the foot: they are counted first. */
  is_ok = wg_atlas_book_count (&pictures.book, job->n_threads, cancellable, error)
          && wg_atlas_parallel (n, job->n_threads, write_item, &pictures, progress, cancellable, error);
  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_extend_and_steal (files, pictures.files[i]);
      g_free (pictures.names[i]);
    }
  g_free (pictures.files);
  g_free (pictures.names);
  wg_atlas_book_clear (&pictures.book);
  return is_ok;
}
