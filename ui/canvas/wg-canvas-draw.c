/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-canvas"

#include "wg-canvas-private.h"

#include "../../app/render/wg-scene.h"
#include "wg-building-marks.h"
#include "wg-live-panel.h"
#include "wg-address-marks.h"
#include "wg-lock-marks.h"

#include <glib/gi18n.h>
#include <math.h>

/* What one frame consists of: the picture, then what follows the pointer, then the furniture. */

#define FURNITURE_MARGIN 12.0
#define BAR_LIMIT 140.0
#define FAR_PIXEL 4e6 /* cairo's fixed point ends at 8.3e6 */

static const GdkRGBA accent_light = { 0.07f, 0.32f, 0.75f, 1 };
static const GdkRGBA accent_dark = { 0.47f, 0.70f, 1.0f, 1 };

static gboolean
is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

const GdkRGBA *
wg_canvas_accent (WgCanvas *self)
{
  return is_dark () ? &accent_dark : &accent_light;
}

void
wg_canvas_trace_shape (cairo_t *cr, const WgViewport *viewport, const WgShape *shape)
{
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);
      double last_x = HUGE_VAL, last_y = HUGE_VAL;
      for (guint j = 0; j < ring->n_points; j++)
        {
          WgPoint p = WG_SHAPE_POINT (shape, ring->first + j);
          double x = wg_viewport_to_pixel_x (viewport, p.x);
          double y = wg_viewport_to_pixel_y (viewport, p.y);
          if (fabs (x - last_x) < 0.7 && fabs (y - last_y) < 0.7)
            continue;
          last_x = x;
          last_y = y;
          cairo_line_to (cr, CLAMP (x, -FAR_PIXEL, FAR_PIXEL), CLAMP (y, -FAR_PIXEL, FAR_PIXEL));
        }
      cairo_close_path (cr);
      cairo_new_sub_path (cr);
    }
}

/** A box that keeps what is written in it readable over any map. */
static void
draw_panel (GtkSnapshot *snapshot, float x, float y, float width, float height)
{
  GdkRGBA back = is_dark () ? (GdkRGBA){ 0.14f, 0.14f, 0.14f, 0.88f } : (GdkRGBA){ 1, 1, 1, 0.88f };
  graphene_rect_t box = GRAPHENE_RECT_INIT (x, y, width, height);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &box, 4);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &back, &box);
  gtk_snapshot_pop (snapshot);
}

graphene_size_t
wg_canvas_draw_note (WgCanvas *self, GtkSnapshot *snapshot, const char *text, double x, double y)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  GdkRGBA ink = is_dark () ? (GdkRGBA){ 1, 1, 1, 1 } : (GdkRGBA){ 0.1f, 0.1f, 0.1f, 1 };
  int width = 0, height = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  x = MAX (4, MIN (x, self->viewport.width - width - 16));
  y = MAX (4, MIN (y, self->viewport.height - height - 10));
  draw_panel (snapshot, (float) x, (float) y, (float) width + 12, (float) height + 6);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x + 6, (float) y + 3));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
  return GRAPHENE_SIZE_INIT ((float) width + 12, (float) height + 6);
}

/** The part of the widget that @shape covers, with room for its outline. */
static gboolean
visible_box (WgCanvas *self, const WgShape *shape, graphene_rect_t *box_out)
{
  WgEnvelope e = wg_shape_envelope (shape);
  const WgViewport *v = &self->viewport;
  graphene_rect_t whole = GRAPHENE_RECT_INIT (0, 0, (float) v->width, (float) v->height);

  if (wg_envelope_is_empty (&e))
    return FALSE;
  double x = wg_viewport_to_pixel_x (v, e.min_x), y = wg_viewport_to_pixel_y (v, e.max_y);
  double right = wg_viewport_to_pixel_x (v, e.max_x), bottom = wg_viewport_to_pixel_y (v, e.min_y);
  graphene_rect_t box = GRAPHENE_RECT_INIT ((float) x - 4, (float) y - 4, (float) (right - x) + 8,
                                            (float) (bottom - y) + 8);
  return graphene_rect_intersection (&box, &whole, box_out);
}

static void
draw_hover (WgCanvas *self, GtkSnapshot *snapshot)
{
  const GdkRGBA *accent = wg_canvas_accent (self);
  graphene_rect_t box;
  cairo_t *cr = NULL;

  if (self->hovered == 0 || !visible_box (self, self->hover_shape, &box))
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &box);
  wg_canvas_trace_shape (cr, &self->viewport, self->hover_shape);
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 0.10);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 0.75);
  cairo_set_line_width (cr, 1.5);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/** Where a click without a pointer goes: shown while the keyboard has the map. */
