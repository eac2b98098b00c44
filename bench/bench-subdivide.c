/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subdividing real land: every area of Nakano ward (bench-subdivide SHARED_DATA) into 250 to 350 households,
 * census blocks of Providence and Denver into 1,000 to 1,500 people; METIS alone and recursive bisection on
 * the same graphs, judged alike; exit 1 where ours is worse in anything. Nakano has no roads in the data: gaps between buildings stand for them. */
#include "app/exchange/wg-buildings-read.h"
#include "app/exchange/wg-source.h"
#include "app/geometry/wg-coverage-measure.h"
#include "app/plan/wg-estimate.h"
#include "app/plan/wg-subdivide.h"
#include "bench/wg-bench-methods.h"

#include <stdio.h>

/* What a method made of several graphs together. */
typedef struct
{
  const char *name;
  guint n_graphs;
  guint n_parts;
  guint n_in_band;
  guint n_pieces_extra;
  double worst;
  double sum_deviation; /* by part */
  double sum_compactness; /* by part */
  double cut_cost;
  double seconds;
} Total;

static void
add_score (Total *total, const WgPartitionScore *score, double seconds)
{
  total->n_graphs++;
  total->n_parts += score->n_parts;
  total->n_in_band += score->n_in_band;
  total->n_pieces_extra += score->n_pieces_extra;
  total->worst = MAX (total->worst, score->worst_deviation);
  total->sum_deviation += score->mean_deviation * score->n_parts;
  total->sum_compactness += score->compactness * score->n_parts;
  total->cut_cost += score->cut_cost;
  total->seconds += seconds;
}

static void
print_total (const Total *total)
{
  printf ("%-30s %5u %6u %8.2f%% %6u %8.1f%% %6.2f%% %6.3f %10.0f %7.2f\n", total->name, total->n_graphs,
          total->n_parts, 100.0 * total->n_in_band / MAX (total->n_parts, 1), total->n_pieces_extra,
          100 * total->worst, 100 * total->sum_deviation / MAX (total->n_parts, 1),
          total->sum_compactness / MAX (total->n_parts, 1), total->cut_cost, total->seconds);
  fflush (stdout);
}

static void
print_head (const char *what)
{
  printf ("\n%s\n%-30s %5s %6s %9s %6s %9s %7s %6s %10s %7s\n", what, "method", "areas", "parts", "in band",
          "pieces", "worst", "mean", "PP", "cut cost", "s");
}

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

/* FALSE when METIS has nothing to divide here. */
static gboolean
run_metis (const WgUnitGraph *graph, const WgPartitionTerms *terms, guint n_parts, gboolean is_kway,
           Total *total)
{
  double seconds = 0;
  g_autoptr (WgPartition) answer
    = wg_bench_metis (graph, terms, n_parts, is_kway, is_kway ? 200 : 30, &seconds);

  if (answer == NULL)
    return FALSE;
  add_score (total, &answer->score, seconds);
  return TRUE;
}

static void
run_bisection (const WgUnitGraph *graph, const WgPartitionTerms *terms, guint n_parts, Total *total)
{
  double seconds = 0;
  g_autoptr (WgPartition) answer = wg_bench_bisection (graph, terms, n_parts, &seconds);

  add_score (total, &answer->score, seconds);
}

/* No way to divide the units can be nearer to the target than this: the largest of them is in some part. */
static void
add_bound (const WgUnitGraph *graph, const WgPartitionTerms *terms, double *bound)
{
  for (guint u = 0; u < graph->n_units; u++)
    {
      double amount = (double) wg_unit_amount (&graph->units[u], terms->band.measure);

      *bound = MAX (*bound, amount / (double) terms->band.target - 1);
    }
}

