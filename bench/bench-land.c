/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-land [COLUMNS [FILE]]: commands on a plan of COLUMNS x COLUMNS grids, 316 by default: 99,856,
 * with as many buildings. Without a file by the processor's time; with one, a project that is made
 * anew, committed to the disk and by the clock on the wall. */
#include "app/base/wg-random.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/plan/wg-border-commands.h"
#include "app/plan/wg-draw-commands.h"
#include "app/plan/wg-land-commands.h"
#include "app/plan/wg-redraw-commands.h"
#include "app/plan/wg-simplify-commands.h"
#include "app/store/wg-project.h"
#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-test-plan.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define N_EDITS 300
#define SPACING 100000 /* mm between the corners of the generated faces */

typedef gboolean (*Edit) (WgRandom *random, WgHistory *history, guint columns);

static int
compare_doubles (const void *a, const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* With a file waiting for the disk counts; without, what else runs on the machine does not. */
static clockid_t clock_used = CLOCK_PROCESS_CPUTIME_ID;

static double
read_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static double
now_ms (void)
{
  return read_ms (clock_used);
}

static WgPoint
random_point (WgRandom *random, guint columns)
{
  gint64 span = (gint64) columns * SPACING;

  return (WgPoint){ (gint32) wg_random_int (random, 0, span),
                    (gint32) wg_random_int (random, 0, span) };
}

static guint32
grid_near (WgPlan *plan, WgPoint p)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);

  return wg_coverage_owner (coverage, wg_coverage_face_at (coverage, p));
}

static gboolean
merge (WgRandom *random, WgHistory *history, guint columns)
{
  WgPlan *plan = wg_history_get_plan (history);
  WgPoint p = random_point (random, columns), q = { p.x + SPACING, p.y };
  guint32 into = grid_near (plan, p), other = grid_near (plan, q);
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  WgLandResult *result = NULL;

  if (into == 0 || other == 0 || into == other)
    return FALSE;
  g_array_append_val (grids, other);
  result = wg_command_merge (history, grids, into, WG_LAND_RETIRE, NULL);
  if (result == NULL)
    return FALSE;
  wg_land_result_free (result);
  return TRUE;
}

static gboolean
assign (WgRandom *random, WgHistory *history, guint columns)
{
  WgPoint p = random_point (random, columns), corners[4];
  guint32 to = grid_near (wg_history_get_plan (history), p);
  g_autoptr (WgShape) shape = wg_shape_new ();
  WgLandResult *result = NULL;

  for (guint i = 0; i < 4; i++)
    corners[i] = (WgPoint){ p.x + (i == 1 || i == 2 ? SPACING : 0),
                            p.y + (i >= 2 ? SPACING / 2 : 0) };
  wg_shape_add_ring (shape, corners, 4, 0, FALSE);
  result = to != 0 ? wg_command_assign (history, shape, to, WG_LAND_RETIRE, NULL) : NULL;
  if (result == NULL)
    return FALSE;
  wg_land_result_free (result);
  return TRUE;
}

static gboolean
find_vertex (WgRandom *random, WgPlan *plan, guint columns, WgPoint from_to[2])
{
  if (!wg_coverage_find_vertex (wg_plan_get_coverage (plan), random_point (random, columns),
                                SPACING, &from_to[0]))
    return FALSE;
  from_to[1] = (WgPoint){ from_to[0].x + (gint32) wg_random_int (random, -3000, 3000),
                          from_to[0].y + (gint32) wg_random_int (random, -3000, 3000) };
  return TRUE;
}

static gboolean
move (WgRandom *random, WgHistory *history, guint columns)
{
  WgPoint from_to[2];

  return find_vertex (random, wg_history_get_plan (history), columns, from_to)
         && wg_command_move (history, WG_MOVE_VERTEX, from_to, 0, NULL, NULL);
}

static gboolean
preview_move (WgRandom *random, WgHistory *history, guint columns)
{
  WgPoint from_to[2];
  g_autoptr (WgLandPreview) preview = NULL;

  if (!find_vertex (random, wg_history_get_plan (history), columns, from_to))
    return FALSE;
  preview = wg_plan_preview_move (wg_history_get_plan (history), WG_MOVE_VERTEX, from_to, 0, NULL,
                                  NULL);
  return TRUE;
}

/* A stroke from border to border through about three grids. */
static WgRedraw
random_stroke (WgRandom *random, guint columns, WgPoint line[3])
{
  line[0] = random_point (random, columns);
  line[1] = (WgPoint){ line[0].x + SPACING, line[0].y + (gint32) wg_random_int (random, -40000, 40000) };
  line[2] = (WgPoint){ line[0].x + 2 * SPACING, line[0].y };
  return (WgRedraw){ line, 3, 0, 0, WG_LAND_RETIRE };
}

static gboolean
run_redraw (WgHistory *history, const WgRedraw *redraw)
{
  g_autoptr (WgLandResult) result = wg_command_redraw (history, redraw, NULL, NULL);

  return result != NULL;
}

