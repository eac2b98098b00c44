/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faces inside a lasso, against GEOS over every face. */
#include "app/base/wg-random.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-coverage-within.h"
#include "app/geometry/wg-geos.h"
#include "tests/support/wg-test-coverage.h"

#define COLUMNS 12
#define ROWS 9
#define SPAN 100000 /* mm: about the width of a face */

/** More than half of the face inside; the two areas for the message. */
static gboolean
is_inside (const WgCoverage *coverage, WgFaceId face, const WgShape *lasso)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  g_autoptr (WgShape) shape = wg_shape_new ();
  GEOSGeometry *land = NULL, *raw = NULL, *area = NULL, *part = NULL;
  double whole = 0, inside = 0;

  wg_coverage_face_shape (coverage, face, shape);
  land = wg_geos_from_shape (shape);
  raw = wg_geos_from_shape (lasso);
  area = GEOSMakeValid_r (geos, raw);
  part = GEOSIntersection_r (geos, land, area);
  g_assert_nonnull (part);
  GEOSArea_r (geos, land, &whole);
  GEOSArea_r (geos, part, &inside);
  GEOSGeom_destroy_r (geos, land);
  GEOSGeom_destroy_r (geos, raw);
  GEOSGeom_destroy_r (geos, area);
  GEOSGeom_destroy_r (geos, part);
  return 2 * inside > whole;
}

static guint
check (const WgCoverage *coverage, const WgShape *lasso)
{
  g_autoptr (GArray) faces = wg_coverage_faces_within (coverage, lasso);
  guint next = 0;

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    {
      gboolean is_listed = next < faces->len && g_array_index (faces, WgFaceId, next) == face;

      g_assert_true (wg_coverage_has_face (coverage, face));
      g_assert_cmpint (is_listed, ==, is_inside (coverage, face, lasso));
      next += is_listed;
    }
  g_assert_cmpuint (next, ==, faces->len);
  return faces->len;
}

static void
test_random (void)
{
  g_autoptr (WgCoverage) coverage = wg_test_coverage_grid (COLUMNS, ROWS, 3);
  WgRandom random = wg_random (11);
  guint n_found = 0, n_empty = 0;

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (WgShape) lasso = wg_shape_new ();
      guint n = (guint) wg_random_int (&random, 3, 9), found = 0;
      WgPoint points[9];

      /* Also lassos that cross themselves, and that leave the map. */
      for (guint k = 0; k < n; k++)
        points[k] = (WgPoint){ (gint32) wg_random_int (&random, -SPAN, (COLUMNS + 1) * SPAN),
                               (gint32) wg_random_int (&random, -SPAN, (ROWS + 1) * SPAN) };
      wg_shape_add_ring (lasso, points, n, 0, FALSE);
      found = check (coverage, lasso);
      n_found += found;
      n_empty += found == 0;
    }
  g_assert_cmpuint (n_found, >, 300);
  g_assert_cmpuint (n_empty, <, 30);
}

static void
test_edges (void)
{
  g_autoptr (WgCoverage) coverage = wg_test_coverage_grid (COLUMNS, ROWS, 3);
  g_autoptr (WgShape) nothing = wg_shape_new (), all = wg_shape_new (), inner = wg_shape_new ();
  WgPoint middle = wg_coverage_label_point (coverage, 40);
  const WgPoint far[4] = { { -SPAN, -SPAN }, { (COLUMNS + 1) * SPAN, -SPAN },
                           { (COLUMNS + 1) * SPAN, (ROWS + 1) * SPAN }, { -SPAN, (ROWS + 1) * SPAN } };
  const WgPoint small[3] = { middle, { middle.x + 500, middle.y }, { middle.x, middle.y + 500 } };

  g_assert_cmpuint (check (coverage, nothing), ==, 0);
  wg_shape_add_ring (all, far, 4, 0, FALSE);
  g_assert_cmpuint (check (coverage, all), ==, COLUMNS * ROWS);
  /* Within one face, crossing nothing. */
  wg_shape_add_ring (inner, small, 3, 0, FALSE);
  g_assert_cmpuint (check (coverage, inner), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/within/random", test_random);
  g_test_add_func ("/within/edges", test_edges);
  return g_test_run ();
}
