/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/base/wg-json.h"
#include "app/base/wg-progress.h"
#include "app/base/wg-random.h"

#include <locale.h>
#include <math.h>

static void
test_nesting (void)
{
  WgJson *json = wg_json_new ();
  g_autofree char *text = NULL;

  wg_json_begin_object (json, NULL);
  wg_json_string (json, "name", "北山 \"1\"\\\n\x01");
  wg_json_begin_array (json, "levels");
  wg_json_int (json, NULL, -7);
  wg_json_begin_object (json, NULL);
  wg_json_end_object (json);
  wg_json_end_array (json);
  wg_json_boolean (json, "valid", TRUE);
  wg_json_string (json, "none", NULL);
  wg_json_end_object (json);
  text = wg_json_finish (json);

  g_assert_cmpstr (text, ==,
                   "{\n"
                   "  \"name\": \"北山 \\\"1\\\"\\\\\\n\\u0001\",\n"
                   "  \"levels\": [\n"
                   "    -7,\n"
                   "    {}\n"
                   "  ],\n"
                   "  \"valid\": true,\n"
                   "  \"none\": null\n"
                   "}\n");
}

static void
test_numbers (void)
{
  WgJson *json = wg_json_new ();
  g_autofree char *text = NULL;

  wg_json_begin_array (json, NULL);
  wg_json_double (json, NULL, 1234.5678, 2);
  wg_json_double (json, NULL, NAN, 2);
  wg_json_double (json, NULL, -INFINITY, 2);
  wg_json_double (json, NULL, 120.123456789, 9);
  wg_json_end_array (json);
  text = wg_json_finish (json);

  g_assert_cmpstr (text, ==, "[\n  1234.57,\n  null,\n  null,\n  120.123456789\n]\n");
}

static void
keep_fraction (double fraction, gpointer user_data)
{
  *(double *) user_data = fraction;
}

static void
test_progress_parts (void)
{
  double told = -1;
  WgProgress whole = WG_PROGRESS_INIT (keep_fraction, &told);
  WgProgress half = wg_progress_part (&whole, 0.5, 1.0);
  WgProgress quarter = wg_progress_part (&half, 0.5, 1.0);

  wg_progress_report (NULL, 0.3);
  g_assert_cmpfloat (told, ==, -1);
  wg_progress_report (&quarter, 0.0);
  g_assert_cmpfloat_with_epsilon (told, 0.75, 1e-12);
  wg_progress_report (&quarter, 7.0);
  g_assert_cmpfloat_with_epsilon (told, 1.0, 1e-12);
}

static void
test_random_is_fixed (void)
{
  /* The first numbers of splitmix64 with seed 0, as published with the reference code. */
  WgRandom random = wg_random (0);

  g_assert_cmphex (wg_random_next (&random), ==, 0xe220a8397b1dcdafu);
  g_assert_cmphex (wg_random_next (&random), ==, 0x6e789e6aa1b965f4u);
  for (guint i = 0; i < 1000; i++)
    {
      double unit = wg_random_unit (&random);
      g_assert_cmpfloat (unit, >=, 0.0);
      g_assert_cmpfloat (unit, <, 1.0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json/nesting", test_nesting);
  g_test_add_func ("/base/json/numbers", test_numbers);
  g_test_add_func ("/base/progress/parts", test_progress_parts);
  g_test_add_func ("/base/random/fixed", test_random_is_fixed);
  return g_test_run ();
}
