/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-subdivide-graph"

#include "wg-subdivide-private.h"

#include "../geometry/wg-coverage-shape.h"
#include "../geometry/wg-forest.h"

#define NONE G_MAXUINT32
#define NECK_MM 1000 /* a grid does not hang together by less, where it can otherwise */

/* The cells of one land while they become a graph. */
typedef struct
{
  const WgSubdivideJob *job;
  const WgCells *cells;
  WgUnit *units;     /* of each cell */
  guint *n_places;   /* of each unit: buildings that are visited for what they are */
  guint32 *compounds; /* what hangs together as one: a forest over the numbers of compounds */
} Cut;

/* What makes land more than a pond or a river bed. */
static gint64
measure_content (const Cut *cut, guint32 unit)
{
  WgPartMeasure measure = cut->job->terms->partition.band.measure;

  if (measure == WG_MEASURE_HOUSEHOLDS || measure == WG_MEASURE_PEOPLE)
    return wg_unit_amount (&cut->units[unit], measure);
  return g_array_index (cut->cells->units, WgCellsUnit, unit).n_buildings;
}

static gboolean
is_hard (const Cut *cut, const WgCellsEdge *edge)
{
  return cut->job->terms->partition.prices[edge->barrier_class].rule == WG_UNIT_EDGE_NEVER;
}

/* To whom land that barriers enclose and that has nothing goes: to one block of its neighbour, so that it
 * does not bridge the line that parts two of them. */
typedef struct
{
  guint32 *roots;  /* of each unit: its land */
  guint32 *to;     /* of each land: the land that it may be joined with; NONE */
  guint32 *block;  /* and the block of it */
} Joined;

static guint32
block_of (const Cut *cut, guint32 unit)
{
  return g_array_index (cut->cells->units, WgCellsUnit, unit).block;
}

/* The longest border of each land that has nothing with a block that has something, or with one that found
 * such a neighbour already; TRUE when any found one. */
static gboolean
join_empty (const Cut *cut, Joined *joined, const gint64 *amounts)
{
  const GArray *edges = cut->cells->edges;
  guint n = cut->cells->units->len;
  g_autofree guint32 *best = g_new (guint32, n);
  g_autoptr (GHashTable) lengths = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autofree gint64 *longest = g_new0 (gint64, n);
  gboolean is_any = FALSE;

  for (guint i = 0; i < edges->len; i++)
    for (guint side = 0; side < 2; side++)
      {
        const WgCellsEdge *edge = &g_array_index (edges, WgCellsEdge, i);
        guint32 beyond = side == 0 ? edge->b : edge->a;
        guint32 own = wg_forest_root (joined->roots, side == 0 ? edge->a : edge->b);
        guint32 other = wg_forest_root (joined->roots, beyond);
        gint64 key = ((gint64) own << 32) | block_of (cut, beyond);
        gint64 *sum = NULL;

        if (own == other || amounts[own] > 0 || joined->to[own] != NONE
            || (amounts[other] == 0 && joined->to[other] == NONE))
          continue;
        sum = g_hash_table_lookup (lengths, &key);
        if (sum == NULL)
          {
            sum = g_new0 (gint64, 1);
            g_hash_table_insert (lengths, g_memdup2 (&key, sizeof key), sum);
          }
        *sum += edge->length_mm;
        if (*sum > longest[own])
          {
            longest[own] = *sum;
            best[own] = beyond;
          }
      }
  for (guint32 i = 0; i < n; i++)
    if (longest[i] > 0)
      {
        joined->to[i] = wg_forest_root (joined->roots, best[i]);
        joined->block[i] = block_of (cut, best[i]);
        is_any = TRUE;
      }
  return is_any;
}

/* Land that barriers enclose and that has nothing (a pond, a river bed) is no part of its own. */
static void
find_joined (const Cut *cut, Joined *joined)
{
  guint n = cut->cells->units->len;
  g_autofree gint64 *amounts = g_new0 (gint64, MAX (n, 1));

  for (guint32 i = 0; i < n; i++)
    {
      joined->roots[i] = i;
      joined->to[i] = joined->block[i] = NONE;
    }
  for (guint i = 0; i < cut->cells->edges->len; i++)
    {
      const WgCellsEdge *edge = &g_array_index (cut->cells->edges, WgCellsEdge, i);

      if (!is_hard (cut, edge))
        wg_forest_join (joined->roots, edge->a, edge->b);
    }
  for (guint32 i = 0; i < n; i++)
    amounts[wg_forest_root (joined->roots, i)] += measure_content (cut, i);
  while (join_empty (cut, joined, amounts))
    ;
}