static void
draw_middle_cross (WgCanvas *self, GtkSnapshot *snapshot)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GdkRGBA ink = *wg_canvas_accent (self);
  float x = roundf ((float) self->viewport.width / 2), y = roundf ((float) self->viewport.height / 2);

  if (!gtk_widget_has_focus (GTK_WIDGET (self)) || !GTK_IS_WINDOW (root)
      || !gtk_window_get_focus_visible (GTK_WINDOW (root)) || self->pointer.is_inside)
    return;
  gtk_snapshot_append_color (snapshot, &ink, &GRAPHENE_RECT_INIT (x - 10, y - 1, 20, 2));
  gtk_snapshot_append_color (snapshot, &ink, &GRAPHENE_RECT_INIT (x - 1, y - 10, 2, 20));
}

static char *
format_length (double metres)
{
  if (metres >= 1000)
    return g_strdup_printf (_("%g km"), metres / 1000);
  if (metres >= 1)
    return g_strdup_printf (_("%g m"), metres);
  return g_strdup_printf (_("%g cm"), metres * 100);
}

static void
draw_scale_bar (WgCanvas *self, GtkSnapshot *snapshot)
{
  double pixels = 0;
  double metres = wg_viewport_scale_bar (&self->viewport, BAR_LIMIT, &pixels);
  g_autofree char *text = format_length (metres);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  GdkRGBA ink = is_dark () ? (GdkRGBA){ 1, 1, 1, 1 } : (GdkRGBA){ 0.1f, 0.1f, 0.1f, 1 };
  float x = FURNITURE_MARGIN + 6, y = (float) self->viewport.height - FURNITURE_MARGIN - 9;
  float width = (float) round (pixels);
  int text_width = 0;

  pango_layout_get_pixel_size (layout, &text_width, NULL);
  draw_panel (snapshot, x - 6, y - 28, MAX (width, (float) text_width) + 12, 37);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y - 26));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_append_color (snapshot, &ink, &GRAPHENE_RECT_INIT (x, y, width, 3));
  gtk_snapshot_append_color (snapshot, &ink, &GRAPHENE_RECT_INIT (x, y - 5, 2, 8));
  gtk_snapshot_append_color (snapshot, &ink, &GRAPHENE_RECT_INIT (x + width - 2, y - 5, 2, 8));
}

static void
draw_north (WgCanvas *self, GtkSnapshot *snapshot)
{
  float x = (float) self->viewport.width - FURNITURE_MARGIN - 14, y = FURNITURE_MARGIN;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x - 14, y, 28, 34));
  double ink = is_dark () ? 1 : 0.1;

  cairo_translate (cr, x, y);
  cairo_move_to (cr, 0, 2);
  cairo_line_to (cr, 9, 30);
  cairo_line_to (cr, 0, 24);
  cairo_line_to (cr, -9, 30);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, 1 - ink, 1 - ink, 1 - ink, 0.85);
  cairo_set_line_width (cr, 3);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, ink, ink, ink);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_move_to (cr, 0, 2);
  cairo_line_to (cr, 9, 30);
  cairo_line_to (cr, 0, 24);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_destroy (cr);
}

/** Whoever a visible base map wants named, in the corner. */
static void
draw_credit (WgCanvas *self, GtkSnapshot *snapshot)
{
  g_autofree char *credit = wg_canvas_layers_credit (self);
  g_autoptr (PangoLayout) layout = NULL;
  int width = 0, height = 0;

  if (credit == NULL)
    return;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), credit);
  pango_layout_get_pixel_size (layout, &width, &height);
  wg_canvas_draw_note (self, snapshot, credit,
                       self->viewport.width - width - 12 - FURNITURE_MARGIN,
                       self->viewport.height - height - 6 - FURNITURE_MARGIN);
}

static GdkRGBA
background_colour (void)
{
  guint32 rgb = wg_canvas_style ()->background;

  return (GdkRGBA){ (float) ((rgb >> 16) & 255) / 255, (float) ((rgb >> 8) & 255) / 255,
                    (float) (rgb & 255) / 255, 1 };
}

void
wg_canvas_draw (WgCanvas *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  GdkRGBA background = background_colour ();

  gtk_snapshot_append_color (snapshot, &background, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (wg_canvas_has_view (self))
    {
      wg_canvas_picture_snapshot (self->picture, snapshot);
      wg_building_marks_draw (self, snapshot);
      wg_address_marks_draw (self, snapshot);
      wg_lock_marks_draw (self, snapshot);
      draw_hover (self, snapshot);
      wg_canvas_mark_draw (self, snapshot);
      wg_tool_draw (self->tool, snapshot);
      draw_middle_cross (self, snapshot);
      draw_scale_bar (self, snapshot);
      draw_north (self, snapshot);
      draw_credit (self, snapshot);
      wg_live_panel_draw (self, snapshot);
    }
  if (gtk_widget_has_visible_focus (widget))
    {
      GdkRGBA ring = *wg_canvas_accent (self);
      GskRoundedRect outline;
      ring.alpha = 0.6f;
      gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, width, height), 0);
      gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 2, 2, 2, 2 },
                                  (GdkRGBA[4]){ ring, ring, ring, ring });
    }
}
