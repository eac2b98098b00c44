/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-border-slide"

#include "wg-border-slide.h"

#include "../geometry/wg-coverage-shape.h"
#include "../geometry/wg-noding.h"
#include "wg-lock.h"

#include <math.h>

#define MAX_STEPS 20000   /* points of the fixed line that are looked at */
#define LEAST_WAY 10000.0 /* mm */

/* The best place so far on the fixed line. */
typedef struct
{
  WgPoint target;
  WgPoint place;
  double distance2;
  GArray *line; /* of WgPoint: from the vertex to the place */
} Search;

/* The half-edges that leave a place: their arcs end there. */
static GArray *
find_star (const WgCoverage *coverage, WgPoint place)
{
  GArray *star = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgEnvelope box = WG_ENVELOPE_EMPTY;

  wg_envelope_add_point (&box, place);
  wg_coverage_arcs_in (coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      WgArcId id = g_array_index (arcs, WgArcId, i);
      const WgLine *line = wg_coverage_arc (coverage, id)->line;
      WgHalfEdge both[2] = { WG_HALF_EDGE (id, FALSE), WG_HALF_EDGE (id, TRUE) };

      if (wg_point_equal (line->points[0], place))
        g_array_append_val (star, both[0]);
      if (wg_point_equal (line->points[line->n_points - 1], place))
        g_array_append_val (star, both[1]);
    }
  return star;
}

/* The fixed ones of a star; FALSE when there are not just two. */
static gboolean
find_fixed_pair (WgPlan *plan, const GArray *star, WgHalfEdge pair[2])
{
  guint n = 0;

  for (guint i = 0; i < star->len; i++)
    {
      WgHalfEdge at = g_array_index (star, WgHalfEdge, i);

      if (!wg_plan_is_border_fixed (plan, wg_coverage_arc (wg_plan_get_coverage (plan),
                                                           WG_HALF_EDGE_ARC (at))))
        continue;
      if (n < 2)
        pair[n] = at;
      n++;
    }
  return n == 2;
}

static void
offer_segment (Search *search, GArray *way, WgPoint a, WgPoint b)
{
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y;
  double along = ((search->target.x - (double) a.x) * dx + (search->target.y - (double) a.y) * dy)
                 / (dx * dx + dy * dy);
  WgPoint place;
  double distance2 = 0;

  along = CLAMP (along, 0.0, 1.0);
  place = (WgPoint){ (gint32) lround (a.x + along * dx), (gint32) lround (a.y + along * dy) };
  distance2 = (double) wg_point_distance2 (place, search->target);
  if (distance2 >= search->distance2)
    return;
  search->distance2 = distance2;
  g_array_set_size (search->line, 0);
  g_array_append_vals (search->line, way->data, way->len);
  if (!wg_point_equal (place, g_array_index (way, WgPoint, way->len - 1)))
    g_array_append_val (search->line, place);
}

/* Follows the fixed line one way, as long as a place on it may be nearer. */
static void
walk (WgPlan *plan, Search *search, WgPoint vertex, WgHalfEdge at)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  double limit = 4 * sqrt ((double) wg_point_distance2 (vertex, search->target)) + LEAST_WAY;

  g_array_append_val (way, vertex);
  for (double length = 0; length < limit && way->len < MAX_STEPS;)
    {
      const WgLine *line = wg_coverage_arc (coverage, WG_HALF_EDGE_ARC (at))->line;
      gboolean is_back = (at & 1) != 0;
      g_autoptr (GArray) star = NULL;
      WgHalfEdge pair[2] = { 0, 0 };
      WgPoint end;

      for (guint k = 1; k < line->n_points && length < limit; k++)
        {
          WgPoint a = g_array_index (way, WgPoint, way->len - 1);
          WgPoint b = line->points[is_back ? line->n_points - 1 - k : k];

          offer_segment (search, way, a, b);
          g_array_append_val (way, b);
          length += sqrt ((double) wg_point_distance2 (a, b));
        }
      end = g_array_index (way, WgPoint, way->len - 1);
      if (wg_point_equal (end, vertex))
        return;
      star = find_star (coverage, end);
      if (!find_fixed_pair (plan, star, pair))
        return;
      at = pair[0] == WG_HALF_EDGE_TWIN (at) ? pair[1] : pair[0];
    }
}

WgMoveSlide *
wg_plan_find_slide (WgPlan *plan, WgPoint vertex, WgPoint target)
{
  g_autoptr (GArray) star = NULL;
  g_autoptr (WgMoveSlide) slide = NULL;
  Search search = { target, vertex, (double) wg_point_distance2 (vertex, target) };
  WgHalfEdge pair[2] = { 0, 0 };

  if (!wg_plan_has_locks (plan))
    return NULL;
  star = find_star (wg_plan_get_coverage (plan), vertex);
  if (!find_fixed_pair (plan, star, pair) || star->len < 3)
    return NULL;
  slide = wg_move_slide_new ();
  search.line = slide->line;
  g_array_append_val (slide->line, vertex);
  for (guint i = 0; i < 2; i++)
    {
      slide->arcs[i] = WG_HALF_EDGE_ARC (pair[i]);
      walk (plan, &search, vertex, pair[i]);
    }
  return g_steal_pointer (&slide);
}

void
wg_plan_drop_flat_vertex (WgPlan *plan, WgPoint place, WgCoverageChange *rows)
{
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  const WgPoint from_to[2] = { place, place };
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  g_autoptr (WgCoverageChange) step = NULL;
  WgEnvelope box = WG_ENVELOPE_EMPTY;
  gboolean is_flat = FALSE;

  wg_envelope_add_point (&box, place);
  wg_coverage_arcs_in (coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgLine *line = wg_coverage_arc (coverage, g_array_index (arcs, WgArcId, i))->line;

      for (guint k = 1; k + 1 < line->n_points; k++)
        is_flat |= wg_point_equal (line->points[k], place)
                   && wg_noding_passes_pixel (line->points[k - 1], line->points[k + 1], place);
    }
  if (!is_flat)
    return;
  step = wg_coverage_move (coverage, WG_MOVE_DELETE, from_to, 0, NULL, NULL);
  if (step != NULL)
    wg_coverage_change_extend (rows, step);
}
