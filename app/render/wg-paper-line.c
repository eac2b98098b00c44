/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-paper"

#include "wg-paper-private.h"

#include <math.h>

/* A stretch of a line that is still to be thinned. */
typedef struct
{
  guint from;
  guint to;
} Stretch;

static double
round_to_hundredth (double value)
{
  return round (value * 100) / 100;
}

WgPaperPoint
wg_paper_point (const WgViewport *viewport, WgPoint point)
{
  return (WgPaperPoint){ round_to_hundredth (wg_viewport_to_pixel_x (viewport, point.x)),
                         round_to_hundredth (wg_viewport_to_pixel_y (viewport, point.y)) };
}

/* The square of the distance of @p from the segment a-b, in points of ground: millimetres. */
static double
distance2 (WgPoint p, WgPoint a, WgPoint b)
{
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y;
  double px = (double) p.x - a.x, py = (double) p.y - a.y;
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? CLAMP ((px * dx + py * dy) / length2, 0, 1) : 0;

  px -= t * dx;
  py -= t * dy;
  return px * px + py * py;
}

/* Marks the points that the line needs to stay within @tolerance of itself (Douglas & Peucker 1973). */
static void
mark_needed (const WgPoint *points, guint n_points, double tolerance, guint8 *is_needed)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Stretch));
  Stretch stretch = { 0, n_points - 1 };

  is_needed[0] = is_needed[n_points - 1] = 1;
  g_array_append_val (stack, stretch);
  while (stack->len > 0)
    {
      double farthest = tolerance * tolerance;
      guint split = 0;

      stretch = g_array_index (stack, Stretch, stack->len - 1);
      g_array_set_size (stack, stack->len - 1);
      for (guint i = stretch.from + 1; i < stretch.to; i++)
        {
          double d2 = distance2 (points[i], points[stretch.from], points[stretch.to]);
          if (d2 > farthest)
            {
              farthest = d2;
              split = i;
            }
        }
      if (split == 0)
        continue;
      is_needed[split] = 1;
      g_array_append_val (stack, ((Stretch){ stretch.from, split }));
      g_array_append_val (stack, ((Stretch){ split, stretch.to }));
    }
}

guint
wg_paper_thin (const WgViewport *viewport, const WgPoint *points, guint n_points, GArray *out)
{
  guint begin = out->len;
  guint8 few[256] = { 0 };
  guint8 *is_needed = n_points <= G_N_ELEMENTS (few) ? few : g_malloc0 (n_points);

  mark_needed (points, n_points, WG_PAPER_THINNING / viewport->scale, is_needed);
  for (guint i = 0; i < n_points; i++)
    {
      WgPaperPoint p = wg_paper_point (viewport, points[i]);
      const WgPaperPoint *last
        = out->len > begin ? &g_array_index (out, WgPaperPoint, out->len - 1) : NULL;

      if (is_needed[i] && (last == NULL || last->x != p.x || last->y != p.y))
        g_array_append_val (out, p);
    }
  if (is_needed != few)
    g_free (is_needed);
  return out->len - begin;
}

/* The part of the segment a-b in the box and its surroundings as a range of 0 to 1 (Liang & Barsky
 * 1984); FALSE when there is none. */
static gboolean
clip_segment (const WgViewport *v, WgPaperPoint a, WgPaperPoint b, double *from, double *to)
{
  double deltas[4] = { a.x - b.x, b.x - a.x, a.y - b.y, b.y - a.y };
  double rests[4] = { a.x + WG_PAPER_REACH, v->width + WG_PAPER_REACH - a.x, a.y + WG_PAPER_REACH,
                      v->height + WG_PAPER_REACH - a.y };

  *from = 0;
  *to = 1;
  for (guint i = 0; i < 4; i++)
    {
      double t = deltas[i] != 0 ? rests[i] / deltas[i] : 0;

      if (deltas[i] == 0 && rests[i] < 0)
        return FALSE;
      if (deltas[i] < 0)
        *from = MAX (*from, t);
      else if (deltas[i] > 0)
        *to = MIN (*to, t);
    }
  return *from < *to;
}

