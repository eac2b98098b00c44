/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-coverage-links"

#include "wg-coverage-private.h"

#include <string.h>

/* Half-edges that leave each node: those of node n are at first[n] .. first[n + 1]. */
typedef struct
{
  guint *first;
  WgHalfEdge *out;
} Stars;

static int
lower_half (WgPoint origin, WgPoint p)
{
  return p.y < origin.y || (p.y == origin.y && p.x < origin.x);
}

static WgPoint
step_of (const WgCoverage *coverage, WgHalfEdge half_edge)
{
  return wg_arc_first_step (&coverage->arcs[half_edge >> 1], half_edge & 1);
}

static int
compare_out (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const WgCoverage *coverage = user_data;
  WgHalfEdge first = *(const WgHalfEdge *) a, second = *(const WgHalfEdge *) b;
  WgPoint origin = coverage->nodes[wg_half_edge_origin (coverage, first)].point;
  int order = wg_angle_compare (origin, step_of (coverage, first), step_of (coverage, second));

  return order != 0 ? order : (first > second) - (first < second);
}

static gboolean
check_arc (const WgCoverage *coverage, WgArcId id)
{
  const WgArc *arc = &coverage->arcs[id];
  const WgLine *line = arc->line;

  if (!wg_coverage_has_node (coverage, arc->start) || !wg_coverage_has_node (coverage, arc->end)
      || (arc->left != WG_FACE_OUTSIDE && !wg_coverage_has_face (coverage, arc->left))
      || (arc->right != WG_FACE_OUTSIDE && !wg_coverage_has_face (coverage, arc->right))
      || arc->left == arc->right)
    return FALSE;
  if (!wg_point_equal (line->points[0], coverage->nodes[arc->start].point)
      || !wg_point_equal (line->points[line->n_points - 1], coverage->nodes[arc->end].point))
    return FALSE;
  for (guint i = 0; i < line->n_points; i++)
    if (!wg_point_is_valid (line->points[i])
        || (i > 0 && wg_point_equal (line->points[i - 1], line->points[i])))
      return FALSE;
  return TRUE;
}

static gboolean
check_rows (const WgCoverage *coverage, GError **error)
{
  if (coverage->is_damaged)
    {
      g_set_error_literal (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT,
                           "A row has a bad id or was given twice");
      return FALSE;
    }
  for (WgArcId id = 1; id < coverage->arc_limit; id++)
    if (coverage->arcs[id].line != NULL && !check_arc (coverage, id))
      {
        g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT,
                     "Arc %u does not fit its nodes, its faces or its points", id);
        return FALSE;
      }
  return TRUE;
}

static Stars
collect_stars (const WgCoverage *coverage)
{
  Stars stars = { g_new0 (guint, (gsize) coverage->node_limit + 2),
                  g_new (WgHalfEdge, (gsize) coverage->n_arcs * 2 + 1) };

  for (WgArcId id = 1; id < coverage->arc_limit; id++)
    if (coverage->arcs[id].line != NULL)
      {
        stars.first[coverage->arcs[id].start + 2]++;
        stars.first[coverage->arcs[id].end + 2]++;
      }
  for (guint i = 2; i < coverage->node_limit + 2; i++)
    stars.first[i] += stars.first[i - 1];
  for (WgArcId id = 1; id < coverage->arc_limit; id++)
    if (coverage->arcs[id].line != NULL)
      {
        stars.out[stars.first[coverage->arcs[id].start + 1]++] = WG_HALF_EDGE (id, FALSE);
        stars.out[stars.first[coverage->arcs[id].end + 1]++] = WG_HALF_EDGE (id, TRUE);
      }
  return stars;
}

static gboolean
link_all (WgCoverage *coverage, GError **error)
{
  Stars stars = collect_stars (coverage);
  gboolean is_good = TRUE;

  for (WgNodeId node = 1; node < coverage->node_limit && is_good; node++)
    if (coverage->nodes[node].is_present)
      {
        WgHalfEdge *out = stars.out + stars.first[node];
        guint n = stars.first[node + 1] - stars.first[node];

        wg_coverage_sort_star (coverage, out, n);
        is_good = wg_coverage_check_star (coverage, out, n);
        if (is_good)
          wg_coverage_link_star (coverage, node, out, n);
        else
          g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT,
                       "The arcs around node %u do not agree", node);
      }
  g_free (stars.first);
  g_free (stars.out);
  return is_good;
}

/* Walks the ring of @half_edge, marks its half-edges, and sums its area from that of the arcs. */
static __int128
mark_ring (const WgCoverage *coverage, WgHalfEdge half_edge, guint8 *marks)
{
  WgHalfEdge at = half_edge;
  __int128 area2 = 0;

  do
    {
      __int128 part = wg_line_area2 (coverage->arcs[at >> 1].line);
      area2 += at & 1 ? -part : part;
      marks[at] = 1;
      at = coverage->next[at];
    }
  while (at != half_edge);
  return area2;
}

