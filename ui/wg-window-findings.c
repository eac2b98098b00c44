/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-findings"

#include "wg-window-private.h"

#include "../app/cli/wg-findings-sheet.h"
#include "../app/cli/wg-words.h"
#include "../app/exchange/wg-sheet-file.h"
#include "../app/geometry/wg-coverage-shape.h"
#include "../app/plan/wg-accept-commands.h"
#include "canvas/wg-canvas-mark.h"
#include "canvas/wg-map-layer.h"
#include "dialogs/wg-accept-dialog.h"
#include "panels/wg-finding-row.h"
#include "wg-files.h"

#include <glib/gi18n.h>

/* The findings board: what is wrong with the plan, shown on the map, fixed or accepted. */

#define LEAST_VIEW_MM 60000.0 /* around a place, so that it can be recognised */

static void
show_badge (WgWindow *self, guint n_open)
{
  gboolean is_busy = wg_check_board_is_busy (self->check_board);
  g_autofree char *count = wg_words_count (n_open);
  g_autofree char *tip
    = is_busy       ? g_strdup (_("Checking the whole plan…"))
      : n_open == 0 ? g_strdup (_("Nothing is wrong with the plan (F8)"))
                    : g_strdup_printf (ngettext ("%s finding (F8)", "%s findings (F8)", n_open),
                                       count);

  adw_button_content_set_icon_name (self->findings_badge,
                                    wg_plan_state_icon (wg_check_board_get_state (self->check_board)));
  adw_button_content_set_label (self->findings_badge, is_busy && n_open == 0 ? "…" : count);
  gtk_widget_set_tooltip_text (self->findings_button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->findings_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
}

static void
refreshed_cb (WgFindingsPanel *panel, guint n_open, WgWindow *self)
{
  if (self->check_board == NULL)
    return;
  show_badge (self, n_open);
  wg_window_actions_update (self);
}

static void
read_acceptances (WgWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = wg_project_list_acceptances (self->project, &error);

  if (list != NULL)
    wg_check_board_set_accepted (self->check_board, list);
  else
    g_debug ("acceptances: %s", error->message);
}

static void
forget_mark (WgWindow *self)
{
  wg_finding_bar_show (self->finding_bar, NULL, NULL);
  wg_canvas_set_mark (WG_CANVAS (self->canvas), NULL, NULL);
}

static void
changed_cb (WgPlan *plan, const WgChange *change, gboolean backwards, WgWindow *self)
{
  forget_mark (self);
  if (!change->has_acceptances || self->check_board == NULL)
    return;
  read_acceptances (self);
  wg_findings_panel_refresh (self->findings);
}

/** The land that a finding is about. */
static WgShape *
find_land (WgPlan *plan, const WgFinding *finding)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  WgShape *land = wg_shape_new ();

  if (finding->subject == WG_SUBJECT_FACE)
    {
      if (finding->face != WG_FACE_OUTSIDE && wg_coverage_has_face (coverage, finding->face))
        wg_coverage_face_shape (coverage, finding->face, land);
    }
  else if (wg_plan_get_grid (plan, finding->grid) != NULL)
    wg_plan_get_shape (plan, finding->grid, land);
  return land;
}

/** A finding of a grid without land has no place. */
static gboolean
has_place (const WgFinding *finding)
{
  return !wg_envelope_is_empty (&finding->extent);
}

static void
mark_finding (WgWindow *self, const WgFinding *finding)
{
  WgPlan *plan = wg_project_get_plan (self->project);
  g_autoptr (WgShape) land = find_land (plan, finding);

  wg_canvas_set_mark (WG_CANVAS (self->canvas), has_place (finding) ? &finding->place : NULL, land);
  wg_finding_bar_show (self->finding_bar, plan, finding);
}

/** The place with enough around it to know where it is. */
static void
fly_to (WgWindow *self, const WgFinding *finding)
{
  WgEnvelope view = finding->extent;
  double width = 0, height = 0;

  if (!has_place (finding))
    return;
  width = MAX ((double) view.max_x - view.min_x, LEAST_VIEW_MM);
  height = MAX ((double) view.max_y - view.min_y, LEAST_VIEW_MM);
  view.min_x -= (gint32) (width / 3);
  view.max_x += (gint32) (width / 3);
  view.min_y -= (gint32) (height / 3);
  view.max_y += (gint32) (height * 0.7); /* below the bar */
  wg_session_fly_to (self->session, &view);
}

