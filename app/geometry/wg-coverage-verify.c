/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-coverage-verify"

#include "wg-verify.h"

#include "wg-coverage-edit.h"
#include "wg-forest.h"

#include <stdlib.h>

/* A half-edge where it leaves its node. */
typedef struct
{
  WgNodeId node;
  WgHalfEdge half_edge;
  gint64 dx, dy;
} Spoke;

typedef struct
{
  WgVerify verify;
  Spoke *spokes;       /* by node, then counter-clockwise */
  guint n_spokes;
  WgHalfEdge *next;    /* by half-edge, from the spokes */
  __int128 *face_area2; /* by face, from the sides of the arcs */
  __int128 *ring_area2; /* by face, from the rings */
  guint8 *n_outer;     /* by face: rings that run counter-clockwise; 2 is more than one */
  guint n_clockwise;   /* rings */
} Check;

static int
quadrant (gint64 dx, gint64 dy)
{
  if (dx > 0 && dy >= 0)
    return 0;
  if (dx <= 0 && dy > 0)
    return 1;
  return dx < 0 ? 2 : 3;
}

static int
compare_spokes (gconstpointer a, gconstpointer b)
{
  const Spoke *first = a, *second = b;
  int order = 0;
  gint64 turn = 0;

  if (first->node != second->node)
    return first->node < second->node ? -1 : 1;
  order = quadrant (first->dx, first->dy) - quadrant (second->dx, second->dy);
  if (order != 0)
    return order;
  turn = first->dy * second->dx - second->dy * first->dx;
  return (turn > 0) - (turn < 0);
}

static WgFaceId
left_of (const WgCoverage *coverage, WgHalfEdge half_edge)
{
  const WgArc *arc = wg_coverage_arc (coverage, half_edge >> 1);

  return half_edge & 1 ? arc->right : arc->left;
}

static gboolean
has_face (const WgCoverage *coverage, WgFaceId face)
{
  return face == WG_FACE_OUTSIDE || wg_coverage_has_face (coverage, face);
}

static void
check_points (WgVerify *verify, WgArcId id, const WgArc *arc)
{
  const WgLine *line = arc->line;
  WgEnvelope envelope = WG_ENVELOPE_EMPTY;

  for (guint i = 0; i < line->n_points; i++)
    {
      WgPoint p = line->points[i];

      wg_envelope_add_point (&envelope, p);
      if (!wg_point_is_valid (p) || (i > 0 && wg_point_equal (p, line->points[i - 1])))
        wg_verify_add_problem (verify, WG_PROBLEM_DEGENERATE, id, 0, p);
    }
  if (envelope.min_x != line->envelope.min_x || envelope.min_y != line->envelope.min_y
      || envelope.max_x != line->envelope.max_x || envelope.max_y != line->envelope.max_y)
    wg_verify_add_problem (verify, WG_PROBLEM_DEGENERATE, id, 0, line->points[0]);
}

static void
check_arc (WgVerify *verify, WgArcId id, const WgArc *arc)
{
  const WgCoverage *coverage = verify->coverage;
  const WgLine *line = arc->line;
  WgPoint first = line->points[0], last = line->points[line->n_points - 1];

  if (!wg_coverage_has_node (coverage, arc->start) || !wg_coverage_has_node (coverage, arc->end)
      || !has_face (coverage, arc->left) || !has_face (coverage, arc->right))
    {
      wg_verify_add_problem (verify, WG_PROBLEM_REFERENCE, id, 0, first);
      return;
    }
  if (!wg_point_equal (first, wg_coverage_node_point (coverage, arc->start)))
    wg_verify_add_problem (verify, WG_PROBLEM_ENDPOINT, id, arc->start, first);
  if (!wg_point_equal (last, wg_coverage_node_point (coverage, arc->end)))
    wg_verify_add_problem (verify, WG_PROBLEM_ENDPOINT, id, arc->end, last);
  if (arc->left == arc->right)
    wg_verify_add_problem (verify, WG_PROBLEM_ORDER, id, 0, first);
  check_points (verify, id, arc);
}

/* Two nodes at one place are a crossing that the arcs cannot show. */
static void
check_nodes (WgVerify *verify)
{
  const WgCoverage *coverage = verify->coverage;
  WgKeyMap places = { 0 };

  for (WgNodeId id = 1; id < wg_coverage_node_limit (coverage); id++)
    {
      WgPoint point = { 0, 0 };
      WgNodeId other = 0;

      if (!wg_coverage_has_node (coverage, id))
        continue;
      point = wg_coverage_node_point (coverage, id);
      other = wg_key_map_get (&places, wg_key_of_point (point), 0);
      if (other != 0)
        wg_verify_add_problem (verify, WG_PROBLEM_CROSSING, id, other, point);
      wg_key_map_set (&places, wg_key_of_point (point), id);
    }
  wg_key_map_clear (&places);
}

