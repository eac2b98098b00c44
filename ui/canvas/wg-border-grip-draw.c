/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-border-grip"

#include "wg-border-grip-private.h"

#include "wg-canvas-private.h"

#define HANDLE_SPACING 9.0 /* pixels: corners closer than that have no handle of their own */

static const GdkRGBA refused = { 0.84f, 0.08f, 0.10f, 1 };

static graphene_point_t
to_screen (WgCanvas *canvas, WgPoint p)
{
  const WgViewport *v = &canvas->viewport;

  return GRAPHENE_POINT_INIT ((float) wg_viewport_to_pixel_x (v, p.x),
                              (float) wg_viewport_to_pixel_y (v, p.y));
}

static gboolean
is_in_view (WgCanvas *canvas, graphene_point_t p)
{
  return p.x > -8 && p.y > -8 && p.x < canvas->viewport.width + 8
         && p.y < canvas->viewport.height + 8;
}

/** Strokes the path twice: a light casing keeps it readable over any map. */
static void
stroke_cased (cairo_t *cr, const GdkRGBA *colour, double width)
{
  cairo_set_source_rgba (cr, 1, 1, 1, 0.85);
  cairo_set_line_width (cr, width + 2.5);
  cairo_stroke_preserve (cr);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

static void
draw_handle (cairo_t *cr, graphene_point_t p, const GdkRGBA *colour, gboolean is_round,
             gboolean is_caught)
{
  double r = is_caught ? 6 : is_round ? 3.5 : 4;

  cairo_new_path (cr);
  if (is_round)
    cairo_arc (cr, p.x, p.y, r, 0, 2 * G_PI);
  else
    cairo_rectangle (cr, p.x - r, p.y - r, 2 * r, 2 * r);
  if (is_caught)
    gdk_cairo_set_source_rgba (cr, colour);
  else
    cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  if (is_caught)
    cairo_set_source_rgb (cr, 1, 1, 1);
  else
    gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
trace_line (cairo_t *cr, WgCanvas *canvas, const WgLine *line)
{
  graphene_point_t last = { 0 };

  for (guint k = 0; k < line->n_points; k++)
    {
      graphene_point_t p = to_screen (canvas, line->points[k]);

      if (k > 0 && k + 1 < line->n_points && graphene_point_distance (&p, &last, NULL, NULL) < 0.7f)
        continue;
      cairo_line_to (cr, CLAMP (p.x, -4e6, 4e6), CLAMP (p.y, -4e6, 4e6));
      last = p;
    }
}

static void
draw_handles (cairo_t *cr, WgCanvas *canvas, const WgLine *line, const GdkRGBA *colour)
{
  graphene_point_t last = { -1e6f, -1e6f };

  for (guint k = 0; k < line->n_points; k++)
    {
      graphene_point_t p = to_screen (canvas, line->points[k]);
      float gap = graphene_point_distance (&p, &last, NULL, NULL);

      if (k > 0 && gap >= WG_MIDDLE_MIN_PIXELS)
        {
          graphene_point_t middle = { (p.x + last.x) / 2, (p.y + last.y) / 2 };
          if (is_in_view (canvas, middle))
            draw_handle (cr, middle, colour, TRUE, FALSE);
        }
      if (gap >= HANDLE_SPACING && is_in_view (canvas, p))
        draw_handle (cr, p, colour, FALSE, FALSE);
      last = p;
    }
}

/** What the pointer is at: the border, its handles, and the one that would be caught. */
static void
draw_pick (WgBorderGrip *self, cairo_t *cr, WgCanvas *canvas)
{
  const WgCoverage *coverage = wg_plan_get_coverage (canvas->plan);
  const GdkRGBA *accent = wg_canvas_accent (canvas);
  g_autoptr (GArray) arcs = NULL;
  graphene_point_t a = to_screen (canvas, self->pick.ends[0]);
  graphene_point_t b = to_screen (canvas, self->pick.ends[1]);
  graphene_point_t middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 };

  arcs = wg_border_arcs_at (wg_plan_get_coverage (canvas->plan), self->pick.ends[0]);
  for (guint i = 0; i < arcs->len; i++)
    {
      WgArcId id = g_array_index (arcs, WgArcId, i);

      if (id != self->pick.arc && !self->pick.is_node)
        continue;
      trace_line (cr, canvas, wg_coverage_arc (coverage, id)->line);
      stroke_cased (cr, accent, 2);
      draw_handles (cr, canvas, wg_coverage_arc (coverage, id)->line, accent);
    }
  if (self->pick.kind == WG_PICK_VERTEX)
    draw_handle (cr, a, accent, FALSE, TRUE);
  else if (self->pick.kind == WG_PICK_MIDDLE)
    draw_handle (cr, middle, accent, TRUE, TRUE);
  else
    {
      cairo_move_to (cr, a.x, a.y);
      cairo_line_to (cr, b.x, b.y);
      stroke_cased (cr, accent, 4);
    }
}

static void
trace_legs (WgBorderGrip *self, cairo_t *cr, WgCanvas *canvas, const WgPoint *moved)
{
  for (guint i = 0; i < self->legs->len; i++)
    {
      const WgBorderLeg *leg = &g_array_index (self->legs, WgBorderLeg, i);
      graphene_point_t p = to_screen (canvas, leg->end), q = to_screen (canvas, moved[leg->at]);

      cairo_move_to (cr, p.x, p.y);
      cairo_line_to (cr, q.x, q.y);
    }
  if (self->n_moved == 2)
    {
      graphene_point_t p = to_screen (canvas, moved[0]), q = to_screen (canvas, moved[1]);
      cairo_move_to (cr, p.x, p.y);
      cairo_line_to (cr, q.x, q.y);
    }
}

static void
draw_refusal (cairo_t *cr, graphene_point_t p)
{
  cairo_new_path (cr);
  cairo_arc (cr, p.x, p.y, 9, 0, 2 * G_PI);
  stroke_cased (cr, &refused, 2.5);
  cairo_move_to (cr, p.x - 5, p.y - 5);
  cairo_line_to (cr, p.x + 5, p.y + 5);
  cairo_move_to (cr, p.x + 5, p.y - 5);
  cairo_line_to (cr, p.x - 5, p.y + 5);
  stroke_cased (cr, &refused, 2.5);
}

/** The old line faint, the new one strong; red where it cannot be. */
static void
draw_drag (WgBorderGrip *self, cairo_t *cr, WgCanvas *canvas)
{
  const GdkRGBA *accent = wg_canvas_accent (canvas);
  const GdkRGBA *colour = self->reason != NULL ? &refused : accent;

  trace_legs (self, cr, canvas, self->from);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.7);
  cairo_set_line_width (cr, 3);
  cairo_stroke_preserve (cr);
  cairo_set_dash (cr, (const double[]){ 4, 4 }, 2, 0);
  cairo_set_source_rgba (cr, 0.35, 0.35, 0.35, 0.9);
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  trace_legs (self, cr, canvas, self->to);
  stroke_cased (cr, colour, 3);
  for (guint i = 0; i < self->n_moved; i++)
    draw_handle (cr, to_screen (canvas, self->to[i]), colour, FALSE, TRUE);
  if (self->reason != NULL)
    draw_refusal (cr, to_screen (canvas, self->place));
}