static void
show_finding (WgWindow *self)
{
  WgFinding finding;

  if (self->project == NULL || !wg_findings_panel_get_selected (self->findings, &finding))
    return;
  wg_session_select (self->session, &finding.grid, finding.grid != 0 ? 1 : 0);
  mark_finding (self, &finding);
  fly_to (self, &finding);
}

static void
selected_cb (WgFindingsPanel *panel, WgWindow *self)
{
  wg_window_actions_update (self);
}

static void
findings_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;

  g_action_group_change_action_state (G_ACTION_GROUP (self), "show-sidebar",
                                      g_variant_new_boolean (TRUE));
  gtk_stack_set_visible_child_name (self->sidebar_stack, "findings");
  wg_findings_panel_focus (self->findings);
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;

  if (wg_findings_panel_next (self->findings))
    show_finding (self);
  else
    wg_window_toast (self, wg_check_board_is_busy (self->check_board)
                             ? _("Checking the whole plan…")
                             : _("There is no finding left in the list."));
}

/** The selected finding, else the next one, which is shown first. */
static gboolean
get_finding (WgWindow *self, WgFinding *finding)
{
  if (wg_findings_panel_get_selected (self->findings, finding))
    return TRUE;
  next_cb (NULL, NULL, self);
  return wg_findings_panel_get_selected (self->findings, finding);
}

static void
fix_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  WgPlan *plan = wg_project_get_plan (self->project);
  g_autoptr (GPtrArray) fixes = NULL;
  WgFinding finding;

  if (wg_findings_panel_is_accepted (self->findings) || !get_finding (self, &finding))
    return;
  fixes = wg_fix_list (plan, wg_check_board_get_along (self->check_board), &finding);
  show_finding (self);
  if (fixes->len == 0)
    {
      wg_window_toast (self, _("Nothing can be proposed here: change the map, or accept it as it is."));
      return;
    }
  if (fixes->len == 1 && wg_fix_is_question (g_ptr_array_index (fixes, 0)))
    {
      wg_window_ask_people (self, &finding, g_ptr_array_index (fixes, 0));
      return;
    }
  wg_finding_bar_list_fixes (self->finding_bar, plan, g_steal_pointer (&fixes));
}

/** What a fix makes of the numbers, or why it is refused. */
static void
show_numbers (WgWindow *self, const WgFinding *finding, const WgFix *fix)
{
  g_autoptr (WgLandPreview) land = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (fix == NULL || wg_fix_is_question (fix))
    return;
  if (!wg_fix_preview (wg_project_get_plan (self->project), finding, fix, &land, &error))
    words = wg_words_error (error);
  else if (land != NULL)
    words = wg_words_fix_numbers (land);
  wg_finding_bar_set_numbers (self->finding_bar, words, error != NULL);
}

/** Land that would change hands is tinted in the colour of the one who gets it. */
static void
offered_cb (WgFindingBar *bar, WgFix *fix, WgWindow *self)
{
  g_autoptr (WgShape) land = wg_shape_new ();
  WgFinding finding;

  if (self->project == NULL || !wg_findings_panel_get_selected (self->findings, &finding))
    return;
  if (fix != NULL && !wg_fix_is_question (fix))
    wg_fix_get_land (wg_project_get_plan (self->project), &finding, fix, land);
  show_numbers (self, &finding, fix);
  wg_canvas_set_mark_offer (WG_CANVAS (self->canvas), land, fix != NULL ? fix->grid : 0);
}

static void
say_fixed (WgWindow *self, const char *words)
{
  g_autofree char *sentence = g_strdup_printf (_("Fixed: %s"), words);

  wg_window_toast_undo (self, sentence);
}

static void
chosen_cb (WgFindingBar *bar, WgFix *fix, WgWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  WgFinding finding;

  if (self->project == NULL || !wg_findings_panel_get_selected (self->findings, &finding))
    return;
  if (wg_fix_is_question (fix))
    {
      wg_finding_bar_show (self->finding_bar, wg_project_get_plan (self->project), &finding);
      wg_canvas_set_mark_offer (WG_CANVAS (self->canvas), NULL, 0);
      wg_window_ask_people (self, &finding, fix);
      return;
    }
  words = wg_words_fix (wg_project_get_plan (self->project), fix);
  /* The plan's ::changed hides the bar, and the fix with it. */
  if (!wg_fix_apply (wg_project_get_history (self->project), &finding, fix, &error))
    {
      wg_window_show_error (self, _("This cannot be fixed so"), error);
      return;
    }
  say_fixed (self, words);
  gtk_widget_grab_focus (self->canvas);
}

