/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GEOS as an independent oracle: pieces of a split, unions, validity. */
#include "app/base/wg-random.h"
#include "app/geometry/wg-coverage-edit.h"
#include "app/geometry/wg-coverage-shape.h"
#include "tests/support/wg-test-coverage.h"

#include <geos_c.h>

#define SPAN 500000 /* mm: five faces */
#define LEAST_PIECE 5.0 /* m²: smaller ones may differ by what rounding to 1 mm does */

static GEOSContextHandle_t geos;

static GEOSGeometry *
make_line (const WgPoint *points, guint n, gboolean is_ring)
{
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (geos, n + (is_ring ? 1 : 0), 2);

  for (guint i = 0; i < n + (is_ring ? 1 : 0); i++)
    GEOSCoordSeq_setXY_r (geos, sequence, i, points[i % n].x / 1000.0, points[i % n].y / 1000.0);
  return is_ring ? GEOSGeom_createLinearRing_r (geos, sequence)
                 : GEOSGeom_createLineString_r (geos, sequence);
}

static GEOSGeometry *
make_polygons (const WgShape *shape)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = 0; i < shape->rings->len;)
    {
      g_autoptr (GPtrArray) holes = g_ptr_array_new ();
      const WgRing *ring = &WG_SHAPE_RING (shape, i);
      GEOSGeometry *outer = make_line (&WG_SHAPE_POINT (shape, ring->first), ring->n_points, TRUE);

      g_assert_false (ring->is_hole);
      for (i++; i < shape->rings->len && WG_SHAPE_RING (shape, i).is_hole; i++)
        {
          ring = &WG_SHAPE_RING (shape, i);
          g_ptr_array_add (holes, make_line (&WG_SHAPE_POINT (shape, ring->first), ring->n_points,
                                             TRUE));
        }
      g_ptr_array_add (parts, GEOSGeom_createPolygon_r (geos, outer, (GEOSGeometry **) holes->pdata,
                                                        holes->len));
    }
  return GEOSGeom_createCollection_r (geos, GEOS_MULTIPOLYGON, (GEOSGeometry **) parts->pdata,
                                      parts->len);
}

static GEOSGeometry *
face_polygon (const WgCoverage *coverage, WgFaceId face)
{
  g_autoptr (WgShape) shape = wg_shape_new ();

  wg_coverage_face_shape (coverage, face, shape);
  return make_polygons (shape);
}

static double
area_of (const GEOSGeometry *geometry)
{
  double area = 0.0;

  g_assert_cmpint (GEOSArea_r (geos, geometry, &area), ==, 1);
  return area;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first < second) - (first > second);
}

/* Areas of the pieces that GEOS makes of @whole, the largest first. */
static GArray *
cut_with_geos (const GEOSGeometry *whole, const GEOSGeometry *stroke)
{
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (double));
  GEOSGeometry *border = GEOSBoundary_r (geos, whole);
  GEOSGeometry *lines = GEOSUnion_r (geos, border, stroke);
  const GEOSGeometry *list[1] = { lines };
  GEOSGeometry *pieces = GEOSPolygonize_r (geos, list, 1);

  for (int i = 0; i < GEOSGetNumGeometries_r (geos, pieces); i++)
    {
      const GEOSGeometry *piece = GEOSGetGeometryN_r (geos, pieces, i);
      GEOSGeometry *inside = GEOSPointOnSurface_r (geos, piece);
      double area = area_of (piece);

      if (area > LEAST_PIECE && GEOSIntersects_r (geos, whole, inside) == 1)
        g_array_append_val (areas, area);
      GEOSGeom_destroy_r (geos, inside);
    }
  g_array_sort (areas, compare_doubles);
  GEOSGeom_destroy_r (geos, border);
  GEOSGeom_destroy_r (geos, lines);
  GEOSGeom_destroy_r (geos, pieces);
  return areas;
}

static void
compare_cut (const WgCoverage *coverage, const WgFaceCut *cut, GEOSGeometry *whole,
             const GEOSGeometry *stroke)
{
  g_autoptr (GArray) expected = cut_with_geos (whole, stroke);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < cut->pieces->len; i++)
    {
      GEOSGeometry *piece = face_polygon (coverage, g_array_index (cut->pieces, WgFaceId, i));
      double area = area_of (piece);

      g_assert_cmpint (GEOSisValid_r (geos, piece), ==, 1);
      g_assert_cmpfloat_with_epsilon (
        area,
        (double) wg_coverage_face_area2 (coverage, g_array_index (cut->pieces, WgFaceId, i)) / 2e6,
        1e-4);
      if (area > LEAST_PIECE)
        g_array_append_val (found, area);
      GEOSGeom_destroy_r (geos, piece);
    }
  g_array_sort (found, compare_doubles);
  g_assert_cmpuint (found->len, ==, expected->len);
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpfloat_with_epsilon (g_array_index (found, double, i),
                                    g_array_index (expected, double, i), 1.0);
}

static guint
make_stroke (WgRandom *random, WgPoint *points)
{
  guint n = (guint) wg_random_int (random, 2, 9);

  for (guint i = 0; i < n; i++)
    points[i] = (WgPoint){ (gint32) wg_random_int (random, -SPAN / 10, SPAN * 11 / 10),
                           (gint32) wg_random_int (random, -SPAN / 10, SPAN * 11 / 10) };
  return n;
}

