/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-coverage-shape"

#include "wg-coverage-private.h"
#include "wg-coverage-shape.h"
#include "wg-forest.h"

#include <stdlib.h>

/* A closed walk along the border of a union, between two visits of one node. */
typedef struct
{
  guint first; /* in Union.walk */
  guint n;
  guint component; /* the face that stands for the connected part it borders */
  gboolean is_hole;
} Loop;

typedef struct
{
  const WgCoverage *coverage;
  WgIdMap members;  /* face -> its place in @roots */
  guint *roots;     /* union-find over the faces, joined across the arcs inside */
  GArray *borders;  /* of WgHalfEdge: a member on the left, none on the right */
  WgIdMap walked;   /* half-edges of @borders that a loop has */
  GArray *walk;     /* of WgHalfEdge: the loops, one after the other */
  GArray *loops;    /* of Loop */
  GArray *points;   /* of WgPoint: scratch */
} Union;

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

/* By part, the outer ring first. */
static int
compare_loops (gconstpointer a, gconstpointer b)
{
  const Loop *first = a, *second = b;

  if (first->component != second->component)
    return first->component < second->component ? -1 : 1;
  if (first->is_hole != second->is_hole)
    return first->is_hole ? 1 : -1;
  return (first->first > second->first) - (first->first < second->first);
}

static void
collect_ring (Union *sum, WgFaceId face, WgHalfEdge from)
{
  guint place = wg_id_map_get (&sum->members, face, 0);
  WgHalfEdge at = from;

  do
    {
      guint other = wg_id_map_get (&sum->members, wg_half_edge_left (sum->coverage, at ^ 1),
                                   G_MAXUINT);
      if (other == G_MAXUINT)
        g_array_append_val (sum->borders, at);
      else
        wg_forest_join (sum->roots, place, other);
      at = sum->coverage->next[at];
    }
  while (at != from);
}

static void
collect_borders (Union *sum, const WgFaceId *faces, guint n_faces)
{
  for (guint i = 0; i < n_faces; i++)
    wg_id_map_set (&sum->members, faces[i], i);
  for (guint i = 0; i < n_faces; i++)
    sum->roots[i] = i;
  for (guint i = 0; i < n_faces; i++)
    {
      const WgFaceRow *row = &sum->coverage->faces[faces[i]];
      collect_ring (sum, faces[i], row->outer);
      for (guint hole = 0; hole < row->n_holes; hole++)
        collect_ring (sum, faces[i], row->holes[hole]);
    }
  g_array_sort (sum->borders, compare_ids);
}

/* The border goes on along the same wedge of the union: past the arcs inside it. */
static WgHalfEdge
next_border (const Union *sum, WgHalfEdge at)
{
  const WgCoverage *coverage = sum->coverage;

  at = coverage->next[at];
  while (wg_id_map_has (&sum->members, wg_half_edge_left (coverage, at ^ 1)))
    at = coverage->next[at ^ 1];
  return at;
}

static __int128
walk_area2 (const Union *sum, guint first, guint n)
{
  __int128 area2 = 0;

  for (guint i = first; i < first + n; i++)
    {
      WgHalfEdge at = g_array_index (sum->walk, WgHalfEdge, i);
      __int128 part = wg_line_area2 (sum->coverage->arcs[at >> 1].line);
      area2 += at & 1 ? -part : part;
    }
  return area2;
}

static void
add_loop (Union *sum, const WgHalfEdge *half_edges, guint n)
{
  Loop loop = { sum->walk->len, n, 0, FALSE };
  WgFaceId face = wg_half_edge_left (sum->coverage, half_edges[0]);

  g_array_append_vals (sum->walk, half_edges, n);
  loop.component = wg_forest_root (sum->roots, wg_id_map_get (&sum->members, face, 0));
  loop.is_hole = walk_area2 (sum, loop.first, n) < 0;
  g_array_append_val (sum->loops, loop);
}

/* Walks one border and cuts it where it comes back to a node: the loops touch there only. */
static void
walk_border (Union *sum, WgHalfEdge from)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  WgIdMap places = { 0 }; /* node -> where in @open it was left, plus one; 0: no longer */
  WgHalfEdge at = from;

  do
    {
      WgNodeId origin = wg_half_edge_origin (sum->coverage, at);
      guint place = wg_id_map_get (&places, origin, 0);

      if (place != 0)
        {
          for (guint i = place; i < open->len; i++)
            wg_id_map_set (&places,
                           wg_half_edge_origin (sum->coverage,
                                                g_array_index (open, WgHalfEdge, i)),
                           0);
          add_loop (sum, &g_array_index (open, WgHalfEdge, place - 1), open->len - (place - 1));
          g_array_set_size (open, place - 1);
        }
      g_array_append_val (open, at);
      wg_id_map_set (&places, origin, open->len);
      wg_id_map_set (&sum->walked, at, 1);
      at = next_border (sum, at);
    }
  while (at != from);
  if (open->len > 0)
    add_loop (sum, (WgHalfEdge *) (gpointer) open->data, open->len);
  wg_id_map_clear (&places);
}

