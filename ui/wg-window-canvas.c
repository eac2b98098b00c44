/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-canvas"

#include "wg-window-private.h"

#include <glib/gi18n.h>

#include "canvas/wg-canvas-work.h"
#include "canvas/wg-canvas.h"
#include "canvas/wg-tool-list.h"

#define SHORTCUTS_RESOURCE "/org/wangge/Wangge/help-overlay.ui"

static void
message_cb (WgCanvas *canvas, const char *sentence, WgWindow *self)
{
  wg_window_toast (self, sentence);
}

static void
tool_changed_cb (WgCanvas *canvas, GParamSpec *pspec, WgWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "tool");

  GtkWidget *panel = wg_canvas_make_tool_panel (canvas);

  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (wg_canvas_get_tool (canvas)));
  adw_bin_set_child (self->tool_panel_bin, panel);
  gtk_widget_set_visible (GTK_WIDGET (self->tool_panel_bin), panel != NULL);
}

static void
draw_first_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_draw_first (user_data);
}

static void
change_tool_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  WgWindow *self = user_data;
  WgCanvas *canvas = WG_CANVAS (self->canvas);
  const WgToolInfo *info = wg_tool_list_find (g_variant_get_string (value, NULL));
  const char *reason = wg_canvas_get_edit_reason (canvas);

  if (info == NULL)
    return;
  if (info->edits && reason != NULL)
    {
      wg_window_toast (self, reason);
      return;
    }
  wg_canvas_set_tool (canvas, info->id);
  gtk_widget_grab_focus (self->canvas);
}

static void
zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_canvas_zoom (WG_CANVAS (WG_WINDOW (user_data)->canvas), 1.5);
}

static void
zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_canvas_zoom (WG_CANVAS (WG_WINDOW (user_data)->canvas), 1 / 1.5);
}

static void
zoom_fit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_canvas_fit (WG_CANVAS (WG_WINDOW (user_data)->canvas));
}

static void
zoom_selection_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  const GArray *ids = wg_session_get_selection (self->session);
  WgEnvelope extent = WG_ENVELOPE_EMPTY;

  for (guint i = 0; i < ids->len; i++)
    {
      WgEnvelope one = wg_plan_get_extent (wg_session_get_plan (self->session),
                                           g_array_index (ids, guint32, i));

      if (!wg_envelope_is_empty (&one))
        wg_envelope_add (&extent, &one);
    }
  if (!wg_envelope_is_empty (&extent))
    wg_session_fly_to (self->session, &extent);
}

static void
labels_changed_cb (GSettings *settings, const char *key, WgWindow *self)
{
  g_autofree char *labels = g_settings_get_string (settings, "labels");

  wg_canvas_set_show_labels (WG_CANVAS (self->canvas), !g_str_equal (labels, "none"));
  wg_canvas_set_show_codes (WG_CANVAS (self->canvas), g_str_equal (labels, "codes"));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (wg_history_make_finish (WG_HISTORY (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
work_done_cb (GObject *source, GAsyncResult *result, gpointer sentence)
{
  WgWindow *self = WG_WINDOW (source);
  g_autofree char *done = sentence;
  g_autoptr (GError) error = NULL;

  wg_window_close_progress (self);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    wg_window_toast (self, done);
  else
    wg_window_show_error (self, _("This cannot be done"), error);
}

/* An edit of a tool that takes long. */
static void
work_cb (WgCanvas *canvas, const WgCanvasWork *work, WgWindow *self)
{
  wg_window_do_work (self, work);
}

/** The shortcuts window, with the keys of the tools. */
static void
init_shortcuts (WgWindow *self)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (SHORTCUTS_RESOURCE);
  GObject *group = gtk_builder_get_object (builder, "tools");
  GObject *overlay = gtk_builder_get_object (builder, "help_overlay");

  wg_tool_list_fill_shortcuts (GTK_SHORTCUTS_GROUP (group));
  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (self),
                                           GTK_SHORTCUTS_WINDOW (overlay));
}

void
wg_window_init_canvas (WgWindow *self)
{
  static const GActionEntry entries[] = {
    { "tool", NULL, "s", "'select'", change_tool_cb },
    { "draw-first", draw_first_cb },
    { "zoom-in", zoom_in_cb },
    { "zoom-out", zoom_out_cb },
    { "zoom-fit", zoom_fit_cb },
    { "zoom-selection", zoom_selection_cb },
  };
  GtkWidget *canvas = wg_canvas_new ();

  self->canvas = canvas;
  adw_bin_set_child (self->canvas_bin, canvas);
  wg_layer_panel_set_canvas (self->layers, WG_CANVAS (canvas));
  wg_tool_bar_set_canvas (self->tool_bar, WG_CANVAS (canvas));
  wg_tool_list_fill_menu (self->tools_menu);
  g_menu_append (self->tools_menu, _("_Balance Grids…"), "win.balance");
  g_menu_append (self->tools_menu, _("_Estimate Households…"), "win.estimate");
  g_menu_append (self->tools_menu, _("_Divide Building Between Grids…"), "win.divide-this-building");
  init_shortcuts (self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self),
                           wg_canvas_get_state_action (WG_CANVAS (canvas)));

  g_object_bind_property (canvas, "tool-hint", self->status_bar, "hint", G_BINDING_SYNC_CREATE);
  g_object_bind_property (canvas, "pointer-text", self->status_bar, "pointer-text",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (canvas, "scale", self->status_bar, "scale", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (canvas, "message", G_CALLBACK (message_cb), self, 0);
  g_signal_connect_object (canvas, "work", G_CALLBACK (work_cb), self, 0);
  g_signal_connect_object (canvas, "layers-changed", G_CALLBACK (wg_window_layers_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "notify::tool", G_CALLBACK (tool_changed_cb), self, 0);
  g_signal_connect_object (self->settings, "changed::labels", G_CALLBACK (labels_changed_cb), self,
                           0);
  labels_changed_cb (self->settings, "labels", self);
  wg_window_init_clipboard (self);
  wg_window_init_divide (self);
  wg_window_init_estimate (self);
}

void
wg_window_connect_canvas (WgWindow *self)
{
  wg_canvas_set_session (WG_CANVAS (self->canvas), self->session);
  wg_find_box_set_plan (self->find_box,
                        self->session != NULL ? wg_project_get_plan (self->project) : NULL);
  wg_layer_panel_set_project (self->layers, self->session != NULL ? self->project : NULL);
}

void
wg_window_do_work (WgWindow *self, const WgCanvasWork *work)
{
  GTask *task = wg_jobs_new_task (self->jobs, work->title, self, work_done_cb, g_strdup (work->done));

  wg_window_open_progress (self, task);
  wg_history_make_async (wg_project_get_history (self->project), work->make, work->data,
                         work->free_data, wg_job_get_cancellable (wg_jobs_get_job (task)), made_cb,
                         task);
}
