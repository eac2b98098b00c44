/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plainer borders of random coverages: the graph stays, no border meets another, no vertex strays;
 * GEOS is the independent oracle. */
#include "app/base/wg-random.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-coverage-simplify.h"
#include "app/geometry/wg-coverage-verify.h"
#include "app/geometry/wg-geos.h"
#include "tests/support/wg-test-coverage.h"

#include <math.h>

static void
assert_valid (const WgCoverage *coverage)
{
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));

  g_assert_true (wg_coverage_verify (coverage, problems, NULL, NULL, NULL));
  for (guint i = 0; i < problems->len; i++)
    {
      const WgProblem *problem = &g_array_index (problems, WgProblem, i);
      g_test_message ("problem %d at row %u, %u (%d %d)", problem->kind, problem->id,
                      problem->other, problem->place.x, problem->place.y);
    }
  g_assert_cmpuint (problems->len, ==, 0);
}

/* Random strokes, which leave narrow pieces, sharp corners and rings in rings. */
static void
cut_at_random (WgRandom *random, WgCoverage *coverage, guint n_strokes)
{
  WgEnvelope e = wg_coverage_envelope (coverage);

  for (guint i = 0; i < n_strokes; i++)
    {
      WgPoint stroke[24], p = { (gint32) wg_random_int (random, e.min_x, e.max_x),
                                (gint32) wg_random_int (random, e.min_y, e.max_y) };
      guint n = (guint) wg_random_int (random, 3, 24);
      gint64 step = wg_random_int (random, 0, 3) == 0 ? 100000 : 4000;
      g_autoptr (GPtrArray) cuts = NULL;

      for (guint k = 0; k < n; k++)
        {
          stroke[k] = p;
          p.x += (gint32) wg_random_int (random, -step, step);
          p.y += (gint32) wg_random_int (random, -step, step);
        }
      stroke[n - 1] = stroke[0];
      wg_coverage_change_free (wg_coverage_split (coverage, stroke, n, NULL, NULL, &cuts, NULL));
    }
}

static GArray *
random_arcs (WgRandom *random, const WgCoverage *coverage)
{
  GArray *arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  gint64 every = wg_random_int (random, 1, 5);

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage) + 3; id++)
    if (wg_random_int (random, 0, every) == 0)
      g_array_append_val (arcs, id);
  return arcs;
}

static GEOSGeometry *
geos_line (const WgLine *line)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (geos, line->n_points, 2);

  for (guint i = 0; i < line->n_points; i++)
    GEOSCoordSeq_setXY_r (geos, sequence, i, line->points[i].x, line->points[i].y);
  return GEOSGeom_createLineString_r (geos, sequence);
}

/* The vertices of @line are at most @tolerance from @other. */
static void
assert_near (const WgLine *line, const WgLine *other, double tolerance)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  GEOSGeometry *there = geos_line (other);

  for (guint i = 0; i < line->n_points; i++)
    {
      GEOSGeometry *point = GEOSGeom_createPointFromXY_r (geos, line->points[i].x, line->points[i].y);
      double distance = 0.0;

      g_assert_cmpint (GEOSDistance_r (geos, point, there, &distance), ==, 1);
      g_assert_cmpfloat (distance, <=, tolerance);
      GEOSGeom_destroy_r (geos, point);
    }
  GEOSGeom_destroy_r (geos, there);
}

/* Every changed line keeps its ends, its nodes and its faces; it is simple. */
static void
check_lines (const WgCoverageChange *change, const WgSimplify *how)
{
  GEOSContextHandle_t geos = wg_geos_context ();

  g_assert_cmpuint (change->nodes->len + change->faces->len, ==, 0);
  for (guint i = 0; i < change->arcs->len; i++)
    {
      const WgArcChange *row = &g_array_index (change->arcs, WgArcChange, i);
      const WgLine *before = row->before.line, *after = row->after.line;
      GEOSGeometry *line = NULL;

      g_assert_cmpuint (row->before.start, ==, row->after.start);
      g_assert_cmpuint (row->before.end, ==, row->after.end);
      g_assert_cmpuint (row->before.left, ==, row->after.left);
      g_assert_cmpuint (row->before.right, ==, row->after.right);
      g_assert_true (wg_point_equal (before->points[0], after->points[0]));
      g_assert_true (wg_point_equal (before->points[before->n_points - 1],
                                     after->points[after->n_points - 1]));
      g_assert_cmpuint (after->n_points, >=, row->after.start == row->after.end ? 4 : 2);
      if (!how->is_smooth)
        g_assert_cmpuint (after->n_points, <, before->n_points);
      line = geos_line (after);
      g_assert_cmpint (GEOSisSimple_r (geos, line), ==, 1);
      GEOSGeom_destroy_r (geos, line);
      assert_near (before, after, how->tolerance_mm + (how->is_smooth ? 2.0 : 1e-6));
      assert_near (after, before, how->tolerance_mm + (how->is_smooth ? 2.0 : 1e-6));
    }
}

