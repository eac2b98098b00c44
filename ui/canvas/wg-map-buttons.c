/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-map-buttons"

#include "wg-map-buttons.h"

#include <glib/gi18n.h>

#define STEP 1.5
#define MARGIN 10

typedef struct
{
  WgCanvas *canvas; /* lives as long as the buttons over it */
  WgMapFitFunc fit;
  gpointer user_data;
} Map;

static void
zoom_in_cb (GtkButton *button, Map *map)
{
  wg_canvas_zoom (map->canvas, STEP);
}

static void
zoom_out_cb (GtkButton *button, Map *map)
{
  wg_canvas_zoom (map->canvas, 1 / STEP);
}

static void
fit_cb (GtkButton *button, Map *map)
{
  if (map->fit != NULL)
    map->fit (map->canvas, map->user_data);
  else
    wg_canvas_fit (map->canvas);
}

static void
add_button (GtkWidget *box, const char *icon, const char *words, GCallback clicked_cb)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_add_css_class (button, "osd");
  g_signal_connect (button, "clicked", clicked_cb, g_object_get_data (G_OBJECT (box), "map"));
  gtk_box_append (GTK_BOX (box), button);
}

GtkWidget *
wg_map_buttons_new (WgCanvas *canvas, WgMapFitFunc fit, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  Map *map = g_new (Map, 1);

  *map = (Map){ canvas, fit, user_data };
  g_object_set_data_full (G_OBJECT (box), "map", map, g_free);
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_set_valign (box, GTK_ALIGN_END);
  gtk_widget_set_margin_end (box, MARGIN);
  gtk_widget_set_margin_bottom (box, MARGIN);
  add_button (box, "zoom-in-symbolic", _("Zoom In"), G_CALLBACK (zoom_in_cb));
  add_button (box, "zoom-out-symbolic", _("Zoom Out"), G_CALLBACK (zoom_out_cb));
  add_button (box, "zoom-fit-best-symbolic", _("Show Everything"), G_CALLBACK (fit_cb));
  return box;
}
