/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-clipboard"

#include "wg-window-private.h"

#include "../app/cli/wg-words.h"
#include "../app/exchange/wg-clip.h"
#include "canvas/wg-canvas.h"

#include <glib/gi18n.h>

/* WKT is the text; programs that ask for GeoJSON get that. */
void
wg_window_copy_geometry (WgWindow *self)
{
  WgPlan *plan = wg_project_get_plan (self->project);
  const GArray *grids = wg_session_get_selection (self->session);
  g_autofree char *wkt = wg_clip_to_wkt (plan, grids);
  g_autofree char *geojson = wg_clip_to_geojson (plan, grids);
  g_autofree char *count = wg_words_count (grids->len);
  g_autofree char *sentence = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (geojson, strlen (geojson));
  GdkContentProvider *providers[2];
  g_autoptr (GdkContentProvider) both = NULL;

  if (*wkt == '\0')
    {
      wg_window_toast (self, _("The selected grids have no land to copy"));
      return;
    }
  providers[0] = gdk_content_provider_new_typed (G_TYPE_STRING, wkt);
  providers[1] = gdk_content_provider_new_for_bytes ("application/geo+json", bytes);
  both = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), both);
  /* Translators: %s is a number of grids */
  sentence = g_strdup_printf (_("Geometry of %s grids copied: WKT in the project's coordinates, and "
                                "GeoJSON in longitude and latitude"),
                              count);
  wg_window_toast (self, sentence);
}

static void
take_clip (WgWindow *self, const WgClip *clip)
{
  g_autoptr (GArray) points = NULL;
  gboolean is_ring = clip->shape != NULL;

  if (is_ring)
    {
      const WgRing *ring = &WG_SHAPE_RING (clip->shape, 0);

      points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
      g_array_append_vals (points, &WG_SHAPE_POINT (clip->shape, ring->first), ring->n_points);
    }
  else
    points = g_array_ref (clip->line);
  if (!wg_canvas_take_points (WG_CANVAS (self->canvas), points, is_ring))
    wg_window_toast (self, is_ring
                             ? _("This tool takes no polygon. Choose Draw or Split, then paste again.")
                             : _("This tool takes no line. Choose Split or Redraw, then paste again."));
  else if (is_ring && clip->shape->rings->len > 1)
    wg_window_toast (self, _("Only the first ring was pasted"));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgWindow) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (WgClip) clip = NULL;
  g_autoptr (GError) error = NULL;

  if (self->project == NULL || self->session == NULL)
    return;
  clip = wg_clip_parse (text != NULL ? text : "",
                        wg_plan_get_frame (wg_project_get_plan (self->project)), &error);
  if (clip != NULL)
    take_clip (self, clip);
  else
    wg_window_show_error (self, _("This cannot be pasted on the map"), error);
}

void
wg_window_paste_geometry (WgWindow *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, read_cb,
                                 g_object_ref (self));
}

/* On the map alone: in an entry the same keys copy and paste text. */
void
wg_window_init_clipboard (WgWindow *self)
{
  static const struct
  {
    const char *trigger;
    const char *action;
  } keys[] = { { "<Control>c", "win.copy-geometry" }, { "<Control>v", "win.paste-geometry" } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                        gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (self->canvas, controller);
}