static void
closed_cb (WgFindingBar *bar, WgWindow *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (bar)))
    wg_canvas_set_mark_offer (WG_CANVAS (self->canvas), NULL, 0);
  else
    wg_canvas_set_mark (WG_CANVAS (self->canvas), NULL, NULL);
  gtk_widget_grab_focus (self->canvas);
}

/* The grid that a finding is about, for the undo sentence; "" for land of nobody. */
static char *
name_of (WgWindow *self, const WgFinding *finding)
{
  return finding->grid != 0 ? wg_words_grid (wg_project_get_plan (self->project), finding->grid) : g_strdup ("");
}

static void
accepted_cb (WgAcceptDialog *dialog, const char *reason, const char *until, WgWindow *self)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_acceptance_free);
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  WgFinding finding;

  if (self->project == NULL || !wg_findings_panel_get_selected (self->findings, &finding))
    return;
  g_ptr_array_add (list, wg_check_make_acceptance (&finding, reason, until));
  name = name_of (self, &finding);
  if (!wg_command_accept (wg_project_get_history (self->project), list, name, &error))
    wg_window_show_error (self, _("The finding cannot be accepted"), error);
}

static void
accept_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  g_autofree char *sentence = NULL;
  WgAcceptDialog *dialog = NULL;
  WgFinding finding;

  if (wg_findings_panel_is_accepted (self->findings) || !get_finding (self, &finding))
    return;
  sentence = wg_words_finding (wg_project_get_plan (self->project), &finding);
  dialog = wg_accept_dialog_new (GTK_WINDOW (self), sentence);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (accepted_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
withdraw_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  const WgAcceptance *one = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_acceptance_free);
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  WgFinding finding;

  if (!wg_findings_panel_is_accepted (self->findings)
      || !wg_findings_panel_get_selected (self->findings, &finding))
    return;
  one = wg_check_board_find_acceptance (self->check_board, &finding);
  if (one == NULL)
    return;
  g_ptr_array_add (list, wg_acceptance_copy (one));
  name = name_of (self, &finding);
  if (!wg_command_withdraw (wg_project_get_history (self->project), list, name, &error))
    wg_window_show_error (self, _("The acceptance cannot be withdrawn"), error);
}

static void
export_response_cb (GtkNativeDialog *dialog, int response, WgWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT && self->project != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *sentence = g_strdup_printf (_("Saved as %s"), base);
      g_autoptr (GPtrArray) acceptances
        = wg_findings_panel_is_accepted (self->findings)
            ? wg_project_list_acceptances (self->project, NULL)
            : NULL;
      g_autoptr (WgSheet) sheet
        = wg_findings_sheet (wg_project_get_plan (self->project),
                             wg_findings_panel_list (self->findings), acceptances);
      const WgSheet *const sheets[] = { sheet };
      g_autoptr (GError) error = NULL;

      if (wg_sheet_file_write (path, sheets, G_N_ELEMENTS (sheets), &error))
        wg_window_toast (self, sentence);
      else
        wg_window_show_error (self, _("The list cannot be saved"), error);
    }
  gtk_native_dialog_destroy (dialog);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  GtkFileChooserNative *dialog
    = wg_files_chooser_new (GTK_WINDOW (self), _("Save the Findings"), GTK_FILE_CHOOSER_ACTION_SAVE);
  const char *name = wg_plan_get_name (wg_project_get_plan (self->project));
  g_autofree char *file = g_strdup_printf (_("%s findings.xlsx"), name != NULL ? name : "");

  wg_findings_panel_refresh (self->findings);
  g_strdelimit (file, "/\\", '_');
  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("Spreadsheet (.xlsx)"), "xlsx");
  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("Text table (.csv)"), "csv");
  wg_files_use_folder (GTK_FILE_CHOOSER (dialog), self->settings, "projects-folder");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), g_strstrip (file));
  g_signal_connect_object (dialog, "response", G_CALLBACK (export_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/** Keys of the map that neither the view nor the tool has used. */
static void
add_map_keys (WgWindow *self)
{
  static const struct
  {
    guint keyval;
    const char *action;
  } keys[] = { { GDK_KEY_g, "win.next-finding" },
               { GDK_KEY_f, "win.fix-finding" },
               { GDK_KEY_i, "win.accept-finding" } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].keyval, 0),
                        gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self->canvas_bin), controller);
}

