/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-acceptances"

#include "wg-acceptances.h"

#include "wg-project-private.h"

/* subject_id has the person above the id: 0 there is what files have that are older than people. */
static gint64
pack_id (const WgAcceptance *one)
{
  return (gint64) one->person << 32 | one->id;
}

static WgAcceptance *
read_acceptance (sqlite3_stmt *row)
{
  WgAcceptance *one
    = wg_acceptance_new ((const char *) sqlite3_column_text (row, 0),
                         (guint) sqlite3_column_int (row, 1),
                         (guint32) sqlite3_column_int64 (row, 2),
                         (const char *) sqlite3_column_text (row, 5),
                         (const char *) sqlite3_column_text (row, 6));
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (sqlite3_column_int64 (row, 8));

  if (sqlite3_column_type (row, 9) != SQLITE_NULL)
    one->number = sqlite3_column_double (row, 9);
  one->person = (guint32) (sqlite3_column_int64 (row, 2) >> 32);
  one->place = (WgPoint){ sqlite3_column_int (row, 3), sqlite3_column_int (row, 4) };
  one->who = g_strdup ((const char *) sqlite3_column_text (row, 7));
  one->at = at != NULL ? g_date_time_format_iso8601 (at) : g_strdup ("");
  return one;
}

/** A statement about one finding whose first four parameters name it. */
static sqlite3_stmt *
prepare (WgConnection *connection, const char *sql, const WgAcceptance *one, GError **error)
{
  sqlite3_stmt *statement = wg_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, wg_connection_get_scheme (connection));
  sqlite3_bind_text (statement, 2, one->code, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (statement, 3, (int) one->subject);
  sqlite3_bind_int64 (statement, 4, pack_id (one));
  return statement;
}

static gboolean
finish (WgConnection *connection, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  sqlite3_reset (statement);
  return code == SQLITE_DONE
         || wg_connection_fail (connection, code, "write acceptance", error);
}

static gboolean
keep (WgConnection *connection, const WgAcceptance *one, GError **error)
{
  sqlite3_stmt *insert
    = prepare (connection,
               "INSERT OR REPLACE INTO acceptance (scheme, code, subject, subject_id, x, y,"
               " reason, until, user, time, number) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
               one, error);

  if (insert == NULL)
    return FALSE;
  sqlite3_bind_int (insert, 5, one->place.x);
  sqlite3_bind_int (insert, 6, one->place.y);
  sqlite3_bind_text (insert, 7, one->reason, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 8, one->until, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 9, g_get_user_name (), -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (insert, 10, g_get_real_time () / G_USEC_PER_SEC);
  sqlite3_bind_double (insert, 11, one->number); /* NaN is NULL */
  return finish (connection, insert, error);
}

static gboolean
withdraw (WgConnection *connection, const WgAcceptance *one, GError **error)
{
  sqlite3_stmt *statement = prepare (connection,
                                     "DELETE FROM acceptance WHERE scheme = ? AND code = ? AND subject = ?"
                                     " AND subject_id = ?",
                                     one, error);

  return statement != NULL && finish (connection, statement, error);
}

GPtrArray *
wg_project_list_acceptances (WgProject *self, GError **error)
{
  g_autoptr (GPtrArray) list = NULL;
  sqlite3_stmt *row = NULL;
  int code = SQLITE_ROW;

  if (!wg_project_lock (self, error))
    return NULL;
  row = wg_connection_prepare (self->connection,
                               "SELECT code, subject, subject_id, x, y, reason, until, user, time, number"
                               " FROM acceptance WHERE scheme = ?1"
                               " ORDER BY time, code, subject, subject_id",
                               error);
  if (row != NULL)
    {
      sqlite3_bind_int64 (row, 1, wg_connection_get_scheme (self->connection));
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_acceptance_free);
      while ((code = sqlite3_step (row)) == SQLITE_ROW)
        g_ptr_array_add (list, read_acceptance (row));
      sqlite3_reset (row);
      if (code != SQLITE_DONE)
        {
          wg_connection_fail (self->connection, code, "list acceptances", error);
          g_clear_pointer (&list, g_ptr_array_unref);
        }
    }
  wg_project_unlock (self);
  return g_steal_pointer (&list);
}

gboolean
wg_acceptances_write_change (WgConnection *connection, const WgChange *change, GError **error)
{
  for (guint i = 0; i < change->accepted->len; i++)
    if (!keep (connection, g_ptr_array_index (change->accepted, i), error))
      return FALSE;
  for (guint i = 0; i < change->withdrawn->len; i++)
    if (!withdraw (connection, g_ptr_array_index (change->withdrawn, i), error))
      return FALSE;
  return TRUE;
}
