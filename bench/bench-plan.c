/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the plan costs in memory and time: bench-plan [GRIDS]. One table row for each work. */
#include "app/base/wg-random.h"
#include "app/check/wg-check.h"
#include "app/plan/wg-commands.h"
#include "app/plan/wg-incoming.h"
#include "app/plan/wg-plan-private.h"
#include "app/plan/wg-sample.h"
#include "tests/support/wg-memory-journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#define N_SPLITS 300

static gint64 started;

static void
start (void)
{
  started = g_get_monotonic_time ();
}

static void
print_row (const char *work, guint n_grids, double milliseconds, const char *budget)
{
  g_autofree char *size = g_strdup_printf ("%u", n_grids);
  g_autofree char *time = g_strdup_printf ("%.2f ms", milliseconds);
  g_autofree char *peak = NULL;
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  peak = g_strdup_printf ("%ld MB", usage.ru_maxrss / 1024);
  printf ("%-52s %10s %12s %10s %10s\n", work, size, time, peak, budget);
  fflush (stdout);
}

static double
elapsed_ms (void)
{
  return (double) (g_get_monotonic_time () - started) / 1000.0;
}

static void
measure_splits (WgPlan *plan, guint n_grids)
{
  g_autoptr (WgMemoryJournal) journal = wg_memory_journal_new (plan);
  g_autoptr (WgHistory) history = wg_history_new (plan, WG_JOURNAL (journal));
  WgRandom random = wg_random (1);
  double total = 0.0, worst = 0.0;
  guint n_done = 0;

  while (n_done < N_SPLITS)
    {
      guint32 id = (guint32) wg_random_int (&random, 1, wg_plan_get_grid_limit (plan));
      WgEnvelope e = wg_plan_get_extent (plan, id);
      WgPoint line[2];
      g_autoptr (GArray) only = g_array_new (FALSE, FALSE, sizeof (guint32));

      if (wg_plan_get_grid (plan, id)->depth < 3)
        continue;
      line[0] = (WgPoint){ e.min_x - 1000, e.min_y + (e.max_y - e.min_y) / 2 };
      line[1] = (WgPoint){ e.max_x + 1000, e.min_y + (e.max_y - e.min_y) / 2 + 777 };
      g_array_append_val (only, id);
      start ();
      if (!wg_command_split (history, line, 2, only, WG_KEEP_LARGEST, NULL, NULL))
        continue;
      total += elapsed_ms ();
      worst = MAX (worst, elapsed_ms ());
      n_done++;
    }
  print_row ("split, in memory, mean", n_grids, total / N_SPLITS, "10 ms");
  print_row ("split, in memory, worst", n_grids, worst, "50 ms");
  start ();
  while (wg_history_undo (history, NULL))
    ;
  print_row ("undo, in memory, mean", n_grids, elapsed_ms () / N_SPLITS, "10 ms");
}

/* The third level as a file would bring it, into a plan that has the first. */
static void
measure_import (WgPlan *plan, guint n_grids)
{
  g_autoptr (WgPlan) empty = wg_plan_new ("", wg_plan_get_frame (plan));
  g_autoptr (GError) error = NULL;

  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    wg_plan_add_level (empty, wg_plan_get_level (plan, depth)->name, NULL);
  for (guint depth = 1; depth <= 3; depth += 2)
    {
      g_autoptr (WgIncoming) incoming = wg_incoming_new ("bench", wg_plan_get_frame (plan));
      g_autoptr (WgImportReport) report = NULL;
      g_autofree char *work = g_strdup_printf ("import of level %u, clean", depth);

      for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
        {
          const WgGrid *grid = wg_plan_get_grid (plan, id);
          WgShape *shape = NULL;

          if (grid == NULL || grid->depth != depth)
            continue;
          shape = wg_shape_new ();
          wg_plan_get_shape (plan, id, shape);
          wg_incoming_add_grid (incoming, ++incoming->n_rows, grid->code, grid->name, shape);
        }
      start ();
      report = wg_plan_import (empty, depth, incoming, NULL, NULL, NULL, &error);
      if (report == NULL)
        g_error ("%s", error->message);
      print_row (work, report->n_grids, elapsed_ms (), "-");
      wg_plan_replace (empty, report->plan);
    }
}

int
main (int argc, char **argv)
{
  guint n_grids = argc > 1 ? (guint) atoi (argv[1]) : 100000;
  g_autoptr (WgSample) sample = NULL;
  g_autoptr (WgPlan) snapshot = NULL;
  g_autoptr (GArray) findings = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  start ();
  sample = wg_sample_new (n_grids, wg_sample_count_buildings (n_grids), 1, NULL, NULL, NULL);
  print_row ("make a sample", n_grids, elapsed_ms (), "30 s");
  start ();
  wg_plan_finish_loading (sample->plan, NULL);
  print_row ("check the rows and index the plan", n_grids, elapsed_ms (), "300 ms");
  start ();
  snapshot = wg_plan_snapshot (sample->plan);
  print_row ("snapshot", n_grids, elapsed_ms (), "-");
  start ();
  findings = wg_check_run (snapshot, NULL, NULL, NULL, NULL, NULL);
  print_row ("all checks, on a new snapshot", n_grids, elapsed_ms (), "2 s");
  start ();
  wg_plan_verify (snapshot, problems);
  print_row ("verify the plan", n_grids, elapsed_ms (), "-");
  measure_splits (sample->plan, n_grids);
  measure_import (sample->plan, n_grids);
  return 0;
}
