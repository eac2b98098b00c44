/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-find-box"

#include "wg-find-box.h"

#include "../../app/cli/wg-contact-words.h"
#include "wg-find-command.h"
#include "wg-find-hint.h"
#include "wg-find-row.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_RECENT 8
#define LIST_HEIGHT 430

struct _WgFindBox
{
  GtkWidget parent_instance;

  GtkWidget *entry;
  GtkWidget *scroller;
  GtkWidget *list;
  GtkWidget *keys;  /* label: what can be done with a row */
  GtkWidget *hint;  /* in the place of the list */

  GSettings *settings;    /* nullable */
  WgPlan *plan;           /* nullable */
  GPtrArray *menus;       /* of GMenuModel */
  WgFinder *finder;
  GCancellable *cancellable; /* of the search that runs; NULL: none does */
  gboolean is_waiting;    /* what was typed since is to be searched next */
  char *text;             /* that the list shows */
  gboolean is_chosen_by_key; /* Enter was pressed before the list came */
};

G_DEFINE_FINAL_TYPE (WgFindBox, wg_find_box, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_WENT,
  SIGNAL_CONTACT,
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void start_search (WgFindBox *self);

static void
append_command (WgFindBox *self, WgFindCommand *command)
{
  g_autofree char *keys = wg_find_command_keys (command, GTK_WIDGET (self));

  gtk_list_box_append (GTK_LIST_BOX (self->list), wg_find_row_new_command (command, keys));
}

static void
clear_list (WgFindBox *self)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
}

static void
select_row (WgFindBox *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  if (row == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry),
                                     GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
}

/* The list is as it is to be: its first row is chosen. The hint says already why there may be none. */
static void
show_list (WgFindBox *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);
  GtkAdjustment *adjustment
    = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  gtk_widget_set_visible (self->scroller, first != NULL);
  gtk_widget_set_visible (self->keys, first != NULL && wg_find_row_get (first)->hit != NULL);
  gtk_widget_set_visible (self->hint, first == NULL);
  gtk_adjustment_set_value (adjustment, 0);
  select_row (self, first);
}

static void
show_recent (WgFindBox *self)
{
  g_auto (GStrv) texts
    = self->settings != NULL ? g_settings_get_strv (self->settings, "recent-finds") : NULL;

  clear_list (self);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), wg_find_row_new_recent (texts[i]));
  wg_find_hint_show_start (WG_FIND_HINT (self->hint));
  show_list (self);
}

static void
keep_recent (WgFindBox *self, const char *text)
{
  g_auto (GStrv) before = NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  if (self->settings == NULL || *text == '\0')
    return;
  before = g_settings_get_strv (self->settings, "recent-finds");
  g_ptr_array_add (texts, (gpointer) text);
  for (guint i = 0; before[i] != NULL && texts->len < N_RECENT; i++)
    if (strcmp (before[i], text) != 0)
      g_ptr_array_add (texts, before[i]);
  g_ptr_array_add (texts, NULL);
  g_settings_set_strv (self->settings, "recent-finds", (const char *const *) texts->pdata);
}

static void
append_commands (WgFindBox *self)
{
  g_autoptr (WgTextQuery) query = wg_text_query_new (self->text);
  g_autoptr (GPtrArray) commands = g_ptr_array_new ();

  for (guint i = 0; i < self->menus->len; i++)
    wg_find_command_match (g_ptr_array_index (self->menus, i), query, GTK_WIDGET (self), commands);
  for (guint i = 0; i < commands->len; i++)
    if (i < WG_FIND_ROWS_OF_A_KIND)
      append_command (self, g_ptr_array_index (commands, i));
    else
      wg_find_command_free (g_ptr_array_index (commands, i));
}

