/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-place-text"

#include "wg-place-text.h"

#include "wg-crs.h"

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
} Best;

/* Every character as one plain one: d, m and s for degrees, minutes and seconds; e, w, n, s' sides as
 * E, W, N, S; blanks for what parts numbers; '?' for all else. */
static char
plain (gunichar c)
{
  static const struct
  {
    gunichar from;
    char to;
  } table[] = {
    { 0x00b0, 'd' }, { 0x00ba, 'd' }, { 0x5ea6, 'd' }, { 0x2032, 'm' }, { 0x2019, 'm' }, { '\'', 'm' },
    { 0x5206, 'm' }, { 0x2033, 's' }, { 0x201d, 's' }, { '"', 's' },    { 0x79d2, 's' }, { ',', ' ' },
    { ';', ' ' },    { 0x3001, ' ' }, { '/', ' ' },    { 0x4e1c, 'E' }, { 0x897f, 'W' }, { 0x5317, 'N' },
    { 0x5357, 'S' }, { 0x7ecf, '|' }, { 0x7eac, '|' }, { ':', '|' },    { '=', '|' },    { 0x7c73, '|' },
    { 'x', 'E' },    { 'y', 'N' },    { 0x2212, '-' },
  };

  if (c >= 0xff01 && c <= 0xff5e)
    c -= 0xfee0;
  c = g_unichar_tolower (c);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].from == c)
      return table[i].to;
  if (g_unichar_isspace (c))
    return ' ';
  if (c == 'e' || c == 'w' || c == 'n' || c == 's')
    return (char) g_ascii_toupper ((char) c);
  return c < 128 && (g_ascii_isdigit ((char) c) || c == '.' || c == '-' || c == '+') ? (char) c : '?';
}

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
consider_order (Best *best, const Number *x, const Number *y)
{
  gboolean is_small = fabs (x->value) <= 180 && fabs (y->value) <= 90;

  if (x->axis == 'y' || y->axis == 'x')
    return;
  if (is_small)
    consider_in (best, WG_PLACE_DEGREES, WG_CRS_WGS84, x->value, y->value);
  if (is_small || x->is_degrees || y->is_degrees)
    return;
  consider (best, WG_PLACE_METRES, x->value, y->value);
  consider_zone (best, x->value, y->value);
}

WgPlaceKind
wg_place_text_parse (const char *text, WgFrame *frame, WgPoint *point_out)
{
  g_autoptr (GString) line = g_string_new (NULL);
  Number numbers[2] = { { 0 } };
  Best best = { frame, WG_PLACE_NONE, { 0, 0 }, 0 };
  const char *p = NULL;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    g_string_append_c (line, plain (g_utf8_get_char (c)));
  p = line->str;
  if (frame == NULL || strchr (p, '?') != NULL || !read_number (&p, &numbers[0])
      || (*p != ' ' && !is_side (*p) && !numbers[0].is_degrees && numbers[0].axis == 0)
      || !read_number (&p, &numbers[1]) || *skip (p, " |") != '\0')
    return WG_PLACE_NONE;
  consider_order (&best, &numbers[0], &numbers[1]);
  consider_order (&best, &numbers[1], &numbers[0]);
  *point_out = best.point;
  return best.kind;
}
