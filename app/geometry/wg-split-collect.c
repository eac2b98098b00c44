/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-split-collect"

#include "wg-split.h"

/* Arcs around the faces to be traced that no stroke touched. */
static void
add_ring_arcs (WgSplit *split, WgHalfEdge from, WgIdMap *added)
{
  const WgCoverage *coverage = split->coverage;
  WgHalfEdge at = from;

  if (from == 0)
    return;
  do
    {
      WgArcId id = at >> 1;
      guint chain = wg_id_map_get (&split->noding.loaded, id, G_MAXUINT);

      if ((chain == G_MAXUINT || !WG_NODING_CHAIN (&split->noding, chain).is_touched)
          && wg_id_map_set (added, id, 1))
        {
          const WgArc *row = &coverage->arcs[id];
          WgSplitArc arc = { id, G_MAXUINT, 0, 0, row->start, row->end, row->left, row->right };
          g_array_append_val (split->arcs, arc);
        }
      at = coverage->next[at];
    }
  while (at != from);
}

static void
add_face (WgSplit *split, GArray *faces, WgFaceId face)
{
  if (wg_id_map_set (&split->faces, face, 1))
    g_array_append_val (faces, face);
}

static void
add_rim_ring (WgSplit *split, WgHalfEdge from, WgIdMap *walked, WgIdMap *added)
{
  WgHalfEdge at = from;

  if (wg_id_map_has (walked, from))
    return;
  do
    wg_id_map_set (walked, at, 1);
  while ((at = split->coverage->next[at]) != from);
  add_ring_arcs (split, from, added);
}

static void
add_rim_of_arc (WgSplit *split, WgArcId id, WgIdMap *walked, WgIdMap *added)
{
  const WgArc *row = &split->coverage->arcs[id];

  if (row->left == WG_FACE_OUTSIDE || row->right == WG_FACE_OUTSIDE)
    add_rim_ring (split, WG_HALF_EDGE (id, row->left != WG_FACE_OUTSIDE), walked, added);
}

/* All that a new piece of the outside can have as its outline. */
static WgEnvelope
measure_outlines (const WgSplit *split)
{
  WgEnvelope envelope = WG_ENVELOPE_EMPTY;

  for (guint i = 0; i < split->arcs->len; i++)
    {
      const WgSplitArc *arc = &WG_SPLIT_ARC (split, i);
      guint n = 0;
      const WgPoint *points = wg_split_arc_points (split, arc, &n);

      if (arc->is_dropped || (arc->left != WG_FACE_OUTSIDE && arc->right != WG_FACE_OUTSIDE))
        continue;
      for (guint k = 0; k < n; k++)
        wg_envelope_add_point (&envelope, points[k]);
    }
  return envelope;
}

/* Arcs around the outside: the rings that the arcs so far are part of, and those that may lie in a
 * piece that is cut off from it. What is elsewhere stays as it is. */
static void
add_rims (WgSplit *split, WgIdMap *added)
{
  const WgFaceRow *outside = &split->coverage->faces[WG_FACE_OUTSIDE];
  WgIdMap walked = { 0 };
  WgEnvelope envelope;

  for (guint i = split->noding.n_strokes; i < split->noding.chains->len; i++)
    if (WG_NODING_CHAIN (&split->noding, i).is_touched)
      add_rim_of_arc (split, WG_NODING_CHAIN (&split->noding, i).arc, &walked, added);
  for (guint i = 0; i < split->arcs->len; i++)
    if (WG_SPLIT_ARC (split, i).arc != 0)
      add_rim_of_arc (split, WG_SPLIT_ARC (split, i).arc, &walked, added);
  envelope = measure_outlines (split);
  for (guint i = 0; i < outside->n_holes; i++)
    {
      const WgLine *line = split->coverage->arcs[outside->holes[i] >> 1].line;

      if (wg_envelope_contains (&envelope, line->points[0]))
        add_rim_ring (split, outside->holes[i], &walked, added);
    }
  wg_id_map_clear (&walked);
}

/* The faces of the strokes; after a pinch all faces of touched arcs, some of which may be gone. */
void
wg_split_collect_faces (WgSplit *split)
{
  WgIdMap added = { 0 };
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  for (guint i = 0; i < split->arcs->len; i++)
    if (WG_SPLIT_ARC (split, i).arc == 0 && !WG_SPLIT_ARC (split, i).is_dropped)
      add_face (split, faces, WG_SPLIT_ARC (split, i).left);
  for (guint i = split->noding.n_strokes; split->is_pinched && i < split->noding.chains->len; i++)
    {
      const WgChain *chain = &WG_NODING_CHAIN (&split->noding, i);

      if (!chain->is_touched)
        continue;
      add_face (split, faces, split->coverage->arcs[chain->arc].left);
      add_face (split, faces, split->coverage->arcs[chain->arc].right);
    }
  for (guint i = 0; i < faces->len; i++)
    {
      WgFaceId face = g_array_index (faces, WgFaceId, i);
      const WgFaceRow *row = &split->coverage->faces[face];

      if (face == WG_FACE_OUTSIDE)
        continue;
      add_ring_arcs (split, row->outer, &added);
      for (guint k = 0; k < row->n_holes; k++)
        add_ring_arcs (split, row->holes[k], &added);
    }
  if (wg_id_map_has (&split->faces, WG_FACE_OUTSIDE))
    add_rims (split, &added);
  wg_id_map_clear (&added);
}
