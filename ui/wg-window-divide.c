/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-divide"

#include "wg-window-private.h"

#include "../app/cli/wg-words-building.h"
#include "../app/plan/wg-building-places.h"
#include "canvas/wg-canvas-mark.h"
#include "dialogs/wg-divide-dialog.h"

#include <glib/gi18n.h>

/* One building: shown on the map, divided between grids; the menu of the map offers both. */

#define REACH_PIXELS 10.0    /* to a building without footprint */
#define FURTHEST 10000.0      /* 1:n beyond which a click is about the grid alone */
#define AROUND_MM 60000      /* shown around a building */

static gboolean
find_place (WgWindow *self, guint32 id, guint *place_out)
{
  WgBuildingSet *set = self->project != NULL ? wg_plan_get_buildings (wg_project_get_plan (self->project))
                                             : NULL;

  return set != NULL && wg_building_set_find_index (set, id, place_out);
}

static void
mark_building (WgWindow *self, guint place)
{
  WgBuildingSet *set = wg_plan_get_buildings (wg_project_get_plan (self->project));
  const WgBuilding *building = wg_building_set_get (set, place);
  g_autoptr (WgShape) footprint = wg_shape_new ();

  self->building = building->id;
  wg_building_set_get_footprint (set, place, footprint);
  wg_canvas_set_mark (WG_CANVAS (self->canvas), &building->point,
                      footprint->rings->len > 0 ? footprint : NULL);
  wg_window_actions_update (self);
}

static void
show_building_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  WgBuildingSet *set = NULL;
  WgEnvelope extent;
  WgPoint middle;
  guint place = 0;

  if (!find_place (self, g_variant_get_uint32 (parameter), &place))
    return;
  set = wg_plan_get_buildings (wg_project_get_plan (self->project));
  extent = wg_building_set_get_extent (set, place);
  middle = wg_building_set_get (set, place)->point;
  wg_envelope_add_point (&extent, (WgPoint){ middle.x - AROUND_MM, middle.y - AROUND_MM });
  wg_envelope_add_point (&extent, (WgPoint){ middle.x + AROUND_MM, middle.y + AROUND_MM });
  mark_building (self, place);
  wg_session_fly_to (self->session, &extent);
}

static void
divide (WgWindow *self, guint32 id)
{
  guint place = 0;

  if (!find_place (self, id, &place))
    {
      wg_window_toast (self, _("Choose a building first: on the map, or in the list of its grid"));
      return;
    }
  mark_building (self, place);
  gtk_window_present (
    GTK_WINDOW (wg_divide_dialog_new (GTK_WINDOW (self), self->session, id)));
}

static void
divide_building_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  divide (user_data, g_variant_get_uint32 (parameter));
}

static void
divide_this_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;

  divide (self, self->building);
}

/* What stands at a place of the canvas becomes the building at hand. */
static gboolean
find_at (WgWindow *self, double x, double y, guint *place_out)
{
  WgViewport viewport = wg_canvas_get_viewport (WG_CANVAS (self->canvas));
  WgPoint point;

  if (self->session == NULL || viewport.scale <= 0)
    return FALSE;
  point = (WgPoint){ (gint32) CLAMP (wg_viewport_from_pixel_x (&viewport, x), G_MININT32, G_MAXINT32),
                     (gint32) CLAMP (wg_viewport_from_pixel_y (&viewport, y), G_MININT32, G_MAXINT32) };
  return wg_plan_find_building_at (wg_session_get_plan (self->session), point,
                                   REACH_PIXELS / viewport.scale, place_out);
}

/* A click on the map is about a building where these can be told apart. */
static void
picked_cb (WgCanvas *canvas, double x, double y, WgWindow *self)
{
  guint place = 0;

  if (wg_canvas_get_scale (canvas) <= FURTHEST && find_at (self, x, y, &place))
    mark_building (self, place);
  else if (self->building != 0)
    {
      self->building = 0;
      wg_canvas_set_mark (canvas, NULL, NULL);
    }
}

static void
menu_closed_cb (GtkPopover *popover)
{
  /* The action of the row is still to be done. */
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, popover);
}

static GMenu *
make_menu (WgWindow *self, double x, double y, guint grid)
{
  GMenu *menu = g_menu_new ();
  guint place = 0;

  if (find_at (self, x, y, &place))
    {
      WgBuildingSet *set = wg_plan_get_buildings (wg_session_get_plan (self->session));
      const WgBuilding *building = wg_building_set_get (set, place);
      g_autofree char *title = wg_words_building_title (building);
      g_auto (GStrv) parts = g_strsplit (title, "_", -1);
      g_autofree char *plain = g_strjoinv ("__", parts);
      g_autofree char *label = NULL;
      g_autoptr (GMenu) section = g_menu_new ();
      g_autoptr (GMenuItem) item = NULL;

      label = g_strdup_printf (_("_Divide %s Between Grids…"), plain);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "win.divide-building", "u", building->id);
      g_menu_append_item (section, item);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
      mark_building (self, place);
    }
  if (grid != 0)
    {
      g_autoptr (GMenu) section = g_menu_new ();
      g_autoptr (GMenuItem) item = NULL;

      g_menu_append (section, _("_Rename"), "win.rename");
      g_menu_append (section, _("_Lock"), "win.lock");
      g_menu_append (section, _("_Zoom to Selection"), "win.zoom-selection");
      g_menu_append (section, _("_Copy Geometry"), "win.copy-geometry");
      item = g_menu_item_new (_("Copy Contact _Card"), NULL);
      g_menu_item_set_action_and_target (item, "win.copy-contact-of", "u", grid);
      g_menu_append_item (section, item);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
    }
  return menu;
}

static void
context_menu_cb (WgCanvas *canvas, double x, double y, guint grid, WgWindow *self)
{
  g_autoptr (GMenu) menu = NULL;
  GtkWidget *popover = NULL;

  if (self->session == NULL)
    return;
  menu = make_menu (self, x, y, grid);
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 0)
    return;
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (popover, GTK_WIDGET (canvas));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  g_signal_connect (popover, "closed", G_CALLBACK (menu_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* By keyboard the menu is about the middle of the map, where its cross is. */
static gboolean
menu_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  WgWindow *self = user_data;
  WgViewport viewport = wg_canvas_get_viewport (WG_CANVAS (self->canvas));
  const GArray *ids = self->session != NULL ? wg_session_get_selection (self->session) : NULL;

  context_menu_cb (WG_CANVAS (self->canvas), viewport.width / 2, viewport.height / 2,
                   ids != NULL && ids->len > 0 ? g_array_index (ids, guint32, 0) : 0, self);
  return TRUE;
}

void
wg_window_init_divide (WgWindow *self)
{
  static const GActionEntry entries[] = {
    { "show-building", show_building_cb, "u" },
    { "divide-building", divide_building_cb, "u" },
    { "divide-this-building", divide_this_cb },
  };
  static const char *const keys[] = { "Menu", "<Shift>F10" };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i]),
                        gtk_callback_action_new (menu_key_cb, self, NULL)));
  gtk_widget_add_controller (self->canvas, controller);
  g_signal_connect_object (self->canvas, "picked", G_CALLBACK (picked_cb), self, 0);
  g_signal_connect_object (self->canvas, "context-menu", G_CALLBACK (context_menu_cb), self, 0);
}
