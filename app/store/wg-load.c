/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-load"

#include "wg-blob.h"
#include "wg-addresses.h"
#include "wg-barriers.h"
#include "wg-buildings.h"
#include "wg-people-rows.h"
#include "wg-project.h"
#include "wg-rows.h"

/* Takes one row of a result. FALSE: the row makes no sense. */
typedef gboolean (*RowFunc) (sqlite3_stmt *row, WgPlan *plan);

typedef struct
{
  const char *sql;
  RowFunc take;
  double until; /* how much of the load is done after it, about */
} Table;

static gboolean
is_id (gint64 value)
{
  return value > 0 && value < G_MAXINT32;
}

/* Pinned, then least, target and most of households, people and area. */
static WgLevelRule
read_rule (sqlite3_stmt *row, int first)
{
  WgLevelRule rule = { 0 };
  WgSizeBand *const bands[] = { &rule.households, &rule.people, &rule.area };

  rule.is_pinned = sqlite3_column_int (row, first++) != 0;
  for (guint i = 0; i < G_N_ELEMENTS (bands); i++)
    {
      bands[i]->min = (guint32) sqlite3_column_int64 (row, first++);
      bands[i]->target = (guint32) sqlite3_column_int64 (row, first++);
      bands[i]->max = (guint32) sqlite3_column_int64 (row, first++);
    }
  return rule;
}

static gboolean
take_level (sqlite3_stmt *row, WgPlan *plan)
{
  WgLevelRule rule = { 0 };

  if (sqlite3_column_int (row, 0) != (int) wg_plan_get_n_levels (plan) + 1
      || sqlite3_column_int (row, 0) > WG_MAX_DEPTH || sqlite3_column_text (row, 1) == NULL)
    return FALSE;
  wg_plan_add_level (plan, (const char *) sqlite3_column_text (row, 1),
                     (const char *) sqlite3_column_text (row, 2));
  rule = read_rule (row, 3);
  wg_plan_set_level_rule (plan, wg_plan_get_n_levels (plan), &rule);
  return TRUE;
}

static gboolean
take_grid (sqlite3_stmt *row, WgPlan *plan)
{
  const char *code = (const char *) sqlite3_column_text (row, 5);
  const char *name = (const char *) sqlite3_column_text (row, 6);
  const char *note = (const char *) sqlite3_column_text (row, 10);
  WgGridRecord record = { 0 };
  g_autoptr (WgGrid) grid = NULL;

  if (!is_id (sqlite3_column_int64 (row, 0)) || sqlite3_column_int64 (row, 1) < 1
      || sqlite3_column_int64 (row, 1) > WG_MAX_DEPTH || code == NULL || name == NULL
      || !g_utf8_validate (code, -1, NULL) || !g_utf8_validate (name, -1, NULL)
      || (note != NULL && !g_utf8_validate (note, -1, NULL)))
    return FALSE;
  record.id = (guint32) (gint64) sqlite3_column_int64 (row, 0);
  record.parent = (guint32) sqlite3_column_int64 (row, 2);
  record.depth = (guint) sqlite3_column_int (row, 1);
  record.kind = sqlite3_column_int (row, 3) == WG_GRID_SPECIAL ? WG_GRID_SPECIAL : WG_GRID_ORDINARY;
  record.is_retired = sqlite3_column_int (row, 4) != 0;
  record.code = code;
  record.name = name;
  record.property_type = (WgPropertyType) sqlite3_column_int (row, 7);
  record.mgmt_class = (guint) sqlite3_column_int (row, 8);
  record.is_locked = sqlite3_column_int (row, 9) != 0;
  record.note = note;
  record.told = (WgGridTold){ (guint32) sqlite3_column_int64 (row, 11), sqlite3_column_int (row, 12),
                              sqlite3_column_int (row, 13) };
  grid = wg_grid_new_record (&record);
  wg_plan_load_grid (plan, grid);
  return TRUE;
}

static gboolean
take_node (sqlite3_stmt *row, WgPlan *plan)
{
  WgPoint point = { sqlite3_column_int (row, 1), sqlite3_column_int (row, 2) };

  if (!is_id (sqlite3_column_int64 (row, 0)) || !wg_point_is_valid (point))
    return FALSE;
  wg_coverage_load_node (wg_plan_get_coverage (plan), (WgNodeId) sqlite3_column_int64 (row, 0), point);
  return TRUE;
}

static gboolean
take_arc (sqlite3_stmt *row, WgPlan *plan)
{
  g_autoptr (WgLine) line = wg_blob_read_points (sqlite3_column_blob (row, 5),
                                                 (gsize) sqlite3_column_bytes (row, 5));
  WgArc arc = {
    line,
    (WgNodeId) sqlite3_column_int64 (row, 1),
    (WgNodeId) sqlite3_column_int64 (row, 2),
    (WgFaceId) sqlite3_column_int64 (row, 3),
    (WgFaceId) sqlite3_column_int64 (row, 4),
  };

  if (!is_id (sqlite3_column_int64 (row, 0)) || line == NULL)
    return FALSE;
  wg_coverage_load_arc (wg_plan_get_coverage (plan), (WgArcId) sqlite3_column_int64 (row, 0), &arc);
  return TRUE;
}

