/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-build"

#include "wg-build-private.h"

#define HAIR2 10000 /* mm²: a spike this long squared is worth a word */
#define MOST_CLEAN_USES 64 /* two for each depth, and nobody has 32 depths */

typedef struct
{
  guint32 other; /* the higher vertex */
  guint32 use;
} Edge;

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *ea = a, *eb = b;

  if (ea->other != eb->other)
    return ea->other < eb->other ? -1 : 1;
  return (ea->use > eb->use) - (ea->use < eb->use);
}

static void
sort_edges (Edge *edges, guint n)
{
  if (n > 24)
    {
      qsort (edges, n, sizeof (Edge), compare_edges);
      return;
    }
  for (guint i = 1; i < n; i++)
    for (guint j = i; j > 0 && compare_edges (&edges[j - 1], &edges[j]) > 0; j--)
      {
        Edge swapped = edges[j];
        edges[j] = edges[j - 1];
        edges[j - 1] = swapped;
      }
}

/** The edges of all rings, put together by their lower vertex; @starts has n_points + 1. */
static Edge *
gather_edges (const WgBuild *build, guint32 *starts)
{
  Edge *edges = g_new (Edge, build->n_ring_ids + 1);

  for (guint r = 0; r < build->n_rings; r++)
    {
      const guint32 *ids = build->ring_ids + build->rings[r].first;
      guint n = build->rings[r].n;

      for (guint i = 0, j = n - 1; i < n; j = i++)
        starts[MIN (ids[i], ids[j]) + 1]++;
    }
  for (guint i = 0; i < build->n_points; i++)
    starts[i + 1] += starts[i];
  for (guint r = 0; r < build->n_rings; r++)
    {
      const WgBuildRing *ring = &build->rings[r];
      const guint32 *ids = build->ring_ids + ring->first;

      for (guint i = 0, j = ring->n - 1; i < ring->n; j = i++)
        {
          gboolean is_right = (ids[j] < ids[i]) != ring->is_left;

          edges[starts[MIN (ids[i], ids[j])]++]
            = (Edge){ MAX (ids[i], ids[j]), ring->part << 1 | is_right };
        }
    }
  /* The scatter moved each start to the next one's. */
  for (guint i = build->n_points; i > 0; i--)
    starts[i] = starts[i - 1];
  starts[0] = 0;
  return edges;
}

/**
 * A segment is clean when simple polygons use it, at each depth once from each side or not at all,
 * and the deepest depth does: then no other clean segment can meet it, as the number of polygons
 * over a place cannot change there. All others are suspects.
 */
static gboolean
is_clean (const WgBuild *build, const guint32 *uses, guint n)
{
  guint n_deepest = 0;

  if (build->doubts_all || n > MOST_CLEAN_USES)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      guint depth = build->claimants[build->parts[uses[i] >> 1].claimant].depth;
      guint n_same = 0, n_right = 0;

      if (build->parts[uses[i] >> 1].is_suspect)
        return FALSE;
      for (guint j = 0; j < n; j++)
        if (build->claimants[build->parts[uses[j] >> 1].claimant].depth == depth)
          {
            n_same++;
            n_right += uses[j] & 1;
          }
      if (n_same != 2 || n_right != 1)
        return FALSE;
      n_deepest += depth == build->deepest;
    }
  return n_deepest == 2;
}

/** Reports what a part retraces, but for hairs that rounding to whole millimetres made. */
static void
note_retraced (WgBuild *build, guint32 a, const Edge *edges, guint n)
{
  if (wg_point_distance2 (build->points[a], build->points[edges[0].other]) < HAIR2)
    return;
  for (guint i = 0; i + 1 < n; i++)
    if (edges[i].use >> 1 == edges[i + 1].use >> 1)
      {
        WgPart *part = &build->parts[edges[i].use >> 1];

        if (!part->is_repaired)
          part->place = build->points[a];
        part->is_repaired = TRUE;
      }
}

static void
add_segment (WgBuild *build, guint32 a, const Edge *edges, guint n)
{
  guint32 first = build->uses.n;
  guint n_uses = 0;
  WgSegment *segment = NULL;

  wg_ids_reserve (&build->uses, n);
  for (guint i = 0; i < n; i++)
    build->uses.items[first + i] = edges[i].use;
  if (n > 1)
    n_uses = wg_build_cancel_pairs (build->uses.items + first, n);
  else
    n_uses = n;
  if (n_uses < n)
    note_retraced (build, a, edges, n);
  if (n_uses == 0)
    return;

  build->uses.n += n_uses;
  if (build->n_segments == build->segments_allocated)
    {
      build->segments_allocated = build->segments_allocated * 3 / 2 + 64;
      build->segments = g_renew (WgSegment, build->segments, build->segments_allocated);
    }
  segment = &build->segments[build->n_segments++];
  *segment = (WgSegment){ a, edges[0].other, first, n_uses, 0, 0 };
  segment->is_suspect = !is_clean (build, build->uses.items + first, n_uses);
  build->n_suspects += segment->is_suspect;
}

/**
 * wg_build_segments:
 *
 * Makes the distinct segments of all rings, by their lower vertex, with their uses. What a part
 * uses twice (a spike, two holes side by side) cancels.
 */
gboolean
wg_build_segments (WgBuild *build, GError **error)
{
  g_autofree guint32 *starts = g_new0 (guint32, build->n_points + 2);
  g_autofree Edge *edges = gather_edges (build, starts);

  build->n_segments = 0;
  build->n_suspects = 0;
  build->uses.n = 0;
  if (build->segments == NULL)
    {
      build->segments_allocated = build->n_ring_ids * 11ull / 20 + 64;
      build->segments = g_new (WgSegment, build->segments_allocated);
    }
  wg_ids_reserve (&build->uses, build->n_ring_ids);
  for (guint32 a = 0; a < build->n_points; a++)
    {
      guint end = starts[a + 1];

      sort_edges (edges + starts[a], end - starts[a]);
      for (guint i = starts[a], j = 0; i < end; i = j)
        {
          for (j = i + 1; j < end && edges[j].other == edges[i].other; j++)
            ;
          add_segment (build, a, edges + i, j - i);
        }
    }
  return !g_cancellable_set_error_if_cancelled (build->cancellable, error);
}
