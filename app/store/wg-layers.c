/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-layers"

#include "wg-project-private.h"

#include <string.h>

/* The project file itself, as a source of its own roads or buildings. */
#define OWN_FILE "."

/* What lies beside or below the project is kept by a relative path, so that a folder can move. */
static char *
make_relative (WgProject *self, const char *source)
{
  g_autofree char *project = g_canonicalize_filename (self->path, NULL);
  g_autofree char *folder = g_path_get_dirname (project);

  if (source == NULL || !g_path_is_absolute (source))
    return g_strdup (source != NULL ? source : "");
  if (g_strcmp0 (source, project) == 0)
    return g_strdup (OWN_FILE);
  if (g_str_has_prefix (source, folder) && source[strlen (folder)] == G_DIR_SEPARATOR)
    return g_strdup (source + strlen (folder) + 1);
  return g_strdup (source);
}

/* A relative source that is no file beside the project stays as it is: a connection string. */
static char *
make_absolute (WgProject *self, const char *source)
{
  g_autofree char *project = g_canonicalize_filename (self->path, NULL);
  g_autofree char *folder = g_path_get_dirname (project);
  g_autofree char *path = NULL;

  if (g_strcmp0 (source, OWN_FILE) == 0)
    return g_steal_pointer (&project);
  if (source == NULL || source[0] == '\0' || g_path_is_absolute (source))
    return g_strdup (source);
  path = g_build_filename (folder, source, NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : g_strdup (source);
}

static WgLayerRecord *
read_layer (WgProject *self, sqlite3_stmt *row)
{
  WgLayerRecord *layer = g_new0 (WgLayerRecord, 1);

  layer->id = sqlite3_column_int64 (row, 0);
  layer->position = sqlite3_column_int (row, 1);
  layer->name = g_strdup ((const char *) sqlite3_column_text (row, 2));
  layer->source = make_absolute (self, (const char *) sqlite3_column_text (row, 3));
  layer->layer = g_strdup ((const char *) sqlite3_column_text (row, 4));
  layer->is_raster = sqlite3_column_int (row, 5) != 0;
  layer->is_visible = sqlite3_column_int (row, 6) != 0;
  layer->opacity = sqlite3_column_double (row, 7);
  return layer;
}

static gboolean
write_layer (WgProject *self, const WgLayerRecord *layer, int position, GError **error)
{
  WgConnection *connection = self->connection;
  g_autofree char *source = make_relative (self, layer->source);
  sqlite3_stmt *insert
    = wg_connection_prepare (connection,
                             "INSERT INTO layer (id, position, name, source, layer, is_raster,"
                             " is_visible, opacity) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                             error);
  int code = SQLITE_DONE;

  if (insert == NULL)
    return FALSE;
  if (layer->id > 0)
    sqlite3_bind_int64 (insert, 1, layer->id);
  sqlite3_bind_int (insert, 2, position);
  sqlite3_bind_text (insert, 3, layer->name != NULL ? layer->name : "", -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 4, source, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 5, layer->layer, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (insert, 6, layer->is_raster);
  sqlite3_bind_int (insert, 7, layer->is_visible);
  sqlite3_bind_double (insert, 8, CLAMP (layer->opacity, 0.0, 1.0));
  code = sqlite3_step (insert);
  sqlite3_reset (insert);
  return code == SQLITE_DONE || wg_connection_fail (connection, code, "write layer", error);
}

void
wg_layer_record_free (WgLayerRecord *record)
{
  if (record == NULL)
    return;
  g_free (record->name);
  g_free (record->source);
  g_free (record->layer);
  g_free (record);
}

/**
 * wg_project_list_layers:
 *
 * Returns: (transfer full) (element-type WgLayerRecord): the lowest first
 */
GPtrArray *
wg_project_list_layers (WgProject *self, GError **error)
{
  g_autoptr (GPtrArray) layers = NULL;
  sqlite3_stmt *row = NULL;
  int code = SQLITE_ROW;

  if (!wg_project_lock (self, error))
    return NULL;
  row = wg_connection_prepare (self->connection,
                               "SELECT id, position, name, source, layer, is_raster, is_visible,"
                               " opacity FROM layer ORDER BY position, id",
                               error);
  if (row != NULL)
    {
      layers = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_layer_record_free);
      while ((code = sqlite3_step (row)) == SQLITE_ROW)
        g_ptr_array_add (layers, read_layer (self, row));
      sqlite3_reset (row);
      if (code != SQLITE_DONE)
        {
          wg_connection_fail (self->connection, code, "list layers", error);
          g_clear_pointer (&layers, g_ptr_array_unref);
        }
    }
  wg_project_unlock (self);
  return g_steal_pointer (&layers);
}

/** @layers: the lowest first; their positions are set by their order. */
gboolean
wg_project_save_layers (WgProject *self, GPtrArray *layers, GError **error)
{
  gboolean is_ok = FALSE;

  if (!wg_project_lock (self, error))
    return FALSE;
  is_ok = wg_connection_begin (self->connection, error)
          && wg_connection_run (self->connection, "DELETE FROM layer", error);
  for (guint i = 0; is_ok && i < layers->len; i++)
    is_ok = write_layer (self, g_ptr_array_index (layers, i), (int) i, error);
  is_ok = is_ok && wg_connection_commit (self->connection, error);
  if (!is_ok)
    wg_connection_roll_back (self->connection);
  wg_project_unlock (self);
  return is_ok;
}
