/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-coverage-apply"

#include "wg-coverage-private.h"

#include <string.h>

/* One change on its way into a coverage, forwards or backwards. */
typedef struct
{
  WgCoverage *coverage;
  const WgCoverageChange *change;
  gboolean backwards;
  WgIdMap arcs;  /* changed arc -> its place in the change */
  WgIdMap nodes; /* node whose star changes -> 1 when it is there afterwards */
  WgIdMap faces; /* faces whose rings change */
  GArray *outs;  /* of NodeOut: the stars of those nodes as they will be */
} Step;

/* A half-edge that leaves a node. */
typedef struct
{
  WgNodeId node;
  WgHalfEdge half_edge;
} NodeOut;

static gboolean
refuse (GError **error, const char *what, guint32 id)
{
  g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CONFLICT, "%s %u", what, id);
  return FALSE;
}

static void
step_clear (Step *step)
{
  wg_id_map_clear (&step->arcs);
  wg_id_map_clear (&step->nodes);
  wg_id_map_clear (&step->faces);
  g_array_unref (step->outs);
}

static const WgArc *
arc_side (const Step *step, const WgArcChange *row, gboolean after)
{
  return (after != step->backwards) ? &row->after : &row->before;
}

static gboolean
check_node_rows (Step *step, GError **error)
{
  for (guint i = 0; i < step->change->nodes->len; i++)
    {
      const WgNodeChange *row = &g_array_index (step->change->nodes, WgNodeChange, i);
      gboolean had = step->backwards ? row->has : row->had;
      WgPoint point = step->backwards ? row->after : row->before;

      if (row->id == 0 || row->id >= WG_COVERAGE_ID_MAX
          || had != wg_coverage_has_node (step->coverage, row->id)
          || (had && !wg_point_equal (point, step->coverage->nodes[row->id].point)))
        return refuse (error, "The change does not fit node", row->id);
      wg_id_map_set (&step->nodes, row->id, step->backwards ? row->had : row->has);
    }
  return TRUE;
}

static gboolean
check_face_rows (Step *step, GError **error)
{
  for (guint i = 0; i < step->change->faces->len; i++)
    {
      const WgFaceChange *row = &g_array_index (step->change->faces, WgFaceChange, i);
      gboolean had = step->backwards ? row->has : row->had;
      guint32 owner = step->backwards ? row->owner_after : row->owner_before;

      if (row->id == 0 || row->id >= WG_COVERAGE_ID_MAX
          || had != wg_coverage_has_face (step->coverage, row->id)
          || (had && owner != wg_coverage_owner (step->coverage, row->id)))
        return refuse (error, "The change does not fit face", row->id);
      if (row->had != row->has)
        wg_id_map_set (&step->faces, row->id, step->backwards ? row->had : row->has);
    }
  return TRUE;
}

static gboolean
check_arc_before (const Step *step, const WgArcChange *row)
{
  const WgArc *expected = arc_side (step, row, FALSE);
  const WgArc *arc = wg_coverage_arc (step->coverage, row->id);

  if (row->id == 0 || row->id >= WG_COVERAGE_ID_MAX)
    return FALSE;
  if (arc == NULL || expected->line == NULL)
    return arc == NULL && expected->line == NULL;
  return arc->start == expected->start && arc->end == expected->end
         && arc->left == expected->left && arc->right == expected->right
         && wg_line_equal (arc->line, expected->line);
}

/* A node or face that an arc of the change names: it exists afterwards, and is renewed. */
static gboolean
touch_id (WgIdMap *map, guint32 id, gboolean is_there)
{
  guint32 has = wg_id_map_get (map, id, 2);

  if (has != 2)
    return has == 1;
  wg_id_map_set (map, id, is_there);
  return is_there;
}

