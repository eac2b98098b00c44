/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-coverage-measure"

#include "wg-coverage-measure.h"

#include "wg-build-private.h"
#include "wg-coverage-private.h"

#include <math.h>

/** The segments of one part, two points each; its perimeter in mm and twice its area in mm². */
static GArray *
collect_segments (const WgShape *shape, guint part, double *perimeter_out, double *area2_out)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (WgPoint));

  *perimeter_out = *area2_out = 0.0;
  for (guint r = 0; r < shape->rings->len; r++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, r);
      const WgPoint *points = &WG_SHAPE_POINT (shape, ring->first);

      if (ring->part != part)
        continue;
      *area2_out += (double) wg_ring_area2 (points, ring->n_points);
      for (guint i = 0; i < ring->n_points; i++)
        {
          WgPoint pair[2] = { points[i], points[i + 1 < ring->n_points ? i + 1 : 0] };

          *perimeter_out += sqrt ((double) wg_point_distance2 (pair[0], pair[1]));
          g_array_append_vals (ends, pair, 2);
        }
    }
  return ends;
}

double
wg_coverage_arc_length (const WgCoverage *coverage, WgArcId arc)
{
  const WgLine *line = coverage->arcs[arc].line;
  double length = 0.0;

  for (guint i = 1; i < line->n_points; i++)
    length += hypot ((double) line->points[i].x - line->points[i - 1].x,
                     (double) line->points[i].y - line->points[i - 1].y);
  return length;
}

double
wg_shape_part_width (const WgShape *shape, guint part, double limit, WgPoint *place_out)
{
  double perimeter = 0.0, area2 = 0.0, width = 0.0;
  g_autoptr (GArray) ends = collect_segments (shape, part, &perimeter, &area2);
  WgPoint place = { 0, 0 };

  if (ends->len < 6)
    return 0.0;
  /* No circle inside is narrower than twice the area by the perimeter. */
  if (place_out == NULL && area2 / perimeter > limit)
    return area2 / perimeter;
  width = wg_build_width ((const WgPoint *) ends->data, ends->len / 2, limit, &place);
  if (place_out != NULL)
    *place_out = place;
  return width;
}
