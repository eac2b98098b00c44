/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing and reading polygons against ogr2ogr on the same files: bench-read [COLUMNS]. */
#include "app/exchange/wg-export.h"
#include "tests/support/wg-lattice-plan.h"
#include "tests/support/wg-test-folder.h"

#include <stdlib.h>
#include <sys/resource.h>

#define N_RUNS 3

static double
cpu_seconds (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
         + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
print_row (const char *work, guint n, double seconds, const char *budget)
{
  struct rusage usage;
  g_autofree char *time = g_strdup_printf ("%.2f s CPU", seconds);
  g_autofree char *peak = NULL;

  getrusage (RUSAGE_SELF, &usage);
  peak = g_strdup_printf ("%.0f MB", usage.ru_maxrss / 1024.0);
  g_print ("%-52s %10u %12s %10s %10s\n", work, n, time, peak, budget);
}

static double
time_read (const char *path, WgFrame *frame, const char *crs)
{
  const WgReadOptions options = { .crs = crs };
  double seconds[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    {
      double start = cpu_seconds (RUSAGE_SELF);
      g_autoptr (GError) error = NULL;
      g_autoptr (WgIncoming) incoming = wg_source_read (path, &options, frame, NULL, NULL, &error);

      if (incoming == NULL)
        g_error ("%s", error->message);
      seconds[i] = cpu_seconds (RUSAGE_SELF) - start;
    }
  qsort (seconds, N_RUNS, sizeof *seconds, compare_doubles);
  return seconds[N_RUNS / 2];
}

/* The peer: the same file into a SpatiaLite database. */
static double
time_ogr2ogr (const char *folder, const char *path)
{
  double seconds[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autofree char *name = g_strdup_printf ("peer-%u.sqlite", i);
      g_autofree char *to = g_build_filename (folder, name, NULL);
      const char *words[] = { "ogr2ogr", "-f", "SQLite", "-dsco", "SPATIALITE=YES", "-nlt",
                              "MULTIPOLYGON", to, path, NULL };
      double start = cpu_seconds (RUSAGE_CHILDREN);

      if (!g_spawn_sync (NULL, (char **) words, NULL,
                         G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL
                           | G_SPAWN_STDERR_TO_DEV_NULL,
                         NULL, NULL, NULL, NULL, NULL, NULL))
        return 0.0;
      seconds[i] = cpu_seconds (RUSAGE_CHILDREN) - start;
    }
  qsort (seconds, N_RUNS, sizeof *seconds, compare_doubles);
  return seconds[N_RUNS / 2];
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "bench.gpkg", "bench.shp" };
  guint side = argc > 1 ? (guint) atoi (argv[1]) : 316;
  WgLattice lattice = { side, side, 100000, 20, 0, 0, 1 };
  g_autoptr (WgPlan) plan = wg_lattice_plan_new (&lattice);
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 510000.0, 3350000.0, NULL);
  g_autoptr (WgFrame) other = wg_frame_new ("EPSG:4548", 800000.0, 3350000.0, NULL);
  g_autofree char *folder = wg_test_folder_new ();
  guint n = wg_plan_count_grids (plan, 3);

  wg_plan_set_frame (plan, frame);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autofree char *write = g_strdup_printf ("export %s", names[i]);
      g_autofree char *read = g_strdup_printf ("read %s", names[i]);
      g_autofree char *turn = g_strdup_printf ("read %s, to another CRS", names[i]);
      g_autofree char *peer = g_strdup_printf ("(ogr2ogr %s to SpatiaLite)", names[i]);
      g_autoptr (GError) error = NULL;
      double start = cpu_seconds (RUSAGE_SELF);

      if (!wg_export (plan, path, &(WgExportOptions){ .depth = 3 }, NULL, NULL, NULL, &error))
        g_error ("%s", error->message);
      print_row (write, n, cpu_seconds (RUSAGE_SELF) - start, "-");
      print_row (read, n, time_read (path, frame, NULL), "2x ogr2ogr");
      print_row (turn, n, time_read (path, other, "EPSG:4549"), "2x ogr2ogr");
      print_row (peer, n, time_ogr2ogr (folder, path), "-");
    }
  wg_test_folder_remove (folder);
  return 0;
}
