/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-people-panel"

#include "wg-people-panel.h"

#include "../../app/cli/wg-words-staff.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-commands.h"
#include "../../app/plan/wg-people-commands.h"
#include "../../app/plan/wg-staffing.h"
#include "../dialogs/wg-sorted-columns.h"
#include "wg-cell-editor.h"
#include "wg-people-menu.h"

#include <glib/gi18n.h>

struct _WgPeoplePanel
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *heading;
  GtkSearchEntry *search;
  GtkDropDown *show_drop_down;
  GtkWidget *add_button;
  GtkStack *stack;
  GtkColumnView *view;

  /* Owned references */
  WgSession *session;
  WgPeopleModel *model;
  GtkSingleSelection *selection;

  WgDay day;
  guint32 awaited;  /* a person to show once the model has an answer; 0: nobody */
  guint32 selected; /* whose row is selected, wherever it goes; 0: nobody's */
  gboolean is_following; /* the selection follows that person now */
  gboolean is_read_only;
};

G_DEFINE_FINAL_TYPE (WgPeoplePanel, wg_people_panel, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPEN_PERSON,
  SIGNAL_ASSIGN_PERSON,
  SIGNAL_REMOVE_PERSON,
  SIGNAL_MESSAGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const WgColumn columns[WG_PEOPLE_N_COLUMNS] = {
  [WG_PEOPLE_COLUMN_NAME] = { N_ ("Full Name"), 88, FALSE },
  [WG_PEOPLE_COLUMN_PHONE] = { N_ ("Work Phone"), 116, FALSE },
  [WG_PEOPLE_COLUMN_PLACES] = { N_ ("Grids and Roles"), 0, FALSE },
  [WG_PEOPLE_COLUMN_POST] = { N_ ("Post"), 76, FALSE },
  [WG_PEOPLE_COLUMN_EMPLOYER] = { N_ ("Employer"), 118, FALSE },
  [WG_PEOPLE_COLUMN_STATE] = { N_ ("State"), 72, FALSE },
};

static WgPlan *
get_plan (WgPeoplePanel *self)
{
  return self->session != NULL ? wg_session_get_plan (self->session) : NULL;
}

static const WgPerson *
get_person (WgPeoplePanel *self, guint32 id)
{
  WgPlan *plan = get_plan (self);

  return plan != NULL ? wg_people_get_person (wg_plan_get_people (plan), id) : NULL;
}

static const char *
state_words (WgPersonState state)
{
  static const char *const words[] = {
    [WG_PERSON_ANSWERS] = N_ ("On duty"),
    [WG_PERSON_FREE] = N_ ("No grid"),
    [WG_PERSON_AWAY] = N_ ("On leave"),
    [WG_PERSON_LEFT] = N_ ("Has left"),
  };

  return _(words[state]);
}

static char *
cell_text (GObject *item, guint column, gpointer user_data)
{
  WgPeoplePanel *self = user_data;
  guint32 id = wg_place_get_id (WG_PLACE (item));
  const WgPerson *person = get_person (self, id);

  if (person == NULL)
    return g_strdup ("");
  switch (column)
    {
    case WG_PEOPLE_COLUMN_NAME:
      return g_strdup (person->name);
    case WG_PEOPLE_COLUMN_PHONE:
      return g_strdup (person->phone);
    case WG_PEOPLE_COLUMN_PLACES:
      return wg_person_get_places (get_plan (self), id, self->day);
    case WG_PEOPLE_COLUMN_POST:
      return g_strdup (wg_words_post_type (person->post_type));
    case WG_PEOPLE_COLUMN_EMPLOYER:
      return g_strdup (person->employer);
    default:
      return g_strdup (
        state_words (wg_person_get_state (wg_plan_get_people (get_plan (self)), person, self->day)));
    }
}

static void
sort_cb (guint column, gboolean is_descending, gpointer user_data)
{
  WgPeoplePanel *self = user_data;

  wg_people_model_sort (self->model, column, is_descending);
}

static void
update_heading (WgPeoplePanel *self)
{
  WgPlan *plan = get_plan (self);
  guint n = plan != NULL ? wg_people_count (wg_plan_get_people (plan), WG_STAFF_PERSON) : 0;
  g_autofree char *shown = wg_words_count (wg_place_list_count (WG_PLACE_LIST (self->model)));
  g_autofree char *all = wg_words_count (n);
  /* Translators: how many people the table shows, and how many there are */
  g_autofree char *text = g_strdup_printf (_("Staff: %s of %s"), shown, all);

  gtk_label_set_label (self->heading, text);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "table" : "empty");
  gtk_widget_set_tooltip_text (
    GTK_WIDGET (self->heading),
    self->is_read_only ? NULL : _("Drag a row onto a grid; F2 or double-click to edit"));
}

