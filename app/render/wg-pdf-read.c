/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-pdf"

#include "wg-pdf-private.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TAIL 64 /* bytes: the end of the dictionary before, "startxref", a number, "%%EOF" */
#define ENTRY 20 /* bytes in the table of objects */

/* An object in the order of the file. */
typedef struct
{
  gint64 offset;
  guint number;
} Place;

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_WRITE, "part of a PDF: %s", what);
  return FALSE;
}

/* Reads a range of the file as a string. */
static gboolean
read_range (WgPdfReader *reader, gint64 from, gint64 to, GError **error)
{
  gsize done = 0, wanted = (gsize) (to - from);

  g_string_set_size (reader->buffer, wanted);
  while (done < wanted)
    {
      ssize_t n = pread (reader->file, reader->buffer->str + done, wanted - done,
                         (off_t) (from + (gint64) done));
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return fail (error, n < 0 ? g_strerror (errno) : "cut off");
      done += (gsize) n;
    }
  return TRUE;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *first = a, *second = b;

  return (first->offset > second->offset) - (first->offset < second->offset);
}

/* An object ends where the next one, or the table, begins. */
static void
find_ends (WgPdfReader *reader, gint64 table)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (guint i = 1; i < reader->n_objects; i++)
    if (reader->offsets[i] > 0)
      g_array_append_val (places, ((Place){ reader->offsets[i], i }));
  g_array_sort (places, compare_places);
  for (guint i = 0; i < places->len; i++)
    reader->ends[g_array_index (places, Place, i).number]
      = i + 1 < places->len ? g_array_index (places, Place, i + 1).offset : table;
}

/* The text after the last @word of the buffer, or NULL. */
static const char *
after_last (const WgPdfReader *reader, const char *word)
{
  const char *found = g_strrstr_len (reader->buffer->str, (gssize) reader->buffer->len, word);

  return found != NULL ? found + strlen (word) : NULL;
}

static gboolean
read_table (WgPdfReader *reader, gint64 table, gint64 size, GError **error)
{
  const char *at = NULL;
  char *rest = NULL;

  if (!read_range (reader, table, size, error))
    return FALSE;
  if (!g_str_has_prefix (reader->buffer->str, "xref\n0 "))
    return fail (error, "no plain table of objects");
  reader->n_objects = (guint) g_ascii_strtoull (reader->buffer->str + strlen ("xref\n0 "), &rest, 10);
  at = rest + 1;
  if (*rest != '\n' || (gint64) reader->n_objects * ENTRY > size - table)
    return fail (error, "a broken table of objects");
  reader->offsets = g_new0 (gint64, reader->n_objects + 1);
  reader->ends = g_new0 (gint64, reader->n_objects + 1);
  for (guint i = 0; i < reader->n_objects; i++, at += ENTRY)
    {
      gint64 offset = g_ascii_strtoll (at, NULL, 10);

      if (at[17] != 'n')
        continue;
      if (offset <= 0 || offset >= table)
        return fail (error, "an object beyond the file");
      reader->offsets[i] = offset;
    }
  reader->root = wg_pdf_reader_find (reader, "/Root");
  reader->info = wg_pdf_reader_find (reader, "/Info");
  if (reader->root == 0 || reader->root >= reader->n_objects || reader->info >= reader->n_objects)
    return fail (error, "no root");
  find_ends (reader, table);
  return TRUE;
}

gboolean
wg_pdf_reader_open (WgPdfReader *reader, int file, GError **error)
{
  struct stat status = { 0 };
  const char *start = NULL;
  gint64 table = 0;

  memset (reader, 0, sizeof *reader);
  reader->file = file;
  reader->buffer = g_string_new (NULL);
  if (fstat (file, &status) != 0)
    return fail (error, g_strerror (errno));
  if (!read_range (reader, MAX (status.st_size - TAIL, 0), status.st_size, error))
    return FALSE;
  start = after_last (reader, "startxref");
  table = start != NULL ? g_ascii_strtoll (start, NULL, 10) : 0;
  if (table <= 0 || table >= status.st_size)
    return fail (error, "no table of objects");
  if (!read_table (reader, table, status.st_size, error)
      || !wg_pdf_reader_read (reader, reader->root, error))
    return FALSE;
  reader->pages = wg_pdf_reader_find (reader, "/Pages");
  if (reader->pages == 0 || reader->pages >= reader->n_objects)
    return fail (error, "no pages");
  return TRUE;
}

