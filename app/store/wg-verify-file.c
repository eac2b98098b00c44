/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-verify-file"

#include "wg-blob.h"
#include "wg-content.h"
#include "wg-project-private.h"
#include "wg-ring-set.h"
#include "wg-rows.h"

#define MAX_PROBLEMS 1000
#define INDEX_ROUNDING 3.0
#define OPEN_SCHEME "(SELECT CAST (value AS INTEGER) FROM project WHERE key = 'scheme')"

/* What the checks of one file share. */
typedef struct
{
  WgConnection *connection;
  WgPlan *plan; /* as the file has it */
  WgShapes *shapes;
  GPtrArray *problems;
  GCancellable *cancellable;
  GError *error; /* of the thread aside */
} Check;

/* Each finds rows that point at nothing, or must not be there: their number and the first id. */
static const struct
{
  const char *sentence;
  const char *sql;
} row_checks[] = {
  { "arcs without start or end node",
    "SELECT count (*), min (id) FROM arc WHERE start_node NOT IN (SELECT id FROM node)"
    " OR end_node NOT IN (SELECT id FROM node)" },
  { "arcs beside a face that does not exist",
    "SELECT count (*), min (id) FROM arc"
    " WHERE (left_face <> 0 AND left_face NOT IN (SELECT id FROM face))"
    " OR (right_face <> 0 AND right_face NOT IN (SELECT id FROM face))" },
  { "faces of an owner that does not exist",
    "SELECT count (*), min (id) FROM face WHERE owner <> 0 AND owner NOT IN (SELECT id FROM grid)" },
  { "faces of a retired owner",
    "SELECT count (*), min (id) FROM face"
    " WHERE owner IN (SELECT id FROM grid WHERE is_retired = 1)" },
  { "grids under a parent that does not exist",
    "SELECT count (*), min (id) FROM grid"
    " WHERE parent <> 0 AND parent NOT IN (SELECT id FROM grid)" },
  { "grids of a level that does not exist",
    "SELECT count (*), min (id) FROM grid WHERE depth NOT IN (SELECT depth FROM level)" },
  { "lineage of grids that do not exist",
    "SELECT count (*), min (id) FROM lineage WHERE scheme = " OPEN_SCHEME
    " AND ((old_grid <> 0 AND old_grid NOT IN (SELECT id FROM grid))"
    " OR (new_grid <> 0 AND new_grid NOT IN (SELECT id FROM grid)))" },
  { "journal rows done after one that was undone",
    "SELECT count (*), min (j.id) FROM journal j WHERE is_undone = 0"
    " AND id > (SELECT min (id) FROM journal WHERE is_undone = 1 AND scheme = j.scheme)" },
  { "schemes that are not open and have no content",
    "SELECT count (*), min (id) FROM scheme WHERE content IS NULL AND id <> " OPEN_SCHEME },
  { "schemes that are open and packed as well, or missing",
    "SELECT count (*), 0 FROM project WHERE key = 'scheme' AND CAST (value AS INTEGER) NOT IN"
    " (SELECT id FROM scheme WHERE content IS NULL)" },
  { "journal rows of schemes that do not exist",
    "SELECT count (*), min (id) FROM journal WHERE scheme NOT IN (SELECT id FROM scheme)" },
  { "stale marks of grids that do not exist",
    "SELECT count (*), min (grid) FROM stale WHERE grid NOT IN (SELECT id FROM grid)" },
};

