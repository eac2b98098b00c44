/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window"

#include "config.h"

#include "wg-window-private.h"

#include "../app/cli/wg-words.h"
#include "canvas/wg-canvas.h"
#include "wg-files.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (WgWindow, wg_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, WgWindow *self)
{
  GSList *list = g_value_get_boxed (value);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  gtk_widget_set_visible (self->drop_shade, FALSE);
  for (GSList *l = list; l != NULL; l = l->next)
    g_ptr_array_add (files, l->data);
  if (files->len == 0)
    return FALSE;

  wg_window_open_files (self, (GFile **) files->pdata, (int) files->len);
  return TRUE;
}

static void
hide_shade (gpointer shade)
{
  gtk_widget_set_visible (shade, FALSE);
  g_object_unref (shade);
}

/* What a panel takes for itself leaves without a word: the shade goes with the drop. */
static GdkDragAction
drop_enter_cb (GtkDropTarget *target, double x, double y, WgWindow *self)
{
  g_object_set_data_full (G_OBJECT (gtk_drop_target_get_current_drop (target)), "wg-shade",
                          g_object_ref (self->drop_shade), hide_shade);
  gtk_widget_set_visible (self->drop_shade, TRUE);
  return GDK_ACTION_COPY;
}

static void
drop_leave_cb (GtkDropTarget *target, WgWindow *self)
{
  gtk_widget_set_visible (self->drop_shade, FALSE);
}

static void
init_drop (WgWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  g_signal_connect_object (target, "enter", G_CALLBACK (drop_enter_cb), self, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (drop_leave_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
restore_size (WgWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  gtk_paned_set_position (self->paned, g_settings_get_int (self->settings, "sidebar-width"));
}

static void
save_size (WgWindow *self)
{
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_int (self->settings, "sidebar-width", gtk_paned_get_position (self->paned));
}

static gboolean
wg_window_close_request (GtkWindow *window)
{
  WgWindow *self = WG_WINDOW (window);

  save_size (self);
  if (!wg_window_close_project (self))
    {
      self->is_closing = TRUE;
      return TRUE;
    }
  return GTK_WINDOW_CLASS (wg_window_parent_class)->close_request (window);
}

static void
wg_window_dispose (GObject *object)
{
  WgWindow *self = WG_WINDOW (object);

  if (self->history_window != NULL)
    gtk_window_destroy (self->history_window);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_WINDOW);
  wg_window_drop_report (self);
  g_clear_pointer (&self->report, wg_import_report_free);
  g_clear_handle_id (&self->along_id, g_source_remove);
  g_clear_object (&self->check_board);
  g_clear_object (&self->session);
  g_clear_object (&self->project);
  g_clear_object (&self->jobs);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_queue_clear_full (&self->imports, g_free);
  g_queue_clear_full (&self->choices, (GDestroyNotify) wg_import_choice_free);

  g_clear_weak_pointer (&self->toast);
  G_OBJECT_CLASS (wg_window_parent_class)->dispose (object);
}

static void
wg_window_class_init (WgWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = wg_window_close_request;

  g_type_ensure (WG_TYPE_PEOPLE_PANEL);
  g_type_ensure (WG_TYPE_STAFF_LEGEND);
  g_type_ensure (WG_TYPE_START_PAGE);
  g_type_ensure (WG_TYPE_HIERARCHY_PANEL);
  g_type_ensure (WG_TYPE_GRID_CARD);
  g_type_ensure (WG_TYPE_LAYER_PANEL);
  g_type_ensure (WG_TYPE_FINDINGS_PANEL);
  g_type_ensure (WG_TYPE_FINDING_BAR);
  g_type_ensure (WG_TYPE_FIND_BOX);
  g_type_ensure (WG_TYPE_STATUS_BAR);
  g_type_ensure (WG_TYPE_TOOL_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/wg-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgWindow, name)
  BIND (toasts);
  BIND (title);
  BIND (project_start);
  BIND (project_end);
  BIND (undo_button);
  BIND (redo_button);
  BIND (read_only_bar);
  BIND (read_only_label);
  BIND (pages);
  BIND (start_page);
  BIND (loading_label);
  BIND (paned);
  BIND (sidebar);
  BIND (sidebar_stack);
  BIND (hierarchy);
  BIND (layers);
  BIND (findings);
  BIND (finding_bar);
  BIND (findings_button);
  BIND (findings_badge);
  BIND (main_menu);
  BIND (tools_menu);
  BIND (find_box);
  BIND (tool_bar);
  BIND (tool_panel_bin);
  BIND (center);
  BIND (canvas_bin);
  BIND (card_revealer);
  BIND (card);
  BIND (status_bar);
  BIND (drop_shade);
  BIND (map_paned);
  BIND (people);
  BIND (staff_legend);
#undef BIND
}

static void
wg_window_init (WgWindow *self)
{
  g_queue_init (&self->imports);
  g_queue_init (&self->choices);
  self->jobs = wg_jobs_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  wg_status_bar_set_jobs (self->status_bar, self->jobs);
}

WgWindow *
wg_window_new (WgApplication *application)
{
  WgWindow *self = g_object_new (WG_TYPE_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (wg_application_get_settings (application));
  wg_start_page_set_recent (self->start_page, wg_application_get_recent (application));
  restore_size (self);
  init_drop (self);
  wg_window_init_canvas (self);
  wg_window_init_actions (self);
  wg_window_init_find (self);
  wg_window_init_findings (self);
  wg_window_init_people (self);
  wg_window_actions_update (self);
  return self;
}

GSettings *
wg_window_get_settings (WgWindow *self)
{
  return self->settings;
}

WgJobs *
wg_window_get_jobs (WgWindow *self)
{
  return self->jobs;
}

WgProject *
wg_window_get_project (WgWindow *self)
{
  return self->project;
}

WgSession *
wg_window_get_session (WgWindow *self)
{
  return self->session;
}

WgEnvelope
wg_window_get_shown (WgWindow *self)
{
  WgViewport viewport = wg_canvas_get_viewport (WG_CANVAS (self->canvas));

  return wg_viewport_envelope (&viewport);
}

const char *
wg_window_get_path (WgWindow *self)
{
  return self->path;
}

gboolean
wg_window_is_empty (WgWindow *self)
{
  return self->path == NULL;
}

void
wg_window_toast (WgWindow *self, const char *sentence)
{
  g_autofree char *title = g_markup_escape_text (sentence, -1);

  wg_window_drop_toast (self);
  g_set_weak_pointer (&self->toast, adw_toast_new (title));
  adw_toast_overlay_add_toast (self->toasts, self->toast);
}

void
wg_window_drop_toast (WgWindow *self)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_clear_weak_pointer (&self->toast);
}

void
wg_window_show_error (WgWindow *self, const char *heading, const GError *error)
{
  g_autofree char *sentence = NULL;
  GtkWidget *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_debug ("%s: %s", heading, error->message);
  sentence = wg_words_error (error);
  dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, sentence);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}