static WgPaperPoint
along (WgPaperPoint a, WgPaperPoint b, double t)
{
  return (WgPaperPoint){ round_to_hundredth (a.x + t * (b.x - a.x)),
                         round_to_hundredth (a.y + t * (b.y - a.y)) };
}

static gboolean
is_same (WgPaperPoint a, WgPaperPoint b)
{
  return a.x == b.x && a.y == b.y;
}

void
wg_paper_add_line (cairo_t *cr, const WgViewport *viewport, const WgPaperPoint *points,
                   guint n_points)
{
  gboolean is_open = FALSE, is_cut = FALSE;

  for (guint i = 1; i < n_points; i++)
    {
      double from = 0, to = 1;

      if (!clip_segment (viewport, points[i - 1], points[i], &from, &to))
        {
          is_open = FALSE;
          is_cut = TRUE;
          continue;
        }
      if (!is_open || from > 0)
        {
          WgPaperPoint start = from > 0 ? along (points[i - 1], points[i], from) : points[i - 1];
          cairo_move_to (cr, start.x, start.y);
        }
      if (to >= 1 && i + 1 == n_points && !is_cut && from <= 0 && n_points > 2
          && is_same (points[0], points[i]))
        {
          cairo_close_path (cr);
          return;
        }
      else
        {
          WgPaperPoint end = to < 1 ? along (points[i - 1], points[i], to) : points[i];
          cairo_line_to (cr, end.x, end.y);
        }
      is_open = to >= 1;
      is_cut |= from > 0 || to < 1;
    }
}

/* How far inside one of the four edges a point is. */
static double
inside_of (const WgViewport *v, guint edge, WgPaperPoint p)
{
  switch (edge)
    {
    case 0:
      return p.x + WG_PAPER_REACH;
    case 1:
      return v->width + WG_PAPER_REACH - p.x;
    case 2:
      return p.y + WG_PAPER_REACH;
    default:
      return v->height + WG_PAPER_REACH - p.y;
    }
}

static void
append_distinct (GArray *ring, WgPaperPoint p)
{
  if (ring->len == 0 || !is_same (g_array_index (ring, WgPaperPoint, ring->len - 1), p))
    g_array_append_val (ring, p);
}

/* Edge by edge (Sutherland & Hodgman 1974): what lies outside is folded onto the edge, where it is
 * not seen; what winds around a point in the box stays. */
void
wg_paper_clip_ring (const WgViewport *viewport, GArray *ring)
{
  g_autoptr (GArray) from = g_array_new (FALSE, FALSE, sizeof (WgPaperPoint));

  for (guint edge = 0; edge < 4 && ring->len > 0; edge++)
    {
      g_array_set_size (from, 0);
      g_array_append_vals (from, ring->data, ring->len);
      g_array_set_size (ring, 0);
      for (guint i = 0; i < from->len; i++)
        {
          WgPaperPoint a = g_array_index (from, WgPaperPoint, i == 0 ? from->len - 1 : i - 1);
          WgPaperPoint b = g_array_index (from, WgPaperPoint, i);
          double inside_a = inside_of (viewport, edge, a), inside_b = inside_of (viewport, edge, b);

          if ((inside_a < 0) != (inside_b < 0))
            append_distinct (ring, along (a, b, inside_a / (inside_a - inside_b)));
          if (inside_b >= 0)
            append_distinct (ring, b);
        }
    }
  if (ring->len < 3)
    g_array_set_size (ring, 0);
}

void
wg_paper_add_ring (cairo_t *cr, const GArray *ring)
{
  for (guint i = 0; i < ring->len; i++)
    {
      const WgPaperPoint *p = &g_array_index (ring, WgPaperPoint, i);

      if (i == 0)
        cairo_move_to (cr, p->x, p->y);
      else
        cairo_line_to (cr, p->x, p->y);
    }
  if (ring->len > 0)
    cairo_close_path (cr);
}
