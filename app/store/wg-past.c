/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-past"

#include "wg-past.h"

#include "../plan/wg-commands.h"
#include "wg-changeset.h"
#include "wg-content.h"
#include "wg-project-private.h"
#include "wg-rows.h"

#include <math.h>

/* A row of the journal on the way back. */
typedef struct
{
  gint64 id; /* 0: none is left */
  gboolean is_whole;
  gboolean is_land; /* not of buildings, which have no past here */
  GBytes *content;
} Row;

static void
clear_row (Row *row)
{
  g_clear_pointer (&row->content, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, clear_row)

void
wg_lineage_row_free (WgLineageRow *row)
{
  if (row == NULL)
    return;
  g_free (row->kind);
  g_free (row->user);
  g_free (row->reason);
  g_free (row);
}

/* @sql has the first and the last id as ?1 and ?2, the scheme as ?3. */
static gboolean
read_row (WgConnection *connection, const char *sql, gint64 first, gint64 last, Row *row,
          GError **error)
{
  sqlite3_stmt *statement = wg_connection_prepare (connection, sql, error);
  int code = SQLITE_DONE;
  gboolean is_undone = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, first);
  sqlite3_bind_int64 (statement, 2, last);
  sqlite3_bind_int64 (statement, 3, wg_connection_get_scheme (connection));
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    {
      row->id = sqlite3_column_int64 (statement, 0);
      row->is_whole = sqlite3_column_int (statement, 1) == 1;
      row->is_land = sqlite3_column_int (statement, 1) < 2;
      is_undone = sqlite3_column_int (statement, 2) != 0;
      row->content = g_bytes_new (sqlite3_column_blob (statement, 3),
                                  (gsize) sqlite3_column_bytes (statement, 3));
    }
  sqlite3_reset (statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    return wg_connection_fail (connection, code, "read journal", error);
  if (!is_undone)
    return TRUE;
  g_set_error_literal (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CONFLICT,
                       "a step was taken back while the past was read");
  return FALSE;
}

/* The lock is held for one row at a time: edits need not wait. */
static gboolean
fetch_row (WgProject *self, const char *sql, gint64 first, gint64 last, Row *row, GError **error)
{
  gboolean is_ok = FALSE;

  if (!wg_project_lock (self, error))
    return FALSE;
  is_ok = read_row (self->connection, sql, first, last, row, error);
  wg_project_unlock (self);
  return is_ok;
}

static gboolean
go_back_one (WgPlan *plan, const Row *row, GError **error)
{
  gsize size = 0;
  gconstpointer bytes = g_bytes_get_data (row->content, &size);
  g_autoptr (WgChange) change = NULL;
  g_autoptr (WgPlan) whole = NULL;

  if (!row->is_land)
    return TRUE;
  if (row->is_whole)
    {
      whole = wg_content_unpack (bytes, size, error);
      if (whole != NULL)
        wg_plan_replace (plan, whole);
      return whole != NULL;
    }
  change = wg_change_new ("past", NULL);
  if (!wg_changeset_read (bytes, (int) size, plan, TRUE, change, error))
    return FALSE;
  g_array_set_size (change->shares, 0); /* of buildings, that are as they are now */
  return wg_plan_apply (plan, change, TRUE, error);
}

gboolean
wg_project_get_present (WgProject *self, gint64 *step_out, GError **error)
{
  g_autofree char *sql = NULL;
  gboolean is_ok = FALSE;

  if (!wg_project_lock (self, error))
    return FALSE;
  sql = g_strdup_printf ("SELECT max (id) FROM journal WHERE is_undone = 0 AND scheme = %"
                         G_GINT64_FORMAT, wg_connection_get_scheme (self->connection));
  is_ok = wg_connection_get_int (self->connection, sql, step_out, error);
  wg_project_unlock (self);
  return is_ok;
}

gboolean
wg_project_go_back (WgProject *self, WgPlan *plan, const gint64 from_to[2],
                    const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  static const char first_whole[]
    = "SELECT id, is_whole, is_undone, content FROM journal"
      " WHERE is_whole = 1 AND id > ?1 AND id <= ?2 AND scheme = ?3 ORDER BY id LIMIT 1";
  static const char newest[] = "SELECT id, is_whole, is_undone, content FROM journal"
                               " WHERE id > ?1 AND id <= ?2 AND scheme = ?3 ORDER BY id DESC LIMIT 1";
  gint64 at = from_to[0], n_all = MAX (from_to[0] - from_to[1], 1);
  g_auto (Row) whole = { 0 };

  /* The content before the first replacement is kept whole: what came after it does not matter. */
  if (!fetch_row (self, first_whole, from_to[1], at, &whole, error))
    return FALSE;
  if (whole.id != 0)
    {
      if (!go_back_one (plan, &whole, error))
        return FALSE;
      at = whole.id - 1;
    }
  while (at > from_to[1])
    {
      g_auto (Row) row = { 0 };

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !fetch_row (self, newest, from_to[1], at, &row, error))
        return FALSE;
      if (row.id == 0)
        break;
      if (!go_back_one (plan, &row, error))
        return FALSE;
      at = row.id - 1;
      wg_progress_report (progress, 1 - (double) (at - from_to[1]) / n_all);
    }
  return TRUE;
}

