/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dividing, joining and rebalancing against METIS and bisection, same graph, same judge. */
#include "app/plan/wg-partition-private.h"
#include "tests/support/wg-test-city.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double
cpu (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

static void
print_head (const char *name, const WgUnitGraph *graph, const WgPartitionTerms *terms)
{
  gint64 all = 0;

  for (guint u = 0; u < graph->n_units; u++)
    all += wg_unit_amount (&graph->units[u], terms->band.measure);
  printf ("\n%s: %u units, %u edges, %" G_GINT64_FORMAT " in all, [%" G_GINT64_FORMAT
          ", %" G_GINT64_FORMAT "], target %" G_GINT64_FORMAT "\n",
          name, graph->n_units, graph->n_edges, all, terms->band.min, terms->band.max,
          terms->band.target);
  printf ("%-34s %7s %6s %5s %6s %6s %6s %9s %8s %6s %6s\n", "method", "CPU s", "parts", "out",
          "pieces", "worst", "mean", "cost", "open m", "split", "PP");
}

static void
print_row (const char *method, double seconds, const WgPartition *answer)
{
  const WgPartitionScore *score = &answer->score;

  printf ("%-34s %7.2f %6u %5u %6u %5.1f%% %5.1f%% %9.0f %8.0f %6u %6.3f\n", method, seconds,
          score->n_parts, score->n_parts - score->n_in_band, score->n_pieces_extra,
          100 * score->worst_deviation, 100 * score->mean_deviation, score->cut_cost,
          score->cut_m[WG_UNIT_EDGE_OPEN], score->n_blocks_split, score->compactness);
  fflush (stdout);
}

static WgPartition *
run (const char *method, const WgUnitGraph *graph, const WgPartitionTerms *terms)
{
  double from = cpu ();
  WgPartition *answer = wg_partition_solve (graph, terms, NULL, NULL, NULL);

  print_row (method, cpu () - from, answer);
  return answer;
}

/* METIS on the whole graph, as one island. */
static void
run_metis (const WgUnitGraph *graph, const WgPartitionTerms *terms, guint n_parts, gboolean is_kway,
           guint tolerance)
{
  WgPartitionTerms loose = *terms;
  WgPartQuestion *question = NULL;
  g_autofree char *method = g_strdup_printf ("METIS %s, tolerance %u", is_kway ? "k-way" : "recursive",
                                             tolerance);
  double from = 0;

  question = wg_part_question_new (graph, &loose);
  if (question->fields->len == 1 && question->n_nodes == graph->n_units)
    {
      g_autofree gint32 *parts = NULL;
      g_autoptr (WgPartition) answer = NULL;

      from = cpu ();
      parts = wg_part_metis (g_ptr_array_index (question->fields, 0), n_parts, is_kway, tolerance, 1);
      answer = wg_partition_judge (graph, terms, parts);
      print_row (method, cpu () - from, answer);
    }
  wg_part_question_free (question);
}

static void
soften (WgPartitionTerms *terms)
{
  terms->prices[WG_UNIT_EDGE_RIVER].rule = WG_UNIT_EDGE_AVOID;
  terms->prices[WG_UNIT_EDGE_RAILWAY].rule = WG_UNIT_EDGE_AVOID;
}

static void
bench_city (guint side_m)
{
  g_autoptr (WgUnitGraph) graph = wg_test_city_new (side_m, 1);
  WgPartitionTerms terms;
  gint64 all = 0;

  for (guint u = 0; u < graph->n_units; u++)
    all += graph->units[u].households;
  wg_partition_terms_init (&terms, 240, 300, 360);
  soften (&terms);
  terms.n_parts = (guint) (all / 300);
  print_head ("city", graph, &terms);
  run_metis (graph, &terms, terms.n_parts, FALSE, 30);
  run_metis (graph, &terms, terms.n_parts, TRUE, 30);
  run_metis (graph, &terms, terms.n_parts, TRUE, 200);
  for (terms.seed = 1; terms.seed <= 3; terms.seed++)
    wg_partition_free (run ("ours, normal, inner 3/4", graph, &terms));
  wg_partition_terms_preset (&terms, WG_PRESET_EQUAL);
  for (terms.seed = 1; terms.seed <= 3; terms.seed++)
    wg_partition_free (run ("ours, normal, equal", graph, &terms));
  wg_partition_terms_preset (&terms, WG_PRESET_STREETS);
  terms.effort = WG_EFFORT_BEST;
  terms.seed = 1;
  wg_partition_free (run ("ours, best, cost only", graph, &terms));

  wg_partition_terms_init (&terms, 30, 60, 120);
  soften (&terms);
  print_head ("city, micro-grids", graph, &terms);
  run_metis (graph, &terms, (guint) (all / 60), TRUE, 30);
  run_metis (graph, &terms, (guint) (all / 60), FALSE, 30);
  wg_partition_free (run ("ours, normal", graph, &terms));
  terms.inner_share = 1;
  terms.balance = 0;
  wg_partition_free (run ("ours, normal, cost only", graph, &terms));
}

int
main (int argc, char **argv)
{
  bench_city (argc > 1 ? (guint) atoi (argv[1]) : 2480);
  return 0;
}