static gboolean
take_face (sqlite3_stmt *row, WgPlan *plan)
{
  if (!is_id (sqlite3_column_int64 (row, 0)))
    return FALSE;
  wg_coverage_load_face (wg_plan_get_coverage (plan), (WgFaceId) (gint64) sqlite3_column_int64 (row, 0),
                         (guint32) sqlite3_column_int64 (row, 1));
  return TRUE;
}

static const Table tables[] = {
  { "SELECT depth, name, special_name, is_pinned, min_households, target_households,"
    " max_households, min_people, target_people, max_people, min_area, target_area, max_area"
    " FROM level WHERE scheme = 1 ORDER BY depth", take_level, 0.0 },
  { "SELECT id, depth, parent, kind, is_retired, code, name, property_type, mgmt_class, is_locked,"
    " note, told_area, told_households, told_people FROM grid WHERE scheme = 1 ORDER BY id", take_grid, 0.1 },
  { "SELECT id, x, y FROM node WHERE scheme = 1 ORDER BY id", take_node, 0.2 },
  { "SELECT id, start_node, end_node, left_face, right_face, line FROM arc WHERE scheme = 1"
    " ORDER BY id", take_arc, 0.5 },
  { "SELECT id, owner FROM face WHERE scheme = 1 ORDER BY id", take_face, 0.6 },
};

static gboolean
load_table (WgConnection *connection, const Table *table, WgPlan *plan, GCancellable *cancellable,
            GError **error)
{
  sqlite3_stmt *row = wg_connection_prepare (connection, table->sql, error);
  guint n_rows = 0;
  int code = SQLITE_ROW;

  if (row == NULL)
    return FALSE;
  while ((code = sqlite3_step (row)) == SQLITE_ROW)
    {
      if (++n_rows % 8192 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        break;
      if (!table->take (row, plan))
        {
          g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT, "%s: bad row %" G_GINT64_FORMAT
                       " of: %s", wg_connection_get_path (connection), (gint64) sqlite3_column_int64 (row, 0),
                       table->sql);
          break;
        }
    }
  sqlite3_reset (row);
  if (code == SQLITE_DONE)
    return TRUE;
  return code != SQLITE_ROW && wg_connection_fail (connection, code, table->sql, error);
}

static gboolean
load_number (WgConnection *connection, const char *sql, double *value_out, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = wg_connection_get_text (connection, sql, &local_error);

  if (text == NULL)
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT, "%s: no origin",
                     wg_connection_get_path (connection));
      return FALSE;
    }
  *value_out = g_ascii_strtod (text, NULL);
  return TRUE;
}

static gboolean
load_frame (WgConnection *connection, WgPlan *plan, GError **error)
{
  GError *local_error = NULL;
  g_autofree char *crs = wg_connection_get_text (connection,
                                                 "SELECT value FROM project WHERE key = 'crs'",
                                                 &local_error);
  g_autoptr (WgFrame) frame = NULL;
  double easting = 0, northing = 0;

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (crs == NULL)
    return TRUE;
  if (!load_number (connection, "SELECT value FROM project WHERE key = 'origin_easting'", &easting,
                    error)
      || !load_number (connection, "SELECT value FROM project WHERE key = 'origin_northing'",
                       &northing, error))
    return FALSE;
  frame = wg_frame_new (crs, easting, northing, error);
  if (frame == NULL)
    return FALSE;
  wg_plan_set_frame (plan, frame);
  return TRUE;
}

static gboolean
load_buildings (WgConnection *connection, WgPlan *plan, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (WgBuildingSet) set
    = wg_buildings_read (connection, wg_plan_get_frame (plan), &local_error);

  if (local_error == NULL)
    {
      wg_plan_set_buildings (plan, set);
      return TRUE;
    }
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
load_barriers (WgConnection *connection, WgPlan *plan, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (WgBarrierSet) set = wg_barriers_read (connection, &local_error);

  wg_plan_set_barriers (plan, set);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
load_addresses (WgConnection *connection, WgPlan *plan, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (WgAddressSet) set = wg_addresses_read (connection, &local_error);

  wg_plan_set_addresses (plan, set);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

WgPlan *
wg_rows_load_plan (WgConnection *connection, const WgProgress *progress, GCancellable *cancellable,
                   GError **error)
{
  GError *local_error = NULL;
  g_autofree char *name = wg_connection_get_text (connection,
                                                  "SELECT value FROM project WHERE key = 'name'",
                                                  &local_error);
  g_autofree char *wanted_crs = NULL;
  g_autoptr (WgPlan) plan = NULL;

  if (local_error == NULL)
    wanted_crs = wg_connection_get_text (
      connection, "SELECT value FROM project WHERE key = 'wanted_crs'", &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  plan = wg_plan_new (name, NULL);
  wg_plan_set_wanted_crs (plan, wanted_crs);
  if (!load_frame (connection, plan, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (!load_table (connection, &tables[i], plan, cancellable, error))
        return NULL;
      wg_progress_report (progress, tables[i].until);
    }
  if (!wg_coverage_finish (wg_plan_get_coverage (plan), error))
    return NULL;
  wg_progress_report (progress, 0.8);
  if (!load_buildings (connection, plan, error) || !load_barriers (connection, plan, error)
      || !load_addresses (connection, plan, error) || !wg_people_rows_load (connection, plan, error))
    return NULL;
  wg_progress_report (progress, 0.9);
  if (!wg_plan_finish_loading (plan, error))
    return NULL;
  wg_progress_report (progress, 1.0);
  return g_steal_pointer (&plan);
}
