/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "app/render/wg-pdf-private.h"
#include "tests/support/wg-test-folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <pango/pangocairo.h>
#include <string.h>
#include <unistd.h>

#define N_ITEMS 150

typedef struct
{
  guint failing_item; /* 0: none */
  gint n_painted;
  GCancellable *cancellable; /* cancelled after some items */
} Painter;

/* Every tenth item is a heading, every seventh has two pages. */
static gboolean
paint_item (guint item, WgPdfPen *pen, gpointer user_data, GError **error)
{
  Painter *painter = user_data;

  if (painter->failing_item != 0 && item >= painter->failing_item)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "item %u", item);
      return FALSE;
    }
  if (g_atomic_int_add (&painter->n_painted, 1) == 20 && painter->cancellable != NULL)
    g_cancellable_cancel (painter->cancellable);
  for (guint page = 0; page < (item % 7 == 0 ? 2u : 1u); page++)
    {
      g_autofree char *label = g_strdup_printf ("3301%04u", item);
      g_autofree char *text = g_strdup_printf ("第%u网格 (R 1 0 R) %u", item, page);
      cairo_t *cr = wg_pdf_pen_begin_page (pen, 595, item % 2 ? 842 : 420, page == 0 ? label : NULL);
      g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);

      pango_layout_set_text (layout, text, -1);
      cairo_move_to (cr, 40, 40);
      pango_cairo_show_layout (cr, layout);
      cairo_rectangle (cr, 50, 60, 10 + item, 20);
      cairo_fill (cr);
    }
  return TRUE;
}

static WgPdfItem *
make_items (void)
{
  static const char *names[] = { "北山街道", "第一网格", "第二网格" };
  WgPdfItem *items = g_new0 (WgPdfItem, N_ITEMS);

  for (guint i = 0; i < N_ITEMS; i++)
    items[i] = (WgPdfItem){ names[i % 10 == 0 ? 0 : 1 + i % 2], i % 10 != 0, i % 10 == 0 };
  return items;
}

static guint
count_wanted (void)
{
  guint n = 0;

  for (guint i = 0; i < N_ITEMS; i++)
    n += i % 10 == 0 ? 0 : i % 7 == 0 ? 2 : 1;
  return n;
}

