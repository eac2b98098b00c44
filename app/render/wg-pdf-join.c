/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-pdf"

#include "wg-pdf-private.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FLUSH (256 * 1024)

/* The document that is written. */
typedef struct
{
  const WgPdfJob *job;
  int file;
  gint64 position;   /* of the start of the buffer in the file */
  GString *buffer;
  GArray *offsets;   /* of gint64, by object */
  GArray *pages;     /* of guint: the object of each page */
  GArray *nodes;     /* of guint: the pages of each part */
  guint root_pages;
  GChecksum *checksum;
} Writer;

/* A line of the table of contents. */
typedef struct
{
  const WgPdfItem *item;
  guint page;    /* object */
  guint number;  /* its own object */
  guint up;      /* indexes + 1 of others; 0: none */
  guint before;
  guint after;
  guint first;
  guint last;
  guint n_below;
} Mark;

static gboolean
flush (Writer *w, GError **error)
{
  gsize done = 0;

  g_checksum_update (w->checksum, (const guchar *) w->buffer->str, (gssize) w->buffer->len);
  while (done < w->buffer->len)
    {
      ssize_t n = write (w->file, w->buffer->str + done, w->buffer->len - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_WRITE, "%s", g_strerror (errno));
          return FALSE;
        }
      done += (gsize) n;
    }
  w->position += (gint64) w->buffer->len;
  g_string_truncate (w->buffer, 0);
  return TRUE;
}

/* A number for an object that comes later, or now. */
static guint
reserve (Writer *w)
{
  const gint64 unknown = 0;

  g_array_append_val (w->offsets, unknown);
  return w->offsets->len - 1;
}

static void
begin_object (Writer *w, guint number)
{
  g_array_index (w->offsets, gint64, number) = w->position + (gint64) w->buffer->len;
  g_string_append_printf (w->buffer, "%u 0 obj", number);
}

/* The pages of a part are a node of the tree of pages: its root gets a parent. */
static gboolean
write_node (Writer *w, const WgPdfReader *reader, const guint *numbers, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char *open = NULL, *kids = NULL;

  wg_pdf_reader_renumber (reader, numbers, text);
  open = strstr (text->str, "<<");
  kids = strstr (text->str, "/Kids");
  kids = kids != NULL ? strchr (kids, '[') : NULL;
  if (open == NULL || kids == NULL)
    {
      g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_WRITE, "part of a PDF: no list of pages");
      return FALSE;
    }
  for (char *at = kids + 1; *at != ']' && *at != '\0';)
    {
      guint page = (guint) g_ascii_strtoull (at, &at, 10);

      if (page > 0)
        g_array_append_val (w->pages, page);
      at += strcspn (at, "R]");
      at += *at == 'R';
    }
  g_string_append_len (w->buffer, text->str, open + 2 - text->str);
  g_string_append_printf (w->buffer, " /Parent %u 0 R", w->root_pages);
  g_string_append (w->buffer, open + 2);
  return TRUE;
}

static gboolean
copy_object (Writer *w, WgPdfReader *reader, guint number, const guint *numbers, GError **error)
{
  if (!wg_pdf_reader_read (reader, number, error))
    return FALSE;
  begin_object (w, numbers[number]);
  if (number == reader->pages)
    {
      if (!write_node (w, reader, numbers, error))
        return FALSE;
    }
  else if (!wg_pdf_font_shrink (reader->buffer, w->buffer))
    {
      wg_pdf_reader_drop_repeated (reader);
      wg_pdf_reader_renumber (reader, numbers, w->buffer);
    }
  return w->buffer->len < FLUSH || flush (w, error);
}

static gboolean
copy_objects (Writer *w, WgPdfReader *reader, GCancellable *cancellable, GError **error)
{
  g_autofree guint *numbers = g_new0 (guint, reader->n_objects);

  for (guint i = 1; i < reader->n_objects; i++)
    if (reader->offsets[i] > 0 && i != reader->root && i != reader->info)
      numbers[i] = reserve (w);
  g_array_append_val (w->nodes, numbers[reader->pages]);
  for (guint i = 1; i < reader->n_objects; i++)
    if (numbers[i] > 0
        && (g_cancellable_set_error_if_cancelled (cancellable, error)
            || !copy_object (w, reader, i, numbers, error)))
      return FALSE;
  return TRUE;
}

/* A text in UTF-16 with its mark, as hexadecimal digits. */
static void
append_text (GString *out, const char *text)
{
  glong n = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &n, NULL);

  g_string_append (out, "<FEFF");
  for (glong i = 0; i < n; i++)
    g_string_append_printf (out, "%04X", units[i]);
  g_string_append_c (out, '>');
}

