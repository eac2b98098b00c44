/* SPDX-License-Identifier: GPL-3.0-or-later */
#define BLANK_MM 2000000 /* from the middle of a map without land to its edges: 2 km */
#define G_LOG_DOMAIN "wg-canvas"

#include "wg-canvas-private.h"

#include <math.h>

/* Where the map looks, and how it gets there. */

#define SETTLE_MS 80
#define GLIDE_FRICTION 4.0     /* per second: the speed falls to 1/e in 0.25 s */
#define GLIDE_LEAST_SPEED 30.0 /* pixels per second */
#define ZOOM_RATE 22.0         /* per second: the wheel's zoom is 90 % there after 0.1 s */
#define PAPER_MM_PER_PIXEL (25.4 / 96.0)

/** Puts the corners on whole device pixels, so that tiles are copied, not resampled. */
static void
snap_to_pixels (WgCanvas *self, WgViewport *v)
{
  double factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  WgViewport device = *v;

  device.scale *= factor;
  device.width *= factor;
  device.height *= factor;
  wg_viewport_snap (&device);
  v->center_x = device.center_x;
  v->center_y = device.center_y;
}

static gboolean
settle_cb (gpointer data)
{
  WgCanvas *self = data;

  self->settle_id = 0;
  if (self->picture != NULL)
    wg_canvas_picture_view_changed (self->picture, TRUE);
  wg_canvas_renew_state (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_settle (WgCanvas *self)
{
  if (self->settle_id != 0)
    g_source_remove (self->settle_id);
  self->settle_id = g_timeout_add (SETTLE_MS, settle_cb, self);
}

gboolean
wg_canvas_has_view (WgCanvas *self)
{
  return self->viewport.scale > 0 && self->viewport.width > 0 && self->viewport.height > 0;
}

gboolean
wg_canvas_is_zooming (WgCanvas *self)
{
  return self->move.kind == WG_VIEW_MOVE_ZOOM || self->move.kind == WG_VIEW_MOVE_FLIGHT
         || self->pointer.pinch_scale > 0;
}

WgEnvelope
wg_canvas_whole (WgCanvas *self)
{
  WgEnvelope whole = WG_ENVELOPE_EMPTY;

  if (self->plan != NULL)
    whole = wg_coverage_envelope (wg_plan_get_coverage (self->plan));
  if (!wg_envelope_is_empty (&whole))
    return whole;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->layers)); i++)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (G_LIST_MODEL (self->layers), i);
      WgEnvelope envelope = wg_map_layer_get_envelope (layer);
      if (!wg_envelope_is_empty (&envelope))
        wg_envelope_add (&whole, &envelope);
    }
  if (wg_envelope_is_empty (&whole) && self->plan != NULL && wg_plan_get_frame (self->plan) == NULL)
    whole = (WgEnvelope){ -BLANK_MM, -BLANK_MM, BLANK_MM, BLANK_MM };
  return whole;
}