static gboolean
redraw (WgRandom *random, WgHistory *history, guint columns)
{
  WgPoint line[3];
  WgRedraw how = random_stroke (random, columns, line);

  return run_redraw (history, &how);
}

/* The border of the street there: its parts on both sides are looked for. */
static gboolean
redraw_parent (WgRandom *random, WgHistory *history, guint columns)
{
  WgPoint line[3];
  WgRedraw how = random_stroke (random, columns, line);
  WgPlan *plan = wg_history_get_plan (history);

  how.subject = wg_plan_get_ancestor (plan, grid_near (plan, line[0]), 1);
  return how.subject != 0 && run_redraw (history, &how);
}

static gboolean
preview_redraw (WgRandom *random, WgHistory *history, guint columns)
{
  WgPoint line[3];
  WgRedraw how = random_stroke (random, columns, line);
  g_autoptr (WgRedrawPreview) preview
    = wg_plan_preview_redraw (wg_history_get_plan (history), &how, NULL, NULL);

  return preview != NULL;
}

/* Outward over the rim in the south. */
static gboolean
redraw_rim (WgRandom *random, WgHistory *history, guint columns)
{
  gint32 x = (gint32) wg_random_int (random, SPACING, (gint64) (columns - 2) * SPACING);
  WgPoint line[4] = { { x, SPACING / 2 }, { x, -SPACING }, { x + SPACING / 2, -SPACING },
                      { x + SPACING / 2, SPACING / 2 } };
  WgRedraw how = { line, 4 };

  return run_redraw (history, &how);
}

static gboolean
draw_at (WgHistory *history, WgPoint p, gboolean is_preview)
{
  WgPoint corners[4] = { p, { p.x + SPACING, p.y }, { p.x + SPACING, p.y + SPACING / 2 },
                         { p.x, p.y + SPACING / 2 } };
  g_autoptr (WgShape) shape = wg_shape_new ();
  WgDraw draw = { shape, 3, WG_GRID_ORDINARY };
  g_autoptr (WgDrawnGrid) drawing = NULL;

  wg_shape_add_ring (shape, corners, 4, 0, FALSE);
  draw.takes_all = TRUE;
  draw.flags = WG_LAND_RETIRE;
  if (is_preview)
    wg_plan_preview_draw (wg_history_get_plan (history), &draw, &drawing, NULL);
  else
    drawing = wg_command_draw (history, &draw, NULL);
  return drawing != NULL;
}

static gboolean
draw (WgRandom *random, WgHistory *history, guint columns)
{
  return draw_at (history, random_point (random, columns), FALSE);
}

static gboolean
preview_draw (WgRandom *random, WgHistory *history, guint columns)
{
  return draw_at (history, random_point (random, columns), TRUE);
}

static gboolean
draw_outside (WgRandom *random, WgHistory *history, guint columns)
{
  WgPoint p = { (gint32) wg_random_int (random, 0, (gint64) columns * SPACING), -SPACING };

  return draw_at (history, p, FALSE);
}

static gboolean
split (WgRandom *random, WgHistory *history, guint columns)
{
  WgPoint p = random_point (random, columns);
  WgPoint line[2] = { { p.x, p.y - SPACING }, { p.x + SPACING / 5, p.y + SPACING } };

  return wg_command_split (history, line, 2, NULL, WG_KEEP_LARGEST, NULL, NULL);
}

static gboolean
simplify (WgRandom *random, WgHistory *history, guint columns)
{
  guint32 grid = grid_near (wg_history_get_plan (history), random_point (random, columns));
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  WgBorderChoice choice = { grids, 0 };
  WgSimplify how = { 3000.0, FALSE };

  if (grid == 0)
    return FALSE;
  g_array_append_val (grids, grid);
  return wg_command_simplify (history, &choice, &how, NULL, NULL, NULL, NULL);
}

/* The time of one edit, and what the processor worked for it. */
typedef struct
{
  double ms[N_EDITS];
  double cpu_sum, cpu_worst;
} Times;

static void
print_times (const char *work, guint n_grids, Times *times, const char *budget)
{
  struct rusage usage;
  double sum = 0.0;

  getrusage (RUSAGE_SELF, &usage);
  for (guint i = 0; i < N_EDITS; i++)
    sum += times->ms[i];
  qsort (times->ms, N_EDITS, sizeof *times->ms, compare_doubles);
  printf ("%-28s %8u  mean %7.3f  median %7.3f  p99 %7.3f  worst %7.3f (cpu %6.3f to %7.3f) ms %4.0f MB %6s\n",
          work, n_grids, sum / N_EDITS, times->ms[N_EDITS / 2], times->ms[N_EDITS * 99 / 100],
          times->ms[N_EDITS - 1], times->cpu_sum / N_EDITS, times->cpu_worst, usage.ru_maxrss / 1024.0, budget);
}

