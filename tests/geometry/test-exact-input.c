/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/geometry/wg-exact-input.h"

#include <math.h>

static void
test_good (void)
{
  static const struct
  {
    const char *text;
    WgExactKind kind;
    double length_m, azimuth, x_m, y_m;
  } rows[] = {
    { "", WG_EXACT_EMPTY, 0, 0, 0, 0 },
    { "  ", WG_EXACT_EMPTY, 0, 0, 0, 0 },
    { "120", WG_EXACT_LENGTH, 120, 0, 0, 0 },
    { "0.5 m", WG_EXACT_LENGTH, 0.5, 0, 0, 0 },
    { ".5", WG_EXACT_LENGTH, 0.5, 0, 0, 0 },
    { "1.2km", WG_EXACT_LENGTH, 1200, 0, 0, 0 },
    { "120米", WG_EXACT_LENGTH, 120, 0, 0, 0 },
    { "1.5公里", WG_EXACT_LENGTH, 1500, 0, 0, 0 },
    { "2千米", WG_EXACT_LENGTH, 2000, 0, 0, 0 },
    { "120@85", WG_EXACT_POLAR, 120, 85, 0, 0 },
    { "120 @ 85", WG_EXACT_POLAR, 120, 85, 0, 0 },
    { "120<85", WG_EXACT_POLAR, 120, 85, 0, 0 },
    { "120:85", WG_EXACT_POLAR, 120, 85, 0, 0 },
    { "120m@85°", WG_EXACT_POLAR, 120, 85, 0, 0 },
    { "１２０＠８５", WG_EXACT_POLAR, 120, 85, 0, 0 },
    { "120：85度", WG_EXACT_POLAR, 120, 85, 0, 0 },
    { "120＜85", WG_EXACT_POLAR, 120, 85, 0, 0 },
    { "120米＠85°30′", WG_EXACT_POLAR, 120, 85.5, 0, 0 },
    { "120@85°30'36\"", WG_EXACT_POLAR, 120, 85.51, 0, 0 },
    { "120@-90", WG_EXACT_POLAR, 120, 270, 0, 0 },
    { "120@360", WG_EXACT_POLAR, 120, 0, 0, 0 },
    { "@85", WG_EXACT_AZIMUTH, 0, 85, 0, 0 },
    { "<85.25", WG_EXACT_AZIMUTH, 0, 85.25, 0, 0 },
    { "＠85", WG_EXACT_AZIMUTH, 0, 85, 0, 0 },
    { "@12,-5", WG_EXACT_RELATIVE, 0, 0, 12, -5 },
    { "＠12，－5", WG_EXACT_RELATIVE, 0, 0, 12, -5 },
    { "@-12.5 , 0", WG_EXACT_RELATIVE, 0, 0, -12.5, 0 },
    { "+12,-5", WG_EXACT_RELATIVE, 0, 0, 12, -5 },
    { "@400,0", WG_EXACT_RELATIVE, 0, 0, 400, 0 },
    { "512345.678,3345678.901", WG_EXACT_ABSOLUTE, 0, 0, 512345.678, 3345678.901 },
    { "512345.678，3345678。901", WG_EXACT_ABSOLUTE, 0, 0, 512345.678, 3345678.901 },
    { "512345 3345678", WG_EXACT_ABSOLUTE, 0, 0, 512345, 3345678 },
    { "512345;3345678", WG_EXACT_ABSOLUTE, 0, 0, 512345, 3345678 },
    { "-100,-200", WG_EXACT_ABSOLUTE, 0, 0, -100, -200 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WgExactInput input;

      g_test_message ("\"%s\"", rows[i].text);
      g_assert_cmpint (wg_exact_input_parse (rows[i].text, &input), ==, WG_EXACT_OK);
      g_assert_cmpint (input.kind, ==, rows[i].kind);
      if (input.kind == WG_EXACT_LENGTH || input.kind == WG_EXACT_POLAR)
        g_assert_cmpfloat_with_epsilon (input.length_m, rows[i].length_m, 1e-9);
      if (input.kind == WG_EXACT_AZIMUTH || input.kind == WG_EXACT_POLAR)
        g_assert_cmpfloat_with_epsilon (input.azimuth, rows[i].azimuth, 1e-9);
      if (input.kind == WG_EXACT_RELATIVE || input.kind == WG_EXACT_ABSOLUTE)
        {
          g_assert_cmpfloat_with_epsilon (input.x_m, rows[i].x_m, 1e-9);
          g_assert_cmpfloat_with_epsilon (input.y_m, rows[i].y_m, 1e-9);
        }
      g_assert_cmpint (wg_exact_input_is_whole (&input), ==,
                       input.kind == WG_EXACT_POLAR || input.kind == WG_EXACT_RELATIVE
                         || input.kind == WG_EXACT_ABSOLUTE);
    }
}

static void
test_bad (void)
{
  static const struct
  {
    const char *text;
    WgExactProblem problem;
    guint at;
  } rows[] = {
    { "abc", WG_EXACT_BAD_NUMBER, 0 },
    { "12x", WG_EXACT_BAD_NUMBER, 2 },
    { "1.2.3", WG_EXACT_BAD_NUMBER, 0 },
    { "1e5", WG_EXACT_BAD_NUMBER, 1 },
    { ".", WG_EXACT_BAD_NUMBER, 0 },
    { "1234567890123456", WG_EXACT_BAD_NUMBER, 0 },
    { "一百", WG_EXACT_BAD_NUMBER, 0 },
    { "0", WG_EXACT_BAD_LENGTH, 0 },
    { "-5", WG_EXACT_BAD_LENGTH, 0 },
    { "2000km", WG_EXACT_BAD_LENGTH, 0 },
    { "0@10", WG_EXACT_BAD_LENGTH, 0 },
    { "120@", WG_EXACT_UNFINISHED, 4 },
    { "@", WG_EXACT_UNFINISHED, 1 },
    { "12，", WG_EXACT_UNFINISHED, 3 },
    { "@12,", WG_EXACT_UNFINISHED, 4 },
    { "120@400", WG_EXACT_BAD_ANGLE, 4 },
    { "@361", WG_EXACT_BAD_ANGLE, 1 },
    { "120@85°70'", WG_EXACT_BAD_ANGLE, 4 },
    { "120@x", WG_EXACT_BAD_NUMBER, 4 },
    { "1,2,3", WG_EXACT_TOO_MANY, 3 },
    { "1@2@3", WG_EXACT_TOO_MANY, 3 },
    { "12,y", WG_EXACT_BAD_NUMBER, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WgExactInput input;

      g_test_message ("\"%s\"", rows[i].text);
      g_assert_cmpint (wg_exact_input_parse (rows[i].text, &input), ==, rows[i].problem);
      g_assert_cmpint (input.kind, ==, WG_EXACT_EMPTY);
      g_assert_cmpuint (input.at, ==, rows[i].at);
    }
}

static WgPoint
place (const char *text, WgPoint pointer)
{
  WgExactInput input;

  g_assert_cmpint (wg_exact_input_parse (text, &input), ==, WG_EXACT_OK);
  return wg_exact_input_place (&input, (WgPoint){ 1000, 2000 }, pointer);
}

static void
assert_at (WgPoint p, gint32 x, gint32 y)
{
  g_assert_cmpint (p.x, ==, x);
  g_assert_cmpint (p.y, ==, y);
}

static void
test_place (void)
{
  WgPoint pointer = { 4000, 6000 }; /* 3 m east, 4 m north of the last point */

  assert_at (place ("10", pointer), 7000, 10000);
  assert_at (place ("10", (WgPoint){ 1000, 2000 }), 1000, 2000);
  assert_at (place ("@0", pointer), 1000, 6000);
  assert_at (place ("@90", pointer), 4000, 2000);
  assert_at (place ("@180", pointer), 1000, 2000);
  assert_at (place ("100@0", pointer), 1000, 102000);
  assert_at (place ("100@90", pointer), 101000, 2000);
  assert_at (place ("100@225", pointer), 1000 - 70711, 2000 - 70711);
  assert_at (place ("@12,-5", pointer), 13000, -3000);
  assert_at (place ("", pointer), 4000, 6000);
  g_assert_cmpfloat (wg_exact_azimuth ((WgPoint){ 0, 0 }, (WgPoint){ -5, 0 }), ==, 270);
  g_assert_cmpfloat (wg_exact_azimuth ((WgPoint){ 0, 0 }, (WgPoint){ 0, 5 }), ==, 0);
}

static void
test_directions (void)
{
  WgPoint o = { 0, 0 }, east = { 1000, 0 }, north_east = { 1000, 1000 };

  assert_at (wg_exact_right_angle (o, o, east, (WgPoint){ 900, 100 }), 900, 0);
  assert_at (wg_exact_right_angle (o, o, east, (WgPoint){ -100, 900 }), 0, 900);
  assert_at (wg_exact_right_angle (o, o, north_east, (WgPoint){ 1000, 0 }), 500, 500);
  assert_at (wg_exact_right_angle (o, o, north_east, (WgPoint){ -1000, 900 }), -950, 950);
  assert_at (wg_exact_right_angle (o, o, o, (WgPoint){ 10, 30 }), 0, 30);
  assert_at (wg_exact_parallel (o, east, 5, (WgPoint){ 300, 1 }), 300, 5000);
  assert_at (wg_exact_parallel (o, east, 5, (WgPoint){ 300, -1 }), 300, -5000);
  assert_at (wg_exact_parallel (o, (WgPoint){ 0, 1000 }, 2, (WgPoint){ 10, 70 }), 2000, 70);
  assert_at (wg_exact_parallel (o, o, 2, (WgPoint){ 10, 70 }), 10, 70);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exact-input/good", test_good);
  g_test_add_func ("/exact-input/bad", test_bad);
  g_test_add_func ("/exact-input/place", test_place);
  g_test_add_func ("/exact-input/directions", test_directions);
  return g_test_run ();
}
