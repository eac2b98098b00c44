/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-trace"

#include "wg-trace-private.h"

#include <math.h>

#define NO_EDGE G_MAXUINT32
#define JOINT_COST 3.0 /* a joint is only taken when there is no way nearly as short without */

/* A binary heap of nodes by the length of the way there. */
typedef struct
{
  double way;
  guint32 node;
} HeapItem;

static void
heap_push (GArray *heap, double way, guint32 node)
{
  HeapItem item = { way, node };
  guint at = heap->len;
  HeapItem *items = NULL;

  g_array_append_val (heap, item);
  items = (HeapItem *) (gpointer) heap->data;
  while (at > 0 && items[(at - 1) / 2].way > way)
    {
      items[at] = items[(at - 1) / 2];
      at = (at - 1) / 2;
    }
  items[at] = item;
}

static HeapItem
heap_pop (GArray *heap)
{
  HeapItem *items = (HeapItem *) (gpointer) heap->data;
  HeapItem top = items[0], last = items[heap->len - 1];
  guint at = 0, n = heap->len - 1;

  for (guint child = 1; child < n; child = 2 * at + 1)
    {
      if (child + 1 < n && items[child + 1].way < items[child].way)
        child++;
      if (items[child].way >= last.way)
        break;
      items[at] = items[child];
      at = child;
    }
  items[at] = last;
  g_array_set_size (heap, n);
  return top;
}

static double
distance (WgPoint a, WgPoint b)
{
  return hypot ((double) b.x - a.x, (double) b.y - a.y);
}

static double
edge_cost (WgTrace *trace, const WgTraceEdge *edge)
{
  double length = distance (WG_TRACE_NODE (trace, edge->a), WG_TRACE_NODE (trace, edge->b));
  if (edge->segment == WG_TRACE_NO_SEGMENT)
    return length * JOINT_COST;
  return length * (double) WG_TRACE_SEGMENT (trace, edge->segment).cost;
}

/** The edges at each node: edge numbers from first[node] to first[node + 1]. */
static guint32 *
list_edges (WgTrace *trace, guint32 **first_out)
{
  guint32 *first = g_new0 (guint32, (gsize) trace->nodes->len + 2);
  guint32 *list = g_new (guint32, 2 * (gsize) trace->edges->len + 1);

  for (guint i = 0; i < trace->edges->len; i++)
    {
      first[WG_TRACE_EDGE (trace, i).a + 2]++;
      first[WG_TRACE_EDGE (trace, i).b + 2]++;
    }
  for (guint i = 2; i < trace->nodes->len + 2; i++)
    first[i] += first[i - 1];
  for (guint32 i = 0; i < trace->edges->len; i++)
    {
      list[first[WG_TRACE_EDGE (trace, i).a + 1]++] = i;
      list[first[WG_TRACE_EDGE (trace, i).b + 1]++] = i;
    }
  *first_out = first;
  return list;
}

/** Dijkstra's ways from the start to every node. */
static void
find_ways (WgTrace *trace)
{
  g_autofree guint32 *first = NULL;
  g_autofree guint32 *list = list_edges (trace, &first);
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (HeapItem));

  trace->way = g_new (double, trace->nodes->len);
  trace->way_edge = g_new (guint32, trace->nodes->len);
  for (guint i = 0; i < trace->nodes->len; i++)
    {
      trace->way[i] = HUGE_VAL;
      trace->way_edge[i] = NO_EDGE;
    }
  trace->way[trace->start] = 0;
  heap_push (heap, 0, trace->start);
  while (heap->len > 0)
    {
      HeapItem item = heap_pop (heap);

      if (item.way > trace->way[item.node])
        continue;
      for (guint32 i = first[item.node]; i < first[item.node + 1]; i++)
        {
          const WgTraceEdge *edge = &WG_TRACE_EDGE (trace, list[i]);
          guint32 other = edge->a == item.node ? edge->b : edge->a;
          double way = item.way + edge_cost (trace, edge);

          if (way >= trace->way[other])
            continue;
          trace->way[other] = way;
          trace->way_edge[other] = list[i];
          heap_push (heap, way, other);
        }
    }
}

/** The node before or behind a place on a segment, whichever gives the shorter way there. */
static guint32
best_neighbour (WgTrace *trace, const WgTracePlace *place)
{
  WgTraceSegment s = WG_TRACE_SEGMENT (trace, place->segment);
  guint32 before = s.a, behind = s.b;
  double way_before = 0, way_behind = 0;

  for (guint32 i = trace->cut_first[place->segment]; i < trace->cut_first[place->segment + 1]; i++)
    {
      const WgTraceCut *cut = &WG_TRACE_CUT (trace, i);
      if (cut->along <= place->along)
        before = cut->node;
      else
        {
          behind = cut->node;
          break;
        }
    }
  way_before
    = trace->way[before] + distance (WG_TRACE_NODE (trace, before), place->point) * (double) s.cost;
  way_behind
    = trace->way[behind] + distance (WG_TRACE_NODE (trace, behind), place->point) * (double) s.cost;
  return way_before <= way_behind ? before : behind;
}

static void
add_point (GArray *points, WgPoint p)
{
  if (points->len == 0 || !wg_point_equal (g_array_index (points, WgPoint, points->len - 1), p))
    g_array_append_val (points, p);
}

