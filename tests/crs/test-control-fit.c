/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/crs/wg-control-fit.h"
#include "app/crs/wg-crs-judge.h"
#include "app/crs/wg-frame.h"

#include <math.h>

/* Points of a grid turned by 30 degrees, 2 times as large, moved. */
static void
make_points (WgControlPoint *points, guint n, gboolean is_mirrored)
{
  static const double places[][2] = { { 0, 0 }, { 100, 0 }, { 100, 80 }, { 0, 80 }, { 40, 30 } };
  double c = 2.0 * cos (G_PI / 6.0), s = 2.0 * sin (G_PI / 6.0);

  for (guint i = 0; i < n; i++)
    {
      double x = places[i][0], y = is_mirrored ? -places[i][1] : places[i][1];

      points[i] = (WgControlPoint){ places[i][0], places[i][1], c * x - s * y + 500000.0,
                                    s * x + c * y + 3300000.0 };
    }
}

static void
test_similarity (void)
{
  for (guint mirrored = 0; mirrored < 2; mirrored++)
    {
      WgControlPoint points[5];
      g_autoptr (WgControlFit) fit = NULL;
      double x = 100.0, y = 80.0;

      make_points (points, 5, mirrored);
      fit = wg_control_fit_new (points, 5, WG_FIT_AUTO, NULL);
      g_assert_nonnull (fit);
      g_assert_cmpint (fit->kind, ==, WG_FIT_SIMILARITY);
      g_assert_cmpint (fit->is_mirrored, ==, mirrored);
      g_assert_cmpfloat_with_epsilon (fit->scale, 2.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (fit->turn_degrees, 30.0, 1e-6);
      g_assert_cmpfloat (fit->worst, <, 1e-6);
      g_assert_cmpint (fit->suspect, ==, -1);
      wg_control_fit_apply (fit, &x, &y, 1);
      g_assert_cmpfloat_with_epsilon (x, points[2].to_x, 1e-6);
      g_assert_cmpfloat_with_epsilon (y, points[2].to_y, 1e-6);
    }
}

static void
test_affine (void)
{
  WgControlPoint points[5];
  g_autoptr (WgControlFit) fit = NULL;
  g_autoptr (WgControlFit) stiff = NULL;

  make_points (points, 5, FALSE);
  for (guint i = 0; i < 5; i++)
    points[i].to_x += 0.3 * points[i].y; /* sheared, as scanned paper is */
  fit = wg_control_fit_new (points, 5, WG_FIT_AUTO, NULL);
  g_assert_cmpint (fit->kind, ==, WG_FIT_AFFINE);
  g_assert_cmpfloat (fit->worst, <, 1e-6);
  stiff = wg_control_fit_new (points, 5, WG_FIT_SIMILARITY, NULL);
  g_assert_cmpfloat (stiff->rms, >, 1.0);
}

static void
test_suspect (void)
{
  WgControlPoint points[5];
  g_autoptr (WgControlFit) fit = NULL;

  make_points (points, 5, FALSE);
  points[3].to_y += 5.0;
  fit = wg_control_fit_new (points, 5, WG_FIT_SIMILARITY, NULL);
  g_assert_cmpint (fit->suspect, ==, 3);
  g_assert_cmpuint (fit->worst_point, ==, 3);
}

static void
test_refused (void)
{
  static const WgControlPoint line[] = { { 0, 0, 0, 0 }, { 1, 1, 1, 1 }, { 2, 2, 2, 2 }, { 3, 3, 3, 3 } };
  g_autoptr (GError) error = NULL;

  g_assert_null (wg_control_fit_new (line, 4, WG_FIT_AFFINE, &error));
  g_assert_error (error, WG_CRS_ERROR, WG_CRS_ERROR_FIT);
  g_clear_error (&error);
  g_assert_null (wg_control_fit_new (line, 2, WG_FIT_SIMILARITY, &error));
  g_assert_error (error, WG_CRS_ERROR, WG_CRS_ERROR_FIT);
}

static void
test_judge (void)
{
  static const struct { const char *crs; double x, y; WgCrsVerdict verdict; } cases[] = {
    { "EPSG:4549", 509627.6, 3342288.4, WG_CRS_FITS },
    { "EPSG:4549", 3342288.4, 509627.6, WG_CRS_IS_SWAPPED },
    { "EPSG:4549", 40509627.6, 3342288.4, WG_CRS_CONTRADICTS },
    { "EPSG:4549", 120.1, 30.2, WG_CRS_CONTRADICTS },
    { "EPSG:4528", 40509627.6, 3342288.4, WG_CRS_FITS },
    { "EPSG:4528", 3342288.4, 40509627.6, WG_CRS_IS_SWAPPED },
    { "EPSG:4527", 40509627.6, 3342288.4, WG_CRS_CONTRADICTS },
    { "EPSG:4490", 120.1, 30.2, WG_CRS_FITS },
    { "EPSG:4326", 30.2, 120.1, WG_CRS_IS_SWAPPED },
    { "EPSG:4326", 509627.6, 3342288.4, WG_CRS_CONTRADICTS },
    { "EPSG:3857", 13369470.8, 3529850.2, WG_CRS_FITS },
    { "EPSG:2232", 3142000.0, 1690000.0, WG_CRS_FITS },  /* Denver, US feet */
    { "EPSG:6677", -15000.0, -35000.0, WG_CRS_FITS },    /* Tokyo */
    { "EPSG:32650", 200000.0, 4500000.0, WG_CRS_FITS },
    { "EPSG:4326", NAN, NAN, WG_CRS_FITS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s %g %g", cases[i].crs, cases[i].x, cases[i].y);
      g_assert_cmpint (
        wg_crs_judge (cases[i].crs, cases[i].x, cases[i].y, cases[i].x, cases[i].y), ==,
        cases[i].verdict);
    }
}

static void
test_candidates (void)
{
  g_autoptr (GPtrArray) all = wg_crs_list_candidates (500000, 3340000, 510000, 3350000, NAN, NAN);
  g_autoptr (GPtrArray) near
    = wg_crs_list_candidates (500000, 3340000, 510000, 3350000, 114.1, 30.3);
  g_autoptr (GPtrArray) zone
    = wg_crs_list_candidates (40500000, 3340000, 40510000, 3350000, NAN, NAN);
  g_autoptr (GPtrArray) none = wg_crs_list_candidates (1e9, 1e9, 2e9, 2e9, NAN, NAN);
  const WgCrsCandidate *first = g_ptr_array_index (near, 0);

  g_assert_cmpuint (all->len, ==, 21);
  g_assert_cmpstr (((WgCrsCandidate *) g_ptr_array_index (all, 0))->crs, ==, "EPSG:4534");
  g_assert_cmpuint (near->len, ==, 21);
  g_assert_cmpstr (first->crs, ==, "EPSG:4547");
  g_assert_cmpfloat (first->distance_m, <, 20000.0);
  g_assert_cmpfloat (first->west, <, first->longitude);
  g_assert_cmpuint (zone->len, ==, 1);
  g_assert_cmpstr (((WgCrsCandidate *) g_ptr_array_index (zone, 0))->crs, ==, "EPSG:4528");
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crs/control-fit/similarity", test_similarity);
  g_test_add_func ("/crs/control-fit/affine", test_affine);
  g_test_add_func ("/crs/control-fit/suspect", test_suspect);
  g_test_add_func ("/crs/control-fit/refused", test_refused);
  g_test_add_func ("/crs/judge", test_judge);
  g_test_add_func ("/crs/candidates", test_candidates);
  return g_test_run ();
}
