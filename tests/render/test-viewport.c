/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/render/wg-viewport.h"

#include <math.h>

static const WgViewport start = { 1000, 2000, 0.01, 800, 600 };

static void
test_round_trip (void)
{
  WgViewport v = start;

  g_assert_cmpfloat_with_epsilon (wg_viewport_to_pixel_x (&v, 1000), 400, 1e-9);
  g_assert_cmpfloat_with_epsilon (wg_viewport_to_pixel_y (&v, 2000), 300, 1e-9);
  /* North is up. */
  g_assert_cmpfloat_with_epsilon (wg_viewport_to_pixel_y (&v, 12000), 200, 1e-9);
  g_assert_cmpfloat_with_epsilon (
    wg_viewport_from_pixel_x (&v, wg_viewport_to_pixel_x (&v, -77)), -77, 1e-6);
  g_assert_cmpfloat_with_epsilon (
    wg_viewport_from_pixel_y (&v, wg_viewport_to_pixel_y (&v, -77)), -77, 1e-6);
}

static void
test_envelope (void)
{
  WgViewport v = start;
  WgEnvelope e = wg_viewport_envelope (&v);

  g_assert_cmpint (e.min_x, ==, 1000 - 40000);
  g_assert_cmpint (e.max_x, ==, 1000 + 40000);
  g_assert_cmpint (e.min_y, ==, 2000 - 30000);
  g_assert_cmpint (e.max_y, ==, 2000 + 30000);
  v.scale = 1e-9; /* what it shows does not fit into 32 bits */
  e = wg_viewport_envelope (&v);
  g_assert_cmpint (e.min_x, ==, G_MININT32);
  g_assert_cmpint (e.max_y, ==, G_MAXINT32);
}

static void
test_fit (void)
{
  WgViewport v = start;
  WgEnvelope wide = { -100000, 0, 100000, 50000 };
  WgEnvelope point = { 5, 5, 5, 5 };
  WgEnvelope none = WG_ENVELOPE_EMPTY;

  wg_viewport_fit (&v, &wide, 20);
  g_assert_cmpfloat_with_epsilon (wg_viewport_to_pixel_x (&v, -100000), 20, 1e-6);
  g_assert_cmpfloat_with_epsilon (wg_viewport_to_pixel_x (&v, 100000), 780, 1e-6);
  g_assert_cmpfloat_with_epsilon (v.center_y, 25000, 1e-6);
  wg_viewport_fit (&v, &point, 20);
  g_assert_cmpfloat (v.scale, >, 0);
  g_assert_cmpfloat (v.scale, <, 0.1);
  v = start;
  wg_viewport_fit (&v, &none, 20);
  g_assert_cmpfloat (v.scale, ==, start.scale);
}

static void
test_zoom (void)
{
  WgViewport v = start;
  double x = wg_viewport_from_pixel_x (&v, 123), y = wg_viewport_from_pixel_y (&v, 456);

  wg_viewport_zoom_at (&v, 123, 456, 2.5);
  g_assert_cmpfloat_with_epsilon (v.scale, 0.025, 1e-12);
  g_assert_cmpfloat_with_epsilon (wg_viewport_from_pixel_x (&v, 123), x, 1e-6);
  g_assert_cmpfloat_with_epsilon (wg_viewport_from_pixel_y (&v, 456), y, 1e-6);
  for (guint i = 0; i < 200; i++)
    wg_viewport_zoom_at (&v, 0, 0, 2);
  g_assert_true (isfinite (v.scale) && isfinite (v.center_x));
}

static void
test_pan (void)
{
  WgViewport v = start;
  double x = wg_viewport_from_pixel_x (&v, 100), y = wg_viewport_from_pixel_y (&v, 100);

  wg_viewport_pan (&v, 30, -12);
  g_assert_cmpfloat_with_epsilon (wg_viewport_to_pixel_x (&v, x), 130, 1e-6);
  g_assert_cmpfloat_with_epsilon (wg_viewport_to_pixel_y (&v, y), 88, 1e-6);
}

static void
test_snap (void)
{
  WgViewport v = { 1234.5, -777.25, 0.037, 801, 599 };
  WgViewport snapped = v;
  double left = 0, top = 0;

  wg_viewport_snap (&snapped);
  left = snapped.center_x * v.scale - v.width / 2;
  top = -snapped.center_y * v.scale - v.height / 2;
  g_assert_cmpfloat_with_epsilon (left, round (left), 1e-6);
  g_assert_cmpfloat_with_epsilon (top, round (top), 1e-6);
  g_assert_cmpfloat (fabs (snapped.center_x - v.center_x) * v.scale, <=, 0.5 + 1e-9);
}

static void
test_scale_bar (void)
{
  static const struct
  {
    double scale, max_pixels, metres;
  } cases[] = {
    { 0.001, 120, 100 },  { 0.001, 99, 50 },    { 0.001, 49.9, 20 }, { 0.001, 19, 10 },
    { 0.00001, 120, 10000 }, { 1, 120, 0.1 },   { 0.0001, 200, 2000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WgViewport v = { 0, 0, cases[i].scale, 800, 600 };
      double pixels = 0, metres = wg_viewport_scale_bar (&v, cases[i].max_pixels, &pixels);
      g_assert_cmpfloat_with_epsilon (metres, cases[i].metres, 1e-6 * cases[i].metres);
      g_assert_cmpfloat (pixels, <=, cases[i].max_pixels + 1e-6);
      g_assert_cmpfloat (pixels, >, cases[i].max_pixels * 0.39);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viewport/round-trip", test_round_trip);
  g_test_add_func ("/viewport/envelope", test_envelope);
  g_test_add_func ("/viewport/fit", test_fit);
  g_test_add_func ("/viewport/zoom", test_zoom);
  g_test_add_func ("/viewport/pan", test_pan);
  g_test_add_func ("/viewport/snap", test_snap);
  g_test_add_func ("/viewport/scale-bar", test_scale_bar);
  return g_test_run ();
}
