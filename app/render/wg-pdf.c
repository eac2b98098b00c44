/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#define G_LOG_DOMAIN "wg-pdf"

#include "wg-pdf-private.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Fewer items than this are one part; more than this many are never in one: the fonts of a part are kept
 * in memory and stored once for each. */
#define LEAST_PART 8
#define GREATEST_PART 256
/* Bytes of a part that are written at once. */
#define GREATEST_KEPT (128 * 1024)
/* How often progress is told at most, in microseconds. */
#define TELL_EVERY 50000

struct _WgPdfPen
{
  WgPdfPart *part;
  cairo_surface_t *surface;
  cairo_t *cr;
  gboolean is_open;
  GByteArray *kept; /* not in the file yet: cairo writes a few bytes at a time */
  int error_number; /* of the file, 0: none */
};

/* What the threads share. */
typedef struct
{
  const WgPdfJob *job;
  const char *folder;
  WgPdfPart *parts;
  guint n_parts;
  GCancellable *cancellable;
  gint next_part;   /* atomic */
  gint n_done;      /* items, atomic */
  gint is_stopped;  /* atomic */
  GMutex mutex;
  GCond cond;
  guint n_working;  /* by mutex, like those below */
  guint error_part;
  GError *error;    /* of the first part that failed */
} Printing;

/* A file beside the output that is gone when it is closed. */
static int
make_spill (const char *folder, GError **error)
{
  int file = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

  if (file < 0)
    {
      g_autofree char *name = g_build_filename (folder, ".wangge-XXXXXX", NULL);

      file = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);
      if (file >= 0)
        g_unlink (name);
    }
  if (file < 0)
    g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_WRITE, "%s: %s", folder, g_strerror (errno));
  return file;
}

static cairo_status_t
write_kept (WgPdfPen *pen)
{
  const guint8 *data = pen->kept->data;
  gsize length = pen->kept->len;

  while (length > 0)
    {
      ssize_t n = write (pen->part->file, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          pen->error_number = errno;
          return CAIRO_STATUS_WRITE_ERROR;
        }
      data += n;
      length -= (gsize) n;
    }
  g_byte_array_set_size (pen->kept, 0);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
spill_cb (void *closure, const unsigned char *data, unsigned int length)
{
  WgPdfPen *pen = closure;

  g_byte_array_append (pen->kept, data, length);
  return pen->kept->len < GREATEST_KEPT ? CAIRO_STATUS_SUCCESS : write_kept (pen);
}

static void
end_page (WgPdfPen *pen)
{
  if (pen->is_open)
    {
      cairo_restore (pen->cr);
      cairo_show_page (pen->cr);
    }
  pen->is_open = FALSE;
}

cairo_t *
wg_pdf_pen_begin_page (WgPdfPen *pen, double width, double height, const char *label)
{
  end_page (pen);
  cairo_pdf_surface_set_size (pen->surface, width, height);
  cairo_save (pen->cr);
  pen->is_open = TRUE;
  g_ptr_array_add (pen->part->labels, g_strdup (label));
  return pen->cr;
}

/* FALSE when another part failed, or the job was cancelled. */
static gboolean
goes_on (Printing *printing, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (printing->cancellable, error))
    return FALSE;
  return g_atomic_int_get (&printing->is_stopped) == 0;
}

static gboolean
paint_items (Printing *printing, WgPdfPart *part, WgPdfPen *pen, GError **error)
{
  for (guint i = 0; i < part->n_items; i++)
    {
      const WgPdfJob *job = printing->job;
      guint item = part->first_item + i, before = part->labels->len, n = 0;

      if (!goes_on (printing, error))
        return FALSE;
      if (!job->items[item].is_heading && !job->paint (item, pen, job->user_data, error))
        return FALSE;
      end_page (pen);
      n = part->labels->len - before;
      g_array_append_val (part->n_pages, n);
      g_atomic_int_inc (&printing->n_done);
      if (cairo_status (pen->cr) != CAIRO_STATUS_SUCCESS)
        return TRUE; /* told when the surface is finished */
    }
  return TRUE;
}

static gboolean
print_part (Printing *printing, WgPdfPart *part, GError **error)
{
  g_autoptr (GByteArray) kept = g_byte_array_sized_new (GREATEST_KEPT);
  WgPdfPen pen = { .part = part, .kept = kept };
  cairo_status_t status = CAIRO_STATUS_SUCCESS;
  gboolean is_ok = FALSE;

  part->file = make_spill (printing->folder, error);
  if (part->file < 0)
    return FALSE;
  pen.surface = cairo_pdf_surface_create_for_stream (spill_cb, &pen, 595, 842);
  /* Later versions may pack their objects into streams, which wg_pdf_join() does not open. */
  cairo_pdf_surface_restrict_to_version (pen.surface, CAIRO_PDF_VERSION_1_4);
  pen.cr = cairo_create (pen.surface);
  is_ok = paint_items (printing, part, &pen, error);
  status = cairo_status (pen.cr);
  cairo_destroy (pen.cr);
  cairo_surface_finish (pen.surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (pen.surface);
  cairo_surface_destroy (pen.surface);
  if (is_ok && status == CAIRO_STATUS_SUCCESS)
    status = write_kept (&pen);
  if (is_ok && status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_WRITE, "%s",
                   pen.error_number != 0 ? g_strerror (pen.error_number)
                                         : cairo_status_to_string (status));
      return FALSE;
    }
  return is_ok;
}

