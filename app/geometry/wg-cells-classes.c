/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cells-classes"

#include "wg-cells-private.h"

#include <math.h>

#define NEAR 20.0          /* mm: an arc this close to a barrier is the barrier */
#define LANE_GAP 4000.0    /* mm between buildings that is as wide as a lane */
#define ROAD_GAP 8000.0    /* mm: as wide as a road */

/* Arcs of the cells while it is found out what they run along. */
typedef struct
{
  WgCellsWork *work;
  const guint32 *block; /* of each face */
} Classes;

typedef struct
{
  double length;
  double gaps;     /* sum of gap times length of what lies in a block */
  double in_block; /* length */
  double by_class[WG_BARRIER_N_CLASSES];
} ArcSum;

static gboolean
is_near_line (const WgLine *line, WgPoint p)
{
  if (p.x < line->envelope.min_x - NEAR || p.x > line->envelope.max_x + NEAR
      || p.y < line->envelope.min_y - NEAR || p.y > line->envelope.max_y + NEAR)
    return FALSE;
  for (guint i = 0; i + 1 < line->n_points; i++)
    {
      double ax = line->points[i].x, ay = line->points[i].y;
      double dx = line->points[i + 1].x - ax, dy = line->points[i + 1].y - ay;
      double t = ((p.x - ax) * dx + (p.y - ay) * dy) / (dx * dx + dy * dy);

      t = CLAMP (t, 0.0, 1.0);
      if (hypot (ax + t * dx - p.x, ay + t * dy - p.y) <= NEAR)
        return TRUE;
    }
  return FALSE;
}

/* The strongest barrier that runs here: for the few segments that noding has cut anew. */
guint8
wg_cells_find_class (const WgCellsInput *input, WgPoint p)
{
  guint8 best = WG_BARRIER_NONE;

  for (guint i = 0; input->lines != NULL && i < input->lines->len; i++)
    if (wg_cells_strength (input, input->classes[i]) > wg_cells_strength (input, best)
        && is_near_line (g_ptr_array_index (input->lines, i), p))
      best = input->classes[i];
  return best;
}

static void
sum_segment (const Classes *classes, WgPoint a, WgPoint b, gboolean is_between_blocks, ArcSum *sum)
{
  guint64 key = wg_cells_key_of_segment (a, b);
  double length = sqrt ((double) wg_point_distance2 (a, b));
  guint32 found = wg_key_map_get (&classes->work->gaps, key, G_MAXUINT32);

  sum->length += length;
  if (!is_between_blocks)
    {
      sum->in_block += length;
      sum->gaps += length * (found != G_MAXUINT32 ? found : 0.0);
      return;
    }
  found = wg_key_map_get (&classes->work->barriers, key, G_MAXUINT32);
  if (found == G_MAXUINT32 || found == WG_BARRIER_NONE)
    found = wg_cells_find_class (classes->work->input, (WgPoint){ (gint32) (((gint64) a.x + b.x) / 2),
                                                       (gint32) (((gint64) a.y + b.y) / 2) });
  sum->by_class[found] += length;
}

/* What a gap is taken for is a guess: nothing that is never crossed. */
static guint8
class_of_gap (const WgCellsInput *input, const ArcSum *sum)
{
  double gap = sum->in_block > 0 ? sum->gaps / sum->in_block : 0;
  guint8 class = gap < ROAD_GAP ? WG_BARRIER_LANE : WG_BARRIER_MINOR;

  if (!input->reads_gaps || gap < LANE_GAP)
    return WG_BARRIER_NONE;
  if (input->never & (1u << class))
    class = WG_BARRIER_LANE;
  return (input->never | input->ignored) & (1u << class) ? WG_BARRIER_NONE : class;
}

static guint8
classify_arc (const Classes *classes, const WgArc *arc)
{
  gboolean is_between = classes->block[arc->left] != classes->block[arc->right];
  ArcSum sum = { 0 };
  guint8 best = WG_BARRIER_NONE;

  for (guint i = 0; i + 1 < arc->line->n_points; i++)
    sum_segment (classes, arc->line->points[i], arc->line->points[i + 1], is_between, &sum);
  if (!is_between)
    return class_of_gap (classes->work->input, &sum);
  sum.by_class[WG_BARRIER_NONE] = 0;
  for (guint8 k = 1; k < WG_BARRIER_N_CLASSES; k++)
    if (sum.by_class[k] > sum.by_class[best])
      best = k;
  return best;
}

void
wg_cells_classify_arcs (WgCellsWork *work, const guint32 *block)
{
  const WgCoverage *coverage = work->cells->coverage;
  guint limit = wg_coverage_arc_limit (coverage);
  Classes classes = { work, block };

  work->cells->arc_classes = g_new0 (guint8, limit);
  work->cells->is_in_block = g_new0 (guint8, limit);
  for (WgArcId id = 1; id < limit; id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc == NULL || block[arc->left] == 0 || block[arc->right] == 0)
        continue;
      work->cells->arc_classes[id] = classify_arc (&classes, arc);
      work->cells->is_in_block[id] = block[arc->left] == block[arc->right];
    }
}
