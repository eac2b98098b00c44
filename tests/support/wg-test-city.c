/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-test-city.h"

#include "app/base/wg-random.h"

typedef struct
{
  gint64 min[2]; /* x, y */
  gint64 max[2];
} Box;

typedef struct
{
  WgUnitGraphBuilder *builder;
  GArray *boxes; /* of Box, by unit */
  WgRandom random;
  Box all;
  guint32 n_blocks;
} City;

/* Up to which area what is cut is divided by which line, in m². */
static const struct
{
  double area;
  WgUnitEdgeClass edge_class;
} steps[] = {
  { 3400000, WG_UNIT_EDGE_RIVER },
  { 1700000, WG_UNIT_EDGE_RAILWAY },
  { 420000, WG_UNIT_EDGE_ARTERIAL },
  { 80000, WG_UNIT_EDGE_MINOR },
  { 16500, WG_UNIT_EDGE_LANE },
  { 0, WG_UNIT_EDGE_OPEN },
};

static double
area_of (const Box *box)
{
  return (double) (box->max[0] - box->min[0]) * (double) (box->max[1] - box->min[1]) * 1e-6;
}

/* What stands in a block. */
typedef enum
{
  BLOCK_EMPTY,
  BLOCK_TOWERS,
  BLOCK_WALK_UPS,
  BLOCK_HOUSES,
} BlockType;

static BlockType
draw_type (WgRandom *random)
{
  gint64 draw = wg_random_int (random, 0, 100);

  return draw < 6 ? BLOCK_EMPTY : draw < 13 ? BLOCK_TOWERS : draw < 38 ? BLOCK_WALK_UPS : BLOCK_HOUSES;
}

static guint32
draw_households (WgRandom *random, BlockType type)
{
  switch (type)
    {
    case BLOCK_TOWERS:
      return (guint32) wg_random_int (random, 40, 121);
    case BLOCK_WALK_UPS:
      return (guint32) wg_random_int (random, 8, 33);
    case BLOCK_HOUSES:
      return (guint32) wg_random_int (random, 1, 7);
    case BLOCK_EMPTY:
    default:
      return 0;
    }
}

static void
add_unit (City *city, const Box *box, BlockType type, GArray *units)
{
  WgUnit unit = { .part = WG_UNIT_NO_PART, .block = city->n_blocks };
  guint32 index = 0;

  unit.households = draw_households (&city->random, type);
  unit.people = unit.households * 2 + unit.households / 3;
  unit.centre = (WgPoint){ (gint32) ((box->min[0] + box->max[0]) / 2),
                           (gint32) ((box->min[1] + box->max[1]) / 2) };
  unit.area_mm2 = (box->max[0] - box->min[0]) * (box->max[1] - box->min[1]);
  for (guint axis = 0; axis < 2; axis++)
    {
      gint64 side = box->max[1 - axis] - box->min[1 - axis];

      unit.outer_mm += box->min[axis] == city->all.min[axis] ? side : 0;
      unit.outer_mm += box->max[axis] == city->all.max[axis] ? side : 0;
    }
  unit.source = city->boxes->len;
  index = wg_unit_graph_builder_add (city->builder, &unit);
  g_array_append_val (city->boxes, *box);
  g_array_append_val (units, index);
}

/* Neighbours across a line at @at: the intervals on both sides are met in order. */
static void
connect_across (City *city, const GArray *lower, const GArray *upper, guint axis, gint64 at,
                WgUnitEdgeClass edge_class)
{
  for (guint i = 0; i < lower->len; i++)
    {
      guint32 a = g_array_index (lower, guint32, i);
      const Box *box = &g_array_index (city->boxes, Box, a);

      if (box->max[axis] != at)
        continue;
      for (guint k = 0; k < upper->len; k++)
        {
          guint32 b = g_array_index (upper, guint32, k);
          const Box *other = &g_array_index (city->boxes, Box, b);
          gint64 length = MIN (box->max[1 - axis], other->max[1 - axis])
                          - MAX (box->min[1 - axis], other->min[1 - axis]);

          if (other->min[axis] == at && length > 0)
            wg_unit_graph_builder_connect (city->builder, a, b, (guint32) length, edge_class,
                                           WG_UNIT_EDGE_AS_CLASS);
        }
    }
}

