/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-geodesic"

#include "wg-frame-private.h"

#include <geodesic.h>
#include <math.h>

static void
add_ring (const struct geod_geodesic *ellipsoid, const double *x, const double *y, guint n_points,
          double *area_out, double *perimeter_out)
{
  struct geod_polygon polygon;
  double area = 0.0;

  geod_polygon_init (&polygon, 0);
  for (guint i = 0; i < n_points; i++)
    geod_polygon_addpoint (ellipsoid, &polygon, y[i], x[i]);
  geod_polygon_compute (ellipsoid, &polygon, 0, 1, &area, perimeter_out);
  *area_out = fabs (area);
}

/**
 * wg_frame_geodesic:
 * @shape: in the frame's millimetres; its rings may run either way
 * @area_m2_out: (out): outer rings less holes
 * @perimeter_m_out: (out): of all rings, holes too
 *
 * On the ellipsoid of the CRS, so free of the projection's distortion. Both are NaN when a point
 * has no place on the earth. About 10,000 polygons of 80 points a second: keep the result. Any thread.
 * Source: C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87, 43-55 (2013), in PROJ.
 */
void
wg_frame_geodesic (const WgFrame *frame, const WgShape *shape, double *area_m2_out,
                   double *perimeter_m_out)
{
  struct geod_geodesic ellipsoid;
  guint n_points = shape->points->len;
  g_autofree double *x = g_new (double, n_points + 1);
  g_autofree double *y = g_new (double, n_points + 1);

  *area_m2_out = 0.0;
  *perimeter_m_out = 0.0;
  if (!wg_frame_points_to_degrees (frame, (const WgPoint *) shape->points->data, n_points, x, y))
    {
      *area_m2_out = *perimeter_m_out = NAN;
      return;
    }

  geod_init (&ellipsoid, frame->semi_major_m, frame->flattening);
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);
      double area = 0.0, perimeter = 0.0;

      add_ring (&ellipsoid, x + ring->first, y + ring->first, ring->n_points, &area, &perimeter);
      *area_m2_out += ring->is_hole ? -area : area;
      *perimeter_m_out += perimeter;
    }
}

/**
 * wg_frame_geodesic_lengths:
 * @points: in the frame's millimetres
 * @n_points: at least 1
 * @lengths_m_out: room for n_points - 1: of each segment, along the geodesic
 *
 * Returns: their sum in metres; NaN (and all lengths) when a point has no place on the earth. Any thread.
 */
double
wg_frame_geodesic_lengths (const WgFrame *frame, const WgPoint *points, guint n_points,
                           double *lengths_m_out)
{
  struct geod_geodesic ellipsoid;
  g_autofree double *x = g_new (double, n_points + 1);
  g_autofree double *y = g_new (double, n_points + 1);
  gboolean is_good = wg_frame_points_to_degrees (frame, points, n_points, x, y);
  double sum = is_good ? 0 : NAN;

  geod_init (&ellipsoid, frame->semi_major_m, frame->flattening);
  for (guint i = 1; i < n_points; i++)
    {
      double length = NAN;

      if (is_good)
        geod_inverse (&ellipsoid, y[i - 1], x[i - 1], y[i], x[i], &length, NULL, NULL);
      lengths_m_out[i - 1] = length;
      sum += length;
    }
  return sum;
}
