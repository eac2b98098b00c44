/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-china-offset"

#include "wg-china-offset.h"

#include <math.h>

/* Krassowsky 1940, on which GCJ-02 computes its metres. */
#define SEMI_MAJOR_M 6378245.0
#define ECCENTRICITY2 0.00669342162296594323

#define BAIDU_PI (G_PI * 3000.0 / 180.0)
#define PRECISION_DEGREES 1e-10
#define MAX_ROUNDS 30

typedef void (*ForwardFunc) (double longitude, double latitude, double *x, double *y);

/* The sine waves that both axes have; the longer two differ in height. */
static double
get_waves (double v, double height_12, double height_30)
{
  return (20.0 * sin (v * G_PI) + 40.0 * sin (v / 3.0 * G_PI) + height_12 * sin (v / 12.0 * G_PI)
          + height_30 * sin (v / 30.0 * G_PI))
         * 2.0 / 3.0;
}

static void
true_to_gcj (double longitude, double latitude, double *x, double *y)
{
  double u = longitude - 105.0, v = latitude - 35.0;
  double ripple = (20.0 * sin (6.0 * u * G_PI) + 20.0 * sin (2.0 * u * G_PI)) * 2.0 / 3.0;
  double north = -100.0 + 2.0 * u + 3.0 * v + 0.2 * v * v + 0.1 * u * v + 0.2 * sqrt (fabs (u))
                 + ripple + get_waves (v, 160.0, 320.0);
  double east = 300.0 + u + 2.0 * v + 0.1 * u * u + 0.1 * u * v + 0.1 * sqrt (fabs (u)) + ripple
                + get_waves (u, 150.0, 300.0);
  double radians = latitude / 180.0 * G_PI;
  double magic = 1.0 - ECCENTRICITY2 * sin (radians) * sin (radians);
  double meridian_m = SEMI_MAJOR_M * (1.0 - ECCENTRICITY2) / (magic * sqrt (magic));

  *x = longitude + east * 180.0 / (SEMI_MAJOR_M / sqrt (magic) * cos (radians) * G_PI);
  *y = latitude + north * 180.0 / (meridian_m * G_PI);
}

static void
gcj_to_baidu (double longitude, double latitude, double *x, double *y)
{
  double radius = hypot (longitude, latitude) + 0.00002 * sin (latitude * BAIDU_PI);
  double angle = atan2 (latitude, longitude) + 0.000003 * cos (longitude * BAIDU_PI);

  *x = radius * cos (angle) + 0.0065;
  *y = radius * sin (angle) + 0.006;
}

/* The place that @forward takes to the given one: the shift changes slowly, so taking the error
 * off again and again converges by a factor of about a hundred a round. */
static void
invert (ForwardFunc forward, double *longitude, double *latitude)
{
  double x = *longitude, y = *latitude;

  for (guint i = 0; i < MAX_ROUNDS; i++)
    {
      double shifted_x = 0.0, shifted_y = 0.0;

      forward (x, y, &shifted_x, &shifted_y);
      x -= shifted_x - *longitude;
      y -= shifted_y - *latitude;
      if (fabs (shifted_x - *longitude) < PRECISION_DEGREES
          && fabs (shifted_y - *latitude) < PRECISION_DEGREES)
        break;
    }
  *longitude = x;
  *latitude = y;
}

gboolean
wg_china_contains (double longitude, double latitude)
{
  return longitude >= 73.0 && longitude <= 135.5 && latitude >= 3.0 && latitude <= 54.0;
}

void
wg_china_convert (WgChinaDatum from, WgChinaDatum to, double *longitude, double *latitude)
{
  if (from == to || !wg_china_contains (*longitude, *latitude))
    return;

  if (from == WG_CHINA_BD09)
    invert (gcj_to_baidu, longitude, latitude);
  if (from != WG_CHINA_TRUE && to == WG_CHINA_TRUE)
    invert (true_to_gcj, longitude, latitude);
  if (from == WG_CHINA_TRUE)
    true_to_gcj (*longitude, *latitude, longitude, latitude);
  if (to == WG_CHINA_BD09)
    gcj_to_baidu (*longitude, *latitude, longitude, latitude);
}
