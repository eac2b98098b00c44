/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-journal-rows"

#include "wg-journal-rows.h"

static gboolean
run (WgConnection *connection, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  sqlite3_reset (statement);
  return code == SQLITE_DONE
         || wg_connection_fail (connection, code, sqlite3_sql (statement), error);
}

static void
bind_extent (sqlite3_stmt *statement, int first, const WgEnvelope *extent)
{
  if (wg_envelope_is_empty (extent))
    return;
  sqlite3_bind_int (statement, first, extent->min_x);
  sqlite3_bind_int (statement, first + 1, extent->min_y);
  sqlite3_bind_int (statement, first + 2, extent->max_x);
  sqlite3_bind_int (statement, first + 3, extent->max_y);
}

static WgJournalRow *
read_row (sqlite3_stmt *statement)
{
  WgJournalRow *row = g_new0 (WgJournalRow, 1);

  row->id = sqlite3_column_int64 (statement, 0);
  row->kind = g_strdup ((const char *) sqlite3_column_text (statement, 1));
  row->detail = g_strdup ((const char *) sqlite3_column_text (statement, 2));
  row->user = g_strdup ((const char *) sqlite3_column_text (statement, 3));
  row->time = sqlite3_column_int64 (statement, 4);
  row->reason = g_strdup ((const char *) sqlite3_column_text (statement, 10));
  row->is_undone = sqlite3_column_int (statement, 5) != 0;
  row->extent = WG_ENVELOPE_EMPTY;
  if (sqlite3_column_type (statement, 6) != SQLITE_NULL)
    row->extent
      = (WgEnvelope){ sqlite3_column_int (statement, 6), sqlite3_column_int (statement, 7),
                      sqlite3_column_int (statement, 8), sqlite3_column_int (statement, 9) };
  return row;
}

void
wg_journal_entry_clear (WgJournalEntry *entry)
{
  g_free (entry->kind);
  g_free (entry->detail);
  g_clear_pointer (&entry->content, g_bytes_unref);
}

gboolean
wg_journal_rows_drop_redo (WgConnection *connection, GError **error)
{
  sqlite3_stmt *drop = wg_connection_prepare (
    connection, "DELETE FROM journal WHERE is_undone = 1 AND scheme = ?1", error);

  if (drop == NULL)
    return FALSE;
  sqlite3_bind_int64 (drop, 1, wg_connection_get_scheme (connection));
  return run (connection, drop, error);
}

gboolean
wg_journal_rows_next_id (WgConnection *connection, gint64 *id_out, GError **error)
{
  if (!wg_connection_get_int (connection, "SELECT max (id) FROM journal", id_out, error))
    return FALSE;
  (*id_out)++;
  return TRUE;
}

gboolean
wg_journal_rows_add (WgConnection *connection, const WgJournalEntry *entry, const char *reason,
                     gconstpointer content, gsize size, GError **error)
{
  sqlite3_stmt *insert
    = wg_connection_prepare (connection,
                             "INSERT INTO journal (id, scheme, kind, detail, user, time, min_x,"
                             " min_y, max_x, max_y, is_undone, is_whole, content, reason)"
                             " VALUES (?1, ?12, ?2, ?3, ?4, unixepoch (), ?5, ?6, ?7, ?8, 0, ?9, ?10,"
                             " ?11)",
                             error);
  g_autofree char *user = g_utf8_make_valid (g_get_user_name (), -1);
  gboolean is_ok = FALSE;

  if (insert == NULL)
    return FALSE;
  sqlite3_bind_int64 (insert, 1, entry->id);
  sqlite3_bind_text (insert, 2, entry->kind, -1, SQLITE_STATIC);
  sqlite3_bind_text (insert, 3, entry->detail, -1, SQLITE_STATIC);
  sqlite3_bind_text (insert, 4, user, -1, SQLITE_STATIC);
  bind_extent (insert, 5, &entry->extent);
  sqlite3_bind_int (insert, 9, (int) entry->holding);
  if (size > 0)
    sqlite3_bind_blob64 (insert, 10, content, size, SQLITE_STATIC);
  else
    sqlite3_bind_zeroblob (insert, 10, 0);
  sqlite3_bind_text (insert, 11, reason, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (insert, 12, wg_connection_get_scheme (connection));
  is_ok = run (connection, insert, error);
  sqlite3_clear_bindings (insert);
  return is_ok;
}

gboolean
wg_journal_rows_find (WgConnection *connection, gboolean redo, WgJournalEntry *entry, GError **error)
{
  sqlite3_stmt *row
    = wg_connection_prepare (connection,
                             redo ? "SELECT id, kind, detail, min_x, min_y, max_x, max_y, is_whole,"
                                    " content FROM journal WHERE is_undone = 1 AND scheme = ?1"
                                    " ORDER BY id LIMIT 1"
                                  : "SELECT id, kind, detail, min_x, min_y, max_x, max_y, is_whole,"
                                    " content FROM journal WHERE is_undone = 0 AND scheme = ?1"
                                    " ORDER BY id DESC LIMIT 1",
                             error);
  int code = SQLITE_DONE;

  if (row == NULL)
    return FALSE;
  entry->extent = WG_ENVELOPE_EMPTY;
  sqlite3_bind_int64 (row, 1, wg_connection_get_scheme (connection));
  code = sqlite3_step (row);
  if (code == SQLITE_ROW)
    {
      entry->id = sqlite3_column_int64 (row, 0);
      entry->kind = g_strdup ((const char *) sqlite3_column_text (row, 1));
      entry->detail = g_strdup ((const char *) sqlite3_column_text (row, 2));
      if (sqlite3_column_type (row, 3) != SQLITE_NULL)
        entry->extent = (WgEnvelope){ sqlite3_column_int (row, 3), sqlite3_column_int (row, 4),
                                      sqlite3_column_int (row, 5), sqlite3_column_int (row, 6) };
      entry->holding = (WgJournalHolding) sqlite3_column_int (row, 7);
      entry->content = g_bytes_new (sqlite3_column_blob (row, 8),
                                    (gsize) sqlite3_column_bytes (row, 8));
    }
  sqlite3_reset (row);
  return code == SQLITE_ROW || code == SQLITE_DONE
         || wg_connection_fail (connection, code, "find journal row", error);
}

gboolean
wg_journal_rows_mark (WgConnection *connection, gint64 id, gboolean is_undone, GError **error)
{
  sqlite3_stmt *update = wg_connection_prepare (
    connection, "UPDATE journal SET is_undone = ?2 WHERE id = ?1", error);

  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, id);
  sqlite3_bind_int (update, 2, is_undone);
  return run (connection, update, error);
}

