/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Usage: bench-store [GRIDS]: the project file at 15,000 and 100,000 grids, or at one size. Times of
 * the wall clock. */
#include "app/plan/wg-commands.h"
#include "app/store/wg-project.h"
#include "app/base/wg-random.h"
#include "tests/support/wg-lattice-plan.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <sys/resource.h>

#define N_EDITS 400

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

static double
cpu_ms (void)
{
  struct rusage usage = { 0 };

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* As bench/run heads its table; behind the budget stands the spread of what is done often, and the
 * CPU time of what is done once (@cpu, ms). */
static void
print_row (const char *work, guint size, GArray *times, double cpu, const char *budget)
{
  struct rusage usage = { 0 };
  g_autofree char *median = NULL;
  g_autofree char *peak = NULL;
  double sum = 0;

  g_array_sort (times, compare_doubles);
  for (guint i = 0; i < times->len; i++)
    sum += g_array_index (times, double, i);
  getrusage (RUSAGE_SELF, &usage);
  median = g_strdup_printf ("%.2f ms", g_array_index (times, double, times->len / 2));
  peak = g_strdup_printf ("%.0f MB", usage.ru_maxrss / 1024.0);
  g_print ("%-52s %10u %12s %10s %10s", work, size, median, peak, budget);
  if (times->len > 1)
    g_print ("  (mean %.2f, p95 %.2f, worst %.2f ms)", sum / times->len,
             g_array_index (times, double, times->len * 95 / 100),
             g_array_index (times, double, times->len - 1));
  else
    g_print ("  (CPU %.0f ms)", cpu);
  g_print ("\n");
  g_array_set_size (times, 0);
}

static void
stop_on_error (const char *what, GError *error)
{
  if (error != NULL)
    {
      g_printerr ("%s: %s\n", what, error->message);
      exit (1);
    }
}

/* A stroke across the middle of about one grid. */
static gboolean
split_somewhere (WgProject *project, WgRandom *random, gint32 cell)
{
  WgPlan *plan = wg_project_get_plan (project);
  WgEnvelope box = wg_coverage_envelope (wg_plan_get_coverage (plan));
  WgPoint line[2] = { 0 };
  double angle = wg_random_unit (random) * 2 * G_PI;

  line[0].x = (gint32) wg_random_int (random, box.min_x, box.max_x);
  line[0].y = (gint32) wg_random_int (random, box.min_y, box.max_y);
  line[1].x = line[0].x + (gint32) (cos (angle) * cell * 1.7);
  line[1].y = line[0].y + (gint32) (sin (angle) * cell * 1.7);
  return wg_command_split (wg_project_get_history (project), line, 2, NULL, WG_KEEP_LARGEST, NULL,
                           NULL);
}

static WgPlan *
make_plan (guint n_grids)
{
  guint side = (guint) ceil (sqrt (n_grids));
  WgPlan *plan = wg_lattice_plan_new (&(WgLattice){ side, side, 100000, 16, 0, 0, 1 });
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 500000, 3350000, NULL);

  wg_plan_set_frame (plan, frame);
  return plan;
}

static void
bench_open (const char *path, guint n_grids, GArray *times)
{
  for (guint i = 0; i < 5; i++)
    {
      GError *error = NULL;
      double start = now_ms (), end = 0;
      WgProject *project = wg_project_open (path, FALSE, NULL, NULL, &error);

      stop_on_error ("open", error);
      end = now_ms () - start;
      g_array_append_val (times, end);
      wg_project_close (project, NULL);
      g_object_unref (project);
    }
  print_row ("open", n_grids, times, 0, "1 s");
}

static void
bench_edits (WgProject *project, guint n_grids, GArray *times)
{
  WgHistory *history = wg_project_get_history (project);
  WgRandom random = wg_random (11);

  while (times->len < N_EDITS)
    {
      double start = now_ms (), end = 0;

      if (!split_somewhere (project, &random, 100000))
        continue;
      end = now_ms () - start;
      g_array_append_val (times, end);
    }
  print_row ("split, committed", n_grids, times, 0, "10 ms");
  for (guint i = 0; i < N_EDITS; i++)
    {
      double start = now_ms (), end = 0;
      GError *error = NULL;

      wg_history_undo (history, &error);
      stop_on_error ("undo", error);
      end = now_ms () - start;
      g_array_append_val (times, end);
    }
  print_row ("undo a split", n_grids, times, 0, "10 ms");
  for (guint i = 0; i < N_EDITS; i++)
    {
      double start = now_ms (), end = 0;
      GError *error = NULL;

      wg_history_redo (history, &error);
      stop_on_error ("redo", error);
      end = now_ms () - start;
      g_array_append_val (times, end);
    }
  print_row ("redo a split", n_grids, times, 0, "10 ms");
}

/* One measurement of what is done once. */
#define MEASURE(work, budget, call) \
  G_STMT_START { \
    double start_ = now_ms (), end_ = 0, cpu_ = cpu_ms (); \
    call; \
    stop_on_error (work, error); \
    end_ = now_ms () - start_; \
    g_array_append_val (times, end_); \
    print_row (work, n_grids, times, cpu_ms () - cpu_, budget); \
  } G_STMT_END

static void
bench_size (guint n_grids)
{
  g_autofree char *folder = g_dir_make_tmp ("wg-bench-store-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.wangge", NULL);
  g_autofree char *copy = g_build_filename (folder, "copy.wangge", NULL);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (WgPlan) plan = make_plan (n_grids);
  g_autoptr (WgPlan) empty = wg_plan_new ("bench", NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  WgProject *project = NULL;
  GError *error = NULL;
  GStatBuf info = { 0 };

  for (guint depth = 1; depth <= 3; depth++)
    wg_plan_add_level (empty, wg_plan_get_level (plan, depth)->name, NULL);
  MEASURE ("create an empty project", "-", project = wg_project_create (path, empty, &error));
  MEASURE ("write an import and its journal row", "4 s",
           wg_history_replace (wg_project_get_history (project), plan, "import", "x", NULL, NULL,
                               &error));
  MEASURE ("undo the import", "4 s", wg_history_undo (wg_project_get_history (project), &error));
  MEASURE ("redo the import", "4 s", wg_history_redo (wg_project_get_history (project), &error));
  MEASURE ("close", "-", wg_project_close (project, &error));
  g_clear_object (&project);
  bench_open (path, n_grids, times);
  MEASURE ("open for edits", "1 s", project = wg_project_open (path, FALSE, NULL, NULL, &error));
  bench_edits (project, n_grids, times);
  MEASURE ("verify the file", "3 s", wg_project_verify_file (project, problems, NULL, NULL, &error));
  MEASURE ("save a copy", "-", wg_project_save_copy (project, copy, &error));
  MEASURE ("close after edits", "-", wg_project_close (project, &error));
  g_clear_object (&project);
  g_stat (path, &info);
  g_print ("# %u grids: file %.1f MB, %u problems\n", n_grids, (double) info.st_size / 1e6,
           problems->len);
  g_unlink (path);
  g_unlink (copy);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  if (argc > 1)
    bench_size ((guint) atoi (argv[1]));
  else
    {
      bench_size (15000);
      bench_size (100000);
    }
  return 0;
}
