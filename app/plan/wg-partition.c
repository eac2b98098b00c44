/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-partition"

#include "wg-partition.h"

#include "../base/wg-hash.h"
#include "wg-partition-private.h"

#define MAX_THREADS 16
#define STABILITY 4
/* On a ward of 85 areas: parts as near to the target as METIS makes them (6.5 % off in the mean, not
 * 9.5), for borders that cost 5 % more and are as compact; bench-subdivide. */
#define USUAL_BALANCE 17

/* The islands, the largest first, and who takes the next one. */
typedef struct
{
  WgPartQuestion *question;
  WgPartWatch watch;
  guint32 *order;
  gint next; /* atomic */
} Work;

static int
compare_sizes (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const GPtrArray *fields = user_data;
  guint32 i = *(const guint32 *) a, k = *(const guint32 *) b;
  guint n = ((const WgPartField *) g_ptr_array_index (fields, i))->n;
  guint m = ((const WgPartField *) g_ptr_array_index (fields, k))->n;

  return n != m ? (n < m) - (n > m) : (i > k) - (i < k);
}

/* Each island draws numbers of its own, so that it does not matter which thread has it. */
static gpointer
run (gpointer data)
{
  Work *work = data;
  const WgPartitionTerms *terms = work->question->terms;
  gint n = (gint) work->question->fields->len;

  for (gint at = g_atomic_int_add (&work->next, 1); at < n; at = g_atomic_int_add (&work->next, 1))
    {
      WgPartField *field = g_ptr_array_index (work->question->fields, work->order[at]);

      field->random = wg_random (wg_hash_u64 (terms->seed + wg_hash_u64 (work->order[at] + 1)));
      wg_part_start (field, terms->seed);
      if (!g_cancellable_is_cancelled (work->watch.cancellable) && !wg_part_solve_exactly (field))
        wg_part_anneal (field, terms->effort, &work->watch);
    }
  return NULL;
}

static void
solve_islands (Work *work)
{
  const GPtrArray *fields = work->question->fields;
  const WgPartitionTerms *terms = work->question->terms;
  guint n_threads = terms->n_threads != 0 ? terms->n_threads : g_get_num_processors ();
  GThread *threads[MAX_THREADS] = { NULL };

  work->order = g_new (guint32, fields->len + 1);
  for (guint32 i = 0; i < fields->len; i++)
    {
      work->order[i] = i;
      work->watch.n_moves += wg_part_count_moves (g_ptr_array_index (fields, i), terms->effort);
    }
  g_qsort_with_data (work->order, (gint) fields->len, sizeof (guint32), compare_sizes,
                     (gpointer) fields);
  n_threads = MIN (n_threads, MIN (MAX_THREADS, fields->len));
  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_new ("partition", run, work);
  run (work);
  for (guint i = 1; i < n_threads; i++)
    g_thread_join (threads[i]);
  g_free (work->order);
}

/* What has to move at least: all that is too much in some part, and all that is missing where it is
 * less than what is there. */
static void
count_moved (const WgPartQuestion *question, WgPartition *answer)
{
  const WgUnitGraph *graph = question->graph;
  const WgPartRange *range = &question->range;
  g_autoptr (GArray) sums = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_autoptr (GArray) largest = g_array_new (FALSE, TRUE, sizeof (gint64)); /* G_MAXINT64: closed */
  gint64 excess = 0, missing = 0;

  for (guint u = 0; u < graph->n_units; u++)
    {
      const WgUnit *unit = &graph->units[u];
      gint64 amount = wg_unit_amount (unit, question->terms->band.measure);

      if (unit->part < 0)
        continue;
      if ((guint) unit->part >= sums->len)
        {
          g_array_set_size (sums, (guint) unit->part + 1);
          g_array_set_size (largest, sums->len);
        }
      g_array_index (sums, gint64, unit->part) += amount;
      g_array_index (largest, gint64, unit->part)
        = MAX (g_array_index (largest, gint64, unit->part), unit->flags & WG_UNIT_CLOSED ? G_MAXINT64 : amount);
      answer->moved += unit->part != answer->parts[u] ? amount : 0;
    }
  for (guint i = 0; i < sums->len; i++)
    {
      gint64 sum = g_array_index (sums, gint64, i);

      /* Nothing brings it into the band, so nothing has to move for that. */
      if (g_array_index (largest, gint64, i) > range->max)
        continue;
      excess += MAX (sum - range->max, 0);
      missing += sum > 0 && sum < range->min ? MIN (range->min - sum, sum) : 0;
    }
  answer->moved_bound = MIN (MAX (excess, missing), answer->moved);
}

void
wg_partition_terms_init (WgPartitionTerms *terms, gint64 min, gint64 target, gint64 max)
{
  static const WgPartPrice prices[WG_UNIT_EDGE_N_CLASSES] = {
    [WG_UNIT_EDGE_OPEN] = { WG_UNIT_EDGE_AVOID, 3.0 },
    [WG_UNIT_EDGE_LANE] = { WG_UNIT_EDGE_AVOID, 0.7 },
    [WG_UNIT_EDGE_MINOR] = { WG_UNIT_EDGE_AVOID, 0.35 },
    [WG_UNIT_EDGE_ARTERIAL] = { WG_UNIT_EDGE_AVOID, 0.1 },
    [WG_UNIT_EDGE_RAILWAY] = { WG_UNIT_EDGE_NEVER, 0.02 },
    [WG_UNIT_EDGE_RIVER] = { WG_UNIT_EDGE_NEVER, 0.02 },
    [WG_UNIT_EDGE_WALL] = { WG_UNIT_EDGE_AVOID, 0.1 },
    [WG_UNIT_EDGE_DRAWN] = { WG_UNIT_EDGE_AVOID, 0.02 },
  };

  *terms = (WgPartitionTerms){ 0 };
  terms->band = (WgPartBand){ WG_MEASURE_HOUSEHOLDS, min, target, max };
  for (guint i = 0; i < WG_UNIT_EDGE_N_CLASSES; i++)
    terms->prices[i] = prices[i];
  terms->inner_share = 0.75;
  terms->effort = WG_EFFORT_NORMAL;
  terms->seed = 1;
  wg_partition_terms_preset (terms, WG_PRESET_STREETS);
}

void
wg_partition_terms_preset (WgPartitionTerms *terms, WgPartPreset preset)
{
  terms->streets = 1;
  terms->compactness = preset == WG_PRESET_EQUAL ? 0.3 : 0;
  terms->balance = preset == WG_PRESET_EQUAL ? 20 : preset == WG_PRESET_USUAL ? USUAL_BALANCE : 1;
  terms->stability = preset == WG_PRESET_KEEP ? 3 * STABILITY : STABILITY;
}

WgPartition *
wg_partition_solve (const WgUnitGraph *graph, const WgPartitionTerms *terms,
                    const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  Work work = { 0 };
  WgPartition *answer = NULL;
  g_autofree gint32 *parts = NULL;

  work.question = wg_part_question_new (graph, terms);
  work.watch.progress = progress;
  work.watch.teller = g_thread_self ();
  work.watch.cancellable = cancellable;
  solve_islands (&work);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      parts = wg_part_question_answer (work.question);
      answer = wg_partition_judge (graph, terms, parts);
      wg_part_explain (work.question, answer);
      if (terms->is_warm)
        count_moved (work.question, answer);
      wg_progress_report (progress, 1.0);
    }
  wg_part_question_free (work.question);
  return answer;
}

void
wg_partition_free (WgPartition *partition)
{
  g_free (partition->parts);
  g_array_unref (partition->sums);
  g_array_unref (partition->troubles);
  g_free (partition);
}
