/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-place-text"

#include "wg-place-text.h"

#include "wg-crs.h"
#include "wg-place-plain.h"

#include <math.h>
#include <string.h>

#define ZONE_WIDTH 1e6 /* metres between two zones in eastings with a zone's number */
#define FAR_M 2e6      /* farther from the origin nothing can be drawn */

/* One of the two numbers. */
typedef struct
{
  double value;
  gboolean is_degrees; /* was written with a degree sign */
  char axis;           /* 'x', 'y', or 0 when it was not told */
} Number;

/* What the numbers may mean; the nearest to the origin is taken. */
typedef struct
{
  WgFrame *frame;
  WgPlaceKind kind;
  WgPoint point;
  double distance;
  double longitude, latitude; /* as written, of WG_PLACE_DEGREES */
} Best;

static gboolean
is_side (char c)
{
  return c == 'E' || c == 'W' || c == 'N' || c == 'S';
}

static void
set_side (Number *number, char side, double *sign)
{
  number->axis = side == 'E' || side == 'W' ? 'x' : 'y';
  if (side == 'W' || side == 'S')
    *sign = -1;
}

static const char *
skip (const char *p, const char *characters)
{
  return p + strspn (p, characters);
}

/* "E120d9m30.5s", "120.15", "30.28N". FALSE when there is no number. */
static gboolean
read_number (const char **at, Number *number)
{
  static const char marks[] = "dms";
  const char *p = skip (*at, " |");
  double sign = 1, unit = 1;
  char *end = NULL;

  *number = (Number){ 0 };
  if (is_side (*p))
    {
      set_side (number, *p, &sign);
      p = skip (p + 1, " |");
    }
  number->value = g_ascii_strtod (p, &end);
  if (end == p)
    return FALSE;
  if (number->value < 0)
    {
      sign = -sign;
      number->value = -number->value;
    }
  p = end;
  for (guint i = 0; i < 3; i++, unit /= 60)
    {
      if (*p != marks[i])
        break;
      number->is_degrees = TRUE;
      p = skip (p + 1, " ");
      if (i == 2 || !g_ascii_isdigit (*p))
        continue;
      /* The next part belongs to this number only when it has its mark, or ends the text. */
      if (p[strspn (p, "0123456789.")] != marks[i + 1])
        break;
      number->value += g_ascii_strtod (p, &end) * unit / 60;
      p = end;
    }
  p = skip (p, "|");
  if (is_side (*skip (p, " ")) && number->axis == 0
      && strspn (skip (p, " ") + 1, " |") == strlen (skip (p, " ") + 1))
    set_side (number, *skip (p, " "), &sign), p = skip (p, " ") + 1;
  else if (is_side (*p) && number->axis == 0)
    set_side (number, *p++, &sign);
  number->value *= sign;
  *at = p;
  return TRUE;
}

static void
consider (Best *best, WgPlaceKind kind, double easting, double northing)
{
  double dx = easting - wg_frame_get_easting (best->frame);
  double dy = northing - wg_frame_get_northing (best->frame);
  double distance = hypot (dx, dy);
  WgPoint point = { 0, 0 };

  if (!isfinite (distance) || distance > FAR_M
      || (best->kind != WG_PLACE_NONE && distance >= best->distance)
      || !wg_frame_from_metres (best->frame, easting, northing, &point))
    return;
  best->kind = kind;
  best->point = point;
  best->distance = distance;
}

static void
consider_in (Best *best, WgPlaceKind kind, const char *crs, double x, double y)
{
  g_autoptr (WgTransform) transform = wg_transform_new (crs, wg_frame_get_crs (best->frame), NULL);

  if (transform != NULL && wg_transform_points (transform, &x, &y, 1) == 0)
    consider (best, kind, x, y);
}

