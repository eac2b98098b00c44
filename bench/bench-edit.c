/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live coverage: bench-edit [COLUMNS], 316 by default, which is 100,000 faces. */
#include "app/base/wg-random.h"
#include "app/geometry/wg-coverage-edit.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-coverage-verify.h"
#include "tests/support/wg-test-coverage.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define N_SPLITS 2000
#define SPACING 100000 /* mm between the corners of the generated faces */

static int
compare_doubles (const void *a, const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
peak_mb (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024.0;
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
print_row (const char *work, const char *size, double ms, const char *budget)
{
  printf ("%-52s %10s %9.3f ms %7.0f MB %10s\n", work, size, ms, peak_mb (), budget);
}

/* Mean, 95th percentile and worst of @n times. */
static void
print_times (const char *work, const char *size, double *times, guint n, const char *budget)
{
  char text[96];
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    sum += times[i];
  qsort (times, n, sizeof *times, compare_doubles);
  g_snprintf (text, sizeof text, "%s, mean", work);
  print_row (text, size, sum / n, budget);
  g_snprintf (text, sizeof text, "%s, p95", work);
  print_row (text, size, times[n * 95 / 100], "");
  g_snprintf (text, sizeof text, "%s, worst", work);
  print_row (text, size, times[n - 1], "");
}

/* As the store loads a project: rows into a new coverage. */
static double
time_load (const WgCoverage *from, WgCoverage **coverage_out)
{
  double start = now_ms ();
  WgCoverage *coverage = wg_coverage_new ();

  for (WgNodeId id = 1; id < wg_coverage_node_limit (from); id++)
    wg_coverage_load_node (coverage, id, wg_coverage_node_point (from, id));
  for (WgArcId id = 1; id < wg_coverage_arc_limit (from); id++)
    {
      WgArc arc = *wg_coverage_arc (from, id);
      arc.line = wg_line_new (arc.line->points, arc.line->n_points);
      wg_coverage_load_arc (coverage, id, &arc);
      wg_line_unref (arc.line);
    }
  for (WgFaceId id = 1; id < wg_coverage_face_limit (from); id++)
    wg_coverage_load_face (coverage, id, wg_coverage_owner (from, id));
  if (!wg_coverage_finish (coverage, NULL))
    g_error ("The generated coverage is none");
  *coverage_out = coverage;
  return now_ms () - start;
}

/* A stroke of a few bends through one to four faces. */
static guint
make_stroke (WgRandom *random, guint columns, WgPoint *points)
{
  guint n = (guint) wg_random_int (random, 2, 7);
  gint64 span = (gint64) columns * SPACING;
  WgPoint p = { (gint32) wg_random_int (random, 0, span), (gint32) wg_random_int (random, 0, span) };
  gint64 dx = wg_random_int (random, -SPACING, SPACING), dy = wg_random_int (random, -SPACING, SPACING);

  for (guint i = 0; i < n; i++)
    {
      points[i] = p;
      p.x += (gint32) (dx + wg_random_int (random, -SPACING / 5, SPACING / 5));
      p.y += (gint32) (dy + wg_random_int (random, -SPACING / 5, SPACING / 5));
    }
  return n;
}

static void
time_splits (WgCoverage *coverage, guint columns, const char *size)
{
  g_autofree double *splits = g_new (double, N_SPLITS);
  g_autofree double *undos = g_new (double, N_SPLITS);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify)
                                                                  wg_coverage_change_free);
  WgRandom random = wg_random (1);

  while (changes->len < N_SPLITS)
    {
      WgPoint points[8];
      guint n = make_stroke (&random, columns, points);
      g_autoptr (GPtrArray) cuts = NULL;
      double start = now_ms ();
      WgCoverageChange *change = wg_coverage_split (coverage, points, n, NULL, NULL, &cuts, NULL);

      splits[changes->len] = now_ms () - start;
      if (change != NULL)
        g_ptr_array_add (changes, change);
    }
  for (guint i = changes->len; i-- > 0;)
    {
      double start = now_ms ();
      if (!wg_coverage_apply (coverage, g_ptr_array_index (changes, i), TRUE, NULL))
        g_error ("An undo failed");
      undos[i] = now_ms () - start;
    }
  print_times ("split", size, splits, N_SPLITS, "1 ms");
  print_times ("undo of a split", size, undos, N_SPLITS, "1 ms");
}

static void
time_dissolve (const WgCoverage *coverage, guint columns, const char *size)
{
  guint side = MIN (95, columns);
  g_autofree WgFaceId *faces = g_new (WgFaceId, side * side);
  g_autoptr (WgShape) shape = wg_shape_new ();
  double start = 0.0;

  for (guint i = 0; i < side * side; i++)
    faces[i] = i / side * columns + i % side + 1;
  start = now_ms ();
  wg_coverage_dissolve (coverage, faces, side * side, shape);
  print_row ("dissolve of a parent of 9,000 faces", size, now_ms () - start, "");
}

int
main (int argc, char *argv[])
{
  guint columns = argc > 1 ? (guint) atoi (argv[1]) : 316;
  g_autofree char *size = g_strdup_printf ("%u", columns * columns);
  g_autoptr (WgCoverage) generated = wg_test_coverage_grid (columns, columns, 1);
  g_autoptr (WgCoverage) coverage = NULL;
  g_autoptr (WgCoverage) copy = NULL;
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));
  double start = 0.0, load = time_load (generated, &coverage);

  g_clear_pointer (&generated, wg_coverage_free);
  print_row ("load rows and finish", size, load, "400 ms");
  start = now_ms ();
  copy = wg_coverage_copy (coverage);
  print_row ("copy for a worker", size, now_ms () - start, "");
  time_splits (coverage, columns, size);
  time_dissolve (coverage, columns, size);
  start = now_ms ();
  wg_coverage_verify (coverage, problems, NULL, NULL, NULL);
  print_row (problems->len == 0 ? "verify" : "verify FOUND PROBLEMS", size, now_ms () - start,
             "3000 ms");
  return problems->len == 0 ? 0 : 1;
}
