/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

#include <math.h>

static double
part_area_m2 (const WgShape *shape, guint part, WgEnvelope *extent_out)
{
  double area2 = 0.0;

  *extent_out = (WgEnvelope) WG_ENVELOPE_EMPTY;
  for (guint r = 0; r < shape->rings->len; r++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, r);
      const WgPoint *points = &WG_SHAPE_POINT (shape, ring->first);

      if (ring->part != part)
        continue;
      area2 += (double) wg_ring_area2 (points, ring->n_points);
      for (guint i = 0; i < ring->n_points; i++)
        wg_envelope_add_point (extent_out, points[i]);
    }
  return area2 / 2e6;
}

/* land.parts: a grid in more parts than allowed (enclaves, interleaved land). Shown is the smallest
 * part, because that is what will be given away. */
void
wg_check_land_parts (WgCheckContext *context, const WgGrid *grid)
{
  const GArray *own = wg_plan_get_own_faces (context->plan, grid->id);
  const WgShape *shape = NULL;
  WgFinding *finding = NULL;
  double least = INFINITY;
  guint n_parts = 0;

  /* One face is one part. */
  if (own->len <= 1 && wg_plan_get_children (context->plan, grid->id)->len == 0)
    return;
  shape = wg_check_shape (context);
  n_parts = wg_shape_n_parts (shape);
  if (n_parts <= context->settings.most_parts)
    return;
  finding = wg_check_add_grid (context, grid->id);
  finding->value = n_parts;
  finding->limit = context->settings.most_parts;
  for (guint part = 0; part < n_parts; part++)
    {
      WgEnvelope extent = WG_ENVELOPE_EMPTY;
      double area = part_area_m2 (shape, part, &extent);

      if (area >= least)
        continue;
      least = area;
      finding->area_m2 = area;
      finding->place = (WgPoint){ extent.min_x / 2 + extent.max_x / 2,
                                  extent.min_y / 2 + extent.max_y / 2 };
    }
}
