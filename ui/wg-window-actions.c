/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-actions"

#include "wg-window-private.h"

#include "../app/cli/wg-words.h"
#include "dialogs/wg-balance-window.h"

#include <glib/gi18n.h>

/* A step that takes long is a job. */
static void
step (WgWindow *self, gboolean redo, const char *heading)
{
  WgHistory *history = wg_project_get_history (self->project);
  g_autoptr (GError) error = NULL;

  wg_window_drop_toast (self); /* it says what is no more */
  if (wg_history_is_long (history, redo))
    wg_window_go (self, redo ? 1 : -1);
  else if (!(redo ? wg_history_redo (history, &error) : wg_history_undo (history, &error))
           && error != NULL)
    wg_window_show_error (self, heading, error);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step (user_data, FALSE, _("This cannot be undone"));
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step (user_data, TRUE, _("This cannot be done again"));
}

static void
history_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_show_history (user_data);
}

static void
changes_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_show_changes (user_data);
}

static void
schemes_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_show_schemes (user_data);
}

static void
balance_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (wg_balance_window_new (user_data)));
}

static void
copy_geometry_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_copy_geometry (user_data);
}

static void
paste_geometry_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_paste_geometry (user_data);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_import_action (user_data);
}

static void
last_report_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_show_report (user_data);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_export (user_data);
}

static void
save_copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_save_copy (user_data);
}

static void
print_chart_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_print_chart (user_data);
}

static void
close_project_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_close_project (user_data);
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;

  g_action_group_change_action_state (G_ACTION_GROUP (self), "show-sidebar",
                                      g_variant_new_boolean (TRUE));
  gtk_stack_set_visible_child_name (self->sidebar_stack, "grids");
  wg_hierarchy_panel_find (self->hierarchy);
}

static void
rename_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;

  g_action_group_change_action_state (G_ACTION_GROUP (self), "show-card",
                                      g_variant_new_boolean (TRUE));
  wg_grid_card_edit_name (self->card);
}

void
wg_window_init_actions (WgWindow *self)
{
  static const GActionEntry entries[] = {
    { "undo", undo_cb },
    { "redo", redo_cb },
    { "history", history_cb },
    { "changes", changes_cb },
    { "schemes", schemes_cb },
    { "balance", balance_cb },
    { "copy-geometry", copy_geometry_cb },
    { "paste-geometry", paste_geometry_cb },
    { "import", import_cb },
    { "last-report", last_report_cb },
    { "export", export_cb },
    { "save-copy", save_copy_cb },
    { "print-chart", print_chart_cb },
    { "close-project", close_project_cb },
    { "find", find_cb },
    { "rename", rename_cb },
  };
  static const char *const settings[] = { "show-sidebar", "show-card", "labels" };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  wg_window_locks_init (self);
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GAction) action = g_settings_create_action (self->settings, settings[i]);

      g_action_map_add_action (G_ACTION_MAP (self), action);
    }
  g_settings_bind (self->settings, "show-sidebar", self->sidebar, "visible", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "show-card", self->card_revealer, "reveal-child",
                   G_SETTINGS_BIND_GET);
}