/* May a part lie on both sides of this border although it is never crossed? */
static gboolean
may_join (const Cut *cut, const Joined *joined, const WgCellsEdge *edge)
{
  guint32 a = wg_forest_root (joined->roots, edge->a), b = wg_forest_root (joined->roots, edge->b);

  return a != b && ((joined->to[a] == b && joined->block[a] == block_of (cut, edge->b))
                    || (joined->to[b] == a && joined->block[b] == block_of (cut, edge->a)));
}

static void
make_units (Cut *cut)
{
  for (guint i = 0; i < cut->cells->units->len; i++)
    {
      const WgCellsUnit *cell = &g_array_index (cut->cells->units, WgCellsUnit, i);

      cut->units[i] = (WgUnit){ .block = cell->block,
                                .compound = cell->compound,
                                .part = WG_UNIT_NO_PART,
                                .source = i,
                                .centre = cell->centre,
                                .area_mm2 = cell->area_mm2,
                                .outer_mm = cell->outer_mm };
    }
  for (guint i = 0; i < cut->job->buildings->len; i++)
    {
      const WgBuilding *building = wg_subdivide_get_building (cut->job, i);
      guint32 unit = cut->cells->unit_of[i];

      if (unit == NONE)
        continue;
      cut->units[unit].households += (guint32) MAX (building->households, 0);
      cut->units[unit].people += (guint32) MAX (building->people, 0);
      cut->n_places[unit] += wg_workload_is_place (building);
    }
  for (guint i = 0; i < cut->cells->units->len; i++)
    {
      WgUnit *unit = &cut->units[i];
      double points = wg_workload_sum (&cut->job->terms->workload, unit->households, unit->people,
                                       cut->n_places[i], (double) unit->area_mm2 * 1e-6);

      unit->workload = (guint32) CLAMP (points * WG_WORKLOAD_PARTS + 0.5, 0.0, (double) G_MAXINT32);
    }
}

/* The unit is of this compound, too; where it is of another one already, they are one. */
static void
add_to_compound (Cut *cut, guint32 unit, guint32 compound)
{
  if (cut->units[unit].compound == 0)
    cut->units[unit].compound = compound;
  else
    wg_forest_join (cut->compounds, cut->units[unit].compound, compound);
}

static void
take_shapes (Cut *cut)
{
  const GPtrArray *shapes = cut->job->terms->compounds;

  for (guint k = 0; shapes != NULL && k < shapes->len; k++)
    {
      const WgShape *shape = g_ptr_array_index (shapes, k);
      WgEnvelope box = wg_shape_envelope (shape);

      for (guint i = 0; i < cut->job->buildings->len; i++)
        {
          WgPoint at = wg_subdivide_get_building (cut->job, i)->point;

          if (cut->cells->unit_of[i] != NONE && wg_envelope_contains (&box, at)
              && wg_shape_contains (shape, at))
            add_to_compound (cut, cut->cells->unit_of[i], k + 1);
        }
    }
}

/* Buildings of one text are one compound; those without one are none. */
static void
take_texts (Cut *cut, guint n_shapes)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < cut->job->buildings->len; i++)
    {
      const char *text = wg_subdivide_compound_text (wg_subdivide_get_building (cut->job, i),
                                                     cut->job->terms->compound_column);
      gpointer number = NULL;

      if (cut->cells->unit_of[i] == NONE || text == NULL || *text == '\0')
        continue;
      number = g_hash_table_lookup (known, text);
      if (number == NULL)
        {
          number = GUINT_TO_POINTER (n_shapes + g_hash_table_size (known) + 1);
          g_hash_table_insert (known, (gpointer) text, number);
        }
      add_to_compound (cut, cut->cells->unit_of[i], GPOINTER_TO_UINT (number));
    }
}

static void
take_compounds (Cut *cut)
{
  const WgSubdivideTerms *terms = cut->job->terms;
  guint n_shapes = terms->compounds != NULL ? terms->compounds->len : 0;
  guint n_most = n_shapes + cut->job->buildings->len + 1;
  g_autofree guint32 *compounds = g_new (guint32, n_most);

  for (guint32 i = 0; i < n_most; i++)
    compounds[i] = i;
  cut->compounds = compounds;
  take_shapes (cut);
  take_texts (cut, n_shapes);
  for (guint i = 0; i < cut->cells->units->len; i++)
    if (cut->units[i].compound != 0)
      cut->units[i].compound = wg_forest_root (compounds, cut->units[i].compound);
  cut->compounds = NULL;
}

