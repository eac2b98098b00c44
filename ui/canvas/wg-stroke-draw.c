/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-stroke"

#include "wg-stroke-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define VERTEX_GAP 9.0 /* pixels: vertices nearer to the last one drawn are left out */

static graphene_point_t
to_screen (const WgViewport *v, WgPoint p)
{
  return GRAPHENE_POINT_INIT ((float) wg_viewport_to_pixel_x (v, p.x),
                              (float) wg_viewport_to_pixel_y (v, p.y));
}

static void
trace_line (cairo_t *cr, const WgViewport *v, const WgStrokeLine *line)
{
  cairo_new_sub_path (cr);
  for (guint i = 0; i < line->points->len; i++)
    {
      graphene_point_t p = to_screen (v, g_array_index (line->points, WgPoint, i));
      cairo_line_to (cr, p.x, p.y);
    }
  if (line->is_ring)
    cairo_close_path (cr);
}

/** Red on white: seen on every ground. */
static void
draw_line (cairo_t *cr, const WgViewport *v, const WgStrokeLine *line)
{
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  trace_line (cr, v, line);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_set_line_width (cr, 4.5);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0.78, 0.08, 0.12);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

/** The points that were set; of a freehand or traced run only some. */
static void
draw_vertices (cairo_t *cr, const WgViewport *v, const WgStrokeLine *line)
{
  graphene_point_t last = GRAPHENE_POINT_INIT (0, 0);

  for (guint i = 0; i < line->points->len; i++)
    {
      graphene_point_t p = to_screen (v, g_array_index (line->points, WgPoint, i));
      gboolean is_end = i == 0 || i == line->points->len - 1;

      if (!is_end && hypot (p.x - last.x, p.y - last.y) < VERTEX_GAP)
        continue;
      cairo_rectangle (cr, p.x - 3.5, p.y - 3.5, 7, 7);
      last = p;
    }
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.78, 0.08, 0.12);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

/** A square on vertices, a diamond on lines, a circle on the first point: told apart without
 *  colour. */
static void
draw_snap (WgStroke *self, cairo_t *cr, const WgViewport *v)
{
  graphene_point_t p = to_screen (v, self->pointer.point);

  if (!self->has_pointer || self->pointer.kind == WG_SNAP_NONE)
    return;
  cairo_save (cr);
  cairo_translate (cr, p.x, p.y);
  if (wg_snap_is_line (self->pointer.kind))
    cairo_rotate (cr, G_PI / 4);
  if (self->pointer.kind == WG_SNAP_FIRST)
    cairo_arc (cr, 0, 0, 7, 0, 2 * G_PI);
  else
    cairo_rectangle (cr, -6, -6, 12, 12);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_set_line_width (cr, 4);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0.58, 0.0, 0.60);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/** What it snapped to, and how the stroke goes on. */
static void
draw_name (WgStroke *self, GtkSnapshot *snapshot, WgCanvas *canvas)
{
  g_autofree char *name = wg_snap_describe (canvas, &self->pointer);
  g_autoptr (GString) text = g_string_new (name);
  graphene_point_t at = to_screen (&canvas->viewport, self->pointer.point);
  const char *mode = NULL;
  double lines = 1;

  if (!self->has_pointer)
    return;
  if (self->parallel_points > 0)
    mode = _("Parallel");
  else if (wg_stroke_is_tracing (self) && self->line->points->len > 0 && self->trail == NULL
           && !wg_stroke_has_numbers (self))
    mode = self->traced->len > 1 ? _("Follows lines") : _("No line leads there: straight");
  if (mode != NULL)
    {
      lines += text->len > 0;
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", mode);
    }
  if (text->len > 0)
    wg_canvas_draw_note (canvas, snapshot, text->str, at.x + 14, at.y - 14 - 20 * lines);
}

/** Where the numbers of a stroke that works have their place. */
static void
draw_refusal (WgStroke *self, GtkSnapshot *snapshot, WgCanvas *canvas)
{
  g_autofree char *text = NULL;
  double x = 0, y = 0;

  if (self->refusal == NULL || !wg_stroke_get_end (self, &x, &y))
    return;
  text = g_strconcat ("⊘ ", self->refusal, NULL);
  wg_canvas_draw_note (canvas, snapshot, text, x + 14, y + 14);
}

void
wg_stroke_draw (WgStroke *self, GtkSnapshot *snapshot)
{
  WgCanvas *canvas = wg_stroke_canvas (self);
  g_autoptr (WgStrokeLine) shown = NULL;
  const WgViewport *v = NULL;
  cairo_t *cr = NULL;

  if (canvas == NULL || canvas->plan == NULL || !wg_canvas_has_view (canvas)
      || (wg_stroke_is_empty (self) && !self->has_pointer))
    return;
  v = &canvas->viewport;
  shown = wg_stroke_shown_line (self);
  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) v->width, (float) v->height));
  for (guint i = 0; i < self->kept->len; i++)
    {
      draw_line (cr, v, g_ptr_array_index (self->kept, i));
      draw_vertices (cr, v, g_ptr_array_index (self->kept, i));
    }
  draw_line (cr, v, shown);
  draw_vertices (cr, v, self->line);
  draw_snap (self, cr, v);
  cairo_destroy (cr);
  draw_name (self, snapshot, canvas);
  draw_refusal (self, snapshot, canvas);
}