/** From the end back to the start, then turned round. */
static void
collect (WgTrace *trace, const WgTracePlace *place, guint32 node, GArray *points)
{
  guint32 behind = place->segment; /* the segment that the way leaves the node by */

  add_point (points, place->point);
  for (;;)
    {
      guint32 edge = trace->way_edge[node];
      guint32 segment = edge == NO_EDGE ? WG_TRACE_NO_SEGMENT : WG_TRACE_EDGE (trace, edge).segment;

      /* Straight on along one segment: a cut there is no vertex of the line. */
      if (edge == NO_EDGE || segment != behind || segment == WG_TRACE_NO_SEGMENT)
        add_point (points, WG_TRACE_NODE (trace, node));
      if (edge == NO_EDGE)
        break;
      node = WG_TRACE_EDGE (trace, edge).a == node ? WG_TRACE_EDGE (trace, edge).b
                                                   : WG_TRACE_EDGE (trace, edge).a;
      behind = segment;
    }
  for (guint i = 0; i < points->len / 2; i++)
    {
      WgPoint swap = g_array_index (points, WgPoint, i);
      g_array_index (points, WgPoint, i) = g_array_index (points, WgPoint, points->len - 1 - i);
      g_array_index (points, WgPoint, points->len - 1 - i) = swap;
    }
}

WgTrace *
wg_trace_new (const WgEnvelope *window)
{
  WgTrace *trace = g_new0 (WgTrace, 1);

  trace->window = *window;
  trace->nodes = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  trace->segments = g_array_new (FALSE, FALSE, sizeof (WgTraceSegment));
  trace->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  trace->cuts = g_array_new (FALSE, FALSE, sizeof (WgTraceCut));
  trace->edges = g_array_new (FALSE, FALSE, sizeof (WgTraceEdge));
  return trace;
}

void
wg_trace_free (WgTrace *trace)
{
  g_array_unref (trace->nodes);
  g_array_unref (trace->segments);
  g_array_unref (trace->ends);
  g_array_unref (trace->cuts);
  g_array_unref (trace->edges);
  wg_key_map_clear (&trace->node_at);
  g_free (trace->cell_first);
  g_free (trace->cell_items);
  g_free (trace->stamps);
  g_free (trace->cut_first);
  g_free (trace->way);
  g_free (trace->way_edge);
  g_free (trace);
}

void
wg_trace_add_line (WgTrace *trace, const WgPoint *points, guint n_points)
{
  wg_trace_add_costly_line (trace, points, n_points, 1);
}

void
wg_trace_add_costly_line (WgTrace *trace, const WgPoint *points, guint n_points, double cost)
{
  gboolean is_ring = n_points > 2 && wg_point_equal (points[0], points[n_points - 1]);

  g_return_if_fail (trace->cell_first == NULL);

  for (guint i = 1; i < n_points; i++)
    {
      WgPoint a = points[i - 1], b = points[i];
      WgEnvelope box = { MIN (a.x, b.x), MIN (a.y, b.y), MAX (a.x, b.x), MAX (a.y, b.y) };
      WgTraceSegment segment;

      if (wg_point_equal (a, b) || !wg_envelope_intersects (&box, &trace->window))
        continue;
      segment = (WgTraceSegment){ wg_trace_node_for (trace, a), wg_trace_node_for (trace, b),
                                  (float) cost };
      g_array_append_val (trace->segments, segment);
      if (i == 1 && !is_ring)
        g_array_append_val (trace->ends, segment.a);
      if (i == n_points - 1 && !is_ring)
        g_array_append_val (trace->ends, segment.b);
    }
}

guint
wg_trace_n_segments (const WgTrace *trace)
{
  return trace->segments->len;
}

gboolean
wg_trace_begin (WgTrace *trace, WgPoint from, double reach, double joint)
{
  WgTracePlace place;
  guint32 first = 0;

  g_return_val_if_fail (trace->cell_first == NULL, FALSE);

  wg_trace_make_cells (trace);
  if (!wg_trace_nearest (trace, from, reach, G_MAXUINT32, &place))
    return FALSE;
  wg_trace_meet (trace);
  wg_trace_join_ends (trace, joint);
  wg_trace_add_cut (trace, place.segment, place.point, place.along);
  first = wg_trace_node_for (trace, place.point);
  trace->start = wg_trace_node_for (trace, from);
  if (trace->start != first)
    {
      WgTraceEdge edge = { trace->start, first, WG_TRACE_NO_SEGMENT };
      g_array_append_val (trace->edges, edge);
    }
  wg_trace_make_edges (trace);
  find_ways (trace);
  return TRUE;
}

gboolean
wg_trace_find (WgTrace *trace, WgPoint to, double reach, GArray *points_out)
{
  WgTracePlace place;
  guint32 node = 0;

  g_array_set_size (points_out, 0);
  if (trace->way == NULL || !wg_trace_nearest (trace, to, reach, G_MAXUINT32, &place))
    return FALSE;
  node = best_neighbour (trace, &place);
  if (trace->way[node] == HUGE_VAL)
    return FALSE;
  collect (trace, &place, node, points_out);
  return TRUE;
}
