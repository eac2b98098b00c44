/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of a drag: bench-live [COLUMNS], 316 by default: 99,856 grids with as many buildings.
 * A frame is the move in the coverage, what it makes of areas, households and people at every level,
 * the shapes, and taking it back: all that a drag asks of the plan. */
#include "app/base/wg-random.h"
#include "app/plan/wg-border-commands.h"
#include "app/plan/wg-plan-private.h"
#include "tests/support/wg-lattice-plan.h"
#include "tests/support/wg-memory-journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define N_DRAGS 100
#define FRAMES_PER_DRAG 30
#define N_EDITS 300
#define CELL 100000 /* mm */

static int
compare_doubles (const void *a, const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* Processor time: what else runs on the machine does not count. */
static double
now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
print_times (const char *work, guint n_grids, double *times, guint n, const char *budget)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  qsort (times, n, sizeof *times, compare_doubles);
  printf ("%-40s %8u  p50 %7.3f  p95 %7.3f  max %7.3f ms %6.0f MB %10s\n", work, n_grids,
          times[n / 2], times[n * 95 / 100], times[n - 1], usage.ru_maxrss / 1024.0, budget);
}

static void
put_buildings (WgPlan *plan, WgRandom *random, guint n)
{
  WgEnvelope e = wg_coverage_envelope (wg_plan_get_coverage (plan));
  g_autoptr (WgBuildingSet) set = wg_building_set_new (n);

  for (guint32 id = 1; id <= n; id++)
    {
      WgBuilding building = { .id = id, .floors = 6, .units = 2 };

      building.point = (WgPoint){ (gint32) wg_random_int (random, e.min_x, e.max_x),
                                  (gint32) wg_random_int (random, e.min_y, e.max_y) };
      building.households = (gint32) wg_random_int (random, 1, 90);
      building.people = building.households * 27 / 10;
      wg_building_set_add (set, &building);
    }
  wg_plan_set_buildings (plan, set);
}

static gboolean
find_vertex (WgPlan *plan, WgRandom *random, WgPoint *vertex)
{
  WgEnvelope e = wg_coverage_envelope (wg_plan_get_coverage (plan));
  WgPoint p = { (gint32) wg_random_int (random, e.min_x, e.max_x),
                (gint32) wg_random_int (random, e.min_y, e.max_y) };

  return wg_coverage_find_vertex (wg_plan_get_coverage (plan), p, CELL / 2, vertex);
}

static void
time_frames (WgPlan *plan, guint n_grids)
{
  static double times[N_DRAGS * FRAMES_PER_DRAG];
  WgRandom random = wg_random (7);
  guint n = 0, n_moved = 0;

  for (guint drag = 0; drag < N_DRAGS;)
    {
      WgPoint from_to[2];
      gint32 dx = (gint32) wg_random_int (&random, -CELL / 4, CELL / 4);
      gint32 dy = (gint32) wg_random_int (&random, -CELL / 4, CELL / 4);

      if (!find_vertex (plan, &random, &from_to[0]))
        continue;
      for (gint32 frame = 1; frame <= FRAMES_PER_DRAG; frame++)
        {
          double start = now_ms ();
          g_autoptr (WgLandPreview) preview = NULL;

          from_to[1] = (WgPoint){ from_to[0].x + dx * frame / FRAMES_PER_DRAG,
                                  from_to[0].y + dy * frame / FRAMES_PER_DRAG };
          preview = wg_plan_preview_move (plan, WG_MOVE_VERTEX, from_to, 0, NULL, NULL);
          times[n++] = now_ms () - start;
          for (guint i = 0; preview != NULL && i < preview->grids->len; i++)
            {
              const WgGridPreview *row = g_ptr_array_index (preview->grids, i);

              n_moved += row->before.n_buildings != row->after.n_buildings;
            }
        }
      drag++;
    }
  print_times ("frame of a drag with totals", n_grids, times, n, "16 ms");
  printf ("   %u of the rows shown had other buildings than before\n", n_moved);
}

static void
time_edits (WgHistory *history, guint n_grids, gboolean has_buildings)
{
  static double edits[N_EDITS], undos[N_EDITS];
  WgPlan *plan = wg_history_get_plan (history);
  WgRandom random = wg_random (9);
  guint n = 0;

  while (n < N_EDITS)
    {
      WgPoint from_to[2];
      double start = 0;

      if (!find_vertex (plan, &random, &from_to[0]))
        continue;
      from_to[1] = (WgPoint){ from_to[0].x + (gint32) wg_random_int (&random, -8000, 8000),
                              from_to[0].y + (gint32) wg_random_int (&random, -8000, 8000) };
      start = now_ms ();
      if (wg_command_move (history, WG_MOVE_VERTEX, from_to, 0, NULL, NULL))
        edits[n++] = now_ms () - start;
    }
  for (guint i = 0; i < N_EDITS; i++)
    {
      double start = now_ms ();

      if (!wg_history_undo (history, NULL))
        g_error ("An undo failed");
      undos[i] = now_ms () - start;
    }
  print_times (has_buildings ? "move, buildings relocated" : "move, no tallies kept", n_grids, edits,
               N_EDITS, "10 ms");
  print_times (has_buildings ? "undo, buildings relocated" : "undo, no tallies kept", n_grids, undos,
               N_EDITS, "10 ms");
}

int
main (int argc, char *argv[])
{
  guint columns = argc > 1 ? (guint) atoi (argv[1]) : 316;
  WgLattice lattice = { columns, columns, CELL, 12, 50, 40, 3 };
  g_autoptr (WgPlan) plan = wg_lattice_plan_new (&lattice);
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 500000, 3340000, NULL);
  g_autoptr (WgMemoryJournal) journal = wg_memory_journal_new (plan);
  g_autoptr (WgHistory) history = wg_history_new (plan, WG_JOURNAL (journal));
  WgRandom random = wg_random (5);
  double start = 0;

  wg_plan_set_frame (plan, frame);
  time_edits (history, columns * columns, FALSE);
  put_buildings (plan, &random, columns * columns);
  start = now_ms ();
  wg_plan_get_tally_index (plan);
  start = now_ms () - start;
  print_times ("full count of areas and buildings", columns * columns, &start, 1, "");
  time_frames (plan, columns * columns);
  time_edits (history, columns * columns, TRUE);
  return 0;
}
