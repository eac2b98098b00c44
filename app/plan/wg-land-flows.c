/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-land-flows"

#include "wg-land-flows.h"

#include "../geometry/wg-coverage-swept.h"
#include "../geometry/wg-key-map.h"
#include "wg-plan-private.h"

#define SIDE 100000 /* mm: of the square that tells the scale at a place */

typedef struct
{
  WgPlan *plan;
  WgChange *change;
  GHashTable *after; /* id -> WgGrid (nullable) that it becomes */
  WgKeyMap places;   /* pair of grids -> its row of the lineage */
} Flows;

typedef void (*Visit) (Flows *flows, guint32 from, guint32 to, gconstpointer data);

static const WgGrid *
grid_after (const Flows *flows, guint32 id)
{
  gpointer grid = NULL;

  if (flows->after != NULL
      && g_hash_table_lookup_extended (flows->after, GUINT_TO_POINTER (id), NULL, &grid))
    return grid;
  return wg_plan_get_grid (flows->plan, id);
}

static guint32
ancestor_after (const Flows *flows, guint32 id, guint depth)
{
  const WgGrid *grid = id != 0 ? grid_after (flows, id) : NULL;

  while (grid != NULL && grid->depth > depth)
    grid = grid->parent != 0 ? grid_after (flows, grid->parent) : NULL;
  return grid != NULL && grid->depth == depth ? grid->id : 0;
}

/* The pair itself, and the two grids above them at each level, as wg_land_edit_note() has it. */
static void
visit_levels (Flows *flows, guint32 from, guint32 to, Visit visit, gconstpointer data)
{
  const WgGrid *loser = from != 0 ? wg_plan_get_grid (flows->plan, from) : NULL;
  const WgGrid *taker = to != 0 ? grid_after (flows, to) : NULL;
  guint least = loser != NULL && taker != NULL ? MIN (loser->depth, taker->depth) : 0;

  if (from != to)
    visit (flows, from, to, data);
  for (guint depth = least; depth >= 1; depth--)
    {
      guint32 above = wg_plan_get_ancestor (flows->plan, from, depth);
      guint32 below = ancestor_after (flows, to, depth);

      if (above != 0 && below != 0 && above != below && (above != from || below != to))
        visit (flows, above, below, data);
    }
}

static void
add_area (Flows *flows, guint32 from, guint32 to, gconstpointer data)
{
  double area_m2 = *(const double *) data;
  guint64 key = wg_key_of_pair (from, to);
  guint32 place = wg_key_map_get (&flows->places, key, G_MAXUINT32);
  WgLineage row = { from, to, area_m2, -1 };

  if (place == G_MAXUINT32)
    {
      wg_key_map_set (&flows->places, key, flows->change->lineage->len);
      g_array_append_val (flows->change->lineage, row);
    }
  else
    g_array_index (flows->change->lineage, WgLineage, place).area_m2 += area_m2;
}

static double
scale_at (WgPlan *plan, WgPoint place)
{
  WgPoint corners[4] = { place, place, place, place };
  g_autoptr (WgShape) shape = wg_shape_new ();

  corners[1].x = corners[2].x = place.x + SIDE;
  corners[2].y = corners[3].y = place.y + SIDE;
  wg_shape_add_ring (shape, corners, 4, 0, FALSE);
  return wg_plan_measure_area (plan, shape) / ((double) SIDE * SIDE);
}

/* Lines that moved between faces that stay. */
static void
add_swept (Flows *flows)
{
  const WgCoverage *coverage = wg_plan_get_coverage (flows->plan);
  g_autoptr (GArray) swept = wg_coverage_collect_swept (coverage, flows->change->coverage);

  for (guint i = 0; i < swept->len; i++)
    {
      const WgSwept *land = &g_array_index (swept, WgSwept, i);
      double area_m2 = land->area_mm2 * scale_at (flows->plan, land->place);
      guint32 from = wg_coverage_owner (coverage, land->from);
      guint32 to = wg_coverage_owner (coverage, land->to);

      if (from != to)
        visit_levels (flows, from, to, add_area, &area_m2);
    }
}

/* Households that pass, by row of the lineage. */
typedef struct
{
  gint64 *sums;
  guint *n_unknown;   /* buildings that do not tell */
  guint *n_estimated; /* buildings whose number was worked out */
  WgCount households; /* that are being added */
} People;

