/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-stroke"

#include "wg-stroke-private.h"

WgStrokeLine *
wg_stroke_line_new (void)
{
  WgStrokeLine *line = g_new0 (WgStrokeLine, 1);

  line->points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  line->runs = g_array_new (FALSE, FALSE, sizeof (guint));
  return line;
}

void
wg_stroke_line_free (WgStrokeLine *line)
{
  g_array_unref (line->points);
  g_array_unref (line->runs);
  g_free (line);
}

WgStrokeLine *
wg_stroke_line_copy (const WgStrokeLine *line)
{
  WgStrokeLine *copy = g_new0 (WgStrokeLine, 1);

  copy->points = g_array_copy (line->points);
  copy->runs = g_array_copy (line->runs);
  copy->is_ring = line->is_ring;
  return copy;
}

void
wg_stroke_line_step (WgStrokeLine *line)
{
  g_array_append_val (line->runs, line->points->len);
}

gboolean
wg_stroke_line_add (WgStrokeLine *line, WgPoint point)
{
  const WgPoint *last = wg_stroke_line_last (line);

  if (last != NULL && wg_point_equal (*last, point))
    return FALSE;
  g_array_append_val (line->points, point);
  return TRUE;
}

gboolean
wg_stroke_line_undo (WgStrokeLine *line)
{
  /* A step that added nothing is not worth a key. */
  while (line->runs->len > 0)
    {
      guint before = g_array_index (line->runs, guint, line->runs->len - 1);
      gboolean was_ring = line->is_ring;

      line->is_ring = FALSE;
      g_array_set_size (line->runs, line->runs->len - 1);
      if (before < line->points->len || was_ring)
        {
          g_array_set_size (line->points, before);
          return TRUE;
        }
    }
  return FALSE;
}

const WgPoint *
wg_stroke_line_last (const WgStrokeLine *line)
{
  return line->points->len > 0 ? &g_array_index (line->points, WgPoint, line->points->len - 1)
                               : NULL;
}

gboolean
wg_stroke_line_is_whole (const WgStrokeLine *line)
{
  return line->points->len >= (line->is_ring ? 3 : 2);
}

/** The point farthest from the segment of its ends, when it is farther than @tolerance; else 0. */
static guint
farthest (const WgPoint *points, guint first, guint last, double tolerance)
{
  double dx = (double) points[last].x - points[first].x;
  double dy = (double) points[last].y - points[first].y;
  double length2 = dx * dx + dy * dy, most = tolerance * tolerance;
  guint found = 0;

  for (guint i = first + 1; i < last; i++)
    {
      double x = (double) points[i].x - points[first].x, y = (double) points[i].y - points[first].y;
      double t = length2 > 0 ? CLAMP ((x * dx + y * dy) / length2, 0, 1) : 0;
      double ex = x - t * dx, ey = y - t * dy;

      if (ex * ex + ey * ey > most)
        {
          most = ex * ex + ey * ey;
          found = i;
        }
    }
  return found;
}

void
wg_stroke_line_add_trail (WgStrokeLine *line, const GArray *trail, double tolerance)
{
  const WgPoint *points = (const WgPoint *) trail->data;
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first = 0, last = trail->len - 1;

  /* Douglas and Peucker 1973, with the pending ends on a stack. */
  if (trail->len == 0)
    return;
  wg_stroke_line_add (line, points[0]);
  g_array_append_val (ends, last);
  while (ends->len > 0)
    {
      guint split = 0;

      last = g_array_index (ends, guint, ends->len - 1);
      split = farthest (points, first, last, tolerance);
      if (split > 0)
        {
          g_array_append_val (ends, split);
          continue;
        }
      wg_stroke_line_add (line, points[last]);
      first = last;
      g_array_set_size (ends, ends->len - 1);
    }
}
