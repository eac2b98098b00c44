/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-point-map"

#include "wg-point-map.h"

#include <math.h>

#define MARGIN 14.0
#define MOST_PIXELS 3000 /* of a picture that is kept: it is only looked at */
#define CLICK_REACH 5.0
#define ZOOM_STEP 1.25

struct _WgPointMap
{
  GtkDrawingArea parent_instance;

  WgImportOutline *outline; /* nullable */
  double west, south, factor;
  GdkPixbuf *image;         /* nullable; perhaps smaller than the picture */
  int image_width, image_height; /* of the picture */

  GArray *points;           /* of double: pairs */
  int current;

  double center_x, center_y; /* in the numbers of the content */
  double scale;              /* pixels for one; 0: shows all at the next drawing */
  double drag_x, drag_y;     /* the centre when the drag began */
  double pointer_x, pointer_y;
};

G_DEFINE_FINAL_TYPE (WgPointMap, wg_point_map, GTK_TYPE_DRAWING_AREA)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Lines of a picture run down, a drawing's y runs up. */
static double
get_sign (const WgPointMap *self)
{
  return self->image != NULL ? 1.0 : -1.0;
}

static double
to_pixel_x (WgPointMap *self, double x)
{
  return (x - self->center_x) * self->scale + gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
}

static double
to_pixel_y (WgPointMap *self, double y)
{
  return get_sign (self) * (y - self->center_y) * self->scale
         + gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
}

static void
from_pixel (WgPointMap *self, double px, double py, double *x, double *y)
{
  *x = self->center_x + (px - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0) / self->scale;
  *y = self->center_y
       + get_sign (self) * (py - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0) / self->scale;
}

static void
fit (WgPointMap *self, int width, int height)
{
  double across = 1.0, up = 1.0;

  if (self->image != NULL)
    {
      across = self->image_width;
      up = self->image_height;
      self->center_x = across / 2;
      self->center_y = up / 2;
    }
  else if (self->outline != NULL)
    {
      const WgEnvelope *e = &self->outline->envelope;

      across = ((double) e->max_x - e->min_x) / 1000.0 / self->factor;
      up = ((double) e->max_y - e->min_y) / 1000.0 / self->factor;
      self->center_x = self->west + across / 2;
      self->center_y = self->south + up / 2;
    }
  self->scale = MIN ((width - 2 * MARGIN) / MAX (across, 1e-12),
                     (height - 2 * MARGIN) / MAX (up, 1e-12));
}

static void
draw_lines (WgPointMap *self, cairo_t *cr)
{
  const GArray *lines = self->outline->incoming;
  gboolean is_open = FALSE;

  for (guint i = 0; i + 1 < lines->len; i += 2)
    {
      float x = g_array_index (lines, float, i), y = g_array_index (lines, float, i + 1);
      double px = 0.0, py = 0.0;

      if (isnan (x))
        {
          is_open = FALSE;
          continue;
        }
      px = CLAMP (to_pixel_x (self, self->west + x / self->factor), -1e6, 1e6);
      py = CLAMP (to_pixel_y (self, self->south + y / self->factor), -1e6, 1e6);
      if (is_open)
        cairo_line_to (cr, px, py);
      else
        cairo_move_to (cr, px, py);
      is_open = TRUE;
    }
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
}

static void
draw_image (WgPointMap *self, cairo_t *cr)
{
  double shrunk = self->image_width / (double) gdk_pixbuf_get_width (self->image);

  cairo_save (cr);
  cairo_translate (cr, to_pixel_x (self, 0), to_pixel_y (self, 0));
  cairo_scale (cr, self->scale * shrunk, self->scale * shrunk);
  gdk_cairo_set_source_pixbuf (cr, self->image, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}

void
wg_point_map_draw_point (cairo_t *cr, double x, double y, guint number, gboolean is_current)
{
  char text[16];

  g_snprintf (text, sizeof text, "%u", number);
  cairo_new_path (cr);
  cairo_arc (cr, x, y, is_current ? 7.0 : 5.0, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 4.5);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, is_current ? 0.83 : 0.07, is_current ? 0.10 : 0.32,
                        is_current ? 0.45 : 0.75);
  cairo_set_line_width (cr, 2.2);
  cairo_stroke (cr);
  cairo_select_font_face (cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  cairo_set_font_size (cr, 12.0);
  cairo_move_to (cr, x + 9, y - 6);
  cairo_text_path (cr, text);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 3.0);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
  cairo_fill (cr);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  WgPointMap *self = WG_POINT_MAP (area);
  GdkRGBA ink;

  if (self->outline == NULL && self->image == NULL)
    return;
  if (self->scale <= 0.0)
    fit (self, width, height);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &ink);
  gdk_cairo_set_source_rgba (cr, &ink);
  if (self->image != NULL)
    draw_image (self, cr);
  else
    draw_lines (self, cr);
  for (guint i = 0; i + 1 < self->points->len; i += 2)
    wg_point_map_draw_point (cr, to_pixel_x (self, g_array_index (self->points, double, i)),
                             to_pixel_y (self, g_array_index (self->points, double, i + 1)),
                             i / 2 + 1, (int) i / 2 == self->current);
}