/* Source: GB 22021-2008, zones of 3 and 6 degrees. */
static void
consider_zone (Best *best, double x, double y)
{
  int zone = (int) floor (x / ZONE_WIDTH);
  g_autofree char *crs = NULL;

  if (zone >= 25 && zone <= 45)
    crs = g_strdup_printf ("EPSG:%d", 4534 + zone - 25);
  else if (zone >= 13 && zone <= 23)
    crs = g_strdup_printf ("EPSG:%d", 4502 + zone - 13);
  if (crs != NULL)
    consider_in (best, WG_PLACE_ZONE, crs, x - zone * ZONE_WIDTH, y);
}

static void
consider_order (Best *best, WgChinaDatum datum, const Number *x, const Number *y)
{
  gboolean is_small = fabs (x->value) <= 180 && fabs (y->value) <= 90;
  double longitude = x->value, latitude = y->value, before = best->distance;
  WgPlaceKind known = best->kind;

  if (x->axis == 'y' || y->axis == 'x')
    return;
  if (is_small)
    {
      wg_china_convert (datum, WG_CHINA_TRUE, &longitude, &latitude);
      consider_in (best, WG_PLACE_DEGREES, WG_CRS_WGS84, longitude, latitude);
    }
  if (best->kind == WG_PLACE_DEGREES && (known == WG_PLACE_NONE || best->distance < before))
    {
      best->longitude = x->value;
      best->latitude = y->value;
    }
  if (is_small || x->is_degrees || y->is_degrees)
    return;
  consider (best, WG_PLACE_METRES, x->value, y->value);
  consider_zone (best, x->value, y->value);
}

static gboolean
read_numbers (const char *p, Number numbers[2])
{
  return read_number (&p, &numbers[0])
         && (*p == ' ' || is_side (*p) || numbers[0].is_degrees || numbers[0].axis != 0)
         && read_number (&p, &numbers[1]) && *skip (p, " |") == '\0';
}

/* The same degrees, had they been read off a map that shifts them. */
static guint
add_shifted (const Best *best, WgPlaceReading *readings)
{
  guint n = 0;

  for (guint datum = WG_CHINA_GCJ02; datum <= WG_CHINA_BD09; datum++)
    {
      Best shifted = { best->frame, WG_PLACE_NONE, { 0, 0 }, 0, 0, 0 };
      double longitude = best->longitude, latitude = best->latitude;

      wg_china_convert (datum, WG_CHINA_TRUE, &longitude, &latitude);
      consider_in (&shifted, WG_PLACE_DEGREES, WG_CRS_WGS84, longitude, latitude);
      if (shifted.kind != WG_PLACE_NONE)
        readings[n++] = (WgPlaceReading){ WG_PLACE_DEGREES, (WgChinaDatum) datum, shifted.point };
    }
  return n;
}

guint
wg_place_text_read (const char *text, WgFrame *frame, WgPlaceReading readings_out[WG_PLACE_MAX_READINGS])
{
  WgChinaDatum datum = WG_CHINA_TRUE;
  gboolean is_told = FALSE;
  g_autofree char *line = wg_place_plain (text, &datum, &is_told);
  Number numbers[2] = { { 0 } };
  Best best = { frame, WG_PLACE_NONE, { 0, 0 }, 0, 0, 0 };

  if (frame == NULL || strchr (line, '?') != NULL)
    return 0;
  if (!read_numbers (line, numbers))
    {
      g_autofree char *complete = wg_place_plain_complete (line);

      if (complete == NULL || !read_numbers (complete, numbers))
        return 0;
    }
  consider_order (&best, datum, &numbers[0], &numbers[1]);
  consider_order (&best, datum, &numbers[1], &numbers[0]);
  if (best.kind == WG_PLACE_NONE)
    return 0;
  readings_out[0] = (WgPlaceReading){ best.kind, datum, best.point };
  if (is_told || best.kind != WG_PLACE_DEGREES || !wg_china_contains (best.longitude, best.latitude))
    return 1;
  return 1 + add_shifted (&best, readings_out + 1);
}