static WgLineageRow *
make_lineage_row (sqlite3_stmt *statement)
{
  WgLineageRow *row = g_new0 (WgLineageRow, 1);
  gboolean has_area = sqlite3_column_type (statement, 4) != SQLITE_NULL;
  gboolean has_households = sqlite3_column_type (statement, 5) != SQLITE_NULL;

  row->step = sqlite3_column_int64 (statement, 0);
  row->kind = g_strdup ((const char *) sqlite3_column_text (statement, 1));
  row->flow.from = (guint32) sqlite3_column_int64 (statement, 2);
  row->flow.to = (guint32) sqlite3_column_int64 (statement, 3);
  row->flow.area_m2 = has_area ? sqlite3_column_double (statement, 4) : NAN;
  row->flow.households = has_households ? sqlite3_column_int64 (statement, 5) : -1;
  row->time = sqlite3_column_int64 (statement, 6);
  row->user = g_strdup ((const char *) sqlite3_column_text (statement, 7));
  row->reason = g_strdup ((const char *) sqlite3_column_text (statement, 8));
  row->flow.is_at_least = (sqlite3_column_int (statement, 9) & WG_LINEAGE_AT_LEAST) != 0;
  row->flow.is_estimated = (sqlite3_column_int (statement, 9) & WG_LINEAGE_ESTIMATED) != 0;
  return row;
}

/* Does not wait for a worker that replaces the content: the window may ask at any time. */
GPtrArray *
wg_project_list_lineage (WgProject *self, guint32 grid, GError **error)
{
  g_autoptr (GPtrArray) rows
    = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_lineage_row_free);
  sqlite3_stmt *statement = NULL;
  int code = SQLITE_DONE;

  if (self->connection == NULL || !wg_connection_try_lock (self->connection))
    {
      g_set_error_literal (error, WG_STORE_ERROR, WG_STORE_ERROR_LOCKED,
                           "the content is being replaced");
      return NULL;
    }
  statement = wg_connection_prepare (
    self->connection,
    grid == 0 ? "SELECT l.journal, l.kind, old_grid, new_grid, area, households, time, user, reason,"
                " told"
                " FROM lineage l JOIN journal j ON j.id = l.journal"
                " WHERE l.scheme = ?2 ORDER BY l.id"
              : "SELECT l.journal, l.kind, old_grid, new_grid, area, households, time, user, reason,"
                " told"
                " FROM lineage l JOIN journal j ON j.id = l.journal"
                " WHERE (old_grid = ?1 OR new_grid = ?1) AND l.scheme = ?2 ORDER BY l.id",
    error);
  if (statement != NULL)
    {
      if (grid != 0)
        sqlite3_bind_int64 (statement, 1, grid);
      sqlite3_bind_int64 (statement, 2, wg_connection_get_scheme (self->connection));
      while ((code = sqlite3_step (statement)) == SQLITE_ROW)
        g_ptr_array_add (rows, make_lineage_row (statement));
      sqlite3_reset (statement);
      if (code != SQLITE_DONE)
        wg_connection_fail (self->connection, code, "list lineage", error);
    }
  wg_connection_unlock (self->connection);
  return statement != NULL && code == SQLITE_DONE ? g_steal_pointer (&rows) : NULL;
}
