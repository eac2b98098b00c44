/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-partition"

#include "wg-partition-private.h"

#include <math.h>

static void
add_units (const WgUnitGraph *graph, const WgPartitionTerms *terms, WgPartition *answer)
{
  for (guint u = 0; u < graph->n_units; u++)
    {
      const WgUnit *unit = &graph->units[u];
      WgPartSum *sum = &g_array_index (answer->sums, WgPartSum, answer->parts[u]);

      sum->n_units++;
      sum->amount += wg_unit_amount (unit, terms->band.measure);
      sum->second += wg_unit_amount (unit, terms->second.measure);
      sum->households += unit->households;
      sum->people += unit->people;
      sum->area_mm2 += unit->area_mm2;
      sum->border_mm += unit->outer_mm;
    }
}

static void
add_borders (const WgUnitGraph *graph, const WgPartitionTerms *terms, WgPartition *answer)
{
  for (guint u = 0; u < graph->n_units; u++)
    for (guint32 e = graph->starts[u]; e < graph->starts[u + 1]; e++)
      {
        const WgUnitEdge *edge = &graph->edges[e];

        if (answer->parts[edge->to] == answer->parts[u])
          continue;
        g_array_index (answer->sums, WgPartSum, answer->parts[u]).border_mm += edge->length_mm;
        if (edge->to < u)
          continue;
        answer->score.cut_m[edge->edge_class] += edge->length_mm / 1e3;
        answer->score.cut_cost += edge->length_mm / 1e3 * wg_part_edge_factor (terms, edge);
      }
}

static void
count_pieces (const WgUnitGraph *graph, const WgPartitionTerms *terms, WgPartition *answer)
{
  g_autofree guint32 *queue = g_new (guint32, graph->n_units + 1);
  g_autofree guint8 *is_met = g_new0 (guint8, graph->n_units + 1);

  for (guint32 u = 0; u < graph->n_units; u++)
    {
      guint n = 0;

      if (is_met[u])
        continue;
      g_array_index (answer->sums, WgPartSum, answer->parts[u]).n_pieces++;
      queue[n++] = u;
      is_met[u] = TRUE;
      for (guint i = 0; i < n; i++)
        for (guint32 e = graph->starts[queue[i]]; e < graph->starts[queue[i] + 1]; e++)
          {
            const WgUnit *unit = &graph->units[queue[i]];
            guint32 to = graph->edges[e].to;
            gboolean is_closed = (unit->flags & graph->units[to].flags & WG_UNIT_CLOSED) != 0;

            if (is_met[to] || answer->parts[to] != answer->parts[u]
                || (!is_closed
                    && !wg_part_edge_is_open (terms, unit, &graph->units[to], &graph->edges[e])))
              continue;
            is_met[to] = TRUE;
            queue[n++] = to;
          }
    }
}

static void
count_blocks (const WgUnitGraph *graph, WgPartition *answer)
{
  g_autoptr (GHashTable) parts = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) split = g_hash_table_new (NULL, NULL);

  for (guint u = 0; u < graph->n_units; u++)
    {
      gpointer block = GUINT_TO_POINTER (graph->units[u].block), known = NULL;

      if (block == NULL)
        continue;
      if (!g_hash_table_lookup_extended (parts, block, NULL, &known))
        g_hash_table_insert (parts, block, GINT_TO_POINTER (answer->parts[u]));
      else if (GPOINTER_TO_INT (known) != answer->parts[u])
        g_hash_table_add (split, block);
    }
  answer->score.n_blocks_split = g_hash_table_size (split);
}

static void
count_mixed (const WgUnitGraph *graph, WgPartition *answer)
{
  g_autofree guint32 *kinds = g_new0 (guint32, answer->sums->len + 1);
  g_autofree guint8 *states = g_new0 (guint8, answer->sums->len + 1); /* 1: one kind, 2: mixed */

  for (guint u = 0; u < graph->n_units; u++)
    {
      gint32 part = answer->parts[u];

      if (states[part] == 0)
        {
          kinds[part] = graph->units[u].kind;
          states[part] = 1;
        }
      else if (states[part] == 1 && kinds[part] != graph->units[u].kind)
        {
          states[part] = 2;
          answer->score.n_mixed++;
        }
    }
}

static void
add_part (WgPartitionScore *score, const WgPartSum *sum, const WgPartRange ranges[2])
{
  double deviation = 0, border_m = (double) sum->border_mm / 1e3;

  if (ranges[0].target > 0)
    deviation = fabs ((double) (sum->amount - ranges[0].target)) / (double) ranges[0].target;
  score->n_parts++;
  score->n_pieces_extra += sum->n_pieces - 1;
  score->n_in_band += wg_part_range_excess (&ranges[0], sum->amount) == 0
                      && wg_part_range_excess (&ranges[1], sum->second) == 0;
  score->worst_deviation = MAX (score->worst_deviation, deviation);
  score->mean_deviation += deviation;
  if (border_m > 0)
    score->compactness += 4 * G_PI * (double) sum->area_mm2 * 1e-6 / (border_m * border_m);
}

WgPartition *
wg_partition_judge (const WgUnitGraph *graph, const WgPartitionTerms *terms, const gint32 *parts)
{
  WgPartition *answer = g_new0 (WgPartition, 1);
  const WgPartRange ranges[2] = { wg_part_range (&terms->band, 1),
                                  wg_part_range (&terms->second, 1) };
  g_autofree guint8 *is_open = NULL;
  gint32 n_parts = 0;

  answer->n_units = graph->n_units;
  answer->parts = g_memdup2 (parts, graph->n_units * sizeof (gint32));
  for (guint u = 0; u < graph->n_units; u++)
    n_parts = MAX (n_parts, parts[u] + 1);
  answer->sums = g_array_new (FALSE, TRUE, sizeof (WgPartSum));
  g_array_set_size (answer->sums, (guint) n_parts);
  is_open = g_new0 (guint8, (guint) n_parts + 1);
  answer->troubles = g_array_new (FALSE, FALSE, sizeof (WgPartitionTrouble));
  add_units (graph, terms, answer);
  add_borders (graph, terms, answer);
  count_pieces (graph, terms, answer);
  count_blocks (graph, answer);
  count_mixed (graph, answer);
  for (guint u = 0; u < graph->n_units; u++)
    is_open[answer->parts[u]] |= !(graph->units[u].flags & WG_UNIT_CLOSED);
  for (guint i = 0; i < answer->sums->len; i++)
    if (is_open[i])
      add_part (&answer->score, &g_array_index (answer->sums, WgPartSum, i), ranges);
  answer->score.mean_deviation /= MAX (answer->score.n_parts, 1);
  answer->score.compactness /= MAX (answer->score.n_parts, 1);
  return answer;
}
