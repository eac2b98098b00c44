/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What checking costs: bench-check [GRIDS]. All rules at once, then what each edit adds on the main
 * thread (the check of what it touched), and the sorted list after it. */
#include "app/base/wg-random.h"
#include "app/check/wg-check-board.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/plan/wg-people-commands.h"
#include "app/plan/wg-border-commands.h"
#include "app/plan/wg-commands.h"
#include "app/plan/wg-land-commands.h"
#include "app/plan/wg-sample.h"
#include "tests/support/wg-memory-journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define N_EDITS 200

typedef struct
{
  WgPlan *plan;
  WgHistory *history;
  WgCheckBoard *board;
  WgRandom random;
  guint n_grids;
  gint64 started; /* the board's handler runs between two others of the same signal */
  double cost;
} Bench;

static void
print_row (const char *work, guint n, double milliseconds, const char *budget)
{
  g_autofree char *size = g_strdup_printf ("%u", n);
  g_autofree char *time = g_strdup_printf ("%.2f ms", milliseconds);
  g_autofree char *peak = NULL;
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  peak = g_strdup_printf ("%ld MB", usage.ru_maxrss / 1024);
  printf ("%-52s %10s %12s %10s %10s\n", work, size, time, peak, budget);
  fflush (stdout);
}

/** Processor time of this thread in microseconds: what other programs do at the same time is not
 *  counted. */
static gint64
thread_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static double
ms_since (gint64 start)
{
  return (double) (thread_time () - start) / 1000.0;
}

static void
wait_for (WgCheckBoard *board)
{
  while (wg_check_board_is_busy (board))
    g_main_context_iteration (NULL, TRUE);
}

static guint32
random_leaf (Bench *bench)
{
  for (;;)
    {
      guint32 id
        = (guint32) wg_random_int (&bench->random, 1, wg_plan_get_grid_limit (bench->plan));
      const WgGrid *grid = wg_plan_get_grid (bench->plan, id);

      if (grid != NULL && !grid->is_retired && wg_plan_get_own_faces (bench->plan, id)->len > 0)
        return id;
    }
}

/* Somebody of a grid is given another one. */
static gboolean
assign_person (Bench *bench)
{
  const WgPeople *people = wg_plan_get_people (bench->plan);
  WgAssignment values = { .person = (guint32) wg_random_int (&bench->random, 1, wg_people_limit (people, WG_STAFF_PERSON)),
                          .grid = random_leaf (bench), .role = WG_ROLE_WORKER };

  return wg_command_assign_person (bench->history, &values, FALSE, NULL) != 0;
}

static gboolean
split (Bench *bench)
{
  guint32 id = random_leaf (bench);
  WgEnvelope e = wg_plan_get_extent (bench->plan, id);
  gint32 y = e.min_y / 2 + e.max_y / 2;
  WgPoint line[2] = { { e.min_x - 1000, y }, { e.max_x + 1000, y + 777 } };
  g_autoptr (GArray) only = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_val (only, id);
  return wg_command_split (bench->history, line, 2, only, WG_KEEP_LARGEST, NULL, NULL);
}

/** A face, and the grid beyond one of its borders. */
static gboolean
find_neighbour (Bench *bench, WgFaceId *face, guint32 *neighbour)
{
  const WgCoverage *coverage = wg_plan_get_coverage (bench->plan);
  g_autoptr (GArray) half_edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  guint32 id = random_leaf (bench);

  *face = g_array_index (wg_plan_get_own_faces (bench->plan, id), WgFaceId, 0);
  wg_coverage_face_edges (coverage, *face, half_edges);
  for (guint i = 0; i < half_edges->len; i++)
    {
      WgHalfEdge twin = WG_HALF_EDGE_TWIN (g_array_index (half_edges, WgHalfEdge, i));

      *neighbour = wg_coverage_owner (coverage, wg_coverage_left_face (coverage, twin));
      if (*neighbour != 0 && *neighbour != id)
        return TRUE;
    }
  return FALSE;
}

static gboolean
merge (Bench *bench)
{
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (WgLandResult) result = NULL;
  WgFaceId face = 0;
  guint32 into = 0, gone = 0;

  if (!find_neighbour (bench, &face, &into))
    return FALSE;
  gone = wg_coverage_owner (wg_plan_get_coverage (bench->plan), face);
  g_array_append_val (grids, gone);
  g_array_append_val (grids, into);
  result = wg_command_merge (bench->history, grids, into, WG_LAND_RETIRE, NULL);
  return result != NULL;
}

