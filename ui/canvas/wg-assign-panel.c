/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-assign-panel"

#include "wg-assign-panel.h"

#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

struct _WgAssignPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *units[WG_ASSIGN_N_UNITS];
  GtkWidget *targets;
  WgToolAssign *tool;
};

G_DEFINE_FINAL_TYPE (WgAssignPanel, wg_assign_panel, GTK_TYPE_WIDGET)

static void
toggled_cb (GtkToggleButton *button, WgAssignPanel *self)
{
  if (gtk_toggle_button_get_active (button))
    wg_tool_assign_set_target (self->tool, GPOINTER_TO_UINT (
                                             g_object_get_data (G_OBJECT (button), "grid")));
}

static GtkWidget *
make_chip (WgAssignPanel *self, WgPlan *plan, guint32 id, guint number)
{
  const WgGrid *grid = wg_plan_get_grid (plan, id);
  const char *name = grid->name[0] != '\0' ? grid->name : grid->code;
  g_autofree char *text = g_strdup_printf ("%u  %s", number, name);
  g_autofree char *whole = wg_words_grid (plan, id);
  /* Translators: the first %s is a grid, %u the key that chooses it */
  g_autofree char *tooltip = g_strdup_printf (_("Give land to %s (key %u)"), whole, number);
  GtkWidget *button = gtk_toggle_button_new_with_label (text);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  g_object_set_data (G_OBJECT (button), "grid", GUINT_TO_POINTER (id));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                id == wg_tool_assign_get_target (self->tool));
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
  return button;
}

static void
show_targets (WgAssignPanel *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self->tool));
  WgSession *session = canvas != NULL ? wg_canvas_get_session (canvas) : NULL;
  const GArray *recent = session != NULL ? wg_tool_assign_get_recent (self->tool) : NULL;
  GtkWidget *heading = gtk_label_new (_("Give Land To"));
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (self->targets)) != NULL)
    gtk_box_remove (GTK_BOX (self->targets), child);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (self->targets), heading);
  for (guint i = 0; recent != NULL && i < recent->len; i++)
    {
      guint32 id = g_array_index (recent, guint32, i);

      if (wg_plan_get_grid (wg_session_get_plan (session), id) != NULL)
        gtk_box_append (GTK_BOX (self->targets),
                        make_chip (self, wg_session_get_plan (session), id, i + 1));
    }
  if (recent == NULL || recent->len == 0)
    {
      GtkWidget *none = gtk_label_new (_("Click a grid on the map"));

      gtk_label_set_xalign (GTK_LABEL (none), 0);
      gtk_widget_add_css_class (none, "dim-label");
      gtk_box_append (GTK_BOX (self->targets), none);
    }
}

static void
show_unit (WgAssignPanel *self)
{
  GtkWidget *button = self->units[wg_tool_assign_get_unit (self->tool)];

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

static void
unit_cb (GtkToggleButton *button, WgAssignPanel *self)
{
  if (gtk_toggle_button_get_active (button))
    for (guint i = 0; i < WG_ASSIGN_N_UNITS; i++)
      if (self->units[i] == GTK_WIDGET (button))
        wg_tool_assign_set_unit (self->tool, (WgAssignUnit) i);
}

static GtkWidget *
make_units (WgAssignPanel *self)
{
  const char *const labels[] = { _("Pieces"), _("Blocks"), _("Buildings") };
  const char *const tooltips[]
    = { _("Give pieces of the map as it is cut (F: next)"),
        _("Give blocks between streets and rivers of the visible layers (F: next)"),
        _("Give the land that buildings of the visible layers stand on (F: next)") };
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (row, "linked");
  gtk_widget_set_margin_bottom (row, 6);
  for (guint i = 0; i < WG_ASSIGN_N_UNITS; i++)
    {
      self->units[i] = gtk_toggle_button_new_with_label (labels[i]);
      gtk_widget_set_hexpand (self->units[i], TRUE);
      gtk_widget_set_focus_on_click (self->units[i], FALSE);
      gtk_widget_set_tooltip_text (self->units[i], tooltips[i]);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->units[i]),
                                     GTK_TOGGLE_BUTTON (self->units[0]));
      gtk_box_append (GTK_BOX (row), self->units[i]);
    }
  return row;
}

static void
wg_assign_panel_dispose (GObject *object)
{
  WgAssignPanel *self = WG_ASSIGN_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->tool);
  G_OBJECT_CLASS (wg_assign_panel_parent_class)->dispose (object);
}

static void
wg_assign_panel_class_init (WgAssignPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_assign_panel_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "wg-tool-panel");
}

static void
wg_assign_panel_init (WgAssignPanel *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_size_request (self->box, 180, -1);
  self->targets = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_box_append (GTK_BOX (self->box), make_units (self));
  gtk_box_append (GTK_BOX (self->box), self->targets);
}

GtkWidget *
wg_assign_panel_new (WgToolAssign *tool)
{
  WgAssignPanel *self = g_object_new (WG_TYPE_ASSIGN_PANEL, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Give Land To"), -1);
  self->tool = g_object_ref (tool);
  g_signal_connect_object (tool, "targets-changed", G_CALLBACK (show_targets), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tool, "unit-changed", G_CALLBACK (show_unit), self, G_CONNECT_SWAPPED);
  show_unit (self);
  for (guint i = 0; i < WG_ASSIGN_N_UNITS; i++)
    g_signal_connect_object (self->units[i], "toggled", G_CALLBACK (unit_cb), self, 0);
  show_targets (self);
  return GTK_WIDGET (self);
}