/** Borders are meant to follow the roads and rivers of the layers that are shown. */
static gboolean
renew_along_cb (gpointer user_data)
{
  WgWindow *self = user_data;
  GListModel *layers = G_LIST_MODEL (wg_canvas_get_layers (WG_CANVAS (self->canvas)));
  g_autoptr (WgCheckAlong) along = wg_check_along_new ();

  self->along_id = 0;
  for (guint i = 0; i < g_list_model_get_n_items (layers); i++)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (layers, i);

      if (wg_map_layer_get_kind (layer) == WG_MAP_LAYER_VECTOR && wg_map_layer_get_visible (layer)
          && wg_map_layer_get_linework (layer) != NULL)
        wg_check_along_add (along, wg_map_layer_get_linework (layer));
    }
  if (self->check_board != NULL
      && !wg_check_along_is_same (along, wg_check_board_get_along (self->check_board)))
    wg_check_board_set_along (self->check_board, along);
  return G_SOURCE_REMOVE;
}

/* Layers come and change in groups. */
static void
renew_along (WgWindow *self)
{
  if (self->along_id == 0)
    self->along_id = g_idle_add_full (G_PRIORITY_LOW, renew_along_cb, self, NULL);
}

static void
layers_changed_cb (GListModel *layers, guint position, guint n_removed, guint n_added, WgWindow *self)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (layers, i);

      if (wg_map_layer_get_kind (layer) != WG_MAP_LAYER_VECTOR)
        continue;
      /* A layer that is moved comes again. */
      g_signal_handlers_disconnect_by_func (layer, renew_along, self);
      g_signal_connect_object (layer, "notify::visible", G_CALLBACK (renew_along), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (layer, "notify::state", G_CALLBACK (renew_along), self,
                               G_CONNECT_SWAPPED);
    }
  renew_along (self);
}

void
wg_window_init_findings (WgWindow *self)
{
  static const GActionEntry entries[] = {
    { "findings", findings_cb },           { "next-finding", next_cb },
    { "fix-finding", fix_cb },             { "accept-finding", accept_cb },
    { "withdraw-finding", withdraw_cb },   { "export-findings", export_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_map_keys (self);
  g_signal_connect_object (wg_canvas_get_layers (WG_CANVAS (self->canvas)), "items-changed",
                           G_CALLBACK (layers_changed_cb), self, 0);
  g_signal_connect_object (self->findings, "activated", G_CALLBACK (show_finding), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->findings, "selection-changed", G_CALLBACK (selected_cb), self, 0);
  g_signal_connect_object (self->findings, "refreshed", G_CALLBACK (refreshed_cb), self, 0);
  g_signal_connect_object (self->finding_bar, "offered", G_CALLBACK (offered_cb), self, 0);
  g_signal_connect_object (self->finding_bar, "chosen", G_CALLBACK (chosen_cb), self, 0);
  g_signal_connect_object (self->finding_bar, "closed", G_CALLBACK (closed_cb), self, 0);
}

void
wg_window_follow_findings (WgWindow *self)
{
  WgPlan *plan = self->project != NULL ? wg_project_get_plan (self->project) : NULL;

  forget_mark (self);
  if (self->check_board != NULL)
    wg_check_board_stop (self->check_board);
  g_clear_object (&self->check_board);
  if (plan != NULL)
    {
      self->check_board = wg_check_board_new (plan);
      wg_check_board_set_day (self->check_board, wg_day_today ());
      read_acceptances (self);
      renew_along (self);
      g_signal_connect_object (plan, "changed", G_CALLBACK (changed_cb), self, 0);
      g_signal_connect_object (plan, "replaced", G_CALLBACK (forget_mark), self, G_CONNECT_SWAPPED);
      show_badge (self, 0);
    }
  wg_findings_panel_set_board (self->findings, self->check_board, plan);
}