G_GNUC_PRINTF (2, 3)
static void
add_problem (Check *check, const char *format, ...)
{
  va_list arguments;

  if (check->problems->len >= MAX_PROBLEMS)
    return;
  va_start (arguments, format);
  g_ptr_array_add (check->problems, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static gboolean
check_integrity (Check *check, GError **error)
{
  sqlite3_stmt *row = wg_connection_prepare (check->connection, "PRAGMA integrity_check (20)", error);
  int code = SQLITE_ROW;

  if (row == NULL)
    return FALSE;
  while ((code = sqlite3_step (row)) == SQLITE_ROW)
    if (g_strcmp0 ((const char *) sqlite3_column_text (row, 0), "ok") != 0)
      add_problem (check, "integrity: %s", (const char *) sqlite3_column_text (row, 0));
  sqlite3_reset (row);
  return code == SQLITE_DONE || wg_connection_fail (check->connection, code, "integrity", error);
}

static gboolean
check_rows (Check *check, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (row_checks); i++)
    {
      sqlite3_stmt *row = wg_connection_prepare (check->connection, row_checks[i].sql, error);
      int code = SQLITE_ROW;

      if (row == NULL)
        return FALSE;
      code = sqlite3_step (row);
      if (code == SQLITE_ROW && sqlite3_column_int64 (row, 0) > 0)
        add_problem (check, "%" G_GINT64_FORMAT " %s, first %" G_GINT64_FORMAT,
                     (gint64) sqlite3_column_int64 (row, 0), row_checks[i].sentence,
                     (gint64) sqlite3_column_int64 (row, 1));
      sqlite3_reset (row);
      if (code != SQLITE_ROW)
        return wg_connection_fail (check->connection, code, row_checks[i].sql, error);
    }
  return TRUE;
}

/* Asks a question whose answer must be 1. */
static gboolean
check_answer (Check *check, const char *layer, const char *what, const char *format, GError **error)
{
  char *sql = sqlite3_mprintf (format, layer, wg_shapes_get_srid (check->shapes));
  gint64 answer = 0;
  gboolean is_ok = wg_connection_get_int (check->connection, sql, &answer, error);

  sqlite3_free (sql);
  if (is_ok && answer != 1)
    add_problem (check, "layer %s: %s", layer, what);
  return is_ok;
}

static gboolean
is_same_text (sqlite3_stmt *row, int column, const char *expected)
{
  return g_strcmp0 ((const char *) sqlite3_column_text (row, column), expected) == 0;
}

/* The box of a row in the index (columns 8 to 11: min x, max x, min y, max y) against the box at the
 * front of its BLOB. The index rounds outwards to single precision: by 0.5 m at a northing of
 * 4,000 km, 2 m near 10,000 km. */
static gboolean
is_indexed (sqlite3_stmt *row)
{
  static const int order[] = { 8, 10, 9, 11 };
  const guint8 *blob = sqlite3_column_blob (row, 6);

  if (sqlite3_column_bytes (row, 6) < 38 || sqlite3_column_type (row, 8) == SQLITE_NULL)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      double side = wg_blob_read_side (blob, i), indexed = sqlite3_column_double (row, order[i]);

      if (i < 2 ? indexed > side || indexed < side - INDEX_ROUNDING
                : indexed < side || indexed > side + INDEX_ROUNDING)
        return FALSE;
    }
  return TRUE;
}

/* Columns: id, code, name, parent_code, parent_name, area_m2, geom, is it stale, box in the index. */
static void
check_layer_row (Check *check, sqlite3_stmt *row, const char *layer, guint depth, GHashTable *seen)
{
  guint32 id = (guint32) sqlite3_column_int64 (row, 0);
  const WgGrid *grid = wg_plan_get_grid (check->plan, id);
  const WgGrid *parent = NULL;
  g_autoptr (WgShape) expected = NULL;
  g_autoptr (WgShape) found = NULL;
  int srid = 0;
  double area = 0;

  if (grid == NULL || grid->is_retired || grid->depth != depth)
    {
      add_problem (check, "layer %s: row %u is no grid of the level", layer, id);
      return;
    }
  g_hash_table_add (seen, GUINT_TO_POINTER (id));
  parent = wg_plan_get_grid (check->plan, grid->parent);
  if (!is_same_text (row, 1, grid->code) || !is_same_text (row, 2, grid->name)
      || !is_same_text (row, 3, parent != NULL ? parent->code : NULL)
      || !is_same_text (row, 4, parent != NULL ? parent->name : NULL))
    add_problem (check, "layer %s: attributes of grid %u differ", layer, id);
  if (sqlite3_column_type (row, 6) != SQLITE_NULL && !is_indexed (row))
    add_problem (check, "layer %s: the spatial index does not fit grid %u", layer, id);
  if (sqlite3_column_int (row, 7) != 0 || wg_plan_get_frame (check->plan) == NULL)
    return;

  expected = wg_shape_new ();
  found = wg_shape_new ();
  wg_plan_get_shape (check->plan, id, expected);
  if (sqlite3_column_type (row, 6) == SQLITE_NULL)
    {
      if (expected->rings->len > 0)
        add_problem (check, "layer %s: grid %u has land and no geometry", layer, id);
      return;
    }
  if (!wg_blob_read_shape (sqlite3_column_blob (row, 6), (gsize) sqlite3_column_bytes (row, 6),
                           wg_plan_get_frame (check->plan), found, &srid)
      || srid != wg_shapes_get_srid (check->shapes))
    add_problem (check, "layer %s: geometry of grid %u cannot be read", layer, id);
  else if (!wg_ring_set_equal (expected, found))
    add_problem (check, "layer %s: geometry of grid %u is not that of the coverage", layer, id);
  area = wg_shapes_area_m2 (check->shapes, wg_plan_get_frame (check->plan), expected);
  if (ABS (sqlite3_column_double (row, 5) - area) > 1e-9 * ABS (area))
    add_problem (check, "layer %s: area of grid %u is %.3f, not %.3f m²", layer, id,
                 sqlite3_column_double (row, 5), area);
}