static void
activate_row (WgFindBox *self, GtkListBoxRow *widget)
{
  const WgFindRow *row = widget != NULL ? wg_find_row_get (widget) : NULL;

  if (row == NULL)
    return;
  if (row->recent != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), row->recent);
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
      return;
    }
  if (row->command != NULL)
    {
      g_autofree char *action = g_strdup (row->command->action);
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;

      keep_recent (self, row->command->label);
      wg_find_box_close (self);
      if (g_action_parse_detailed_name (action, &name, &target, NULL))
        gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
      return;
    }
  keep_recent (self, row->hit->title);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[SIGNAL_WENT], 0, row->hit);
  wg_find_box_close (self);
}

static void
search_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, wg_find_job_run (data, cancellable));
}

static void
show_found (WgFindBox *self, WgFindJob *job)
{
  WgWhen when = wg_when_now ();
  g_autoptr (WgFound) found = wg_finder_finish (self->finder, job, self->plan, &when);

  clear_list (self);
  wg_find_rows_append (GTK_LIST_BOX (self->list), self->plan, found, &when);
  append_commands (self);
  wg_find_hint_show_none (WG_FIND_HINT (self->hint), self->plan, self->text);
  show_list (self);
  if (self->is_chosen_by_key)
    {
      self->is_chosen_by_key = FALSE;
      activate_row (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));
    }
}

static void
search_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgFindBox *self = WG_FIND_BOX (source);
  WgFindJob *job = g_task_get_task_data (G_TASK (result));
  gboolean is_done = g_task_propagate_boolean (G_TASK (result), NULL);
  gboolean is_wanted = is_done && self->plan != NULL && !self->is_waiting
                       && self->plan == g_object_get_data (G_OBJECT (result), "plan");

  g_clear_object (&self->cancellable);
  if (is_wanted)
    show_found (self, job);
  else
    wg_finder_drop (self->finder, job);
  if (self->is_waiting)
    start_search (self);
}

static void
start_search (WgFindBox *self)
{
  g_autoptr (GTask) task = NULL;

  self->is_waiting = self->cancellable != NULL;
  if (self->is_waiting)
    {
      g_cancellable_cancel (self->cancellable);
      return;
    }
  g_free (self->text);
  self->text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  if (*self->text == '\0' || self->plan == NULL)
    {
      if (*self->text == '\0')
        show_recent (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, search_cb, NULL);
  g_task_set_return_on_cancel (task, FALSE);
  g_task_set_check_cancellable (task, FALSE);
  g_object_set_data_full (G_OBJECT (task), "plan", g_object_ref (self->plan), g_object_unref);
  /* The finder gets the job back: its texts serve the next search. */
  g_task_set_task_data (task, wg_finder_begin (self->finder, self->plan, self->text, WG_FIND_ROWS_OF_A_KIND),
                        NULL);
  g_task_run_in_thread (task, search_thread);
}

static void
changed_cb (GtkEditable *editable, WgFindBox *self)
{
  self->is_chosen_by_key = FALSE;
  start_search (self);
}

static void
move_selection (WgFindBox *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : 0;
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), MAX (index, 0));
  GtkAdjustment *adjustment
    = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double y = 0;

  if (next == NULL)
    return;
  select_row (self, next);
  if (gtk_widget_translate_coordinates (GTK_WIDGET (next), self->list, 0, 0, NULL, &y))
    gtk_adjustment_clamp_page (adjustment, y, y + gtk_widget_get_height (GTK_WIDGET (next)));
}

