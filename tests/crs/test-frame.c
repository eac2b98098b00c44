/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/base/wg-random.h"
#include "app/crs/wg-crs.h"
#include "app/crs/wg-frame.h"

#include <math.h>

static void
test_place (void)
{
  g_autoptr (WgFrame) hangzhou = wg_frame_new_for_place (120.1, 30.25);
  g_autoptr (WgFrame) tokyo = wg_frame_new_for_place (139.66, 35.7);
  g_autoptr (WgFrame) santiago = wg_frame_new_for_place (-70.6, -33.4);

  g_assert_cmpint (wg_frame_get_epsg (hangzhou), ==, 4549);
  g_assert_cmpstr (wg_frame_get_crs (hangzhou), ==, "EPSG:4549");
  g_assert_nonnull (strstr (wg_frame_get_name (hangzhou), "CGCS2000"));
  g_assert_cmpfloat (wg_frame_get_easting (hangzhou), ==, 510000.0);
  g_assert_cmpfloat (wg_frame_get_northing (hangzhou), ==, 3350000.0);
  g_assert_cmpint (wg_frame_get_epsg (tokyo), ==, 32654);
  g_assert_cmpint (wg_frame_get_epsg (santiago), ==, 32719);
}

static void
test_refused (void)
{
  static const struct { const char *crs; int code; } cases[] = {
    { "EPSG:4326", WG_CRS_ERROR_NOT_METRIC },
    { "EPSG:4490", WG_CRS_ERROR_NOT_METRIC },
    { "EPSG:2232", WG_CRS_ERROR_NOT_METRIC }, /* US survey feet */
    { "EPSG:4978", WG_CRS_ERROR_NOT_METRIC }, /* geocentric */
    { "EPSG:5773", WG_CRS_ERROR_NOT_METRIC }, /* heights */
    { "EPSG:99999", WG_CRS_ERROR_UNKNOWN },
    { "LOCAL_CS[\"unnamed\"]", WG_CRS_ERROR_NOT_METRIC },
    { "PROJCS[\"cut off", WG_CRS_ERROR_UNKNOWN },
    { "网格", WG_CRS_ERROR_UNKNOWN },
    { "", WG_CRS_ERROR_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WgFrame) frame = wg_frame_new (cases[i].crs, 0.0, 0.0, &error);

      g_test_message ("%s", cases[i].crs);
      g_assert_null (frame);
      g_assert_error (error, WG_CRS_ERROR, cases[i].code);
    }
}

static void
test_wkt (void)
{
  /* A .prj as ArcGIS writes it. */
  const char *wkt
    = "PROJCS[\"CGCS2000_3_Degree_GK_CM_120E\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\","
      "DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\","
      "0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER["
      "\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\","
      "120.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\","
      "1.0]]";
  g_autoptr (GError) error = NULL;
  g_autoptr (WgFrame) known = wg_frame_new (wkt, 500000.0, 3300000.0, &error);
  g_autofree char *local_wkt = g_strdup (wkt);
  g_autoptr (WgFrame) local = NULL;
  g_autoptr (WgFrame) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (wg_frame_get_crs (known), ==, "EPSG:4549");

  /* A city's own meridian: not in EPSG, so the text itself is kept. */
  memcpy (strstr (local_wkt, "120.0]"), "120.5]", 6);
  memcpy (strstr (local_wkt, "CM_120E"), "Local_1", 7);
  local = wg_frame_new (local_wkt, 500000.0, 3300000.0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wg_frame_get_epsg (local), ==, 0);
  again = wg_frame_new (wg_frame_get_crs (local), 500000.0, 3300000.0, &error);
  g_assert_no_error (error);
  g_assert_true (wg_frame_equal (local, again));
  g_assert_false (wg_frame_equal (local, known));
}

