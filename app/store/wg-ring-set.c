/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-ring-set"

#include "wg-ring-set.h"

#include <string.h>

/* A ring seen from its least point. */
typedef struct
{
  const WgPoint *points;
  guint n_points;
  guint start;
  gboolean is_hole;
} Ring;

static WgPoint
get_point (const Ring *ring, guint i)
{
  return ring->points[(ring->start + i) % ring->n_points];
}

static int
compare_rings (gconstpointer a, gconstpointer b)
{
  const Ring *ring_a = a, *ring_b = b;

  if (ring_a->is_hole != ring_b->is_hole)
    return ring_a->is_hole ? 1 : -1;
  if (ring_a->n_points != ring_b->n_points)
    return ring_a->n_points < ring_b->n_points ? -1 : 1;
  for (guint i = 0; i < ring_a->n_points; i++)
    {
      int order = wg_point_compare (get_point (ring_a, i), get_point (ring_b, i));

      if (order != 0)
        return order;
    }
  return 0;
}

/* The least point; where it comes twice, the one whose rest is less. */
static void
turn_to_least (Ring *ring)
{
  for (guint i = 1; i < ring->n_points; i++)
    {
      Ring other = *ring;

      if (wg_point_compare (ring->points[i], ring->points[ring->start]) > 0)
        continue;
      other.start = i;
      if (compare_rings (&other, ring) < 0)
        ring->start = i;
    }
}

static GArray *
sort_rings (const WgShape *shape)
{
  GArray *rings = g_array_new (FALSE, FALSE, sizeof (Ring));

  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *from = &WG_SHAPE_RING (shape, i);
      Ring ring = { &WG_SHAPE_POINT (shape, from->first), from->n_points, 0, from->is_hole };

      turn_to_least (&ring);
      g_array_append_val (rings, ring);
    }
  g_array_sort (rings, compare_rings);
  return rings;
}

gboolean
wg_ring_set_equal (const WgShape *a, const WgShape *b)
{
  g_autoptr (GArray) rings_a = NULL;
  g_autoptr (GArray) rings_b = NULL;

  if (a->rings->len != b->rings->len || a->points->len != b->points->len)
    return FALSE;
  if (memcmp (a->points->data, b->points->data, a->points->len * sizeof (WgPoint)) == 0
      && memcmp (a->rings->data, b->rings->data, a->rings->len * sizeof (WgRing)) == 0)
    return TRUE;
  rings_a = sort_rings (a);
  rings_b = sort_rings (b);
  for (guint i = 0; i < rings_a->len; i++)
    if (compare_rings (&g_array_index (rings_a, Ring, i), &g_array_index (rings_b, Ring, i)) != 0)
      return FALSE;
  return TRUE;
}