/* Valid faces whose areas add up to that of their union: no gap, no overlap. */
static void
check_faces (const WgCoverage *coverage)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  g_autoptr (GPtrArray) polygons = g_ptr_array_new ();
  GEOSGeometry *all = NULL, *whole = NULL;
  double sum = 0.0, area = 0.0;

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    {
      g_autoptr (WgShape) shape = wg_shape_new ();
      GEOSGeometry *polygon = NULL;

      if (!wg_coverage_has_face (coverage, face))
        continue;
      wg_coverage_face_shape (coverage, face, shape);
      polygon = wg_geos_from_shape (shape);
      g_assert_cmpint (GEOSisValid_r (geos, polygon), ==, 1);
      g_assert_cmpint (GEOSArea_r (geos, polygon, &area), ==, 1);
      sum += area;
      g_ptr_array_add (polygons, polygon);
    }
  all = GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION,
                                     (GEOSGeometry **) polygons->pdata, polygons->len);
  whole = GEOSUnaryUnion_r (geos, all);
  g_assert_cmpint (GEOSArea_r (geos, whole, &area), ==, 1);
  g_assert_cmpfloat (fabs (area - sum), <=, sum * 1e-9);
  GEOSGeom_destroy_r (geos, all);
  GEOSGeom_destroy_r (geos, whole);
}

static gboolean
run_random (guint64 seed)
{
  WgRandom random = wg_random (seed);
  guint side = (guint) wg_random_int (&random, 1, 6);
  g_autoptr (WgCoverage) coverage = wg_test_coverage_grid (side, side, seed);
  g_autoptr (GArray) arcs = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) looked_at = NULL;
  g_autoptr (GBytes) undone = NULL;
  g_autoptr (WgCoverageChange) change = NULL;
  g_autoptr (WgCoverageChange) again = NULL;
  g_autoptr (GError) error = NULL;
  WgSimplify how = { pow (10.0, 1.0 + 4.0 * wg_random_unit (&random)),
                     wg_random_int (&random, 0, 3) == 0 };
  WgSimplifyCount count = { 0 };

  cut_at_random (&random, coverage, side * 3);
  assert_valid (coverage);
  before = wg_test_coverage_rows (coverage);
  if (wg_random_int (&random, 0, 2) != 0)
    arcs = random_arcs (&random, coverage);
  change = wg_coverage_simplify (coverage, arcs, &how, &count, NULL, NULL, &error);
  looked_at = wg_test_coverage_rows (coverage);
  g_assert_true (g_bytes_equal (before, looked_at));
  if (change == NULL)
    {
      g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING);
      return FALSE;
    }
  again = wg_coverage_simplify (coverage, arcs, &how, NULL, NULL, NULL, NULL);
  check_lines (change, &how);
  g_assert_true (wg_coverage_apply (coverage, change, FALSE, &error));
  g_assert_no_error (error);
  assert_valid (coverage);
  check_faces (coverage);
  g_assert_true (wg_coverage_apply (coverage, again, TRUE, NULL)); /* the same, to the byte */
  undone = wg_test_coverage_rows (coverage);
  g_assert_true (g_bytes_equal (before, undone));
  if (!how.is_smooth)
    g_assert_cmpuint (count.n_points_after, <, count.n_points_before);
  return TRUE;
}

static void
test_random (void)
{
  guint n = g_test_thorough () ? 5000 : 120, n_changed = 0;

  for (guint64 seed = 1; seed <= n; seed++)
    n_changed += run_random (seed);
  g_assert_cmpuint (n_changed, >, n * 3 / 4);
}

static void
test_tolerance (void)
{
  g_autoptr (WgCoverage) coverage = wg_test_coverage_grid (2, 2, 1);
  const double wrong[] = { 0.0, -1.0, NAN, INFINITY, WG_SIMPLIFY_MAX_TOLERANCE * 2 };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      WgSimplify how = { wrong[i], FALSE };
      g_autoptr (GError) error = NULL;

      g_assert_null (wg_coverage_simplify (coverage, NULL, &how, NULL, NULL, NULL, &error));
      g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_INVALID);
    }
}

static void
test_cancel (void)
{
  g_autoptr (WgCoverage) coverage = wg_test_coverage_grid (2, 2, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  WgSimplify how = { 1000.0, FALSE };

  g_cancellable_cancel (cancellable);
  g_assert_null (wg_coverage_simplify (coverage, NULL, &how, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simplify/random", test_random);
  g_test_add_func ("/simplify/tolerance", test_tolerance);
  g_test_add_func ("/simplify/cancel", test_cancel);
  return g_test_run ();
}
