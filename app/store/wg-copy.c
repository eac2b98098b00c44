/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-copy"

#include "wg-project-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
is_same_file (const char *a, const char *b)
{
  GStatBuf info_a = { 0 }, info_b = { 0 };

  return g_stat (a, &info_a) == 0 && g_stat (b, &info_b) == 0 && info_a.st_ino == info_b.st_ino
         && info_a.st_dev == info_b.st_dev;
}

/* The copy must be on the disk before it takes the place of another file. */
static gboolean
put_in_place (const char *from, const char *to, GError **error)
{
  int fd = g_open (from, O_RDONLY | O_CLOEXEC, 0);
  gboolean is_ok = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  if (is_ok && g_rename (from, to) == 0)
    return TRUE;
  g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_FAILED, "%s: %s", to, g_strerror (errno));
  return FALSE;
}

/* VACUUM INTO writes a compact file without journal or log; it needs no reader to be gone. */
static gboolean
write_copy (WgProject *self, const char *path, GError **error)
{
  gboolean is_read_only = wg_connection_is_read_only (self->connection);
  char *sql = sqlite3_mprintf ("PRAGMA query_only=0; VACUUM INTO %Q", path);
  gboolean is_ok = FALSE;

  if (!is_read_only
      && !wg_shapes_refresh (wg_journal_store_get_shapes (self->journal), self->plan, 0, NULL, error))
    {
      sqlite3_free (sql);
      return FALSE;
    }
  is_ok = wg_connection_run (self->connection, sql, error);
  if (is_read_only)
    wg_connection_run (self->connection, "PRAGMA query_only=1", NULL);
  sqlite3_free (sql);
  return is_ok;
}

/**
 * wg_project_save_copy:
 * @path: may exist (the caller has asked); not the project itself (%WG_STORE_ERROR_EXISTS)
 *
 * The copy appears whole or not at all. Main thread.
 */
gboolean
wg_project_save_copy (WgProject *self, const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".part", NULL);
  gboolean is_ok = FALSE;

  if (is_same_file (self->path, path))
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_EXISTS, "%s is the project itself", path);
      return FALSE;
    }
  if (!wg_project_lock (self, error))
    return FALSE;
  g_unlink (temporary);
  is_ok = write_copy (self, temporary, error);
  wg_project_unlock (self);
  if (is_ok && put_in_place (temporary, path, error))
    return TRUE;
  g_unlink (temporary);
  return FALSE;
}
