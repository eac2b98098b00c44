/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-sample"

#include "wg-sample-private.h"

#include <math.h>

#define WATER_CLASS 7
#define FIRST_ROW_M 16.0   /* from the lozenge of the street to the middle of a house */
#define ROW_STEP_M 36.0
#define SLOT_M 42.0        /* of a street for a house */
#define LEAST_ROOM_M 30.0

/* The coverage as a graph to look for ways in. */
typedef struct
{
  WgSample *sample;
  const GArray *arcs; /* of WgSampleArc */
  guint *firsts;      /* by node: in ends; one more than there are nodes */
  guint *ends;        /* index of arc << 1 | it leaves backwards */
  gboolean *is_river; /* by index of arc */
  gboolean *has_river; /* by node */
} Ways;

static const WgSampleArc *
arc_at (const Ways *ways, guint i)
{
  return &g_array_index (ways->arcs, WgSampleArc, i);
}

static const WgArc *
row_of (const Ways *ways, guint i)
{
  return wg_coverage_arc (wg_plan_get_coverage (ways->sample->plan), arc_at (ways, i)->id);
}

static gboolean
is_outline (const WgArc *arc)
{
  return arc->left == WG_FACE_OUTSIDE || arc->right == WG_FACE_OUTSIDE;
}

static double
length_of (const WgLine *line)
{
  double length = 0.0;

  for (guint i = 1; i < line->n_points; i++)
    length += sqrt ((double) wg_point_distance2 (line->points[i - 1], line->points[i]));
  return length;
}

static void
index_ends (Ways *ways)
{
  guint limit = wg_coverage_node_limit (wg_plan_get_coverage (ways->sample->plan));
  g_autofree guint *next = NULL;

  ways->firsts = g_new0 (guint, limit + 2);
  ways->ends = g_new0 (guint, 2 * ways->arcs->len + 1);
  ways->is_river = g_new0 (gboolean, ways->arcs->len + 1);
  ways->has_river = g_new0 (gboolean, limit + 1);
  for (guint i = 0; i < ways->arcs->len; i++)
    {
      ways->firsts[row_of (ways, i)->start + 1]++;
      ways->firsts[row_of (ways, i)->end + 1]++;
    }
  for (guint node = 0; node <= limit; node++)
    ways->firsts[node + 1] += ways->firsts[node];
  next = g_memdup2 (ways->firsts, (limit + 2) * sizeof (guint));
  for (guint i = 0; i < ways->arcs->len; i++)
    {
      ways->ends[next[row_of (ways, i)->start]++] = i << 1;
      ways->ends[next[row_of (ways, i)->end]++] = i << 1 | 1;
    }
}

/* Rivers part towns rather than grids, and do not run around the county. */
static double
river_cost (const Ways *ways, guint i)
{
  static const double factors[] = { 9.0, 1.0, 1.3, 2.4 };
  const WgArc *arc = row_of (ways, i);
  guint rank = wg_plan_get_arc_rank (ways->sample->plan, arc);

  return length_of (arc->line) * (is_outline (arc) ? 9.0 : factors[MIN (rank, 3)]);
}

/* The node of the outline that lies furthest along (@dx, @dy). */
static WgNodeId
find_rim (const Ways *ways, int dx, int dy)
{
  WgNodeId rim = 0;
  gint64 best = G_MININT64;

  for (guint i = 0; i < ways->arcs->len; i++)
    {
      const WgArc *arc = row_of (ways, i);
      WgPoint p = arc->line->points[0];
      gint64 reach = (gint64) dx * p.x + (gint64) dy * p.y;

      if (is_outline (arc) && !arc_at (ways, i)->is_island && reach > best)
        {
          best = reach;
          rim = arc->start;
        }
    }
  return rim;
}

static void
add_river (Ways *ways, const guint *came_by, WgNodeId from, WgNodeId to, guint number)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));

  for (WgNodeId node = to; node != from;)
    {
      guint i = came_by[node] >> 1;
      const WgArc *arc = row_of (ways, i);
      gboolean left_backwards = (came_by[node] & 1) != 0; /* so it arrives at its start */

      for (guint j = points->len > 0 ? 1 : 0; j < arc->line->n_points; j++)
        {
          guint place = left_backwards ? j : arc->line->n_points - 1 - j;

          g_array_append_val (points, arc->line->points[place]);
        }
      ways->is_river[i] = TRUE;
      ways->has_river[node] = TRUE;
      node = left_backwards ? arc->end : arc->start;
      ways->has_river[node] = TRUE;
    }
  if (points->len >= 2)
    wg_linework_add (ways->sample->rivers,
                     wg_line_new ((const WgPoint *) points->data, points->len), number, FALSE,
                     WATER_CLASS, wg_sample_river_name (number));
}