/* Ours, the first, is to be worse than none in any: share in the band, deviations, compactness. */
static gboolean
judge (const Total *totals, guint n, double bound)
{
  const Total *own = &totals[0];
  gboolean is_good = TRUE;

  for (guint i = 1; i < n; i++)
    {
      const Total *other = &totals[i];
      double own_parts = MAX (own->n_parts, 1), parts = MAX (other->n_parts, 1);
      gboolean is_band = own->n_in_band / own_parts >= other->n_in_band / parts;
      gboolean is_worst = own->worst <= other->worst + 1e-9;
      gboolean is_mean = own->sum_deviation / own_parts <= other->sum_deviation / parts;
      gboolean is_compact = own->sum_compactness / own_parts >= other->sum_compactness / parts;

      if (other->n_graphs == 0 || (is_band && is_worst && is_mean && is_compact))
        continue;
      is_good = FALSE;
      printf ("WORSE than %s in:%s%s%s%s\n", other->name, is_band ? "" : " band", is_worst ? "" : " worst",
              is_mean ? "" : " mean", is_compact ? "" : " compactness");
    }
  printf ("%s; the largest unit alone is %.1f %% from the target: no division is nearer\n",
          is_good ? "never worse" : "WORSE", 100 * bound);
  return is_good;
}

/* One graph by all methods; ours is solved already. */
static void
compare (const WgUnitGraph *graph, const WgPartitionTerms *terms, const WgPartitionScore *own, Total *totals)
{
  if (!run_metis (graph, terms, own->n_parts, FALSE, &totals[1]))
    return;
  add_score (&totals[0], own, 0.0);
  run_metis (graph, terms, own->n_parts, TRUE, &totals[2]);
  run_bisection (graph, terms, own->n_parts, &totals[3]);
}

static WgPlan *
import (const char *path, const char *people_field, double longitude, double latitude)
{
  WgBuildOptions build = WG_BUILD_OPTIONS_DEFAULT;
  WgReadOptions read = { .people_field = people_field };
  g_autoptr (WgPlan) plan = wg_plan_new ("bench", NULL);
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (longitude, latitude);
  g_autoptr (WgIncoming) incoming = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  wg_plan_add_level (plan, "区", NULL);
  wg_plan_add_level (plan, "社区", NULL);
  wg_plan_add_level (plan, "网格", NULL);
  wg_plan_set_frame (plan, frame);
  incoming = wg_source_read (path, &read, frame, NULL, NULL, &error);
  if (incoming != NULL)
    report = wg_plan_import (plan, 2, incoming, &build, NULL, NULL, &error);
  if (report == NULL)
    printf ("%s: %s\n", path, error->message);
  return report != NULL ? g_object_ref (report->plan) : NULL;
}

static gboolean
bench_ward (const char *shared)
{
  g_autofree char *areas = g_build_filename (shared, "nakano", "h27ka13114.shp", NULL);
  g_autofree char *houses = g_build_filename (shared, "nakano", "nakano_buildings.gpkg", NULL);
  g_autoptr (WgPlan) plan = import (areas, NULL, 139.66, 35.71);
  g_autoptr (GArray) parents = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (WgBuildingReport) report = NULL;
  g_autoptr (WgBuildingSet) estimated = NULL;
  g_autoptr (WgSubdivideProposal) proposal = NULL;
  WgSubdivideTerms terms;
  Total totals[] = { { .name = "wangge" }, { .name = "METIS recursive" }, { .name = "METIS k-way" },
                     { .name = "recursive bisection" } };
  double along = 0, open = 0, bound = 0;

  if (plan == NULL)
    return FALSE;
  report = wg_source_read_buildings (houses, NULL, wg_plan_get_frame (plan), NULL, NULL, NULL);
  wg_building_report_join (report, plan, NULL);
  wg_plan_set_buildings (plan, report->set);
  estimated = wg_estimate_by_floor_area (plan, 2, NULL);
  wg_plan_set_buildings (plan, estimated);
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    g_array_append_val (parents, id);
  wg_subdivide_terms_init (&terms, 250, 300, 350);
  terms.parents = parents;
  terms.depth = 3;
  proposal = wg_subdivide_propose (plan, &terms, NULL, NULL, NULL);
  for (guint i = 0; i < WG_UNIT_EDGE_N_CLASSES; i++)
    *(i == WG_UNIT_EDGE_OPEN ? &open : &along) += proposal->cut_m[i];
  along += proposal->gap_m;
  print_head ("Nakano 13114, 250 to 350 households, by floor area; no road data: gaps between buildings");
  for (guint i = 0; i < proposal->parents->len; i++)
    {
      const WgSubdivideParent *parent = g_ptr_array_index (proposal->parents, i);

      if (parent->graph != NULL)
        {
          add_bound (parent->graph, &terms.partition, &bound);
          compare (parent->graph, &terms.partition, &parent->score, totals);
        }
    }
  totals[0].seconds = proposal->seconds;
  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    print_total (&totals[i]);
  printf ("borders as drawn: %u parts, %u in band (%.2f %%), contiguous %s, buildings cut %u, worst %.1f %%, "
          "%.1f km along gaps of 4 m and more, %.1f km between houses, all of it in %.1f s\n",
          proposal->n_parts, proposal->n_in_band, 100.0 * proposal->n_in_band / proposal->n_parts,
          proposal->is_contiguous ? "yes" : "NO", proposal->n_cut, 100 * proposal->worst_deviation, along / 1000,
          open / 1000, proposal->seconds);
  return judge (totals, G_N_ELEMENTS (totals), bound) && proposal->is_contiguous && proposal->n_cut == 0;
}

