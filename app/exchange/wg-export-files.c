/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-export-files"

#include "wg-export-files.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* Files that belong to an older shapefile of the same name and would be wrong beside the new one. */
static const char *const stale_endings[] = { ".qix", ".sbn", ".sbx", ".qpj", ".shp.xml", ".ind",
                                             ".idm" };

static void
remove_stale (const char *folder, const WgExportFormat *format, const char *name)
{
  const char *dot = strrchr (name, '.');

  if (!format->has_short_names || g_strcmp0 (dot, ".shp") != 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (stale_endings); i++)
    {
      g_autofree char *stem = g_strndup (name, dot - name);
      g_autofree char *file = g_strconcat (stem, stale_endings[i], NULL);
      g_autofree char *path = g_build_filename (folder, file, NULL);

      g_unlink (path);
    }
}

gboolean
wg_export_set_write_error (GError **error, const char *what)
{
  int code = errno;

  g_set_error (error, WG_EXCHANGE_ERROR,
               code == ENOSPC ? WG_EXCHANGE_ERROR_FULL : WG_EXCHANGE_ERROR_WRITE, "%s: %s", what,
               g_strerror (code));
  return FALSE;
}

gboolean
wg_export_move_files (const char *temp, const char *folder, const WgExportFormat *format, GPtrArray *files,
                      GError **error)
{
  g_autoptr (GDir) from_folder = g_dir_open (temp, 0, error);
  const char *name = NULL;

  while (from_folder != NULL && (name = g_dir_read_name (from_folder)) != NULL)
    {
      g_autofree char *from = g_build_filename (temp, name, NULL);
      g_autofree char *to = g_build_filename (folder, name, NULL);

      if (g_rename (from, to) != 0)
        return wg_export_set_write_error (error, to);
      remove_stale (folder, format, name);
      if (g_str_has_suffix (name, format->ending))
        g_ptr_array_add (files, g_steal_pointer (&to));
    }
  return from_folder != NULL;
}

void
wg_export_remove_temp (const char *temp)
{
  g_autoptr (GDir) folder = g_dir_open (temp, 0, NULL);
  const char *name = NULL;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (temp, name, NULL);

      g_unlink (path);
    }
  g_rmdir (temp);
}
