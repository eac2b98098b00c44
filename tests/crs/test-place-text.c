/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Coordinates as people type them: every notation of one place gives the place. */

#include "app/crs/wg-place-text.h"

#include <math.h>

static WgPlaceKind
read_first (const char *text, WgFrame *frame, WgPoint *point_out)
{
  WgPlaceReading readings[WG_PLACE_MAX_READINGS] = { { 0 } };
  guint n = wg_place_text_read (text, frame, readings);

  *point_out = readings[0].point;
  return n > 0 ? readings[0].kind : WG_PLACE_NONE;
}

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
    { "X=3351162.3, Y=514432.1", WG_PLACE_METRES },
    { "X:3351162.3 Y:40514432.1", WG_PLACE_ZONE },
    { "30.28N 120.15E", WG_PLACE_DEGREES },
    { "(120.15, 30.28)", WG_PLACE_DEGREES },
    { "[120.15,30.28]", WG_PLACE_DEGREES },
    { "POINT (120.15 30.28)", WG_PLACE_DEGREES },
    { "POINT Z (120.15 30.28 12.5)", WG_PLACE_DEGREES },
    { "经度120.15 纬度30.28", WG_PLACE_DEGREES },
    { "經度：120.15，緯度：30.28", WG_PLACE_DEGREES },
    { "东经120度9分0秒 北纬30度16分48秒", WG_PLACE_DEGREES },
    { "lng:120.15 lat:30.28", WG_PLACE_DEGREES },
    { "lat=30.28&lng=120.15", WG_PLACE_DEGREES },
    { "{\"lng\": 120.15, \"lat\": 30.28}", WG_PLACE_DEGREES },
    { "geo:30.28,120.15", WG_PLACE_DEGREES },
    { "30 16 48 120 9 0", WG_PLACE_DEGREES },
    { "30 16 48 N 120 9 0 E", WG_PLACE_DEGREES },
    { "N30 16 48 E120 9 0", WG_PLACE_DEGREES },
    { "120:9:0 30:16:48", WG_PLACE_DEGREES },
    { "30 16.8, 120 9", WG_PLACE_DEGREES },
    { "120.15 30.28 12.5", WG_PLACE_DEGREES },
    { "WGS84 120.15,30.28", WG_PLACE_DEGREES },
    { "https://www.openstreetmap.org/#map=17/30.28/120.15", WG_PLACE_DEGREES },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 510000, 3350000, &error);
  WgPoint wanted = { 0, 0 };

  g_assert_no_error (error);
  g_assert_cmpint (read_first ("120.15 30.28", frame, &wanted), ==, WG_PLACE_DEGREES);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WgPoint point = { 0, 0 };
      WgPlaceKind kind = read_first (cases[i].text, frame, &point);

      g_test_message ("%s: %d at %d, %d; wanted %d, %d", cases[i].text, kind, point.x, point.y, wanted.x, wanted.y);
      g_assert_cmpint (kind, ==, cases[i].kind);
      g_assert_cmpint (ABS (point.x - wanted.x), <, 1000);
      g_assert_cmpint (ABS (point.y - wanted.y), <, 1000);
    }
}

/* What is read off the maps of AMap, Tencent and Baidu lies some hundred metres off. */
static void
test_datums (void)
{
  static const struct
  {
    const char *text;
    guint n;
    WgChinaDatum datum;
  } cases[] = {
    { "120.15 30.28", 3, WG_CHINA_TRUE },
    { "GPS 120.15 30.28", 1, WG_CHINA_TRUE },
    { "高德 120.15,30.28", 1, WG_CHINA_GCJ02 },
    { "120.15,30.28 (GCJ-02)", 1, WG_CHINA_GCJ02 },
    { "https://uri.amap.com/marker?position=120.15,30.28&name=x", 1, WG_CHINA_GCJ02 },
    { "https://apis.map.qq.com/uri/v1/marker?marker=coord:30.28,120.15;title:x", 1, WG_CHINA_GCJ02 },
    { "百度坐标：120.15，30.28", 1, WG_CHINA_BD09 },
    { "514432.1 3351162.3", 1, WG_CHINA_TRUE },
  };
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 510000, 3350000, NULL);
  WgPlaceReading readings[WG_PLACE_MAX_READINGS] = { { 0 } }, wanted[WG_PLACE_MAX_READINGS] = { { 0 } };

  g_assert_cmpuint (wg_place_text_read (cases[0].text, frame, wanted), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      double longitude = 120.15, latitude = 30.28, at[2] = { 0 };

      g_assert_cmpint (wanted[i].datum, ==, i);
      wg_china_convert ((WgChinaDatum) i, WG_CHINA_TRUE, &longitude, &latitude);
      g_assert_true (wg_frame_to_degrees (frame, wanted[i].point, &at[0], &at[1]));
      g_assert_cmpfloat_with_epsilon (at[0], longitude, 1e-7);
      g_assert_cmpfloat_with_epsilon (at[1], latitude, 1e-7);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (wg_place_text_read (cases[i].text, frame, readings), ==, cases[i].n);
      g_assert_cmpint (readings[0].datum, ==, cases[i].datum);
      if (i + 1 < G_N_ELEMENTS (cases))
        g_assert_cmpint (ABS (readings[0].point.x - wanted[cases[i].datum].point.x), <, 2);
    }
}

static void
test_others (void)
{
  static const char *const texts[] = { "", "3号", "120.15", "12-3", "13812345678", "柳北塘", "1 2 3", "0 0", "500 91", "lbt",
                                       "138 0000 0000", "12 3 401", "8-2-301", "30 202 120 102",
                                       "30.5 20 120.5 10" };
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 510000, 3350000, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      WgPoint point = { 0, 0 };

      g_test_message ("%s", texts[i]);
      g_assert_cmpint (read_first (texts[i], frame, &point), ==, WG_PLACE_NONE);
    }
  g_assert_cmpint (read_first ("120.15 30.28", NULL, &(WgPoint){ 0, 0 }), ==, WG_PLACE_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place-text/notations", test_notations);
  g_test_add_func ("/place-text/datums", test_datums);
  g_test_add_func ("/place-text/others", test_others);
  return g_test_run ();
}