static gboolean
touch_arc_ends (Step *step, const WgArc *arc, gboolean is_after)
{
  const WgCoverage *coverage = step->coverage;
  gboolean is_good = TRUE;

  if (arc->line == NULL)
    return TRUE;
  is_good &= touch_id (&step->nodes, arc->start, wg_coverage_has_node (coverage, arc->start));
  is_good &= touch_id (&step->nodes, arc->end, wg_coverage_has_node (coverage, arc->end));
  is_good &= touch_id (&step->faces, arc->left,
                       arc->left == 0 || wg_coverage_has_face (coverage, arc->left));
  is_good &= touch_id (&step->faces, arc->right,
                       arc->right == 0 || wg_coverage_has_face (coverage, arc->right));
  return !is_after || (is_good && arc->left != arc->right);
}

static gboolean
check_arc_rows (Step *step, GError **error)
{
  for (guint i = 0; i < step->change->arcs->len; i++)
    {
      const WgArcChange *row = &g_array_index (step->change->arcs, WgArcChange, i);

      if (!check_arc_before (step, row))
        return refuse (error, "The change does not fit arc", row->id);
      wg_id_map_set (&step->arcs, row->id, i);
      if (!touch_arc_ends (step, arc_side (step, row, FALSE), FALSE)
          || !touch_arc_ends (step, arc_side (step, row, TRUE), TRUE))
        return refuse (error, "The change leaves no place for arc", row->id);
    }
  return TRUE;
}

static int
compare_outs (gconstpointer a, gconstpointer b)
{
  const NodeOut *first = a, *second = b;

  if (first->node != second->node)
    return first->node < second->node ? -1 : 1;
  return (first->half_edge > second->half_edge) - (first->half_edge < second->half_edge);
}

/* The stars of all touched nodes: their half-edges that stay, and those of the changed arcs. */
static void
collect_outs (Step *step)
{
  const WgCoverage *coverage = step->coverage;

  for (guint i = 0; i < step->nodes.size; i++)
    {
      WgNodeId node = step->nodes.keys[i];
      NodeOut out = { node, 0 };

      if (node == G_MAXUINT32 || !wg_coverage_has_node (coverage, node))
        continue;
      out.half_edge = coverage->nodes[node].out;
      do
        {
          if (!wg_id_map_has (&step->arcs, out.half_edge >> 1))
            g_array_append_val (step->outs, out);
          out.half_edge = coverage->next[out.half_edge ^ 1];
        }
      while (out.half_edge != coverage->nodes[node].out);
    }
  for (guint i = 0; i < step->change->arcs->len; i++)
    {
      const WgArcChange *row = &g_array_index (step->change->arcs, WgArcChange, i);
      const WgArc *arc = arc_side (step, row, TRUE);
      NodeOut ends[2] = { { arc->start, WG_HALF_EDGE (row->id, FALSE) },
                          { arc->end, WG_HALF_EDGE (row->id, TRUE) } };

      if (arc->line != NULL)
        g_array_append_vals (step->outs, ends, 2);
    }
  g_array_sort (step->outs, compare_outs);
}

static void
put_rows (Step *step, gboolean after)
{
  const WgCoverageChange *change = step->change;
  gboolean use_after = after != step->backwards;

  for (guint i = 0; i < change->nodes->len; i++)
    {
      const WgNodeChange *row = &g_array_index (change->nodes, WgNodeChange, i);
      wg_coverage_put_node (step->coverage, row->id, use_after ? row->has : row->had,
                            use_after ? row->after : row->before);
    }
  for (guint i = 0; i < change->arcs->len; i++)
    {
      const WgArcChange *row = &g_array_index (change->arcs, WgArcChange, i);
      wg_coverage_put_arc (step->coverage, row->id, use_after ? &row->after : &row->before);
    }
  for (guint i = 0; i < change->faces->len; i++)
    {
      const WgFaceChange *row = &g_array_index (change->faces, WgFaceChange, i);
      wg_coverage_put_face (step->coverage, row->id, use_after ? row->has : row->had,
                            use_after ? row->owner_after : row->owner_before);
    }
}

static gboolean
check_ends (const WgCoverage *coverage, WgNodeId node, const WgHalfEdge *out, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const WgLine *line = coverage->arcs[out[i] >> 1].line;
      WgPoint end = line->points[out[i] & 1 ? line->n_points - 1 : 0];

      if (!wg_point_equal (end, coverage->nodes[node].point))
        return FALSE;
    }
  return TRUE;
}

