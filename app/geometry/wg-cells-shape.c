/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cells-shape"

#include "wg-cells-private.h"

#include <math.h>

#define LONGEST_CORNER 1.5 /* of the width that a corner may stand out by */

double
wg_cells_distance (WgPoint p, WgPoint a, WgPoint b)
{
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y;
  double px = (double) p.x - a.x, py = (double) p.y - a.y;
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? CLAMP ((px * dx + py * dy) / length2, 0.0, 1.0) : 0.0;

  return hypot (px - t * dx, py - t * dy);
}

gboolean
wg_cells_meets_box (WgPoint a, WgPoint b, const WgEnvelope *box)
{
  WgPoint corners[4] = { { box->min_x, box->min_y }, { box->max_x, box->min_y },
                         { box->max_x, box->max_y }, { box->min_x, box->max_y } };
  gboolean is_left = FALSE, is_right = FALSE;

  if (MAX (a.x, b.x) < box->min_x || MIN (a.x, b.x) > box->max_x || MAX (a.y, b.y) < box->min_y
      || MIN (a.y, b.y) > box->max_y)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      int side = wg_point_side (a, b, corners[i]);

      is_left |= side >= 0;
      is_right |= side <= 0;
    }
  return is_left && is_right;
}

gboolean
wg_cells_meets_shape (WgPoint a, WgPoint b, const WgShape *shape)
{
  if (wg_shape_contains (shape, a) || wg_shape_contains (shape, b))
    return TRUE;
  for (guint r = 0; r < shape->rings->len; r++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, r);

      for (guint i = 0; i < ring->n_points; i++)
        {
          WgPoint c = WG_SHAPE_POINT (shape, ring->first + i);
          WgPoint d = WG_SHAPE_POINT (shape, ring->first + (i + 1) % ring->n_points);

          if (wg_point_side (a, b, c) * wg_point_side (a, b, d) <= 0
              && wg_point_side (c, d, a) * wg_point_side (c, d, b) <= 0
              && MAX (a.x, b.x) >= MIN (c.x, d.x) && MAX (c.x, d.x) >= MIN (a.x, b.x)
              && MAX (a.y, b.y) >= MIN (c.y, d.y) && MAX (c.y, d.y) >= MIN (a.y, b.y))
            return TRUE;
        }
    }
  return FALSE;
}

GEOSGeometry *
wg_cells_read_footprint (GEOSContextHandle_t geos, const WgShape *shape)
{
  GEOSGeometry *geometry = wg_geos_from_shape (shape);

  if (geometry != NULL && GEOSisValid_r (geos, geometry) != 1)
    {
      GEOSGeometry *valid = GEOSMakeValid_r (geos, geometry);

      GEOSGeom_destroy_r (geos, geometry);
      geometry = valid;
    }
  return geometry;
}

GEOSGeometry *
wg_cells_buffer (GEOSContextHandle_t geos, const GEOSGeometry *geometry, double by)
{
  return GEOSBufferWithStyle_r (geos, geometry, by, 1, GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_MITRE, LONGEST_CORNER);
}

WgShape *
wg_cells_grow (const WgShape *shape, double by)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  GEOSGeometry *geometry = wg_cells_read_footprint (geos, shape);
  GEOSGeometry *wider = geometry != NULL ? wg_cells_buffer (geos, geometry, by) : NULL;
  WgShape *grown = wg_shape_new ();

  if (wider == NULL || !wg_geos_to_shape (wider, grown))
    wg_shape_clear (grown);
  GEOSGeom_destroy_r (geos, wider);
  GEOSGeom_destroy_r (geos, geometry);
  return grown;
}
