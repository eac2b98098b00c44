/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-fill-dialog"

#include "wg-fill-dialog.h"

#include "../../app/cli/wg-words-staff.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-commands.h"
#include "../../app/plan/wg-people-commands.h"
#include "../panels/wg-people-model.h"
#include "wg-person-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_ROWS 60 /* more are found by typing */

struct _WgFillDialog
{
  AdwWindow parent_instance;

  /* Borrowed references */
  GtkDropDown *role;
  GtkSearchEntry *search;
  GtkListBox *list;
  GtkLabel *note;
  GtkWidget *assign_button;

  /* Owned references */
  WgSession *session;
  GSignalGroup *plan_signals;
  GArray *roles; /* of Role, by the places of the list */

  guint32 grid;
  WgWhen when;
};

G_DEFINE_FINAL_TYPE (WgFillDialog, wg_fill_dialog, ADW_TYPE_WINDOW)

enum
{
  FILLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A role that can be given. */
typedef struct
{
  WgRole role;
  char *title;
} Role;

static void
clear_role (gpointer data)
{
  g_free (((Role *) data)->title);
}

static WgPlan *
get_plan (WgFillDialog *self)
{
  return wg_session_get_plan (self->session);
}

static const WgPeople *
get_people (WgFillDialog *self)
{
  return wg_plan_get_people (get_plan (self));
}

static void
say (WgFillDialog *self, const char *sentence)
{
  gtk_label_set_label (self->note, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), sentence != NULL);
}

static gboolean
is_wanted (const WgPerson *person, const char *text)
{
  g_autofree char *name = g_utf8_casefold (person->name, -1);

  return person->is_active
         && (*text == '\0' || strstr (name, text) != NULL || strstr (person->phone, text) != NULL);
}

static void
add_person (WgFillDialog *self, const WgPerson *person)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *places = wg_person_get_places (get_plan (self), person->id, self->when.day);
  const char *state = *places != '\0' ? places : _("free");
  g_autofree char *below = *person->phone != '\0' ? g_strdup_printf ("%s · %s", person->phone, state)
                                                  : g_strdup (state);
  g_autofree char *title = g_markup_escape_text (person->name, -1);
  g_autofree char *subtitle = g_markup_escape_text (below, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  g_object_set_data (G_OBJECT (row), "wg-person", GUINT_TO_POINTER (person->id));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->list, row);
}

/* Those who are free first, then those who answer for other grids; never who is away. */
static void
fill (WgFillDialog *self)
{
  const WgPeople *people = get_people (self);
  g_autofree char *text = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  static const WgPersonState states[] = { WG_PERSON_FREE, WG_PERSON_ANSWERS };
  guint32 limit = wg_people_limit (people, WG_STAFF_PERSON);
  GtkWidget *old = NULL;
  guint n = 0;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, old);
  for (guint k = 0; k < G_N_ELEMENTS (states); k++)
    for (guint32 id = 1; id < limit; id++)
      {
        const WgPerson *person = wg_people_get_person (people, id);

        if (person == NULL || !is_wanted (person, text)
            || wg_person_get_state (people, person, self->when.day) != states[k])
          continue;
        if (n++ < MOST_ROWS)
          add_person (self, person);
      }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_widget_set_sensitive (self->assign_button, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  say (self, n == 0          ? _("Nobody is like that. Add somebody new.")
             : n > MOST_ROWS ? _("There are more: type a part of the name or phone.")
                             : NULL);
}

static void
assign (WgFillDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  guint place = gtk_drop_down_get_selected (self->role);
  const Role *role = NULL;
  WgAssignment values = { .grid = self->grid, .mode = self->when.mode, .from = self->when.day };
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (row == NULL || place >= self->roles->len)
    return;
  role = &g_array_index (self->roles, Role, place);
  values.person = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "wg-person"));
  values.role = role->role;
  values.title = role->title;
  /* The window goes before the edit tells: nothing of it is asked for again. */
  g_signal_group_set_target (self->plan_signals, NULL);
  if (wg_command_assign_person (wg_session_get_history (self->session), &values, FALSE, &error) == 0)
    {
      sentence = g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING)
                   ? g_strdup (_("This person has that role there already."))
                   : wg_words_error (error);
      g_signal_group_set_target (self->plan_signals, get_plan (self));
      say (self, sentence);
    }
  else
    {
      g_autofree char *grid = wg_words_grid (get_plan (self), self->grid);
      g_autofree char *words = wg_words_role (role->role, role->title);

      /* Translators: a person, a grid, a role */
      sentence = g_strdup_printf (_("%1$s answers for %2$s now: %3$s"),
                                  wg_people_get_person (get_people (self), values.person)->name, grid,
                                  words);
      g_signal_emit (self, signals[FILLED], 0, sentence);
      gtk_window_close (GTK_WINDOW (self));
    }
}

