/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-coverage-locate"

#include "wg-coverage-private.h"
#include "wg-coverage-shape.h"

#include <stdlib.h>

#define FIRST_REACH 50000 /* mm; where the ray to the east looks first */

/* The nearest border east of a point so far. */
typedef struct
{
  WgPoint from;
  gboolean is_strict; /* borders belong to the side that is east of them */
  gboolean is_found;
  gboolean is_on; /* the point lies on it */
  gint64 dx, dy;  /* of the segment, upwards: dy > 0 */
  gint64 over;    /* the crossing is at from.x + over / dy */
  WgFaceId west;
  gint64 reach;   /* that found it; 0: nothing did */
} Ray;

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

/* Crossings at the same place are two segments that start upwards at one vertex: just above it
 * the one that leans west comes first. */
static gboolean
is_nearer (const Ray *ray, gint64 over, gint64 dx, gint64 dy)
{
  __int128 difference = 0;

  if (!ray->is_found)
    return TRUE;
  difference = (__int128) over * ray->dy - (__int128) ray->over * dy;
  if (difference == 0)
    difference = (__int128) dx * ray->dy - (__int128) ray->dx * dy;
  return difference < 0;
}

static void
meet_segment (Ray *ray, const WgArc *arc, WgPoint a, WgPoint b)
{
  WgPoint low = a.y <= b.y ? a : b, high = a.y <= b.y ? b : a;
  gint64 dx = (gint64) high.x - low.x, dy = (gint64) high.y - low.y;
  gint64 over = 0;

  if (high.y < ray->from.y || low.y > ray->from.y || MAX (a.x, b.x) < ray->from.x)
    return;
  if (!ray->is_strict && wg_point_on_segment (ray->from, a, b))
    {
      ray->is_on = ray->is_found = TRUE;
      ray->west = arc->left != WG_FACE_OUTSIDE ? arc->left : arc->right;
      return;
    }
  if (high.y <= ray->from.y)
    return;
  over = ((gint64) low.x - ray->from.x) * dy + ((gint64) ray->from.y - low.y) * dx;
  if (over < 0 || (over == 0 && ray->is_strict) || !is_nearer (ray, over, dx, dy))
    return;
  ray->is_found = TRUE;
  ray->over = over;
  ray->dx = dx;
  ray->dy = dy;
  ray->west = a.y < b.y ? arc->left : arc->right;
}

static void
meet_arc (Ray *ray, const WgArc *arc)
{
  const WgLine *line = arc->line;

  if (line->envelope.min_y > ray->from.y || line->envelope.max_y < ray->from.y
      || line->envelope.max_x < ray->from.x)
    return;
  for (guint i = 1; i < line->n_points && !ray->is_on; i++)
    meet_segment (ray, arc, line->points[i - 1], line->points[i]);
}

/* Looks for the nearest border to the east, in windows that double: the cost does not grow with
 * the coverage. */
static WgFaceId
cast_ray (const WgCoverage *coverage, Ray *ray, gint64 first_reach, GArray *arcs)
{
  WgPoint p = ray->from;

  if (!wg_envelope_contains (&coverage->envelope, p))
    return WG_FACE_OUTSIDE;
  for (gint64 reach = first_reach;; reach *= 2)
    {
      gint64 end = MIN ((gint64) p.x + reach, coverage->envelope.max_x);
      WgEnvelope window = { p.x, p.y, (gint32) end, p.y };

      g_array_set_size (arcs, 0);
      wg_arc_index_query (&coverage->index, &window, arcs);
      for (guint i = 0; i < arcs->len && !ray->is_on; i++)
        meet_arc (ray, &coverage->arcs[g_array_index (arcs, WgArcId, i)]);
      if (ray->is_on || (ray->is_found && ray->over <= (__int128) (end - p.x) * ray->dy))
        {
          ray->reach = reach;
          return ray->west;
        }
      if (end == coverage->envelope.max_x)
        return WG_FACE_OUTSIDE;
    }
}

WgFaceId
wg_coverage_face_at (const WgCoverage *coverage, WgPoint p)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  Ray ray = { .from = p };

  return cast_ray (coverage, &ray, FIRST_REACH, arcs);
}

WgFaceId
wg_coverage_locate (const WgCoverage *coverage, WgPoint p)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  Ray ray = { .from = p, .is_strict = TRUE };

  return cast_ray (coverage, &ray, FIRST_REACH, arcs);
}

void
wg_coverage_locate_many (const WgCoverage *coverage, const WgPoint *points, const guint *order,
                         guint n_points, WgFaceId *faces_out)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  gint64 reach = FIRST_REACH;

  for (guint i = 0; i < n_points; i++)
    {
      Ray ray = { .from = points[order[i]], .is_strict = TRUE };

      faces_out[order[i]] = cast_ray (coverage, &ray, reach, arcs);
      /* The neighbours' faces are about as wide: one look as a rule. */
      if (ray.reach > reach)
        reach = ray.reach;
      else if (ray.reach > 0 && reach > FIRST_REACH && ray.over <= reach / 4 * ray.dy)
        reach /= 2;
    }
}

void
wg_coverage_arcs_in (const WgCoverage *coverage, const WgEnvelope *envelope, GArray *arcs_out)
{
  guint first = arcs_out->len, kept = arcs_out->len;

  wg_arc_index_query (&coverage->index, envelope, arcs_out);
  for (guint i = first; i < arcs_out->len; i++)
    {
      WgArcId id = g_array_index (arcs_out, WgArcId, i);
      if (wg_envelope_intersects (envelope, &coverage->arcs[id].line->envelope))
        g_array_index (arcs_out, WgArcId, kept++) = id;
    }
  g_array_set_size (arcs_out, kept);
  if (kept > first)
    qsort (&g_array_index (arcs_out, WgArcId, first), kept - first, sizeof (WgArcId), compare_ids);
}
