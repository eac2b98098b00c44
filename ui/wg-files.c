/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-files"

#include "wg-files.h"

#include <glib/gi18n.h>

/* What the import reads; the chooser also offers all files, for GDAL reads many more. */
static const char *const DATA_SUFFIXES[] = {
  "shp", "gpkg", "geojson", "json", "kml", "kmz", "gml", "dxf", "zip", "tab", "mif", "sqlite",
};

typedef struct
{
  GSettings *settings;
  char *key;
} FolderMemory;

GtkFileChooserNative *
wg_files_chooser_new (GtkWindow *parent, const char *title, GtkFileChooserAction action)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  return dialog;
}

void
wg_files_add_filter (GtkFileChooser *chooser, const char *name, const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  gtk_file_chooser_add_filter (chooser, filter);
}

void
wg_files_add_project_filter (GtkFileChooser *chooser)
{
  wg_files_add_filter (chooser, _("Wangge projects"), &WG_PROJECT_SUFFIX[1]);
}

void
wg_files_add_data_filter (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) data = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (data, _("Map files (SHP, GPKG, GeoJSON, KML, DXF …)"));
  for (guint i = 0; i < G_N_ELEMENTS (DATA_SUFFIXES); i++)
    gtk_file_filter_add_suffix (data, DATA_SUFFIXES[i]);
  gtk_file_chooser_add_filter (chooser, data);

  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

static void
folder_memory_free (gpointer data, GClosure *closure)
{
  FolderMemory *memory = data;

  g_object_unref (memory->settings);
  g_free (memory->key);
  g_free (memory);
}

static void
remember_folder_cb (GtkNativeDialog *dialog, int response, FolderMemory *memory)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) folder = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;

  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  folder = file != NULL ? g_file_get_parent (file) : NULL;
  if (folder != NULL && g_file_peek_path (folder) != NULL)
    g_settings_set_string (memory->settings, memory->key, g_file_peek_path (folder));
}

void
wg_files_use_folder (GtkFileChooser *chooser, GSettings *settings, const char *key)
{
  g_autofree char *path = g_settings_get_string (settings, key);
  FolderMemory *memory = g_new0 (FolderMemory, 1);

  if (*path != '\0' && g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (GFile) folder = g_file_new_for_path (path);

      gtk_file_chooser_set_current_folder (chooser, folder, NULL);
    }

  memory->settings = g_object_ref (settings);
  memory->key = g_strdup (key);
  g_signal_connect_data (chooser, "response", G_CALLBACK (remember_folder_cb), memory,
                         folder_memory_free, 0);
}

gboolean
wg_files_is_project (const char *path)
{
  return g_str_has_suffix (path, WG_PROJECT_SUFFIX);
}

char *
wg_files_display_path (const char *path)
{
  const char *home = g_get_home_dir ();
  gsize length = strlen (home);

  if (length > 1 && strncmp (path, home, length) == 0 && path[length] == G_DIR_SEPARATOR)
    return g_strconcat ("~", path + length, NULL);

  return g_strdup (path);
}