static void
take_time (Times *times, guint place, double start, double cpu)
{
  double spent = read_ms (CLOCK_PROCESS_CPUTIME_ID) - cpu;

  times->ms[place] = now_ms () - start;
  times->cpu_sum += spent;
  times->cpu_worst = MAX (times->cpu_worst, spent);
}

static void
time_edit (const char *work, WgHistory *history, guint columns, Edit edit, gboolean is_undone)
{
  WgRandom random = wg_random (7);
  Times edits = { 0 }, undos = { 0 };
  g_autofree char *undo = g_strdup_printf ("undo of %s", work);

  for (guint i = 0; i < N_EDITS;)
    {
      double start = now_ms (), cpu = read_ms (CLOCK_PROCESS_CPUTIME_ID);

      if (!edit (&random, history, columns))
        continue;
      take_time (&edits, i++, start, cpu);
    }
  for (guint i = 0; i < N_EDITS && is_undone; i++)
    {
      double start = now_ms (), cpu = read_ms (CLOCK_PROCESS_CPUTIME_ID);

      if (!wg_history_undo (history, NULL))
        g_error ("An undo failed");
      take_time (&undos, i, start, cpu);
    }
  print_times (work, columns * columns, &edits, is_undone ? "10 ms" : "1 ms");
  if (is_undone)
    print_times (undo, columns * columns, &undos, "10 ms");
}

static void
time_all (WgHistory *history, guint columns)
{
  WgTally tally;

  /* As the window does while it opens a project. */
  wg_plan_get_tally (wg_history_get_plan (history), 0, &tally);
  time_edit ("split", history, columns, split, TRUE);
  time_edit ("merge", history, columns, merge, TRUE);
  time_edit ("assign", history, columns, assign, TRUE);
  time_edit ("move", history, columns, move, TRUE);
  time_edit ("redraw a border", history, columns, redraw, TRUE);
  time_edit ("redraw a street's border", history, columns, redraw_parent, TRUE);
  time_edit ("redraw the rim", history, columns, redraw_rim, TRUE);
  time_edit ("preview of redraw", history, columns, preview_redraw, FALSE);
  time_edit ("draw over grids", history, columns, draw, TRUE);
  time_edit ("draw outside", history, columns, draw_outside, TRUE);
  time_edit ("preview of draw", history, columns, preview_draw, FALSE);
  time_edit ("simplify a grid", history, columns, simplify, TRUE);
  time_edit ("preview of a move", history, columns, preview_move, FALSE);
}

static WgBuildingSet *
scatter_buildings (guint columns)
{
  WgBuildingSet *set = wg_building_set_new (columns * columns);
  WgRandom random = wg_random (11);

  for (guint32 id = 1; id <= columns * columns; id++)
    {
      WgBuilding building = { .id = id, .floors = 6, .point = random_point (&random, columns) };

      building.households = (gint32) wg_random_int (&random, 1, 90);
      building.people = building.households * 27 / 10;
      wg_building_set_add (set, &building);
    }
  return set;
}

static void
stop_on_error (const GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
bench_file (const char *path, WgPlan *plan, guint columns)
{
  g_autoptr (WgPlan) empty = wg_plan_new ("bench", NULL);
  g_autoptr (WgBuildingSet) buildings = scatter_buildings (columns);
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 500000, 3350000, NULL);
  WgProject *project = NULL;
  GError *error = NULL;

  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    wg_plan_add_level (empty, wg_plan_get_level (plan, depth)->name, NULL);
  wg_plan_set_frame (plan, frame);
  g_unlink (path);
  project = wg_project_create (path, empty, &error);
  stop_on_error (error);
  wg_history_replace (wg_project_get_history (project), plan, "import", "", NULL, NULL, &error);
  stop_on_error (error);
  wg_history_put_buildings (wg_project_get_history (project), buildings, "import-buildings", "", NULL,
                            NULL, &error);
  stop_on_error (error);
  clock_used = CLOCK_MONOTONIC;
  time_all (wg_project_get_history (project), columns);
  wg_project_close (project, &error);
  stop_on_error (error);
  g_object_unref (project);
}

int
main (int argc, char *argv[])
{
  guint columns = argc > 1 ? (guint) atoi (argv[1]) : 316;
  g_autoptr (WgPlan) plan = wg_test_plan_grid (columns, columns, 1);
  g_autoptr (WgBuildingSet) buildings = NULL;
  g_autoptr (WgMemoryJournal) journal = NULL;
  g_autoptr (WgHistory) history = NULL;

  if (argc > 2)
    {
      bench_file (argv[2], plan, columns);
      return 0;
    }
  buildings = scatter_buildings (columns);
  wg_plan_set_buildings (plan, buildings);
  journal = wg_memory_journal_new (plan);
  history = wg_history_new (plan, WG_JOURNAL (journal));
  time_all (history, columns);
  return 0;
}
