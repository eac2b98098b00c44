/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/base/wg-random.h"
#include "app/plan/wg-partition.h"
#include "tests/support/wg-test-city.h"

#include <math.h>
#include <string.h>

#define MAX_UNITS 16

/* A search through all partitions of a small graph. */
typedef struct
{
  const WgUnitGraph *graph;
  const WgPartitionTerms *terms;
  guint n_parts;
  gint32 parts[MAX_UNITS];
  guint n_out;      /* of the best */
  gint64 excess;
  double cost;
  guint n_found;
} Search;

static guint32
add (WgUnitGraphBuilder *builder, guint32 households)
{
  WgUnit unit = { .households = households, .part = WG_UNIT_NO_PART, .area_mm2 = 1000000 };

  return wg_unit_graph_builder_add (builder, &unit);
}

static void
connect (WgUnitGraphBuilder *builder, guint32 a, guint32 b, guint32 length)
{
  wg_unit_graph_builder_connect (builder, a, b, length, WG_UNIT_EDGE_OPEN, WG_UNIT_EDGE_AS_CLASS);
}

/* A row of units, each next to the one before. */
static WgUnitGraph *
make_row (const guint32 *households, guint n)
{
  WgUnitGraphBuilder *builder = wg_unit_graph_builder_new (n);

  for (guint i = 0; i < n; i++)
    {
      add (builder, households[i]);
      if (i > 0)
        connect (builder, i - 1, i, 1000);
    }
  return wg_unit_graph_builder_finish (builder);
}

/* A lattice of n units, two or three wide, with some diagonals and some borders left out. */
static WgUnitGraph *
make_random (WgRandom *random, guint n)
{
  WgUnitGraphBuilder *builder = wg_unit_graph_builder_new (n);
  guint width = (guint) wg_random_int (random, 2, 4);

  for (guint i = 0; i < n; i++)
    {
      add (builder, (guint32) wg_random_int (random, 0, 40));
      if (i % width > 0)
        connect (builder, i - 1, i, (guint32) wg_random_int (random, 100, 9000));
      else if (i > 0)
        connect (builder, i - width, i, (guint32) wg_random_int (random, 100, 9000));
      if (i % width > 0 && i >= width && wg_random_int (random, 0, 4) > 0)
        connect (builder, i - width, i, (guint32) wg_random_int (random, 100, 9000));
      if (i % width > 0 && i > width && wg_random_int (random, 0, 3) == 0)
        connect (builder, i - width - 1, i, (guint32) wg_random_int (random, 100, 9000));
    }
  return wg_unit_graph_builder_finish (builder);
}

static gboolean
is_connected (const WgUnitGraph *graph, const gint32 *parts, gint32 part)
{
  guint32 all = 0, met = 0, before = 0;

  for (guint u = 0; u < graph->n_units; u++)
    all |= parts[u] == part ? 1u << u : 0;
  if (all == 0)
    return FALSE;
  met = all & -all;
  while (met != before)
    {
      before = met;
      for (guint u = 0; u < graph->n_units; u++)
        for (guint32 e = graph->starts[u]; (met >> u & 1) && e < graph->starts[u + 1]; e++)
          met |= (1u << graph->edges[e].to) & all;
    }
  return met == all;
}

static void
judge (Search *search)
{
  gint64 sums[MAX_UNITS] = { 0 }, excess = 0;
  guint n_out = 0;
  double cost = 0;

  for (guint u = 0; u < search->graph->n_units; u++)
    {
      sums[search->parts[u]] += search->graph->units[u].households;
      for (guint32 e = search->graph->starts[u]; e < search->graph->starts[u + 1]; e++)
        if (search->parts[search->graph->edges[e].to] < search->parts[u])
          cost += 3.0 * search->graph->edges[e].length_mm;
    }
  for (guint k = 0; k < search->n_parts; k++)
    {
      gint64 more = MAX (search->terms->band.min - sums[k], sums[k] - search->terms->band.max);

      n_out += more > 0;
      excess += MAX (more, 0);
    }
  if (search->n_found > 0
      && (n_out > search->n_out
          || (n_out == search->n_out
              && (excess > search->excess
                  || (excess == search->excess && cost >= search->cost)))))
    return;
  for (guint k = 0; k < search->n_parts; k++)
    if (!is_connected (search->graph, search->parts, (gint32) k))
      return;
  search->n_found++;
  search->n_out = n_out;
  search->excess = excess;
  search->cost = cost;
}

