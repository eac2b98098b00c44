/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-fix"

#include "wg-fix-neighbours.h"

#include "../geometry/wg-coverage-measure.h"
#include "../geometry/wg-coverage-shape.h"

static int
compare (gconstpointer a, gconstpointer b)
{
  const WgFixNeighbour *left = a, *right = b;

  if (left->length_m != right->length_m)
    return left->length_m > right->length_m ? -1 : 1;
  return (left->grid > right->grid) - (left->grid < right->grid);
}

static void
count (GArray *neighbours, guint32 grid, double length_m)
{
  WgFixNeighbour neighbour = { grid, length_m };

  for (guint i = 0; i < neighbours->len; i++)
    if (g_array_index (neighbours, WgFixNeighbour, i).grid == grid)
      {
        g_array_index (neighbours, WgFixNeighbour, i).length_m += length_m;
        return;
      }
  g_array_append_val (neighbours, neighbour);
}

GArray *
wg_fix_find_neighbours (WgPlan *plan, const GArray *faces, guint depth)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  g_autoptr (GHashTable) inside = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) half_edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  GArray *neighbours = g_array_new (FALSE, FALSE, sizeof (WgFixNeighbour));

  for (guint i = 0; i < faces->len; i++)
    {
      WgFaceId face = g_array_index (faces, WgFaceId, i);

      g_hash_table_add (inside, GUINT_TO_POINTER (face));
      wg_coverage_face_edges (coverage, face, half_edges);
    }
  for (guint i = 0; i < half_edges->len; i++)
    {
      WgHalfEdge half_edge = g_array_index (half_edges, WgHalfEdge, i);
      WgFaceId beyond = wg_coverage_left_face (coverage, WG_HALF_EDGE_TWIN (half_edge));
      guint32 grid = wg_coverage_owner (coverage, beyond);

      if (depth > 0)
        grid = wg_plan_get_ancestor (plan, grid, depth);
      if (grid != 0 && !g_hash_table_contains (inside, GUINT_TO_POINTER (beyond)))
        count (neighbours, grid,
               wg_coverage_arc_length (coverage, WG_HALF_EDGE_ARC (half_edge)) / 1000.0);
    }
  g_array_sort (neighbours, compare);
  return neighbours;
}