/* FALSE: the row is of no grid. */
static gboolean
copy_contact (WgFindBox *self, GtkListBoxRow *widget)
{
  const WgFindRow *row = widget != NULL ? wg_find_row_get (widget) : NULL;

  if (row == NULL || row->hit == NULL || row->hit->grid == 0)
    return FALSE;
  g_signal_emit (self, signals[SIGNAL_CONTACT], 0, row->hit->grid);
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, WgFindBox *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  switch (key)
    {
    case GDK_KEY_Escape:
      wg_find_box_close (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_selection (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_selection (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
    case GDK_KEY_Page_Up:
      for (guint i = 0; i < 7; i++)
        move_selection (self, key == GDK_KEY_Page_Down ? 1 : -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (self->cancellable != NULL)
        self->is_chosen_by_key = TRUE;
      else
        activate_row (self, row);
      return GDK_EVENT_STOP;
    case GDK_KEY_c:
      if ((state & GDK_CONTROL_MASK) == 0
          || gtk_editable_get_selection_bounds (GTK_EDITABLE (self->entry), NULL, NULL))
        return GDK_EVENT_PROPAGATE;
      return copy_contact (self, row);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, WgFindBox *self)
{
  activate_row (self, row);
}

/* The secondary button on a hit: its contact card. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, WgFindBox *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (GTK_LIST_BOX (self->list), (int) y);

  if (row != NULL)
    select_row (self, row);
  copy_contact (self, row);
}

static void
focus_left_cb (GtkEventControllerFocus *focus, WgFindBox *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
wg_find_box_dispose (GObject *object)
{
  WgFindBox *self = WG_FIND_BOX (object);
  GtkWidget *child = NULL;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->settings);
  g_clear_object (&self->plan);
  G_OBJECT_CLASS (wg_find_box_parent_class)->dispose (object);
}

static void
wg_find_box_finalize (GObject *object)
{
  WgFindBox *self = WG_FIND_BOX (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->finder, wg_finder_free);
  g_ptr_array_unref (self->menus);
  g_free (self->text);
  G_OBJECT_CLASS (wg_find_box_parent_class)->finalize (object);
}

static void
wg_find_box_class_init (WgFindBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_find_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_find_box_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wg-find-box");
  signals[SIGNAL_WENT] = g_signal_new ("went", WG_TYPE_FIND_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_CONTACT] = g_signal_new ("contact", WG_TYPE_FIND_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", WG_TYPE_FIND_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
}

static void
make_list (WgFindBox *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), wg_find_row_update_header, NULL, NULL);
  gtk_widget_set_can_focus (self->list, FALSE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (click));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What was found"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
}

static void
wg_find_box_init (WgFindBox *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->finder = wg_finder_new ();
  self->menus = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_orientable_set_orientation (
    GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->entry = gtk_entry_new ();
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY,
                                     "edit-find-symbolic");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Find anything"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Find anything"), -1);
  make_list (self);
  self->hint = wg_find_hint_new ();
  self->keys = gtk_label_new (_("Enter goes there  ·  Ctrl+C or the right button copies the contact card"));
  gtk_label_set_ellipsize (GTK_LABEL (self->keys), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->keys, "dim-label");
  gtk_widget_add_css_class (self->keys, "caption");
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_widget_set_parent (self->keys, GTK_WIDGET (self));
  gtk_widget_set_parent (self->hint, GTK_WIDGET (self));
  g_signal_connect (self->entry, "changed", G_CALLBACK (changed_cb), self);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, key);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

void
wg_find_box_set_plan (WgFindBox *self, WgPlan *plan)
{
  g_return_if_fail (WG_IS_FIND_BOX (self));

  if (!g_set_object (&self->plan, plan))
    return;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  clear_list (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
wg_find_box_add_commands (WgFindBox *self, GMenuModel *menu)
{
  g_return_if_fail (WG_IS_FIND_BOX (self));
  g_ptr_array_add (self->menus, g_object_ref (menu));
}

void
wg_find_box_set_settings (WgFindBox *self, GSettings *settings)
{
  g_return_if_fail (WG_IS_FIND_BOX (self));
  g_set_object (&self->settings, settings);
}

void
wg_find_box_begin (WgFindBox *self)
{
  g_return_if_fail (WG_IS_FIND_BOX (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  self->is_chosen_by_key = FALSE;
  start_search (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->entry);
}

void
wg_find_box_close (WgFindBox *self)
{
  g_return_if_fail (WG_IS_FIND_BOX (self));

  self->is_chosen_by_key = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}