static void
test_metres (void)
{
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4528", 40510000.0, 3350000.0, NULL);
  WgRandom random = wg_random (7);
  WgPoint p = { 0, 0 };

  for (guint i = 0; i < 100000; i++)
    {
      WgPoint from = { (gint32) wg_random_int (&random, -WG_COORDINATE_MAX, WG_COORDINATE_MAX + 1),
                       (gint32) wg_random_int (&random, -WG_COORDINATE_MAX, WG_COORDINATE_MAX + 1) };
      double x = 0.0, y = 0.0;

      wg_frame_to_metres (frame, from, &x, &y);
      g_assert_true (wg_frame_from_metres (frame, x, y, &p));
      g_assert_true (wg_point_equal (p, from));
    }
  g_assert_false (wg_frame_from_metres (frame, 40510000.0 + 536871.0, 3350000.0, &p));
  g_assert_true (wg_frame_from_metres (frame, 40510000.0 + 536870.9, 3350000.0, &p));
  g_assert_false (wg_frame_from_metres (frame, NAN, 3350000.0, &p));
  g_assert_false (wg_frame_from_metres (frame, HUGE_VAL, 3350000.0, &p));
}

static void
test_degrees (void)
{
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 500000.0, 3300000.0, NULL);
  g_autoptr (WgTransform) back = wg_transform_new ("EPSG:4490", "EPSG:4549", NULL);
  WgPoint centre = { 0, 0 };
  WgPoint p = { 12345678, 45678901 };
  double x = 0.0, y = 0.0;

  g_assert_true (wg_frame_to_degrees (frame, centre, &x, &y));
  g_assert_cmpfloat_with_epsilon (x, 120.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, 29.8186, 1e-3);

  g_assert_true (wg_frame_to_degrees (frame, p, &x, &y));
  g_assert_cmpuint (wg_transform_points (back, &x, &y, 1), ==, 0);
  g_assert_cmpfloat_with_epsilon (x, 512345.678, 1e-6);
  g_assert_cmpfloat_with_epsilon (y, 3345678.901, 1e-6);
}