static void
append_member (GString *out, const char *key, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (out, "\n   /%s ", key);
  append_text (out, text);
}

static guint
write_info (Writer *w)
{
  guint number = reserve (w), year = 0, month = 0, day = 0;

  begin_object (w, number);
  g_string_append (w->buffer, "\n<<");
  append_member (w->buffer, "Title", w->job->title);
  append_member (w->buffer, "Author", w->job->author);
  append_member (w->buffer, "Subject", w->job->subject);
  append_member (w->buffer, "Creator", "Wangge");
  append_member (w->buffer, "Producer", "Wangge, cairo");
  if (w->job->date != NULL && sscanf (w->job->date, "%4u-%2u-%2u", &year, &month, &day) == 3)
    g_string_append_printf (w->buffer, "\n   /CreationDate (D:%04u%02u%02u)", year, month, day);
  g_string_append (w->buffer, "\n>>\nendobj\n");
  return number;
}

static void
write_pages (Writer *w)
{
  begin_object (w, w->root_pages);
  g_string_append (w->buffer, "\n<< /Type /Pages\n   /Kids [");
  for (guint i = 0; i < w->nodes->len; i++)
    g_string_append_printf (w->buffer, " %u 0 R", g_array_index (w->nodes, guint, i));
  g_string_append_printf (w->buffer, " ]\n   /Count %u\n>>\nendobj\n", w->pages->len);
}

static guint
write_labels (Writer *w, const WgPdfPart *parts, guint n_parts)
{
  guint number = reserve (w), page = 0;

  begin_object (w, number);
  g_string_append (w->buffer, "\n<< /Nums [");
  for (guint p = 0; p < n_parts; p++)
    for (guint i = 0; i < parts[p].labels->len; i++, page++)
      {
        const char *label = g_ptr_array_index (parts[p].labels, i);

        g_string_append_printf (w->buffer, "\n%u << ", page);
        if (label != NULL)
          {
            g_string_append (w->buffer, "/P ");
            append_text (w->buffer, label);
          }
        else
          g_string_append_printf (w->buffer, "/S /D /St %u", page + 1);
        g_string_append (w->buffer, " >>");
      }
  g_string_append (w->buffer, " ]\n>>\nendobj\n");
  return number;
}

/* The bookmarks in order, each with the page that it leads to. */
static GArray *
collect_marks (Writer *w, const WgPdfPart *parts, guint n_parts)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  guint page = 0;

  for (guint p = 0; p < n_parts; p++)
    for (guint i = 0; i < parts[p].n_items; i++)
      {
        const WgPdfItem *item = &w->job->items[parts[p].first_item + i];

        if (item->bookmark != NULL && page < w->pages->len)
          g_array_append_val (
            marks, ((Mark){ .item = item, .page = g_array_index (w->pages, guint, page) }));
        page += g_array_index (parts[p].n_pages, guint, i);
      }
  return marks;
}

static void
link_marks (Writer *w, GArray *marks, Mark *top)
{
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < marks->len; i++)
    {
      Mark *mark = &g_array_index (marks, Mark, i), *up = NULL;
      guint index = i + 1;

      while (path->len > 0
             && g_array_index (marks, Mark, g_array_index (path, guint, path->len - 1) - 1).item->depth
                  >= mark->item->depth)
        g_array_set_size (path, path->len - 1);
      mark->number = reserve (w);
      mark->up = path->len > 0 ? g_array_index (path, guint, path->len - 1) : 0;
      up = mark->up > 0 ? &g_array_index (marks, Mark, mark->up - 1) : top;
      mark->before = up->last;
      if (up->last > 0)
        g_array_index (marks, Mark, up->last - 1).after = index;
      else
        up->first = index;
      up->last = index;
      up->n_below++;
      g_array_append_val (path, index);
    }
}

static void
append_link (Writer *w, const GArray *marks, const char *key, guint mark)
{
  if (mark > 0)
    g_string_append_printf (w->buffer, "\n   /%s %u 0 R", key,
                            g_array_index (marks, Mark, mark - 1).number);
}