gboolean
wg_pdf_reader_read (WgPdfReader *reader, guint number, GError **error)
{
  const char *body = NULL;

  if (number >= reader->n_objects || reader->offsets[number] == 0)
    return fail (error, "a missing object");
  if (!read_range (reader, reader->offsets[number], reader->ends[number], error))
    return FALSE;
  body = g_strstr_len (reader->buffer->str, 32, " obj");
  if (body == NULL || g_ascii_strtoull (reader->buffer->str, NULL, 10) != number)
    return fail (error, "an object in the wrong place");
  g_string_erase (reader->buffer, 0, body + strlen (" obj") - reader->buffer->str);
  return TRUE;
}

guint
wg_pdf_reader_find (const WgPdfReader *reader, const char *key)
{
  const char *found = g_strstr_len (reader->buffer->str, (gssize) reader->buffer->len, key);

  return found != NULL ? (guint) g_ascii_strtoull (found + strlen (key), NULL, 10) : 0;
}

static gboolean
is_delimiter (char c)
{
  return c == '\0' || strchr (" \t\r\n\f()<>[]{}/%", c) != NULL;
}

/* The length of "N 0 R" at @at, with @number_out; 0 when something else stands there. */
static gsize
match_reference (const char *at, guint *number_out)
{
  gsize n = 0;

  while (g_ascii_isdigit (at[n]))
    n++;
  if (n == 0 || n > 9 || strncmp (at + n, " 0 R", 4) != 0 || !is_delimiter (at[n + 4]))
    return 0;
  *number_out = (guint) g_ascii_strtoull (at, NULL, 10);
  return n + 4;
}

/* The length of a string, a comment or a word at @at. */
static gsize
match_token (const char *at)
{
  gsize n = 1;

  if (*at == '(')
    {
      for (guint depth = 1; depth > 0 && at[n] != '\0'; n++)
        if (at[n] == '\\' && at[n + 1] != '\0')
          n++;
        else if (at[n] == '(')
          depth++;
        else if (at[n] == ')')
          depth--;
      return n;
    }
  if (*at == '%')
    return strcspn (at, "\r\n");
  if (*at == '<' && at[1] != '<')
    return strcspn (at, ">");
  if (is_delimiter (*at) && *at != '/')
    return *at == '<' || (*at == '>' && at[1] == '>') ? 2 : 1;
  while (!is_delimiter (at[n]))
    n++;
  return n;
}

void
wg_pdf_reader_renumber (const WgPdfReader *reader, const guint *numbers, GString *out)
{
  const char *at = reader->buffer->str, *end = at + reader->buffer->len;

  while (at < end)
    {
      guint number = 0;
      gsize n = match_reference (at, &number);

      if (n > 0)
        g_string_append_printf (out, "%u 0 R", number < reader->n_objects ? numbers[number] : 0);
      else
        {
          n = MAX (match_token (at), 1);
          if (n == 6 && strncmp (at, "stream", 6) == 0)
            n = (gsize) (end - at);
          if (*at != '%')
            g_string_append_len (out, at, (gssize) n);
        }
      at += n;
    }
}

void
wg_pdf_reader_drop_repeated (WgPdfReader *reader)
{
  static const char head[] = "/XObject <<";
  const char *text = reader->buffer->str;
  const char *stream = g_strstr_len (text, (gssize) reader->buffer->len, "stream\n");
  const char *list = g_strstr_len (text, stream != NULL ? stream - text : (gssize) reader->buffer->len, head);
  const char *end = list != NULL ? strstr (list, ">>") : NULL;
  g_autoptr (GHashTable) seen = NULL;
  g_autoptr (GString) kept = NULL;
  g_autofree char *inner = NULL;
  g_auto (GStrv) entries = NULL;

  if (end == NULL)
    return;
  list += strlen (head);
  inner = g_strndup (list, (gsize) (end - list));
  entries = g_strsplit (inner, "/", -1);
  seen = g_hash_table_new (g_str_hash, g_str_equal);
  kept = g_string_new (" ");
  for (guint i = 1; entries[0] != NULL && entries[i] != NULL; i++)
    if (g_hash_table_add (seen, g_strstrip (entries[i])))
      g_string_append_printf (kept, "/%s ", entries[i]);
  g_string_erase (reader->buffer, list - text, end - list);
  g_string_insert_len (reader->buffer, list - text, kept->str, (gssize) kept->len);
}

void
wg_pdf_reader_close (WgPdfReader *reader)
{
  g_free (reader->offsets);
  g_free (reader->ends);
  g_string_free (reader->buffer, TRUE);
}
