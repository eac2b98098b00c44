/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-spatial-table"

#include "wg-spatial-table.h"

/* SpatiaLite's functions say by 0, not by an error, that they failed. Takes @call over. */
static gboolean
call_function (WgConnection *connection, char *call, GError **error)
{
  gint64 result = 0;
  gboolean is_ok = wg_connection_get_int (connection, call, &result, error);

  if (is_ok && result == 0)
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_FAILED, "%s gave 0", call);
      is_ok = FALSE;
    }
  sqlite3_free (call);
  return is_ok;
}

gboolean
wg_spatial_table_is_free (WgConnection *connection, const char *name)
{
  char *sql = sqlite3_mprintf ("SELECT count (*) FROM sqlite_master WHERE lower (name) = lower (%Q)",
                               name);
  gint64 count = 1;

  wg_connection_get_int (connection, sql, &count, NULL);
  sqlite3_free (sql);
  return count == 0;
}

char *
wg_spatial_table_quote (const char *name)
{
  char *sql = sqlite3_mprintf ("\"%w\"", name);
  char *quoted = g_strdup (sql);

  sqlite3_free (sql);
  return quoted;
}

gboolean
wg_spatial_table_make (WgConnection *connection, const char *name, const char *columns,
                       const char *geometry, int srid, GError **error)
{
  g_autofree char *quoted = wg_spatial_table_quote (name);
  g_autofree char *create = g_strdup_printf ("CREATE TABLE %s (%s)", quoted, columns);

  return wg_connection_run (connection, create, error)
         && call_function (connection,
                           sqlite3_mprintf ("SELECT AddGeometryColumn (%Q, 'geom', %d, %Q, 'XY', 0)",
                                            name, srid, geometry),
                           error)
         && call_function (connection, sqlite3_mprintf ("SELECT CreateSpatialIndex (%Q, 'geom')", name),
                           error);
}

gboolean
wg_spatial_table_drop (WgConnection *connection, const char *name, GError **error)
{
  wg_connection_forget_statements (connection);
  return call_function (connection, sqlite3_mprintf ("SELECT DropTable (NULL, %Q)", name), error);
}

char *
wg_spatial_table_take_triggers (WgConnection *connection, const char *name, GError **error)
{
  g_autoptr (GString) restore = g_string_new (NULL);
  g_autoptr (GString) drop = g_string_new (NULL);
  sqlite3_stmt *row = wg_connection_prepare (connection,
                                             "SELECT name, sql FROM sqlite_master"
                                             " WHERE type = 'trigger' AND tbl_name = ? ORDER BY name",
                                             error);

  if (row == NULL)
    return NULL;
  sqlite3_bind_text (row, 1, name, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      g_autofree char *quoted = wg_spatial_table_quote ((const char *) sqlite3_column_text (row, 0));

      g_string_append_printf (drop, "DROP TRIGGER %s;", quoted);
      g_string_append_printf (restore, "%s;", (const char *) sqlite3_column_text (row, 1));
    }
  sqlite3_reset (row);
  if (!wg_connection_run (connection, drop->str, error))
    return NULL;
  return g_string_free (g_steal_pointer (&restore), FALSE);
}

/* The two expressions of SQL that say how many rows a table has, and its extent. */
static char *
tell_statistics (const char *name, const WgSpatialStatistics *known)
{
  g_autofree char *index = g_strdup_printf ("idx_%s_geom", name);
  char sides[4][G_ASCII_DTOSTR_BUF_SIZE] = { "NULL", "NULL", "NULL", "NULL" };

  if (known == NULL)
    return sqlite3_mprintf ("row_count = (SELECT count (*) FROM \"%w\"),"
                            " (extent_min_x, extent_max_x, extent_min_y, extent_max_y) ="
                            " (SELECT min (xmin), max (xmax), min (ymin), max (ymax) FROM \"%w\")",
                            name, index);
  for (guint i = 0; i < 4 && known->has_extent; i++)
    g_ascii_dtostr (sides[i], sizeof sides[i], known->extent[i]);
  return sqlite3_mprintf ("row_count = %lld, (extent_min_x, extent_max_x, extent_min_y, extent_max_y) ="
                          " (CAST (%s AS REAL), CAST (%s AS REAL), CAST (%s AS REAL), CAST (%s AS REAL))",
                          (long long) known->n_rows, sides[0], sides[1], sides[2], sides[3]);
}

gboolean
wg_spatial_table_write_statistics (WgConnection *connection, const char *name,
                                   const WgSpatialStatistics *known, GError **error)
{
  char *told = tell_statistics (name, known);
  char *sql
    = sqlite3_mprintf ("UPDATE geometry_columns_statistics SET"
                       " last_verified = strftime ('%%Y-%%m-%%dT%%H:%%M:%%fZ', 'now'), %s"
                       " WHERE f_table_name = lower (%Q) AND f_geometry_column = 'geom'"
                       " AND (last_verified IS NULL OR last_verified <= (SELECT"
                       " max (last_insert, last_update, last_delete) FROM geometry_columns_time"
                       " WHERE f_table_name = lower (%Q) AND f_geometry_column = 'geom'))",
                       told, name, name);
  gboolean is_ok = wg_connection_run (connection, sql, error);

  sqlite3_free (told);
  sqlite3_free (sql);
  return is_ok;
}
