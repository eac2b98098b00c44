/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-connection"

#include "wg-connection.h"

#include "wg-file.h"
#include "wg-lock-file.h"
#include "wg-project.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <spatialite.h>
#include <string.h>

/* Pages of the write-ahead log (4 KB each) that start a checkpoint in the background. */
#define CHECKPOINT_PAGES 2000
#define BUSY_MS 2000

struct _WgConnection
{
  sqlite3 *db;
  void *spatialite;
  GRecMutex mutex;
  char *path;
  char *opened_path;      /* a temporary copy of it, when it differs */
  WgLockFile *lock;
  WgReadOnlyReason reason;
  gboolean is_exclusive;  /* a network share: no shared memory, no second connection */
  GHashTable *statements; /* SQL text to sqlite3_stmt */
  const char *latest_sql; /* of it, used last; NULL: none */
  sqlite3_stmt *latest;
  GThread *checkpointer;
  gint is_checkpointing;  /* atomic */
  gint64 scheme;          /* 0: not looked up yet */
};

static WgStoreError
code_for (int sqlite_code)
{
  switch (sqlite_code & 0xff)
    {
    case SQLITE_FULL:
      return WG_STORE_ERROR_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return WG_STORE_ERROR_LOCKED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return WG_STORE_ERROR_READ_ONLY;
    case SQLITE_CORRUPT:
      return WG_STORE_ERROR_CORRUPT;
    case SQLITE_NOTADB:
      return WG_STORE_ERROR_NOT_PROJECT;
    default:
      return WG_STORE_ERROR_FAILED;
    }
}

static void
free_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

/* SQLite calls a full disk an I/O error when it is told so by fsync() or a quota. */
static gboolean
is_disk_full (sqlite3 *db, int sqlite_code)
{
  int reason = 0;

  if (db == NULL || (sqlite_code & 0xff) != SQLITE_IOERR)
    return FALSE;
  reason = sqlite3_system_errno (db);
  return reason == ENOSPC || reason == EDQUOT || reason == EFBIG;
}

/* Copies pages from the log to the file without holding up the connection that edits: in WAL mode a
 * passive checkpoint of another connection and a writer do not wait for one another. */
static gpointer
checkpoint_in_thread (gpointer data)
{
  WgConnection *self = data;
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (self->opened_path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
      == SQLITE_OK)
    sqlite3_wal_checkpoint_v2 (db, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  sqlite3_close (db);
  g_atomic_int_set (&self->is_checkpointing, 0);
  return NULL;
}

static int
wal_hook_cb (void *data, sqlite3 *db, const char *schema, int n_pages)
{
  WgConnection *self = data;

  if (n_pages < CHECKPOINT_PAGES || !g_atomic_int_compare_and_exchange (&self->is_checkpointing, 0, 1))
    return SQLITE_OK;
  g_clear_pointer (&self->checkpointer, g_thread_join);
  self->checkpointer = g_thread_try_new ("wg-checkpoint", checkpoint_in_thread, self, NULL);
  if (self->checkpointer == NULL)
    g_atomic_int_set (&self->is_checkpointing, 0);
  return SQLITE_OK;
}

static void
free_connection (WgConnection *self)
{
  g_clear_pointer (&self->checkpointer, g_thread_join);
  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (self->db != NULL)
    sqlite3_close (self->db);
  if (self->spatialite != NULL)
    spatialite_cleanup_ex (self->spatialite);
  if (g_strcmp0 (self->path, self->opened_path) != 0 && self->opened_path != NULL)
    wg_file_remove_copy (self->opened_path);
  g_clear_pointer (&self->lock, wg_lock_file_release);
  g_rec_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self->opened_path);
  g_free (self);
}

static gboolean
open_database (WgConnection *self, int flags, gboolean is_immutable, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (self->opened_path, "/", FALSE);
  g_autofree char *uri = g_strconcat ("file:", escaped, is_immutable ? "?immutable=1" : "", NULL);
  int code = sqlite3_open_v2 (uri, &self->db, flags | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_URI, NULL);

  if (code != SQLITE_OK)
    return wg_connection_fail (self, code, "open", error);
  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_busy_timeout (self->db, BUSY_MS);
  self->spatialite = spatialite_alloc_connection ();
  spatialite_init_ex (self->db, self->spatialite, 0);
  wg_connection_set_defensive (self, TRUE);
  return TRUE;
}

