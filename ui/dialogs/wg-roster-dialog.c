/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-roster-dialog"

#include "wg-roster-dialog.h"

#include "../../app/cli/wg-roster-words.h"
#include "../../app/cli/wg-words-staff.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-commands.h"
#include "../../app/plan/wg-plan-index.h"
#include "../panels/wg-cell-editor.h"
#include "wg-roster-rejects.h"
#include "wg-roster-rows.h"
#include "wg-sorted-columns.h"

#include <glib/gi18n.h>

static const WgColumn columns[WG_ROSTER_ROWS_N_COLUMNS] = {
  [WG_ROSTER_ROWS_NUMBER] = { N_ ("Row"), 60, TRUE },
  [WG_ROSTER_ROWS_STATE] = { N_ ("State"), 132, FALSE },
  [WG_ROSTER_ROWS_NAME] = { N_ ("Full Name"), 100, FALSE },
  [WG_ROSTER_ROWS_PHONE] = { N_ ("Work Phone"), 130, FALSE },
  [WG_ROSTER_ROWS_ROLE] = { N_ ("Role"), 100, FALSE },
  [WG_ROSTER_ROWS_GRID] = { N_ ("Grid"), 240, FALSE },
  [WG_ROSTER_ROWS_REMARKS] = { N_ ("Remarks"), 0, FALSE },
};

struct _WgRosterDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkWidget *import_button;
  GtkLabel *dropped;
  GtkBox *columns_box;
  GtkDropDown *mode;
  GtkEntry *day;
  GtkCheckButton *replaces;
  GtkDropDown *state;
  GtkColumnView *view;
  GtkLabel *sums;
  GtkWidget *rejects_button;

  /* Owned references */
  WgSession *session;
  WgRosterTable *table;
  WgRoster *roster;
  WgRosterRows *rows;
  GCancellable *making; /* (nullable): a worker makes a roster */

  WgWhen when;
  gboolean is_filling;
};

/* What a worker makes a roster of. */
typedef struct
{
  WgPlan *plan; /* a snapshot */
  WgRosterTable *table;
  WgRosterOptions options;
} Making;

G_DEFINE_FINAL_TYPE (WgRosterDialog, wg_roster_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static WgPlan *
get_plan (WgRosterDialog *self)
{
  return wg_session_get_plan (self->session);
}

static char *
cell_text (GObject *place, guint column, gpointer user_data)
{
  WgRosterDialog *self = user_data;

  return wg_roster_rows_tell (self->rows, wg_place_get_id (WG_PLACE (place)), column);
}

static void
sort_cb (guint column, gboolean is_descending, gpointer user_data)
{
  wg_roster_rows_sort (((WgRosterDialog *) user_data)->rows, column, is_descending);
}

static void
renewed_cb (WgRosterDialog *self, gboolean is_other)
{
  wg_sorted_columns_renew (self->view);
  if (is_other && g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0)
    wg_sorted_columns_scroll_to (self->view, 0);
}

static void
state_cb (WgRosterDialog *self)
{
  guint selected = gtk_drop_down_get_selected (self->state);

  if (self->is_filling)
    return;
  wg_roster_rows_filter (self->rows, selected == 0 || selected == GTK_INVALID_LIST_POSITION ? WG_ROSTER_N_STATES
                                                                                           : selected - 1);
}

static void
show_states (WgRosterDialog *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (self->state);

  gtk_string_list_append (list, _("All Rows"));
  for (guint i = 0; i < WG_ROSTER_N_STATES; i++)
    {
      g_autofree char *count = wg_words_count (wg_roster_count_state (self->roster, i));
      g_autofree char *text = g_strdup_printf ("%s (%s)", wg_words_roster_state (i), count);

      gtk_string_list_append (list, text);
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->state, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->state, selected < 1 + WG_ROSTER_N_STATES ? selected : 0);
  self->is_filling = FALSE;
}

static void
show_sums (WgRosterDialog *self)
{
  guint sums[4] = { 0 };
  guint n_left = wg_roster_count_state (self->roster, WG_ROSTER_REJECTED)
                 + wg_roster_count_state (self->roster, WG_ROSTER_UNKNOWN_GRID)
                 + wg_roster_count_state (self->roster, WG_ROSTER_AMBIGUOUS);
  g_autofree char *text = NULL;

  wg_roster_get_sums (self->roster, sums);
  /* Translators: four numbers */
  text = g_strdup_printf (_("%u new people, %u changed, %u new assignments, %u that end"), sums[0],
                          sums[1], sums[2], sums[3]);
  gtk_label_set_label (self->sums, text);
  gtk_widget_set_sensitive (self->import_button, sums[0] + sums[1] + sums[2] + sums[3] > 0);
  gtk_widget_set_sensitive (self->rejects_button, n_left > 0);
}

static void
show_dropped (WgRosterDialog *self)
{
  const GPtrArray *dropped = wg_roster_get_dropped (self->roster);
  GString *names = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < dropped->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? _(", ") : "", (char *) dropped->pdata[i]);
  /* Translators: %s are headings of columns */
  text = g_strdup_printf (_("Left out, because personal data is never kept: %s"), names->str);
  gtk_label_set_label (self->dropped, text);
  gtk_widget_set_visible (GTK_WIDGET (self->dropped), dropped->len > 0);
  g_string_free (names, TRUE);
}

