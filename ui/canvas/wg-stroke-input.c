/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-stroke"

#include "wg-stroke-private.h"

/* What a tool hands on: pointer, drags and keys. */

gboolean
wg_stroke_click (WgStroke *self, const WgToolEvent *event)
{
  if (!wg_stroke_has_plan (self))
    return FALSE;
  if (event->button == GDK_BUTTON_SECONDARY)
    return wg_stroke_step_back (self);
  if (event->n_press == 2)
    {
      self->has_pointer = FALSE;
      if (!wg_stroke_is_empty (self))
        wg_stroke_finish (self, event->state & GDK_SHIFT_MASK);
      return TRUE;
    }
  if (event->n_press > 2)
    return TRUE;
  wg_stroke_point_at (self, event->point, event->state);
  if (self->pointer.kind == WG_SNAP_FIRST)
    {
      self->has_pointer = TRUE;
      wg_stroke_finish (self, event->state & GDK_SHIFT_MASK);
    }
  else
    wg_stroke_add_vertex (self);
  return TRUE;
}

void
wg_stroke_motion (WgStroke *self, const WgToolEvent *event)
{
  if (!wg_stroke_has_plan (self))
    return;
  wg_stroke_point_at (self, event->point, event->state);
  self->has_pointer = TRUE;
  wg_stroke_changed (self);
}

void
wg_stroke_leave (WgStroke *self)
{
  self->has_pointer = FALSE;
  wg_stroke_changed (self);
}

gboolean
wg_stroke_drag_begin (WgStroke *self, const WgToolEvent *event)
{
  const WgPoint *last = wg_stroke_line_last (self->line);

  if (!wg_stroke_has_plan (self))
    return FALSE;
  self->line->is_ring = FALSE;
  self->trail = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  wg_stroke_point_at (self, event->point, event->state);
  /* From the last point on when it is picked up there. */
  if (last != NULL && wg_stroke_is_within (self, *last, event->point, WG_STROKE_SNAP_PIXELS))
    self->pointer = (WgSnap){ .kind = WG_SNAP_NONE, .point = *last };
  g_array_append_val (self->trail, self->pointer.point);
  self->has_pointer = TRUE;
  wg_stroke_changed (self);
  return TRUE;
}

void
wg_stroke_drag_motion (WgStroke *self, const WgToolEvent *event)
{
  WgPoint last;

  if (self->trail == NULL)
    return;
  last = g_array_index (self->trail, WgPoint, self->trail->len - 1);
  wg_stroke_point_at (self, event->point, event->state);
  if (!wg_stroke_is_within (self, last, event->point, WG_STROKE_FREEHAND_PIXELS))
    g_array_append_val (self->trail, event->point);
  self->has_pointer = TRUE;
  wg_stroke_changed (self);
}

/** Freehand that comes back to where it began is a ring. */
static gboolean
is_trail_closed (WgStroke *self)
{
  WgPoint first = self->line->points->len > 0 ? g_array_index (self->line->points, WgPoint, 0)
                                              : g_array_index (self->trail, WgPoint, 0);

  return self->form != WG_STROKE_LINE && self->line->points->len + self->trail->len > 3
         && wg_stroke_is_within (self, first, self->pointer.point, WG_STROKE_SNAP_PIXELS);
}

void
wg_stroke_drag_end (WgStroke *self, const WgToolEvent *event)
{
  gboolean is_closed = FALSE;

  if (self->trail == NULL)
    return;
  if (event != NULL)
    {
      wg_stroke_point_at (self, event->point, event->state);
      is_closed = is_trail_closed (self);
      if (!is_closed)
        g_array_append_val (self->trail, self->pointer.point);
      wg_stroke_line_step (self->line);
      wg_stroke_line_add_trail (self->line, self->trail,
                                wg_stroke_mm (self, WG_STROKE_FREEHAND_PIXELS));
      self->line->is_ring = is_closed && self->line->points->len >= 3;
    }
  g_clear_pointer (&self->trail, g_array_unref);
  self->has_pointer = FALSE;
  wg_stroke_forget_trace (self);
  wg_stroke_changed (self);
  if (event != NULL
      && (self->line->is_ring || (self->flags & WG_STROKE_RELEASE_FINISHES)))
    wg_stroke_finish (self, event->state & GDK_SHIFT_MASK);
}

gboolean
wg_stroke_key (WgStroke *self, guint keyval, GdkModifierType state)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  if (!wg_stroke_has_plan (self))
    return FALSE;
  if (wg_stroke_trace_key (self, keyval, TRUE) || wg_stroke_numbers_key (self, keyval))
    return TRUE;
  if (wg_stroke_is_empty (self))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      wg_stroke_finish (self, state & GDK_SHIFT_MASK);
      return TRUE;
    case GDK_KEY_BackSpace:
    case GDK_KEY_Delete:
      wg_stroke_step_back (self);
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
wg_stroke_key_released (WgStroke *self, guint keyval, GdkModifierType state)
{
  return wg_stroke_trace_key (self, keyval, FALSE);
}

gboolean
wg_stroke_cancel (WgStroke *self)
{
  gboolean was_empty = wg_stroke_is_empty (self);

  /* First the numbers, then the stroke. */
  if (wg_stroke_forget_numbers (self))
    {
      wg_stroke_renew_pointer (self);
      return TRUE;
    }
  if (!was_empty)
    wg_stroke_clear (self);
  return !was_empty;
}

void
wg_stroke_view_changed (WgStroke *self)
{
  WgCanvas *canvas = wg_stroke_canvas (self);

  /* The pointer stands still on the screen and moves over the map. */
  if (!wg_stroke_has_plan (self) || !self->has_pointer || !canvas->pointer.is_inside)
    return;
  wg_stroke_forget_trace (self);
  self->place = wg_canvas_point_at (canvas, canvas->pointer.x, canvas->pointer.y);
  self->pointer = (WgSnap){ .kind = WG_SNAP_NONE, .point = self->place };
  wg_stroke_apply_numbers (self, self->state);
  wg_stroke_changed (self);
}
