/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-project"

#include "wg-project.h"

#include "../base/wg-thread.h"
#include "wg-addresses.h"
#include "wg-barriers.h"
#include "wg-buildings.h"
#include "wg-file.h"
#include "wg-journal-store.h"
#include "wg-project-private.h"
#include "wg-rows.h"
#include "wg-scheme-codes.h"
#include "wg-schema.h"
#include "wg-schemes.h"

#include <glib/gstdio.h>

/* After the last edit, until the layers of other programs are brought up to date; then one grid at
 * a time, so that no step takes longer than a frame. */
#define REFRESH_AFTER_MS 700
#define REFRESH_EVERY_MS 20

G_DEFINE_FINAL_TYPE (WgProject, wg_project, G_TYPE_OBJECT)

static void schedule_refresh (WgProject *self, guint after_ms);

static gboolean
refresh_cb (gpointer data)
{
  WgProject *self = data;
  guint n_left = 0;

  self->refresh_id = 0;
  if (wg_history_is_busy (self->history) || !wg_connection_try_lock (self->connection))
    {
      schedule_refresh (self, REFRESH_AFTER_MS);
      return G_SOURCE_REMOVE;
    }
  /* What fails now is tried again on closing, which can say so. */
  if (wg_shapes_refresh (wg_journal_store_get_shapes (self->journal), self->plan, 1, &n_left, NULL)
      && n_left > 0)
    schedule_refresh (self, REFRESH_EVERY_MS);
  wg_connection_unlock (self->connection);
  return G_SOURCE_REMOVE;
}

static void
schedule_refresh (WgProject *self, guint after_ms)
{
  if (self->refresh_id != 0)
    g_source_remove (self->refresh_id);
  self->refresh_id = g_timeout_add (after_ms, refresh_cb, self);
}

static void
plan_changed_cb (WgProject *self)
{
  if (self->connection != NULL && !wg_connection_is_read_only (self->connection))
    schedule_refresh (self, REFRESH_AFTER_MS);
}

/* Takes an open connection and the plan that its file holds. */
static WgProject *
make_project (WgConnection *connection, WgPlan *plan, WgShapes *shapes)
{
  WgProject *self = g_object_new (WG_TYPE_PROJECT, NULL);

  self->connection = connection;
  self->path = g_strdup (wg_connection_get_path (connection));
  self->reason = wg_connection_get_reason (connection);
  self->plan = g_object_ref (plan);
  self->journal = wg_journal_store_new (connection, plan, shapes);
  self->history = wg_history_new (plan, WG_JOURNAL (self->journal));
  g_signal_connect_swapped (plan, "changed", G_CALLBACK (plan_changed_cb), self);
  return self;
}

static gboolean
write_new (WgConnection *connection, WgPlan *plan, WgShapes **shapes_out, GError **error)
{
  g_autofree char *created = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC);

  if (!wg_schema_create (connection, error))
    return FALSE;
  *shapes_out = wg_shapes_new (connection, error);
  if (*shapes_out == NULL || !wg_connection_begin (connection, error))
    return FALSE;
  if (wg_rows_set_key (connection, "created", created, error)
      && wg_schemes_write_first (connection, wg_plan_get_name (plan), error)
      && wg_rows_write_plan (connection, plan, NULL, NULL, error)
      && wg_shapes_make (*shapes_out, plan, NULL, NULL, error)
      && (wg_plan_get_buildings (plan) == NULL
          || wg_buildings_write (connection, wg_plan_get_buildings (plan), wg_plan_get_frame (plan),
                                 wg_shapes_get_srid (*shapes_out), NULL, NULL, error))
      && wg_barriers_write (connection, wg_plan_get_barriers (plan), error)
      && wg_addresses_write (connection, wg_plan_get_addresses (plan), error)
      && wg_connection_commit (connection, error))
    return TRUE;
  wg_connection_roll_back (connection);
  return FALSE;
}

