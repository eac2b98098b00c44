/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-paper"

#include "wg-paper-private.h"

/* One direction of an arc with the wanted land on its left. */
typedef struct
{
  const WgPaperArc *arc;
  gboolean is_backwards;
  gboolean is_used;
} Side;

static WgNodeId
side_start (const Side *side)
{
  return side->is_backwards ? side->arc->end : side->arc->start;
}

static WgNodeId
side_end (const Side *side)
{
  return side->is_backwards ? side->arc->start : side->arc->end;
}

static gint
compare_starts (gconstpointer a, gconstpointer b)
{
  const Side *first = a, *second = b;
  WgNodeId x = side_start (first), y = side_start (second);

  if (x != y)
    return x < y ? -1 : 1;
  return (first->arc->id > second->arc->id) - (first->arc->id < second->arc->id);
}

static void
collect_sides (const WgPaperMap *map, WgPaperSideFunc is_in, guint value, GArray *sides)
{
  for (guint i = 0; i < map->arcs->len; i++)
    {
      const WgPaperArc *arc = &g_array_index (map->arcs, WgPaperArc, i);
      gboolean is_left = is_in (&arc->left, value);
      Side side = { arc, !is_left, FALSE };

      if (is_left != is_in (&arc->right, value))
        g_array_append_val (sides, side);
    }
  g_array_sort (sides, compare_starts);
}

/* A side that starts at @node and is not used yet, or NULL. */
static Side *
find_next (GArray *sides, WgNodeId node)
{
  guint low = 0, high = sides->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (side_start (&g_array_index (sides, Side, middle)) < node)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < sides->len && side_start (&g_array_index (sides, Side, low)) == node; low++)
    if (!g_array_index (sides, Side, low).is_used)
      return &g_array_index (sides, Side, low);
  return NULL;
}

static void
append_side (const WgPaperMap *map, const Side *side, GArray *ring)
{
  const WgPaperArc *arc = side->arc;

  for (guint i = 0; i + 1 < arc->n_points; i++)
    {
      guint at = arc->first + (side->is_backwards ? arc->n_points - 1 - i : i);
      g_array_append_val (ring, g_array_index (map->points, WgPaperPoint, at));
    }
}

static GArray *
box_ring (const WgViewport *v)
{
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (WgPaperPoint));
  const double reach = WG_PAPER_REACH;
  const WgPaperPoint corners[] = { { -reach, -reach },
                                   { -reach, v->height + reach },
                                   { v->width + reach, v->height + reach },
                                   { v->width + reach, -reach } };

  g_array_append_vals (ring, corners, G_N_ELEMENTS (corners));
  return ring;
}

/* Where several sides meet in a node any way to go on is right: the area that all rings together wind
 * around is the same. */
GPtrArray *
wg_paper_map_rings (const WgPaperMap *map, WgPaperSideFunc is_in, guint value)
{
  GPtrArray *rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) sides = g_array_new (FALSE, FALSE, sizeof (Side));

  if (map->is_whole)
    {
      if (is_in (&map->whole, value))
        g_ptr_array_add (rings, box_ring (&map->viewport));
      return rings;
    }
  collect_sides (map, is_in, value, sides);
  for (guint i = 0; i < sides->len; i++)
    {
      Side *side = &g_array_index (sides, Side, i);
      GArray *ring = NULL;

      if (side->is_used)
        continue;
      ring = g_array_new (FALSE, FALSE, sizeof (WgPaperPoint));
      for (; side != NULL; side = find_next (sides, side_end (side)))
        {
          append_side (map, side, ring);
          side->is_used = TRUE;
        }
      wg_paper_clip_ring (&map->viewport, ring);
      if (ring->len > 0)
        g_ptr_array_add (rings, ring);
      else
        g_array_unref (ring);
    }
  return rings;
}
