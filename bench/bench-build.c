/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wg_build() on generated coverages: bench-build [COLUMNS [clean|nested|mixed|jittered]]. */
#include "tests/support/wg-test-claims.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define N_RUNS 3

static int
compare_doubles (const void *a, const void *b)
{
  double da = *(const double *) a, db = *(const double *) b;

  return (da > db) - (da < db);
}

static double
peak_mb (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024.0;
}

static double
cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
         + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

int
main (int argc, char *argv[])
{
  WgTestClaimsOptions options = { 316, 316, 19, 0, FALSE, 0.0, 1 };
  const char *kind = argc > 2 ? argv[2] : "clean";
  g_autoptr (WgTestClaims) claims = NULL;
  double seconds[N_RUNS], wall[N_RUNS], before = 0.0;

  if (argc > 1)
    options.columns = options.rows = atoi (argv[1]);
  options.block = strcmp (kind, "nested") == 0 ? 30 : 0;
  options.is_mixed = strcmp (kind, "mixed") == 0;
  options.jitter_m = strcmp (kind, "jittered") == 0 ? 0.02 : 0.0;
  claims = wg_test_claims_new (&options);
  before = peak_mb ();
  for (guint i = 0; i < N_RUNS; i++)
    {
      double start = cpu_seconds ();
      gint64 wall_start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      g_autoptr (WgBuildResult) result = NULL;

      result = wg_build ((const WgClaim *) claims->claims->data, claims->claims->len, NULL, NULL,
                         NULL, &error);
      seconds[i] = cpu_seconds () - start;
      wall[i] = (g_get_monotonic_time () - wall_start) * 1e-6;
      if (result == NULL)
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      if (i == 0)
        g_print ("# %u faces, %u arcs, %u decisions, %u splits\n",
                 wg_coverage_n_faces (result->coverage), wg_coverage_n_arcs (result->coverage),
                 result->decisions->len, result->n_splits);
    }
  qsort (seconds, N_RUNS, sizeof (double), compare_doubles);
  qsort (wall, N_RUNS, sizeof (double), compare_doubles);
  g_print ("| build %s | %u polygons, %.2f M points | %.2f s CPU, %.2f s wall | %.0f MB (input "
           "%.0f) | %s |\n",
           kind, claims->claims->len, claims->n_points / 1e6, seconds[N_RUNS / 2],
           wall[N_RUNS / 2], peak_mb (), before,
           options.is_mixed || options.jitter_m > 0.0 ? "12 s, 1000 MB" : "2 s");
  return 0;
}
