/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-digest"

#include "wg-project-private.h"

/* Every value of the truth, in an order that does not depend on how the rows came into the file. */
static const char *const queries[] = {
  "SELECT key, value FROM project WHERE key IN ('name', 'crs', 'origin_easting', 'origin_northing')"
  " ORDER BY key",
  "SELECT id, name, kind FROM scheme ORDER BY id",
  "SELECT scheme, depth, name, special_name, is_pinned, min_households, target_households,"
  " max_households, min_people, target_people, max_people, min_area, target_area, max_area FROM level ORDER BY scheme, depth",
  "SELECT id, scheme, depth, parent, kind, is_retired, code, name, property_type, mgmt_class,"
  " is_locked, note, told_area, told_households, told_people FROM grid ORDER BY id",
  "SELECT id, scheme, x, y FROM node ORDER BY id",
  "SELECT id, scheme, start_node, end_node, left_face, right_face, line FROM arc ORDER BY id",
  "SELECT id, scheme, owner FROM face ORDER BY id",
  "SELECT id, scheme, old_grid, new_grid, kind, journal, area, households, told FROM lineage ORDER BY id",
  "SELECT id, layer, class, line FROM barrier ORDER BY id",
  "SELECT * FROM person ORDER BY id",
  "SELECT * FROM assignment ORDER BY id",
  "SELECT * FROM leave ORDER BY id",
  "SELECT * FROM staff_rule ORDER BY id",
  "SELECT layer, points, texts FROM address_block ORDER BY id",
};

/* Only when the project has buildings. */
static const char *const building_queries[] = {
  "SELECT id, code, name, kind, floors, units, households, people, is_estimated, address,"
  " management, x, y, geom FROM building ORDER BY id",
  "SELECT scheme, building, grid, units, floors, households, people FROM building_split"
  " ORDER BY scheme, building, grid, units, floors, households, people",
};

static void
add_value (GChecksum *checksum, sqlite3_stmt *row, int column)
{
  int type = sqlite3_column_type (row, column);
  const guchar *bytes = type == SQLITE_BLOB ? sqlite3_column_blob (row, column)
                                            : sqlite3_column_text (row, column);
  gint32 head[2] = { GINT32_TO_LE (type), GINT32_TO_LE (sqlite3_column_bytes (row, column)) };

  g_checksum_update (checksum, (const guchar *) head, sizeof head);
  g_checksum_update (checksum, bytes, sqlite3_column_bytes (row, column));
}

static gboolean
add_query (WgConnection *connection, GChecksum *checksum, const char *sql, GError **error)
{
  sqlite3_stmt *row = wg_connection_prepare (connection, sql, error);
  int code = SQLITE_ROW;

  if (row == NULL)
    return FALSE;
  g_checksum_update (checksum, (const guchar *) sql, -1);
  while ((code = sqlite3_step (row)) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (row); i++)
      add_value (checksum, row, i);
  sqlite3_reset (row);
  return code == SQLITE_DONE || wg_connection_fail (connection, code, sql, error);
}

char *
wg_project_digest (WgProject *self, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gint64 has_buildings = 0;
  gboolean is_ok = TRUE;

  if (!wg_project_lock (self, error))
    return NULL;
  is_ok = wg_connection_get_int (self->connection,
                                 "SELECT count (*) FROM project WHERE key = 'buildings'",
                                 &has_buildings, error);
  for (guint i = 0; is_ok && i < G_N_ELEMENTS (queries); i++)
    is_ok = add_query (self->connection, checksum, queries[i], error);
  for (guint i = 0; is_ok && has_buildings > 0 && i < G_N_ELEMENTS (building_queries); i++)
    is_ok = add_query (self->connection, checksum, building_queries[i], error);
  wg_project_unlock (self);
  return is_ok ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}
