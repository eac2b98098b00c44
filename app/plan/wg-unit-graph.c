/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-unit-graph"

#include "wg-unit-graph.h"

/* One side of a border, until they are sorted into rows. */
typedef struct
{
  guint32 from;
  WgUnitEdge edge;
} Side;

struct _WgUnitGraphBuilder
{
  GArray *units; /* of WgUnit */
  GArray *sides; /* of Side, each border once, from < to */
};

G_DEFINE_BOXED_TYPE (WgUnitGraph, wg_unit_graph, wg_unit_graph_ref, wg_unit_graph_unref)

static int
compare_sides (gconstpointer a, gconstpointer b)
{
  const Side *first = a, *second = b;

  if (first->from != second->from)
    return first->from < second->from ? -1 : 1;
  if (first->edge.to != second->edge.to)
    return first->edge.to < second->edge.to ? -1 : 1;
  if (first->edge.edge_class != second->edge.edge_class)
    return first->edge.edge_class < second->edge.edge_class ? -1 : 1;
  return (first->edge.rule > second->edge.rule) - (first->edge.rule < second->edge.rule);
}

/* Adds up what is told of one pair, class and rule; the sides stay sorted. */
static void
join_equal (GArray *sides)
{
  guint n = 0;

  g_array_sort (sides, compare_sides);
  for (guint i = 0; i < sides->len; i++)
    {
      const Side *side = &g_array_index (sides, Side, i);
      Side *last = n > 0 ? &g_array_index (sides, Side, n - 1) : NULL;

      if (last != NULL && compare_sides (last, side) == 0)
        last->edge.length_mm
          = MIN (G_MAXUINT32 - side->edge.length_mm, last->edge.length_mm) + side->edge.length_mm;
      else
        g_array_index (sides, Side, n++) = *side;
    }
  g_array_set_size (sides, n);
}

/* The borders come by (from, to): told to both of their units in that order, the rows of each unit
 * get first those to lower units, then those to higher ones, both ascending. */
static void
fill_rows (WgUnitGraph *graph, const GArray *sides)
{
  g_autofree guint32 *next = g_new0 (guint32, graph->n_units + 1);

  for (guint i = 0; i < sides->len; i++)
    {
      const Side *side = &g_array_index (sides, Side, i);

      graph->starts[side->from + 1]++;
      graph->starts[side->edge.to + 1]++;
    }
  for (guint u = 0; u < graph->n_units; u++)
    {
      graph->starts[u + 1] += graph->starts[u];
      next[u] = graph->starts[u];
    }
  for (guint i = 0; i < sides->len; i++)
    {
      const Side *side = &g_array_index (sides, Side, i);
      WgUnitEdge back = side->edge;

      back.to = side->from;
      graph->edges[next[side->edge.to]++] = back;
    }
  for (guint i = 0; i < sides->len; i++)
    {
      const Side *side = &g_array_index (sides, Side, i);

      graph->edges[next[side->from]++] = side->edge;
    }
}

WgUnitGraph *
wg_unit_graph_ref (WgUnitGraph *graph)
{
  g_atomic_int_inc (&graph->ref_count);
  return graph;
}

void
wg_unit_graph_unref (WgUnitGraph *graph)
{
  if (!g_atomic_int_dec_and_test (&graph->ref_count))
    return;
  g_free (graph->units);
  g_free (graph->starts);
  g_free (graph->edges);
  g_free (graph);
}

WgUnitGraphBuilder *
wg_unit_graph_builder_new (guint n_reserved)
{
  WgUnitGraphBuilder *builder = g_new0 (WgUnitGraphBuilder, 1);

  builder->units = g_array_sized_new (FALSE, FALSE, sizeof (WgUnit), n_reserved);
  builder->sides = g_array_sized_new (FALSE, FALSE, sizeof (Side), 3 * n_reserved);
  return builder;
}

guint32
wg_unit_graph_builder_add (WgUnitGraphBuilder *builder, const WgUnit *unit)
{
  g_array_append_vals (builder->units, unit, 1);
  return builder->units->len - 1;
}

void
wg_unit_graph_builder_connect (WgUnitGraphBuilder *builder, guint32 a, guint32 b,
                               guint32 length_mm, WgUnitEdgeClass edge_class, WgUnitEdgeRule rule)
{
  Side side = { MIN (a, b), { MAX (a, b), length_mm, (guint8) edge_class, (guint8) rule } };

  g_return_if_fail (side.edge.to < builder->units->len && edge_class < WG_UNIT_EDGE_N_CLASSES);
  if (a != b && length_mm > 0)
    g_array_append_val (builder->sides, side);
}

WgUnitGraph *
wg_unit_graph_builder_finish (WgUnitGraphBuilder *builder)
{
  WgUnitGraph *graph = g_new0 (WgUnitGraph, 1);

  join_equal (builder->sides);
  graph->ref_count = 1;
  graph->n_units = builder->units->len;
  graph->n_edges = builder->sides->len;
  graph->starts = g_new0 (guint32, graph->n_units + 1);
  graph->edges = g_new (WgUnitEdge, MAX (2 * graph->n_edges, 1));
  fill_rows (graph, builder->sides);
  graph->units = (WgUnit *) (gpointer) g_array_free (g_steal_pointer (&builder->units), FALSE);
  wg_unit_graph_builder_free (builder);
  return graph;
}

void
wg_unit_graph_builder_free (WgUnitGraphBuilder *builder)
{
  g_clear_pointer (&builder->units, g_array_unref);
  g_clear_pointer (&builder->sides, g_array_unref);
  g_free (builder);
}