static void
free_making (gpointer data)
{
  Making *making = data;

  g_object_unref (making->plan);
  wg_roster_table_free (making->table);
  g_free (making);
}

static void
make_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Making *making = data;

  g_task_return_pointer (task, wg_roster_new (making->plan, making->table, &making->options),
                         (GDestroyNotify) wg_roster_free);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgRosterDialog *self = WG_ROSTER_DIALOG (source);
  g_autoptr (WgRoster) roster = g_task_propagate_pointer (G_TASK (result), NULL);

  if (roster == NULL || g_task_get_cancellable (G_TASK (result)) != self->making)
    return;
  g_clear_object (&self->making);
  self->roster = g_steal_pointer (&roster);
  show_dropped (self);
  show_states (self);
  wg_roster_rows_set_roster (self->rows, self->roster, ((Making *) g_task_get_task_data (G_TASK (result)))->plan);
  show_sums (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->columns_box), TRUE);
}

static void
forget_roster (WgRosterDialog *self)
{
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  g_clear_pointer (&self->roster, wg_roster_free);
  if (self->rows != NULL)
    wg_roster_rows_set_roster (self->rows, NULL, NULL);
}

/* The roster anew, after the options or the meaning of a column changed. */
static void
renew (WgRosterDialog *self)
{
  g_autoptr (GTask) task = NULL;
  Making *making = g_new0 (Making, 1);
  WgRosterOptions options = { .mode = gtk_drop_down_get_selected (self->mode) == 1
                                        ? WG_MODE_EMERGENCY
                                        : WG_MODE_ROUTINE,
                              .day = wg_day_from_text (
                                gtk_editable_get_text (GTK_EDITABLE (self->day))) };

  gtk_widget_set_sensitive (GTK_WIDGET (self->replaces), options.day != WG_DAY_NONE);
  options.replaces = options.day != WG_DAY_NONE && gtk_check_button_get_active (self->replaces);
  forget_roster (self);
  making->plan = wg_plan_snapshot (get_plan (self));
  making->table = wg_roster_table_ref (self->table);
  making->options = options;
  self->making = g_cancellable_new ();
  gtk_label_set_label (self->sums, _("Comparing with the people and grids…"));
  gtk_widget_set_sensitive (self->import_button, FALSE);
  gtk_widget_set_sensitive (self->rejects_button, FALSE);
  /* A worker reads the table: its columns stay as they are meanwhile. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->columns_box), FALSE);
  task = g_task_new (self, self->making, made_cb, NULL);
  g_task_set_task_data (task, making, free_making);
  g_task_run_in_thread (task, make_in_worker);
}

static void
options_cb (WgRosterDialog *self)
{
  if (!self->is_filling && self->table != NULL)
    renew (self);
}

static void
meaning_cb (GtkDropDown *drop_down, GParamSpec *pspec, WgRosterDialog *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (drop_down), "wg-column"));
  guint selected = gtk_drop_down_get_selected (drop_down);
  const WgRosterColumn *about = self->table->columns->pdata[column];
  WgRosterMeaning meaning = selected >= WG_ROSTER_PERSONAL ? selected + 1 : selected;

  wg_roster_table_set (self->table, column, meaning, about->has_role ? about->role : 0);
  renew (self);
}

/* What the columns mean; a personal one stays empty, so it has nothing to choose. */
static GtkWidget *
make_meaning (WgRosterDialog *self, guint column)
{
  const WgRosterColumn *about = self->table->columns->pdata[column];
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  GtkWidget *drop_down = NULL;

  if (about->meaning == WG_ROSTER_PERSONAL)
    {
      GtkWidget *label = gtk_label_new (wg_words_roster_meaning (WG_ROSTER_PERSONAL));

      gtk_widget_add_css_class (label, "wg-bad");
      return label;
    }
  for (guint i = 0; i < WG_ROSTER_N_MEANINGS; i++)
    if (i != WG_ROSTER_PERSONAL)
      gtk_string_list_append (list, wg_words_roster_meaning (i));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), about->meaning > WG_ROSTER_PERSONAL
                                                           ? about->meaning - 1
                                                           : about->meaning);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  about->heading, -1);
  g_object_set_data (G_OBJECT (drop_down), "wg-column", GUINT_TO_POINTER (column));
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (meaning_cb), self);
  return drop_down;
}