/* The cheapest way from @from to @to, or (0) to the next river. */
static void
find_river (Ways *ways, WgNodeId from, WgNodeId to, guint number)
{
  guint limit = wg_coverage_node_limit (wg_plan_get_coverage (ways->sample->plan));
  g_autofree guint *came_by = g_new0 (guint, limit + 1);
  g_autofree gboolean *is_done = g_new0 (gboolean, limit + 1);
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (WgSampleStep));
  guint32 n_pushed = 0;

  if (from == 0 || from == to)
    return;
  wg_sample_push_step (heap, (WgSampleStep){ 0.0, n_pushed++, from, 0 });
  while (heap->len > 0)
    {
      WgSampleStep step = wg_sample_pop_step (heap);
      WgNodeId node = step.place;

      if (is_done[node])
        continue;
      is_done[node] = TRUE;
      came_by[node] = step.label;
      if (node == to || (to == 0 && ways->has_river[node]))
        {
          add_river (ways, came_by, from, node, number);
          return;
        }
      for (guint i = ways->firsts[node]; i < ways->firsts[node + 1]; i++)
        {
          guint end = ways->ends[i];
          const WgArc *arc = row_of (ways, end >> 1);
          WgNodeId next = (end & 1) != 0 ? arc->start : arc->end;

          if (!is_done[next])
            wg_sample_push_step (heap, (WgSampleStep){ step.cost + river_cost (ways, end >> 1),
                                                       n_pushed++, next, end });
        }
    }
}

/* The same two sides give the same road, so that it keeps its name along the whole border. */
static void
add_road (const WgLattice *lattice, Ways *ways, guint i, guint feature)
{
  WgPlan *plan = ways->sample->plan;
  const WgArc *arc = row_of (ways, i);
  guint rank = wg_plan_get_arc_rank (plan, arc);
  guint32 left = wg_plan_get_ancestor (plan, wg_coverage_owner (wg_plan_get_coverage (plan),
                                                                arc->left), rank);
  guint32 right = wg_plan_get_ancestor (plan, wg_coverage_owner (wg_plan_get_coverage (plan),
                                                                 arc->right), rank);
  guint64 hash = wg_sample_hash (lattice->seed + 90, MIN (left, right), MAX (left, right));
  g_autofree char *name = wg_sample_road_name (lattice->seed, (guint) (hash % 100000), rank + 1);

  wg_linework_add (ways->sample->roads, wg_line_ref (arc->line), feature, FALSE, rank + 1, name);
}

/* Lanes within a grid: some of the edges between two cells of one face. */
static guint
add_lanes (const WgLattice *lattice, WgSample *sample, guint feature)
{
  guint n_edges = wg_lattice_n_edges (lattice);

  for (WgSampleEdge edge = 0; edge < n_edges; edge++)
    {
      WgPoint points[WG_SAMPLE_EDGE_POINTS + 2];
      WgSampleNode from = 0, to = 0;
      WgCell left = 0, right = 0;

      if (!wg_lattice_edge (lattice, edge, &from, &to, &left, &right) || left == WG_NO_CELL
          || right == WG_NO_CELL || lattice->grid[left] != lattice->grid[right]
          || lattice->grid[left] >= lattice->n_grids
          || wg_sample_unit (lattice->seed + 91, edge, 0) > 0.5)
        continue;
      points[0] = wg_lattice_node_point (lattice, from);
      points[WG_SAMPLE_EDGE_POINTS + 1] = wg_lattice_node_point (lattice, to);
      wg_lattice_edge_points (lattice, edge, points + 1);
      wg_linework_add (sample->roads, wg_line_new (points, G_N_ELEMENTS (points)), feature++,
                       FALSE, 5, NULL);
    }
  return feature;
}

void
wg_sample_make_ways (const WgLattice *lattice, const GArray *arcs, WgSample *sample)
{
  Ways ways = { sample, arcs };
  guint feature = 0;

  index_ends (&ways);
  find_river (&ways, find_rim (&ways, -1, 0), find_rim (&ways, 1, 0), 0);
  find_river (&ways, find_rim (&ways, 0, 1), 0, 1);
  find_river (&ways, find_rim (&ways, 1, -1), 0, 2);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgArc *arc = row_of (&ways, i);

      if (!ways.is_river[i] && !arc_at (&ways, i)->is_island && !is_outline (arc)
          && wg_plan_get_arc_rank (sample->plan, arc) > 0)
        add_road (lattice, &ways, i, feature++);
    }
  add_lanes (lattice, sample, feature);
  g_free (ways.firsts);
  g_free (ways.ends);
  g_free (ways.is_river);
  g_free (ways.has_river);
}