static void
enumerate (Search *search, guint unit, guint n_used)
{
  if (unit == search->graph->n_units)
    {
      if (n_used == search->n_parts)
        judge (search);
      return;
    }
  for (guint k = 0; k < MIN (n_used + 1, search->n_parts); k++)
    {
      search->parts[unit] = (gint32) k;
      enumerate (search, unit + 1, MAX (n_used, k + 1));
    }
}

static gint64
sum_excess (const WgPartition *answer, const WgPartitionTerms *terms)
{
  gint64 excess = 0;

  for (guint i = 0; i < answer->sums->len; i++)
    {
      const WgPartSum *sum = &g_array_index (answer->sums, WgPartSum, i);

      if (sum->n_units > 0)
        excess += MAX (MAX (terms->band.min - sum->amount, sum->amount - terms->band.max), 0);
    }
  return excess;
}

/* With a number of parts the exact way (up to 14 units) and the search (beyond) find what trying
 * everything finds. */
static void
test_exhaustive (void)
{
  WgRandom random = wg_random (5);

  for (guint round = 0; round < 40; round++)
    {
      guint n = (guint) wg_random_int (&random, 6, 17), k = n > 14 ? 2 : n > 11 ? 3 : 2 + round % 3;
      g_autoptr (WgUnitGraph) graph = make_random (&random, n);
      g_autoptr (WgPartition) answer = NULL;
      WgPartitionTerms terms;
      Search search = { graph, &terms, k };
      gint64 all = 0;

      for (guint u = 0; u < n; u++)
        all += graph->units[u].households;
      wg_partition_terms_init (&terms, all / k - all / (4 * k), all / k, all / k + all / (4 * k) + 1);
      terms.n_parts = k;
      terms.inner_share = 1;
      terms.balance = 0;
      enumerate (&search, 0, 0);
      g_assert_cmpuint (search.n_found, >, 0);
      answer = wg_partition_solve (graph, &terms, NULL, NULL, NULL);
      g_assert_cmpuint (answer->score.n_parts, ==, k);
      g_assert_cmpuint (answer->score.n_pieces_extra, ==, 0);
      g_assert_cmpuint (k - answer->score.n_in_band, ==, search.n_out);
      g_assert_cmpint (sum_excess (answer, &terms), ==, search.excess);
      g_assert_cmpfloat_with_epsilon (answer->score.cut_cost, search.cost / 1e3, 1e-6);
    }
}

static void
assert_sound (const WgUnitGraph *graph, const WgPartition *answer)
{
  gint64 households = 0;
  guint n_units = 0;

  g_assert_cmpuint (answer->n_units, ==, graph->n_units);
  for (guint u = 0; u < graph->n_units; u++)
    {
      g_assert_cmpint (answer->parts[u], >=, 0);
      g_assert_cmpint (answer->parts[u], <, (gint32) answer->sums->len);
      households += graph->units[u].households;
    }
  for (guint i = 0; i < answer->sums->len; i++)
    {
      n_units += g_array_index (answer->sums, WgPartSum, i).n_units;
      households -= g_array_index (answer->sums, WgPartSum, i).households;
    }
  g_assert_cmpuint (n_units, ==, graph->n_units);
  g_assert_cmpint (households, ==, 0);
}

static void
test_city (void)
{
  g_autoptr (WgUnitGraph) graph = wg_test_city_new (1000, 3);
  g_autoptr (WgPartition) answer = NULL;
  WgPartitionTerms terms;

  wg_partition_terms_init (&terms, 240, 300, 360);
  terms.prices[WG_UNIT_EDGE_RIVER].rule = WG_UNIT_EDGE_AVOID;
  terms.prices[WG_UNIT_EDGE_RAILWAY].rule = WG_UNIT_EDGE_AVOID;
  answer = wg_partition_solve (graph, &terms, NULL, NULL, NULL);
  assert_sound (graph, answer);
  g_assert_cmpuint (answer->score.n_parts, >, 20);
  g_assert_cmpuint (answer->score.n_in_band, ==, answer->score.n_parts);
  g_assert_cmpuint (answer->score.n_pieces_extra, ==, 0);
  g_assert_cmpuint (answer->troubles->len, ==, 0);
  g_assert_cmpfloat (answer->score.worst_deviation, <=, 0.2);
}