void
wg_canvas_set_viewport (WgCanvas *self, const WgViewport *viewport)
{
  WgViewport next = *viewport;
  double old_scale = self->viewport.scale;

  next.scale = CLAMP (next.scale, WG_CANVAS_MIN_SCALE, WG_CANVAS_MAX_SCALE);
  next.center_x = CLAMP (next.center_x, -WG_COORDINATE_MAX, WG_COORDINATE_MAX);
  next.center_y = CLAMP (next.center_y, -WG_COORDINATE_MAX, WG_COORDINATE_MAX);
  snap_to_pixels (self, &next);
  if (next.center_x == self->viewport.center_x && next.center_y == self->viewport.center_y
      && next.scale == old_scale && next.width == self->viewport.width
      && next.height == self->viewport.height)
    return;

  self->viewport = next;
  self->moved_at = g_get_monotonic_time ();
  self->pointer_dirty = TRUE;
  if (self->tool != NULL)
    wg_tool_view_changed (self->tool);
  if (self->picture != NULL)
    wg_canvas_picture_view_changed (self->picture, FALSE);
  if (next.scale != old_scale)
    g_object_notify (G_OBJECT (self), "scale");
  wg_canvas_request_tick (self);
  schedule_settle (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
wg_canvas_pan (WgCanvas *self, double dx, double dy)
{
  WgViewport next = self->viewport;

  if (!wg_canvas_has_view (self))
    return;
  next.center_x -= dx / next.scale;
  next.center_y += dy / next.scale;
  wg_canvas_set_viewport (self, &next);
}

static void
zoom_now (WgCanvas *self, double x, double y, double factor)
{
  WgViewport next = self->viewport;
  double scale = CLAMP (next.scale * factor, WG_CANVAS_MIN_SCALE, WG_CANVAS_MAX_SCALE);

  wg_viewport_zoom_at (&next, x, y, scale / next.scale);
  wg_canvas_set_viewport (self, &next);
}

static gboolean
animations_are_on (WgCanvas *self)
{
  gboolean is_on = FALSE;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &is_on, NULL);
  return is_on;
}

static void
begin_move (WgCanvas *self, WgViewMoveKind kind)
{
  self->move.kind = kind;
  self->move.last = 0;
  self->move.start = 0;
  wg_canvas_request_tick (self);
}

void
wg_canvas_stop (WgCanvas *self)
{
  if (self->move.kind == WG_VIEW_MOVE_NONE)
    return;
  self->move.kind = WG_VIEW_MOVE_NONE;
  schedule_settle (self);
}

void
wg_canvas_zoom_at (WgCanvas *self, double x, double y, double factor, gboolean smooth)
{
  double from = 0;

  if (!wg_canvas_has_view (self) || !(factor > 0))
    return;
  if (!smooth || !animations_are_on (self))
    {
      wg_canvas_stop (self);
      zoom_now (self, x, y, factor);
      return;
    }
  from = self->move.kind == WG_VIEW_MOVE_ZOOM ? self->move.target_scale : self->viewport.scale;
  self->move.target_scale = CLAMP (from * factor, WG_CANVAS_MIN_SCALE, WG_CANVAS_MAX_SCALE);
  self->move.pivot_x = x;
  self->move.pivot_y = y;
  if (self->move.kind != WG_VIEW_MOVE_ZOOM)
    begin_move (self, WG_VIEW_MOVE_ZOOM);
}

void
wg_canvas_glide (WgCanvas *self, double velocity_x, double velocity_y)
{
  if (!animations_are_on (self) || hypot (velocity_x, velocity_y) < 4 * GLIDE_LEAST_SPEED)
    return;
  self->move.velocity_x = velocity_x;
  self->move.velocity_y = velocity_y;
  begin_move (self, WG_VIEW_MOVE_KINETIC);
}

/** Path of a flight: how wide the view is and how far it has come, after van Wijk and Nuij,
 *  "Smooth and efficient zooming and panning" (InfoVis 2003), with rho = 1.42. */
typedef struct
{
  double w0, w1, u1; /* widths and distance, millimetres */
  double r0, length;
} FlightPath;

#define FLIGHT_RHO 1.42

static FlightPath
plan_flight (const WgViewport *from, const WgViewport *to)
{
  FlightPath path = { from->width / from->scale, to->width / to->scale, 0, 0, 0 };
  double rho2 = FLIGHT_RHO * FLIGHT_RHO;

  path.u1 = hypot (to->center_x - from->center_x, to->center_y - from->center_y);
  if (path.u1 < path.w0 * 1e-4)
    {
      path.u1 = 0;
      path.length = fabs (log (path.w1 / path.w0)) / FLIGHT_RHO;
      return path;
    }
  double d = path.w1 * path.w1 - path.w0 * path.w0, e = rho2 * rho2 * path.u1 * path.u1;
  double b0 = (d + e) / (2 * path.w0 * rho2 * path.u1);
  double b1 = (d - e) / (2 * path.w1 * rho2 * path.u1);
  path.r0 = asinh (-b0);
  path.length = (asinh (-b1) - path.r0) / FLIGHT_RHO;
  return path;
}

static WgViewport
fly_along (const WgViewport *from, const WgViewport *to, double t)
{
  FlightPath path = plan_flight (from, to);
  WgViewport v = *to;
  double s = t * path.length, width = 0, done = 0;

  if (t >= 1)
    return v;
  if (path.u1 == 0)
    {
      width = path.w0 * exp ((path.w1 < path.w0 ? -1 : 1) * FLIGHT_RHO * s);
      done = t;
    }
  else
    {
      width = path.w0 * cosh (path.r0) / cosh (FLIGHT_RHO * s + path.r0);
      done = path.w0 / (FLIGHT_RHO * FLIGHT_RHO)
             * (cosh (path.r0) * tanh (FLIGHT_RHO * s + path.r0) - sinh (path.r0)) / path.u1;
    }
  v.scale = v.width / width;
  v.center_x = from->center_x + (to->center_x - from->center_x) * done;
  v.center_y = from->center_y + (to->center_y - from->center_y) * done;
  return v;
}

void
wg_canvas_fly (WgCanvas *self, const WgViewport *target)
{
  if (!wg_canvas_has_view (self) || !animations_are_on (self))
    {
      self->move.kind = WG_VIEW_MOVE_NONE;
      wg_canvas_set_viewport (self, target);
      return;
    }
  self->move.from = self->viewport;
  self->move.to = *target;
  self->move.seconds = CLAMP (plan_flight (&self->viewport, target).length * 0.28, 0.2, 1.0);
  begin_move (self, WG_VIEW_MOVE_FLIGHT);
}

static void
step_glide (WgCanvas *self, double seconds)
{
  WgViewMove *move = &self->move;
  double slower = exp (-seconds * GLIDE_FRICTION);

  wg_canvas_pan (self, move->velocity_x * seconds, move->velocity_y * seconds);
  move->velocity_x *= slower;
  move->velocity_y *= slower;
  if (hypot (move->velocity_x, move->velocity_y) < GLIDE_LEAST_SPEED)
    wg_canvas_stop (self);
}

static void
step_zoom (WgCanvas *self, double seconds)
{
  WgViewMove *move = &self->move;
  double left = log (move->target_scale / self->viewport.scale);

  if (fabs (left) < 0.004)
    {
      zoom_now (self, move->pivot_x, move->pivot_y, move->target_scale / self->viewport.scale);
      wg_canvas_stop (self);
      return;
    }
  zoom_now (self, move->pivot_x, move->pivot_y, exp (left * (1 - exp (-seconds * ZOOM_RATE))));
}

static void
step_flight (WgCanvas *self, gint64 now)
{
  WgViewMove *move = &self->move;
  double t = (double) (now - move->start) / 1e6 / move->seconds;
  WgViewport next = { 0 };

  t = CLAMP (t, 0, 1);
  next = fly_along (&move->from, &move->to, t * t * (3 - 2 * t));
  next.width = self->viewport.width;
  next.height = self->viewport.height;
  wg_canvas_set_viewport (self, &next);
  if (t >= 1)
    {
      wg_canvas_stop (self);
      wg_canvas_picture_view_changed (self->picture, TRUE);
    }
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  WgCanvas *self = WG_CANVAS (widget);
  WgViewMove *move = &self->move;
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = 1.0 / 60;

  if (move->last != 0)
    seconds = CLAMP ((double) (now - move->last) / 1e6, 0.001, 0.1);
  if (move->start == 0)
    move->start = now;
  move->last = now;
  if (move->kind == WG_VIEW_MOVE_KINETIC)
    step_glide (self, seconds);
  else if (move->kind == WG_VIEW_MOVE_ZOOM)
    step_zoom (self, seconds);
  else if (move->kind == WG_VIEW_MOVE_FLIGHT)
    step_flight (self, now);

  if (self->pointer_dirty)
    {
      self->pointer_dirty = FALSE;
      wg_canvas_update_pointer (self);
    }
  if (move->kind != WG_VIEW_MOVE_NONE)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

void
wg_canvas_request_tick (WgCanvas *self)
{
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

void
wg_canvas_view_resized (WgCanvas *self, int width, int height)
{
  WgEnvelope whole = wg_canvas_whole (self);
  WgViewport next = self->viewport;

  next.width = width;
  next.height = height;
  self->viewport.width = width;
  self->viewport.height = height;
  if (wg_envelope_is_empty (&whole))
    return;
  if (self->fit_pending || next.scale <= 0)
    {
      wg_viewport_fit (&next, &whole, WG_CANVAS_FIT_MARGIN);
      self->fit_pending = FALSE;
    }
  self->viewport.width = 0; /* the new size has to be taken even when nothing else differs */
  wg_canvas_set_viewport (self, &next);
}

void
wg_canvas_view_dispose (WgCanvas *self)
{
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->move.kind = WG_VIEW_MOVE_NONE;
}

void
wg_canvas_fit (WgCanvas *self)
{
  WgEnvelope whole = wg_canvas_whole (self);

  g_return_if_fail (WG_IS_CANVAS (self));
  wg_canvas_fit_envelope (self, &whole);
}

void
wg_canvas_fit_envelope (WgCanvas *self, const WgEnvelope *envelope)
{
  WgViewport target = self->viewport;

  g_return_if_fail (WG_IS_CANVAS (self));
  if (envelope == NULL || wg_envelope_is_empty (envelope))
    return;
  if (target.width <= 0 || target.height <= 0)
    {
      self->fit_pending = TRUE;
      return;
    }
  wg_viewport_fit (&target, envelope, WG_CANVAS_FIT_MARGIN);
  target.scale = CLAMP (target.scale, WG_CANVAS_MIN_SCALE, WG_CANVAS_MAX_SCALE);
  wg_canvas_fly (self, &target);
}

void
wg_canvas_zoom (WgCanvas *self, double factor)
{
  g_return_if_fail (WG_IS_CANVAS (self));
  wg_canvas_zoom_at (self, self->viewport.width / 2, self->viewport.height / 2, factor, TRUE);
}

double
wg_canvas_get_scale (WgCanvas *self)
{
  g_return_val_if_fail (WG_IS_CANVAS (self), 0);
  return wg_canvas_has_view (self) ? 1 / (self->viewport.scale * PAPER_MM_PER_PIXEL) : 0;
}

void
wg_canvas_set_scale (WgCanvas *self, double scale)
{
  WgViewport target = self->viewport;

  g_return_if_fail (WG_IS_CANVAS (self));
  if (!wg_canvas_has_view (self) || !(scale > 0))
    return;
  target.scale = CLAMP (1 / (scale * PAPER_MM_PER_PIXEL), WG_CANVAS_MIN_SCALE, WG_CANVAS_MAX_SCALE);
  wg_canvas_fly (self, &target);
}

void
wg_canvas_show_viewport (WgCanvas *self, const WgViewport *viewport)
{
  WgViewport next = *viewport;

  g_return_if_fail (WG_IS_CANVAS (self));
  self->move.kind = WG_VIEW_MOVE_NONE;
  next.width = self->viewport.width;
  next.height = self->viewport.height;
  if (next.width > 0 && next.height > 0 && next.scale > 0)
    wg_canvas_set_viewport (self, &next);
}

WgViewport
wg_canvas_get_viewport (WgCanvas *self)
{
  WgViewport none = { 0 };

  g_return_val_if_fail (WG_IS_CANVAS (self), none);
  return wg_canvas_has_view (self) ? self->viewport : none;
}