static gboolean
find_rings (WgCoverage *coverage, GError **error)
{
  g_autofree guint8 *marks = g_malloc0 ((gsize) coverage->arc_limit * 2);

  for (WgFaceId id = 0; id < coverage->face_limit; id++)
    wg_face_row_clear_rings (&coverage->faces[id]);
  for (WgHalfEdge at = 2; at < coverage->arc_limit * 2; at++)
    {
      WgFaceId face = WG_FACE_OUTSIDE;
      __int128 area2 = 0;

      if (coverage->arcs[at >> 1].line == NULL || marks[at])
        continue;
      face = wg_half_edge_left (coverage, at);
      area2 = mark_ring (coverage, at, marks);
      if (area2 == 0 || (area2 > 0 && !wg_face_row_may_have_outer (coverage, face)))
        {
          g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT,
                       "A ring of face %u at arc %u runs the wrong way", face, at >> 1);
          return FALSE;
        }
      wg_face_row_add_ring (&coverage->faces[face], at, area2 > 0);
    }
  for (WgFaceId id = 1; id < coverage->face_limit; id++)
    if (coverage->faces[id].is_present && coverage->faces[id].outer == 0)
      {
        g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT,
                     "Face %u has no outer ring", id);
        return FALSE;
      }
  return TRUE;
}

/* Angles are compared by half plane, then by cross product: exact. */
int
wg_angle_compare (WgPoint origin, WgPoint a, WgPoint b)
{
  int half = lower_half (origin, a) - lower_half (origin, b);

  return half != 0 ? half : -wg_point_side (origin, a, b);
}

__int128
wg_line_area2 (const WgLine *line)
{
  __int128 area2 = 0;

  for (guint i = 1; i < line->n_points; i++)
    area2 += (gint64) line->points[i - 1].x * line->points[i].y
             - (gint64) line->points[i].x * line->points[i - 1].y;
  return area2;
}

__int128
wg_coverage_ring_area2 (const WgCoverage *coverage, WgHalfEdge half_edge)
{
  WgHalfEdge at = half_edge;
  __int128 area2 = 0;

  do
    {
      __int128 part = wg_line_area2 (coverage->arcs[at >> 1].line);
      area2 += at & 1 ? -part : part;
      at = coverage->next[at];
    }
  while (at != half_edge);
  return area2;
}

void
wg_face_row_clear_rings (WgFaceRow *row)
{
  row->outer = 0;
  row->n_holes = 0;
  g_clear_pointer (&row->holes, g_free);
}

/** Rings are to be added in ascending order. */
void
wg_face_row_add_ring (WgFaceRow *row, WgHalfEdge half_edge, gboolean is_outer)
{
  if (is_outer)
    {
      row->outer = half_edge;
      return;
    }
  /* Room is doubled whenever the count is a power of two: no size needs to be kept. */
  if ((row->n_holes & (row->n_holes - 1)) == 0)
    row->holes = g_renew (WgHalfEdge, row->holes, row->n_holes == 0 ? 1 : row->n_holes * 2);
  row->holes[row->n_holes++] = half_edge;
}

gboolean
wg_face_row_may_have_outer (const WgCoverage *coverage, WgFaceId face)
{
  return face != WG_FACE_OUTSIDE && coverage->faces[face].outer == 0;
}

void
wg_coverage_sort_star (const WgCoverage *coverage, WgHalfEdge *out, guint n)
{
  if (n > 12)
    {
      g_qsort_with_data (out, (gint) n, sizeof (WgHalfEdge), compare_out, (gpointer) coverage);
      return;
    }
  for (guint i = 1; i < n; i++)
    {
      WgHalfEdge moved = out[i];
      guint place = i;
      for (; place > 0 && compare_out (&moved, &out[place - 1], (gpointer) coverage) < 0; place--)
        out[place] = out[place - 1];
      out[place] = moved;
    }
}

gboolean
wg_coverage_check_star (const WgCoverage *coverage, const WgHalfEdge *out, guint n)
{
  if (n == 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      WgHalfEdge next = out[i + 1 == n ? 0 : i + 1];
      if (wg_half_edge_left (coverage, out[i]) != wg_half_edge_left (coverage, next ^ 1))
        return FALSE;
    }
  return TRUE;
}

void
wg_coverage_link_star (WgCoverage *coverage, WgNodeId node, const WgHalfEdge *out, guint n)
{
  for (guint i = 0; i < n; i++)
    coverage->next[out[i] ^ 1] = out[i == 0 ? n - 1 : i - 1];
  coverage->nodes[node].out = out[0];
}

/**
 * wg_coverage_finish:
 * @error: %WG_GEOMETRY_ERROR_CORRUPT when the rows are not a coverage
 *
 * Checks that the loaded rows fit together and builds what is derived: the order around the
 * nodes, the links around the faces and their rings. Crossings are not looked for: that is
 * wg_coverage_verify().
 */
gboolean
wg_coverage_finish (WgCoverage *coverage, GError **error)
{
  return check_rows (coverage, error) && link_all (coverage, error)
         && find_rings (coverage, error);
}
