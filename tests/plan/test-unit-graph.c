/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plan/wg-unit-graph.h"

static guint32
add (WgUnitGraphBuilder *builder, guint32 households)
{
  WgUnit unit = { .households = households, .part = WG_UNIT_NO_PART };

  return wg_unit_graph_builder_add (builder, &unit);
}

static void
assert_edge (const WgUnitGraph *graph, guint32 row, guint32 to, guint32 length, guint edge_class)
{
  g_assert_cmpuint (graph->edges[row].to, ==, to);
  g_assert_cmpuint (graph->edges[row].length_mm, ==, length);
  g_assert_cmpuint (graph->edges[row].edge_class, ==, edge_class);
}

static void
test_rows (void)
{
  WgUnitGraphBuilder *builder = wg_unit_graph_builder_new (4);
  g_autoptr (WgUnitGraph) graph = NULL;

  for (guint32 i = 0; i < 4; i++)
    g_assert_cmpuint (add (builder, 10 * i), ==, i);
  wg_unit_graph_builder_connect (builder, 2, 1, 500, WG_UNIT_EDGE_LANE, WG_UNIT_EDGE_AS_CLASS);
  wg_unit_graph_builder_connect (builder, 1, 2, 700, WG_UNIT_EDGE_LANE, WG_UNIT_EDGE_AS_CLASS);
  wg_unit_graph_builder_connect (builder, 1, 2, 40, WG_UNIT_EDGE_OPEN, WG_UNIT_EDGE_AS_CLASS);
  wg_unit_graph_builder_connect (builder, 3, 1, 90, WG_UNIT_EDGE_WALL, WG_UNIT_EDGE_NEVER);
  wg_unit_graph_builder_connect (builder, 0, 1, 30, WG_UNIT_EDGE_OPEN, WG_UNIT_EDGE_AS_CLASS);
  wg_unit_graph_builder_connect (builder, 1, 1, 30, WG_UNIT_EDGE_OPEN, WG_UNIT_EDGE_AS_CLASS);
  wg_unit_graph_builder_connect (builder, 0, 3, 0, WG_UNIT_EDGE_OPEN, WG_UNIT_EDGE_AS_CLASS);
  graph = wg_unit_graph_builder_finish (builder);

  g_assert_cmpuint (graph->n_units, ==, 4);
  g_assert_cmpuint (graph->n_edges, ==, 4);
  g_assert_cmpuint (graph->units[3].households, ==, 30);
  g_assert_cmpuint (graph->starts[0], ==, 0);
  g_assert_cmpuint (graph->starts[1], ==, 1);
  g_assert_cmpuint (graph->starts[2], ==, 5);
  g_assert_cmpuint (graph->starts[3], ==, 7);
  g_assert_cmpuint (graph->starts[4], ==, 8);
  assert_edge (graph, 0, 1, 30, WG_UNIT_EDGE_OPEN);
  assert_edge (graph, 1, 0, 30, WG_UNIT_EDGE_OPEN);
  assert_edge (graph, 2, 2, 40, WG_UNIT_EDGE_OPEN);
  assert_edge (graph, 3, 2, 1200, WG_UNIT_EDGE_LANE);
  assert_edge (graph, 4, 3, 90, WG_UNIT_EDGE_WALL);
  g_assert_cmpuint (graph->edges[4].rule, ==, WG_UNIT_EDGE_NEVER);
  assert_edge (graph, 5, 1, 40, WG_UNIT_EDGE_OPEN);
  assert_edge (graph, 6, 1, 1200, WG_UNIT_EDGE_LANE);
  assert_edge (graph, 7, 1, 90, WG_UNIT_EDGE_WALL);
}

static void
test_length_does_not_wrap (void)
{
  WgUnitGraphBuilder *builder = wg_unit_graph_builder_new (2);
  g_autoptr (WgUnitGraph) graph = NULL;

  add (builder, 1);
  add (builder, 1);
  for (guint i = 0; i < 3; i++)
    wg_unit_graph_builder_connect (builder, 0, 1, 2000000000u, WG_UNIT_EDGE_RIVER,
                                   WG_UNIT_EDGE_AVOID);
  graph = wg_unit_graph_builder_finish (builder);
  g_assert_cmpuint (graph->n_edges, ==, 1);
  assert_edge (graph, 0, 1, G_MAXUINT32, WG_UNIT_EDGE_RIVER);
}

static void
test_empty (void)
{
  g_autoptr (WgUnitGraph) graph = wg_unit_graph_builder_finish (wg_unit_graph_builder_new (0));
  g_autoptr (WgUnitGraph) other = wg_unit_graph_ref (graph);

  g_assert_cmpuint (other->n_units, ==, 0);
  g_assert_cmpuint (other->n_edges, ==, 0);
  g_assert_cmpuint (other->starts[0], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/unit-graph/rows", test_rows);
  g_test_add_func ("/plan/unit-graph/length-does-not-wrap", test_length_does_not_wrap);
  g_test_add_func ("/plan/unit-graph/empty", test_empty);
  return g_test_run ();
}
