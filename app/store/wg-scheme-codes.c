/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-scheme-codes"

#include "wg-scheme-codes.h"

#include "wg-changeset.h"
#include "wg-content.h"
#include "wg-project.h"
#include "wg-scheme-origin.h"

#include <string.h>

/* Rows of the project's keys: the codes, each ended by a zero byte, deflated. */
#define KEY "origin-codes.%" G_GINT64_FORMAT

/* Where the codes of one scheme go. */
typedef struct
{
  WgCodeBook *book;
  guint32 limit; /* grids below it are the same in the scheme that is asked for */
} Reading;

static void
add_code_cb (guint32 grid, const char *code, gpointer user_data)
{
  const Reading *reading = user_data;

  wg_code_book_add (reading->book, code, grid < reading->limit ? grid : 0);
}

/* Of the scheme that is open: the rows of the table. */
static gboolean
read_table (WgConnection *connection, Reading *reading, GError **error)
{
  sqlite3_stmt *rows = wg_connection_prepare (connection, "SELECT id, code FROM grid", error);
  int code = SQLITE_DONE;

  if (rows == NULL)
    return FALSE;
  while ((code = sqlite3_step (rows)) == SQLITE_ROW)
    add_code_cb ((guint32) sqlite3_column_int64 (rows, 0), (const char *) sqlite3_column_text (rows, 1),
                 reading);
  sqlite3_reset (rows);
  return code == SQLITE_DONE || wg_connection_fail (connection, code, "read codes", error);
}

static gboolean
read_content (WgConnection *connection, gint64 id, Reading *reading, GError **error)
{
  sqlite3_stmt *row
    = wg_connection_prepare (connection, "SELECT content FROM scheme WHERE id = ?1", error);
  gboolean is_ok = FALSE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, id);
  is_ok = sqlite3_step (row) == SQLITE_ROW
          && wg_content_read_codes (sqlite3_column_blob (row, 0), (gsize) sqlite3_column_bytes (row, 0),
                                    add_code_cb, reading, error);
  sqlite3_reset (row);
  return is_ok;
}

/* What was undone in a scheme can be done again: its codes are spent. */
static gboolean
read_undone (WgConnection *connection, gint64 id, Reading *reading, GError **error)
{
  sqlite3_stmt *rows = wg_connection_prepare (
    connection, "SELECT is_whole, content FROM journal WHERE is_undone = 1 AND is_whole < 2 AND scheme = ?1",
    error);
  int code = SQLITE_DONE;
  gboolean is_ok = TRUE;

  if (rows == NULL)
    return FALSE;
  sqlite3_bind_int64 (rows, 1, id);
  while (is_ok && (code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      const void *content = sqlite3_column_blob (rows, 1);
      int size = sqlite3_column_bytes (rows, 1);

      is_ok = sqlite3_column_int (rows, 0) == 1
                ? wg_content_read_codes (content, (gsize) size, add_code_cb, reading, error)
                : wg_changeset_read_codes (content, size, add_code_cb, reading, error);
    }
  sqlite3_reset (rows);
  return is_ok && (code == SQLITE_DONE || wg_connection_fail (connection, code, "read journal", error));
}

/* A department's net has the department's codes: they are none of ours, whatever they look like. */
static GArray *
list_ids (WgConnection *connection, GError **error)
{
  sqlite3_stmt *rows
    = wg_connection_prepare (connection, "SELECT id FROM scheme WHERE kind <> 'net' ORDER BY id", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  int code = SQLITE_DONE;

  if (rows == NULL)
    return NULL;
  while ((code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (rows, 0);

      g_array_append_val (ids, id);
    }
  sqlite3_reset (rows);
  if (code != SQLITE_DONE && !wg_connection_fail (connection, code, "list schemes", error))
    return NULL;
  return g_steal_pointer (&ids);
}

WgCodeBook *
wg_scheme_codes_read (WgConnection *connection, gint64 id, GError **error)
{
  g_autoptr (WgCodeBook) book = wg_code_book_new ();
  g_autoptr (GArray) ids = list_ids (connection, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 other = g_array_index (ids, gint64, i);
      Reading same = { book, 0 }, apart = { book, 0 };
      gboolean is_open = other == wg_connection_get_scheme (connection);

      if (other == id)
        continue;
      if (!wg_scheme_origin_find_limit (connection, id, other, &same.limit, error))
        return NULL;
      /* Not told: no grid can be said to be the same. */
      if (same.limit == G_MAXUINT32)
        same.limit = 0;
      if (!(is_open ? read_table (connection, &same, error) : read_content (connection, other, &same, error))
          || !read_undone (connection, other, &apart, error))
        return NULL;
    }
  return ids != NULL ? g_steal_pointer (&book) : NULL;
}

static GByteArray *
convert (GConverter *converter, gconstpointer data, gsize size, GError **error)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, converter);
  g_autoptr (GBytes) bytes = NULL;

  if (!g_output_stream_write_all (stream, data, size, NULL, NULL, error)
      || !g_output_stream_close (stream, NULL, error))
    return NULL;
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  return g_bytes_unref_to_array (g_steal_pointer (&bytes));
}

gboolean
wg_scheme_codes_write_copy (WgConnection *connection, gint64 id, WgPlan *plan, GError **error)
{
  g_autoptr (GByteArray) texts = g_byte_array_new (), packed = NULL;
  g_autoptr (GConverter) deflate = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, -1));
  g_autofree char *key = g_strdup_printf (KEY, id);
  sqlite3_stmt *put = wg_connection_prepare (
    connection, "INSERT OR REPLACE INTO project (key, value) VALUES (?1, ?2)", error);
  int code = SQLITE_DONE;

  for (guint32 grid = 1; grid < wg_plan_get_grid_limit (plan); grid++)
    {
      const WgGrid *record = wg_plan_get_grid (plan, grid);

      if (record != NULL && record->code[0] != '\0')
        g_byte_array_append (texts, (const guint8 *) record->code, (guint) strlen (record->code) + 1);
    }
  packed = put != NULL ? convert (deflate, texts->data, texts->len, error) : NULL;
  if (packed == NULL)
    return FALSE;
  sqlite3_bind_text (put, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_blob64 (put, 2, packed->data, packed->len, SQLITE_STATIC);
  code = sqlite3_step (put);
  sqlite3_reset (put);
  sqlite3_clear_bindings (put);
  return code == SQLITE_DONE || wg_connection_fail (connection, code, "keep codes", error);
}

static GHashTable *
make_set (const GByteArray *texts)
{
  GHashTable *codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint at = 0;

  while (at < texts->len)
    {
      const char *start = (const char *) texts->data + at;
      gsize length = strnlen (start, texts->len - at); /* g_strndup() takes as much memory as it is told */

      g_hash_table_add (codes, g_strndup (start, length));
      at += (guint) length + 1;
    }
  return codes;
}

GHashTable *
wg_scheme_codes_read_copy (WgConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GConverter) inflate = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  g_autoptr (GByteArray) texts = NULL;
  g_autofree char *key = g_strdup_printf (KEY, id);
  sqlite3_stmt *row = wg_connection_prepare (connection, "SELECT value FROM project WHERE key = ?1", error);

  if (row == NULL)
    return NULL;
  sqlite3_bind_text (row, 1, key, -1, SQLITE_TRANSIENT);
  if (sqlite3_step (row) == SQLITE_ROW)
    texts = convert (inflate, sqlite3_column_blob (row, 0), (gsize) sqlite3_column_bytes (row, 0), error);
  sqlite3_reset (row);
  return texts != NULL ? make_set (texts) : NULL;
}
