/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-fix-times"

#include "wg-project-private.h"

/* Ours, and those that SpatiaLite keeps; texts are UTC as its triggers write them. */
static const char fix_sql[]
  = "UPDATE project SET value = '%1$lld' WHERE key = 'created';"
    "UPDATE scheme SET created = %1$lld;"
    "UPDATE journal SET time = %1$lld;"
    "UPDATE feature_layer SET created = %1$lld;"
    "UPDATE spatialite_history SET timestamp = strftime ('%%Y-%%m-%%dT%%H:%%M:%%fZ', %1$lld, 'unixepoch');"
    /* A second later than the rows: or closing would count them again. */
    "UPDATE geometry_columns_statistics SET last_verified"
    " = strftime ('%%Y-%%m-%%dT%%H:%%M:%%fZ', %1$lld + 1, 'unixepoch') WHERE last_verified NOT NULL;"
    "UPDATE geometry_columns_time SET"
    " last_insert = strftime ('%%Y-%%m-%%dT%%H:%%M:%%fZ', %1$lld, 'unixepoch'),"
    " last_update = strftime ('%%Y-%%m-%%dT%%H:%%M:%%fZ', %1$lld, 'unixepoch'),"
    " last_delete = strftime ('%%Y-%%m-%%dT%%H:%%M:%%fZ', %1$lld, 'unixepoch');";

/**
 * wg_project_fix_times:
 * @time: Unix seconds, UTC
 *
 * Puts @time in place of every time that the file keeps and writes it anew, compactly: projects
 * with the same content then have the same bytes. Main thread.
 */
gboolean
wg_project_fix_times (WgProject *self, gint64 time, GError **error)
{
  g_autofree char *sql = g_strdup_printf (fix_sql, (long long) time);
  gboolean is_ok = FALSE;

  if (!wg_project_lock (self, error))
    return FALSE;
  is_ok = wg_connection_run (self->connection, sql, error)
          && wg_connection_run (self->connection, "VACUUM", error);
  wg_project_unlock (self);
  return is_ok;
}
