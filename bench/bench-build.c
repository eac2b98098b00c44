/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wg_build() on generated coverages: bench-build [COLUMNS [clean|nested|mixed|jittered]],
 * or on GeoJSON files, the first of depth 1: bench-build TOWNS.geojson GRIDS.geojson
 */
#include "tests/support/wg-test-geojson.h"

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

static void
print_decisions (const WgBuildResult *result)
{
  static const char *names[] = { "gaps closed", "gaps kept", "overlaps closed",
                                 "overlaps resolved", "parents follow", "parent slivers",
                                 "claims lost", "rings repaired", "fragments closed" };

  for (guint kind = 0; kind < G_N_ELEMENTS (names); kind++)
    {
      guint n = 0;
      double area = 0.0;

      for (guint i = 0; i < result->decisions->len; i++)
        if (g_array_index (result->decisions, WgDecision, i).kind == kind)
          {
            n++;
            area += g_array_index (result->decisions, WgDecision, i).area_m2;
          }
      if (n > 0)
        g_print ("#   %s: %u, %.2f m2\n", names[kind], n, area);
    }
}

static WgTestClaims *
make_claims (int argc, char *argv[])
{
  WgTestClaimsOptions options = { 316, 316, 19, 0, FALSE, 0.0, 1 };
  const char *kind = argc > 2 ? argv[2] : "clean";
  WgTestClaims *claims = NULL;

  if (argc > 1)
    options.columns = options.rows = atoi (argv[1]);
  if (options.columns == 0)
    {
      options.block = 0;
      claims = wg_test_claims_new (&options);
      for (int i = 1; i < argc; i++)
        wg_test_claims_add_geojson (claims, argv[i], i);
      return claims;
    }
  if (strcmp (kind, "clean") != 0 && strcmp (kind, "nested") != 0 && strcmp (kind, "mixed") != 0
      && strcmp (kind, "jittered") != 0)
    g_error ("bench-build N clean|nested|mixed|jittered");
  options.block = strcmp (kind, "nested") == 0 ? 30 : 0;
  options.is_mixed = strcmp (kind, "mixed") == 0;
  options.jitter_m = strcmp (kind, "jittered") == 0 ? 0.02 : 0.0;
  return wg_test_claims_new (&options);
}

int
main (int argc, char *argv[])
{
  g_autoptr (WgTestClaims) claims = make_claims (argc, argv);
  double seconds[N_RUNS], wall[N_RUNS], before = peak_mb ();

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
      if (i > 0)
        continue;
      g_print ("# %u faces, %u arcs, %u decisions, %u splits\n",
               wg_coverage_n_faces (result->coverage), wg_coverage_n_arcs (result->coverage),
               result->decisions->len, result->n_splits);
      print_decisions (result);
    }
  qsort (seconds, N_RUNS, sizeof (double), compare_doubles);
  qsort (wall, N_RUNS, sizeof (double), compare_doubles);
  g_print ("| build %s %s | %u polygons, %.2f M points | %.3f s CPU, %.3f s wall | %.0f MB (input "
           "%.0f) | clean 2 s, dirty 12 s, 1000 MB |\n",
           argc > 1 ? argv[1] : "", argc > 2 ? argv[2] : "clean", claims->claims->len,
           claims->n_points / 1e6, seconds[N_RUNS / 2], wall[N_RUNS / 2], peak_mb (), before);
  return 0;
}
