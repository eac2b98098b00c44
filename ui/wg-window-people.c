/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-people"

#include "wg-window-private.h"

#include "../app/cli/wg-words.h"
#include "canvas/wg-canvas.h"
#include "dialogs/wg-fill-dialog.h"
#include "dialogs/wg-leave-dialog.h"
#include "dialogs/wg-person-dialog.h"
#include "dialogs/wg-staff-rules-dialog.h"
#include "panels/wg-assign-person.h"
#include "panels/wg-staff-legend.h"

#include <glib/gi18n.h>

#define DRAWER_HEIGHT 250
#define CLOCK_KEY "wg-clock"
#define SECONDS_PER_LOOK 10 /* at the clock */

/* "win.show-people" opens the table of people below the map, "win.view" chooses what the land's colours say,
 * "win.staff-rules" how many people grids need. A row of the table is dropped onto the map. */

static void
said_cb (const char *sentence, gpointer user_data)
{
  wg_window_toast (user_data, sentence);
}

static void
message_cb (WgPeoplePanel *panel, const char *sentence, WgWindow *self)
{
  wg_window_toast (self, sentence);
}

static gboolean
is_read_only (WgWindow *self)
{
  return self->project == NULL || wg_project_is_read_only (self->project);
}

static void
open_person_cb (GtkWidget *source, guint32 person, WgWindow *self)
{
  WgPersonDialog *dialog = NULL;

  if (self->session == NULL)
    return;
  dialog = wg_person_dialog_new (GTK_WINDOW (self), self->session, person, &self->when,
                                 is_read_only (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_drawer (WgWindow *self)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self), "show-people",
                                      g_variant_new_boolean (TRUE));
}

static void
fill_cb (WgStaffList *list, guint32 grid, WgWindow *self)
{
  show_drawer (self);
  wg_people_panel_show_free (self->people);
}

/* Beside the grid that is selected, or in the middle of the map. */
static void
ask_about (WgWindow *self, guint32 person, guint32 grid, double x, double y)
{
  GdkRectangle at = { (int) x, (int) y, 1, 1 };
  WgPlacement placement = { person, grid, self->when };

  wg_assign_person_ask (self->canvas, &at, self->session, &placement, said_cb, self);
}

static void
assign_person_cb (WgPeoplePanel *panel, guint32 person, WgWindow *self)
{
  const GArray *selection = wg_session_get_selection (self->session);

  if (selection->len != 1)
    {
      wg_window_toast (self, _("Select the grid on the map first."));
      return;
    }
  ask_about (self, person, g_array_index (selection, guint32, 0),
             gtk_widget_get_width (self->canvas) / 2.0, gtk_widget_get_height (self->canvas) / 2.0);
}

/* Nobody is asked: the step is one, and undone by one. */
static void
remove_people_cb (WgPeoplePanel *panel, GArray *people, WgWindow *self)
{
  guint32 first = g_array_index (people, guint32, 0);
  const WgPerson *record = wg_people_get_person (wg_plan_get_people (wg_session_get_plan (self->session)), first);
  g_autofree char *name = g_strdup (record != NULL ? record->name : "");
  g_autofree char *number = wg_words_count (people->len);
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_command_remove_people (wg_session_get_history (self->session), (const guint32 *) people->data, people->len,
                                 &error))
    {
      wg_window_show_error (self, people->len > 1 ? _("The people cannot be removed")
                                                  : _("The person cannot be removed"), error);
      return;
    }
  sentence = people->len > 1
               /* Translators: %s is a number, two or more */
               ? g_strdup_printf (_("%s people are removed, with all roles and leaves"), number)
               /* Translators: %s is the name of a person */
               : g_strdup_printf (_("%s is removed, with all roles and leaves"), name);
  wg_window_toast_undo (self, sentence);
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target, double x, double y, WgWindow *self)
{
  guint32 grid = self->session != NULL ? wg_canvas_grid_at (WG_CANVAS (self->canvas), x, y) : 0;

  if (self->session != NULL)
    wg_session_set_hovered (self->session, grid);
  return grid != 0 ? GDK_ACTION_COPY : 0;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, WgWindow *self)
{
  WgPlace *item = g_value_get_object (value);
  guint32 grid = self->session != NULL ? wg_canvas_grid_at (WG_CANVAS (self->canvas), x, y) : 0;

  if (grid == 0 || is_read_only (self))
    return FALSE;
  wg_session_select (self->session, &grid, 1);
  ask_about (self, wg_place_get_id (item), grid, x, y);
  return TRUE;
}

/* The table takes rosters: what the window says of files does not hold here. */
static GdkDragAction
roster_enter_cb (GtkDropTarget *target, double x, double y, WgWindow *self)
{
  gtk_widget_set_visible (self->drop_shade, FALSE);
  return is_read_only (self) ? 0 : GDK_ACTION_COPY;
}

static gboolean
roster_dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, WgWindow *self)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL || is_read_only (self) || g_file_peek_path (files->data) == NULL)
    return FALSE;
  wg_window_import_roster (self, g_file_peek_path (files->data));
  return TRUE;
}

static void
apply_view (WgWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "view");
  g_autoptr (GVariant) state = g_action_get_state (action);
  gboolean is_staff = g_str_equal (g_variant_get_string (state, NULL), "staff");

  self->when.day = wg_day_today ();
  wg_canvas_set_staff_view (WG_CANVAS (self->canvas), is_staff ? &self->when : NULL);
  wg_people_panel_set_day (self->people, self->when.day);
  wg_grid_card_set_when (self->card, &self->when);
}