static gboolean
check_layer_rows (Check *check, guint depth, const char *layer, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autofree char *index = g_strdup_printf ("idx_%s_geom", layer);
  char *sql = sqlite3_mprintf ("SELECT id, code, name, parent_code, parent_name, area_m2, geom,"
                               " id IN (SELECT grid FROM stale), xmin, xmax, ymin, ymax"
                               " FROM \"%w\" LEFT JOIN \"%w\" ON pkid = id", layer, index);
  sqlite3_stmt *row = wg_connection_prepare (check->connection, sql, error);
  guint n_rows = 0;
  int code = SQLITE_ROW;

  sqlite3_free (sql);
  if (row == NULL)
    return FALSE;
  while ((code = sqlite3_step (row)) == SQLITE_ROW)
    {
      if (++n_rows % 256 == 0 && g_cancellable_set_error_if_cancelled (check->cancellable, error))
        break;
      check_layer_row (check, row, layer, depth, seen);
    }
  sqlite3_reset (row);
  if (code != SQLITE_DONE)
    return code != SQLITE_ROW && wg_connection_fail (check->connection, code, layer, error);
  for (guint32 id = 1; id < wg_plan_get_grid_limit (check->plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (check->plan, id);

      if (grid != NULL && !grid->is_retired && grid->depth == depth
          && !g_hash_table_contains (seen, GUINT_TO_POINTER (id)))
        add_problem (check, "layer %s: grid %u is missing", layer, id);
    }
  return TRUE;
}

/* Not by CheckSpatialIndex(), which writes into the file. That the boxes fit is seen row by row. */
static gboolean
check_index (Check *check, const char *layer, GError **error)
{
  g_autofree char *index = g_strdup_printf ("idx_%s_geom", layer);
  char *sql = sqlite3_mprintf ("SELECT (SELECT count (*) FROM \"%w\" WHERE geom IS NOT NULL)"
                               " = (SELECT count (*) FROM \"%w\")", layer, index);
  gint64 fits = 0;
  gboolean is_ok = check_answer (check, index, "is damaged", "SELECT rtreecheck (%Q) = 'ok'", error)
                   && wg_connection_get_int (check->connection, sql, &fits, error);

  sqlite3_free (sql);
  if (is_ok && fits != 1)
    add_problem (check, "layer %s: the spatial index has not the same rows", layer);
  return is_ok;
}

static gboolean
check_layer (Check *check, guint depth, GError **error)
{
  const char *layer = wg_shapes_get_layer (check->shapes, depth);
  gint64 exists = 0;
  char *sql = NULL;
  gboolean is_ok = FALSE;

  if (layer == NULL)
    {
      add_problem (check, "level %u has no layer", depth);
      return TRUE;
    }
  sql = sqlite3_mprintf ("SELECT count (*) FROM sqlite_master WHERE type = 'table' AND name = %Q", layer);
  is_ok = wg_connection_get_int (check->connection, sql, &exists, error);
  sqlite3_free (sql);
  if (!is_ok)
    return FALSE;
  if (exists == 0)
    {
      add_problem (check, "layer %s of level %u is missing", layer, depth);
      return TRUE;
    }
  return check_answer (check, layer, "is not registered as a read-only MULTIPOLYGON layer of its CRS",
                       "SELECT count (*) FROM geometry_columns JOIN geometry_columns_auth"
                       " USING (f_table_name, f_geometry_column) WHERE f_table_name = %Q"
                       " AND f_geometry_column = 'geom' AND geometry_type = 6"
                       " AND coord_dimension = 2 AND srid = %d AND spatial_index_enabled = 1"
                       " AND read_only = 1 AND hidden = 0",
                       error)
         && check_index (check, layer, error)
         && check_layer_rows (check, depth, layer, error);
}

/* What SQLite can tell by itself, on a connection and in a thread of its own: the layers are looked
 * at meanwhile. */
static gpointer
check_aside (gpointer data)
{
  Check *aside = data;

  wg_connection_lock (aside->connection);
  if (wg_connection_run (aside->connection, "BEGIN", &aside->error)
      && check_integrity (aside, &aside->error))
    check_rows (aside, &aside->error);
  wg_connection_roll_back (aside->connection);
  wg_connection_unlock (aside->connection);
  return NULL;
}

/* The schemes that are not open can be unpacked, and are whole. */
static gboolean
check_schemes (Check *check, GError **error)
{
  sqlite3_stmt *row = wg_connection_prepare (
    check->connection, "SELECT id, content FROM scheme WHERE content IS NOT NULL", error);
  int code = SQLITE_ROW;

  while (row != NULL && (code = sqlite3_step (row)) == SQLITE_ROW)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (WgPlan) plan
        = wg_content_unpack (sqlite3_column_blob (row, 1), (gsize) sqlite3_column_bytes (row, 1),
                             &local_error);

      if (plan == NULL)
        add_problem (check, "scheme %" G_GINT64_FORMAT " cannot be unpacked: %s",
                     (gint64) sqlite3_column_int64 (row, 0), local_error->message);
      else
        wg_plan_verify (plan, check->problems);
    }
  if (row == NULL)
    return FALSE;
  sqlite3_reset (row);
  return code == SQLITE_DONE || wg_connection_fail (check->connection, code, "schemes", error);
}

