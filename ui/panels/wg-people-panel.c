/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-people-panel"

#include "wg-people-panel.h"

#include "../../app/cli/wg-words-staff.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-staffing.h"
#include "../dialogs/wg-sorted-columns.h"
#include "wg-people-edit.h"
#include "wg-people-menu.h"
#include "wg-place-selection.h"

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
  WgPlaceSelection *selection;

  WgDay day;
  guint32 awaited;  /* a person to show once the model has an answer; 0: nobody */
  gboolean is_read_only;
};

G_DEFINE_FINAL_TYPE (WgPeoplePanel, wg_people_panel, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPEN_PERSON,
  SIGNAL_ASSIGN_PERSON,
  SIGNAL_REMOVE_PEOPLE,
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
person_text (WgPeoplePanel *self, guint32 id, guint column)
{
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

static char *
cell_text (GObject *item, guint column, gpointer user_data)
{
  return person_text (user_data, wg_place_get_id (WG_PLACE (item)), column);
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
  guint n_selected = wg_place_selection_count (self->selection);
  g_autofree char *selected = wg_words_count (n_selected);
  /* Translators: how many rows are selected, of how many that the table shows; room is scarce */
  g_autofree char *text = n_selected > 1 ? g_strdup_printf (_("Selected: %s of %s"), selected, shown)
                                         /* Translators: how many people the table shows, and how many there are */
                                         : g_strdup_printf (_("Staff: %s of %s"), shown, all);

  gtk_label_set_label (self->heading, text);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "table" : "empty");
  gtk_widget_set_tooltip_text (
    GTK_WIDGET (self->heading),
    self->is_read_only ? NULL : _("Drag a row onto a grid; F2 or double-click to edit"));
}

/* The rows say something else: another question is answered from its top. */
static void
renewed_cb (WgPeoplePanel *self, gboolean is_other)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  wg_sorted_columns_renew (self->view);
  if ((is_other || wg_place_list_count (WG_PLACE_LIST (self->model)) < n_rows / 2) && n_rows > 0)
    wg_sorted_columns_scroll_to (self->view, 0);
  update_heading (self);
}

static void
settled_cb (WgPeoplePanel *self)
{
  guint at = self->awaited != 0 ? wg_place_list_find (WG_PLACE_LIST (self->model), self->awaited) : G_MAXUINT;

  if (at != G_MAXUINT)
    wg_place_selection_select (self->selection, self->awaited);
  self->awaited = 0;
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

static gboolean
edit_cell (WgPeoplePanel *self, guint32 id, guint column, GtkWidget *cell)
{
  return !self->is_read_only && self->session != NULL && wg_people_edit_cell (self->session, id, column, cell);
}

/* The row is what takes the focus: the cell's parent is a box of it. */
static gboolean
focus_row_of (WgPeoplePanel *self, GtkWidget *cell)
{
  for (GtkWidget *at = cell; at != NULL && at != GTK_WIDGET (self->view); at = gtk_widget_get_parent (at))
    if (gtk_widget_get_focusable (at) && gtk_widget_grab_focus (at))
      return TRUE;
  return FALSE;
}

/* In GTK 4.8 the row and its cell each toggle the row when it is pressed with Control: nothing comes of it. */
static void
toggle_row (WgPeoplePanel *self, GObject *item, GtkWidget *cell)
{
  GtkSelectionModel *rows = GTK_SELECTION_MODEL (self->selection);
  guint at = wg_place_list_find (WG_PLACE_LIST (self->model), wg_place_get_id (WG_PLACE (item)));

  if (at == G_MAXUINT)
    return;
  focus_row_of (self, cell);
  if (gtk_selection_model_is_selected (rows, at))
    gtk_selection_model_unselect_item (rows, at);
  else
    gtk_selection_model_select_item (rows, at, FALSE);
}

/* Pressed twice: a text is edited where it stands, of anything else all about the person is shown. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, WgPeoplePanel *self)
{
  GObject *item = NULL;
  GtkWidget *cell = NULL;
  guint column = 0;
  GdkModifierType held = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture))
                         & gtk_accelerator_get_default_mod_mask ();

  if (!wg_sorted_columns_cell_at (self->view, x, y, &item, &column, &cell))
    return;
  if (held == GDK_CONTROL_MASK)
    {
      toggle_row (self, item, cell);
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      return;
    }
  if (n_press != 2)
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
  self->selection = wg_place_selection_new (WG_PLACE_LIST (self->model));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  wg_sorted_columns_init (self->view, columns, WG_PEOPLE_N_COLUMNS, cell_text, sort_cb, self);
  g_signal_connect_object (self->model, "renewed", G_CALLBACK (renewed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "settled", G_CALLBACK (settled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (update_heading), self,
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
  signals[SIGNAL_REMOVE_PEOPLE]
    = g_signal_new ("remove-people", WG_TYPE_PEOPLE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_ARRAY);
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

GArray *
wg_people_panel_get_selected (WgPeoplePanel *self)
{
  return wg_place_selection_get_ids (self->selection);
}

void
wg_people_panel_select (WgPeoplePanel *self, guint32 person)
{
  g_autoptr (GArray) now = wg_place_selection_get_ids (self->selection);

  for (guint i = 0; i < now->len; i++)
    if (g_array_index (now, guint32, i) == person)
      return;
  wg_place_selection_select (self->selection, person);
}

/* The cell of the first row that is selected, where it is in sight. */
static GtkWidget *
find_selected_cell (WgPeoplePanel *self, guint column, guint32 *id_out)
{
  g_autoptr (GArray) ids = wg_place_selection_get_ids (self->selection);
  guint32 id = ids->len > 0 ? g_array_index (ids, guint32, 0) : 0;
  guint at = id != 0 ? wg_place_list_find (WG_PLACE_LIST (self->model), id) : G_MAXUINT;
  g_autoptr (GObject) place = at != G_MAXUINT ? g_list_model_get_item (G_LIST_MODEL (self->model), at) : NULL;

  *id_out = id;
  return place != NULL ? wg_sorted_columns_find_cell (self->view, place, column) : NULL;
}

void
wg_people_panel_focus_row (WgPeoplePanel *self)
{
  guint32 person = 0;
  GtkWidget *cell = find_selected_cell (self, WG_PEOPLE_COLUMN_NAME, &person);

  if (!focus_row_of (self, cell))
    gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

void
wg_people_panel_edit (WgPeoplePanel *self, WgPeopleColumn column)
{
  guint32 person = 0;
  GtkWidget *cell = find_selected_cell (self, column, &person);

  if (cell != NULL)
    edit_cell (self, person, column, cell);
}

char *
wg_people_panel_tell_selected (WgPeoplePanel *self)
{
  g_autoptr (GArray) ids = wg_place_selection_get_ids (self->selection);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    for (guint column = 0; column < WG_PEOPLE_N_COLUMNS; column++)
      {
        g_autofree char *cell = person_text (self, g_array_index (ids, guint32, i), column);

        if (i > 0 || column > 0)
          g_string_append_c (text, column > 0 ? '\t' : '\n');
        g_string_append (text, cell);
      }
  return ids->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
