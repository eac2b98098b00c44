/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-build"

#include "wg-build-private.h"

/** The side of the pixel corner @centre + (dx, dy) / 2 of p -> q; exact. */
static inline int
corner_side (WgPoint p, WgPoint q, WgPoint centre, int dx, int dy)
{
  gint64 x = 2 * ((gint64) centre.x - p.x) + dx, y = 2 * ((gint64) centre.y - p.y) + dy;
  gint64 cross = ((gint64) q.x - p.x) * y - ((gint64) q.y - p.y) * x;

  return (cross > 0) - (cross < 0);
}

/**
 * Whether p-q enters the pixel of @centre: the square of 1 mm with its left and lower sides and
 * their common corner, without the others.
 */
gboolean
wg_build_enters_pixel (WgPoint p, WgPoint q, WgPoint centre)
{
  int upper_left = 0, upper_right = 0, lower_left = 0, lower_right = 0;

  if (MIN (p.x, q.x) > centre.x || MAX (p.x, q.x) < centre.x || MIN (p.y, q.y) > centre.y
      || MAX (p.y, q.y) < centre.y)
    return FALSE; /* the ends are whole, so within half a mm is within 0 */
  if (p.x == q.x || p.y == q.y)
    return TRUE;
  if (p.x > q.x)
    {
      WgPoint swapped = p;
      p = q;
      q = swapped;
    }
  upper_left = corner_side (p, q, centre, -1, 1);
  if (upper_left == 0)
    return p.y > q.y;
  upper_right = corner_side (p, q, centre, 1, 1);
  if (upper_right == 0)
    return p.y < q.y;
  if (upper_left != upper_right)
    return TRUE;
  lower_left = corner_side (p, q, centre, -1, -1);
  if (lower_left == 0 || lower_left != upper_right)
    return TRUE;
  lower_right = corner_side (p, q, centre, 1, -1);
  if (lower_right == 0)
    return p.y > q.y;
  return lower_right != lower_left;
}

/** num / den rounded to the nearest whole number, halves up, as the pixels are. den > 0. */
static gint64
round_quotient (__int128 num, __int128 den)
{
  __int128 doubled = 2 * num + den, whole = doubled / (2 * den);

  if (doubled < 0 && whole * 2 * den != doubled)
    whole--;
  return (gint64) whole;
}

/** The crossing of two segments that cross properly; exact, then rounded. */
WgPoint
wg_build_crossing (WgPoint a, WgPoint b, WgPoint c, WgPoint d)
{
  gint64 rx = (gint64) b.x - a.x, ry = (gint64) b.y - a.y;
  gint64 sx = (gint64) d.x - c.x, sy = (gint64) d.y - c.y;
  __int128 den = (__int128) rx * sy - (__int128) ry * sx;
  __int128 num = (__int128) ((gint64) c.x - a.x) * sy - (__int128) ((gint64) c.y - a.y) * sx;

  if (den < 0)
    {
      den = -den;
      num = -num;
    }
  return (WgPoint){ a.x + (gint32) round_quotient (num * rx, den),
                    a.y + (gint32) round_quotient (num * ry, den) };
}
