/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-stroke"

#include "wg-stroke-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (WgStroke, wg_stroke, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

WgCanvas *
wg_stroke_canvas (WgStroke *self)
{
  return wg_tool_get_canvas (self->tool);
}

double
wg_stroke_mm (WgStroke *self, double pixels)
{
  return pixels / wg_stroke_canvas (self)->viewport.scale;
}

gboolean
wg_stroke_is_within (WgStroke *self, WgPoint a, WgPoint b, double pixels)
{
  double reach = wg_stroke_mm (self, pixels);
  return (double) wg_point_distance2 (a, b) <= reach * reach;
}

gboolean
wg_stroke_has_plan (WgStroke *self)
{
  WgCanvas *canvas = wg_stroke_canvas (self);
  return canvas != NULL && canvas->plan != NULL && wg_canvas_has_view (canvas);
}

void
wg_stroke_changed (WgStroke *self)
{
  g_autofree char *snap = NULL;

  if (self->has_pointer && wg_stroke_has_plan (self))
    snap = wg_snap_describe (wg_stroke_canvas (self), &self->pointer);
  if (wg_stroke_canvas (self) != NULL)
    wg_canvas_set_snap_text (wg_stroke_canvas (self), snap);
  g_clear_pointer (&self->refusal, g_free);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  wg_tool_hint_changed (self->tool);
  wg_tool_redraw (self->tool);
}

/** A click there would close the ring. */
static gboolean
is_at_first (WgStroke *self, WgPoint place)
{
  return self->form != WG_STROKE_LINE && self->line->points->len >= 3
         && wg_stroke_is_within (self, place, g_array_index (self->line->points, WgPoint, 0),
                       WG_STROKE_SNAP_PIXELS);
}

void
wg_stroke_point_at (WgStroke *self, WgPoint place, GdkModifierType state)
{
  g_array_set_size (self->traced, 0);
  self->place = place;
  self->state = state;
  self->pointer = (WgSnap){ .kind = WG_SNAP_NONE, .point = place };
  if (is_at_first (self, place))
    self->pointer = (WgSnap){ .kind = WG_SNAP_FIRST,
                              .point = g_array_index (self->line->points, WgPoint, 0) };
  else if (!(state & GDK_ALT_MASK))
    self->pointer = wg_snap_find (wg_stroke_canvas (self), place);
  if (self->trail == NULL && !wg_stroke_apply_numbers (self, state)
      && wg_stroke_is_tracing (self) && self->line->points->len > 0)
    wg_stroke_trace_pointer (self);
}

void
wg_stroke_renew_pointer (WgStroke *self)
{
  WgCanvas *canvas = wg_stroke_canvas (self);

  if (wg_stroke_has_plan (self) && self->has_pointer && canvas->pointer.is_inside)
    self->place = wg_canvas_point_at (canvas, canvas->pointer.x, canvas->pointer.y);
  if (wg_stroke_has_plan (self) && self->has_pointer)
    wg_stroke_point_at (self, self->place, self->state);
  wg_stroke_changed (self);
}

/** A way that was traced to the first point ends with it. */
static void
drop_closing_point (WgStrokeLine *line)
{
  const WgPoint *last = wg_stroke_line_last (line);

  if (line->points->len > 3 && wg_point_equal (*last, g_array_index (line->points, WgPoint, 0)))
    g_array_set_size (line->points, line->points->len - 1);
}

/** The pointer is no more than a few pixels from where the line ends: it adds nothing. */
static gboolean
is_pointer_near (WgStroke *self, const WgStrokeLine *line)
{
  const WgPoint *last = wg_stroke_line_last (line);

  return last == NULL
         || (self->trail == NULL && !wg_stroke_has_numbers (self)
             && wg_stroke_is_within (self, *last, self->pointer.point, WG_STROKE_NEAR_PIXELS));
}

WgStrokeLine *
wg_stroke_shown_line (WgStroke *self)
{
  WgStrokeLine *line = wg_stroke_line_copy (self->line);

  if (self->trail != NULL)
    wg_stroke_line_add_trail (line, self->trail, wg_stroke_mm (self, WG_STROKE_FREEHAND_PIXELS));
  if (self->has_pointer && !line->is_ring && !is_pointer_near (self, line))
    {
      for (guint i = 0; i < self->traced->len; i++)
        wg_stroke_line_add (line, g_array_index (self->traced, WgPoint, i));
      if (self->pointer.kind != WG_SNAP_FIRST)
        wg_stroke_line_add (line, self->pointer.point);
    }
  if (self->has_pointer && self->pointer.kind == WG_SNAP_FIRST)
    {
      line->is_ring = TRUE;
      drop_closing_point (line);
    }
  if (self->form == WG_STROKE_RING)
    line->is_ring = TRUE;
  return line;
}