static guint32
find_root (guint32 *roots, guint32 i)
{
  while (roots[i] != i)
    i = roots[i] = roots[roots[i]];
  return i;
}

/* For each grid the greatest grid of the land that hangs together with it; the land with the most grids in
 * @largest_out. */
static guint32 *
find_islands (WgPlan *plan, guint32 *largest_out)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  guint limit = wg_plan_get_grid_limit (plan), most = 0;
  guint32 *roots = g_new (guint32, limit);
  g_autofree guint *counts = g_new0 (guint, limit);

  for (guint32 i = 0; i < limit; i++)
    roots[i] = i;
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);
      guint32 left = arc != NULL ? wg_coverage_owner (coverage, arc->left) : 0;
      guint32 right = arc != NULL ? wg_coverage_owner (coverage, arc->right) : 0;

      if (left != 0 && right != 0)
        roots[find_root (roots, left)] = find_root (roots, right);
    }
  for (guint32 i = 1; i < limit; i++)
    if (++counts[find_root (roots, i)] > most)
      {
        most = counts[find_root (roots, i)];
        *largest_out = find_root (roots, i);
      }
  return roots;
}

static WgUnit
make_unit (WgPlan *plan, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (plan, id);
  WgEnvelope box = wg_plan_get_extent (plan, id);
  g_autoptr (WgShape) shape = wg_shape_new ();

  wg_plan_get_shape (plan, id, shape);
  return (WgUnit){ .people = (guint32) MAX (grid->told.people, 0),
                   .part = WG_UNIT_NO_PART,
                   .source = id,
                   .block = id,
                   .centre = { (gint32) (((gint64) box.min_x + box.max_x) / 2),
                               (gint32) (((gint64) box.min_y + box.max_y) / 2) },
                   .area_mm2 = (gint64) (wg_shape_area_m2 (shape) * 1e6) };
}

/* Each grid of the largest land a unit with the people that the file tells, the borders as they are: METIS
 * needs a graph in one piece. */