static void
zoom_at (WgPointMap *self, double px, double py, double factor)
{
  double x = 0.0, y = 0.0, moved_x = 0.0, moved_y = 0.0;

  if (self->scale <= 0.0)
    return;
  from_pixel (self, px, py, &x, &y);
  self->scale *= factor;
  from_pixel (self, px, py, &moved_x, &moved_y);
  self->center_x += x - moved_x;
  self->center_y += y - moved_y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, WgPointMap *self)
{
  zoom_at (self, self->pointer_x, self->pointer_y, dy < 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
  return TRUE;
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, WgPointMap *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, WgPointMap *self)
{
  self->drag_x = self->center_x;
  self->drag_y = self->center_y;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, WgPointMap *self)
{
  if (self->scale <= 0.0 || hypot (dx, dy) < CLICK_REACH)
    return;
  self->center_x = self->drag_x - dx / self->scale;
  self->center_y = self->drag_y - get_sign (self) * dy / self->scale;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, WgPointMap *self)
{
  double px = 0.0, py = 0.0, x = 0.0, y = 0.0;

  if (self->scale <= 0.0 || hypot (dx, dy) >= CLICK_REACH)
    return;
  gtk_gesture_drag_get_start_point (gesture, &px, &py);
  from_pixel (self, px, py, &x, &y);
  g_signal_emit (self, signals[PICKED], 0, x, y);
}

/* Without a pointer: the arrows move, plus and minus zoom, Enter picks the middle. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        WgPointMap *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double step = self->scale > 0.0 ? width / 8 / self->scale : 0.0;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      self->center_x += key == GDK_KEY_Right ? step : -step;
      break;
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      self->center_y += (key == GDK_KEY_Down ? step : -step) * get_sign (self);
      break;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      zoom_at (self, width / 2, height / 2, ZOOM_STEP);
      break;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_at (self, width / 2, height / 2, 1 / ZOOM_STEP);
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (self->scale > 0.0)
        g_signal_emit (self, signals[PICKED], 0, self->center_x, self->center_y);
      break;
    default:
      return FALSE;
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

static void
wg_point_map_finalize (GObject *object)
{
  WgPointMap *self = WG_POINT_MAP (object);

  g_clear_pointer (&self->outline, wg_import_outline_free);
  g_clear_object (&self->image);
  g_array_unref (self->points);

  G_OBJECT_CLASS (wg_point_map_parent_class)->finalize (object);
}

static void
wg_point_map_class_init (WgPointMapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_point_map_finalize;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
wg_point_map_init (WgPointMap *self)
{
  GtkEventController *scroll
    = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->points = g_array_new (FALSE, FALSE, sizeof (double));
  self->current = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self), draw_cb, NULL, NULL);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

void
wg_point_map_set_lines (WgPointMap *self, WgImportOutline *outline, double west, double south,
                        double factor)
{
  g_clear_pointer (&self->outline, wg_import_outline_free);
  g_clear_object (&self->image);
  self->outline = outline;
  self->west = west;
  self->south = south;
  self->factor = factor;
  self->scale = 0.0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
wg_point_map_set_image (WgPointMap *self, const char *path, GError **error)
{
  GdkPixbuf *image = NULL;
  int width = 0, height = 0;

  if (gdk_pixbuf_get_file_info (path, &width, &height) != NULL
      && MAX (width, height) > MOST_PIXELS)
    image = gdk_pixbuf_new_from_file_at_size (path, MOST_PIXELS, MOST_PIXELS, error);
  else
    image = gdk_pixbuf_new_from_file (path, error);
  if (image == NULL)
    return FALSE;
  g_clear_pointer (&self->outline, wg_import_outline_free);
  g_set_object (&self->image, image);
  g_object_unref (image);
  self->image_width = width > 0 ? width : gdk_pixbuf_get_width (image);
  self->image_height = height > 0 ? height : gdk_pixbuf_get_height (image);
  self->scale = 0.0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

GdkPixbuf *
wg_point_map_get_image (WgPointMap *self, int *width_out, int *height_out)
{
  *width_out = self->image_width;
  *height_out = self->image_height;
  return self->image;
}

void
wg_point_map_set_points (WgPointMap *self, const double *xy, guint n_points, int current)
{
  g_array_set_size (self->points, 0);
  g_array_append_vals (self->points, xy, n_points * 2);
  self->current = current;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
