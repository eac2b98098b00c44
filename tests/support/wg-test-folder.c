/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-test-folder.h"

#include <glib/gstdio.h>

char *
wg_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("wangge-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
wg_test_folder_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        wg_test_folder_remove (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

char *
wg_test_folder_write (const char *folder, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

char *
wg_test_shared_file (const char *name)
{
  const char *root = g_getenv ("WG_SHARED_DATA");
  g_autofree char *path = root != NULL ? g_build_filename (root, name, NULL) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip_printf ("../shared/data/%s is not there", name);
  return NULL;
}