/* One house beside the side a-b of a cell; FALSE when there is no room for it. */
static gboolean
place_building (const WgLattice *lattice, WgCell cell, guint slot, guint32 grid, WgSample *sample)
{
  WgSampleBuilding building = { .grid = grid };
  WgSampleNode nodes[6];
  guint side = slot % 6, along = slot / 6 % 3, row = slot / 18;
  double cx = 0.0, cy = 0.0, dx = 0.0, dy = 0.0, length = 0.0, t = 0.0, offset = 0.0;
  double half_length = 8.0 + 8.0 * wg_sample_unit (lattice->seed + 92, cell, slot);
  double half_depth = 5.0 + 3.0 * wg_sample_unit (lattice->seed + 93, cell, slot);
  double inwards = 0.0, urban = 0.0;

  wg_lattice_cell_nodes (lattice, cell, nodes);
  wg_lattice_cell_centre (lattice, cell, &cx, &cy);
  dx = lattice->x[nodes[(side + 1) % 6]] - lattice->x[nodes[side]];
  dy = lattice->y[nodes[(side + 1) % 6]] - lattice->y[nodes[side]];
  length = sqrt (dx * dx + dy * dy);
  dx /= length;
  dy /= length;
  urban = lattice->urban[nodes[side]] / 255.0;
  t = length / 2.0 + ((double) along - 1.0) * SLOT_M
      + 6.0 * (wg_sample_unit (lattice->seed + 94, cell, slot) - 0.5);
  offset = 0.15 * length * (1.0 - 0.6 * urban) + FIRST_ROW_M + row * ROW_STEP_M;
  inwards = dx * (cy - lattice->y[nodes[side]]) - dy * (cx - lattice->x[nodes[side]]);
  if (t < 0.25 * length || t > 0.75 * length || offset + half_depth + LEAST_ROOM_M > inwards)
    return FALSE;
  cx = lattice->x[nodes[side]] + t * dx - offset * dy;
  cy = lattice->y[nodes[side]] + t * dy + offset * dx;
  for (guint i = 0; i < 4; i++)
    {
      double u = i == 1 || i == 2 ? half_length : -half_length;
      double v = i >= 2 ? half_depth : -half_depth;

      building.corners[i].x = (gint32) floor ((cx + u * dx - v * dy) * 1000.0 + 0.5);
      building.corners[i].y = (gint32) floor ((cy + u * dy + v * dx) * 1000.0 + 0.5);
    }
  if (wg_sample_unit (lattice->seed + 95, cell, slot) < urban * urban)
    building.floors
      = (guint16) (6 + wg_sample_hash (lattice->seed + 96, cell, slot) % (guint) (4 + 24 * urban));
  else
    building.floors = (guint16) (2 + wg_sample_hash (lattice->seed + 96, cell, slot) % 3);
  g_array_append_val (sample->buildings, building);
  return TRUE;
}

/* Houses stand by the grid, not by its land: a grid is a number of households. */
static double *
weigh_cells (const WgLattice *lattice, double *total_out)
{
  double *weights = g_new0 (double, lattice->width * lattice->height);
  g_autofree guint *sizes = g_new0 (guint, lattice->n_grids + 1);

  for (guint i = 0; i < lattice->cells->len; i++)
    sizes[MIN (lattice->grid[g_array_index (lattice->cells, WgCell, i)], lattice->n_grids)]++;
  *total_out = 0.0;
  for (guint i = 0; i < lattice->cells->len; i++)
    {
      WgCell cell = g_array_index (lattice->cells, WgCell, i);
      WgSampleNode nodes[6];

      if (lattice->grid[cell] >= lattice->n_grids)
        continue;
      wg_lattice_cell_nodes (lattice, cell, nodes);
      weights[cell] = (0.8 + 0.4 * lattice->urban[nodes[0]] / 255.0) / sizes[lattice->grid[cell]];
      *total_out += weights[cell];
    }
  return weights;
}

void
wg_sample_make_buildings (const WgLattice *lattice, const guint32 *owner_of,
                          const GArray *islands, guint n_buildings, WgSample *sample)
{
  g_autoptr (GHashTable) is_island = g_hash_table_new (NULL, NULL);
  double total = 0.0, due = 0.0;
  g_autofree double *weights = weigh_cells (lattice, &total);

  for (guint i = 0; i < islands->len; i++)
    g_hash_table_add (is_island, GUINT_TO_POINTER (g_array_index (islands, WgCell, i)));
  for (guint i = 0; i < lattice->cells->len && n_buildings > 0; i++)
    {
      WgCell cell = g_array_index (lattice->cells, WgCell, i);
      guint turn = (guint) (wg_sample_hash (lattice->seed + 97, cell, 0) % 18);

      due += n_buildings * weights[cell] / total;
      if (lattice->grid[cell] >= lattice->n_grids
          || g_hash_table_contains (is_island, GUINT_TO_POINTER (cell)))
        continue;
      for (guint slot = 0; slot < 54 && due >= 1.0; slot++)
        if (place_building (lattice, cell, slot / 18 * 18 + (slot + turn) % 18, owner_of[cell],
                            sample))
          due -= 1.0;
    }
}
