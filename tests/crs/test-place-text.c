/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Coordinates as people type them: every notation of one place gives the place. */

#include "app/crs/wg-place-text.h"

#include <math.h>

static void
test_notations (void)
{
  /* 120°09'00"E 30°16'48"N in EPSG:4549 (CGCS2000, central meridian 120°E); metres by cs2cs (PROJ 9.1). */
  static const struct
  {
    const char *text;
    WgPlaceKind kind;
  } cases[] = {
    { "120.15 30.28", WG_PLACE_DEGREES },
    { "120.15,30.28", WG_PLACE_DEGREES },
    { "30.28, 120.15", WG_PLACE_DEGREES },
    { "１２０．１５，３０．２８", WG_PLACE_DEGREES },
    { "120.15°E 30.28°N", WG_PLACE_DEGREES },
    { "N30.28 E120.15", WG_PLACE_DEGREES },
    { "30°16'48\"N 120°9'0\"E", WG_PLACE_DEGREES },
    { "120°9′ 30°16′48″", WG_PLACE_DEGREES },
    { "东经120.15 北纬30.28", WG_PLACE_DEGREES },
    { "东经120度9分，北纬30度16分48秒", WG_PLACE_DEGREES },
    { "514432.1 3351162.3", WG_PLACE_METRES },
    { "3351162.3, 514432.1", WG_PLACE_METRES },
    { "40514432.1 3351162.3", WG_PLACE_ZONE },
    { "3351162.3 40514432.1", WG_PLACE_ZONE },
    { "X=514432.1 Y=3351162.3", WG_PLACE_METRES },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 510000, 3350000, &error);
  WgPoint wanted = { 0, 0 };

  g_assert_no_error (error);
  g_assert_cmpint (wg_place_text_parse ("120.15 30.28", frame, &wanted), ==, WG_PLACE_DEGREES);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WgPoint point = { 0, 0 };
      WgPlaceKind kind = wg_place_text_parse (cases[i].text, frame, &point);

      g_test_message ("%s: %d at %d, %d; wanted %d, %d", cases[i].text, kind, point.x, point.y, wanted.x, wanted.y);
      g_assert_cmpint (kind, ==, cases[i].kind);
      g_assert_cmpint (ABS (point.x - wanted.x), <, 1000);
      g_assert_cmpint (ABS (point.y - wanted.y), <, 1000);
    }
}

static void
test_others (void)
{
  static const char *const texts[] = { "", "3号", "120.15", "12-3", "13812345678", "柳北塘", "1 2 3", "0 0", "500 91", "lbt" };
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 510000, 3350000, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      WgPoint point = { 0, 0 };

      g_test_message ("%s", texts[i]);
      g_assert_cmpint (wg_place_text_parse (texts[i], frame, &point), ==, WG_PLACE_NONE);
    }
  g_assert_cmpint (wg_place_text_parse ("120.15 30.28", NULL, &(WgPoint){ 0, 0 }), ==, WG_PLACE_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place-text/notations", test_notations);
  g_test_add_func ("/place-text/others", test_others);
  return g_test_run ();
}
