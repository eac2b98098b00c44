/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-application"

#include "config.h"

#include "wg-application.h"

#include "canvas/wg-tool-list.h"
#include "dialogs/wg-new-dialog.h"
#include "dialogs/wg-preferences.h"
#include "wg-files.h"
#include "wg-window.h"

#include <glib/gi18n.h>

struct _WgApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  WgRecent *recent;
};

G_DEFINE_FINAL_TYPE (WgApplication, wg_application, ADW_TYPE_APPLICATION)

static WgWindow *
make_window (WgApplication *self)
{
  return wg_window_new (self);
}

static WgWindow *
get_window (WgApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  while (window != NULL && !WG_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); window == NULL && l != NULL;
       l = l->next)
    if (WG_IS_WINDOW (l->data))
      window = l->data;

  return window != NULL ? WG_WINDOW (window) : make_window (self);
}

static void
apply_color_scheme (WgApplication *self)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT,
    ADW_COLOR_SCHEME_FORCE_LIGHT,
    ADW_COLOR_SCHEME_FORCE_DARK,
  };
  guint choice = g_settings_get_enum (self->settings, "color-scheme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[MIN (choice, G_N_ELEMENTS (schemes) - 1)]);
}

static void
new_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgNewDialog *dialog = wg_new_dialog_new (get_window (user_data), NULL);

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_response_cb (GtkNativeDialog *dialog, int response, WgApplication *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        wg_window_open_path (get_window (self), path);
    }
  gtk_native_dialog_destroy (dialog);
}

static void
open_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgApplication *self = user_data;
  GtkFileChooserNative *dialog = wg_files_chooser_new (GTK_WINDOW (get_window (self)), _("Open"),
                                                       GTK_FILE_CHOOSER_ACTION_OPEN);

  wg_files_add_project_filter (GTK_FILE_CHOOSER (dialog));
  wg_files_add_data_filter (GTK_FILE_CHOOSER (dialog));
  wg_files_use_folder (GTK_FILE_CHOOSER (dialog), self->settings, "projects-folder");
  g_signal_connect_object (dialog, "response", G_CALLBACK (open_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_path_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_open_path (get_window (user_data), g_variant_get_string (parameter, NULL));
}

static void
sample_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_open_sample (get_window (user_data));
}

static void
preferences_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgApplication *self = user_data;
  GtkWidget *dialog = wg_preferences_new (GTK_WINDOW (get_window (self)), self->settings,
                                          self->recent);

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
about_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (GTK_WINDOW (get_window (user_data)),
                         "application-name", _("Wangge"),
                         "application-icon", WG_APPLICATION_ID,
                         "version", WG_VERSION,
                         "developer-name", _("The Wangge authors"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments",
                         _("Draws and manages the grids and micro-grids of streets, towns and "
                           "communities. Offline, one file per project."),
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
quit_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (user_data));

  /* Each window closes its project first; the program ends with the last one. */
  for (GList *l = windows; l != NULL; l = l->next)
    if (WG_IS_WINDOW (l->data))
      gtk_window_close (l->data);
  g_list_free (windows);
}

static void
wg_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (get_window (WG_APPLICATION (application))));
}

static void
wg_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  WgWindow *window = get_window (WG_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
  wg_window_open_files (window, files, n_files);
}

/* --sample is for a first look: scripts/run opens the window with it. */
static int
wg_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  g_autoptr (GError) error = NULL;

  if (!g_variant_dict_contains (options, "sample"))
    return -1;
  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_action_group_activate_action (G_ACTION_GROUP (application), "sample", NULL);
  return -1;
}