static void
drop_database (WgConnection *self)
{
  wg_connection_forget_statements (self);
  g_clear_pointer (&self->db, sqlite3_close);
  g_clear_pointer (&self->spatialite, spatialite_cleanup_ex);
}

/* Looks into the file as well: opening alone touches nothing. */
static gboolean
tune_for_reading (WgConnection *self, GError **error)
{
  return wg_connection_run (self,
                            "PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;"
                            "PRAGMA query_only=1; SELECT count(*) FROM sqlite_master",
                            error);
}

static gboolean
tune_for_writing (WgConnection *self, GError **error)
{
  const char *share = self->is_exclusive ? "PRAGMA locking_mode=EXCLUSIVE;" : "";
  g_autofree char *sql = NULL;

  sql = g_strconcat ("PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=OFF;",
                     share, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
                     "PRAGMA wal_autocheckpoint=", self->is_exclusive ? "1000" : "0", NULL);
  if (!wg_connection_run (self, sql, error))
    return FALSE;
  if (!self->is_exclusive)
    sqlite3_wal_hook (self->db, wal_hook_cb, self);
  return TRUE;
}

static gboolean
open_for_writing (WgConnection *self, gboolean is_new, GError **error)
{
  self->is_exclusive = wg_file_is_remote (self->path);
  return open_database (self, SQLITE_OPEN_READWRITE | (is_new ? SQLITE_OPEN_CREATE : 0), FALSE, error)
         && tune_for_writing (self, error);
}

/* A file in WAL mode needs its -shm file even for reading. Where that cannot be made, a log that
 * holds something is read through a copy; without one the file is read as it lies there. Neither
 * is safe beside a writer: a file that somebody locks is not opened. */
static gboolean
open_for_reading (WgConnection *self, GError **error)
{
  GError *local_error = NULL;
  char *copy = NULL;

  if (open_database (self, SQLITE_OPEN_READONLY, FALSE, &local_error)
      && tune_for_reading (self, &local_error))
    return TRUE;
  if (g_error_matches (local_error, WG_STORE_ERROR, WG_STORE_ERROR_LOCKED))
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  g_clear_error (&local_error);
  drop_database (self);
  if (!wg_file_has_log (self->path))
    return open_database (self, SQLITE_OPEN_READONLY, TRUE, error) && tune_for_reading (self, error);

  copy = wg_file_make_copy (self->path, error);
  if (copy == NULL)
    return FALSE;
  g_free (self->opened_path);
  self->opened_path = copy;
  return open_database (self, SQLITE_OPEN_READWRITE, FALSE, error) && tune_for_reading (self, error);
}

/* Decides between writing and reading. Sets self->reason. */
static void
take_lock (WgConnection *self, WgOpenMode mode)
{
  WgLockResult result = WG_LOCK_FAILED;

  if (mode == WG_OPEN_READ_ONLY)
    self->reason = WG_READ_ONLY_ASKED;
  else if (mode == WG_OPEN_READ_WRITE && !wg_file_is_writable (self->path))
    self->reason = WG_READ_ONLY_PERMISSION;
  else
    {
      result = wg_lock_file_take (self->path, &self->lock);
      if (result == WG_LOCK_HELD)
        self->reason = WG_READ_ONLY_HELD;
      else if (result == WG_LOCK_FAILED)
        self->reason = WG_READ_ONLY_PERMISSION;
    }
}

static gboolean
may_read_instead (const GError *error)
{
  return g_error_matches (error, WG_STORE_ERROR, WG_STORE_ERROR_READ_ONLY)
         || g_error_matches (error, WG_STORE_ERROR, WG_STORE_ERROR_LOCKED);
}

