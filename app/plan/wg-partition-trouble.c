/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-partition"

#include "wg-partition-private.h"

/* What is known of each part, and of each island. */
typedef struct
{
  guint32 *first;     /* a unit of each part */
  guint32 *largest;   /* its unit with the most */
  gint64 *fixed;      /* what of it may not leave */
  gint64 *reach;      /* of each island: what may move in it */
  gint64 *reach2;     /* the same of the second measure */
  guint8 *is_beside_kind;   /* of each island: another kind bounds it */
  guint8 *is_beside_closed;
} Known;

static void
survey_parts (const WgPartQuestion *question, const WgPartition *answer, Known *known)
{
  const WgUnitGraph *graph = question->graph;
  WgPartMeasure measure = question->terms->band.measure;

  for (guint i = 0; i < answer->sums->len; i++)
    known->first[i] = G_MAXUINT32;
  for (guint32 u = 0; u < graph->n_units; u++)
    {
      gint32 part = answer->parts[u];
      gint64 amount = wg_unit_amount (&graph->units[u], measure);

      if (known->first[part] == G_MAXUINT32)
        known->first[part] = known->largest[part] = u;
      if (amount > wg_unit_amount (&graph->units[known->largest[part]], measure))
        known->largest[part] = u;
      if (graph->units[u].flags & (WG_UNIT_FIXED | WG_UNIT_CLOSED))
        known->fixed[part] += amount;
    }
}

static void
survey_islands (const WgPartQuestion *question, Known *known)
{
  const WgUnitGraph *graph = question->graph;

  for (guint32 u = 0; u < graph->n_units; u++)
    {
      guint32 node = question->node_of_unit[u], island = 0;

      if (node == G_MAXUINT32)
        continue;
      island = question->island_of_node[node];
      known->reach[island] += wg_unit_amount (&graph->units[u], question->terms->band.measure);
      known->reach2[island] += wg_unit_amount (&graph->units[u], question->terms->second.measure);
      for (guint32 e = graph->starts[u]; e < graph->starts[u + 1]; e++)
        {
          const WgUnit *other = &graph->units[graph->edges[e].to];
          WgUnit alike = *other;

          alike.kind = graph->units[u].kind;
          alike.flags = 0;
          if (!wg_part_edge_is_open (question->terms, &graph->units[u], &alike, &graph->edges[e]))
            continue;
          known->is_beside_closed[island] |= (other->flags & WG_UNIT_CLOSED) != 0;
          known->is_beside_kind[island] |= other->kind != graph->units[u].kind;
        }
    }
}