static void
add_people (Flows *flows, guint32 from, guint32 to, gconstpointer data)
{
  const People *people = data;
  guint32 place = wg_key_map_get (&flows->places, wg_key_of_pair (from, to), G_MAXUINT32);

  if (place == G_MAXUINT32)
    return;
  people->sums[place] += people->households.sum;
  people->n_unknown[place] += people->households.n_unknown;
  people->n_estimated[place] += people->households.n_estimated;
}

/* Grids that come under another parent take all that they have along. */
static void
add_grids (Flows *flows, People *people)
{
  for (guint i = 0; i < flows->change->grids->len; i++)
    {
      const WgGridChange *row = g_ptr_array_index (flows->change->grids, i);
      WgTally tally;

      if (row->before == NULL || row->after == NULL || row->before->parent == row->after->parent
          || row->before->parent == 0)
        continue;
      wg_plan_get_tally (flows->plan, row->before->id, &tally);
      people->households = tally.households;
      visit_levels (flows, row->before->parent, row->after->parent, add_people, people);
    }
}

static void
count_people (Flows *flows)
{
  GArray *lineage = flows->change->lineage;
  g_autoptr (WgTallyChange) tallies = NULL;
  g_autoptr (GArray) passed = NULL;
  g_autofree gint64 *sums = g_new0 (gint64, lineage->len);
  g_autofree guint *n_unknown = g_new0 (guint, lineage->len);
  g_autofree guint *n_estimated = g_new0 (guint, lineage->len);
  People people = { sums, n_unknown, n_estimated, { 0 } };

  tallies = wg_tally_change_new (wg_plan_get_tally_index (flows->plan), flows->change->coverage,
                                 FALSE, NULL, NULL);
  passed = wg_tally_change_collect_flows (tallies);
  for (guint i = 0; i < passed->len; i++)
    {
      const WgOwnerFlow *flow = &g_array_index (passed, WgOwnerFlow, i);

      people.households = flow->households;
      visit_levels (flows, flow->from, flow->to, add_people, &people);
    }
  add_grids (flows, &people);
  /* Where no building tells, nothing is known: that is not zero. */
  for (guint i = 0; i < lineage->len; i++)
    {
      WgLineage *row = &g_array_index (lineage, WgLineage, i);

      row->households = sums[i] == 0 && n_unknown[i] > 0 ? -1 : sums[i];
      row->is_at_least = row->households >= 0 && n_unknown[i] > 0;
      row->is_estimated = row->households >= 0 && n_estimated[i] > 0;
    }
}

static void
drop_slivers (GArray *lineage)
{
  guint n = 0;

  for (guint i = 0; i < lineage->len; i++)
    {
      WgLineage row = g_array_index (lineage, WgLineage, i);

      if (row.area_m2 >= WG_LAND_FLOW_LEAST_M2 || row.households > 0)
        g_array_index (lineage, WgLineage, n++) = row;
    }
  g_array_set_size (lineage, n);
}

void
wg_land_flows_note (WgPlan *plan, WgChange *change)
{
  Flows flows = { .plan = plan, .change = change };
  WgBuildingSet *buildings = wg_plan_get_buildings (plan);
  gboolean is_swept = change->lineage->len == 0 && change->coverage != NULL
                      && change->coverage->faces->len == 0;

  if (change->lineage->len == 0 && !is_swept)
    return;
  if (change->grids->len > 0)
    flows.after = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridChange *row = g_ptr_array_index (change->grids, i);

      g_hash_table_insert (flows.after, GUINT_TO_POINTER ((row->before ?: row->after)->id),
                           row->after);
    }
  for (guint i = 0; i < change->lineage->len; i++)
    {
      const WgLineage *row = &g_array_index (change->lineage, WgLineage, i);

      wg_key_map_set (&flows.places, wg_key_of_pair (row->from, row->to), i);
    }
  if (is_swept)
    add_swept (&flows);
  if (change->lineage->len > 0 && buildings != NULL && wg_building_set_count (buildings) > 0
      && wg_plan_has_tally_index (plan))
    count_people (&flows);
  if (is_swept)
    drop_slivers (change->lineage);
  wg_key_map_clear (&flows.places);
  g_clear_pointer (&flows.after, g_hash_table_unref);
}
