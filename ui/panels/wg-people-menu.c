/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-people-menu"

#include "wg-people-menu.h"

#include "../dialogs/wg-sorted-columns.h"

#include <glib/gi18n.h>

/* Whose row alone is selected; 0: nobody's, or several. */
static guint32
get_person (GtkWidget *panel)
{
  g_autoptr (GArray) ids = wg_people_panel_get_selected (WG_PEOPLE_PANEL (panel));

  return ids->len == 1 ? g_array_index (ids, guint32, 0) : 0;
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint32 person = get_person (widget);

  if (person != 0)
    g_signal_emit_by_name (widget, "open-person", person);
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (get_person (widget) != 0)
    wg_people_panel_edit (WG_PEOPLE_PANEL (widget),
                          g_str_equal (name, "people.edit-phone") ? WG_PEOPLE_COLUMN_PHONE : WG_PEOPLE_COLUMN_NAME);
}

static void
assign_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint32 person = get_person (widget);

  if (person != 0)
    g_signal_emit_by_name (widget, "assign-person", person);
}

static void
remove_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GArray) people = wg_people_panel_get_selected (WG_PEOPLE_PANEL (widget));

  if (people->len > 0)
    g_signal_emit_by_name (widget, "remove-people", people);
}

/* The rows as a spreadsheet takes them. */
static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *text = wg_people_panel_tell_selected (WG_PEOPLE_PANEL (widget));

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static GMenuModel *
make_menu (gboolean is_several)
{
  static const struct
  {
    const char *label;
    const char *action;
    gboolean takes_several;
  } items[] = {
    { N_("_Open…"), "people.open", FALSE },
    { N_("Change the _Name"), "people.edit", FALSE },
    { N_("Change the _Phone"), "people.edit-phone", FALSE },
    { N_("_Give a Role in the Selected Grid…"), "people.assign", FALSE },
    { N_("_Copy the Row"), "people.copy", TRUE },
    { N_("_Remove"), "people.remove", TRUE },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    if (items[i].takes_several || !is_several)
      g_menu_append (menu, is_several && g_str_equal (items[i].action, "people.copy") ? _("_Copy the Rows")
                                                                                      : _(items[i].label),
                     items[i].action);
  return G_MENU_MODEL (menu);
}

/* After the action that was chosen; the keys go on with the table. */
static gboolean
drop_cb (gpointer popover)
{
  WgPeoplePanel *panel = WG_PEOPLE_PANEL (gtk_widget_get_parent (popover));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (popover));

  if (focus == NULL || gtk_widget_is_ancestor (focus, popover) || focus == GTK_WIDGET (popover))
    wg_people_panel_focus_row (panel);
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkPopover *popover)
{
  g_idle_add (drop_cb, popover);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, WgPeoplePanel *panel)
{
  GtkWidget *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  g_autoptr (GMenuModel) menu = NULL;
  GtkWidget *popover = NULL;
  GObject *place = NULL;
  guint column = 0;

  if (!wg_sorted_columns_cell_at (GTK_COLUMN_VIEW (view), x, y, &place, &column, NULL))
    return;
  wg_people_panel_select (panel, wg_place_get_id (WG_PLACE (place)));
  menu = make_menu (get_person (GTK_WIDGET (panel)) == 0);
  popover = gtk_popover_menu_new_from_model (menu);
  gtk_widget_set_parent (popover, GTK_WIDGET (panel));
  gtk_widget_translate_coordinates (view, GTK_WIDGET (panel), x, y, &x, &y);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, GtkWidget *panel)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  static const struct
  {
    guint keyval;
    GdkModifierType held;
    const char *action;
  } keys[] = {
    { GDK_KEY_F2, 0, "people.edit" },
    { GDK_KEY_F2, GDK_SHIFT_MASK, "people.edit-phone" },
    { GDK_KEY_Insert, 0, "people.assign" },
    { GDK_KEY_Delete, 0, "people.remove" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "people.copy" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keyval == keys[i].keyval && held == keys[i].held)
      {
        gtk_widget_activate_action (panel, keys[i].action, NULL);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

void
wg_people_menu_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "people.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "people.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "people.edit-phone", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "people.assign", NULL, assign_cb);
  gtk_widget_class_install_action (widget_class, "people.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "people.remove", NULL, remove_cb);
}

void
wg_people_menu_attach (WgPeoplePanel *panel, GtkColumnView *view)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), panel);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), panel);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
}