/* Opens the database in @mode; a file that was to be edited and cannot be is read. */
static gboolean
open_in_mode (WgConnection *self, WgOpenMode mode, GError **error)
{
  GError *local_error = NULL;

  take_lock (self, mode);
  if (self->reason == WG_READ_ONLY_NO && open_for_writing (self, mode == WG_OPEN_CREATE, &local_error))
    return TRUE;
  if (mode == WG_OPEN_CREATE)
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      else
        g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_READ_ONLY, "%s: cannot be created",
                     self->path);
      return FALSE;
    }
  if (self->reason == WG_READ_ONLY_NO && !may_read_instead (local_error))
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (self->reason == WG_READ_ONLY_NO)
    self->reason = g_error_matches (local_error, WG_STORE_ERROR, WG_STORE_ERROR_LOCKED)
                     ? WG_READ_ONLY_HELD : WG_READ_ONLY_PERMISSION;
  g_clear_error (&local_error);
  g_clear_pointer (&self->lock, wg_lock_file_release);
  drop_database (self);
  return open_for_reading (self, error);
}

/* SQLite counts the memory that it holds under a lock of the process, for nobody. */
static gpointer
init_once (gpointer data)
{
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  return NULL;
}

/**
 * wg_connection_open:
 * @path: in the encoding of file names
 *
 * Opens without looking at what is inside (see wg_schema_check()). WAL with synchronous=FULL for
 * editing; on network shares SQLite's exclusive locking, because shared memory does not work there.
 *
 * Returns: (transfer full): a connection; wg_connection_close() frees it
 */
WgConnection *
wg_connection_open (const char *path, WgOpenMode mode, GError **error)
{
  static GOnce once = G_ONCE_INIT;
  WgConnection *self = NULL;

  g_once (&once, init_once, NULL);
  if (mode == WG_OPEN_CREATE && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_EXISTS, "%s exists", path);
      return NULL;
    }
  if (mode == WG_OPEN_CREATE && !wg_file_has_folder (path))
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_MISSING, "%s: no such folder", path);
      return NULL;
    }
  if (mode != WG_OPEN_CREATE && !wg_file_check (path, error))
    return NULL;

  self = g_new0 (WgConnection, 1);
  g_rec_mutex_init (&self->mutex);
  self->path = g_strdup (path);
  self->opened_path = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_statement);
  if (open_in_mode (self, mode, error))
    return self;
  free_connection (self);
  return NULL;
}

gboolean
wg_connection_reopen_copy (WgConnection *self, GError **error)
{
  char *copy = wg_file_make_copy (self->path, error);

  if (copy == NULL)
    return FALSE;
  drop_database (self);
  g_free (self->opened_path);
  self->opened_path = copy;
  return open_database (self, SQLITE_OPEN_READWRITE, FALSE, error);
}

gboolean
wg_connection_close (WgConnection *self, GError **error)
{
  gboolean is_ok = TRUE;

  g_clear_pointer (&self->checkpointer, g_thread_join);
  wg_connection_forget_statements (self);
  if (self->reason == WG_READ_ONLY_NO)
    {
      int code = sqlite3_wal_checkpoint_v2 (self->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

      /* A reader that is still there keeps the log alive: nothing is lost, it goes with the last. */
      if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED)
        is_ok = wg_connection_fail (self, code, "checkpoint", error);
      sqlite3_busy_timeout (self->db, 0);
      sqlite3_exec (self->db, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
    }
  free_connection (self);
  return is_ok;
}

void
wg_connection_lock (WgConnection *self)
{
  g_rec_mutex_lock (&self->mutex);
}

gboolean
wg_connection_try_lock (WgConnection *self)
{
  return g_rec_mutex_trylock (&self->mutex);
}

void
wg_connection_unlock (WgConnection *self)
{
  g_rec_mutex_unlock (&self->mutex);
}

sqlite3 *
wg_connection_get_db (WgConnection *self)
{
  return self->db;
}

const char *
wg_connection_get_path (WgConnection *self)
{
  return self->path;
}

WgReadOnlyReason
wg_connection_get_reason (WgConnection *self)
{
  return self->reason;
}

gboolean
wg_connection_is_read_only (WgConnection *self)
{
  return self->reason != WG_READ_ONLY_NO;
}

gboolean
wg_connection_is_exclusive (WgConnection *self)
{
  return self->is_exclusive;
}

gboolean
wg_connection_run (WgConnection *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || wg_connection_fail (self, code, sql, error);
}

char *
wg_connection_get_text (WgConnection *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = wg_connection_prepare (self, sql, error);
  char *text = NULL;
  int code = SQLITE_DONE;

  if (statement == NULL)
    return NULL;
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  else if (code != SQLITE_DONE)
    wg_connection_fail (self, code, sql, error);
  sqlite3_reset (statement);
  return text;
}

gboolean
wg_connection_get_int (WgConnection *self, const char *sql, gint64 *value_out, GError **error)
{
  sqlite3_stmt *statement = wg_connection_prepare (self, sql, error);
  int code = SQLITE_DONE;

  *value_out = 0;
  if (statement == NULL)
    return FALSE;
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *value_out = sqlite3_column_int64 (statement, 0);
  else if (code != SQLITE_DONE)
    wg_connection_fail (self, code, sql, error);
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

gboolean
wg_connection_begin (WgConnection *self, GError **error)
{
  if (self->reason != WG_READ_ONLY_NO && g_str_equal (self->path, self->opened_path))
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_READ_ONLY, "%s is open read-only", self->path);
      return FALSE;
    }
  return wg_connection_run (self, "BEGIN IMMEDIATE", error);
}