static void
test_pieces (void)
{
  WgRandom random = wg_random (11);
  guint n_cuts = 0;

  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (WgCoverage) coverage = wg_test_coverage_grid (5, 5, round);
      for (guint k = 0; k < 3; k++)
        {
          g_autoptr (WgCoverage) before = wg_coverage_copy (coverage);
          g_autoptr (GPtrArray) cuts = NULL;
          g_autoptr (WgCoverageChange) change = NULL;
          WgPoint points[9];
          guint n = make_stroke (&random, points);
          GEOSGeometry *stroke = make_line (points, n, FALSE);

          change = wg_coverage_split (coverage, points, n, NULL, NULL, &cuts, NULL);
          for (guint i = 0; change != NULL && i < cuts->len; i++, n_cuts++)
            {
              const WgFaceCut *cut = g_ptr_array_index (cuts, i);
              GEOSGeometry *whole = face_polygon (before, cut->whole);
              compare_cut (coverage, cut, whole, stroke);
              GEOSGeom_destroy_r (geos, whole);
            }
          GEOSGeom_destroy_r (geos, stroke);
        }
    }
  g_test_message ("%u cut faces compared", n_cuts);
  g_assert_cmpuint (n_cuts, >, 500);
}

static void
compare_union (const WgCoverage *coverage, const GArray *faces)
{
  g_autoptr (WgShape) shape = wg_shape_new ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  GEOSGeometry *ours = NULL, *all = NULL, *theirs = NULL;

  wg_coverage_dissolve (coverage, (const WgFaceId *) (gconstpointer) faces->data, faces->len, shape);
  for (guint i = 0; i < faces->len; i++)
    g_ptr_array_add (parts, face_polygon (coverage, g_array_index (faces, WgFaceId, i)));
  ours = make_polygons (shape);
  all = GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION,
                                     (GEOSGeometry **) parts->pdata, parts->len);
  theirs = GEOSUnaryUnion_r (geos, all);
  g_assert_cmpint (GEOSisValid_r (geos, ours), ==, 1);
  g_assert_cmpint (GEOSEquals_r (geos, ours, theirs), ==, 1);
  GEOSGeom_destroy_r (geos, ours);
  GEOSGeom_destroy_r (geos, all);
  GEOSGeom_destroy_r (geos, theirs);
}

static void
test_unions (void)
{
  WgRandom random = wg_random (5);

  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (WgCoverage) coverage = wg_test_coverage_grid (6, 6, round);
      g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

      for (guint k = 0; k < 4; k++)
        {
          WgPoint points[9];
          guint n = make_stroke (&random, points);
          g_autoptr (WgCoverageChange) change = wg_coverage_split (coverage, points, n, NULL, NULL,
                                                                   NULL, NULL);
        }
      for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
        if (wg_random_int (&random, 0, 5) < 3)
          g_array_append_val (faces, face);
      compare_union (coverage, faces);
    }
}

/* Chess: every face of one colour, which meet in corners only, and the same with one of the other
 * colour taken out of a full square: rings that touch in points. */
static void
test_touching_rings (void)
{
  g_autoptr (WgCoverage) coverage = wg_test_coverage_grid (6, 6, 1);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  for (guint i = 0; i < 36; i++)
    {
      WgFaceId face = i + 1;
      if ((i % 6 + i / 6) % 2 == 0)
        g_array_append_val (faces, face);
    }
  compare_union (coverage, faces);
  g_array_set_size (faces, 0);
  for (guint i = 0; i < 36; i++)
    {
      WgFaceId face = i + 1;
      if (i != 7 && i != 14 && i != 21 && i != 0)
        g_array_append_val (faces, face);
    }
  compare_union (coverage, faces);
}

static void
test_label_points (void)
{
  WgRandom random = wg_random (3);
  g_autoptr (WgCoverage) coverage = wg_test_coverage_grid (5, 5, 9);

  for (guint k = 0; k < 12; k++)
    {
      WgPoint points[9];
      guint n = make_stroke (&random, points);
      g_autoptr (WgCoverageChange) change = wg_coverage_split (coverage, points, n, NULL, NULL, NULL,
                                                               NULL);
    }
  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    if (wg_coverage_face_area2 (coverage, face) > 2000000)
      {
        WgPoint label = wg_coverage_label_point (coverage, face);
        GEOSGeometry *polygon = face_polygon (coverage, face);
        GEOSGeometry *point = make_line ((WgPoint[]){ label, label }, 2, FALSE);
        GEOSGeometry *circle = GEOSMaximumInscribedCircle_r (geos, polygon, 0.001);
        double radius = 0.0, distance = 0.0;
        GEOSGeometry *border = GEOSBoundary_r (geos, polygon);

        g_assert_cmpuint (wg_coverage_face_at (coverage, label), ==, face);
        GEOSLength_r (geos, circle, &radius);
        GEOSDistance_r (geos, border, point, &distance);
        g_assert_cmpfloat (distance, >=, radius * 0.8 - 0.02);
        GEOSGeom_destroy_r (geos, border);
        GEOSGeom_destroy_r (geos, circle);
        GEOSGeom_destroy_r (geos, point);
        GEOSGeom_destroy_r (geos, polygon);
      }
}

int
main (int argc, char *argv[])
{
  int result = 0;

  g_test_init (&argc, &argv, NULL);
  geos = GEOS_init_r ();
  g_test_add_func ("/split-oracle/pieces", test_pieces);
  g_test_add_func ("/split-oracle/unions", test_unions);
  g_test_add_func ("/split-oracle/touching-rings", test_touching_rings);
  g_test_add_func ("/split-oracle/label-points", test_label_points);
  result = g_test_run ();
  GEOS_finish_r (geos);
  return result;
}