static GBytes *
print (const char *folder, guint n_threads, guint *n_pages)
{
  g_autofree WgPdfItem *items = make_items ();
  g_autofree char *path = g_build_filename (folder, "atlas.pdf", NULL);
  g_autoptr (GError) error = NULL;
  Painter painter = { 0 };
  WgPdfJob job = { .items = items, .n_items = N_ITEMS, .paint = paint_item, .user_data = &painter,
                   .title = "西湖区 (网格) 图集", .author = "编制组", .language = "zh-CN",
                   .date = "2026-11-23", .n_threads = n_threads };
  char *data = NULL;
  gsize length = 0;

  g_assert_true (wg_pdf_write (&job, path, NULL, NULL, n_pages, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_bytes_new_take (data, length);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
test_same_bytes (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  guint n_pages = 0;
  g_autoptr (GBytes) one = print (folder, 1, &n_pages);
  g_autoptr (GBytes) two = print (folder, 2, NULL);
  g_autoptr (GBytes) five = print (folder, 5, NULL);

  g_assert_cmpuint (n_pages, ==, count_wanted ());
  g_assert_true (g_bytes_equal (one, two));
  g_assert_true (g_bytes_equal (one, five));
  g_assert_cmpuint (count_files (folder), ==, 1);
  wg_test_folder_remove (folder);
}

/* What was written is read again: one tree of pages, every reference leads to an object. */
static void
test_structure (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  g_autoptr (GBytes) bytes = print (folder, 2, NULL);
  g_autofree char *path = g_build_filename (folder, "atlas.pdf", NULL);
  g_autoptr (GError) error = NULL;
  int file = g_open (path, O_RDONLY);
  WgPdfReader reader;
  guint n_pages = 0, n_marks = 0, n_fonts = 0;

  g_assert_true (wg_pdf_reader_open (&reader, file, &error));
  for (guint i = 1; i < reader.n_objects; i++)
    {
      g_assert_true (wg_pdf_reader_read (&reader, i, &error));
      g_assert_no_error (error);
      g_assert_cmpint (memcmp (reader.buffer->str + reader.buffer->len - 7, "endobj\n", 7), ==, 0);
      n_pages += strstr (reader.buffer->str, "/Type /Page\n") != NULL
                 || strstr (reader.buffer->str, "/Type /Page ") != NULL;
      n_marks += strstr (reader.buffer->str, "/Dest [") != NULL;
      n_fonts += strstr (reader.buffer->str, "/FontFile3") != NULL;
    }
  g_assert_cmpuint (n_pages, ==, count_wanted ());
  g_assert_cmpuint (n_marks, ==, N_ITEMS);
  g_assert_cmpuint (n_fonts, >=, 2);
  g_assert_true (wg_pdf_reader_read (&reader, reader.info, NULL));
  g_assert_nonnull (strstr (reader.buffer->str, "(D:20261123)"));
  g_assert_true (wg_pdf_reader_read (&reader, reader.pages, NULL));
  g_assert_cmpuint (wg_pdf_reader_find (&reader, "/Count"), ==, count_wanted ());
  wg_pdf_reader_close (&reader);
  close (file);
  wg_test_folder_remove (folder);
}

/* Numbers change in dictionaries only: not in texts, words and streams. */
static void
test_renumber (void)
{
  const guint numbers[] = { 0, 11, 12, 13 };
  WgPdfReader reader = { .n_objects = 4 };
  g_autoptr (GString) out = g_string_new (NULL);

  reader.buffer = g_string_new ("<< /A 1 0 R /B [ 2 0 R 3 0 R ] /C (1 0 R \\) 2 0 R) /D <3 0 R>\n"
                                "% 1 0 R\n/E 1 0 Re /F1 0 R /G 3 0 R>> stream\n1 0 R\nendstream");
  wg_pdf_reader_renumber (&reader, numbers, out);
  g_assert_cmpstr (out->str, ==,
                   "<< /A 11 0 R /B [ 12 0 R 13 0 R ] /C (1 0 R \\) 2 0 R) /D <3 0 R>\n"
                   "\n/E 1 0 Re /F1 0 R /G 13 0 R>> stream\n1 0 R\nendstream");
  g_string_free (reader.buffer, TRUE);
}

/* A name that stands twice in a list of pictures is kept once; streams are not looked at. */
static void
test_repeated (void)
{
  WgPdfReader reader = { 0 };

  reader.buffer = g_string_new ("<< /XObject << /x8 9 0 R /x9 10 0 R /x8 9 0 R >>\n /Font << /f 1 0 R >> >>\nendobj\n");
  wg_pdf_reader_drop_repeated (&reader);
  g_assert_cmpstr (reader.buffer->str, ==,
                   "<< /XObject << /x8 9 0 R /x9 10 0 R >>\n /Font << /f 1 0 R >> >>\nendobj\n");
  g_string_assign (reader.buffer, "<< /Length 9 >>\nstream\n/XObject << /x8 /x8 >>\nendstream");
  wg_pdf_reader_drop_repeated (&reader);
  g_assert_cmpstr (reader.buffer->str, ==, "<< /Length 9 >>\nstream\n/XObject << /x8 /x8 >>\nendstream");
  g_string_free (reader.buffer, TRUE);
}

/* What is no font of that kind stays as it is. */
static void
test_no_font (void)
{
  guint8 bytes[] = { 1, 0, 4, 1, 0, 1, 1, 1, 9, 'x', 0, 0 };
  guint8 before[sizeof bytes];
  g_autoptr (GString) object = g_string_new ("<< /Length 3 /Subtype /CIDFontType0C /Filter /FlateDecode >>\nstream\nabc\nendstream");
  g_autoptr (GString) out = g_string_new (NULL);

  memcpy (before, bytes, sizeof bytes);
  g_assert_false (wg_pdf_font_empty_unused (bytes, sizeof bytes));
  g_assert_cmpmem (bytes, sizeof bytes, before, sizeof before);
  for (gsize n = 0; n < sizeof bytes; n++)
    g_assert_false (wg_pdf_font_empty_unused (bytes, n));
  g_assert_false (wg_pdf_font_shrink (object, out));
  g_assert_cmpuint (out->len, ==, 0);
}

static void
test_failures (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree WgPdfItem *items = make_items ();
  g_autofree char *path = g_build_filename (folder, "atlas.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "atlas.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Painter painter = { .failing_item = 90 };
  WgPdfJob job = { .items = items, .n_items = N_ITEMS, .paint = paint_item, .user_data = &painter };

  g_assert_false (wg_pdf_write (&job, path, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);
  painter = (Painter){ .cancellable = cancellable };
  g_assert_false (wg_pdf_write (&job, path, NULL, cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (painter.n_painted, <, N_ITEMS / 2);
  g_clear_error (&error);
  painter = (Painter){ 0 };
  g_assert_false (wg_pdf_write (&job, nowhere, NULL, NULL, NULL, &error));
  g_assert_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_WRITE);
  g_clear_error (&error);
  job.n_items = 1;
  g_assert_false (wg_pdf_write (&job, path, NULL, NULL, NULL, &error));
  g_assert_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_NO_GRID);
  g_assert_cmpuint (count_files (folder), ==, 0);
  wg_test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/same-bytes", test_same_bytes);
  g_test_add_func ("/pdf/structure", test_structure);
  g_test_add_func ("/pdf/renumber", test_renumber);
  g_test_add_func ("/pdf/repeated", test_repeated);
  g_test_add_func ("/pdf/no-font", test_no_font);
  g_test_add_func ("/pdf/failures", test_failures);
  return g_test_run ();
}
