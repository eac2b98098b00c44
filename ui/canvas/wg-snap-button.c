/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-snap-button"

#include "wg-snap-button.h"

#include "wg-snap-options.h"

#include <glib/gi18n.h>

/** A row of the popover: what it is, and the widget that changes it. */
static void
add_row (GtkGrid *grid, int row, const char *title, GtkWidget *widget)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_halign (widget, GTK_ALIGN_END);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, widget, 1, row, 1, 1);
}

static void
add_switch (GtkGrid *grid, int row, const char *title, const char *key)
{
  GtkWidget *widget = gtk_switch_new ();
  GSettings *settings = wg_snap_options_settings ();

  add_row (grid, row, title, widget);
  if (settings == NULL)
    return;
  g_settings_bind (settings, key, widget, "active", G_SETTINGS_BIND_DEFAULT);
  /* Without snapping the kinds mean nothing. */
  if (!g_str_equal (key, "snap-enabled"))
    g_settings_bind (settings, "snap-enabled", widget, "sensitive", G_SETTINGS_BIND_GET);
}

static void
add_spin (GtkGrid *grid, int row, const char *title, const char *key, double low, double high)
{
  GtkWidget *widget = gtk_spin_button_new_with_range (low, high, 1);
  GSettings *settings = wg_snap_options_settings ();

  add_row (grid, row, title, widget);
  if (settings != NULL)
    g_settings_bind (settings, key, widget, "value", G_SETTINGS_BIND_DEFAULT);
}

static GtkWidget *
make_popover (void)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *note = gtk_label_new (_("Alt turns snapping off while it is held."));
  GtkGrid *g = GTK_GRID (grid);

  gtk_grid_set_row_spacing (g, 6);
  gtk_grid_set_column_spacing (g, 18);
  gtk_widget_set_margin_start (grid, 6);
  gtk_widget_set_margin_end (grid, 6);
  gtk_widget_set_margin_top (grid, 6);
  gtk_widget_set_margin_bottom (grid, 6);
  add_switch (g, 0, _("Snap while drawing"), "snap-enabled");
  gtk_grid_attach (g, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 0, 1, 2, 1);
  add_switch (g, 2, _("Junctions of borders"), "snap-node");
  add_switch (g, 3, _("Borders"), "snap-border");
  add_switch (g, 4, _("Vertices"), "snap-vertex");
  add_switch (g, 5, _("Roads and railways"), "snap-road");
  add_switch (g, 6, _("Buildings"), "snap-building");
  add_switch (g, 7, _("Other reference lines"), "snap-other");
  add_switch (g, 8, _("Lattice of whole metres"), "snap-lattice");
  add_spin (g, 9, _("Metres of the lattice"), "snap-lattice-step", 1, 10000);
  add_spin (g, 10, _("Tolerance in pixels"), "snap-tolerance", 2, 40);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_grid_attach (g, note, 0, 11, 2, 1);
  gtk_popover_set_child (GTK_POPOVER (popover), grid);
  return popover;
}

GtkWidget *
wg_snap_button_new (void)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "wg-snap-symbolic");
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_RIGHT);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), make_popover ());
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("What the pointer snaps to"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Snapping"), -1);
  return button;
}

GtkWidget *
wg_trace_button_new (void)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GSettings *settings = wg_snap_options_settings ();

  gtk_button_set_icon_name (GTK_BUTTON (button), "wg-trace-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Follow borders, roads and other lines between two clicks (T)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Follow lines"), -1);
  if (settings != NULL)
    g_settings_bind (settings, "trace", button, "active", G_SETTINGS_BIND_DEFAULT);
  return button;
}