/* Rows that SQLite could read and that make no plan: the file is damaged, whatever room says so. */
static void
propagate_as_corrupt (GError **error, GError *local_error)
{
  if (local_error->domain != WG_STORE_ERROR && local_error->domain != G_IO_ERROR)
    {
      local_error->domain = WG_STORE_ERROR;
      local_error->code = WG_STORE_ERROR_CORRUPT;
    }
  g_propagate_error (error, local_error);
}

gboolean
wg_project_update_schema (WgConnection *connection, GError **error)
{
  int version = 0;

  if (!wg_schema_check (connection, &version, error))
    return FALSE;
  if (version == wg_schema_version ())
    return TRUE;
  if (!wg_connection_is_read_only (connection))
    return wg_schema_migrate (connection, NULL, 0, error);
  if (!wg_connection_reopen_copy (connection, error)
      || !wg_schema_migrate (connection, NULL, 0, error))
    return FALSE;
  return wg_connection_run (connection, "PRAGMA query_only=1", error);
}

static void
wg_project_dispose (GObject *object)
{
  WgProject *self = WG_PROJECT (object);

  if (self->connection != NULL)
    wg_project_close (self, NULL);

  G_OBJECT_CLASS (wg_project_parent_class)->dispose (object);
}

static void
wg_project_finalize (GObject *object)
{
  WgProject *self = WG_PROJECT (object);

  g_clear_object (&self->history);
  g_clear_object (&self->journal);
  g_clear_object (&self->plan);
  g_free (self->path);

  G_OBJECT_CLASS (wg_project_parent_class)->finalize (object);
}

static void
wg_project_class_init (WgProjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wg_project_dispose;
  object_class->finalize = wg_project_finalize;
}

static void
wg_project_init (WgProject *self)
{
}

/**
 * wg_project_create:
 * @path: must not exist; in the encoding of file names
 * @plan: its whole content goes into the file, without a row in the history; it becomes the
 *   project's live plan
 *
 * A failed call leaves no file behind.
 *
 * Returns: (transfer full): %WG_STORE_ERROR_EXISTS, _READ_ONLY (the folder), _FULL, _FAILED
 */
WgProject *
wg_project_create (const char *path, WgPlan *plan, GError **error)
{
  WgConnection *connection = wg_connection_open (path, WG_OPEN_CREATE, error);
  g_autoptr (WgShapes) shapes = NULL;
  WgProject *self = NULL;

  if (connection == NULL)
    return NULL;
  wg_connection_lock (connection);
  if (write_new (connection, plan, &shapes, error))
    {
      wg_connection_checkpoint (connection);
      self = make_project (connection, plan, g_steal_pointer (&shapes));
    }
  wg_connection_unlock (connection);
  if (self == NULL)
    {
      g_clear_pointer (&shapes, wg_shapes_free);
      wg_connection_close (connection, NULL);
      g_unlink (path);
    }
  return self;
}

/* A damaged scheme beside the open one does not keep it from being opened. */
static void
take_codes (WgConnection *connection, WgPlan *plan)
{
  g_autoptr (WgCodeBook) book = wg_scheme_codes_read (connection, wg_connection_get_scheme (connection), NULL);

  wg_plan_set_code_book (plan, book);
}

/**
 * wg_project_open:
 * @read_only: do not even try to write
 *
 * Reads the plan that the file holds. What a crash left in the write-ahead log is part of it.
 *
 * Returns: (transfer full): any #WgStoreError, %WG_CRS_ERROR_UNKNOWN, or %G_IO_ERROR_CANCELLED
 */