gboolean
wg_journal_rows_set_content (WgConnection *connection, gint64 id, const GByteArray *content, GError **error)
{
  sqlite3_stmt *update = wg_connection_prepare (
    connection, "UPDATE journal SET content = ?2 WHERE id = ?1", error);
  gboolean is_ok = FALSE;

  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, id);
  if (content->len > 0)
    sqlite3_bind_blob64 (update, 2, content->data, content->len, SQLITE_STATIC);
  else
    sqlite3_bind_zeroblob (update, 2, 0);
  is_ok = run (connection, update, error);
  sqlite3_clear_bindings (update);
  return is_ok;
}

gboolean
wg_journal_rows_drop_lineage (WgConnection *connection, gint64 id, GError **error)
{
  sqlite3_stmt *drop = wg_connection_prepare (connection, "DELETE FROM lineage WHERE journal = ?1", error);

  if (drop == NULL)
    return FALSE;
  sqlite3_bind_int64 (drop, 1, id);
  return run (connection, drop, error);
}

GPtrArray *
wg_journal_rows_list (WgConnection *connection, guint limit, GError **error)
{
  sqlite3_stmt *statement
    = wg_connection_prepare (connection,
                             "SELECT id, kind, detail, user, time, is_undone, min_x, min_y, max_x, max_y, reason"
                             " FROM (SELECT * FROM journal WHERE scheme = ?2 ORDER BY id DESC LIMIT ?1) ORDER BY id",
                             error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_journal_row_free);
  int code = SQLITE_DONE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, limit > 0 ? (gint64) limit : -1);
  sqlite3_bind_int64 (statement, 2, wg_connection_get_scheme (connection));
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (rows, read_row (statement));
  sqlite3_reset (statement);
  if (code == SQLITE_DONE)
    return g_steal_pointer (&rows);
  wg_connection_fail (connection, code, "list journal", error);
  return NULL;
}

gboolean
wg_journal_rows_measure (WgConnection *connection, gboolean redo, WgJournalHolding *holding_out, gsize *n_bytes_out)
{
  sqlite3_stmt *row = wg_connection_prepare (
    connection,
    redo ? "SELECT is_whole, length (content) FROM journal WHERE is_undone = 1 AND scheme = ?1"
           " ORDER BY id LIMIT 1"
         : "SELECT is_whole, length (content) FROM journal WHERE is_undone = 0 AND scheme = ?1"
           " ORDER BY id DESC LIMIT 1",
    NULL);
  gboolean is_there = FALSE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, wg_connection_get_scheme (connection));
  is_there = sqlite3_step (row) == SQLITE_ROW;
  if (is_there)
    {
      *holding_out = (WgJournalHolding) sqlite3_column_int (row, 0);
      *n_bytes_out = (gsize) sqlite3_column_int64 (row, 1);
    }
  sqlite3_reset (row);
  return is_there;
}
