/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-shape"

#include "wg-shape.h"

/** Half-open in y, so that a ray to the east through a vertex counts it once. */
static gboolean
ring_crosses_ray (const WgPoint *points, guint n_points, WgPoint p, gboolean *on_border)
{
  gboolean is_odd = FALSE;

  for (guint i = 0, j = n_points - 1; i < n_points; j = i++)
    {
      WgPoint a = points[j], b = points[i];

      if (wg_point_on_segment (p, a, b))
        {
          *on_border = TRUE;
          return FALSE;
        }
      if ((a.y > p.y) == (b.y > p.y))
        continue;
      if (b.y > a.y ? wg_point_side (a, b, p) > 0 : wg_point_side (b, a, p) > 0)
        is_odd = !is_odd;
    }
  return is_odd;
}

/** Returns: (transfer full): a shape without rings */
WgShape *
wg_shape_new (void)
{
  WgShape *shape = g_new (WgShape, 1);

  shape->points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  shape->rings = g_array_new (FALSE, FALSE, sizeof (WgRing));
  return shape;
}

void
wg_shape_free (WgShape *shape)
{
  if (shape == NULL)
    return;

  g_array_unref (shape->points);
  g_array_unref (shape->rings);
  g_free (shape);
}

/** Returns: (transfer full): an independent shape with the same rings */
WgShape *
wg_shape_copy (const WgShape *shape)
{
  WgShape *copy = wg_shape_new ();

  g_array_append_vals (copy->points, shape->points->data, shape->points->len);
  g_array_append_vals (copy->rings, shape->rings->data, shape->rings->len);
  return copy;
}

/** Takes all rings away; keeps the memory for the next use. */
void
wg_shape_clear (WgShape *shape)
{
  g_array_set_size (shape->points, 0);
  g_array_set_size (shape->rings, 0);
}

/**
 * wg_shape_add_ring:
 * @points: the ring; a repeated first point at its end is left off
 * @n_points: how many; 0 adds nothing
 * @part: the polygon it belongs to, from 0, not falling
 * @is_hole: whether it is an inner ring
 *
 * Appends a ring.
 */
void
wg_shape_add_ring (WgShape *shape, const WgPoint *points, guint n_points, guint part,
                   gboolean is_hole)
{
  WgRing ring = { shape->points->len, n_points, part, is_hole, FALSE };

  if (n_points > 1 && wg_point_equal (points[0], points[n_points - 1]))
    ring.n_points--;
  if (ring.n_points == 0)
    return;

  g_array_append_vals (shape->points, points, ring.n_points);
  g_array_append_val (shape->rings, ring);
}

/** How many polygons it has. */
guint
wg_shape_n_parts (const WgShape *shape)
{
  guint n_parts = 0;

  for (guint i = 0; i < shape->rings->len; i++)
    n_parts = MAX (n_parts, WG_SHAPE_RING (shape, i).part + 1);
  return n_parts;
}

WgEnvelope
wg_shape_envelope (const WgShape *shape)
{
  WgEnvelope envelope = WG_ENVELOPE_EMPTY;

  for (guint i = 0; i < shape->points->len; i++)
    wg_envelope_add_point (&envelope, WG_SHAPE_POINT (shape, i));
  return envelope;
}

/* Relative to its first point a ring within WG_COORDINATE_MAX has terms below 2^62, each exact. */
__int128
wg_ring_area2 (const WgPoint *points, guint n_points)
{
  __int128 sum = 0;

  for (guint i = 2; i < n_points; i++)
    sum += wg_point_cross (points[0], points[i - 1], points[i]);
  return sum;
}

double
wg_shape_area_m2 (const WgShape *shape)
{
  __int128 sum = 0;

  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);
      __int128 area2 = wg_ring_area2 (&WG_SHAPE_POINT (shape, ring->first), ring->n_points);

      area2 = area2 < 0 ? -area2 : area2;
      sum += ring->is_hole ? -area2 : area2;
    }
  return (double) sum / 2e6;
}

gboolean
wg_shape_contains (const WgShape *shape, WgPoint p)
{
  gboolean is_inside = FALSE;

  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);
      gboolean on_border = FALSE;

      if (ring_crosses_ray (&WG_SHAPE_POINT (shape, ring->first), ring->n_points, p, &on_border))
        is_inside = !is_inside;
      if (on_border)
        return TRUE;
    }
  return is_inside;
}