/* Those that touch the line only: the others need not be met again and again. */
static GArray *
list_at (const City *city, const GArray *units, guint axis, gint64 at, gboolean is_lower)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < units->len; i++)
    {
      guint32 unit = g_array_index (units, guint32, i);
      const Box *box = &g_array_index (city->boxes, Box, unit);

      if ((is_lower ? box->max[axis] : box->min[axis]) == at)
        g_array_append_val (found, unit);
    }
  return found;
}

/* Cuts @box across its longer side, somewhere in the middle, until it is a building's cell. */
static GArray *
divide (City *city, const Box *box, guint step, BlockType type)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint axis = box->max[1] - box->min[1] > box->max[0] - box->min[0];
  gint64 side = box->max[axis] - box->min[axis];
  Box lower = *box, upper = *box;
  g_autoptr (GArray) below = NULL, above = NULL, rim_below = NULL, rim_above = NULL;

  while (steps[step].area > 0 && area_of (box) <= steps[step].area)
    if (steps[++step].edge_class == WG_UNIT_EDGE_OPEN)
      {
        city->n_blocks++;
        type = draw_type (&city->random);
      }
  if (steps[step].edge_class == WG_UNIT_EDGE_OPEN && (type == BLOCK_EMPTY || area_of (box) < 1380))
    {
      add_unit (city, box, type, units);
      return units;
    }
  lower.max[axis] = upper.min[axis]
    = box->min[axis] + side * 2 / 5 + wg_random_int (&city->random, 0, side / 5);
  below = divide (city, &lower, step, type);
  above = divide (city, &upper, step, type);
  rim_below = list_at (city, below, axis, lower.max[axis], TRUE);
  rim_above = list_at (city, above, axis, lower.max[axis], FALSE);
  connect_across (city, rim_below, rim_above, axis, lower.max[axis], steps[step].edge_class);
  g_array_append_vals (units, below->data, below->len);
  g_array_append_vals (units, above->data, above->len);
  return units;
}

WgUnitGraph *
wg_test_city_new (guint side_m, guint64 seed)
{
  gint64 half = (gint64) side_m * 500;
  City city = { .random = wg_random (seed), .all = { { -half, -half }, { half, half } } };
  g_autoptr (GArray) units = NULL;
  WgUnitGraph *graph = NULL;

  city.builder = wg_unit_graph_builder_new (1024);
  city.boxes = g_array_new (FALSE, FALSE, sizeof (Box));
  units = divide (&city, &city.all, 0, BLOCK_EMPTY);
  graph = wg_unit_graph_builder_finish (city.builder);
  g_array_unref (city.boxes);
  return graph;
}

WgUnitGraph *
wg_test_city_with (const WgUnitGraph *graph, const gint32 *parts, const guint32 *households)
{
  WgUnitGraphBuilder *builder = wg_unit_graph_builder_new (graph->n_units);

  for (guint32 u = 0; u < graph->n_units; u++)
    {
      WgUnit unit = graph->units[u];

      unit.part = parts != NULL ? parts[u] : WG_UNIT_NO_PART;
      unit.households = households != NULL ? households[u] : unit.households;
      wg_unit_graph_builder_add (builder, &unit);
    }
  for (guint32 u = 0; u < graph->n_units; u++)
    for (guint32 e = graph->starts[u]; e < graph->starts[u + 1]; e++)
      {
        const WgUnitEdge *edge = &graph->edges[e];

        if (edge->to > u)
          wg_unit_graph_builder_connect (builder, u, edge->to, edge->length_mm,
                                         (WgUnitEdgeClass) edge->edge_class,
                                         (WgUnitEdgeRule) edge->rule);
      }
  return wg_unit_graph_builder_finish (builder);
}