static gboolean
assign (Bench *bench)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (WgLandResult) result = NULL;
  WgFaceId face = 0;
  guint32 to = 0;

  if (!find_neighbour (bench, &face, &to))
    return FALSE;
  g_array_append_val (faces, face);
  result = wg_command_assign_faces (bench->history, faces, to, WG_LAND_RETIRE, NULL);
  return result != NULL;
}

static gboolean
move (Bench *bench)
{
  WgEnvelope e = wg_plan_get_extent (bench->plan, random_leaf (bench));
  WgPoint middle = { e.min_x / 2 + e.max_x / 2, e.min_y }, from_to[2];

  if (!wg_coverage_find_vertex (wg_plan_get_coverage (bench->plan), middle, 60000, &from_to[0]))
    return FALSE;
  from_to[1] = (WgPoint){ from_to[0].x + 1500, from_to[0].y + 1100 };
  return wg_command_move (bench->history, WG_MOVE_VERTEX, from_to, 0, NULL, NULL);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static void
print_three (const char *work, guint n_grids, GArray *times, const char *budget)
{
  static const char *const names[] = { "median", "p95", "worst" };
  const guint places[] = { times->len / 2, times->len * 95 / 100, times->len - 1 };

  g_array_sort (times, compare_numbers);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *row = g_strdup_printf ("%s, %s", work, names[i]);

      print_row (row, n_grids, g_array_index (times, double, places[i]), budget);
    }
}

static void
before_cb (WgPlan *plan, const WgChange *change, gboolean backwards, Bench *bench)
{
  bench->started = thread_time ();
}

static void
after_cb (WgPlan *plan, const WgChange *change, gboolean backwards, Bench *bench)
{
  bench->cost = ms_since (bench->started);
}

static void
measure (Bench *bench, const char *name, gboolean (*edit) (Bench *))
{
  g_autoptr (GArray) checks = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) lists = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *check = g_strdup_printf ("check again after a %s", name);
  g_autofree char *list = g_strdup_printf ("renew the list after a %s", name);
  guint n_whole = 0;

  while (checks->len < N_EDITS)
    {
      double cost = 0.0;
      gint64 start = 0;

      if (!edit (bench))
        continue;
      if (wg_check_board_is_busy (bench->board))
        {
          n_whole++;
          wait_for (bench->board);
          continue;
        }
      g_array_append_val (checks, bench->cost);
      start = thread_time ();
      wg_check_board_list (bench->board);
      cost = ms_since (start);
      g_array_append_val (lists, cost);
    }
  print_three (check, bench->n_grids, checks, "5 ms");
  print_three (list, wg_check_board_list (bench->board)->len, lists, "-");
  if (n_whole > 0)
    printf ("   %u of the edits had everything checked anew in a worker\n", n_whole);
}

int
main (int argc, char **argv)
{
  guint n_grids = argc > 1 ? (guint) atoi (argv[1]) : 100000;
  g_autoptr (WgSample) sample
    = wg_sample_new (n_grids, wg_sample_count_buildings (n_grids), 1, NULL, NULL, NULL);
  Bench bench = { .plan = sample->plan, .random = wg_random (1), .n_grids = n_grids };
  g_autoptr (WgMemoryJournal) journal = wg_memory_journal_new (sample->plan);
  g_autoptr (WgHistory) history = wg_history_new (sample->plan, WG_JOURNAL (journal));
  g_autoptr (WgCheckBoard) board = NULL;
  g_autoptr (GArray) findings = NULL;
  WgCheckSettings settings = WG_CHECK_SETTINGS_DEFAULT;
  WgTally tally;
  gint64 start = 0;

  wg_plan_finish_loading (sample->plan, NULL);
  wg_plan_get_tally (sample->plan, 0, &tally);
  start = thread_time ();
  settings.day = wg_day_new (2026, 11, 22);
  findings = wg_check_run (sample->plan, &settings, NULL, NULL, NULL, NULL);
  print_row ("all checks", n_grids, ms_since (start), "2 s");
  bench.history = history;
  g_signal_connect (sample->plan, "changed", G_CALLBACK (before_cb), &bench);
  bench.board = board = wg_check_board_new (sample->plan);
  g_signal_connect (sample->plan, "changed", G_CALLBACK (after_cb), &bench);
  wg_check_board_set_day (board, settings.day);
  wait_for (board);
  start = thread_time ();
  wg_check_board_list (board);
  print_row ("first list on the main thread", wg_check_board_list (board)->len, ms_since (start), "-");
  measure (&bench, "split", split);
  measure (&bench, "merge", merge);
  measure (&bench, "move", move);
  measure (&bench, "assign", assign);
  measure (&bench, "assign a person", assign_person);
  return 0;
}