static void
enable (WgWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (G_IS_SIMPLE_ACTION (action))
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* "Undo Split 3网格 (Ctrl+Z)": the tooltip and the accessible name say what will happen. */
static void
name_step (GtkWidget *button, gboolean is_redo, gboolean possible, const char *kind,
           const char *detail)
{
  g_autofree char *sentence = NULL;

  if (!possible)
    sentence = g_strdup (is_redo ? _("Nothing to redo") : _("Nothing to undo"));
  else
    sentence = is_redo ? wg_words_redo (kind, detail) : wg_words_undo (kind, detail);

  gtk_widget_set_tooltip_text (button, sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
}

static void
update_history (WgWindow *self, gboolean can_edit)
{
  gboolean can_undo = FALSE;
  gboolean can_redo = FALSE;
  g_autofree char *undo_kind = NULL;
  g_autofree char *undo_detail = NULL;
  g_autofree char *redo_kind = NULL;
  g_autofree char *redo_detail = NULL;

  if (self->project != NULL)
    g_object_get (wg_project_get_history (self->project),
                  "can-undo", &can_undo, "can-redo", &can_redo,
                  "undo-kind", &undo_kind, "undo-detail", &undo_detail,
                  "redo-kind", &redo_kind, "redo-detail", &redo_detail, NULL);

  enable (self, "undo", can_edit && can_undo);
  enable (self, "redo", can_edit && can_redo);
  name_step (self->undo_button, FALSE, can_undo, undo_kind, undo_detail);
  name_step (self->redo_button, TRUE, can_redo, redo_kind, redo_detail);
}

/** Why the tools that edit cannot work; %NULL: they can. */
static const char *
find_edit_reason (WgWindow *self, gboolean is_busy, gboolean has_land)
{
  if (self->project == NULL)
    return _("No project is open.");
  if (wg_project_is_read_only (self->project))
    return _("The project is open read-only.");
  if (is_busy)
    return _("Wait until the import is stored.");
  return has_land ? NULL : _("There is no land yet: import a map first.");
}

static void
update_findings (WgWindow *self, gboolean can_edit)
{
  gboolean is_accepted = wg_findings_panel_is_accepted (self->findings);
  WgFinding finding;

  enable (self, "findings", self->project != NULL);
  enable (self, "next-finding", self->project != NULL);
  enable (self, "export-findings", self->project != NULL);
  enable (self, "fix-finding", can_edit && !is_accepted);
  enable (self, "accept-finding", can_edit && !is_accepted);
  enable (self, "withdraw-finding",
          can_edit && is_accepted && wg_findings_panel_get_selected (self->findings, &finding));
}

void
wg_window_actions_update (WgWindow *self)
{
  gboolean has_project = self->project != NULL;
  gboolean is_busy = FALSE;
  gboolean can_edit;
  guint n_selected = 0;
  gboolean has_land = FALSE, has_map = FALSE, has_buildings = FALSE, has_addresses = FALSE;

  if (has_project)
    {
      WgPlan *plan = wg_project_get_plan (self->project);

      g_object_get (wg_project_get_history (self->project), "busy", &is_busy, NULL);
      n_selected = wg_session_get_selection (self->session)->len;
      has_land = wg_coverage_n_faces (wg_plan_get_coverage (plan)) > 0;
      has_map = has_land || self->is_blank;
      has_buildings = wg_plan_get_buildings (plan) != NULL;
      has_addresses = wg_plan_get_addresses (plan) != NULL;
    }
  can_edit = has_project && !is_busy && !wg_project_is_read_only (self->project);

  gtk_widget_set_visible (self->project_start, has_project);
  gtk_widget_set_visible (self->project_end, has_project);
  update_history (self, can_edit);
  update_findings (self, can_edit);
  enable (self, "history", has_project);
  enable (self, "changes", has_project && !is_busy);
  enable (self, "schemes", has_project && !is_busy);
  enable (self, "balance", can_edit);
  enable (self, "divide-building", can_edit);
  enable (self, "estimate", can_edit && has_buildings);
  enable (self, "divide-this-building", can_edit && has_buildings);
  enable (self, "show-people", has_project);
  enable (self, "staff-rules", can_edit);
  enable (self, "import-roster", can_edit);
  enable (self, "paste-roster", can_edit);
  enable (self, "copy-geometry", n_selected > 0);
  enable (self, "paste-geometry", has_land && can_edit);
  enable (self, "import", can_edit && !self->is_importing);
  enable (self, "last-report", self->last_report != NULL);
  enable (self, "export", has_land);
  enable (self, "save-copy", has_project);
  enable (self, "print-chart", has_land);
  enable (self, "close-project", has_project);
  enable (self, "find", has_project);
  enable (self, "find-anything", has_project);
  enable (self, "copy-contact", n_selected == 1);
  enable (self, "contact-list", has_project);
  enable (self, "show-addresses", has_addresses);
  enable (self, "rename", can_edit && n_selected == 1);
  wg_window_locks_update (self, can_edit);
  enable (self, "draw-first", can_edit && !has_land);
  enable (self, "tool", has_map);
  wg_canvas_set_edit_reason (WG_CANVAS (self->canvas), find_edit_reason (self, is_busy, has_map));
  enable (self, "zoom-in", has_map);
  enable (self, "zoom-out", has_map);
  enable (self, "zoom-fit", has_map);
  enable (self, "zoom-selection", n_selected > 0);
}
