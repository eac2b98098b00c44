/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-canvas-mark"

#include "wg-canvas-mark.h"

#include "wg-canvas-private.h"
#include "wg-land-look.h"

#include <math.h>

#define RING 16.0
#define PULSE_US 1400000
#define N_PULSES 2
#define FAR 40.0

struct _WgCanvasMark
{
  WgPoint place;
  WgShape *land;  /* nullable */
  WgShape *offer; /* nullable */
  guint32 taker;
  gint64 since;   /* frame time of the first frame, µs; 0: it was not drawn yet */
  guint tick_id;
};

static void
clear_shape (WgShape **shape)
{
  g_clear_pointer (shape, wg_shape_free);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  WgCanvas *self = WG_CANVAS (widget);
  WgCanvasMark *mark = self->mark;
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (mark->since == 0)
    mark->since = now;
  gtk_widget_queue_draw (widget);
  if (now - mark->since < PULSE_US)
    return G_SOURCE_CONTINUE;
  mark->tick_id = 0;
  return G_SOURCE_REMOVE;
}

/** White below, colour above: to be seen on any map. */
static void
stroke_twice (cairo_t *cr, const GdkRGBA *colour, double width)
{
  cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_set_line_width (cr, width + 2.5);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

static void
draw_land (WgCanvas *self, cairo_t *cr, const GdkRGBA *colour)
{
  const double dashes[] = { 7, 4 };

  if (self->mark->land == NULL)
    return;
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_new_path (cr);
  wg_canvas_trace_shape (cr, &self->viewport, self->mark->land);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.85);
  cairo_set_line_width (cr, 4.5);
  cairo_stroke_preserve (cr);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, 1);
  cairo_set_line_width (cr, 2.5);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/** A wave that runs outwards while the mark is new. */
static void
draw_wave (WgCanvasMark *mark, cairo_t *cr, double x, double y, GdkRGBA colour, gint64 now)
{
  double whole = (double) (now - mark->since) * N_PULSES / PULSE_US;
  double part = whole - floor (whole);

  if (mark->since == 0 || now - mark->since >= PULSE_US)
    return;
  colour.alpha = (float) (1 - part);
  cairo_arc (cr, x, y, RING + part * FAR, 0, 2 * G_PI);
  stroke_twice (cr, &colour, 2.5);
}

void
wg_canvas_mark_draw (WgCanvas *self, GtkSnapshot *snapshot)
{
  const GdkRGBA colour = { 0.83f, 0.10f, 0.45f, 1 };
  WgCanvasMark *mark = self->mark;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));
  double x = 0, y = 0;
  cairo_t *cr = NULL;

  if (mark == NULL)
    return;
  x = wg_viewport_to_pixel_x (&self->viewport, mark->place.x);
  y = wg_viewport_to_pixel_y (&self->viewport, mark->place.y);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) self->viewport.width,
                                                                 (float) self->viewport.height));
  if (mark->offer != NULL)
    wg_land_look_paint (self, cr, mark->offer, WG_LAND_LOOK_TAKEN, mark->taker);
  draw_land (self, cr, &colour);
  if (fabs (x) < 1e5 && fabs (y) < 1e5)
    {
      cairo_new_path (cr);
      cairo_arc (cr, x, y, RING, 0, 2 * G_PI);
      stroke_twice (cr, &colour, 3);
      cairo_new_path (cr);
      if (clock != NULL)
        draw_wave (mark, cr, x, y, colour, gdk_frame_clock_get_frame_time (clock));
    }
  cairo_destroy (cr);
}

void
wg_canvas_mark_clear (WgCanvas *self)
{
  if (self->mark == NULL)
    return;
  if (self->mark->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->mark->tick_id);
  clear_shape (&self->mark->land);
  clear_shape (&self->mark->offer);
  g_clear_pointer (&self->mark, g_free);
}

void
wg_canvas_set_mark (WgCanvas *self, const WgPoint *place, const WgShape *land)
{
  gboolean is_animated = FALSE;

  g_return_if_fail (WG_IS_CANVAS (self));
  wg_canvas_mark_clear (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (place != NULL)
    {
      self->mark = g_new0 (WgCanvasMark, 1);
      self->mark->place = *place;
      if (land != NULL && land->rings->len > 0)
        self->mark->land = wg_shape_copy (land);
      g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations",
                    &is_animated, NULL);
      if (is_animated)
        self->mark->tick_id
          = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
    }
  wg_canvas_renew_state (self);
}

void
wg_canvas_set_mark_offer (WgCanvas *self, const WgShape *land, guint32 taker)
{
  g_return_if_fail (WG_IS_CANVAS (self));
  if (self->mark == NULL)
    return;
  clear_shape (&self->mark->offer);
  if (land != NULL && land->rings->len > 0)
    self->mark->offer = wg_shape_copy (land);
  self->mark->taker = taker;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
