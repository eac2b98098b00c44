/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-shapes"

#include "wg-shapes-private.h"

#include "../geometry/wg-coverage-shape.h"
#include "wg-blob.h"
#include "wg-rtree.h"
#include "wg-schema.h"
#include "wg-shape-feed.h"
#include "wg-spatial-table.h"

#include <math.h>
#include <string.h>

/* A level's name as the name of a table: SpatiaLite wants lower case, and quotes would have to be
 * escaped by every program that reads the file. */
static char *
make_layer_name (WgShapes *self, const WgLevel *level)
{
  g_autofree char *lower = g_ascii_strdown (level->name, -1);
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_iscntrl (letter) || (letter < 0x80 && strchr ("'\"`[];%\\", (int) letter)))
        letter = '_';
      g_string_append_unichar (name, letter);
    }
  if (name->len == 0 || g_str_has_prefix (name->str, "sqlite_") || g_str_has_prefix (name->str, "idx_"))
    g_string_printf (name, "level_%u", level->depth);
  if (!wg_spatial_table_is_free (self->connection, name->str))
    g_string_append (name, "_level");
  while (!wg_spatial_table_is_free (self->connection, name->str))
    g_string_append_printf (name, "_%u", level->depth);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static gboolean
make_table (WgShapes *self, const WgLevel *level, GError **error)
{
  char *layer = make_layer_name (self, level);
  char *mark = sqlite3_mprintf ("INSERT OR REPLACE INTO geometry_columns_auth VALUES (%Q, 'geom', 1, 0);"
                                "UPDATE level SET layer = %Q WHERE scheme = 1 AND depth = %u",
                                layer, layer, level->depth);
  gboolean is_ok = wg_spatial_table_make (self->connection, layer,
                                          "id INTEGER PRIMARY KEY, code TEXT, name TEXT,"
                                          " parent_code TEXT, parent_name TEXT, kind TEXT,"
                                          " area_m2 REAL",
                                          "MULTIPOLYGON", self->srid, error)
                   && wg_connection_run (self->connection, mark, error);

  sqlite3_free (mark);
  g_free (self->layers[level->depth]);
  self->layers[level->depth] = layer;
  return is_ok;
}

static void
bind_row (const WgShapeRow *row, WgRtree *tree, sqlite3_stmt *insert)
{
  sqlite3_clear_bindings (insert);
  sqlite3_bind_int64 (insert, 1, row->grid);
  if (row->blob == NULL)
    return;
  sqlite3_bind_blob (insert, 2, row->blob, (int) row->size, SQLITE_STATIC);
  sqlite3_bind_double (insert, 3, row->area_m2);
  wg_rtree_add_blob (tree, row->grid, row->blob);
}

