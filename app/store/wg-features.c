/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-features"

#include "wg-blob.h"
#include "wg-project-private.h"
#include "wg-rtree.h"
#include "wg-spatial-table.h"

#include <string.h>

#define ROWS_PER_LOOK 1024

/* What the writing of one table shares. */
typedef struct
{
  WgProject *project;
  const WgFeatureTable *table;
  const WgProgress *progress;
  GCancellable *cancellable;
} Job;

static gboolean
is_plain_name (const char *name)
{
  return name != NULL && name[0] != '\0'
         && strspn (name, "abcdefghijklmnopqrstuvwxyz_0123456789") == strlen (name);
}

static gboolean
is_known_type (const char *type)
{
  return g_str_equal (type, "TEXT") || g_str_equal (type, "INTEGER") || g_str_equal (type, "REAL");
}

static gboolean
check_table (const Job *job, GError **error)
{
  gboolean is_ok = is_plain_name (job->table->name) && wg_plan_get_frame (job->project->plan) != NULL;

  for (guint i = 0; i < job->table->n_fields; i++)
    is_ok = is_ok && is_plain_name (job->table->fields[i].name)
            && is_known_type (job->table->fields[i].type);
  if (!is_ok)
    g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_FAILED, "no CRS, or a bad name: %s",
                 job->table->name);
  return is_ok;
}

/* Makes room for the table: one that was written here before goes. */
static gboolean
drop_former (const Job *job, GError **error)
{
  WgConnection *connection = job->project->connection;
  g_autofree char *sql
    = g_strdup_printf ("SELECT count (*) FROM feature_layer WHERE name = '%s'", job->table->name);
  gint64 count = 0;

  if (!wg_connection_get_int (connection, sql, &count, error))
    return FALSE;
  if (count > 0 && !wg_spatial_table_drop (connection, job->table->name, error))
    return FALSE;
  if (wg_spatial_table_is_free (connection, job->table->name))
    return TRUE;
  g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_EXISTS, "%s: something else has this name",
               job->table->name);
  return FALSE;
}

static gboolean
make_table (const Job *job, GError **error)
{
  WgConnection *connection = job->project->connection;
  const char *geometry = job->table->is_area ? "POLYGON" : "LINESTRING";
  int srid = wg_shapes_get_srid (wg_journal_store_get_shapes (job->project->journal));
  g_autoptr (GString) columns = g_string_new ("id INTEGER PRIMARY KEY");
  g_autofree char *enter
    = g_strdup_printf ("INSERT OR REPLACE INTO feature_layer VALUES ('%s', '%s', unixepoch ())",
                       job->table->name, geometry);

  for (guint i = 0; i < job->table->n_fields; i++)
    g_string_append_printf (columns, ", %s %s", job->table->fields[i].name, job->table->fields[i].type);
  return wg_spatial_table_make (connection, job->table->name, columns->str, geometry, srid, error)
         && wg_connection_run (connection, enter, error);
}

static sqlite3_stmt *
prepare_insert (const Job *job, GError **error)
{
  g_autoptr (GString) columns = g_string_new ("id, geom");
  g_autoptr (GString) places = g_string_new ("?, ?");
  g_autofree char *sql = NULL;

  for (guint i = 0; i < job->table->n_fields; i++)
    {
      g_string_append_printf (columns, ", %s", job->table->fields[i].name);
      g_string_append (places, ", ?");
    }
  sql = g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s)", job->table->name, columns->str, places->str);
  return wg_connection_prepare (job->project->connection, sql, error);
}

static gboolean
write_feature (const Job *job, sqlite3_stmt *insert, gint64 id, const WgFeature *feature,
               GByteArray *blob, GError **error)
{
  WgFrame *frame = wg_plan_get_frame (job->project->plan);
  int srid = wg_shapes_get_srid (wg_journal_store_get_shapes (job->project->journal));
  int code = SQLITE_DONE;

  if (job->table->is_area ? feature->shape == NULL || wg_shape_n_parts (feature->shape) != 1
                          : feature->line == NULL)
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_FAILED,
                   "%s: feature %" G_GINT64_FORMAT " has no geometry of the layer's kind",
                   job->table->name, id);
      return FALSE;
    }
  if (job->table->is_area)
    wg_blob_write_polygon (feature->shape, frame, srid, blob);
  else
    wg_blob_write_line (feature->line, frame, srid, blob);
  sqlite3_bind_int64 (insert, 1, id);
  sqlite3_bind_blob (insert, 2, blob->data, (int) blob->len, SQLITE_STATIC);
  for (guint i = 0; i < job->table->n_fields; i++)
    sqlite3_bind_text (insert, 3 + (int) i, feature->values[i], -1, SQLITE_STATIC);
  code = sqlite3_step (insert);
  sqlite3_reset (insert);
  return code == SQLITE_DONE
         || wg_connection_fail (job->project->connection, code, job->table->name, error);
}

static gboolean
write_rows (const Job *job, WgRtree *tree, GError **error)
{
  const GArray *features = job->table->features;
  g_autoptr (GByteArray) blob = g_byte_array_new ();
  sqlite3_stmt *insert = prepare_insert (job, error);

  for (guint i = 0; insert != NULL && i < features->len; i++)
    {
      if (i % ROWS_PER_LOOK == 0)
        {
          wg_progress_report (job->progress, (double) i / features->len);
          if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
            return FALSE;
        }
      if (!write_feature (job, insert, (gint64) i + 1, &g_array_index (features, WgFeature, i), blob,
                          error))
        return FALSE;
      wg_rtree_add_blob (tree, (gint64) i + 1, blob->data);
    }
  if (insert != NULL)
    sqlite3_clear_bindings (insert);
  return insert != NULL;
}

static gboolean
write_table (const Job *job, GError **error)
{
  WgConnection *connection = job->project->connection;
  g_autofree char *index = g_strdup_printf ("idx_%s_geom", job->table->name);
  g_autofree char *triggers = NULL;
  g_autoptr (WgRtree) tree = wg_rtree_new ();

  if (!check_table (job, error) || !drop_former (job, error) || !make_table (job, error))
    return FALSE;
  triggers = wg_spatial_table_take_triggers (connection, job->table->name, error);
  return triggers != NULL && write_rows (job, tree, error)
         && wg_rtree_write (tree, connection, index, error)
         && wg_connection_run (connection, triggers, error)
         && wg_spatial_table_write_statistics (connection, job->table->name, NULL, error);
}

gboolean
wg_project_write_features (WgProject *self, const WgFeatureTable *table, const WgProgress *progress,
                           GCancellable *cancellable, GError **error)
{
  Job job = { self, table, progress, cancellable };
  gboolean is_ok = FALSE;

  if (!wg_project_lock (self, error))
    return FALSE;
  is_ok = wg_connection_begin_bulk (self->connection, error) && write_table (&job, error)
          && wg_connection_commit (self->connection, error);
  if (!is_ok)
    wg_connection_roll_back (self->connection);
  wg_connection_forget_statements (self->connection);
  wg_connection_end_bulk (self->connection);
  wg_project_unlock (self);
  return is_ok;
}