/* Top bookmarks are shown; what is below them when they are opened. */
static guint
write_outlines (Writer *w, GArray *marks)
{
  Mark top = { .number = reserve (w) };

  link_marks (w, marks, &top);
  begin_object (w, top.number);
  g_string_append (w->buffer, "\n<< /Type /Outlines");
  append_link (w, marks, "First", top.first);
  append_link (w, marks, "Last", top.last);
  g_string_append_printf (w->buffer, "\n   /Count %u\n>>\nendobj\n", top.n_below);
  for (guint i = 0; i < marks->len; i++)
    {
      const Mark *mark = &g_array_index (marks, Mark, i);

      begin_object (w, mark->number);
      g_string_append (w->buffer, "\n<< /Title ");
      append_text (w->buffer, mark->item->bookmark);
      g_string_append_printf (w->buffer, "\n   /Parent %u 0 R\n   /Dest [ %u 0 R /Fit ]",
                              mark->up > 0 ? g_array_index (marks, Mark, mark->up - 1).number
                                           : top.number,
                              mark->page);
      append_link (w, marks, "Prev", mark->before);
      append_link (w, marks, "Next", mark->after);
      append_link (w, marks, "First", mark->first);
      append_link (w, marks, "Last", mark->last);
      if (mark->n_below > 0)
        g_string_append_printf (w->buffer, "\n   /Count -%u", mark->n_below);
      g_string_append (w->buffer, "\n>>\nendobj\n");
    }
  return top.number;
}

static guint
write_catalog (Writer *w, guint labels, guint outlines)
{
  guint number = reserve (w);

  begin_object (w, number);
  g_string_append_printf (w->buffer,
                          "\n<< /Type /Catalog\n   /Pages %u 0 R\n   /PageLabels %u 0 R"
                          "\n   /ViewerPreferences << /DisplayDocTitle true >>",
                          w->root_pages, labels);
  if (outlines > 0)
    g_string_append_printf (w->buffer, "\n   /Outlines %u 0 R\n   /PageMode /UseOutlines", outlines);
  if (w->job->language != NULL)
    {
      g_string_append (w->buffer, "\n   /Lang ");
      append_text (w->buffer, w->job->language);
    }
  g_string_append (w->buffer, "\n>>\nendobj\n");
  return number;
}

static gboolean
write_end (Writer *w, guint catalog, guint info, GError **error)
{
  gint64 table = w->position + (gint64) w->buffer->len;
  const char *id = NULL;

  g_string_append_printf (w->buffer, "xref\n0 %u\n0000000000 65535 f \n", w->offsets->len);
  for (guint i = 1; i < w->offsets->len; i++)
    g_string_append_printf (w->buffer, "%010" G_GINT64_FORMAT " 00000 n \n",
                            g_array_index (w->offsets, gint64, i));
  if (!flush (w, error))
    return FALSE;
  id = g_checksum_get_string (w->checksum);
  g_string_append_printf (w->buffer,
                          "trailer\n<< /Size %u\n   /Root %u 0 R\n   /Info %u 0 R\n"
                          "   /ID [ <%.32s> <%.32s> ]\n>>\nstartxref\n%" G_GINT64_FORMAT "\n%%%%EOF\n",
                          w->offsets->len, catalog, info, id, id, table);
  /* The checksum was read and takes nothing more. */
  g_checksum_reset (w->checksum);
  return flush (w, error);
}

gboolean
wg_pdf_join (const WgPdfJob *job, const WgPdfPart *parts, guint n_parts, int output,
             GCancellable *cancellable, GError **error)
{
  Writer w = { .job = job, .file = output };
  g_autoptr (GArray) marks = NULL;
  gboolean is_ok = TRUE;

  w.buffer = g_string_sized_new (2 * FLUSH);
  w.offsets = g_array_new (FALSE, FALSE, sizeof (gint64));
  w.pages = g_array_new (FALSE, FALSE, sizeof (guint));
  w.nodes = g_array_new (FALSE, FALSE, sizeof (guint));
  w.checksum = g_checksum_new (G_CHECKSUM_MD5);
  g_string_append (w.buffer, "%PDF-1.4\n%\xB5\xED\xAE\xFB\n");
  reserve (&w); /* number 0 is no object */
  w.root_pages = reserve (&w);
  for (guint i = 0; is_ok && i < n_parts; i++)
    {
      WgPdfReader reader;

      /* Without pages there is a blank one of cairo's. */
      if (parts[i].labels->len == 0)
        continue;
      is_ok = wg_pdf_reader_open (&reader, parts[i].file, error)
              && copy_objects (&w, &reader, cancellable, error);
      wg_pdf_reader_close (&reader);
    }
  if (is_ok)
    {
      guint info = 0, labels = 0, outlines = 0, catalog = 0;

      write_pages (&w);
      info = write_info (&w);
      labels = write_labels (&w, parts, n_parts);
      marks = collect_marks (&w, parts, n_parts);
      outlines = marks->len > 0 ? write_outlines (&w, marks) : 0;
      catalog = write_catalog (&w, labels, outlines);
      is_ok = write_end (&w, catalog, info, error);
    }
  g_string_free (w.buffer, TRUE);
  g_array_unref (w.offsets);
  g_array_unref (w.pages);
  g_array_unref (w.nodes);
  g_checksum_free (w.checksum);
  return is_ok;
}