static WgUnitGraph *
make_graph (WgPlan *plan)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  guint limit = wg_plan_get_grid_limit (plan);
  guint32 largest = 0;
  g_autofree guint32 *roots = find_islands (plan, &largest);
  g_autofree WgUnit *units = g_new0 (WgUnit, limit);
  g_autofree guint32 *unit_of = g_new0 (guint32, limit); /* + 1; 0: none */
  WgUnitGraphBuilder *builder = wg_unit_graph_builder_new (limit);

  for (guint pass = 0; pass < 2; pass++)
    {
      for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
        {
          const WgArc *arc = wg_coverage_arc (coverage, id);
          guint32 left = arc != NULL ? wg_coverage_owner (coverage, arc->left) : 0;
          guint32 right = arc != NULL ? wg_coverage_owner (coverage, arc->right) : 0;
          gint64 length = arc != NULL ? (gint64) wg_coverage_arc_length (coverage, id) : 0;

          if (pass == 0 && (left == 0) != (right == 0))
            units[MAX (left, right)].outer_mm += length;
          if (pass == 1 && unit_of[left] != 0 && unit_of[right] != 0)
            wg_unit_graph_builder_connect (builder, unit_of[left] - 1, unit_of[right] - 1, (guint32) length,
                                           WG_UNIT_EDGE_MINOR, WG_UNIT_EDGE_AS_CLASS);
        }
      for (guint32 id = 1; pass == 0 && id < limit; id++)
        if (find_root (roots, id) == largest)
          {
            WgUnit unit = make_unit (plan, id);

            unit.outer_mm = units[id].outer_mm;
            unit_of[id] = wg_unit_graph_builder_add (builder, &unit) + 1;
          }
    }
  return wg_unit_graph_builder_finish (builder);
}

static gboolean
bench_blocks (const char *name, const char *shared, const char *file, const char *people_field, double longitude,
              double latitude)
{
  g_autofree char *path = g_build_filename (shared, "precincts", file, NULL);
  g_autoptr (WgPlan) plan = import (path, people_field, longitude, latitude);
  g_autoptr (WgUnitGraph) graph = NULL;
  g_autoptr (WgPartition) answer = NULL;
  WgSubdivideTerms usual;
  WgPartitionTerms terms;
  Total totals[] = { { .name = "wangge" }, { .name = "METIS recursive" }, { .name = "METIS k-way" },
                     { .name = "recursive bisection" } };
  gint64 start = 0;
  double seconds = 0, bound = 0;

  if (plan == NULL)
    return FALSE;
  graph = make_graph (plan);
  wg_subdivide_terms_init (&usual, 1000, 1250, 1500);
  terms = usual.partition;
  terms.band.measure = WG_MEASURE_PEOPLE;
  start = g_get_monotonic_time ();
  answer = wg_partition_solve (graph, &terms, NULL, NULL, NULL);
  seconds = seconds_since (start);
  print_head (name);
  add_score (&totals[0], &answer->score, seconds);
  run_metis (graph, &terms, answer->score.n_parts, FALSE, &totals[1]);
  run_metis (graph, &terms, answer->score.n_parts, TRUE, &totals[2]);
  run_bisection (graph, &terms, answer->score.n_parts, &totals[3]);
  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    if (totals[i].n_graphs > 0)
      print_total (&totals[i]);
  printf ("%u units; not in the band, with the reason:", graph->n_units);
  for (guint i = 0; i < answer->troubles->len; i++)
    printf (" %d", g_array_index (answer->troubles, WgPartitionTrouble, i).reason);
  printf ("\n");
  add_bound (graph, &terms, &bound);
  return judge (totals, G_N_ELEMENTS (totals), bound);
}

int
main (int argc, char **argv)
{
  const char *shared = argc > 1 ? argv[1] : g_getenv ("WG_SHARED_DATA");
  gboolean is_good = FALSE;

  if (shared == NULL)
    {
      printf ("usage: bench-subdivide SHARED_DATA\n");
      return 2;
    }
  is_good = bench_ward (shared);
  is_good &= bench_blocks ("Providence, 3,014 census blocks, 1,000 to 1,500 people", shared, "Providence_blocks.zip", "TOTPOP",
                -71.41, 41.82);
  is_good &= bench_blocks ("Denver, 10,149 census blocks, 1,000 to 1,500 people", shared, "DenverCo_blocks.zip", "TOTPOP20",
                -104.99, 39.74);
  return is_good ? 0 : 1;
}
