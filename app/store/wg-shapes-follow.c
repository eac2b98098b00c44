/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-shapes"

#include "wg-shapes-private.h"

#include "../geometry/wg-coverage-shape.h"
#include "wg-project.h"
#include "wg-touched.h"

/* A grid of more faces is made again later, and so are all after so many faces in one edit: this
 * is what an edit can spend and stay below a few milliseconds. */
#define MAX_FACES_AT_ONCE 64
#define MAX_FACES_IN_EDIT 256

/* Counts the faces of a grid and its descendants, up to @limit. */
static guint
count_faces (WgPlan *plan, guint32 id, guint limit)
{
  guint n_faces = wg_plan_get_own_faces (plan, id)->len;
  const GArray *children = wg_plan_get_children (plan, id);

  for (guint i = 0; i < children->len && n_faces <= limit; i++)
    n_faces += count_faces (plan, g_array_index (children, guint32, i), limit - n_faces);
  return n_faces;
}

static gboolean
run (WgShapes *self, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  sqlite3_reset (statement);
  return code == SQLITE_DONE
         || wg_connection_fail (self->connection, code, sqlite3_sql (statement), error);
}

static gboolean
run_on_stale (WgShapes *self, const char *sql, guint32 grid, GError **error)
{
  sqlite3_stmt *statement = wg_connection_prepare (self->connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, grid);
  return run (self, statement, error);
}

static gboolean
mark_stale (WgShapes *self, guint32 grid, GError **error)
{
  return run_on_stale (self, "INSERT OR IGNORE INTO stale (grid) VALUES (?)", grid, error);
}

static gboolean
write_geometry (WgShapes *self, WgPlan *plan, const WgGrid *grid, GError **error)
{
  sqlite3_stmt *update
    = wg_shapes_prepare (self, grid->depth, "UPDATE %s SET geom = ?2, area_m2 = ?3 WHERE id = ?1",
                         error);
  gboolean is_ok = FALSE;

  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, grid->id);
  wg_shapes_bind_geometry (self, plan, grid->id, update);
  is_ok = run (self, update, error);
  sqlite3_clear_bindings (update);
  return is_ok;
}

static gboolean
delete_row (WgShapes *self, const WgGrid *grid, GError **error)
{
  sqlite3_stmt *statement
    = wg_shapes_prepare (self, grid->depth, "DELETE FROM %s WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, grid->id);
  return run (self, statement, error);
}

/* What the file follows. */
typedef struct
{
  WgPlan *plan;
  const WgChange *change;
  gboolean backwards;
  GHashTable *rows; /* id -> WgGridChange */
} Following;

static void
following_clear (Following *self)
{
  g_clear_pointer (&self->rows, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Following, following_clear)

static void
following_init (Following *self)
{
  self->rows = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->change->grids->len; i++)
    {
      WgGridChange *row = g_ptr_array_index (self->change->grids, i);

      g_hash_table_insert (self->rows, GUINT_TO_POINTER ((row->before ?: row->after)->id), row);
    }
}

/* The state of a grid that the file is going to. */
static const WgGrid *
get_target (const Following *self, guint32 id)
{
  const WgGridChange *row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (id));

  if (row == NULL)
    return wg_plan_get_grid (self->plan, id);
  return self->backwards ? row->before : row->after;
}

static gboolean
write_attributes (WgShapes *self, WgPlan *plan, const WgGrid *grid, const WgGrid *parent,
                  GError **error)
{
  sqlite3_stmt *statement
    = wg_shapes_prepare (self, grid->depth,
                         "INSERT INTO %s (id, code, name, parent_code, parent_name, kind)"
                         " VALUES (?1, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET"
                         " code = excluded.code, name = excluded.name,"
                         " parent_code = excluded.parent_code, parent_name = excluded.parent_name,"
                         " kind = excluded.kind",
                         error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, grid->id);
  wg_shapes_bind_attributes (self, plan, grid, parent, statement);
  return run (self, statement, error);
}

/* Children may be of any lower level. */
static gboolean
write_parent_of_children (WgShapes *self, const WgGrid *parent, GError **error)
{
  for (guint depth = parent->depth + 1; depth <= WG_MAX_DEPTH; depth++)
    {
      sqlite3_stmt *statement = NULL;

      if (self->layers[depth] == NULL)
        break;
      statement = wg_shapes_prepare (self, depth,
                                     "UPDATE %s SET parent_code = ?2, parent_name = ?3"
                                     " WHERE id IN (SELECT id FROM grid WHERE parent = ?1)",
                                     error);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, parent->id);
      sqlite3_bind_text (statement, 2, parent->code, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 3, parent->name, -1, SQLITE_STATIC);
      if (!run (self, statement, error))
        return FALSE;
      sqlite3_clear_bindings (statement);
    }
  return TRUE;
}