static void
show_columns (WgRosterDialog *self)
{
  for (guint i = 0; i < self->table->columns->len; i++)
    {
      const WgRosterColumn *about = self->table->columns->pdata[i];
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      GtkWidget *label = gtk_label_new (*about->heading != '\0' ? about->heading : "—");

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "heading");
      gtk_widget_set_tooltip_text (label, about->heading);
      gtk_box_append (GTK_BOX (box), label);
      gtk_box_append (GTK_BOX (box), make_meaning (self, i));
      gtk_box_append (self->columns_box, box);
    }
}

static char *
grid_entered_cb (guint32 index, guint column, const char *text, gpointer user_data)
{
  WgRosterDialog *self = user_data;
  WgPlan *plan = get_plan (self);
  guint32 found = 0;

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid == NULL || grid->is_retired
          || (!g_str_equal (grid->code, text) && !g_str_equal (grid->name, text)))
        continue;
      if (found != 0)
        return g_strdup (_("Several grids are called so: enter the code."));
      found = id;
    }
  if (found == 0)
    return g_strdup (_("No grid has this code or name."));
  if (self->roster == NULL)
    return NULL;
  if (wg_roster_rows_is_busy (self->rows))
    return g_strdup (_("The rows are being sorted: press Enter again in a moment."));
  wg_roster_set_grid (self->roster, index, found);
  show_states (self);
  wg_roster_rows_changed (self->rows);
  show_sums (self);
  return NULL;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, WgRosterDialog *self)
{
  GObject *row = NULL;
  GtkWidget *cell = NULL;
  guint column = 0;
  WgCellEdit edit = { .column = WG_ROSTER_ROWS_GRID, .edited = grid_entered_cb, .user_data = self };

  if (n_press != 2 || !wg_sorted_columns_cell_at (self->view, x, y, &row, &column, &cell)
      || column != WG_ROSTER_ROWS_GRID)
    return;
  if (wg_place_get_id (WG_PLACE (row)) == 0)
    return;
  edit.row = wg_place_get_id (WG_PLACE (row)) - 1;
  wg_cell_editor_text (cell, "", &edit);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
import_cb (WgRosterDialog *self)
{
  if (self->roster == NULL)
    return;
  g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0, self->roster);
  gtk_window_close (GTK_WINDOW (self));
}

static void
save_rejects_cb (WgRosterDialog *self)
{
  if (self->roster != NULL)
    wg_roster_rejects_save (GTK_WINDOW (self), self->roster, self->sums);
}

static void
init_view (WgRosterDialog *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->rows = wg_roster_rows_new ();
  g_signal_connect_object (self->rows, "renewed", G_CALLBACK (renewed_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (
    self->view, GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows)))));
  wg_sorted_columns_init (self->view, columns, WG_ROSTER_ROWS_N_COLUMNS, cell_text, sort_cb, self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
}

static void
wg_roster_dialog_dispose (GObject *object)
{
  WgRosterDialog *self = WG_ROSTER_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_ROSTER_DIALOG);
  g_clear_object (&self->rows);
  g_clear_object (&self->session);
  forget_roster (self);
  g_clear_pointer (&self->table, wg_roster_table_free);

  G_OBJECT_CLASS (wg_roster_dialog_parent_class)->dispose (object);
}

static void
wg_roster_dialog_class_init (WgRosterDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_roster_dialog_dispose;

  signals[SIGNAL_ACCEPTED] = g_signal_new ("accepted", WG_TYPE_ROSTER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-roster-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgRosterDialog, name)
  BIND (import_button);
  BIND (dropped);
  BIND (columns_box);
  BIND (mode);
  BIND (day);
  BIND (replaces);
  BIND (state);
  BIND (view);
  BIND (sums);
  BIND (rejects_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, options_cb);
  gtk_widget_class_bind_template_callback (widget_class, state_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_rejects_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wg_roster_dialog_init (WgRosterDialog *self)
{
  const char *const modes[] = { _("Routine"), _("Emergency"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (modes);

  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (self->mode, G_LIST_MODEL (list));
  init_view (self);
  self->is_filling = FALSE;
}

WgRosterDialog *
wg_roster_dialog_new (GtkWindow *parent, WgSession *session, WgRosterTable *table,
                      const WgWhen *when)
{
  WgRosterDialog *self = g_object_new (WG_TYPE_ROSTER_DIALOG, "transient-for", parent, NULL);
  g_autofree char *today = wg_day_to_text (when->day);

  self->session = g_object_ref (session);
  self->table = table;
  self->when = *when;
  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->mode, when->mode == WG_MODE_EMERGENCY);
  gtk_editable_set_text (GTK_EDITABLE (self->day), today);
  self->is_filling = FALSE;
  show_columns (self);
  renew (self);
  return self;
}