WgProject *
wg_project_open (const char *path, gboolean read_only, const WgProgress *progress,
                 GCancellable *cancellable, GError **error)
{
  WgConnection *connection
    = wg_connection_open (path, read_only ? WG_OPEN_READ_ONLY : WG_OPEN_READ_WRITE, error);
  g_autoptr (WgPlan) plan = NULL;
  g_autoptr (WgShapes) shapes = NULL;
  WgProject *self = NULL;
  GError *local_error = NULL;

  if (connection == NULL)
    return NULL;
  wg_connection_lock (connection);
  if (wg_project_update_schema (connection, &local_error))
    plan = wg_rows_load_plan (connection, progress, cancellable, &local_error);
  if (plan != NULL)
    shapes = wg_shapes_new (connection, &local_error);
  if (shapes != NULL)
    {
      take_codes (connection, plan);
      self = make_project (connection, plan, g_steal_pointer (&shapes));
    }
  wg_connection_unlock (connection);
  if (self == NULL)
    {
      wg_connection_close (connection, NULL);
      propagate_as_corrupt (error, local_error);
    }
  return self;
}

gboolean
wg_project_close (WgProject *self, GError **error)
{
  WgConnection *connection = g_steal_pointer (&self->connection);
  WgShapes *shapes = wg_journal_store_get_shapes (self->journal);
  GError *refresh_error = NULL;
  gboolean is_ok = TRUE;

  if (connection == NULL)
    return TRUE;
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->plan, self);
  wg_connection_lock (connection);
  if (!wg_connection_is_read_only (connection)
      && wg_shapes_refresh (shapes, self->plan, 0, NULL, &refresh_error))
    wg_shapes_write_statistics (shapes, &refresh_error);
  wg_journal_store_close (self->journal);
  wg_connection_unlock (connection);
  is_ok = wg_connection_close (connection, refresh_error == NULL ? error : NULL);
  if (refresh_error == NULL)
    return is_ok;
  g_propagate_error (error, refresh_error);
  return FALSE;
}

const char *
wg_project_get_path (WgProject *self)
{
  return self->path;
}

gboolean
wg_project_is_read_only (WgProject *self)
{
  return self->reason != WG_READ_ONLY_NO;
}

WgReadOnlyReason
wg_project_get_read_only_reason (WgProject *self)
{
  return self->reason;
}

WgPlan *
wg_project_get_plan (WgProject *self)
{
  return self->plan;
}

WgHistory *
wg_project_get_history (WgProject *self)
{
  return self->history;
}

gboolean
wg_project_lock (WgProject *self, GError **error)
{
  if (self->connection == NULL)
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_READ_ONLY, "%s is closed", self->path);
      return FALSE;
    }
  wg_connection_lock (self->connection);
  return TRUE;
}

void
wg_project_unlock (WgProject *self)
{
  wg_connection_unlock (self->connection);
}

gboolean
wg_project_change_row (WgProject *self, const char *sql, const char *key, const char *value,
                       gboolean *did_out, GError **error)
{
  WgConnection *connection = self->connection;
  sqlite3_stmt *statement = NULL;
  int code = SQLITE_DONE;
  gboolean is_ok = FALSE;

  if (!wg_project_lock (self, error))
    return FALSE;
  is_ok = wg_connection_begin (connection, error);
  statement = is_ok ? wg_connection_prepare (connection, sql, error) : NULL;
  is_ok = statement != NULL;
  if (is_ok)
    {
      sqlite3_bind_text (statement, 1, key, -1, SQLITE_TRANSIENT);
      if (value != NULL)
        sqlite3_bind_text (statement, 2, value, -1, SQLITE_TRANSIENT);
      code = sqlite3_step (statement);
      sqlite3_reset (statement);
      is_ok = code == SQLITE_DONE || wg_connection_fail (connection, code, "change a row", error);
    }
  if (is_ok && did_out != NULL)
    *did_out = sqlite3_changes (wg_connection_get_db (connection)) > 0;
  is_ok = is_ok && wg_connection_commit (connection, error);
  if (!is_ok)
    wg_connection_roll_back (connection);
  wg_project_unlock (self);
  return is_ok;
}