gboolean
wg_connection_begin_bulk (WgConnection *self, GError **error)
{
  g_clear_pointer (&self->checkpointer, g_thread_join);
  if (self->reason == WG_READ_ONLY_NO)
    {
      /* Refused while there are readers, which is as good an answer. */
      sqlite3_busy_timeout (self->db, 0);
      sqlite3_exec (self->db, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
      sqlite3_busy_timeout (self->db, BUSY_MS);
    }
  return wg_connection_begin (self, error);
}

void
wg_connection_end_bulk (WgConnection *self)
{
  if (self->reason != WG_READ_ONLY_NO)
    return;
  sqlite3_exec (self->db, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);
  wg_connection_checkpoint (self);
}

gboolean
wg_connection_commit (WgConnection *self, GError **error)
{
  return wg_connection_run (self, "COMMIT", error);
}

/** Harmless when SQLite has rolled back by itself already. */
void
wg_connection_roll_back (WgConnection *self)
{
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
}

/* Rows are written by the hundred thousand with one statement: it is known by its text sooner than by a
 * hash of it. */
static sqlite3_stmt *
find_statement (WgConnection *self, const char *sql)
{
  gpointer key = NULL, statement = NULL;

  if (self->latest_sql != NULL && strcmp (self->latest_sql, sql) == 0)
    return self->latest;
  if (!g_hash_table_lookup_extended (self->statements, sql, &key, &statement))
    return NULL;
  self->latest_sql = key;
  self->latest = statement;
  return statement;
}

sqlite3_stmt *
wg_connection_prepare (WgConnection *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = find_statement (self, sql);
  int code = SQLITE_OK;

  if (statement != NULL)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      return statement;
    }
  code = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK)
    {
      wg_connection_fail (self, code, sql, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

void
wg_connection_forget_statements (WgConnection *self)
{
  self->latest_sql = NULL;
  g_hash_table_remove_all (self->statements);
}

void
wg_connection_set_defensive (WgConnection *self, gboolean is_defensive)
{
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, is_defensive ? 1 : 0, NULL);
}

void
wg_connection_checkpoint (WgConnection *self)
{
  sqlite3_wal_checkpoint_v2 (self->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
}

gint64
wg_connection_get_scheme (WgConnection *self)
{
  if (self->scheme == 0)
    wg_connection_get_int (self, "SELECT value FROM project WHERE key = 'scheme'", &self->scheme, NULL);
  if (self->scheme == 0)
    self->scheme = 1;
  return self->scheme;
}

gboolean
wg_connection_fail (WgConnection *self, int code, const char *what, GError **error)
{
  g_set_error (error, WG_STORE_ERROR,
               is_disk_full (self->db, code) ? WG_STORE_ERROR_FULL : code_for (code),
               "%s: %s (%d): %.200s", self->path,
               self->db != NULL ? sqlite3_errmsg (self->db) : sqlite3_errstr (code), code, what);
  return FALSE;
}
