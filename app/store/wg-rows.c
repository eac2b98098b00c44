/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-rows"

#include "wg-rows.h"

#include "wg-blob.h"
#include "wg-acceptances.h"
#include "wg-people-rows.h"
#include "wg-project.h"

#include <math.h>

/* How often a long write looks whether it was cancelled. */
#define ROWS_PER_LOOK 4096

static sqlite3_stmt *
prepare_action (WgConnection *connection, WgRowAction action, const char *const sql[3],
                GError **error)
{
  return wg_connection_prepare (connection, sql[action], error);
}

/* Runs a statement that must touch exactly one row. */
static gboolean
run_on_one_row (WgConnection *connection, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  sqlite3_reset (statement);
  if (code == SQLITE_DONE && sqlite3_changes (wg_connection_get_db (connection)) == 1)
    return TRUE;
  if (code != SQLITE_DONE && (code & 0xff) != SQLITE_CONSTRAINT)
    return wg_connection_fail (connection, code, sqlite3_sql (statement), error);
  g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT, "%s: unexpected row: %s",
               wg_connection_get_path (connection), sqlite3_sql (statement));
  return FALSE;
}

static gboolean
look_around (guint *n_rows, guint n_all, const WgProgress *progress, GCancellable *cancellable,
             GError **error)
{
  if (++*n_rows % ROWS_PER_LOOK != 0)
    return TRUE;
  wg_progress_report (progress, (double) *n_rows / MAX (n_all, 1));
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

gboolean
wg_row_node (WgConnection *connection, WgRowAction action, WgNodeId id, WgPoint point,
             GError **error)
{
  static const char *const sql[] = {
    "INSERT INTO node (id, scheme, x, y) VALUES (?1, 1, ?2, ?3)",
    "UPDATE node SET x = ?2, y = ?3 WHERE id = ?1",
    "DELETE FROM node WHERE id = ?1",
  };
  sqlite3_stmt *statement = prepare_action (connection, action, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (action != WG_ROW_DELETE)
    {
      sqlite3_bind_int (statement, 2, point.x);
      sqlite3_bind_int (statement, 3, point.y);
    }
  return run_on_one_row (connection, statement, error);
}

/* The points as wg_blob_write_points() has them, which is how they lie in the memory of most machines. */
static const void *
view_points (const WgLine *line, GByteArray **copy_out)
{
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  *copy_out = NULL;
  return line->points;
#else
  *copy_out = g_byte_array_new ();
  wg_blob_write_points (line, *copy_out);
  return (*copy_out)->data;
#endif
}

gboolean
wg_row_arc (WgConnection *connection, WgRowAction action, WgArcId id, const WgArc *arc,
            GError **error)
{
  static const char *const sql[] = {
    "INSERT INTO arc (id, scheme, start_node, end_node, left_face, right_face, line)"
    " VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6)",
    "UPDATE arc SET start_node = ?2, end_node = ?3, left_face = ?4, right_face = ?5, line = ?6"
    " WHERE id = ?1",
    "DELETE FROM arc WHERE id = ?1",
  };
  sqlite3_stmt *statement = prepare_action (connection, action, sql, error);
  g_autoptr (GByteArray) copy = NULL;
  gboolean is_ok = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (action == WG_ROW_DELETE)
    return run_on_one_row (connection, statement, error);
  sqlite3_bind_int64 (statement, 2, arc->start);
  sqlite3_bind_int64 (statement, 3, arc->end);
  sqlite3_bind_int64 (statement, 4, arc->left);
  sqlite3_bind_int64 (statement, 5, arc->right);
  sqlite3_bind_blob (statement, 6, view_points (arc->line, &copy), (int) arc->line->n_points * 8,
                     SQLITE_STATIC);
  is_ok = run_on_one_row (connection, statement, error);
  sqlite3_clear_bindings (statement);
  return is_ok;
}

gboolean
wg_row_face (WgConnection *connection, WgRowAction action, WgFaceId id, guint32 owner,
             GError **error)
{
  static const char *const sql[] = {
    "INSERT INTO face (id, scheme, owner) VALUES (?1, 1, ?2)",
    "UPDATE face SET owner = ?2 WHERE id = ?1",
    "DELETE FROM face WHERE id = ?1",
  };
  sqlite3_stmt *statement = prepare_action (connection, action, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (action != WG_ROW_DELETE)
    sqlite3_bind_int64 (statement, 2, owner);
  return run_on_one_row (connection, statement, error);
}

gboolean
wg_row_grid (WgConnection *connection, WgRowAction action, const WgGrid *grid, GError **error)
{
  static const char *const sql[] = {
    "INSERT INTO grid (id, scheme, depth, parent, kind, is_retired, code, name, property_type,"
    " mgmt_class, is_locked, note, told_area, told_households, told_people)"
    " VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    "UPDATE grid SET depth = ?2, parent = ?3, kind = ?4, is_retired = ?5, code = ?6, name = ?7,"
    " property_type = ?8, mgmt_class = ?9, is_locked = ?10, note = ?11, told_area = ?12,"
    " told_households = ?13, told_people = ?14 WHERE id = ?1",
    "DELETE FROM grid WHERE id = ?1",
  };
  sqlite3_stmt *statement = prepare_action (connection, action, sql, error);
  gboolean is_ok = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, grid->id);
  if (action == WG_ROW_DELETE)
    return run_on_one_row (connection, statement, error);
  sqlite3_bind_int (statement, 2, grid->depth);
  sqlite3_bind_int64 (statement, 3, grid->parent);
  sqlite3_bind_int (statement, 4, grid->kind);
  sqlite3_bind_int (statement, 5, grid->is_retired ? 1 : 0);
  sqlite3_bind_text (statement, 6, grid->code, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 7, grid->name, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 8, grid->property_type);
  sqlite3_bind_int (statement, 9, grid->mgmt_class);
  sqlite3_bind_int (statement, 10, grid->is_locked ? 1 : 0);
  sqlite3_bind_text (statement, 11, grid->note, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 12, grid->told.area_m2);
  sqlite3_bind_int (statement, 13, grid->told.area_m2 > 0 ? grid->told.households : -1);
  sqlite3_bind_int (statement, 14, grid->told.area_m2 > 0 ? grid->told.people : -1);
  is_ok = run_on_one_row (connection, statement, error);
  sqlite3_clear_bindings (statement);
  return is_ok;
}

static void
bind_rule (sqlite3_stmt *statement, int first, const WgLevelRule *rule)
{
  const WgSizeBand *const bands[] = { &rule->households, &rule->people, &rule->area };

  sqlite3_bind_int (statement, first++, rule->is_pinned ? 1 : 0);
  for (guint i = 0; i < G_N_ELEMENTS (bands); i++)
    {
      sqlite3_bind_int64 (statement, first++, bands[i]->min);
      sqlite3_bind_int64 (statement, first++, bands[i]->target);
      sqlite3_bind_int64 (statement, first++, bands[i]->max);
    }
}

static gboolean
write_rule (WgConnection *connection, const WgLevelChange *level, GError **error)
{
  sqlite3_stmt *statement
    = wg_connection_prepare (connection,
                             "UPDATE level SET is_pinned = ?2, min_households = ?3,"
                             " target_households = ?4, max_households = ?5, min_people = ?6,"
                             " target_people = ?7, max_people = ?8, min_area = ?9,"
                             " target_area = ?10, max_area = ?11 WHERE scheme = 1 AND depth = ?1",
                             error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, level->depth);
  bind_rule (statement, 2, &level->after);
  return run_on_one_row (connection, statement, error);
}

/* What brings a row from one state to another. */
static WgRowAction
action_for (gboolean had, gboolean has)
{
  return !had ? WG_ROW_INSERT : has ? WG_ROW_UPDATE : WG_ROW_DELETE;
}

static gboolean
write_coverage_change (WgConnection *connection, const WgCoverageChange *change, GError **error)
{
  for (guint i = 0; i < change->nodes->len; i++)
    {
      const WgNodeChange *node = &g_array_index (change->nodes, WgNodeChange, i);

      if ((node->had || node->has)
          && !wg_row_node (connection, action_for (node->had, node->has), node->id, node->after, error))
        return FALSE;
    }
  for (guint i = 0; i < change->arcs->len; i++)
    {
      const WgArcChange *arc = &g_array_index (change->arcs, WgArcChange, i);
      gboolean had = arc->before.line != NULL, has = arc->after.line != NULL;

      if ((had || has)
          && !wg_row_arc (connection, action_for (had, has), arc->id, &arc->after, error))
        return FALSE;
    }
  for (guint i = 0; i < change->faces->len; i++)
    {
      const WgFaceChange *face = &g_array_index (change->faces, WgFaceChange, i);

      if ((face->had || face->has)
          && !wg_row_face (connection, action_for (face->had, face->has), face->id,
                           face->owner_after, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_rows_write_change (WgConnection *connection, const WgChange *change, GError **error)
{
  if (change->coverage != NULL && !write_coverage_change (connection, change->coverage, error))
    return FALSE;
  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridChange *grid = g_ptr_array_index (change->grids, i);
      WgRowAction action = action_for (grid->before != NULL, grid->after != NULL);

      if (!wg_row_grid (connection, action, action == WG_ROW_DELETE ? grid->before : grid->after, error))
        return FALSE;
    }
  for (guint i = 0; i < change->levels->len; i++)
    if (!write_rule (connection, &g_array_index (change->levels, WgLevelChange, i), error))
      return FALSE;
  return wg_acceptances_write_change (connection, change, error)
         && wg_people_rows_write_change (connection, change, error);
}

gboolean
wg_rows_write_lineage (WgConnection *connection, const WgChange *change, gint64 journal,
                       GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (change->lineage->len == 0)
    return TRUE;
  statement = wg_connection_prepare (connection,
                                     "INSERT INTO lineage (old_grid, new_grid, kind, journal,"
                                     " area, households, scheme, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                     error);
  for (guint i = 0; statement != NULL && i < change->lineage->len; i++)
    {
      const WgLineage *lineage = &g_array_index (change->lineage, WgLineage, i);

      sqlite3_bind_int64 (statement, 1, lineage->from);
      sqlite3_bind_int64 (statement, 2, lineage->to);
      sqlite3_bind_text (statement, 3, change->kind, -1, SQLITE_TRANSIENT);
      sqlite3_bind_int64 (statement, 4, journal);
      if (isnan (lineage->area_m2))
        sqlite3_bind_null (statement, 5);
      else
        sqlite3_bind_double (statement, 5, lineage->area_m2);
      if (lineage->households < 0)
        sqlite3_bind_null (statement, 6);
      else
        sqlite3_bind_int64 (statement, 6, lineage->households);
      sqlite3_bind_int64 (statement, 7, wg_connection_get_scheme (connection));
      sqlite3_bind_int64 (statement, 8,
                          (lineage->is_at_least ? WG_LINEAGE_AT_LEAST : 0)
                            | (lineage->is_estimated ? WG_LINEAGE_ESTIMATED : 0));
      if (!run_on_one_row (connection, statement, error))
        return FALSE;
    }
  return statement != NULL;
}

gboolean
wg_rows_set_key (WgConnection *connection, const char *key, const char *value, GError **error)
{
  sqlite3_stmt *statement
    = wg_connection_prepare (connection,
                             "INSERT INTO project (key, value) VALUES (?1, ?2)"
                             " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                             error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, value, -1, SQLITE_TRANSIENT);
  return run_on_one_row (connection, statement, error);
}

static gboolean
set_number (WgConnection *connection, const char *key, double value, GError **error)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE] = { 0 };

  return wg_rows_set_key (connection, key, g_ascii_dtostr (text, sizeof text, value), error);
}

static gboolean
write_levels (WgConnection *connection, WgPlan *plan, GError **error)
{
  sqlite3_stmt *statement
    = wg_connection_prepare (connection,
                             "INSERT INTO level (id, scheme, depth, name, special_name, layer,"
                             " is_pinned, min_households, target_households, max_households,"
                             " min_people, target_people, max_people, min_area, target_area,"
                             " max_area) VALUES (?1, 1, ?1, ?2, ?3, '', ?4, ?5, ?6, ?7, ?8, ?9,"
                             " ?10, ?11, ?12, ?13)",
                             error);

  if (statement == NULL)
    return FALSE;
  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    {
      const WgLevel *level = wg_plan_get_level (plan, depth);

      sqlite3_bind_int64 (statement, 1, depth);
      sqlite3_bind_text (statement, 2, level->name, -1, SQLITE_TRANSIENT);
      sqlite3_bind_text (statement, 3, level->special_name, -1, SQLITE_TRANSIENT);
      bind_rule (statement, 4, &level->rule);
      if (!run_on_one_row (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_head (WgConnection *connection, WgPlan *plan, GError **error)
{
  WgFrame *frame = wg_plan_get_frame (plan);

  if (!wg_rows_set_key (connection, "name", wg_plan_get_name (plan), error)
      || (wg_plan_get_wanted_crs (plan) != NULL
          && !wg_rows_set_key (connection, "wanted_crs", wg_plan_get_wanted_crs (plan), error))
      || !write_levels (connection, plan, error))
    return FALSE;
  if (frame == NULL)
    return wg_connection_run (connection,
                              "DELETE FROM project WHERE key IN ('crs', 'origin_easting',"
                              " 'origin_northing')",
                              error);
  return wg_rows_set_key (connection, "crs", wg_frame_get_crs (frame), error)
         && set_number (connection, "origin_easting", wg_frame_get_easting (frame), error)
         && set_number (connection, "origin_northing", wg_frame_get_northing (frame), error);
}

static gboolean
write_all_grids (WgConnection *connection, WgPlan *plan, GError **error)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid != NULL && !wg_row_grid (connection, WG_ROW_INSERT, grid, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_rows_write_plan (WgConnection *connection, WgPlan *plan, const WgProgress *progress,
                    GCancellable *cancellable, GError **error)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  guint n_all = wg_coverage_n_nodes (coverage) + wg_coverage_n_arcs (coverage)
                + wg_coverage_n_faces (coverage);
  guint n_rows = 0;

  if (!write_head (connection, plan, error) || !write_all_grids (connection, plan, error))
    return FALSE;
  for (WgNodeId id = 1; id < wg_coverage_node_limit (coverage); id++)
    if (wg_coverage_has_node (coverage, id)
        && (!look_around (&n_rows, n_all, progress, cancellable, error)
            || !wg_row_node (connection, WG_ROW_INSERT, id, wg_coverage_node_point (coverage, id),
                             error)))
      return FALSE;
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc != NULL
          && (!look_around (&n_rows, n_all, progress, cancellable, error)
              || !wg_row_arc (connection, WG_ROW_INSERT, id, arc, error)))
        return FALSE;
    }
  for (WgFaceId id = 1; id < wg_coverage_face_limit (coverage); id++)
    if (wg_coverage_has_face (coverage, id)
        && (!look_around (&n_rows, n_all, progress, cancellable, error)
            || !wg_row_face (connection, WG_ROW_INSERT, id, wg_coverage_owner (coverage, id), error)))
      return FALSE;
  return wg_people_rows_write_all (connection, wg_plan_get_people (plan), error);
}

gboolean
wg_rows_clear (WgConnection *connection, GError **error)
{
  return wg_connection_run (connection,
                            "DELETE FROM node; DELETE FROM arc; DELETE FROM face;"
                            "DELETE FROM grid; DELETE FROM stale;"
                            "DELETE FROM level",
                            error)
         && wg_people_rows_clear (connection, error);
}