static int
compare_amounts (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* What each of the island's nodes has, the least first; nodes that have nothing fit anywhere. */
static GArray *
sort_amounts (const WgPartQuestion *question, guint32 island)
{
  const WgUnitGraph *graph = question->graph;
  const GArray *members = g_ptr_array_index (question->members, island);
  GArray *amounts = g_array_new (FALSE, TRUE, sizeof (gint64));

  g_array_set_size (amounts, members->len);
  for (guint32 u = 0; u < graph->n_units; u++)
    {
      guint32 node = question->node_of_unit[u];

      if (node != G_MAXUINT32 && question->island_of_node[node] == island)
        g_array_index (amounts, gint64, question->local_of_node[node])
          += wg_unit_amount (&graph->units[u], question->terms->band.measure);
    }
  g_array_sort (amounts, compare_amounts);
  for (guint n = 0; amounts->len > 0; n++)
    if (n == amounts->len || g_array_index (amounts, gint64, n) > 0)
      {
        g_array_remove_range (amounts, 0, n);
        break;
      }
  return amounts;
}

/* FALSE when no number of parts could have room for all nodes, whoever their neighbours are: a part needs so
 * many at least, even of the largest, and can have so many at most, even of the smallest. */
static gboolean
has_fitting_count (const WgPartQuestion *question, guint32 island, gint64 reach)
{
  const WgPartRange *range = &question->range;
  g_autoptr (GArray) amounts = sort_amounts (question, island);
  guint least = 0, most = 0;
  gint64 sum = 0;

  while (least < amounts->len && sum < range->min)
    sum += g_array_index (amounts, gint64, amounts->len - ++least);
  for (sum = 0; most < amounts->len; most++)
    {
      sum += g_array_index (amounts, gint64, most);
      if (sum > range->max)
        break;
    }
  for (gint64 n = (reach + range->max - 1) / range->max; n <= reach / range->min; n++)
    if (n * least <= amounts->len && n * most >= amounts->len)
      return TRUE;
  return FALSE;
}

/* FALSE when no number of parts is right for both measures. */
static gboolean
has_common_count (const WgPartQuestion *question, gint64 reach, gint64 reach2)
{
  const WgPartRange *range = &question->range, *range2 = &question->range2;
  gint64 least = MAX ((reach + range->max - 1) / range->max, (reach2 + range2->max - 1) / range2->max);

  return (range->min == 0 || least * range->min <= reach) && (range2->min == 0 || least * range2->min <= reach2);
}

static WgTroubleReason
find_reason (const WgPartQuestion *question, const Known *known, const WgPartSum *sum, guint part)
{
  const WgPartRange *range = &question->range, *range2 = &question->range2;
  const WgUnit *largest = &question->graph->units[known->largest[part]];
  guint32 node = question->node_of_unit[known->first[part]], island = 0;
  gint64 reach = 0;

  if (node == G_MAXUINT32)
    return WG_TROUBLE_LOCKED;
  island = question->island_of_node[node];
  reach = known->reach[island];
  if (wg_unit_amount (largest, question->terms->band.measure) > range->max
      || (range2->max > 0 && sum->n_units == 1 && sum->second > range2->max))
    return WG_TROUBLE_UNIT_TOO_LARGE;
  if (known->fixed[part] > range->max)
    return WG_TROUBLE_LOCKED;
  if (reach < range->min)
    return known->is_beside_closed[island] ? WG_TROUBLE_LOCKED
           : known->is_beside_kind[island] ? WG_TROUBLE_KIND_TOO_SMALL
                                           : WG_TROUBLE_ISLAND_TOO_SMALL;
  if (range->min > 0 && (reach + range->max - 1) / range->max > reach / range->min)
    return WG_TROUBLE_ISLAND_NO_COUNT;
  if (wg_part_range_excess (range, sum->amount) == 0
      || (range2->max > 0 && !has_common_count (question, reach, known->reach2[island])))
    return WG_TROUBLE_SECOND;
  if (range->min > 0 && !has_fitting_count (question, island, reach))
    return WG_TROUBLE_ISLAND_NO_COUNT;
  return WG_TROUBLE_NOT_FOUND;
}

static void
explain_part (const WgPartQuestion *question, const Known *known, WgPartition *answer, guint part)
{
  const WgPartSum *sum = &g_array_index (answer->sums, WgPartSum, part);
  gboolean is_out = wg_part_range_excess (&question->range, sum->amount) > 0
                    || wg_part_range_excess (&question->range2, sum->second) > 0;
  guint32 first = known->first[part], node = question->node_of_unit[first];
  WgPartitionTrouble trouble = { WG_TROUBLE_PIECES, (gint32) part, first, sum->amount, 0, sum->second, FALSE };

  if (node != G_MAXUINT32)
    trouble.reachable = known->reach[question->island_of_node[node]];
  if (sum->n_pieces > 1)
    g_array_append_val (answer->troubles, trouble);
  if (!is_out)
    return;
  trouble.reason = find_reason (question, known, sum, part);
  if (node != G_MAXUINT32)
    trouble.is_proved = ((const WgPartField *) g_ptr_array_index (
                           question->fields, question->island_of_node[node]))->is_exact;
  if (trouble.reason == WG_TROUBLE_SECOND)
    trouble.is_proved |= !has_common_count (question, trouble.reachable, known->reach2[question->island_of_node[node]]);
  if (trouble.reason == WG_TROUBLE_UNIT_TOO_LARGE)
    trouble.unit = known->largest[part];
  g_array_append_val (answer->troubles, trouble);
}

void
wg_part_explain (WgPartQuestion *question, WgPartition *answer)
{
  guint n = answer->sums->len, n_islands = question->fields->len;
  g_autofree guint32 *first = g_new0 (guint32, n + 1);
  g_autofree guint32 *largest = g_new0 (guint32, n + 1);
  g_autofree gint64 *fixed = g_new0 (gint64, n + 1);
  g_autofree gint64 *reach = g_new0 (gint64, n_islands + 1);
  g_autofree gint64 *reach2 = g_new0 (gint64, n_islands + 1);
  g_autofree guint8 *is_beside_kind = g_new0 (guint8, n_islands + 1);
  g_autofree guint8 *is_beside_closed = g_new0 (guint8, n_islands + 1);
  Known known = { first, largest, fixed, reach, reach2, is_beside_kind, is_beside_closed };

  survey_parts (question, answer, &known);
  survey_islands (question, &known);
  for (guint i = 0; i < n; i++)
    if (g_array_index (answer->sums, WgPartSum, i).n_units > 0)
      explain_part (question, &known, answer, i);
}