/* Keeps the error of the first part that has one, and stops the others. */
static void
stop (Printing *printing, guint part, GError *error)
{
  g_atomic_int_set (&printing->is_stopped, 1);
  if (error == NULL)
    return;
  g_mutex_lock (&printing->mutex);
  if (printing->error == NULL || part < printing->error_part)
    {
      g_clear_error (&printing->error);
      printing->error = error;
      printing->error_part = part;
    }
  else
    g_error_free (error);
  g_mutex_unlock (&printing->mutex);
}

static gpointer
print_parts (gpointer data)
{
  Printing *printing = data;

  for (;;)
    {
      guint part = (guint) g_atomic_int_add (&printing->next_part, 1);
      GError *error = NULL;

      if (part >= printing->n_parts || g_atomic_int_get (&printing->is_stopped) != 0)
        break;
      if (!print_part (printing, &printing->parts[part], &error))
        stop (printing, part, error);
    }
  g_mutex_lock (&printing->mutex);
  printing->n_working--;
  g_cond_signal (&printing->cond);
  g_mutex_unlock (&printing->mutex);
  return NULL;
}

/* Waits for the threads and tells how far they are. */
static void
wait_for (Printing *printing, const WgProgress *progress)
{
  g_mutex_lock (&printing->mutex);
  while (printing->n_working > 0)
    {
      g_cond_wait_until (&printing->cond, &printing->mutex, g_get_monotonic_time () + TELL_EVERY);
      g_mutex_unlock (&printing->mutex);
      wg_progress_report (progress, (double) g_atomic_int_get (&printing->n_done)
                                      / MAX (printing->job->n_items, 1u) * 0.95);
      g_mutex_lock (&printing->mutex);
    }
  g_mutex_unlock (&printing->mutex);
}

static void
print_all (Printing *printing, const WgProgress *progress)
{
  guint n = printing->job->n_threads > 0 ? printing->job->n_threads : g_get_num_processors ();
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();

  n = MIN (n, printing->n_parts);
  printing->n_working = n;
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (threads, g_thread_new ("wg-pdf", print_parts, printing));
  wait_for (printing, progress);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
}

/* An even number of parts of about the same size, by the number of items alone. */
static void
divide (Printing *printing)
{
  guint n_items = printing->job->n_items;
  guint n = MAX (2 * ((n_items + 2 * GREATEST_PART - 1) / (2 * GREATEST_PART)), 2u);

  if (n_items < 2 * LEAST_PART)
    n = 1;
  printing->n_parts = n;
  printing->parts = g_new0 (WgPdfPart, n);
  for (guint i = 0; i < n; i++)
    {
      WgPdfPart *part = &printing->parts[i];

      part->file = -1;
      part->first_item = (guint) ((guint64) n_items * i / n);
      part->n_items = (guint) ((guint64) n_items * (i + 1) / n) - part->first_item;
      part->n_pages = g_array_new (FALSE, FALSE, sizeof (guint));
      part->labels = g_ptr_array_new_with_free_func (g_free);
    }
}

static void
clear_parts (Printing *printing)
{
  for (guint i = 0; i < printing->n_parts; i++)
    {
      g_array_unref (printing->parts[i].n_pages);
      g_ptr_array_unref (printing->parts[i].labels);
      if (printing->parts[i].file >= 0)
        close (printing->parts[i].file);
    }
  g_free (printing->parts);
}

/* Joins the parts that have pages into @path by way of another name. */
static gboolean
join_parts (Printing *printing, const char *path, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.part", path);
  int file = g_open (temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  gboolean is_ok = FALSE;

  if (file < 0)
    {
      g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_WRITE, "%s: %s", path, g_strerror (errno));
      return FALSE;
    }
  is_ok = wg_pdf_join (printing->job, printing->parts, printing->n_parts, file,
                       printing->cancellable, error);
  if (close (file) != 0 && is_ok)
    {
      g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_WRITE, "%s: %s", path, g_strerror (errno));
      is_ok = FALSE;
    }
  if (is_ok && g_rename (temporary, path) != 0)
    {
      g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_WRITE, "%s: %s", path, g_strerror (errno));
      is_ok = FALSE;
    }
  if (!is_ok)
    g_unlink (temporary);
  return is_ok;
}

static guint
count_pages (const Printing *printing)
{
  guint n = 0;

  for (guint i = 0; i < printing->n_parts; i++)
    n += printing->parts[i].labels->len;
  return n;
}

gboolean
wg_pdf_write (const WgPdfJob *job, const char *path, const WgProgress *progress,
              GCancellable *cancellable, guint *n_pages_out, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  Printing printing = { .job = job, .folder = folder, .cancellable = cancellable };
  gboolean is_ok = FALSE;

  g_mutex_init (&printing.mutex);
  g_cond_init (&printing.cond);
  divide (&printing);
  print_all (&printing, progress);
  if (printing.error != NULL)
    g_propagate_error (error, printing.error);
  else if (count_pages (&printing) == 0)
    g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_NO_GRID, "nothing to print");
  else
    is_ok = !g_cancellable_set_error_if_cancelled (cancellable, error)
            && join_parts (&printing, path, error);
  if (n_pages_out != NULL)
    *n_pages_out = is_ok ? count_pages (&printing) : 0;
  clear_parts (&printing);
  g_mutex_clear (&printing.mutex);
  g_cond_clear (&printing.cond);
  if (is_ok)
    wg_progress_report (progress, 1);
  return is_ok;
}