/* The row of whoever is selected, where there is one by now. */
static void
follow_selected (WgPeoplePanel *self)
{
  guint at = self->selected != 0 ? wg_place_list_find (WG_PLACE_LIST (self->model), self->selected) : G_MAXUINT;

  self->is_following = TRUE;
  gtk_single_selection_set_selected (self->selection,
                                     at < g_list_model_get_n_items (G_LIST_MODEL (self->model))
                                       ? at
                                       : GTK_INVALID_LIST_POSITION);
  self->is_following = FALSE;
}

static void
selected_cb (WgPeoplePanel *self)
{
  WgPlace *item = gtk_single_selection_get_selected_item (self->selection);

  if (!self->is_following)
    self->selected = item != NULL ? wg_place_get_id (item) : 0;
}

/* The rows say something else: another question is answered from its top. */
static void
renewed_cb (WgPeoplePanel *self, gboolean is_other)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  wg_sorted_columns_renew (self->view);
  if ((is_other || wg_place_list_count (WG_PLACE_LIST (self->model)) < n_rows / 2) && n_rows > 0)
    wg_sorted_columns_scroll_to (self->view, 0);
  follow_selected (self);
  update_heading (self);
}

static void
settled_cb (WgPeoplePanel *self)
{
  guint at = self->awaited != 0 ? wg_place_list_find (WG_PLACE_LIST (self->model), self->awaited) : G_MAXUINT;

  if (at != G_MAXUINT)
    self->selected = self->awaited;
  self->awaited = 0;
  follow_selected (self);
  if (at != G_MAXUINT)
    wg_sorted_columns_scroll_to (self->view, at);
}

static void
filter_cb (WgPeoplePanel *self)
{
  if (self->model != NULL)
    wg_people_model_filter (self->model, gtk_drop_down_get_selected (self->show_drop_down),
                            gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
add_cb (WgPeoplePanel *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_PERSON], 0, 0);
}

static void
activate_cb (WgPeoplePanel *self, guint position)
{
  g_autoptr (WgPlace) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN_PERSON], 0, wg_place_get_id (item));
}

/* The new text of a cell, or the number of what was chosen, becomes part of the person. */
static gboolean
take_edit (WgPeoplePanel *self, guint32 id, guint column, const char *text, GError **error)
{
  const WgPerson *now = get_person (self, id);
  WgPerson values;
  g_autofree char *phone = NULL;

  if (now == NULL)
    return TRUE;
  values = *now;
  if (column == WG_PEOPLE_COLUMN_NAME)
    values.name = text;
  else if (column == WG_PEOPLE_COLUMN_PHONE)
    values.phone = phone = wg_phone_tidy (text, NULL);
  else if (column == WG_PEOPLE_COLUMN_EMPLOYER)
    values.employer = text;
  else
    values.post_type = (guint32) g_ascii_strtoull (text, NULL, 10);
  return wg_command_put_person (wg_session_get_history (self->session), &values, error) != 0;
}