/* Each centre is the seed of a part of its own; of two in one cell the first is. */
static guint
plant_centres (Cut *cut)
{
  const GArray *centres = cut->job->terms->centres;
  guint n_planted = 0;

  for (guint i = 0; centres != NULL && i < centres->len; i++)
    {
      WgPoint at = g_array_index (centres, WgPoint, i);
      guint32 unit = 0;

      if (!wg_shape_contains (cut->job->land, at))
        continue;
      unit = wg_coverage_owner (cut->cells->coverage, wg_coverage_locate (cut->cells->coverage, at));
      if (unit == 0 || (cut->units[unit - 1].flags & WG_UNIT_FIXED))
        continue;
      cut->units[unit - 1].part = (gint32) n_planted++;
      cut->units[unit - 1].flags |= WG_UNIT_FIXED;
    }
  return n_planted;
}

/* Of each edge: is it a neck that a plain border would close, between units that others join, too? */
static guint8 *
find_necks (const Cut *cut)
{
  const GArray *edges = cut->cells->edges;
  guint n = cut->cells->units->len;
  guint8 *is_neck = g_new0 (guint8, MAX (edges->len, 1));
  g_autofree guint32 *roots = g_new (guint32, MAX (n, 1));

  for (guint32 i = 0; i < n; i++)
    roots[i] = i;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < edges->len; i++)
      {
        const WgCellsEdge *edge = &g_array_index (edges, WgCellsEdge, i);

        if (is_hard (cut, edge) || (edge->length_mm < NECK_MM) != (pass == 1))
          continue;
        is_neck[i] = pass == 1 && wg_forest_root (roots, edge->a) == wg_forest_root (roots, edge->b);
        wg_forest_join (roots, edge->a, edge->b);
      }
  return is_neck;
}

static WgUnitGraph *
join_units (const Cut *cut)
{
  const WgCells *cells = cut->cells;
  WgUnitGraphBuilder *builder = wg_unit_graph_builder_new (cells->units->len);
  g_autofree guint32 *memory = g_new (guint32, 3 * (gsize) cells->units->len + 1);
  Joined joined = { memory, memory + cells->units->len, memory + 2 * (gsize) cells->units->len };
  g_autofree guint8 *is_neck = find_necks (cut);

  find_joined (cut, &joined);
  for (guint i = 0; i < cells->units->len; i++)
    wg_unit_graph_builder_add (builder, &cut->units[i]);
  for (guint i = 0; i < cells->edges->len; i++)
    {
      const WgCellsEdge *edge = &g_array_index (cells->edges, WgCellsEdge, i);

      if (is_neck[i])
        continue;
      wg_unit_graph_builder_connect (builder, edge->a, edge->b, edge->length_mm,
                                     (WgUnitEdgeClass) edge->barrier_class,
                                     may_join (cut, &joined, edge) ? WG_UNIT_EDGE_AVOID
                                                                   : WG_UNIT_EDGE_AS_CLASS);
    }
  return wg_unit_graph_builder_finish (builder);
}

const WgBuilding *
wg_subdivide_get_building (const WgSubdivideJob *job, guint at)
{
  return wg_building_set_get (job->set, g_array_index (job->indices, guint32, at));
}

const char *
wg_subdivide_compound_text (const WgBuilding *building, WgCompoundColumn column)
{
  switch (column)
    {
    case WG_COMPOUND_NAME:
      return building->name;
    case WG_COMPOUND_ADDRESS:
      return building->address;
    case WG_COMPOUND_MANAGEMENT:
      return building->management;
    case WG_COMPOUND_NONE:
    default:
      return NULL;
    }
}

WgUnitGraph *
wg_subdivide_make_graph (const WgSubdivideJob *job, const WgCells *cells, guint *n_centres_out)
{
  g_autofree WgUnit *units = g_new0 (WgUnit, MAX (cells->units->len, 1));
  g_autofree guint *n_places = g_new0 (guint, MAX (cells->units->len, 1));
  Cut cut = { job, cells, units, n_places, NULL };

  make_units (&cut);
  take_compounds (&cut);
  *n_centres_out = plant_centres (&cut);
  return join_units (&cut);
}