static gboolean
check_content (Check *check, const WgProgress *progress, GError **error)
{
  GError *load_error = NULL;
  WgProgress part = wg_progress_part (progress, 0.1, 0.4);
  guint n_levels = 0;

  check->plan = wg_rows_load_plan (check->connection, &part, check->cancellable, &load_error);
  if (g_error_matches (load_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, load_error);
      return FALSE;
    }
  if (check->plan == NULL)
    {
      add_problem (check, "the rows make no plan: %s", load_error->message);
      g_error_free (load_error);
      return TRUE;
    }
  check->shapes = wg_shapes_new (check->connection, error);
  if (check->shapes == NULL || !check_schemes (check, error))
    return FALSE;
  n_levels = wg_plan_get_n_levels (check->plan);
  for (guint depth = 1; depth <= n_levels; depth++)
    {
      if (!check_layer (check, depth, error))
        return FALSE;
      wg_progress_report (progress, 0.4 + 0.6 * depth / n_levels);
    }
  return TRUE;
}

static gboolean
check_all (Check *check, const char *path, const WgProgress *progress, GError **error)
{
  Check aside = { .problems = g_ptr_array_new (), .cancellable = check->cancellable };
  GThread *thread = NULL;
  gboolean is_ok = FALSE;

  aside.connection = wg_connection_open (path, WG_OPEN_READ_ONLY, NULL);
  if (aside.connection != NULL)
    thread = g_thread_new ("verify-file", check_aside, &aside);
  else if (!check_integrity (check, error) || !check_rows (check, error))
    {
      g_ptr_array_unref (aside.problems);
      return FALSE;
    }

  is_ok = check_content (check, progress, error);
  if (thread != NULL)
    {
      g_thread_join (thread);
      wg_connection_close (aside.connection, NULL);
    }
  g_ptr_array_extend_and_steal (check->problems, aside.problems);
  if (aside.error == NULL)
    return is_ok;
  if (is_ok)
    g_propagate_error (error, aside.error);
  else
    g_error_free (aside.error);
  return FALSE;
}

/**
 * wg_project_verify_file:
 * @problems: (element-type utf8): appended to; stops after 1000
 *
 * Checks the file with a connection of its own, as it stands on the disk, so that an edit need not
 * wait. Any thread.
 *
 * Returns: FALSE only when the check could not be made
 */
gboolean
wg_project_verify_file (WgProject *self, GPtrArray *problems, const WgProgress *progress,
                        GCancellable *cancellable, GError **error)
{
  Check check = { .problems = problems, .cancellable = cancellable };
  WgConnection *other = NULL;
  gboolean is_ok = FALSE;

  if (!wg_project_lock (self, error))
    return FALSE;
  if (!wg_connection_is_read_only (self->connection)
      && !wg_connection_is_exclusive (self->connection))
    other = wg_connection_open (self->path, WG_OPEN_READ_ONLY, NULL);
  if (other != NULL)
    {
      wg_project_unlock (self);
      wg_connection_lock (other);
    }
  check.connection = other != NULL ? other : self->connection;
  is_ok = wg_connection_run (check.connection, "BEGIN", error) && check_all (&check, self->path, progress, error);
  wg_connection_roll_back (check.connection);
  g_clear_object (&check.plan);
  g_clear_pointer (&check.shapes, wg_shapes_free);
  wg_connection_unlock (check.connection);
  if (other != NULL)
    wg_connection_close (other, NULL);
  return is_ok;
}