static gboolean
check_rows (WgVerify *verify)
{
  const WgCoverage *coverage = verify->coverage;
  guint n_before = verify->problems->len;

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc != NULL)
        check_arc (verify, id, arc);
      if ((id & 0xfff) == 0 && wg_verify_must_stop (verify))
        return FALSE;
    }
  check_nodes (verify);
  return verify->problems->len == n_before;
}

static Spoke
make_spoke (const WgArc *arc, WgArcId id, gboolean backwards)
{
  const WgLine *line = arc->line;
  WgPoint from = line->points[backwards ? line->n_points - 1 : 0];
  WgPoint to = line->points[backwards ? line->n_points - 2 : 1];

  return (Spoke){ backwards ? arc->end : arc->start, WG_HALF_EDGE (id, backwards),
                  (gint64) to.x - from.x, (gint64) to.y - from.y };
}

/* Spokes into the order of their nodes (by counting), then each star counter-clockwise. */
static void
collect_spokes (Check *check)
{
  const WgCoverage *coverage = check->verify.coverage;
  guint limit = wg_coverage_node_limit (coverage);
  g_autofree guint *place = g_new0 (guint, (gsize) limit + 1);
  guint sum = 0;

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);
      if (arc == NULL)
        continue;
      place[arc->start]++;
      place[arc->end]++;
    }
  for (guint i = 0; i <= limit; i++)
    {
      guint n = place[i];
      place[i] = sum;
      sum += n;
    }
  check->n_spokes = sum;
  check->spokes = g_new (Spoke, sum + 1);
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);
      if (arc == NULL)
        continue;
      check->spokes[place[arc->start]++] = make_spoke (arc, id, FALSE);
      check->spokes[place[arc->end]++] = make_spoke (arc, id, TRUE);
    }
}

/* Around a node, the face left of one spoke is the face right of the next one. */
static void
check_star (Check *check, guint first, guint n)
{
  WgVerify *verify = &check->verify;
  Spoke *spokes = check->spokes + first;

  qsort (spokes, n, sizeof (Spoke), compare_spokes);
  for (guint i = 0; i < n; i++)
    {
      const Spoke *spoke = &spokes[i], *after = &spokes[i + 1 == n ? 0 : i + 1];

      if (left_of (verify->coverage, spoke->half_edge)
          != left_of (verify->coverage, after->half_edge ^ 1))
        wg_verify_add_problem (verify, WG_PROBLEM_ORDER, spoke->half_edge >> 1,
                               after->half_edge >> 1,
                               wg_coverage_node_point (verify->coverage, spoke->node));
      check->next[after->half_edge ^ 1] = spoke->half_edge;
    }
}

static void
check_stars (Check *check)
{
  const WgCoverage *coverage = check->verify.coverage;
  guint at = 0;

  collect_spokes (check);
  check->next = g_new0 (WgHalfEdge, (gsize) wg_coverage_arc_limit (coverage) * 2 + 2);
  for (WgNodeId node = 1; node < wg_coverage_node_limit (coverage); node++)
    {
      guint first = at;

      if (!wg_coverage_has_node (coverage, node))
        continue;
      while (at < check->n_spokes && check->spokes[at].node == node)
        at++;
      if (at == first)
        wg_verify_add_problem (&check->verify, WG_PROBLEM_REFERENCE, node, 0,
                               wg_coverage_node_point (coverage, node));
      else
        check_star (check, first, at - first);
    }
}

static __int128
arc_area2 (const WgLine *line)
{
  WgPoint origin = line->points[0], last = line->points[line->n_points - 1];
  __int128 area2 = (gint64) origin.x * last.y - (gint64) last.x * origin.y;

  for (guint i = 2; i < line->n_points; i++)
    area2 += wg_point_cross (origin, line->points[i - 1], line->points[i]);
  return area2;
}

static void
sum_faces (Check *check, const __int128 *areas)
{
  const WgCoverage *coverage = check->verify.coverage;

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);
      if (arc == NULL)
        continue;
      check->face_area2[arc->left] += areas[id];
      check->face_area2[arc->right] -= areas[id];
    }
}

static void
end_ring (Check *check, WgHalfEdge from, __int128 area2, WgPoint west)
{
  WgFaceId face = left_of (check->verify.coverage, from);
  WgVerifyRay ray = { west, face, from >> 1 };

  check->ring_area2[face] += area2;
  if (area2 > 0)
    {
      check->n_outer[face] += check->n_outer[face] < 2;
      return;
    }
  if (area2 == 0)
    wg_verify_add_problem (&check->verify, WG_PROBLEM_ORIENTATION, face, from >> 1, west);
  check->n_clockwise++;
  g_array_append_val (check->verify.rays, ray);
}

