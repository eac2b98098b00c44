/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-file"

#include "wg-file.h"

#include "wg-project.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define HEADER_SIZE 100

/* Source: statfs(2), "f_type". */
static const guint32 remote_types[] = {
  0x6969,     /* NFS */
  0x517b,     /* SMB */
  0xfe534d42, /* SMB2 */
  0xff534d42, /* CIFS */
  0x5346414f, /* AFS */
  0x01021997, /* 9P */
  0x65735546, /* FUSE */
};

static guint32
read_big_endian (const guint8 *bytes)
{
  return ((guint32) bytes[0] << 24) | ((guint32) bytes[1] << 16) | ((guint32) bytes[2] << 8) | bytes[3];
}

static gboolean
read_header (const char *path, guint8 *header, gint64 *size_out, GError **error)
{
  struct stat info = { 0 };
  FILE *file = g_fopen (path, "rbe");
  gsize n_read = 0;

  if (file == NULL || fstat (fileno (file), &info) != 0)
    {
      g_set_error (error, WG_STORE_ERROR,
                   errno == ENOENT || errno == ENOTDIR ? WG_STORE_ERROR_MISSING : WG_STORE_ERROR_FAILED,
                   "%s: %s", path, g_strerror (errno));
      g_clear_pointer (&file, fclose);
      return FALSE;
    }
  if (S_ISREG (info.st_mode))
    n_read = fread (header, 1, HEADER_SIZE, file);
  fclose (file);
  if (n_read < HEADER_SIZE || memcmp (header, "SQLite format 3", 16) != 0)
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_NOT_PROJECT, "%s: not an SQLite file", path);
      return FALSE;
    }
  *size_out = info.st_size;
  return TRUE;
}

/* Fields by https://www.sqlite.org/fileformat2.html#the_database_header. While a log waits to be
 * brought in, the file itself may be shorter than its header says. */
gboolean
wg_file_check (const char *path, GError **error)
{
  guint8 header[HEADER_SIZE] = { 0 };
  gint64 size = 0, page_size = 0, n_pages = 0;

  if (!read_header (path, header, &size, error))
    return FALSE;
  if (wg_file_has_log (path))
    return TRUE;
  page_size = (header[16] << 8) | header[17];
  if (page_size == 1)
    page_size = 65536;
  n_pages = read_big_endian (header + 28);
  if (read_big_endian (header + 68) != WG_APPLICATION_ID_CODE)
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_NOT_PROJECT,
                   "%s: an SQLite file of another program", path);
      return FALSE;
    }
  if (size < n_pages * page_size)
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT,
                   "%s: %" G_GINT64_FORMAT " bytes of %" G_GINT64_FORMAT, path, size,
                   n_pages * page_size);
      return FALSE;
    }
  return TRUE;
}

gboolean
wg_file_has_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_file_test (folder, G_FILE_TEST_IS_DIR);
}

gboolean
wg_file_is_writable (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return access (path, W_OK) == 0 && access (folder, W_OK) == 0;
}

gboolean
wg_file_is_remote (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct statfs info = { 0 };

  if (statfs (folder, &info) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (remote_types); i++)
    if ((guint32) info.f_type == remote_types[i])
      return TRUE;
  return FALSE;
}

gboolean
wg_file_has_log (const char *path)
{
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  GStatBuf info = { 0 };

  return g_stat (log_path, &info) == 0 && info.st_size > 0;
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) local_error = NULL;

  if (g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &local_error))
    return TRUE;
  g_set_error (error, WG_STORE_ERROR,
               g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? WG_STORE_ERROR_FULL
                                                                               : WG_STORE_ERROR_FAILED,
               "%s", local_error->message);
  return FALSE;
}

char *
wg_file_make_copy (const char *path, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("wangge-XXXXXX", NULL);
  g_autofree char *copy = NULL;
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  g_autofree char *log_copy = NULL;

  if (folder == NULL)
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_FAILED, "no temporary folder");
      return NULL;
    }
  copy = g_build_filename (folder, "project.wangge", NULL);
  log_copy = g_strconcat (copy, "-wal", NULL);
  if (copy_file (path, copy, error)
      && (!g_file_test (log_path, G_FILE_TEST_EXISTS) || copy_file (log_path, log_copy, error)))
    return g_steal_pointer (&copy);
  wg_file_remove_copy (copy);
  return NULL;
}

void
wg_file_remove_copy (const char *copy)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };
  g_autofree char *folder = g_path_get_dirname (copy);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (copy, endings[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}
