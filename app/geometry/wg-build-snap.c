/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-build"

#include "wg-build-private.h"

#include "../base/wg-hash.h"

#include <math.h>
#include <string.h>

/*
 * Only vertices of suspect segments move: a clean neighbourhood stays as it came. Two vertices
 * that one polygon tells apart are two, however near; only a near miss of two polygons is closed.
 */

typedef struct
{
  const WgBuild *build;
  guint32 *vertices;    /* of suspects, by (settled first, point) */
  guint n_vertices;
  guint32 *part_first;  /* n_points + 1: where the parts of a vertex start; only of suspects */
  guint32 *parts;
  guint32 *heads;       /* per slot: the latest leader there */
  guint32 *following;   /* per index in vertices */
  guint64 mask;
  gint64 size;          /* of a cell, mm */
  gint64 distance2;
} Snap;

static gboolean
is_settled (const Snap *snap, guint32 vertex)
{
  for (guint32 i = snap->part_first[vertex]; i < snap->part_first[vertex + 1]; i++)
    if (snap->build->claimants[snap->build->parts[snap->parts[i]].claimant].is_settled)
      return TRUE;
  return FALSE;
}

static gboolean
parts_meet (const Snap *snap, guint32 v, guint32 w)
{
  for (guint32 i = snap->part_first[v]; i < snap->part_first[v + 1]; i++)
    for (guint32 j = snap->part_first[w]; j < snap->part_first[w + 1]; j++)
      if (snap->parts[i] == snap->parts[j])
        return TRUE;
  return FALSE;
}

static guint64
cell_slot (const Snap *snap, gint64 cx, gint64 cy)
{
  return wg_hash_pair ((guint32) cx, (guint32) cy) & snap->mask;
}

static gint64
cell_of (const Snap *snap, gint32 coordinate)
{
  return ((gint64) coordinate + WG_COORDINATE_MAX) / snap->size;
}

/** Which parts have which suspect vertices, by counting. */
static void
gather_parts (Snap *snap, const guint8 *is_wanted)
{
  const WgBuild *build = snap->build;

  snap->part_first = g_new0 (guint32, build->n_points + 2);
  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < build->n_segments; i++)
        for (guint end = 0; end < 2; end++)
          {
            const WgSegment *segment = &build->segments[i];
            guint32 vertex = end == 0 ? segment->a : segment->b;

            if (!is_wanted[vertex])
              continue;
            for (guint32 u = 0; u < segment->n; u++)
              if (pass == 0)
                snap->part_first[vertex + 1]++;
              else
                snap->parts[snap->part_first[vertex]++] = build->uses.items[segment->first + u]
                                                          >> 1;
          }
      if (pass == 1)
        break;
      for (guint i = 0; i < build->n_points; i++)
        snap->part_first[i + 1] += snap->part_first[i];
      snap->parts = g_new (guint32, snap->part_first[build->n_points] + 1);
    }
  for (guint i = build->n_points; i > 0; i--)
    snap->part_first[i] = snap->part_first[i - 1];
  snap->part_first[0] = 0;
}

/** By (settled first, x, y): as numbers of 61 bits, which the table turns back into vertices. */
static void
sort_vertices (Snap *snap, WgBuild *build)
{
  guint64 *keys = g_new (guint64, snap->n_vertices + 1);
  guint64 *scratch = g_new (guint64, snap->n_vertices + 1);
  const guint64 mask = ((guint64) 1 << 30) - 1;

  for (guint i = 0; i < snap->n_vertices; i++)
    {
      WgPoint p = build->points[snap->vertices[i]];

      keys[i] = (guint64) !is_settled (snap, snap->vertices[i]) << 60
                | (guint64) (p.x + WG_COORDINATE_MAX) << 30 | (guint64) (p.y + WG_COORDINATE_MAX);
    }
  wg_build_sort_keys (&keys, &scratch, snap->n_vertices, 0, 61);
  for (guint i = 0; i < snap->n_vertices; i++)
    {
      WgPoint p = { (gint32) (keys[i] >> 30 & mask) - WG_COORDINATE_MAX,
                    (gint32) (keys[i] & mask) - WG_COORDINATE_MAX };

      snap->vertices[i] = wg_build_intern (build, p);
    }
  g_free (keys);
  g_free (scratch);
}