/** What the pointer added is set; FALSE: the line is too short yet. */
static gboolean
take_shown_line (WgStroke *self)
{
  WgStrokeLine *line = wg_stroke_shown_line (self);

  if (!wg_stroke_line_is_whole (line))
    {
      wg_stroke_line_free (line);
      return FALSE;
    }
  if (line->points->len > self->line->points->len || line->is_ring != self->line->is_ring)
    g_array_append_val (line->runs, self->line->points->len);
  wg_stroke_line_free (self->line);
  self->line = line;
  self->has_pointer = FALSE;
  wg_stroke_forget_trace (self);
  return TRUE;
}

static void
say_too_short (WgStroke *self)
{
  if (self->form == WG_STROKE_RING)
    wg_canvas_say (wg_stroke_canvas (self),
                   _("Click at least three points around the land, then press Enter."));
  else
    wg_canvas_say (wg_stroke_canvas (self),
                   _("Click where the line begins and where it ends, then press Enter."));
}

/** Several lines: this one is kept and the next begins elsewhere. */
static void
begin_another (WgStroke *self)
{
  if (!take_shown_line (self))
    {
      say_too_short (self);
      return;
    }
  g_ptr_array_add (self->kept, g_steal_pointer (&self->line));
  self->line = wg_stroke_line_new ();
  wg_stroke_changed (self);
}

void
wg_stroke_finish (WgStroke *self, gboolean is_another)
{
  gboolean is_whole = FALSE;

  if (is_another && (self->flags & WG_STROKE_SEVERAL))
    {
      begin_another (self);
      return;
    }
  is_whole = take_shown_line (self);
  /* With lines kept, a point of the next one that was begun by mistake is dropped. */
  if (!is_whole && self->kept->len > 0)
    {
      wg_stroke_line_free (self->line);
      self->line = g_ptr_array_steal_index (self->kept, self->kept->len - 1);
      is_whole = TRUE;
    }
  wg_stroke_changed (self);
  if (is_whole)
    g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
  else
    say_too_short (self);
}

gboolean
wg_stroke_step_back (WgStroke *self)
{
  gboolean is_done = wg_stroke_line_undo (self->line);

  wg_stroke_forget_trace (self);
  if (!is_done && self->kept->len > 0)
    {
      wg_stroke_line_free (self->line);
      self->line = g_ptr_array_steal_index (self->kept, self->kept->len - 1);
      is_done = TRUE;
    }
  wg_stroke_changed (self);
  return is_done;
}

void
wg_stroke_add_vertex (WgStroke *self)
{
  /* A ring that was refused is opened again by going on with it. */
  self->line->is_ring = FALSE;
  self->trace_used = TRUE;
  wg_stroke_line_step (self->line);
  for (guint i = 0; i < self->traced->len; i++)
    wg_stroke_line_add (self->line, g_array_index (self->traced, WgPoint, i));
  if (self->line->points->len == 0)
    {
      self->base_from = self->pointer.from;
      self->base_to = self->pointer.to;
    }
  wg_stroke_line_add (self->line, self->pointer.point);
  wg_stroke_forget_trace (self);
  wg_stroke_numbers_used (self);
  wg_stroke_changed (self);
}

void
wg_stroke_add_exact (WgStroke *self, WgPoint point)
{
  WgCanvas *canvas = wg_stroke_canvas (self);

  g_array_set_size (self->traced, 0);
  self->pointer = (WgSnap){ .kind = WG_SNAP_NONE, .point = point };
  self->has_pointer = FALSE;
  wg_stroke_add_vertex (self);
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
}

static void
wg_stroke_finalize (GObject *object)
{
  WgStroke *self = WG_STROKE (object);

  wg_stroke_close_entry (self);
  g_ptr_array_unref (self->kept);
  wg_stroke_line_free (self->line);
  g_clear_pointer (&self->trail, g_array_unref);
  g_clear_pointer (&self->trace, wg_trace_free);
  g_array_unref (self->traced);
  g_free (self->refusal);
  G_OBJECT_CLASS (wg_stroke_parent_class)->finalize (object);
}

static void
wg_stroke_class_init (WgStrokeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_stroke_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", WG_TYPE_STROKE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", WG_TYPE_STROKE, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_stroke_init (WgStroke *self)
{
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_stroke_line_free);
  self->line = wg_stroke_line_new ();
  self->traced = g_array_new (FALSE, FALSE, sizeof (WgPoint));
}

WgStroke *
wg_stroke_new (WgTool *tool, WgStrokeForm form, WgStrokeFlags flags)
{
  WgStroke *self = g_object_new (WG_TYPE_STROKE, NULL);

  self->tool = tool;
  self->form = form;
  self->flags = flags;
  return self;
}