static void
draw_notes (WgBorderGrip *self, GtkSnapshot *snapshot, WgCanvas *canvas)
{
  graphene_point_t at = to_screen (canvas, self->snapped_at);
  g_autofree char *name = wg_snap_describe (canvas, &self->snap);

  if (name != NULL)
    wg_canvas_draw_note (canvas, snapshot, name, at.x + 14, at.y - 34);
  if (self->reason != NULL)
    {
      graphene_point_t place = to_screen (canvas, self->place);
      wg_canvas_draw_note (canvas, snapshot, self->reason, place.x + 14, place.y + 12);
    }
}

void
wg_border_grip_draw (WgBorderGrip *self, GtkSnapshot *snapshot)
{
  WgCanvas *canvas = wg_tool_get_canvas (self->tool);
  cairo_t *cr = NULL;

  if (canvas == NULL || canvas->plan == NULL
      || (!self->is_dragging && self->pick.kind == WG_PICK_NONE))
    return;
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) canvas->viewport.width,
                                                       (float) canvas->viewport.height));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  if (self->is_dragging)
    draw_drag (self, cr, canvas);
  else
    draw_pick (self, cr, canvas);
  cairo_destroy (cr);
  if (self->is_dragging)
    draw_notes (self, snapshot, canvas);
}