/* Axis order: EPSG has northing first for both, we have easting first. */
static void
test_axis_order (void)
{
  g_autoptr (WgTransform) transform = wg_transform_new ("EPSG:4490", "EPSG:4528", NULL);
  double x[] = { 120.0, 121.0 }, y[] = { 30.0, 30.0 };

  g_assert_cmpuint (wg_transform_points (transform, x, y, 2), ==, 0);
  g_assert_cmpfloat_with_epsilon (x[0], 40500000.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (y[0], 3320113.398, 1e-3);
  g_assert_cmpfloat (x[1], >, 40596000.0);
}

static void
test_transform_failures (void)
{
  g_autoptr (WgTransform) transform = wg_transform_new ("EPSG:4326", "EPSG:4549", NULL);
  g_autoptr (WgTransform) same = wg_transform_new ("EPSG:4549", "EPSG:4549", NULL);
  g_autoptr (GError) error = NULL;
  double x[] = { NAN, 120.0, 1e300, 120.5 }, y[] = { 30.0, HUGE_VAL, 30.0, 30.5 };
  double exact_x = 500000.1 / 3.0, exact_y = 1.0 / 3.0;

  g_assert_cmpuint (wg_transform_points (transform, x, y, 4), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (x[i], ==, HUGE_VAL);
  g_assert_true (isfinite (x[3]) && isfinite (y[3]));

  g_assert_cmpuint (wg_transform_points (same, &exact_x, &exact_y, 1), ==, 0);
  g_assert_cmpfloat (exact_x, ==, 500000.1 / 3.0);
  g_assert_cmpfloat (exact_y, ==, 1.0 / 3.0);

  g_assert_null (wg_transform_new ("EPSG:4326", "EPSG:0", &error));
  g_assert_error (error, WG_CRS_ERROR, WG_CRS_ERROR_UNKNOWN);
}

static void
add_ring (WgShape *shape, const WgPoint *points, guint n_points, gboolean is_hole)
{
  WgRing ring = { shape->points->len, n_points, 0, is_hole };

  g_array_append_vals (shape->points, points, n_points);
  g_array_append_val (shape->rings, ring);
}

/* 1 km square with a 100 m hole at the central meridian, where the projection's scale is 1. */
static void
test_geodesic (void)
{
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 500000.0, 3300000.0, NULL);
  WgPoint outer[] = { { 0, 0 }, { 1000000, 0 }, { 1000000, 1000000 }, { 0, 1000000 } };
  WgPoint hole[] = { { 400000, 400000 }, { 500000, 400000 }, { 500000, 500000 }, { 400000, 500000 } };
  WgPoint far[] = { { 130000000, 0 }, { 131000000, 0 }, { 131000000, 1000000 }, { 130000000, 1000000 } };
  WgShape shape = { g_array_new (FALSE, FALSE, sizeof (WgPoint)),
                    g_array_new (FALSE, FALSE, sizeof (WgRing)) };
  double area = 0.0, perimeter = 0.0;

  add_ring (&shape, outer, 4, FALSE);
  add_ring (&shape, hole, 4, TRUE); /* runs the same way: the flag decides */
  wg_frame_geodesic (frame, &shape, &area, &perimeter);
  g_assert_cmpfloat_with_epsilon (area, 990000.0, 0.5);
  g_assert_cmpfloat_with_epsilon (perimeter, 4400.0, 0.01);

  /* 130 km away the plane is 1 + (130.5/6371)^2/2 = 1.00021 times too long. */
  g_array_set_size (shape.points, 0);
  g_array_set_size (shape.rings, 0);
  add_ring (&shape, far, 4, FALSE);
  wg_frame_geodesic (frame, &shape, &area, &perimeter);
  g_assert_cmpfloat_with_epsilon (area, 1e6 / 1.00021 / 1.00021, 30.0);
  g_assert_cmpfloat_with_epsilon (perimeter, 4000.0 / 1.00021, 0.1);

  g_array_unref (shape.points);
  g_array_unref (shape.rings);
}

static gpointer
run_thread (gpointer data)
{
  WgFrame *frame = data;
  guint n_wrong = 0;

  for (int i = 0; i < 2000; i++)
    {
      double x = 0.0, y = 0.0;

      if (!wg_frame_to_degrees (frame, (WgPoint){ 0, i * 1000 }, &x, &y) || fabs (x - 120.0) > 1e-9)
        n_wrong++;
    }
  return GUINT_TO_POINTER (n_wrong);
}

static void
test_threads (void)
{
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 500000.0, 3300000.0, NULL);
  GThread *threads[4] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("frame", run_thread, frame);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), ==, 0);
}

static void
test_geodesic_lengths (void)
{
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 500000.0, 3300000.0, NULL);
  WgPoint line[] = { { 0, 0 }, { 1000000, 0 }, { 1000000, 3000000 } };
  WgPoint far[] = { { 130000000, 0 }, { 131000000, 0 } };
  double lengths[2] = { 0, 0 };

  g_assert_cmpfloat_with_epsilon (wg_frame_geodesic_lengths (frame, line, 3, lengths), 4000.0, 0.01);
  g_assert_cmpfloat_with_epsilon (lengths[0], 1000.0, 0.01);
  g_assert_cmpfloat_with_epsilon (lengths[1], 3000.0, 0.01);
  g_assert_cmpfloat (wg_frame_geodesic_lengths (frame, line, 1, lengths), ==, 0);
  g_assert_cmpfloat_with_epsilon (wg_frame_geodesic_lengths (frame, far, 2, lengths), 1000 / 1.00021,
                                  0.03);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crs/frame/place", test_place);
  g_test_add_func ("/crs/frame/refused", test_refused);
  g_test_add_func ("/crs/frame/wkt", test_wkt);
  g_test_add_func ("/crs/frame/metres", test_metres);
  g_test_add_func ("/crs/frame/degrees", test_degrees);
  g_test_add_func ("/crs/frame/axis-order", test_axis_order);
  g_test_add_func ("/crs/frame/transform-failures", test_transform_failures);
  g_test_add_func ("/crs/frame/geodesic", test_geodesic);
  g_test_add_func ("/crs/frame/geodesic-lengths", test_geodesic_lengths);
  g_test_add_func ("/crs/frame/threads", test_threads);
  return g_test_run ();
}
