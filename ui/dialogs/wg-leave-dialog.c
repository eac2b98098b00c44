/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-leave-dialog"

#include "wg-leave-dialog.h"

#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-commands.h"
#include "../../app/plan/wg-people-commands.h"

#include <glib/gi18n.h>

struct _WgLeaveDialog
{
  AdwMessageDialog parent_instance;

  /* Borrowed references */
  GtkEditable *from;
  GtkEditable *to;
  GtkDropDown *deputy;
  GtkLabel *problem;

  /* Owned references */
  WgSession *session;
  GArray *deputies; /* of guint32: persons, by the places of the list less one */

  guint32 person;
  guint32 leave; /* 0: a new one */
};

G_DEFINE_FINAL_TYPE (WgLeaveDialog, wg_leave_dialog, ADW_TYPE_MESSAGE_DIALOG)

static void
changed_cb (WgLeaveDialog *self)
{
  WgDay from = wg_day_from_text (gtk_editable_get_text (self->from));
  WgDay to = wg_day_from_text (gtk_editable_get_text (self->to));
  const char *problem = NULL;

  if (from == WG_DAY_NONE || to == WG_DAY_NONE)
    problem = _("Days are written like 2026-11-23.");
  else if (to < from)
    problem = _("The last day comes before the first.");
  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "apply", problem == NULL);
}

/* This window is on its way out: another one says it. */
static void
tell_problem (WgLeaveDialog *self, const GError *error)
{
  g_autofree char *sentence = wg_words_error (error);
  GtkWidget *told = adw_message_dialog_new (gtk_window_get_transient_for (GTK_WINDOW (self)),
                                            _("The leave cannot be stored"), sentence);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (told), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (told));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  WgLeaveDialog *self = WG_LEAVE_DIALOG (dialog);
  guint place = gtk_drop_down_get_selected (self->deputy);
  const WgPeople *people = wg_plan_get_people (wg_session_get_plan (self->session));
  const WgLeave *before = wg_people_get (people, WG_STAFF_LEAVE, self->leave);
  WgLeave values = { .id = before != NULL ? before->id : 0,
                     .person = self->person,
                     .from = wg_day_from_text (gtk_editable_get_text (self->from)),
                     .to = wg_day_from_text (gtk_editable_get_text (self->to)),
                     .reason = before != NULL ? before->reason : "" };
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "apply"))
    return;
  if (place > 0 && place <= self->deputies->len)
    values.deputy = g_array_index (self->deputies, guint32, place - 1);
  if (wg_command_put_leave (wg_session_get_history (self->session), &values, &error) == 0
      && !g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
    tell_problem (self, error);
}

static gboolean
has_deputy (const WgLeaveDialog *self, guint32 person)
{
  for (guint i = 0; i < self->deputies->len; i++)
    if (g_array_index (self->deputies, guint32, i) == person)
      return TRUE;
  return FALSE;
}

/* Those of a grid. */
static void
collect_from (WgLeaveDialog *self, const WgPeople *people, guint32 grid, WgDay today,
              GtkStringList *names)
{
  guint n = 0;
  const guint32 *here = wg_people_list_grid (people, grid, &n);

  for (guint k = 0; k < n; k++)
    {
      const WgAssignment *other = wg_people_get_assignment (people, here[k]);

      if (other->person == self->person || has_deputy (self, other->person)
          || !wg_people_holds (people, other, today))
        continue;
      g_array_append_val (self->deputies, other->person);
      gtk_string_list_append (names, wg_people_get_person (people, other->person)->name);
    }
}

/* Who answers for the grids of the one who goes: they know the place; then who does for the grid
 * above and for those beside. */
static void
collect_deputies (WgLeaveDialog *self, WgPlan *plan, WgDay today, GtkStringList *names)
{
  const WgPeople *people = wg_plan_get_people (plan);
  guint n = 0;
  const guint32 *own = wg_people_list_person (people, self->person, &n);

  for (guint i = 0; i < n; i++)
    collect_from (self, people, wg_people_get_assignment (people, own[i])->grid, today, names);
  for (guint i = 0; i < n; i++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, wg_people_get_assignment (people, own[i])->grid);
      const GArray *beside = grid != NULL ? wg_plan_get_children (plan, grid->parent) : NULL;

      if (grid == NULL || !wg_people_holds (people, wg_people_get_assignment (people, own[i]), today))
        continue;
      collect_from (self, people, grid->parent, today, names);
      for (guint k = 0; grid->parent != 0 && k < beside->len; k++)
        collect_from (self, people, g_array_index (beside, guint32, k), today, names);
    }
}

static void
select_deputy (WgLeaveDialog *self, guint32 person)
{
  for (guint i = 0; i < self->deputies->len; i++)
    if (g_array_index (self->deputies, guint32, i) == person)
      gtk_drop_down_set_selected (self->deputy, i + 1);
}

static GtkEditable *
add_day (WgLeaveDialog *self, GtkWidget *list, const char *title, WgDay day)
{
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *text = wg_day_to_text (day);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return GTK_EDITABLE (row);
}

static void
wg_leave_dialog_dispose (GObject *object)
{
  WgLeaveDialog *self = WG_LEAVE_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->deputies, g_array_unref);

  G_OBJECT_CLASS (wg_leave_dialog_parent_class)->dispose (object);
}

static void
wg_leave_dialog_class_init (WgLeaveDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_leave_dialog_dispose;
}

static void
wg_leave_dialog_init (WgLeaveDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);

  self->deputies = g_array_new (FALSE, FALSE, sizeof (guint32));
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "apply", _("_Add"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "apply", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "apply");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (self, "response", G_CALLBACK (response_cb), NULL);
}

WgLeaveDialog *
wg_leave_dialog_new (GtkWindow *parent, WgSession *session, guint32 person, guint32 leave,
                     WgDay today)
{
  const WgPeople *people = wg_plan_get_people (wg_session_get_plan (session));
  const WgPerson *who = wg_people_get_person (people, person);
  const WgLeave *before = wg_people_get (people, WG_STAFF_LEAVE, leave);
  /* Translators: %s is the name of a person */
  g_autofree char *heading = g_strdup_printf (_("Leave of %s"), who != NULL ? who->name : "");
  WgLeaveDialog *self = g_object_new (WG_TYPE_LEAVE_DIALOG, "transient-for", parent, "modal", TRUE,
                                      "heading", heading, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *label = gtk_label_new (_("Who Stands In"));
  const char *const nobody[] = { _("Nobody"), NULL };
  g_autoptr (GtkStringList) names = gtk_string_list_new (nobody);

  self->session = g_object_ref (session);
  self->person = person;
  self->leave = before != NULL ? leave : 0;
  collect_deputies (self, wg_session_get_plan (session), today, names);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "wg-bad");
  self->deputy = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->deputy), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Who Stands In"), -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->deputy));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  self->from = add_day (self, list, _("First day"), before != NULL ? before->from : today);
  self->to = add_day (self, list, _("Last day"), before != NULL ? before->to : today + 6);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self), box);
  if (before != NULL)
    {
      adw_message_dialog_set_response_label (ADW_MESSAGE_DIALOG (self), "apply", _("_Store"));
      select_deputy (self, before->deputy);
      gtk_widget_grab_focus (GTK_WIDGET (self->deputy));
    }
  changed_cb (self);
  return self;
}
