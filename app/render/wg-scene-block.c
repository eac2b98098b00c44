/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-scene"

#include "wg-scene-private.h"

#include "wg-hilbert.h"

#include <math.h>
#include <string.h>

#define ARCS_PER_BLOCK 256

/* The points of one line still to be simplified between first and last. */
typedef struct
{
  guint first;
  guint last;
} Span;

/* Squared distance of @p from the segment a-b. Doubles: 0.35 mm of error would not be seen. */
static inline double
distance2 (WgPoint p, WgPoint a, WgPoint b)
{
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y;
  double px = (double) p.x - a.x, py = (double) p.y - a.y;
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? (px * dx + py * dy) / length2 : 0;

  t = CLAMP (t, 0, 1);
  px -= t * dx;
  py -= t * dy;
  return px * px + py * py;
}

/* Douglas and Peucker 1973: marks what to keep of @line; both ends always stay. */
static void
mark_kept (const WgLine *line, double tolerance2, guint8 *keep, GArray *stack)
{
  Span whole = { 0, line->n_points - 1 };

  memset (keep, 0, line->n_points);
  keep[0] = keep[line->n_points - 1] = 1;
  g_array_set_size (stack, 0);
  g_array_append_val (stack, whole);
  while (stack->len > 0)
    {
      Span span = g_array_index (stack, Span, stack->len - 1);
      double farthest2 = tolerance2;
      guint farthest = 0;

      g_array_set_size (stack, stack->len - 1);
      for (guint i = span.first + 1; i < span.last; i++)
        {
          double d = distance2 (line->points[i], line->points[span.first], line->points[span.last]);
          if (d > farthest2)
            {
              farthest2 = d;
              farthest = i;
            }
        }
      if (farthest != 0)
        {
          Span parts[2] = { { span.first, farthest }, { farthest, span.last } };
          keep[farthest] = 1;
          g_array_append_vals (stack, parts, 2);
        }
    }
}

static WgSceneLod *
build_lod (const WgSceneBlock *block, guint k)
{
  double tolerance = WG_LOD_TOLERANCE * (double) (1u << k);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Span));
  g_autoptr (GByteArray) keep = g_byte_array_new ();
  WgSceneLod *lod = g_new (WgSceneLod, 1);

  lod->first = g_new (guint32, block->n_arcs + 1);
  for (guint i = 0; i < block->n_arcs; i++)
    {
      const WgLine *line = block->arcs[i].line;

      lod->first[i] = points->len;
      g_byte_array_set_size (keep, line->n_points);
      mark_kept (line, tolerance * tolerance, keep->data, stack);
      for (guint j = 0; j < line->n_points; j++)
        if (keep->data[j])
          g_array_append_val (points, line->points[j]);
    }
  lod->first[block->n_arcs] = points->len;
  lod->points = g_memdup2 (points->data, points->len * sizeof (WgPoint));
  return lod;
}

static void
free_lod (WgSceneLod *lod)
{
  if (lod == NULL)
    return;
  g_free (lod->first);
  g_free (lod->points);
  g_free (lod);
}

WgSceneBlock *
wg_scene_block_new (const WgSceneArc *arcs, guint n_arcs)
{
  WgSceneBlock *block = g_new0 (WgSceneBlock, 1);

  block->ref_count = 1;
  block->n_arcs = n_arcs;
  block->arcs = g_memdup2 (arcs, n_arcs * sizeof (WgSceneArc));
  block->envelope = WG_ENVELOPE_EMPTY;
  block->lowest_rank = WG_MAX_DEPTH + 1;
  for (guint i = 0; i < n_arcs; i++)
    {
      wg_line_ref (block->arcs[i].line);
      wg_envelope_add (&block->envelope, &block->arcs[i].envelope);
      if (block->arcs[i].rank > 0)
        block->lowest_rank = MIN (block->lowest_rank, block->arcs[i].rank);
    }
  return block;
}

void
wg_scene_block_unref (WgSceneBlock *block)
{
  if (!g_atomic_int_dec_and_test (&block->ref_count))
    return;
  for (guint i = 0; i < block->n_arcs; i++)
    wg_line_unref (block->arcs[i].line);
  for (guint k = 0; k < G_N_ELEMENTS (block->lods); k++)
    free_lod (block->lods[k]);
  g_free (block->arcs);
  g_free (block);
}

const WgSceneLod *
wg_scene_block_lod (WgSceneBlock *block, double scale)
{
  int k = (int) floor (log2 (1 / scale));
  WgSceneLod **slot = NULL;
  WgSceneLod *lod = NULL;

  if (k < WG_LOD_MIN)
    return NULL;
  k = MIN (k, WG_LOD_MAX);
  slot = &block->lods[k - WG_LOD_MIN];
  lod = g_atomic_pointer_get (slot);
  if (lod != NULL)
    return lod;
  lod = build_lod (block, k);
  if (g_atomic_pointer_compare_and_exchange (slot, NULL, lod))
    return lod;
  free_lod (lod);
  return g_atomic_pointer_get (slot);
}

void
wg_scene_block_pack (WgSceneArc *arcs, guint n_arcs, GPtrArray *blocks)
{
  WgEnvelope whole = WG_ENVELOPE_EMPTY;
  g_autofree guint64 *keys = g_new (guint64, (gsize) n_arcs + 1);
  g_autofree WgSceneArc *sorted = g_new (WgSceneArc, ARCS_PER_BLOCK);
  double size = 0;

  for (guint i = 0; i < n_arcs; i++)
    wg_envelope_add (&whole, &arcs[i].envelope);
  size = MAX ((double) whole.max_x - whole.min_x, (double) whole.max_y - whole.min_y) + 1;
  for (guint i = 0; i < n_arcs; i++)
    {
      const WgEnvelope *e = &arcs[i].envelope;
      double x = ((double) e->min_x + e->max_x) / 2 - whole.min_x;
      double y = ((double) e->min_y + e->max_y) / 2 - whole.min_y;
      guint32 place = wg_hilbert ((guint32) (x / size * 65536), (guint32) (y / size * 65536));
      keys[i] = (guint64) place << 32 | i;
    }
  wg_colouring_sort (keys, n_arcs);
  for (guint from = 0; from < n_arcs; from += ARCS_PER_BLOCK)
    {
      guint n = MIN (ARCS_PER_BLOCK, n_arcs - from);
      for (guint i = 0; i < n; i++)
        sorted[i] = arcs[(guint32) keys[from + i]];
      g_ptr_array_add (blocks, wg_scene_block_new (sorted, n));
    }
}