static void
set_accels (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *accels[4];
  } table[] = {
    { "app.new", { "<Control>n" } },
    { "app.open", { "<Control>o" } },
    { "app.quit", { "<Control>q" } },
    { "app.preferences", { "<Control>comma" } },
    { "win.show-help-overlay", { "<Control>question", "<Control>F1" } },
    { "win.import", { "<Control>i" } },
    { "win.export", { "<Control><Shift>e" } },
    { "win.save-copy", { "<Control><Shift>s" } },
    { "win.print-chart", { "<Control>p" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Control><Shift>z", "<Control>y" } },
    { "win.history", { "<Control>h" } },
    { "win.balance", { "<Control>b" } },
    { "win.estimate", { "<Control>e" } },
    { "win.divide-this-building", { "<Control>d" } },
    { "win.find", { "<Control>f" } },
    { "win.find-anything", { "<Control>k" } },
    { "win.copy-contact", { "<Control><Shift>c" } },
    { "win.contact-list", { "<Control><Shift>l" } },
    { "win.findings", { "F8" } },
    { "win.show-people", { "F7" } },
    { "win.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
    { "win.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
    { "win.zoom-fit", { "<Control>0", "<Control>KP_0" } },
    { "win.zoom-selection", { "<Control>9" } },
    { "win.show-sidebar", { "F9" } },
    { "win.show-card", { "<Shift>F9" } },
    { "win.rename", { "F2" } },
    { "win.lock", { "<Control>l" } },
    { "win.close-project", { "<Control><Shift>w" } },
    { "window.close", { "<Control>w" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    gtk_application_set_accels_for_action (application, table[i].action, table[i].accels);
  wg_tool_list_set_accels (application);
}

static void
wg_application_startup (GApplication *application)
{
  WgApplication *self = WG_APPLICATION (application);

  G_APPLICATION_CLASS (wg_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (WG_APPLICATION_ID);
  self->settings = g_settings_new (WG_APPLICATION_ID);
  self->recent = wg_recent_new (self->settings);
  g_signal_connect_object (self->settings, "changed::color-scheme",
                           G_CALLBACK (apply_color_scheme), self, G_CONNECT_SWAPPED);
  apply_color_scheme (self);
  set_accels (GTK_APPLICATION (self));
}

static void
wg_application_dispose (GObject *object)
{
  WgApplication *self = WG_APPLICATION (object);

  g_clear_object (&self->recent);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (wg_application_parent_class)->dispose (object);
}

static void
wg_application_class_init (WgApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = wg_application_dispose;
  application_class->startup = wg_application_startup;
  application_class->activate = wg_application_activate;
  application_class->open = wg_application_open;
  application_class->handle_local_options = wg_application_handle_local_options;
}

static void
wg_application_init (WgApplication *self)
{
  static const GActionEntry entries[] = {
    { "new", new_action_cb },
    { "open", open_action_cb },
    { "open-path", open_path_action_cb, "s" },
    { "sample", sample_action_cb },
    { "preferences", preferences_action_cb },
    { "about", about_action_cb },
    { "quit", quit_action_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_application_add_main_option (G_APPLICATION (self), "sample", 0, G_OPTION_FLAG_NONE,
                                 G_OPTION_ARG_NONE, _("Open the sample project"), NULL);
}

WgApplication *
wg_application_new (void)
{
  return g_object_new (WG_TYPE_APPLICATION,
                       "application-id", WG_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

GSettings *
wg_application_get_settings (WgApplication *self)
{
  return self->settings;
}

WgRecent *
wg_application_get_recent (WgApplication *self)
{
  return self->recent;
}

void
wg_application_open_project (WgApplication *self, const char *path, GtkWindow *near)
{
  WgWindow *window = NULL;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (WG_IS_WINDOW (l->data) && g_strcmp0 (wg_window_get_path (l->data), path) == 0)
      {
        gtk_window_present (l->data);
        return;
      }

  if (near != NULL && WG_IS_WINDOW (near) && wg_window_is_empty (WG_WINDOW (near)))
    window = WG_WINDOW (near);
  else
    window = make_window (self);

  gtk_window_present (GTK_WINDOW (window));
  wg_window_load (window, path);
}
