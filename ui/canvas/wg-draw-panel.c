/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-draw-panel"

#include "wg-draw-panel.h"

#include <glib/gi18n.h>

struct _WgDrawPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *level;   /* GtkDropDown: depth - 1 */
  GtkWidget *special; /* GtkCheckButton */
  GtkLabel *note;
  WgToolDraw *tool;
  gboolean is_showing; /* the widgets are set, nobody moved them */
};

G_DEFINE_FINAL_TYPE (WgDrawPanel, wg_draw_panel, GTK_TYPE_WIDGET)

static void
show (WgDrawPanel *self)
{
  const char *note = wg_tool_draw_get_note (self->tool);
  guint depth = wg_tool_draw_get_depth (self->tool);

  self->is_showing = TRUE;
  if (depth > 0)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->level), depth - 1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->special),
                               wg_tool_draw_get_special (self->tool));
  self->is_showing = FALSE;
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
}

static void
level_cb (WgDrawPanel *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->level));

  if (!self->is_showing && selected != GTK_INVALID_LIST_POSITION)
    wg_tool_draw_set_depth (self->tool, selected + 1);
}

static void
special_cb (WgDrawPanel *self)
{
  if (!self->is_showing)
    wg_tool_draw_set_special (self->tool,
                              gtk_check_button_get_active (GTK_CHECK_BUTTON (self->special)));
}

static void
wg_draw_panel_dispose (GObject *object)
{
  WgDrawPanel *self = WG_DRAW_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->tool);
  G_OBJECT_CLASS (wg_draw_panel_parent_class)->dispose (object);
}

static void
wg_draw_panel_class_init (WgDrawPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_draw_panel_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "wg-tool-panel");
}

static void
wg_draw_panel_init (WgDrawPanel *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_size_request (self->box, 200, -1);
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->note, 0);
  self->special = gtk_check_button_new_with_label (_("The new grid is a special grid (X)"));
}

GtkWidget *
wg_draw_panel_new (WgToolDraw *tool, WgPlan *plan)
{
  WgDrawPanel *self = g_object_new (WG_TYPE_DRAW_PANEL, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    gtk_string_list_append (names, wg_plan_get_level (plan, depth)->name);
  self->tool = g_object_ref (tool);
  self->level = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_widget_set_tooltip_text (self->level, _("Level of the new grid (C)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->level), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Level of the new grid (C)"), -1);
  gtk_box_append (GTK_BOX (self->box), self->level);
  gtk_box_append (GTK_BOX (self->box), self->special);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->note));
  show (self);
  g_signal_connect_object (tool, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->level, "notify::selected", G_CALLBACK (level_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->special, "toggled", G_CALLBACK (special_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
