/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-lock-file"

#include "wg-lock-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct _WgLockFile
{
  char *path;
  int fd;
};

/* The former holder removes the file when it goes: a lock on a file that is no longer there by its
 * name would exclude nobody. */
static gboolean
is_same_file (int fd, const char *path)
{
  struct stat by_fd = { 0 }, by_name = { 0 };

  return fstat (fd, &by_fd) == 0 && stat (path, &by_name) == 0 && by_fd.st_ino == by_name.st_ino
         && by_fd.st_dev == by_name.st_dev;
}

/**
 * wg_lock_file_take:
 * @path: of the project, not of the lock
 * @lock_out: (out): owned by the caller when the lock was taken
 *
 * Never waits. Any thread.
 */
WgLockResult
wg_lock_file_take (const char *path, WgLockFile **lock_out)
{
  g_autofree char *lock_path = g_strconcat (path, "-lock", NULL);

  *lock_out = NULL;
  for (guint attempt = 0; attempt < 10; attempt++)
    {
      int fd = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

      if (fd < 0)
        return WG_LOCK_FAILED;
      if (flock (fd, LOCK_EX | LOCK_NB) != 0)
        {
          int reason = errno;

          close (fd);
          return reason == EWOULDBLOCK ? WG_LOCK_HELD : WG_LOCK_FAILED;
        }
      if (is_same_file (fd, lock_path))
        {
          *lock_out = g_new (WgLockFile, 1);
          (*lock_out)->path = g_steal_pointer (&lock_path);
          (*lock_out)->fd = fd;
          return WG_LOCK_TAKEN;
        }
      close (fd);
    }
  return WG_LOCK_FAILED;
}

void
wg_lock_file_release (WgLockFile *lock)
{
  if (lock == NULL)
    return;
  unlink (lock->path);
  close (lock->fd);
  g_free (lock->path);
  g_free (lock);
}
