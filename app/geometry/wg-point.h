/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgPoint:
 *
 * A place in a project: millimetres east (x) and north (y) of the project's origin, in the
 * project's projected CRS. Equality is exact.
 */
typedef struct
{
  gint32 x;
  gint32 y;
} WgPoint;

/**
 * WG_COORDINATE_MAX:
 *
 * The greatest absolute coordinate (about 536 km from the origin). Within it a difference of two
 * coordinates fits 31 bits, so the cross product of two differences is below 2^61 and exact in a
 * gint64; comparisons of crossings use 128 bits. What lies outside is refused at import.
 */
#define WG_COORDINATE_MAX ((1 << 29) - 1)

static inline gboolean
wg_point_is_valid (WgPoint p)
{
  return p.x >= -WG_COORDINATE_MAX && p.x <= WG_COORDINATE_MAX && p.y >= -WG_COORDINATE_MAX
         && p.y <= WG_COORDINATE_MAX;
}

static inline gboolean
wg_point_equal (WgPoint a, WgPoint b)
{
  return a.x == b.x && a.y == b.y;
}

/** By x, then y. */
static inline int
wg_point_compare (WgPoint a, WgPoint b)
{
  if (a.x != b.x)
    return a.x < b.x ? -1 : 1;
  return (a.y > b.y) - (a.y < b.y);
}

/** Twice the signed area of a, b, c in mm²: > 0 when c is left of the line a -> b. Exact. */
static inline gint64
wg_point_cross (WgPoint a, WgPoint b, WgPoint c)
{
  return ((gint64) b.x - a.x) * ((gint64) c.y - a.y) - ((gint64) b.y - a.y) * ((gint64) c.x - a.x);
}

/** -1, 0 or 1: c is right of, on, or left of the line a -> b. Exact. */
static inline int
wg_point_side (WgPoint a, WgPoint b, WgPoint c)
{
  gint64 cross = wg_point_cross (a, b, c);
  return (cross > 0) - (cross < 0);
}

/** Squared distance in mm². Exact. */
static inline gint64
wg_point_distance2 (WgPoint a, WgPoint b)
{
  gint64 dx = (gint64) b.x - a.x, dy = (gint64) b.y - a.y;
  return dx * dx + dy * dy;
}

/** TRUE when @p lies on the closed segment a-b. Exact. */
static inline gboolean
wg_point_on_segment (WgPoint p, WgPoint a, WgPoint b)
{
  return wg_point_cross (a, b, p) == 0 && p.x >= MIN (a.x, b.x) && p.x <= MAX (a.x, b.x)
         && p.y >= MIN (a.y, b.y) && p.y <= MAX (a.y, b.y);
}

G_END_DECLS