static void
stop_clock (gpointer id)
{
  g_source_remove (GPOINTER_TO_UINT (id));
}

/* The window may stay open over midnight, or the machine sleep over it. */
static gboolean
day_cb (gpointer data)
{
  WgWindow *self = data;

  if (self->project == NULL || wg_day_today () == self->when.day)
    return G_SOURCE_CONTINUE;
  apply_view (self);
  if (self->check_board != NULL)
    wg_check_board_set_day (self->check_board, self->when.day);
  return G_SOURCE_CONTINUE;
}

static void
mode_changed_cb (WgStaffLegend *legend, guint mode, WgWindow *self)
{
  self->when.mode = (WgMode) mode;
  apply_view (self);
}

static void
change_view_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  g_simple_action_set_state (action, value);
  apply_view (user_data);
}

static void
change_people_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  WgWindow *self = user_data;
  gboolean is_shown = g_variant_get_boolean (value);

  g_simple_action_set_state (action, value);
  gtk_widget_set_visible (GTK_WIDGET (self->people), is_shown);
  if (is_shown)
    {
      gtk_paned_set_position (self->map_paned,
                              gtk_widget_get_height (GTK_WIDGET (self->map_paned)) - DRAWER_HEIGHT);
      wg_people_panel_focus (self->people);
    }
  else
    gtk_widget_grab_focus (self->canvas);
}

static void
staff_rules_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;

  gtk_window_present (
    GTK_WINDOW (wg_staff_rules_dialog_new (GTK_WINDOW (self), self->session)));
}

static void
add_keys (WgWindow *self)
{
  static const struct
  {
    guint keyval;
    const char *view;
  } keys[] = { { GDK_KEY_1, "grids" }, { GDK_KEY_2, "staff" } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].keyval, 0),
                                                gtk_named_action_new ("win.view"));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_string (keys[i].view));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self->canvas_bin), controller);
}

void
wg_window_open_person (WgWindow *self, guint32 person, gboolean is_phone)
{
  WgPersonDialog *dialog = wg_person_dialog_new (GTK_WINDOW (self), self->session, person,
                                                 &self->when, is_read_only (self));

  if (is_phone)
    wg_person_dialog_edit_phone (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
wg_window_fill_post (WgWindow *self, guint32 grid)
{
  WgFillDialog *dialog = wg_fill_dialog_new (GTK_WINDOW (self), self->session, grid, &self->when);

  g_signal_connect_object (dialog, "filled", G_CALLBACK (wg_window_toast), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
wg_window_edit_leave (WgWindow *self, guint32 person)
{
  const WgPeople *people = wg_plan_get_people (wg_session_get_plan (self->session));
  const WgLeave *leave = wg_people_find_leave (people, person, self->when.day);

  gtk_window_present (GTK_WINDOW (wg_leave_dialog_new (
    GTK_WINDOW (self), self->session, person, leave != NULL ? leave->id : 0, self->when.day)));
}

void
wg_window_init_people (WgWindow *self)
{
  static const GActionEntry entries[] = {
    { "show-people", NULL, NULL, "false", change_people_cb },
    { "view", NULL, "s", "'grids'", change_view_cb },
    { "staff-rules", staff_rules_cb },
  };
  GtkDropTarget *target = gtk_drop_target_new (WG_TYPE_PLACE, GDK_ACTION_COPY);
  GtkDropTarget *files = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->when = (WgWhen){ wg_day_today (), WG_MODE_ROUTINE };
  g_object_set_data_full (G_OBJECT (self), CLOCK_KEY,
                          GUINT_TO_POINTER (g_timeout_add_seconds (SECONDS_PER_LOOK, day_cb, self)), stop_clock);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  wg_window_init_roster (self);
  add_keys (self);
  wg_staff_legend_set_canvas (self->staff_legend, WG_CANVAS (self->canvas));
  g_signal_connect (self->staff_legend, "mode-changed", G_CALLBACK (mode_changed_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (self->canvas, GTK_EVENT_CONTROLLER (target));
  g_signal_connect (files, "enter", G_CALLBACK (roster_enter_cb), self);
  g_signal_connect (files, "drop", G_CALLBACK (roster_dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->people), GTK_EVENT_CONTROLLER (files));
  g_signal_connect (self->people, "open-person", G_CALLBACK (open_person_cb), self);
  g_signal_connect (self->people, "assign-person", G_CALLBACK (assign_person_cb), self);
  g_signal_connect (self->people, "remove-people", G_CALLBACK (remove_people_cb), self);
  g_signal_connect (self->people, "message", G_CALLBACK (message_cb), self);
  g_signal_connect (wg_grid_card_get_staff (self->card), "open-person",
                    G_CALLBACK (open_person_cb), self);
  g_signal_connect (wg_grid_card_get_staff (self->card), "fill", G_CALLBACK (fill_cb), self);
  gtk_widget_hide (GTK_WIDGET (self->people));
}

void
wg_window_follow_people (WgWindow *self)
{
  wg_people_panel_set_session (self->people, self->session);
  wg_people_panel_set_read_only (self->people, is_read_only (self));
  wg_staff_list_set_read_only (wg_grid_card_get_staff (self->card), is_read_only (self));
  apply_view (self);
}

void
wg_window_toast_undo (WgWindow *self, const char *sentence)
{
  g_autofree char *title = g_markup_escape_text (sentence, -1);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  g_signal_connect_object (wg_project_get_plan (self->project), "changed",
                           G_CALLBACK (adw_toast_dismiss), toast, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}
