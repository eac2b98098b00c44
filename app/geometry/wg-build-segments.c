/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-build"

#include "wg-build-private.h"

#include <string.h>

#define HAIR2 10000 /* mm²: a spike this long squared is worth a word */
#define MOST_CLEAN_USES 64 /* two for each depth, and nobody has 32 depths */
#define BLOCK (1 << 17)    /* vertices */

typedef struct
{
  guint32 other; /* the higher vertex */
  guint32 use;
} Edge;

/** The vertices whose edges are put together at one time: few enough that these stay in the cache. Rings
 *  are short in ids, as these follow the Hilbert curve, so that few rings are in two blocks. */
typedef struct
{
  guint32 first;
  guint32 n;
  guint32 starts[BLOCK + 1]; /* of the edges of a vertex */
  Edge *edges;
  guint allocated;
} Block;

typedef struct
{
  guint32 low;
  guint32 high;
} Span;

static gboolean
span_meets (const Span *span, const Block *block)
{
  return span->low < block->first + block->n && span->high >= block->first;
}

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

/** From the lowest to the highest vertex of each ring. */
static Span *
find_spans (const WgBuild *build)
{
  Span *spans = g_new (Span, build->n_rings + 1);

  for (guint r = 0; r < build->n_rings; r++)
    {
      const guint32 *ids = build->ring_ids + build->rings[r].first;
      Span span = { G_MAXUINT32, 0 };

      for (guint i = 0; i < build->rings[r].n; i++)
        {
          span.low = MIN (span.low, ids[i]);
          span.high = MAX (span.high, ids[i]);
        }
      spans[r] = span;
    }
  return spans;
}

/** Counts the edges of each vertex of the block, into the start of the next one. */
static void
count_edges (const WgBuild *build, const Span *spans, Block *block)
{
  memset (block->starts, 0, sizeof block->starts);
  for (guint r = 0; r < build->n_rings; r++)
    {
      const guint32 *ids = build->ring_ids + build->rings[r].first;
      guint n = build->rings[r].n;

      if (!span_meets (&spans[r], block))
        continue;
      for (guint i = 0, j = n - 1; i < n; j = i++)
        {
          guint32 at = MIN (ids[i], ids[j]) - block->first;

          if (at < block->n)
            block->starts[at + 1]++;
        }
    }
  for (guint i = 0; i < block->n; i++)
    block->starts[i + 1] += block->starts[i];
}

static void
scatter_edges (const WgBuild *build, const Span *spans, Block *block)
{
  for (guint r = 0; r < build->n_rings; r++)
    {
      const WgBuildRing *ring = &build->rings[r];
      const guint32 *ids = build->ring_ids + ring->first;

      if (!span_meets (&spans[r], block))
        continue;
      for (guint i = 0, j = ring->n - 1; i < ring->n; j = i++)
        {
          guint32 at = MIN (ids[i], ids[j]) - block->first;
          gboolean is_right = (ids[j] < ids[i]) != ring->is_left;

          if (at < block->n)
            block->edges[block->starts[at]++]
              = (Edge){ MAX (ids[i], ids[j]), ring->part << 1 | is_right };
        }
    }
  /* The scatter moved each start to the next one's. */
  for (guint i = block->n; i > 0; i--)
    block->starts[i] = block->starts[i - 1];
  block->starts[0] = 0;
}

/** The edges of all rings whose lower vertex is in the block, put together by it. */
static void
gather_edges (const WgBuild *build, const Span *spans, Block *block)
{
  guint n = 0;

  count_edges (build, spans, block);
  n = block->starts[block->n];
  if (n > block->allocated)
    {
      g_free (block->edges);
      block->allocated = n + n / 4;
      block->edges = g_new (Edge, block->allocated);
    }
  scatter_edges (build, spans, block);
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

static void
add_segments (WgBuild *build, const Block *block)
{
  for (guint32 at = 0; at < block->n; at++)
    {
      guint start = block->starts[at], end = block->starts[at + 1];

      sort_edges (block->edges + start, end - start);
      for (guint i = start, j = 0; i < end; i = j)
        {
          for (j = i + 1; j < end && block->edges[j].other == block->edges[i].other; j++)
            ;
          add_segment (build, block->first + at, block->edges + i, j - i);
        }
    }
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
  g_autofree Span *spans = find_spans (build);
  g_autofree Block *block = g_new (Block, 1);

  build->n_segments = 0;
  build->n_suspects = 0;
  build->uses.n = 0;
  if (build->segments == NULL)
    {
      build->segments_allocated = build->n_ring_ids * 11ull / 20 + 64;
      build->segments = g_new (WgSegment, build->segments_allocated);
    }
  wg_ids_reserve (&build->uses, build->n_ring_ids);
  block->edges = NULL;
  block->allocated = 0;
  for (guint32 first = 0; first < build->n_points; first += BLOCK)
    {
      block->first = first;
      block->n = MIN (BLOCK, build->n_points - first);
      gather_edges (build, spans, block);
      add_segments (build, block);
    }
  g_free (block->edges);
  return !g_cancellable_set_error_if_cancelled (build->cancellable, error);
}
