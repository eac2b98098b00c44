/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-atlas"

#include "wg-atlas-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

static const char *const format_codes[] = { "pdf", "svg", "png" };

/* Several books on all processors, each on one thread. */
typedef struct
{
  GArray *books; /* of WgAtlasBook */
  gint n_pages;
  GCancellable *cancellable;
} Shelf;

gboolean
wg_atlas_format_from_code (const char *code, WgAtlasFormat *format_out)
{
  for (guint i = 0; i < G_N_ELEMENTS (format_codes); i++)
    if (g_strcmp0 (code, format_codes[i]) == 0)
      {
        *format_out = (WgAtlasFormat) i;
        return TRUE;
      }
  return FALSE;
}

const char *
wg_atlas_format_to_code (WgAtlasFormat format)
{
  return format_codes[format];
}

gboolean
wg_atlas_needs_folder (const WgAtlasJob *job)
{
  return job->format != WG_ATLAS_PDF || job->split_depth > 0;
}

/* One path into the folder that is written, another one to the place where it goes. */
static char *
give_name (const WgAtlasJob *job, guint32 unit, const char *folder, GHashTable *given)
{
  const WgGrid *grid = wg_plan_get_grid (wg_chart_stock_get_plan (job->stock), unit);
  g_autofree char *name = grid != NULL ? wg_atlas_file_name (job->pattern, grid) : g_strdup ("0");
  char *path = g_strdup_printf ("%s/%s.pdf", folder, name);

  for (guint n = 2; g_hash_table_contains (given, path); n++)
    {
      g_free (path);
      path = g_strdup_printf ("%s/%s (%u).pdf", folder, name, n);
    }
  g_hash_table_add (given, path);
  return path;
}

/* A book for each run of grids with one ancestor at the depth; those without one make a book of their
 * own, named by the first. */
static GArray *
make_books (const WgAtlasJob *job, const char *folder)
{
  WgPlan *plan = wg_chart_stock_get_plan (job->stock);
  GArray *books = g_array_new (FALSE, FALSE, sizeof (WgAtlasBook));
  g_autoptr (GHashTable) given = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < job->n_grids;)
    {
      guint32 unit = wg_plan_get_ancestor (plan, job->grids[i], job->split_depth);
      guint end = i + 1;
      WgAtlasBook book;

      while (end < job->n_grids
             && wg_plan_get_ancestor (plan, job->grids[end], job->split_depth) == unit)
        end++;
      wg_atlas_book_init (&book, job, unit, job->grids + i, end - i);
      book.path = give_name (job, unit != 0 ? unit : job->grids[i], folder, given);
      g_array_append_val (books, book);
      i = end;
    }
  return books;
}

static gboolean
write_book (guint index, gpointer user_data, GError **error)
{
  Shelf *shelf = user_data;
  guint n_pages = 0;

  if (!wg_atlas_book_write_pdf (&g_array_index (shelf->books, WgAtlasBook, index), 1, NULL,
                                shelf->cancellable, &n_pages, error))
    return FALSE;
  g_atomic_int_add (&shelf->n_pages, (gint) n_pages);
  return TRUE;
}

static gboolean
write_books (const WgAtlasJob *job, const char *folder, const WgProgress *progress,
             GCancellable *cancellable, WgAtlasResult *result, GError **error)
{
  Shelf shelf = { make_books (job, folder), 0, cancellable };
  gboolean is_ok = wg_atlas_parallel (shelf.books->len, job->n_threads, write_book, &shelf, progress,
                                      cancellable, error);

  for (guint i = 0; i < shelf.books->len; i++)
    {
      WgAtlasBook *book = &g_array_index (shelf.books, WgAtlasBook, i);

      g_ptr_array_add (result->files, g_steal_pointer (&book->path));
      wg_atlas_book_clear (book);
    }
  g_array_unref (shelf.books);
  result->n_pages = (guint) shelf.n_pages;
  return is_ok;
}

static gboolean
write_one (const WgAtlasJob *job, const char *path, const WgProgress *progress,
           GCancellable *cancellable, WgAtlasResult *result, GError **error)
{
  WgAtlasBook book;
  gboolean is_ok = FALSE;

  wg_atlas_book_init (&book, job, job->unit, job->grids, job->n_grids);
  book.path = g_strdup (path);
  is_ok = wg_atlas_book_write_pdf (&book, job->n_threads, progress, cancellable, &result->n_pages,
                                   error);
  if (is_ok)
    g_ptr_array_add (result->files, g_steal_pointer (&book.path));
  wg_atlas_book_clear (&book);
  return is_ok;
}

static gboolean
fail (const char *path, GError **error)
{
  g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_WRITE, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

/* From the folder that was written into to the one that was asked for; or nowhere. */
static gboolean
move_files (GPtrArray *files, const char *to, gboolean is_wanted, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    {
      char *from = g_ptr_array_index (files, i);
      g_autofree char *base = g_path_get_basename (from);
      char *path = g_build_filename (to, base, NULL);

      if (is_wanted && g_rename (from, path) != 0)
        {
          is_wanted = FALSE;
          fail (path, error);
        }
      if (!is_wanted)
        g_unlink (from);
      g_ptr_array_index (files, i) = path;
      g_free (from);
    }
  return is_wanted;
}

static gboolean
write_folder (const WgAtlasJob *job, const char *path, const WgProgress *progress,
              GCancellable *cancellable, WgAtlasResult *result, GError **error)
{
  g_autofree char *work = g_build_filename (path, ".wangge-XXXXXX", NULL);
  gboolean was_there = g_file_test (path, G_FILE_TEST_IS_DIR), is_ok = FALSE;

  if (g_mkdir_with_parents (path, 0777) != 0 || g_mkdtemp_full (work, 0777) == NULL)
    return fail (path, error);
  if (job->format == WG_ATLAS_PDF)
    is_ok = write_books (job, work, progress, cancellable, result, error);
  else
    {
      is_ok = wg_atlas_write_pictures (job, work, progress, cancellable, result->files, error);
      result->n_pages = result->files->len;
    }
  is_ok = move_files (result->files, path, is_ok, is_ok ? error : NULL);
  g_rmdir (work);
  if (!is_ok && !was_there)
    g_rmdir (path);
  return is_ok;
}

gboolean
wg_atlas_write (const WgAtlasJob *job, const char *path, const WgProgress *progress,
                GCancellable *cancellable, WgAtlasResult *result_out, GError **error)
{
  gboolean is_ok = FALSE;

  *result_out = (WgAtlasResult){ 0, g_ptr_array_new_with_free_func (g_free) };
  if (job->n_grids == 0 && (job->parts & (WG_ATLAS_STAFF | WG_ATLAS_CHANGES)) == 0)
    {
      g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_NO_GRID, "nothing to print");
      return FALSE;
    }
  if (wg_atlas_needs_folder (job))
    is_ok = write_folder (job, path, progress, cancellable, result_out, error);
  else
    is_ok = write_one (job, path, progress, cancellable, result_out, error);
  if (is_ok)
    return TRUE;
  g_ptr_array_set_size (result_out->files, 0);
  result_out->n_pages = 0;
  return FALSE;
}

void
wg_atlas_result_clear (WgAtlasResult *result)
{
  g_clear_pointer (&result->files, g_ptr_array_unref);
}