/* Sorts, checks and links the stars, which are in order of their nodes. */
static gboolean
link_outs (Step *step)
{
  WgCoverage *coverage = step->coverage;
  const GArray *outs = step->outs;
  g_autoptr (GArray) star = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  guint n_stars = 0;

  for (guint i = 0; i < outs->len; i++)
    {
      const NodeOut *out = &g_array_index (outs, NodeOut, i);
      WgHalfEdge *half_edges = NULL;

      g_array_append_val (star, out->half_edge);
      if (i + 1 < outs->len && g_array_index (outs, NodeOut, i + 1).node == out->node)
        continue;
      half_edges = (WgHalfEdge *) (gpointer) star->data;
      if (!wg_coverage_has_node (coverage, out->node)
          || !check_ends (coverage, out->node, half_edges, star->len))
        return FALSE;
      wg_coverage_sort_star (coverage, half_edges, star->len);
      if (!wg_coverage_check_star (coverage, half_edges, star->len))
        return FALSE;
      wg_coverage_link_star (coverage, out->node, half_edges, star->len);
      g_array_set_size (star, 0);
      n_stars++;
    }
  for (guint i = 0; i < step->nodes.size; i++)
    if (step->nodes.keys[i] != G_MAXUINT32 && wg_coverage_has_node (coverage, step->nodes.keys[i]))
      n_stars--;
  return n_stars == 0;
}

/* A ring that passes a touched node: which face, and its least half-edge. */
typedef struct
{
  WgFaceId face;
  WgHalfEdge least;
  gboolean is_outer;
} FoundRing;

static int
compare_rings (gconstpointer a, gconstpointer b)
{
  const FoundRing *first = a, *second = b;

  return (first->least > second->least) - (first->least < second->least);
}

static void
walk_ring (const Step *step, WgHalfEdge from, WgIdMap *visited, GArray *rings)
{
  const WgCoverage *coverage = step->coverage;
  FoundRing ring = { wg_half_edge_left (coverage, from), from, FALSE };
  WgHalfEdge at = from;

  if (!wg_id_map_has (&step->faces, ring.face) || wg_id_map_has (visited, from))
    return;
  do
    {
      wg_id_map_set (visited, at, 1);
      ring.least = MIN (ring.least, at);
      at = coverage->next[at];
    }
  while (at != from);
  ring.is_outer = ring.face != WG_FACE_OUTSIDE && wg_coverage_ring_area2 (coverage, from) > 0;
  g_array_append_val (rings, ring);
}

/* Rings that pass no touched node stay as they are: their half-edges are unchanged. */
static void
keep_rings (const Step *step, WgFaceId face, const WgIdMap *visited, GArray *rings)
{
  const WgCoverage *coverage = step->coverage;
  const WgFaceRow *row = &coverage->faces[face];
  FoundRing ring = { face, row->outer, TRUE };

  if (ring.least != 0 && !wg_id_map_has (visited, ring.least)
      && !wg_id_map_has (&step->arcs, ring.least >> 1))
    g_array_append_val (rings, ring);
  ring.is_outer = FALSE;
  for (guint i = 0; i < row->n_holes; i++)
    {
      ring.least = row->holes[i];
      if (!wg_id_map_has (visited, ring.least) && !wg_id_map_has (&step->arcs, ring.least >> 1))
        g_array_append_val (rings, ring);
    }
}

static gboolean
set_rings (const Step *step, const GArray *rings)
{
  WgCoverage *coverage = step->coverage;

  for (guint i = 0; i < step->faces.size; i++)
    if (step->faces.keys[i] < coverage->face_limit)
      wg_face_row_clear_rings (&coverage->faces[step->faces.keys[i]]);
  for (guint i = 0; i < rings->len; i++)
    {
      const FoundRing *ring = &g_array_index (rings, FoundRing, i);
      if (ring->is_outer && !wg_face_row_may_have_outer (coverage, ring->face))
        return FALSE;
      wg_face_row_add_ring (&coverage->faces[ring->face], ring->least, ring->is_outer);
    }
  for (guint i = 0; i < step->faces.size; i++)
    if (wg_coverage_has_face (coverage, step->faces.keys[i])
        && coverage->faces[step->faces.keys[i]].outer == 0)
      return FALSE;
  return TRUE;
}