/* Hard barriers make islands, which several threads share. */
static void
test_same_seed_same_answer (void)
{
  g_autoptr (WgUnitGraph) graph = wg_test_city_new (1400, 8);
  g_autoptr (WgPartition) first = NULL;
  WgPartitionTerms terms;

  wg_partition_terms_init (&terms, 30, 60, 120);
  terms.prices[WG_UNIT_EDGE_ARTERIAL].rule = WG_UNIT_EDGE_NEVER;
  terms.effort = WG_EFFORT_PREVIEW;
  terms.n_threads = 1;
  first = wg_partition_solve (graph, &terms, NULL, NULL, NULL);
  assert_sound (graph, first);
  for (terms.n_threads = 1; terms.n_threads <= 3; terms.n_threads++)
    {
      g_autoptr (WgPartition) again = wg_partition_solve (graph, &terms, NULL, NULL, NULL);

      g_assert_cmpmem (again->parts, graph->n_units * sizeof (gint32), first->parts,
                       graph->n_units * sizeof (gint32));
    }
  terms.seed = 2;
  {
    g_autoptr (WgPartition) other = wg_partition_solve (graph, &terms, NULL, NULL, NULL);

    g_assert_cmpint (memcmp (other->parts, first->parts, graph->n_units * sizeof (gint32)), !=, 0);
  }
  g_assert_cmpfloat (first->score.cut_m[WG_UNIT_EDGE_ARTERIAL], >, 0);
  for (guint u = 0; u < graph->n_units; u++)
    for (guint32 e = graph->starts[u]; e < graph->starts[u + 1]; e++)
      if (terms.prices[graph->edges[e].edge_class].rule == WG_UNIT_EDGE_NEVER)
        g_assert_cmpint (first->parts[u], !=, first->parts[graph->edges[e].to]);
}

static void
cancel_at_half (double fraction, gpointer user_data)
{
  if (fraction >= 0.5)
    g_cancellable_cancel (user_data);
}