static void
append_points (const Union *sum, const Loop *loop)
{
  g_array_set_size (sum->points, 0);
  for (guint i = loop->first; i < loop->first + loop->n; i++)
    {
      WgHalfEdge at = g_array_index (sum->walk, WgHalfEdge, i);
      const WgLine *line = sum->coverage->arcs[at >> 1].line;

      if ((at & 1) == 0)
        g_array_append_vals (sum->points, line->points, line->n_points - 1);
      else
        for (guint k = line->n_points - 1; k > 0; k--)
          g_array_append_val (sum->points, line->points[k]);
    }
}

static void
append_loops (Union *sum, WgShape *shape)
{
  guint part = G_MAXUINT;

  g_array_sort (sum->loops, compare_loops);
  for (guint i = 0; i < sum->loops->len; i++)
    {
      const Loop *loop = &g_array_index (sum->loops, Loop, i);

      if (!loop->is_hole)
        part++;
      append_points (sum, loop);
      wg_shape_add_ring (shape, (const WgPoint *) (gpointer) sum->points->data,
                         sum->points->len, part, loop->is_hole);
    }
}

void
wg_coverage_face_shape (const WgCoverage *coverage, WgFaceId face, WgShape *shape_out)
{
  wg_coverage_dissolve (coverage, &face, 1, shape_out);
}

void
wg_coverage_face_edges (const WgCoverage *coverage, WgFaceId face, GArray *half_edges_out)
{
  const WgFaceRow *row = &coverage->faces[face];

  g_return_if_fail (face != WG_FACE_OUTSIDE && wg_coverage_has_face (coverage, face));
  for (guint i = 0; i <= row->n_holes; i++)
    {
      WgHalfEdge from = i == 0 ? row->outer : row->holes[i - 1], at = from;

      do
        {
          g_array_append_val (half_edges_out, at);
          at = coverage->next[at];
        }
      while (at != from);
    }
}

void
wg_coverage_dissolve (const WgCoverage *coverage,
                      const WgFaceId   *faces,
                      guint             n_faces,
                      WgShape          *shape_out)
{
  Union sum = { coverage };
  g_autofree WgFaceId *members = g_memdup2 (faces, n_faces * sizeof (WgFaceId));

  wg_shape_clear (shape_out);
  for (guint i = 0; i < n_faces; i++)
    g_return_if_fail (wg_coverage_has_face (coverage, faces[i]));
  /* The result is the same for any order of the faces. */
  if (n_faces > 1)
    qsort (members, n_faces, sizeof (WgFaceId), compare_ids);
  sum.roots = g_new (guint, n_faces + 1);
  sum.borders = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  sum.walk = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  sum.loops = g_array_new (FALSE, FALSE, sizeof (Loop));
  sum.points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  collect_borders (&sum, members, n_faces);
  for (guint i = 0; i < sum.borders->len; i++)
    {
      WgHalfEdge at = g_array_index (sum.borders, WgHalfEdge, i);
      if (!wg_id_map_has (&sum.walked, at))
        walk_border (&sum, at);
    }
  append_loops (&sum, shape_out);
  wg_id_map_clear (&sum.members);
  wg_id_map_clear (&sum.walked);
  g_free (sum.roots);
  g_array_unref (sum.borders);
  g_array_unref (sum.walk);
  g_array_unref (sum.loops);
  g_array_unref (sum.points);
}

__int128
wg_coverage_face_area2 (const WgCoverage *coverage, WgFaceId face)
{
  const WgFaceRow *row = NULL;
  __int128 area2 = 0;

  g_return_val_if_fail (wg_coverage_has_face (coverage, face), 0);

  row = &coverage->faces[face];
  area2 = wg_coverage_ring_area2 (coverage, row->outer);
  for (guint i = 0; i < row->n_holes; i++)
    area2 += wg_coverage_ring_area2 (coverage, row->holes[i]);
  return area2;
}

WgEnvelope
wg_coverage_face_extent (const WgCoverage *coverage, WgFaceId face)
{
  WgEnvelope extent = WG_ENVELOPE_EMPTY;
  WgHalfEdge from = 0, at = 0;

  g_return_val_if_fail (wg_coverage_has_face (coverage, face), extent);

  from = at = coverage->faces[face].outer;
  do
    {
      wg_envelope_add (&extent, &coverage->arcs[at >> 1].line->envelope);
      at = coverage->next[at];
    }
  while (at != from);
  return extent;
}

void
wg_coverage_measure_faces (const WgCoverage *coverage, gint64 *areas2_out, WgEnvelope *boxes_out)
{
  for (WgFaceId face = 0; face < coverage->face_limit; face++)
    boxes_out[face] = WG_ENVELOPE_EMPTY;
  for (WgArcId id = 1; id < coverage->arc_limit; id++)
    {
      const WgArc *arc = &coverage->arcs[id];
      guint64 swept = 0;

      if (arc->line == NULL)
        continue;
      /* Sums may overflow on the way; the area of a face does not, so that wrapping is exact. */
      for (guint i = 1; i < arc->line->n_points; i++)
        {
          WgPoint a = arc->line->points[i - 1], b = arc->line->points[i];

          swept += (guint64) ((gint64) a.x * b.y - (gint64) b.x * a.y);
        }
      areas2_out[arc->left] = (gint64) ((guint64) areas2_out[arc->left] + swept);
      areas2_out[arc->right] = (gint64) ((guint64) areas2_out[arc->right] - swept);
      wg_envelope_add (&boxes_out[arc->left], &arc->line->envelope);
      wg_envelope_add (&boxes_out[arc->right], &arc->line->envelope);
    }
}
