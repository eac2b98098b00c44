/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/wg-bench-methods.h"

#include "app/geometry/wg-envelope.h"
#include "app/plan/wg-partition-private.h"

#include <time.h>

typedef struct
{
  const WgUnitGraph *graph;
  WgPartMeasure measure;
  gint32 *parts;
  guint axis;
} Bisection;

static double
cpu (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Bisection *bisection = user_data;
  const WgPoint p = bisection->graph->units[*(const guint32 *) a].centre;
  const WgPoint q = bisection->graph->units[*(const guint32 *) b].centre;
  gint32 first = bisection->axis == 0 ? p.x : p.y, second = bisection->axis == 0 ? q.x : q.y;

  return (first > second) - (first < second);
}

static void
bisect (Bisection *bisection, guint32 *units, guint n, guint n_parts, gint32 first)
{
  WgEnvelope box = WG_ENVELOPE_EMPTY;
  gint64 all = 0, sum = 0;
  guint at = 0, n_lower = n_parts / 2;

  for (guint i = 0; i < n; i++)
    {
      const WgUnit *unit = &bisection->graph->units[units[i]];

      all += wg_unit_amount (unit, bisection->measure);
      wg_envelope_add_point (&box, unit->centre);
      bisection->parts[units[i]] = first;
    }
  if (n_parts < 2 || n < 2)
    return;
  bisection->axis = box.max_y - box.min_y > box.max_x - box.min_x;
  g_qsort_with_data (units, (gint) n, sizeof (guint32), compare_places, bisection);
  for (; at < n - 1 && sum * n_parts < all * n_lower; at++)
    sum += wg_unit_amount (&bisection->graph->units[units[at]], bisection->measure);
  bisect (bisection, units, at, n_lower, first);
  bisect (bisection, units + at, n - at, n_parts - n_lower, first + (gint32) n_lower);
}

WgPartition *
wg_bench_metis (const WgUnitGraph *graph, const WgPartitionTerms *terms, guint n_parts, gboolean is_kway,
                guint tolerance, double *seconds_out)
{
  WgPartQuestion *question = wg_part_question_new (graph, terms);
  WgPartition *answer = NULL;

  if (question->fields->len == 1 && question->n_nodes == graph->n_units && n_parts > 1)
    {
      double from = cpu ();
      g_autofree gint32 *parts
        = wg_part_metis (g_ptr_array_index (question->fields, 0), n_parts, is_kway, tolerance, 1);

      *seconds_out = cpu () - from;
      answer = wg_partition_judge (graph, terms, parts);
    }
  wg_part_question_free (question);
  return answer;
}

WgPartition *
wg_bench_bisection (const WgUnitGraph *graph, const WgPartitionTerms *terms, guint n_parts,
                    double *seconds_out)
{
  g_autofree gint32 *parts = g_new0 (gint32, graph->n_units + 1);
  g_autofree guint32 *units = g_new (guint32, graph->n_units + 1);
  Bisection bisection = { graph, terms->band.measure, parts, 0 };
  double from = cpu ();

  for (guint32 u = 0; u < graph->n_units; u++)
    units[u] = u;
  bisect (&bisection, units, graph->n_units, n_parts, 0);
  *seconds_out = cpu () - from;
  return wg_partition_judge (graph, terms, parts);
}