static char *
edited_cb (guint32 id, guint column, const char *text, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (take_edit (user_data, id, column, text, &error)
      || g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
    return NULL;
  return wg_words_error (error);
}

static gboolean
edit_cell (WgPeoplePanel *self, guint32 id, guint column, GtkWidget *cell)
{
  const WgPerson *person = get_person (self, id);
  WgCellEdit edit = { id, column, edited_cb, self };

  if (person == NULL || self->is_read_only)
    return FALSE;
  if (column == WG_PEOPLE_COLUMN_NAME)
    wg_cell_editor_text (cell, person->name, &edit);
  else if (column == WG_PEOPLE_COLUMN_PHONE)
    wg_cell_editor_text (cell, person->phone, &edit);
  else if (column == WG_PEOPLE_COLUMN_EMPLOYER)
    wg_cell_editor_text (cell, person->employer, &edit);
  else if (column == WG_PEOPLE_COLUMN_POST)
    wg_cell_editor_post (cell, person->post_type, &edit);
  else
    return FALSE;
  return TRUE;
}

/* Pressed twice: a text is edited where it stands, of anything else all about the person is shown. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, WgPeoplePanel *self)
{
  GObject *item = NULL;
  GtkWidget *cell = NULL;
  guint column = 0;

  if (n_press != 2 || !wg_sorted_columns_cell_at (self->view, x, y, &item, &column, &cell))
    return;
  if (edit_cell (self, wg_place_get_id (WG_PLACE (item)), column, cell))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, WgPeoplePanel *self)
{
  GObject *item = NULL;
  g_autoptr (WgPlace) dragged = NULL;
  guint column = 0;

  if (self->is_read_only || !wg_sorted_columns_cell_at (self->view, x, y, &item, &column, NULL))
    return NULL;
  dragged = wg_place_new (wg_place_get_id (WG_PLACE (item)));
  return gdk_content_provider_new_typed (WG_TYPE_PLACE, dragged);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, WgPeoplePanel *self)
{
  GdkContentProvider *content = gtk_drag_source_get_content (source);
  g_auto (GValue) value = G_VALUE_INIT;
  const WgPerson *person = NULL;
  GtkWidget *icon = gtk_drag_icon_get_for_drag (drag);
  GtkWidget *label = NULL;

  g_value_init (&value, WG_TYPE_PLACE);
  if (content == NULL || !gdk_content_provider_get_value (content, &value, NULL))
    return;
  person = get_person (self, wg_place_get_id (g_value_get_object (&value)));
  label = gtk_label_new (person != NULL ? person->name : "");
  gtk_widget_add_css_class (label, "wg-drag-person");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (icon), label);
}

static void
init_view (WgPeoplePanel *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  self->model = wg_people_model_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  wg_sorted_columns_init (self->view, columns, WG_PEOPLE_N_COLUMNS, cell_text, sort_cb, self);
  g_signal_connect_object (self->model, "renewed", G_CALLBACK (renewed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "settled", G_CALLBACK (settled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (drag, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (drag));
  wg_people_menu_attach (self, self->view);
}

static void
wg_people_panel_dispose (GObject *object)
{
  WgPeoplePanel *self = WG_PEOPLE_PANEL (object);

  if (self->model != NULL)
    wg_people_model_set_plan (self->model, NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_PEOPLE_PANEL);

  G_OBJECT_CLASS (wg_people_panel_parent_class)->dispose (object);
}

static void
wg_people_panel_class_init (WgPeoplePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_people_panel_dispose;

  signals[SIGNAL_OPEN_PERSON]
    = g_signal_new ("open-person", WG_TYPE_PEOPLE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_ASSIGN_PERSON]
    = g_signal_new ("assign-person", WG_TYPE_PEOPLE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_REMOVE_PERSON]
    = g_signal_new ("remove-person", WG_TYPE_PEOPLE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_MESSAGE]
    = g_signal_new ("message", WG_TYPE_PEOPLE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-people-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, WgPeoplePanel, heading);
  gtk_widget_class_bind_template_child (widget_class, WgPeoplePanel, search);
  gtk_widget_class_bind_template_child (widget_class, WgPeoplePanel, show_drop_down);
  gtk_widget_class_bind_template_child (widget_class, WgPeoplePanel, add_button);
  gtk_widget_class_bind_template_child (widget_class, WgPeoplePanel, stack);
  gtk_widget_class_bind_template_child (widget_class, WgPeoplePanel, view);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  wg_people_menu_install (widget_class);
}

static void
wg_people_panel_init (WgPeoplePanel *self)
{
  const char *const shows[] = { _("In post"), _("Without a grid"), _("On leave"),
                                _("Phone missing or wrong"), _("Left"), _("Everybody"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (shows);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (self->show_drop_down, G_LIST_MODEL (list));
  init_view (self);
  update_heading (self);
}

void
wg_people_panel_set_session (WgPeoplePanel *self, WgSession *session)
{
  g_set_object (&self->session, session);
  wg_people_model_set_plan (self->model, get_plan (self));
  update_heading (self);
}

void
wg_people_panel_set_read_only (WgPeoplePanel *self, gboolean read_only)
{
  static const char *const changing[] = { "people.edit", "people.edit-phone", "people.assign", "people.remove" };

  self->is_read_only = read_only;
  gtk_widget_set_sensitive (self->add_button, !read_only);
  for (guint i = 0; i < G_N_ELEMENTS (changing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), changing[i], !read_only);
  update_heading (self);
}

void
wg_people_panel_set_day (WgPeoplePanel *self, WgDay day)
{
  self->day = day;
  wg_people_model_set_day (self->model, day);
}

void
wg_people_panel_show_person (WgPeoplePanel *self, guint32 person)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_drop_down_set_selected (self->show_drop_down, WG_PEOPLE_SHOW_ALL);
  self->awaited = person;
  wg_people_model_filter (self->model, WG_PEOPLE_SHOW_ALL, "");
  if (!wg_people_model_is_busy (self->model))
    settled_cb (self);
}

void
wg_people_panel_show_free (WgPeoplePanel *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_drop_down_set_selected (self->show_drop_down, WG_PEOPLE_SHOW_FREE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
wg_people_panel_focus (WgPeoplePanel *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

guint32
wg_people_panel_get_selected (WgPeoplePanel *self)
{
  WgPlace *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? wg_place_get_id (item) : 0;
}

void
wg_people_panel_select (WgPeoplePanel *self, guint32 person)
{
  self->selected = person;
  follow_selected (self);
}

void
wg_people_panel_focus_row (WgPeoplePanel *self)
{
  GObject *place = gtk_single_selection_get_selected_item (self->selection);
  GtkWidget *cell = place != NULL ? wg_sorted_columns_find_cell (self->view, place, WG_PEOPLE_COLUMN_NAME) : NULL;

  /* The row is what takes the focus: the cell's parent is a box of it. */
  for (GtkWidget *at = cell; at != NULL && at != GTK_WIDGET (self->view); at = gtk_widget_get_parent (at))
    if (gtk_widget_get_focusable (at) && gtk_widget_grab_focus (at))
      return;
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

void
wg_people_panel_edit (WgPeoplePanel *self, WgPeopleColumn column)
{
  GObject *place = gtk_single_selection_get_selected_item (self->selection);
  guint32 person = wg_people_panel_get_selected (self);
  GtkWidget *cell = person != 0 ? wg_sorted_columns_find_cell (self->view, place, column) : NULL;

  if (cell != NULL)
    edit_cell (self, person, column, cell);
}

char *
wg_people_panel_tell_selected (WgPeoplePanel *self)
{
  GObject *item = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (GString) text = g_string_new (NULL);

  if (item == NULL)
    return NULL;
  for (guint column = 0; column < WG_PEOPLE_N_COLUMNS; column++)
    {
      g_autofree char *cell = cell_text (item, column, self);

      g_string_append_printf (text, "%s%s", column > 0 ? "\t" : "", cell);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