static gboolean
fill_rows (WgShapes *self, WgPlan *plan, guint depth, WgRtree *tree, const WgProgress *progress,
           GCancellable *cancellable, GError **error)
{
  sqlite3_stmt *insert
    = wg_shapes_prepare (self, depth,
                         "INSERT INTO %s (id, geom, area_m2, code, name, parent_code, parent_name,"
                         " kind) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                         error);
  g_autoptr (WgShapeFeed) feed = insert != NULL ? wg_shape_feed_new (plan, depth, self->srid) : NULL;
  WgShapeRow row = { 0 };

  for (guint n_rows = 0; insert != NULL && wg_shape_feed_next (feed, &row); n_rows++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, row.grid);
      int code = SQLITE_DONE;

      if (n_rows % 1024 == 0)
        wg_progress_report (progress, (double) row.grid / wg_plan_get_grid_limit (plan));
      if (n_rows % 1024 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      bind_row (&row, tree, insert);
      wg_shapes_bind_attributes (self, plan, grid, wg_plan_get_grid (plan, grid->parent), insert);
      code = sqlite3_step (insert);
      sqlite3_reset (insert);
      if (code != SQLITE_DONE)
        return wg_connection_fail (self->connection, code, "fill layer", error);
    }
  if (insert != NULL)
    sqlite3_clear_bindings (insert);
  return insert != NULL;
}

static gboolean
fill_table (WgShapes *self, WgPlan *plan, guint depth, const WgProgress *progress,
            GCancellable *cancellable, GError **error)
{
  g_autofree char *triggers = wg_spatial_table_take_triggers (self->connection,
                                                              self->layers[depth], error);
  g_autofree char *index = g_strconcat ("idx_", self->layers[depth], "_geom", NULL);
  g_autoptr (WgRtree) tree = wg_rtree_new ();
  WgSpatialStatistics known = { wg_plan_count_grids (plan, depth), FALSE, { 0 } };

  if (triggers == NULL || !fill_rows (self, plan, depth, tree, progress, cancellable, error))
    return FALSE;
  known.has_extent = wg_rtree_get_extent (tree, known.extent);
  return wg_rtree_write (tree, self->connection, index, error)
         && wg_connection_run (self->connection, triggers, error)
         && wg_spatial_table_write_statistics (self->connection, self->layers[depth], &known, error);
}

static gboolean
read_layers (WgShapes *self, GError **error)
{
  GError *local_error = NULL;
  g_autofree char *srid = wg_connection_get_text (self->connection,
                                                  "SELECT value FROM project WHERE key = 'srid'",
                                                  &local_error);

  self->srid = srid != NULL ? atoi (srid) : -1;
  for (guint depth = 1; local_error == NULL && depth <= WG_MAX_DEPTH; depth++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT layer FROM level WHERE scheme = 1"
                                              " AND depth = %u AND layer <> ''", depth);

      g_free (self->layers[depth]);
      self->layers[depth] = wg_connection_get_text (self->connection, sql, &local_error);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

WgShapes *
wg_shapes_new (WgConnection *connection, GError **error)
{
  g_autoptr (WgShapes) self = g_new0 (WgShapes, 1);

  self->connection = connection;
  self->blob = g_byte_array_new ();
  self->shape = wg_shape_new ();
  self->faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  if (!read_layers (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
wg_shapes_reload (WgShapes *self)
{
  wg_connection_forget_statements (self->connection);
  read_layers (self, NULL);
}

void
wg_shapes_free (WgShapes *self)
{
  if (self == NULL)
    return;
  for (guint depth = 0; depth <= WG_MAX_DEPTH; depth++)
    g_free (self->layers[depth]);
  g_clear_pointer (&self->scale, wg_area_scale_free);
  g_byte_array_unref (self->blob);
  wg_shape_free (self->shape);
  g_array_unref (self->faces);
  g_free (self);
}

const char *
wg_shapes_get_layer (const WgShapes *self, guint depth)
{
  return depth >= 1 && depth <= WG_MAX_DEPTH ? self->layers[depth] : NULL;
}

int
wg_shapes_get_srid (const WgShapes *self)
{
  return self->srid;
}

gboolean
wg_shapes_drop (WgShapes *self, GError **error)
{
  for (guint depth = 1; depth <= WG_MAX_DEPTH; depth++)
    {
      if (self->layers[depth] == NULL)
        continue;
      if (!wg_spatial_table_drop (self->connection, self->layers[depth], error))
        return FALSE;
      g_clear_pointer (&self->layers[depth], g_free);
    }
  return wg_connection_run (self->connection, "DELETE FROM stale", error);
}

gboolean
wg_shapes_make (WgShapes *self, WgPlan *plan, const WgProgress *progress, GCancellable *cancellable,
                GError **error)
{
  WgFrame *frame = wg_plan_get_frame (plan);
  guint n_levels = wg_plan_get_n_levels (plan);
  g_autofree char *mark = NULL;

  if (!wg_schema_get_srid (self->connection, frame != NULL ? wg_frame_get_crs (frame) : NULL,
                           frame != NULL ? wg_frame_get_epsg (frame) : 0, &self->srid, error))
    return FALSE;
  mark = g_strdup_printf ("INSERT OR REPLACE INTO project VALUES ('srid', '%d')", self->srid);
  if (!wg_connection_run (self->connection, mark, error))
    return FALSE;
  g_clear_pointer (&self->scale, wg_area_scale_free);
  for (guint depth = 1; depth <= n_levels; depth++)
    {
      WgProgress part = wg_progress_part (progress, (double) (depth - 1) / n_levels,
                                          (double) depth / n_levels);

      if (!make_table (self, wg_plan_get_level (plan, depth), error)
          || !fill_table (self, plan, depth, &part, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_shapes_write_statistics (WgShapes *self, GError **error)
{
  gboolean is_ok = wg_connection_begin (self->connection, error);

  for (guint depth = 1; is_ok && depth <= WG_MAX_DEPTH; depth++)
    is_ok = self->layers[depth] == NULL
            || wg_spatial_table_write_statistics (self->connection, self->layers[depth], NULL, error);
  is_ok = is_ok && wg_connection_commit (self->connection, error);
  if (!is_ok)
    wg_connection_roll_back (self->connection);
  return is_ok;
}

double
wg_shapes_scaled_area_m2 (WgAreaScale *scale, const WgShape *shape)
{
  WgEnvelope box = wg_shape_envelope (shape);
  WgPoint middle = { (gint32) (((gint64) box.min_x + box.max_x) / 2),
                     (gint32) (((gint64) box.min_y + box.max_y) / 2) };

  return wg_shape_area_m2 (shape) * wg_area_scale_at (scale, middle);
}

double
wg_shapes_area_m2 (WgShapes *self, WgFrame *frame, const WgShape *shape)
{
  if (self->scale == NULL)
    self->scale = wg_area_scale_new (frame);
  return wg_shapes_scaled_area_m2 (self->scale, shape);
}

gboolean
wg_shapes_bind_geometry (WgShapes *self, WgPlan *plan, guint32 grid, sqlite3_stmt *statement)
{
  WgFrame *frame = wg_plan_get_frame (plan);

  sqlite3_bind_null (statement, 2);
  sqlite3_bind_null (statement, 3);
  if (frame == NULL)
    return FALSE;
  wg_plan_get_shape (plan, grid, self->shape);
  if (self->shape->rings->len == 0)
    return FALSE;
  wg_blob_write_shape (self->shape, frame, self->srid, self->blob);
  sqlite3_bind_blob (statement, 2, self->blob->data, (int) self->blob->len, SQLITE_STATIC);
  sqlite3_bind_double (statement, 3, wg_shapes_area_m2 (self, frame, self->shape));
  return TRUE;
}

void
wg_shapes_bind_attributes (WgShapes *self, WgPlan *plan, const WgGrid *grid, const WgGrid *parent,
                           sqlite3_stmt *statement)
{
  const WgLevel *level = wg_plan_get_level (plan, grid->depth);
  const char *kind = level->name;

  if (grid->kind == WG_GRID_SPECIAL && level->special_name != NULL)
    kind = level->special_name;
  sqlite3_bind_text (statement, 4, grid->code, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, grid->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 6, parent != NULL ? parent->code : NULL, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 7, parent != NULL ? parent->name : NULL, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 8, kind, -1, SQLITE_STATIC);
}

sqlite3_stmt *
wg_shapes_prepare (WgShapes *self, guint depth, const char *format, GError **error)
{
  g_autofree char *quoted = wg_spatial_table_quote (self->layers[depth]);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *sql = g_strconcat (parts[0], quoted, parts[1], NULL);

  return wg_connection_prepare (self->connection, sql, error);
}
