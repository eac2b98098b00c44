/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-trace"

#include "wg-trace-private.h"

#include "wg-build-private.h"

#include <math.h>
#include <string.h>

guint32
wg_trace_node_for (WgTrace *trace, WgPoint p)
{
  guint64 key = wg_key_of_point (p);
  guint32 node = wg_key_map_get (&trace->node_at, key, G_MAXUINT32);

  if (node == G_MAXUINT32)
    {
      node = trace->nodes->len;
      g_array_append_val (trace->nodes, p);
      wg_key_map_set (&trace->node_at, key, node);
    }
  return node;
}

void
wg_trace_add_cut (WgTrace *trace, guint32 segment, WgPoint p, double along)
{
  WgTraceCut cut = { segment, wg_trace_node_for (trace, p), along };
  const WgTraceSegment *s = &WG_TRACE_SEGMENT (trace, segment);

  if (cut.node != s->a && cut.node != s->b)
    g_array_append_val (trace->cuts, cut);
}

static double
along_of (WgPoint a, WgPoint b, WgPoint p)
{
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y;
  return (((double) p.x - a.x) * dx + ((double) p.y - a.y) * dy) / (dx * dx + dy * dy);
}

/** A vertex of another line that lies on the segment cuts it. */
static gboolean
meet_vertex (WgTrace *trace, guint32 segment, guint32 node)
{
  WgTraceSegment s = WG_TRACE_SEGMENT (trace, segment);
  WgPoint a = WG_TRACE_NODE (trace, s.a), b = WG_TRACE_NODE (trace, s.b);
  WgPoint p = WG_TRACE_NODE (trace, node);
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y, length2 = dx * dx + dy * dy;
  double cross = (double) wg_point_cross (a, b, p), t = along_of (a, b, p);

  if (node == s.a || node == s.b)
    return TRUE;
  if (cross * cross > WG_TRACE_TOUCH * WG_TRACE_TOUCH * length2 || t <= 0 || t >= 1)
    return FALSE;
  wg_trace_add_cut (trace, segment, p, t);
  return TRUE;
}

static void
meet_pair (WgTrace *trace, guint32 first, guint32 second)
{
  WgTraceSegment s = WG_TRACE_SEGMENT (trace, first), r = WG_TRACE_SEGMENT (trace, second);
  WgPoint a = WG_TRACE_NODE (trace, s.a), b = WG_TRACE_NODE (trace, s.b);
  WgPoint c = WG_TRACE_NODE (trace, r.a), d = WG_TRACE_NODE (trace, r.b), p;
  const gint32 touch = (gint32) WG_TRACE_TOUCH;
  gboolean is_met = FALSE;

  if (MIN (a.x, b.x) > MAX (c.x, d.x) + touch || MIN (c.x, d.x) > MAX (a.x, b.x) + touch
      || MIN (a.y, b.y) > MAX (c.y, d.y) + touch || MIN (c.y, d.y) > MAX (a.y, b.y) + touch)
    return;
  is_met |= meet_vertex (trace, first, r.a);
  is_met |= meet_vertex (trace, first, r.b);
  is_met |= meet_vertex (trace, second, s.a);
  is_met |= meet_vertex (trace, second, s.b);
  if (is_met || wg_point_side (a, b, c) * wg_point_side (a, b, d) >= 0
      || wg_point_side (c, d, a) * wg_point_side (c, d, b) >= 0)
    return;
  p = wg_build_crossing (a, b, c, d);
  wg_trace_add_cut (trace, first, p, along_of (a, b, p));
  wg_trace_add_cut (trace, second, p, along_of (c, d, p));
}

void
wg_trace_meet (WgTrace *trace)
{
  guint n_cells = trace->n_columns * trace->n_rows;

  /* A pair that meets in two cells is cut twice at one node: the edges leave that out. */
  for (guint cell = 0; cell < n_cells; cell++)
    for (guint32 i = trace->cell_first[cell]; i < trace->cell_first[cell + 1]; i++)
      for (guint32 j = i + 1; j < trace->cell_first[cell + 1]; j++)
        meet_pair (trace, trace->cell_items[i], trace->cell_items[j]);
}

/** How many segments begin, end or are cut at each node. */
static guint32 *
count_degrees (WgTrace *trace)
{
  guint32 *degrees = g_new0 (guint32, (gsize) trace->nodes->len + 1);

  for (guint i = 0; i < trace->segments->len; i++)
    {
      degrees[WG_TRACE_SEGMENT (trace, i).a]++;
      degrees[WG_TRACE_SEGMENT (trace, i).b]++;
    }
  for (guint i = 0; i < trace->cuts->len; i++)
    degrees[WG_TRACE_CUT (trace, i).node]++;
  return degrees;
}

void
wg_trace_join_ends (WgTrace *trace, double joint)
{
  g_autofree guint32 *degrees = NULL;

  if (joint <= 0)
    return;
  degrees = count_degrees (trace);
  for (guint i = 0; i < trace->ends->len; i++)
    {
      guint32 node = g_array_index (trace->ends, guint32, i);
      WgTraceEdge edge = { node, 0, WG_TRACE_NO_SEGMENT };
      WgTracePlace place;

      if (degrees[node] != 1
          || !wg_trace_nearest (trace, WG_TRACE_NODE (trace, node), joint, node, &place))
        continue;
      wg_trace_add_cut (trace, place.segment, place.point, place.along);
      edge.b = wg_trace_node_for (trace, place.point);
      g_array_append_val (trace->edges, edge);
    }
}

static int
compare_cuts (gconstpointer a, gconstpointer b)
{
  const WgTraceCut *first = a, *second = b;

  if (first->segment != second->segment)
    return first->segment < second->segment ? -1 : 1;
  if (first->along != second->along)
    return first->along < second->along ? -1 : 1;
  return (first->node > second->node) - (first->node < second->node);
}

static void
add_edge (WgTrace *trace, guint32 a, guint32 b, guint32 segment)
{
  WgTraceEdge edge = { a, b, segment };

  if (a != b)
    g_array_append_val (trace->edges, edge);
}

void
wg_trace_make_edges (WgTrace *trace)
{
  guint at = 0;

  g_array_sort (trace->cuts, compare_cuts);
  trace->cut_first = g_new (guint32, (gsize) trace->segments->len + 1);
  for (guint32 i = 0; i < trace->segments->len; i++)
    {
      WgTraceSegment s = WG_TRACE_SEGMENT (trace, i);
      guint32 from = s.a;

      trace->cut_first[i] = at;
      for (; at < trace->cuts->len && WG_TRACE_CUT (trace, at).segment == i; at++)
        {
          add_edge (trace, from, WG_TRACE_CUT (trace, at).node, i);
          from = WG_TRACE_CUT (trace, at).node;
        }
      add_edge (trace, from, s.b, i);
    }
  trace->cut_first[trace->segments->len] = at;
}