static void
trace_rings (Check *check, const __int128 *areas)
{
  const WgCoverage *coverage = check->verify.coverage;
  WgHalfEdge limit = wg_coverage_arc_limit (coverage) * 2;
  g_autofree guint8 *seen = g_malloc0 ((gsize) limit + 2);

  for (WgHalfEdge from = 2; from < limit; from++)
    {
      WgHalfEdge at = from;
      __int128 area2 = 0;
      WgPoint west = { G_MAXINT32, 0 };

      if (seen[from] || wg_coverage_arc (coverage, from >> 1) == NULL)
        continue;
      do
        {
          const WgLine *line = wg_coverage_arc (coverage, at >> 1)->line;

          seen[at] = 1;
          area2 += at & 1 ? -areas[at >> 1] : areas[at >> 1];
          if (line->envelope.min_x <= west.x)
            for (guint i = 0; i < line->n_points; i++)
              if (wg_point_compare (line->points[i], west) < 0)
                west = line->points[i];
          at = check->next[at];
        }
      while (at != from && !seen[at]);
      end_ring (check, from, area2, west);
    }
}

static void
check_faces (Check *check)
{
  const WgCoverage *coverage = check->verify.coverage;
  WgVerify *verify = &check->verify;
  __int128 sum = 0;

  for (WgFaceId face = 0; face < wg_coverage_face_limit (coverage); face++)
    {
      gboolean is_present = wg_coverage_has_face (coverage, face);

      if (check->n_outer[face] != (is_present ? 1 : 0))
        wg_verify_add_problem (verify, WG_PROBLEM_ORIENTATION, face, 0, (WgPoint){ 0, 0 });
      if (check->ring_area2[face] != check->face_area2[face]
          || (is_present && check->face_area2[face] <= 0))
        wg_verify_add_problem (verify, WG_PROBLEM_AREA, face, 0, (WgPoint){ 0, 0 });
      if (face != WG_FACE_OUTSIDE)
        sum += check->ring_area2[face];
    }
  if (sum != -check->ring_area2[WG_FACE_OUTSIDE])
    wg_verify_add_problem (verify, WG_PROBLEM_AREA, WG_FACE_OUTSIDE, 0, (WgPoint){ 0, 0 });
}

static void
check_euler (Check *check)
{
  const WgCoverage *coverage = check->verify.coverage;
  guint limit = wg_coverage_node_limit (coverage);
  g_autofree guint *roots = g_new (guint, limit);
  gint64 n_components = wg_coverage_n_nodes (coverage);

  for (guint i = 0; i < limit; i++)
    roots[i] = i;
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc == NULL)
        continue;
      n_components -= wg_forest_root (roots, arc->start) != wg_forest_root (roots, arc->end);
      wg_forest_join (roots, arc->start, arc->end);
    }
  if ((gint64) wg_coverage_n_nodes (coverage) - wg_coverage_n_arcs (coverage)
          + wg_coverage_n_faces (coverage)
        != n_components
      || check->n_clockwise != n_components)
    wg_verify_add_problem (&check->verify, WG_PROBLEM_EULER, 0, 0, (WgPoint){ 0, 0 });
}

static void
check_rings (Check *check)
{
  const WgCoverage *coverage = check->verify.coverage;
  guint n_faces = wg_coverage_face_limit (coverage);
  g_autofree __int128 *areas = g_new0 (__int128, wg_coverage_arc_limit (coverage));

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    if (wg_coverage_arc (coverage, id) != NULL)
      areas[id] = arc_area2 (wg_coverage_arc (coverage, id)->line);
  check->face_area2 = g_new0 (__int128, n_faces);
  check->ring_area2 = g_new0 (__int128, n_faces);
  check->n_outer = g_malloc0 (n_faces);
  sum_faces (check, areas);
  trace_rings (check, areas);
  check_faces (check);
  check_euler (check);
}

void
wg_verify_add_problem (WgVerify *verify, WgProblemKind kind, guint32 id, guint32 other,
                       WgPoint place)
{
  WgProblem problem = { kind, id, other, place };

  if (verify->problems->len < WG_VERIFY_MAX_PROBLEMS)
    g_array_append_val (verify->problems, problem);
}

gboolean
wg_verify_must_stop (WgVerify *verify)
{
  return verify->problems->len >= WG_VERIFY_MAX_PROBLEMS
         || g_cancellable_is_cancelled (verify->cancellable);
}

gboolean
wg_coverage_verify (const WgCoverage *coverage,
                    GArray           *problems,
                    const WgProgress *progress,
                    GCancellable     *cancellable,
                    GError          **error)
{
  Check check = { { coverage, problems, NULL, { 0 }, progress, cancellable } };

  check.verify.rays = g_array_new (FALSE, FALSE, sizeof (WgVerifyRay));
  /* Rows that do not fit together would send the later checks astray. */
  if (check_rows (&check.verify))
    {
      wg_progress_report (progress, 0.1);
      check_stars (&check);
      if (!wg_verify_must_stop (&check.verify))
        check_rings (&check);
      wg_progress_report (progress, 0.3);
      if (!wg_verify_must_stop (&check.verify))
        wg_verify_segments (&check.verify);
    }
  wg_progress_report (progress, 1.0);
  g_array_unref (check.verify.rays);
  wg_key_map_clear (&check.verify.reported);
  g_free (check.spokes);
  g_free (check.next);
  g_free (check.face_area2);
  g_free (check.ring_area2);
  g_free (check.n_outer);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