static gboolean
follow_grid (WgShapes *self, const Following *following, const WgGridChange *grid, GError **error)
{
  const WgGrid *from = following->backwards ? grid->after : grid->before;
  const WgGrid *to = following->backwards ? grid->before : grid->after;
  gboolean was_there = from != NULL && !from->is_retired;
  gboolean is_there = to != NULL && !to->is_retired;

  if (was_there && (!is_there || from->depth != to->depth) && !delete_row (self, from, error))
    return FALSE;
  if (!is_there)
    return from == NULL || run_on_stale (self, "DELETE FROM stale WHERE grid = ?", from->id, error);
  if (!write_attributes (self, following->plan, to, get_target (following, to->parent), error))
    return FALSE;
  if ((!was_there || from->depth != to->depth) && !mark_stale (self, to->id, error))
    return FALSE;
  if (from != NULL && g_str_equal (from->code, to->code) && g_str_equal (from->name, to->name))
    return TRUE;
  return write_parent_of_children (self, to, error);
}

gboolean
wg_shapes_follow (WgShapes *self, WgPlan *plan, const WgChange *change, gboolean is_after,
                  gboolean backwards, GError **error)
{
  /* An undo finds the plan still in the state after the change. */
  g_autoptr (GArray) touched = wg_touched_grids (plan, change, is_after || backwards);
  g_auto (Following) following = { plan, change, backwards, NULL };
  guint n_faces = 0;

  following_init (&following);
  for (guint i = 0; i < change->grids->len; i++)
    if (!follow_grid (self, &following, g_ptr_array_index (change->grids, i), error))
      return FALSE;
  for (guint i = 0; i < touched->len; i++)
    {
      guint32 id = g_array_index (touched, guint32, i);
      const WgGrid *grid = get_target (&following, id);

      if (grid == NULL || grid->is_retired)
        continue;
      if (is_after && n_faces < MAX_FACES_IN_EDIT)
        {
          guint n_own = count_faces (plan, id, MAX_FACES_AT_ONCE);

          if (n_own <= MAX_FACES_AT_ONCE)
            {
              n_faces += n_own;
              if (!write_geometry (self, plan, grid, error)
                  || !run_on_stale (self, "DELETE FROM stale WHERE grid = ?", id, error))
                return FALSE;
              continue;
            }
        }
      if (!mark_stale (self, id, error))
        return FALSE;
    }
  return TRUE;
}

static GArray *
list_stale (WgShapes *self, guint limit, GError **error)
{
  sqlite3_stmt *row = wg_connection_prepare (self->connection,
                                             "SELECT grid FROM stale ORDER BY grid LIMIT ?", error);
  GArray *ids = NULL;

  if (row == NULL)
    return NULL;
  ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  sqlite3_bind_int64 (row, 1, limit > 0 ? (gint64) limit : -1);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      guint32 id = (guint32) sqlite3_column_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  sqlite3_reset (row);
  return ids;
}

gboolean
wg_shapes_refresh (WgShapes *self, WgPlan *plan, guint limit, guint *n_left_out, GError **error)
{
  g_autoptr (GArray) ids = list_stale (self, limit, error);
  gint64 n_left = 0;
  gboolean is_ok = ids != NULL;

  if (ids != NULL && ids->len > 0)
    {
      is_ok = wg_connection_begin (self->connection, error);
      for (guint i = 0; is_ok && i < ids->len; i++)
        {
          guint32 id = g_array_index (ids, guint32, i);
          const WgGrid *grid = wg_plan_get_grid (plan, id);

          if (grid != NULL && !grid->is_retired && self->layers[grid->depth] != NULL)
            is_ok = write_geometry (self, plan, grid, error);
          is_ok = is_ok && run_on_stale (self, "DELETE FROM stale WHERE grid = ?", id, error);
        }
      is_ok = is_ok && wg_connection_commit (self->connection, error);
      if (!is_ok)
        wg_connection_roll_back (self->connection);
    }
  if (is_ok && n_left_out != NULL)
    {
      is_ok = wg_connection_get_int (self->connection, "SELECT count(*) FROM stale", &n_left, error);
      *n_left_out = (guint) n_left;
    }
  return is_ok;
}