static void
test_cancel (void)
{
  g_autoptr (WgUnitGraph) graph = wg_test_city_new (1400, 8);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  WgProgress progress = WG_PROGRESS_INIT (cancel_at_half, cancellable);
  g_autoptr (GError) error = NULL;
  WgPartitionTerms terms;

  wg_partition_terms_init (&terms, 240, 300, 360);
  g_assert_null (wg_partition_solve (graph, &terms, &progress, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_small_cases (void)
{
  g_autoptr (WgUnitGraph) none = wg_unit_graph_builder_finish (wg_unit_graph_builder_new (0));
  g_autoptr (WgUnitGraph) one = make_row ((guint32[]){ 50 }, 1);
  g_autoptr (WgUnitGraph) empty = make_row ((guint32[]){ 0, 0, 0 }, 3);
  g_autoptr (WgUnitGraph) row = make_row ((guint32[]){ 10, 0, 10, 0, 10, 10 }, 6);
  g_autoptr (WgPartition) answer = NULL;
  WgPartitionTerms terms;

  wg_partition_terms_init (&terms, 40, 50, 60);
  answer = wg_partition_solve (none, &terms, NULL, NULL, NULL);
  g_assert_cmpuint (answer->score.n_parts, ==, 0);
  g_clear_pointer (&answer, wg_partition_free);

  answer = wg_partition_solve (one, &terms, NULL, NULL, NULL);
  g_assert_cmpuint (answer->score.n_in_band, ==, 1);
  g_clear_pointer (&answer, wg_partition_free);

  answer = wg_partition_solve (empty, &terms, NULL, NULL, NULL);
  g_assert_cmpuint (answer->score.n_parts, ==, 1);
  g_assert_cmpuint (answer->troubles->len, ==, 1);
  g_assert_cmpint (g_array_index (answer->troubles, WgPartitionTrouble, 0).reason, ==,
                   WG_TROUBLE_ISLAND_TOO_SMALL);
  g_clear_pointer (&answer, wg_partition_free);

  answer = wg_partition_solve (row, &terms, NULL, NULL, NULL);
  g_assert_cmpuint (answer->score.n_parts, ==, 1);
  g_assert_cmpuint (answer->score.n_in_band, ==, 1);
  g_clear_pointer (&answer, wg_partition_free);

  terms.n_parts = 2;
  answer = wg_partition_solve (row, &terms, NULL, NULL, NULL);
  g_assert_cmpuint (answer->score.n_parts, ==, 2);
  g_assert_cmpuint (answer->score.n_pieces_extra, ==, 0);
}

static const WgPartitionTrouble *
trouble_at (const WgPartition *answer, guint index)
{
  g_assert_cmpuint (answer->troubles->len, >, index);
  return &g_array_index (answer->troubles, WgPartitionTrouble, index);
}

static void
test_too_large (void)
{
  g_autoptr (WgUnitGraph) graph
    = make_row ((guint32[]){ 20, 20, 20, 200, 20, 20, 20, 0 }, 8);
  g_autoptr (WgPartition) answer = NULL;
  WgPartitionTerms terms;

  wg_partition_terms_init (&terms, 40, 60, 80);
  answer = wg_partition_solve (graph, &terms, NULL, NULL, NULL);
  g_assert_cmpuint (answer->score.n_parts, ==, 3);
  g_assert_cmpuint (answer->score.n_in_band, ==, 2);
  g_assert_cmpuint (answer->troubles->len, ==, 1);
  g_assert_cmpint (trouble_at (answer, 0)->reason, ==, WG_TROUBLE_UNIT_TOO_LARGE);
  g_assert_cmpuint (trouble_at (answer, 0)->unit, ==, 3);
  g_assert_cmpint (trouble_at (answer, 0)->amount, ==, 200);
}

/* Two heaps without a border between them, one too small for itself; and one that no number of
 * parts fits. */
static void
test_islands (void)
{
  WgUnitGraphBuilder *builder = wg_unit_graph_builder_new (12);
  g_autoptr (WgUnitGraph) graph = NULL;
  g_autoptr (WgPartition) answer = NULL;
  WgPartitionTerms terms;
  guint n_small = 0, n_no_count = 0;

  for (guint i = 0; i < 12; i++)
    add (builder, 10);
  for (guint i = 1; i < 12; i++)
    if (i != 6)
      wg_unit_graph_builder_connect (builder, i - 1, i, 500,
                                     i == 3 ? WG_UNIT_EDGE_RIVER : WG_UNIT_EDGE_LANE,
                                     WG_UNIT_EDGE_AS_CLASS);
  graph = wg_unit_graph_builder_finish (builder);
  wg_partition_terms_init (&terms, 40, 45, 50);
  answer = wg_partition_solve (graph, &terms, NULL, NULL, NULL);
  assert_sound (graph, answer);
  g_assert_cmpint (answer->parts[2], !=, answer->parts[3]);
  for (guint i = 0; i < answer->troubles->len; i++)
    {
      n_small += trouble_at (answer, i)->reason == WG_TROUBLE_ISLAND_TOO_SMALL;
      n_no_count += trouble_at (answer, i)->reason == WG_TROUBLE_ISLAND_NO_COUNT;
    }
  g_assert_cmpuint (n_small, ==, 2);
  g_assert_cmpuint (n_no_count, >=, 1);
  g_assert_cmpuint (answer->troubles->len, ==, answer->score.n_parts - answer->score.n_in_band);
}

/* A wall closes but its gate opens; a line that is ignored is as open land. */
static void
test_rules (void)
{
  WgUnitGraphBuilder *builder = wg_unit_graph_builder_new (4);
  g_autoptr (WgUnitGraph) graph = NULL;
  g_autoptr (WgPartition) answer = NULL;
  WgPartitionTerms terms;

  for (guint i = 0; i < 4; i++)
    add (builder, 10);
  wg_unit_graph_builder_connect (builder, 0, 1, 900, WG_UNIT_EDGE_WALL, WG_UNIT_EDGE_NEVER);
  wg_unit_graph_builder_connect (builder, 0, 1, 100, WG_UNIT_EDGE_OPEN, WG_UNIT_EDGE_AS_CLASS);
  wg_unit_graph_builder_connect (builder, 1, 2, 900, WG_UNIT_EDGE_WALL, WG_UNIT_EDGE_NEVER);
  wg_unit_graph_builder_connect (builder, 2, 3, 900, WG_UNIT_EDGE_RIVER, WG_UNIT_EDGE_IGNORE);
  graph = wg_unit_graph_builder_finish (builder);
  wg_partition_terms_init (&terms, 20, 20, 20);
  answer = wg_partition_solve (graph, &terms, NULL, NULL, NULL);
  g_assert_cmpuint (answer->score.n_parts, ==, 2);
  g_assert_cmpint (answer->parts[0], ==, answer->parts[1]);
  g_assert_cmpint (answer->parts[2], ==, answer->parts[3]);
  g_assert_cmpfloat (answer->score.cut_m[WG_UNIT_EDGE_WALL], ==, 0.9);
  g_assert_cmpfloat (answer->score.cut_cost, ==, 0);
}

static WgUnitGraph *
mark_city (const WgUnitGraph *city, void (*mark) (WgUnit *unit))
{
  g_autoptr (WgUnitGraph) copy = wg_test_city_with (city, NULL, NULL);

  for (guint u = 0; u < copy->n_units; u++)
    mark (&copy->units[u]);
  return g_steal_pointer (&copy);
}

/* Three kinds in stripes: no part mixes them. */
static void
mark_kinds (WgUnit *unit)
{
  unit->kind = unit->centre.x < -150000 ? 0 : unit->centre.x < 200000 ? 1 : 2;
}

static void
test_kinds (void)
{
  g_autoptr (WgUnitGraph) city = wg_test_city_new (800, 4);
  g_autoptr (WgUnitGraph) graph = mark_city (city, mark_kinds);
  g_autoptr (WgPartition) answer = NULL;
  WgPartitionTerms terms;

  wg_partition_terms_init (&terms, 100, 200, 300);
  answer = wg_partition_solve (graph, &terms, NULL, NULL, NULL);
  assert_sound (graph, answer);
  g_assert_cmpuint (answer->score.n_mixed, ==, 0);
  g_assert_cmpuint (answer->score.n_pieces_extra, ==, 0);
}

/* Two seeds far apart and some units that are fixed with them. */
static void
mark_seeds (WgUnit *unit)
{
  gboolean is_left = unit->centre.x < -360000, is_right = unit->centre.x > 360000;

  if (ABS (unit->centre.y) > 30000 || (!is_left && !is_right))
    return;
  unit->part = is_left ? 7 : 2;
  unit->flags = WG_UNIT_FIXED;
}

static void
test_fixed (void)
{
  g_autoptr (WgUnitGraph) city = wg_test_city_new (800, 4);
  g_autoptr (WgUnitGraph) graph = mark_city (city, mark_seeds);
  g_autoptr (WgPartition) answer = NULL;
  WgPartitionTerms terms;
  guint n_fixed = 0;

  wg_partition_terms_init (&terms, 240, 300, 360);
  answer = wg_partition_solve (graph, &terms, NULL, NULL, NULL);
  assert_sound (graph, answer);
  for (guint u = 0; u < graph->n_units; u++)
    if (graph->units[u].flags & WG_UNIT_FIXED)
      {
        n_fixed++;
        g_assert_cmpint (answer->parts[u], ==, graph->units[u].part);
      }
  g_assert_cmpuint (n_fixed, >, 2);
  g_assert_cmpuint (g_array_index (answer->sums, WgPartSum, 7).n_units, >, n_fixed / 2);
}

/* The houses of a block are a compound. */
static void
mark_compounds (WgUnit *unit)
{
  unit->compound = unit->block % 3 == 0 ? unit->block : 0;
}

static void
test_compounds (void)
{
  g_autoptr (WgUnitGraph) city = wg_test_city_new (800, 4);
  g_autoptr (WgUnitGraph) graph = mark_city (city, mark_compounds);
  g_autoptr (WgPartition) answer = NULL;
  g_autofree gint64 *sums = NULL;
  g_autofree gint32 *parts = NULL;
  WgPartitionTerms terms;
  guint n_whole = 0;

  wg_partition_terms_init (&terms, 240, 300, 360);
  answer = wg_partition_solve (graph, &terms, NULL, NULL, NULL);
  assert_sound (graph, answer);
  sums = g_new0 (gint64, graph->n_units);
  parts = g_new (gint32, graph->n_units);
  memset (parts, -1, graph->n_units * sizeof (gint32));
  for (guint u = 0; u < graph->n_units; u++)
    sums[graph->units[u].compound] += graph->units[u].households;
  for (guint u = 0; u < graph->n_units; u++)
    {
      guint32 compound = graph->units[u].compound;

      if (compound == 0 || sums[compound] > 360)
        continue;
      if (parts[compound] < 0)
        {
          parts[compound] = answer->parts[u];
          n_whole++;
        }
      g_assert_cmpint (answer->parts[u], ==, parts[compound]);
    }
  g_assert_cmpuint (n_whole, >, 10);
}

/* Closed parts stay, whatever they have. */
static void
test_closed (void)
{
  g_autoptr (WgUnitGraph) city = wg_test_city_new (800, 4);
  g_autoptr (WgPartition) first = NULL, second = NULL;
  g_autoptr (WgUnitGraph) graph = NULL;
  WgPartitionTerms terms;

  wg_partition_terms_init (&terms, 240, 300, 360);
  first = wg_partition_solve (city, &terms, NULL, NULL, NULL);
  graph = wg_test_city_with (city, first->parts, NULL);
  for (guint u = 0; u < graph->n_units; u++)
    {
      if (graph->units[u].part == 3)
        graph->units[u].flags = WG_UNIT_CLOSED;
      graph->units[u].households *= graph->units[u].centre.y > 0 ? 2 : 1;
    }
  terms.is_warm = TRUE;
  second = wg_partition_solve (graph, &terms, NULL, NULL, NULL);
  assert_sound (graph, second);
  for (guint u = 0; u < graph->n_units; u++)
    g_assert_true ((first->parts[u] == 3) == (second->parts[u] == 3));
  g_assert_cmpuint (second->score.n_parts, >, first->score.n_parts);
  g_assert_cmpint (second->moved, >=, second->moved_bound);
}

/* What is in the band already stays as it is. */
static void
test_warm_start (void)
{
  g_autoptr (WgUnitGraph) city = wg_test_city_new (800, 4);
  g_autoptr (WgPartition) first = NULL, same = NULL, second = NULL;
  g_autoptr (WgUnitGraph) graph = NULL, changed = NULL;
  g_autofree guint32 *households = g_new (guint32, city->n_units);
  WgPartitionTerms terms;
  gint64 all = 0;

  wg_partition_terms_init (&terms, 240, 300, 360);
  first = wg_partition_solve (city, &terms, NULL, NULL, NULL);
  graph = wg_test_city_with (city, first->parts, NULL);
  terms.is_warm = TRUE;
  wg_partition_terms_preset (&terms, WG_PRESET_KEEP);
  same = wg_partition_solve (graph, &terms, NULL, NULL, NULL);
  for (guint u = 0; u < city->n_units; u++)
    {
      all += city->units[u].households;
      households[u] = city->units[u].households + (city->units[u].block % 9 == 0 ? 14 : 0);
    }
  g_assert_cmpint (same->moved_bound, ==, 0);
  g_assert_cmpint (same->moved, <, all / 50);

  changed = wg_test_city_with (city, first->parts, households);
  second = wg_partition_solve (changed, &terms, NULL, NULL, NULL);
  assert_sound (changed, second);
  g_assert_cmpuint (second->score.n_in_band, ==, second->score.n_parts);
  g_assert_cmpint (second->moved_bound, >, 0);
  g_assert_cmpint (second->moved, >=, second->moved_bound);
  g_assert_cmpint (second->moved, <, all / 5);
}

/* People have to fit as well. */
static void
test_second_band (void)
{
  g_autoptr (WgUnitGraph) city = wg_test_city_new (800, 4);
  g_autoptr (WgPartition) answer = NULL;
  WgPartitionTerms terms;

  for (guint u = 0; u < city->n_units; u++)
    city->units[u].people = city->units[u].households * (city->units[u].centre.x > 0 ? 4 : 3);
  wg_partition_terms_init (&terms, 220, 300, 380);
  terms.second = (WgPartBand){ WG_MEASURE_PEOPLE, 800, 1000, 1200 };
  answer = wg_partition_solve (city, &terms, NULL, NULL, NULL);
  assert_sound (city, answer);
  g_assert_cmpuint (answer->score.n_in_band, ==, answer->score.n_parts);
  for (guint i = 0; i < answer->sums->len; i++)
    {
      const WgPartSum *sum = &g_array_index (answer->sums, WgPartSum, i);

      g_assert_cmpint (sum->second, ==, sum->people);
      g_assert_cmpint (sum->people, >=, 800);
      g_assert_cmpint (sum->people, <=, 1200);
    }
}

/* The judge counts what can be counted by hand. */
static void
test_judge (void)
{
  WgUnitGraphBuilder *builder = wg_unit_graph_builder_new (4);
  g_autoptr (WgUnitGraph) graph = NULL;
  g_autoptr (WgPartition) answer = NULL;
  WgPartitionTerms terms;
  const gint32 parts[] = { 0, 1, 1, 0 };

  /* Four squares of 1 m in a row, in two blocks. */
  for (guint i = 0; i < 4; i++)
    {
      WgUnit unit = { .households = 10 * (i + 1), .part = WG_UNIT_NO_PART, .block = 1 + i / 2,
                      .area_mm2 = 1000000, .outer_mm = i % 3 == 0 ? 3000 : 2000 };

      wg_unit_graph_builder_add (builder, &unit);
    }
  connect (builder, 0, 1, 1000);
  wg_unit_graph_builder_connect (builder, 1, 2, 1000, WG_UNIT_EDGE_LANE, WG_UNIT_EDGE_AS_CLASS);
  connect (builder, 2, 3, 1000);
  graph = wg_unit_graph_builder_finish (builder);
  wg_partition_terms_init (&terms, 30, 40, 50);
  answer = wg_partition_judge (graph, &terms, parts);
  g_assert_cmpuint (answer->score.n_parts, ==, 2);
  g_assert_cmpuint (answer->score.n_in_band, ==, 2);
  g_assert_cmpuint (answer->score.n_pieces_extra, ==, 1);
  g_assert_cmpuint (answer->score.n_blocks_split, ==, 2);
  g_assert_cmpfloat_with_epsilon (answer->score.cut_m[WG_UNIT_EDGE_OPEN], 2, 1e-12);
  g_assert_cmpfloat_with_epsilon (answer->score.cut_m[WG_UNIT_EDGE_LANE], 0, 1e-12);
  g_assert_cmpfloat_with_epsilon (answer->score.cut_cost, 6, 1e-12);
  g_assert_cmpfloat_with_epsilon (answer->score.worst_deviation, 0.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (answer->score.compactness,
                                  (8 * G_PI / 64 + 8 * G_PI / 36) / 2, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/partition/judge", test_judge);
  g_test_add_func ("/plan/partition/exhaustive", test_exhaustive);
  g_test_add_func ("/plan/partition/city", test_city);
  g_test_add_func ("/plan/partition/same-seed-same-answer", test_same_seed_same_answer);
  g_test_add_func ("/plan/partition/cancel", test_cancel);
  g_test_add_func ("/plan/partition/small-cases", test_small_cases);
  g_test_add_func ("/plan/partition/too-large", test_too_large);
  g_test_add_func ("/plan/partition/islands", test_islands);
  g_test_add_func ("/plan/partition/rules", test_rules);
  g_test_add_func ("/plan/partition/kinds", test_kinds);
  g_test_add_func ("/plan/partition/fixed", test_fixed);
  g_test_add_func ("/plan/partition/compounds", test_compounds);
  g_test_add_func ("/plan/partition/closed", test_closed);
  g_test_add_func ("/plan/partition/warm-start", test_warm_start);
  g_test_add_func ("/plan/partition/second-band", test_second_band);
  return g_test_run ();
}