static gboolean
renew_rings (Step *step)
{
  const WgCoverage *coverage = step->coverage;
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (FoundRing));
  WgIdMap visited = { 0 };

  for (guint i = 0; i < step->outs->len; i++)
    {
      WgHalfEdge half_edge = g_array_index (step->outs, NodeOut, i).half_edge;
      walk_ring (step, half_edge, &visited, rings);
      walk_ring (step, half_edge ^ 1, &visited, rings);
    }
  for (guint i = 0; i < step->faces.size; i++)
    if (step->faces.keys[i] < coverage->face_limit)
      keep_rings (step, step->faces.keys[i], &visited, rings);
  wg_id_map_clear (&visited);
  g_array_sort (rings, compare_rings);
  return set_rings (step, rings);
}

/* Only a line that is gone and reached the edge can make the whole smaller. */
static void
renew_envelope (Step *step)
{
  WgCoverage *coverage = step->coverage;
  const WgEnvelope all = coverage->envelope;
  WgEnvelope gone = WG_ENVELOPE_EMPTY, come = WG_ENVELOPE_EMPTY;

  for (guint i = 0; i < step->change->arcs->len; i++)
    {
      const WgArcChange *row = &g_array_index (step->change->arcs, WgArcChange, i);
      const WgArc *before = arc_side (step, row, FALSE), *after = arc_side (step, row, TRUE);
      if (before->line != NULL)
        wg_envelope_add (&gone, &before->line->envelope);
      if (after->line != NULL)
        wg_envelope_add (&come, &after->line->envelope);
    }
  if ((gone.min_x > all.min_x || come.min_x <= gone.min_x)
      && (gone.min_y > all.min_y || come.min_y <= gone.min_y)
      && (gone.max_x < all.max_x || come.max_x >= gone.max_x)
      && (gone.max_y < all.max_y || come.max_y >= gone.max_y))
    return;
  coverage->envelope = WG_ENVELOPE_EMPTY;
  for (WgArcId id = 1; id < coverage->arc_limit; id++)
    if (coverage->arcs[id].line != NULL)
      wg_envelope_add (&coverage->envelope, &coverage->arcs[id].line->envelope);
}

/* Puts the rows back after a step that turned out to be no coverage. */
static void
take_back (Step *step)
{
  g_autoptr (GError) error = NULL;

  put_rows (step, FALSE);
  if (!wg_coverage_finish (step->coverage, &error))
    g_error ("The coverage could not be restored: %s", error->message);
}

/**
 * wg_coverage_apply:
 * @coverage: a finished coverage
 * @change: rows sorted by id
 * @backwards: undo instead of do
 * @error: %WG_GEOMETRY_ERROR_CONFLICT when the rows are not as @change expects them, or would not
 *   be a coverage afterwards
 *
 * Costs what the stars and rings around the changed arcs cost. Main thread, or the owner of a copy.
 */
gboolean
wg_coverage_apply (WgCoverage             *coverage,
                   const WgCoverageChange *change,
                   gboolean                backwards,
                   GError                **error)
{
  Step step = { coverage, change, backwards, .outs = g_array_new (FALSE, FALSE, sizeof (NodeOut)) };
  gboolean is_good = FALSE;

  if (check_node_rows (&step, error) && check_face_rows (&step, error)
      && check_arc_rows (&step, error))
    {
      collect_outs (&step);
      put_rows (&step, TRUE);
      is_good = link_outs (&step) && renew_rings (&step);
      if (is_good)
        {
          renew_envelope (&step);
        }
      else
        {
          take_back (&step);
          g_set_error_literal (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CONFLICT,
                               "The change does not leave a coverage");
        }
    }
  step_clear (&step);
  return is_good;
}