void
wg_stroke_refuse (WgStroke *self, const char *sentence)
{
  g_free (self->refusal);
  self->refusal = g_strdup (sentence);
  wg_tool_redraw (self->tool);
}

void
wg_stroke_clear (WgStroke *self)
{
  g_return_if_fail (WG_IS_STROKE (self));

  g_ptr_array_set_size (self->kept, 0);
  wg_stroke_line_free (self->line);
  self->line = wg_stroke_line_new ();
  g_clear_pointer (&self->trail, g_array_unref);
  wg_stroke_forget_trace (self);
  wg_stroke_forget_numbers (self);
  wg_stroke_changed (self);
}

gboolean
wg_stroke_take_points (WgStroke *self, const GArray *points, gboolean is_ring)
{
  if (is_ring ? self->form == WG_STROKE_LINE : self->form == WG_STROKE_RING)
    return FALSE;
  wg_stroke_clear (self);
  wg_stroke_line_step (self->line);
  for (guint i = 0; i < points->len; i++)
    wg_stroke_line_add (self->line, g_array_index (points, WgPoint, i));
  self->line->is_ring = is_ring;
  self->has_pointer = FALSE;
  wg_stroke_changed (self);
  return TRUE;
}

gboolean
wg_stroke_is_empty (WgStroke *self)
{
  return self->line->points->len == 0 && self->kept->len == 0 && self->trail == NULL;
}

guint
wg_stroke_n_points (WgStroke *self)
{
  return self->line->points->len;
}

GPtrArray *
wg_stroke_get_lines (WgStroke *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_stroke_line_free);
  WgStrokeLine *shown = NULL;

  g_return_val_if_fail (WG_IS_STROKE (self), lines);

  for (guint i = 0; i < self->kept->len; i++)
    g_ptr_array_add (lines, wg_stroke_line_copy (g_ptr_array_index (self->kept, i)));
  if (!wg_stroke_has_plan (self))
    return lines;
  shown = wg_stroke_shown_line (self);
  if (wg_stroke_line_is_whole (shown))
    g_ptr_array_add (lines, shown);
  else
    wg_stroke_line_free (shown);
  return lines;
}

GArray *
wg_stroke_get_points (WgStroke *self)
{
  g_autoptr (GPtrArray) lines = wg_stroke_get_lines (self);
  const WgStrokeLine *line = NULL;
  GArray *points = NULL;

  if (lines->len == 0)
    return g_array_new (FALSE, FALSE, sizeof (WgPoint));
  line = g_ptr_array_index (lines, lines->len - 1);
  points = g_array_ref (line->points);
  if (line->is_ring)
    {
      WgPoint first = g_array_index (points, WgPoint, 0);
      g_array_append_val (points, first);
    }
  return points;
}

WgShape *
wg_stroke_get_shape (WgStroke *self)
{
  g_autoptr (GPtrArray) lines = wg_stroke_get_lines (self);
  const WgStrokeLine *line = lines->len > 0 ? g_ptr_array_index (lines, lines->len - 1) : NULL;
  g_autoptr (GArray) points = NULL;
  __int128 area2 = 0;
  WgShape *shape = NULL;

  if (line == NULL || !line->is_ring)
    return NULL;
  points = g_array_ref (line->points);
  area2 = wg_ring_area2 ((const WgPoint *) points->data, points->len);
  if (area2 == 0)
    return NULL;
  for (guint i = 0; area2 < 0 && i < points->len / 2; i++)
    {
      WgPoint a = g_array_index (points, WgPoint, i);
      g_array_index (points, WgPoint, i) = g_array_index (points, WgPoint, points->len - 1 - i);
      g_array_index (points, WgPoint, points->len - 1 - i) = a;
    }
  shape = wg_shape_new ();
  wg_shape_add_ring (shape, (const WgPoint *) points->data, points->len, 0, FALSE);
  return shape;
}

gboolean
wg_stroke_get_end (WgStroke *self, double *x_out, double *y_out)
{
  g_autoptr (WgStrokeLine) line = NULL;
  const WgPoint *end = NULL;
  WgCanvas *canvas = wg_stroke_canvas (self);

  if (!wg_stroke_has_plan (self))
    return FALSE;
  line = wg_stroke_shown_line (self);
  end = self->has_pointer ? &self->pointer.point : wg_stroke_line_last (line);
  if (end == NULL)
    return FALSE;
  *x_out = wg_viewport_to_pixel_x (&canvas->viewport, end->x);
  *y_out = wg_viewport_to_pixel_y (&canvas->viewport, end->y);
  return TRUE;
}