static void
gather_vertices (Snap *snap)
{
  const WgBuild *build = snap->build;
  g_autofree guint8 *is_wanted = g_new0 (guint8, build->n_points + 1);

  for (guint i = 0; i < build->n_segments; i++)
    if (build->segments[i].is_suspect)
      is_wanted[build->segments[i].a] = is_wanted[build->segments[i].b] = TRUE;
  for (guint i = 0; i < build->n_points; i++)
    snap->n_vertices += is_wanted[i];
  snap->vertices = g_new (guint32, snap->n_vertices + 1);
  snap->n_vertices = 0;
  for (guint i = 0; i < build->n_points; i++)
    if (is_wanted[i])
      snap->vertices[snap->n_vertices++] = i;
  gather_parts (snap, is_wanted);
}

/** The nearest leader, the lowest of equals; WG_NONE when none is near. */
static guint32
find_leader (const Snap *snap, guint32 vertex)
{
  WgPoint p = snap->build->points[vertex];
  gint64 cx = cell_of (snap, p.x), cy = cell_of (snap, p.y), best = snap->distance2 + 1;
  guint32 leader = WG_NONE;

  for (gint64 y = cy - 1; y <= cy + 1; y++)
    for (gint64 x = cx - 1; x <= cx + 1; x++)
      for (guint32 i = snap->heads[cell_slot (snap, x, y)]; i != WG_NONE; i = snap->following[i])
        {
          guint32 other = snap->vertices[i];
          gint64 distance2 = wg_point_distance2 (p, snap->build->points[other]);

          if (distance2 > best
              || (distance2 == best
                  && (leader == WG_NONE
                      || wg_point_compare (snap->build->points[other],
                                           snap->build->points[leader]) >= 0)))
            continue;
          if (distance2 <= snap->distance2 && !parts_meet (snap, vertex, other))
            {
              best = distance2;
              leader = other;
            }
        }
  return leader;
}

/** Lets each vertex follow a leader or become one. Returns: how many moved. */
static guint
follow_leaders (Snap *snap, guint32 *target)
{
  guint n_moved = 0;

  for (guint i = 0; i < snap->n_vertices; i++)
    {
      guint32 vertex = snap->vertices[i];
      guint32 leader = is_settled (snap, vertex) ? WG_NONE : find_leader (snap, vertex);
      WgPoint p = snap->build->points[vertex];
      guint64 slot = 0;

      if (leader != WG_NONE)
        {
          target[vertex] = leader;
          n_moved++;
          continue;
        }
      slot = cell_slot (snap, cell_of (snap, p.x), cell_of (snap, p.y));
      snap->following[i] = snap->heads[slot];
      snap->heads[slot] = i;
    }
  return n_moved;
}

static void
move_rings (WgBuild *build, const guint32 *target)
{
  for (guint r = 0; r < build->n_rings; r++)
    {
      WgBuildRing *ring = &build->rings[r];
      guint32 *ids = build->ring_ids + ring->first;
      guint n = 0;

      for (guint i = 0; i < ring->n; i++)
        if (n == 0 || ids[n - 1] != target[ids[i]])
          ids[n++] = target[ids[i]];
      while (n > 1 && ids[n - 1] == ids[0])
        n--;
      ring->n = n >= 3 ? n : 0;
    }
}

/**
 * wg_build_snap:
 *
 * Makes vertices of suspects that are nearer than the snap distance one: in the order of
 * (settled, x, y) each becomes a leader or follows the nearest one. Settled vertices stay.
 *
 * Returns: whether a vertex moved, so that the segments must be made again
 */
gboolean
wg_build_snap (WgBuild *build)
{
  Snap snap = { .build = build };
  g_autofree guint32 *target = NULL;
  guint64 n_slots = 1024;
  guint n_moved = 0;

  snap.size = (gint64) ceil (build->options.snap_m * 1000.0);
  if (snap.size <= 0 || build->n_suspects == 0)
    return FALSE;

  snap.distance2 = (gint64) (build->options.snap_m * build->options.snap_m * 1e6);
  gather_vertices (&snap);
  sort_vertices (&snap, build);
  while (n_slots < 2ull * snap.n_vertices)
    n_slots *= 2;
  snap.mask = n_slots - 1;
  snap.heads = g_new (guint32, n_slots);
  memset (snap.heads, 0xff, n_slots * sizeof (guint32));
  snap.following = g_new (guint32, snap.n_vertices + 1);
  target = g_new (guint32, build->n_points + 1);
  for (guint i = 0; i < build->n_points; i++)
    target[i] = i;
  n_moved = follow_leaders (&snap, target);
  if (n_moved > 0)
    move_rings (build, target);
  g_free (snap.vertices);
  g_free (snap.part_first);
  g_free (snap.parts);
  g_free (snap.heads);
  g_free (snap.following);
  return n_moved > 0;
}