static void
add_cb (WgFillDialog *self)
{
  WgPersonDialog *dialog
    = wg_person_dialog_new (GTK_WINDOW (self), self->session, 0, &self->when, FALSE);

  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
        WgFillDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_row_at_index (self->list, index + (keyval == GDK_KEY_Down ? 1 : -1));
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  return GDK_EVENT_STOP;
}

static void
wg_fill_dialog_dispose (GObject *object)
{
  WgFillDialog *self = WG_FILL_DIALOG (object);

  g_clear_object (&self->plan_signals);
  g_clear_object (&self->session);
  g_clear_pointer (&self->roles, g_array_unref);

  G_OBJECT_CLASS (wg_fill_dialog_parent_class)->dispose (object);
}

static void
wg_fill_dialog_class_init (WgFillDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_fill_dialog_dispose;

  signals[FILLED] = g_signal_new ("filled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
make_header (WgFillDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->assign_button = gtk_button_new_with_mnemonic (_("_Assign"));
  gtk_widget_add_css_class (self->assign_button, "suggested-action");
  g_signal_connect_swapped (self->assign_button, "clicked", G_CALLBACK (assign), self);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->assign_button);
  return header;
}

static GtkWidget *
make_search (WgFillDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_New Person…"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->role = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->role), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Role"), -1);
  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _("Name or phone"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Find People"), -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->search), TRUE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (fill), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (assign), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->role));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (box), add);
  return box;
}

static GtkWidget *
make_list (WgFillDialog *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_list_box_set_activate_on_single_click (self->list, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("People"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (assign), self);
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
  gtk_label_set_wrap (self->note, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
wg_fill_dialog_init (WgFillDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->roles = g_array_new (FALSE, TRUE, sizeof (Role));
  g_array_set_clear_func (self->roles, clear_role);
  self->plan_signals = g_signal_group_new (WG_TYPE_PLAN);
  g_signal_group_connect_swapped (self->plan_signals, "changed", G_CALLBACK (fill), self);
  gtk_widget_set_margin_start (content, 12);
  gtk_widget_set_margin_end (content, 12);
  gtk_widget_set_margin_top (content, 12);
  gtk_widget_set_margin_bottom (content, 12);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (content), make_search (self));
  gtk_box_append (GTK_BOX (content), make_list (self));
  gtk_box_append (GTK_BOX (box), content);
  adw_window_set_content (ADW_WINDOW (self), box);
}

static gboolean
has_role (WgFillDialog *self, WgRole role, const char *title)
{
  for (guint i = 0; i < self->roles->len; i++)
    {
      const Role *one = &g_array_index (self->roles, Role, i);

      if (one->role == role && g_str_equal (one->title, title))
        return TRUE;
    }
  return FALSE;
}

static void
add_role (WgFillDialog *self, GtkStringList *names, WgRole role, const char *title)
{
  Role one = { role, NULL };
  g_autofree char *words = wg_words_role (role, title);

  if (has_role (self, role, title))
    return;
  one.title = g_strdup (title);
  g_array_append_val (self->roles, one);
  gtk_string_list_append (names, words);
}

/* What the rules miss comes first. */
static void
fill_roles (WgFillDialog *self)
{
  static const WgRole others[]
    = { WG_ROLE_LEADER,         WG_ROLE_WORKER,    WG_ROLE_ADVISER, WG_ROLE_ASSISTANT,
        WG_ROLE_BUILDING_CHIEF, WG_ROLE_AREA_HEAD, WG_ROLE_LIAISON, WG_ROLE_CADRE };
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (WgStaffingLine));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  WgStaffing staffing;

  wg_staffing_get (get_plan (self), self->grid, &self->when, &staffing, lines);
  for (guint i = 0; i < lines->len; i++)
    {
      const WgStaffingLine *line = &g_array_index (lines, WgStaffingLine, i);

      if (line->vacant > 0)
        add_role (self, names, line->rule->role, line->rule->title);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    add_role (self, names, others[i], "");
  gtk_drop_down_set_model (self->role, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->role, 0);
}

WgFillDialog *
wg_fill_dialog_new (GtkWindow *parent, WgSession *session, guint32 grid, const WgWhen *when)
{
  g_autofree char *name = wg_words_grid (wg_session_get_plan (session), grid);
  /* Translators: %s is the name of a grid */
  g_autofree char *title = g_strdup_printf (_("Somebody for %s"), name);
  WgFillDialog *self = g_object_new (WG_TYPE_FILL_DIALOG, "transient-for", parent, "modal", TRUE,
                                     "title", title, "default-width", 520, "default-height", 520,
                                     NULL);

  self->session = g_object_ref (session);
  self->grid = grid;
  self->when = *when;
  fill_roles (self);
  fill (self);
  g_signal_group_set_target (self->plan_signals, get_plan (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  return self;
}
