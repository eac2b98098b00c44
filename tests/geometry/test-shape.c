/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/geometry/wg-shape.h"

static const WgPoint square[] = { { 0, 0 }, { 1000, 0 }, { 1000, 1000 }, { 0, 1000 }, { 0, 0 } };
static const WgPoint hole[] = { { 200, 200 }, { 200, 400 }, { 400, 400 }, { 400, 200 } };

static void
test_area (void)
{
  g_autoptr (WgShape) shape = wg_shape_new ();
  WgPoint far[] = { { -WG_COORDINATE_MAX, -WG_COORDINATE_MAX },
                    { WG_COORDINATE_MAX, -WG_COORDINATE_MAX },
                    { WG_COORDINATE_MAX, WG_COORDINATE_MAX },
                    { -WG_COORDINATE_MAX, WG_COORDINATE_MAX } };

  wg_shape_add_ring (shape, square, 5, 0, FALSE);
  wg_shape_add_ring (shape, hole, 4, 0, TRUE);
  g_assert_cmpuint (WG_SHAPE_RING (shape, 0).n_points, ==, 4);
  g_assert_cmpuint (wg_shape_n_parts (shape), ==, 1);
  g_assert_cmpfloat_with_epsilon (wg_shape_area_m2 (shape), 0.96, 1e-12);
  g_assert_true (wg_ring_area2 (square, 4) == 2000000);
  g_assert_true (wg_ring_area2 (hole, 4) == -80000);
  g_assert_true (wg_ring_area2 (far, 4)
                 == (__int128) 8 * WG_COORDINATE_MAX * WG_COORDINATE_MAX);
}

static void
test_contains (void)
{
  g_autoptr (WgShape) shape = wg_shape_new ();

  wg_shape_add_ring (shape, square, 5, 0, FALSE);
  wg_shape_add_ring (shape, hole, 4, 0, TRUE);
  g_assert_true (wg_shape_contains (shape, (WgPoint){ 100, 200 }));
  g_assert_true (wg_shape_contains (shape, (WgPoint){ 1000, 1000 }));
  g_assert_true (wg_shape_contains (shape, (WgPoint){ 200, 300 }));
  g_assert_false (wg_shape_contains (shape, (WgPoint){ 201, 300 }));
  g_assert_true (wg_shape_contains (shape, (WgPoint){ 401, 400 }));
  g_assert_false (wg_shape_contains (shape, (WgPoint){ -1, 0 }));
  g_assert_false (wg_shape_contains (shape, (WgPoint){ -1, 1000 }));
}

static void
test_copy (void)
{
  g_autoptr (WgShape) shape = wg_shape_new ();
  g_autoptr (WgShape) copy = NULL;
  WgEnvelope envelope;

  wg_shape_add_ring (shape, square, 5, 3, FALSE);
  copy = wg_shape_copy (shape);
  wg_shape_clear (shape);
  g_assert_cmpuint (shape->rings->len, ==, 0);
  g_assert_cmpuint (wg_shape_n_parts (copy), ==, 4);
  envelope = wg_shape_envelope (copy);
  g_assert_cmpint (envelope.min_x, ==, 0);
  g_assert_cmpint (envelope.max_y, ==, 1000);
  envelope = wg_shape_envelope (shape);
  g_assert_true (wg_envelope_is_empty (&envelope));
}

static void
test_plain_rings (void)
{
  const WgPoint plain[] = { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 } };
  const WgPoint bow_tie[] = { { 0, 0 }, { 10, 10 }, { 10, 0 }, { 0, 10 } };
  const WgPoint touching[] = { { 0, 0 }, { 10, 0 }, { 5, 5 }, { 10, 10 }, { 0, 10 }, { 5, 5 } };
  g_autofree WgPoint *many = g_new (WgPoint, 5000);

  g_assert_true (wg_ring_is_simple (plain, 4));
  g_assert_false (wg_ring_repeats_a_point (plain, 4));
  g_assert_false (wg_ring_is_simple (bow_tie, 4));
  g_assert_true (wg_ring_repeats_a_point (touching, 6));
  for (gint32 i = 0; i < 5000; i++)
    many[i] = (WgPoint){ i, i % 7 };
  g_assert_false (wg_ring_repeats_a_point (many, 5000));
  many[4999] = many[17];
  g_assert_true (wg_ring_repeats_a_point (many, 5000));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geometry/shape/area", test_area);
  g_test_add_func ("/geometry/shape/contains", test_contains);
  g_test_add_func ("/geometry/shape/copy", test_copy);
  g_test_add_func ("/geometry/shape/plain-rings", test_plain_rings);
  return g_test_run ();
}
