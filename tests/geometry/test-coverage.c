/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/geometry/wg-coverage-edit.h"
#include "app/geometry/wg-coverage-shape.h"
#include "tests/support/wg-test-coverage.h"

static void
test_grid (void)
{
  g_autoptr (WgCoverage) coverage = wg_test_coverage_grid (12, 9, 1);
  g_autoptr (WgShape) whole = wg_shape_new ();
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  __int128 sum = 0;

  g_assert_cmpuint (wg_coverage_n_faces (coverage), ==, 108);
  g_assert_cmpuint (wg_coverage_n_arcs (coverage), ==, 12 * 10 + 13 * 9);
  for (WgFaceId face = 1; face <= 108; face++)
    {
      g_autoptr (WgShape) shape = wg_shape_new ();
      WgPoint label = wg_coverage_label_point (coverage, face);

      g_assert_cmpuint (wg_coverage_face_at (coverage, label), ==, face);
      g_assert_true (wg_coverage_face_area2 (coverage, face) > 0);
      sum += wg_coverage_face_area2 (coverage, face);
      wg_coverage_face_shape (coverage, face, shape);
      g_assert_cmpuint (shape->rings->len, ==, 1);
      g_assert_cmpfloat_with_epsilon (wg_shape_area_m2 (shape),
                                      (double) wg_coverage_face_area2 (coverage, face) / 2e6, 1e-3);
      g_array_append_val (faces, face);
    }
  wg_coverage_dissolve (coverage, (const WgFaceId *) (gpointer) faces->data, faces->len, whole);
  g_assert_cmpuint (whole->rings->len, ==, 1);
  g_assert_true (wg_ring_area2 (&WG_SHAPE_POINT (whole, 0), whole->points->len) == sum);
  g_assert_cmpuint (wg_coverage_face_at (coverage, (WgPoint){ -90000, -90000 }), ==, 0);
}

static void
test_copy_and_owners (void)
{
  g_autoptr (WgCoverage) coverage = wg_test_coverage_grid (4, 3, 2);
  g_autoptr (WgCoverage) copy = wg_coverage_copy (coverage);
  g_autoptr (GBytes) before = wg_test_coverage_rows (coverage);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GBytes) undone = NULL;
  g_autoptr (GBytes) copied = NULL;
  g_autoptr (GError) error = NULL;
  WgFaceId faces[] = { 7, 3, 7 };
  guint32 owners[] = { 100, 0, 101 };
  g_autoptr (WgCoverageChange) change = wg_coverage_set_owners (coverage, NULL, faces, owners, 3);

  g_assert_cmpuint (change->faces->len, ==, 2);
  g_assert_cmpuint (wg_coverage_owner (coverage, 7), ==, 101);
  g_assert_cmpuint (wg_coverage_owner (coverage, 3), ==, 0);
  after = wg_test_coverage_rows (coverage);
  g_assert_false (g_bytes_equal (before, after));
  g_assert_true (wg_coverage_apply (coverage, change, TRUE, &error));
  g_assert_no_error (error);
  undone = wg_test_coverage_rows (coverage);
  g_assert_true (g_bytes_equal (before, undone));
  g_assert_false (wg_coverage_apply (coverage, change, TRUE, &error));
  g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CONFLICT);
  copied = wg_test_coverage_rows (copy);
  g_assert_true (g_bytes_equal (before, copied));
}

static void
test_corrupt (void)
{
  g_autoptr (WgCoverage) coverage = wg_coverage_new ();
  g_autoptr (GError) error = NULL;
  WgPoint points[] = { { 0, 0 }, { 1000, 0 }, { 0, 1000 }, { 0, 0 } };
  WgArc arc = { wg_line_new (points, 4), 1, 1, 1, 0 };

  wg_coverage_load_node (coverage, 1, points[0]);
  wg_coverage_load_arc (coverage, 1, &arc);
  g_assert_false (wg_coverage_finish (coverage, &error));
  g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT);
  g_clear_error (&error);
  wg_coverage_load_face (coverage, 1, 5);
  g_assert_true (wg_coverage_finish (coverage, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (wg_coverage_face_at (coverage, (WgPoint){ 100, 100 }), ==, 1);
  g_assert_cmpuint (wg_coverage_face_at (coverage, (WgPoint){ 500, 500 }), ==, 1);
  g_assert_cmpuint (wg_coverage_face_at (coverage, (WgPoint){ 501, 500 }), ==, 0);
  wg_coverage_load_face (coverage, 1, 6);
  g_assert_false (wg_coverage_finish (coverage, &error));
  g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT);
  wg_line_unref (arc.line);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coverage/grid", test_grid);
  g_test_add_func ("/coverage/copy-and-owners", test_copy_and_owners);
  g_test_add_func ("/coverage/corrupt", test_corrupt);
  return g_test_run ();
}
