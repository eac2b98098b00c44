/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-split-faces"

#include "wg-split.h"

#include <stdlib.h>

/* An outer ring of a face that is cut, with its holes. */
typedef struct
{
  guint ring;
  WgFaceId whole;
  WgFaceId piece;
  __int128 area2; /* of the outer ring while holes are being given out, then of the piece */
  WgEnvelope envelope;
} Piece;

#define NO_RING G_MAXUINT /* in WgSplitRing.piece of a hole: it lies in no piece */

#define SPLIT_RING(split, i) g_array_index ((split)->rings, WgSplitRing, (i))
#define PIECE(pieces, i) g_array_index ((pieces), Piece, (i))

/* By face, then the largest first, then as found. */
static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const Piece *first = a, *second = b;

  if (first->whole != second->whole)
    return first->whole < second->whole ? -1 : 1;
  if (first->area2 != second->area2)
    return first->area2 > second->area2 ? -1 : 1;
  return (first->ring > second->ring) - (first->ring < second->ring);
}

static void
link_outs (WgSplit *split)
{
  for (guint first = 0, end = 0; first < split->outs->len; first = end)
    {
      WgNodeId node = g_array_index (split->outs, WgSplitOut, first).node;
      guint before = 0;

      for (end = first;
           end < split->outs->len && g_array_index (split->outs, WgSplitOut, end).node == node;
           end++)
        ;
      before = g_array_index (split->outs, WgSplitOut, end - 1).half;
      for (guint i = first; i < end; i++)
        {
          guint half = g_array_index (split->outs, WgSplitOut, i).half;
          split->next[half ^ 1] = before;
          before = half;
        }
    }
}

static __int128
half_area2 (const WgSplit *split, guint half)
{
  guint n = 0;
  const WgPoint *points = wg_split_arc_points (split, &WG_SPLIT_ARC (split, half >> 1), &n);
  __int128 area2 = 0;

  for (guint i = 1; i < n; i++)
    area2 += (gint64) points[i - 1].x * points[i].y - (gint64) points[i].x * points[i - 1].y;
  return half & 1 ? -area2 : area2;
}

static gboolean
trace_ring (WgSplit *split, guint from)
{
  WgSplitRing ring = { from, wg_split_left (split, from), 0, 0 };
  guint at = from;

  do
    {
      if (at == G_MAXUINT || split->ring_of[at] != G_MAXUINT
          || wg_split_left (split, at) != ring.face)
        return FALSE;
      split->ring_of[at] = split->rings->len;
      ring.area2 += half_area2 (split, at);
      at = split->next[at];
    }
  while (at != from);
  g_array_append_val (split->rings, ring);
  return TRUE;
}

/* Where @p is to a ring: -1 outside, 0 on it, 1 inside. Exact. */
static int
place_in_ring (const WgSplit *split, guint first, WgPoint p)
{
  gboolean is_inside = FALSE;
  guint at = first;

  do
    {
      guint n = 0;
      const WgPoint *points = wg_split_arc_points (split, &WG_SPLIT_ARC (split, at >> 1), &n);

      for (guint i = 1; i < n; i++)
        {
          WgPoint a = points[i - 1], b = points[i];
          WgPoint low = a.y < b.y ? a : b, high = a.y < b.y ? b : a;

          if (wg_point_on_segment (p, a, b))
            return 0;
          if (low.y <= p.y && p.y < high.y && wg_point_side (low, high, p) > 0)
            is_inside = !is_inside;
        }
      at = split->next[at];
    }
  while (at != first);
  return is_inside ? 1 : -1;
}

static WgPoint
ring_point (const WgSplit *split, guint ring)
{
  guint n = 0;

  return wg_split_arc_points (split, &WG_SPLIT_ARC (split, SPLIT_RING (split, ring).first >> 1),
                              &n)[0];
}

static GArray *
collect_pieces (const WgSplit *split)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  for (guint i = 0; i < split->rings->len; i++)
    {
      const WgSplitRing *ring = &SPLIT_RING (split, i);
      Piece piece = { i, ring->face, 0, ring->area2, WG_ENVELOPE_EMPTY };
      guint at = ring->first;

      if (ring->area2 <= 0)
        continue;
      do
        {
          guint n = 0;
          const WgPoint *points = wg_split_arc_points (split, &WG_SPLIT_ARC (split, at >> 1), &n);
          for (guint k = 0; k < n; k++)
            wg_envelope_add_point (&piece.envelope, points[k]);
          at = split->next[at];
        }
      while (at != ring->first);
      g_array_append_val (pieces, piece);
    }
  g_array_sort (pieces, compare_pieces);
  return pieces;
}

/* The piece of the same face that a hole lies in: the smallest outer ring strictly around it. */
static Piece *
find_piece (const WgSplit *split, GArray *pieces, guint hole)
{
  WgFaceId face = SPLIT_RING (split, hole).face;
  WgPoint p = ring_point (split, hole);
  Piece *best = NULL;
  guint n_same = 0;

  for (guint i = 0; i < pieces->len; i++)
    if (PIECE (pieces, i).whole == face)
      {
        best = &PIECE (pieces, i);
        n_same++;
      }
  if (n_same <= 1 && face != WG_FACE_OUTSIDE)
    return best;
  best = NULL;
  for (guint i = 0; i < pieces->len; i++)
    {
      Piece *piece = &PIECE (pieces, i);

      if (piece->whole != face || !wg_envelope_contains (&piece->envelope, p)
          || (best != NULL && SPLIT_RING (split, piece->ring).area2
                                >= SPLIT_RING (split, best->ring).area2))
        continue;
      if (place_in_ring (split, SPLIT_RING (split, piece->ring).first, p) > 0)
        best = piece;
    }
  return best;
}

/* Gives each ring to a piece. A ring of the outside that lies in no piece stays with it; borders that
 * fell together may close a pocket of it, which becomes a gap that nobody owns. */
static gboolean
give_holes (WgSplit *split, GArray *pieces)
{
  g_autofree guint *piece_of = g_new (guint, split->rings->len + 1);

  for (guint i = 0; i < split->rings->len; i++)
    {
      const WgSplitRing *ring = &SPLIT_RING (split, i);
      Piece *piece = NULL;

      piece_of[i] = NO_RING;
      if (ring->area2 == 0
          || (ring->face == WG_FACE_OUTSIDE && ring->area2 > 0 && !split->takes_outside
              && !split->is_pinched))
        return FALSE;
      if (ring->area2 > 0)
        continue;
      piece = find_piece (split, pieces, i);
      if (piece == NULL && ring->face != WG_FACE_OUTSIDE)
        return FALSE;
      if (piece == NULL)
        continue;
      piece->area2 += ring->area2;
      piece_of[i] = piece->ring;
    }
  for (guint i = 0; i < split->rings->len; i++)
    if (SPLIT_RING (split, i).area2 < 0)
      SPLIT_RING (split, i).piece = piece_of[i];
  return TRUE;
}

/* Numbers the pieces: the largest of each face keeps its id. Those of the outside are new. */
static void
number_pieces (WgSplit *split, GArray *pieces, GPtrArray *cuts)
{
  WgFaceId next_id = split->coverage->face_limit;

  for (guint first = 0, end = 0; first < pieces->len; first = end)
    {
      WgFaceCut *cut = NULL;
      WgFaceId whole = PIECE (pieces, first).whole;

      for (end = first; end < pieces->len && PIECE (pieces, end).whole == whole; end++)
        PIECE (pieces, end).piece
          = end == first && whole != WG_FACE_OUTSIDE ? whole : next_id++;
      if (whole == WG_FACE_OUTSIDE ? !split->takes_outside : end - first < 2)
        continue;
      cut = g_new (WgFaceCut, 1);
      cut->whole = whole;
      cut->pieces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
      for (guint i = first; i < end; i++)
        g_array_append_val (cut->pieces, PIECE (pieces, i).piece);
      g_ptr_array_add (cuts, cut);
    }
}

/* The rings learn the ids of their pieces; until now a hole knows the outer ring. */
static void
name_rings (WgSplit *split, const GArray *pieces)
{
  g_autofree WgFaceId *names = g_new0 (WgFaceId, split->rings->len + 1);

  for (guint i = 0; i < pieces->len; i++)
    names[PIECE (pieces, i).ring] = PIECE (pieces, i).piece;
  for (guint i = 0; i < split->rings->len; i++)
    {
      WgSplitRing *ring = &SPLIT_RING (split, i);
      guint outer = ring->area2 > 0 ? i : ring->piece;

      ring->piece = outer == NO_RING ? WG_FACE_OUTSIDE : names[outer];
    }
}

static void
record_faces (const WgSplit *split, const GArray *pieces, WgCoverageChange *change)
{
  const WgCoverage *coverage = split->coverage;
  WgIdMap kept = { 0 };

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &PIECE (pieces, i);
      wg_id_map_set (&kept, piece->piece, 1);
      wg_coverage_change_record_face (change, coverage, piece->piece, TRUE,
                                      wg_coverage_owner (coverage, piece->whole));
    }
  for (guint i = 0; i < split->faces.size; i++)
    {
      WgFaceId face = split->faces.keys[i];
      if (face != G_MAXUINT32 && face != WG_FACE_OUTSIDE && !wg_id_map_has (&kept, face))
        wg_coverage_change_record_face (change, coverage, face, FALSE, 0);
    }
  wg_id_map_clear (&kept);
}

static WgFaceId
face_after (const WgSplit *split, guint half)
{
  guint ring = split->ring_of[half];

  return ring == G_MAXUINT ? wg_split_left (split, half) : SPLIT_RING (split, ring).piece;
}

static WgLine *
make_line (const WgSplit *split, const WgSplitArc *arc)
{
  guint n = 0;
  const WgPoint *points = wg_split_arc_points (split, arc, &n);
  WgLine *whole = arc->arc != 0 ? split->coverage->arcs[arc->arc].line : NULL;

  if (whole != NULL
      && (arc->chain == G_MAXUINT
          || (n == whole->n_points && !WG_NODING_CHAIN (&split->noding, arc->chain).is_bent)))
    return wg_line_ref (whole);
  return wg_line_new (points, n);
}

/* The first part of an old arc keeps its id. */
static void
record_arcs (const WgSplit *split, WgCoverageChange *change, WgIdMap *seen)
{
  const WgCoverage *coverage = split->coverage;
  WgArcId next_id = coverage->arc_limit;

  for (guint i = 0; i < split->arcs->len; i++)
    {
      const WgSplitArc *arc = &WG_SPLIT_ARC (split, i);
      gboolean is_kept = arc->arc != 0 && wg_id_map_set (seen, arc->arc, 1);
      WgArc row = { NULL, arc->start, arc->end, face_after (split, i << 1),
                    face_after (split, i << 1 | 1) };

      row.line = make_line (split, arc);
      wg_coverage_change_record_arc (change, coverage, is_kept ? arc->arc : next_id++, &row);
      wg_line_unref (row.line);
    }
  for (guint i = split->noding.n_strokes; i < split->noding.chains->len; i++)
    {
      const WgChain *chain = &WG_NODING_CHAIN (&split->noding, i);
      if (chain->is_touched && !wg_id_map_has (seen, chain->arc))
        wg_coverage_change_record_arc (change, coverage, chain->arc, NULL);
    }
}

/* A node goes when every arc that it had fell together with others. */
static void
record_lost_node (const WgSplit *split, WgCoverageChange *change, WgNodeId node, WgIdMap *checked)
{
  const WgCoverage *coverage = split->coverage;
  WgHalfEdge at = coverage->nodes[node].out;

  if (!wg_id_map_set (checked, node, 1))
    return;
  for (guint i = 0; i < split->outs->len; i++)
    if (g_array_index (split->outs, WgSplitOut, i).node == node)
      return;
  do
    {
      guint chain = wg_id_map_get (&split->noding.loaded, at >> 1, G_MAXUINT);
      if (chain == G_MAXUINT || !WG_NODING_CHAIN (&split->noding, chain).is_touched)
        return;
      at = coverage->next[at ^ 1];
    }
  while (at != coverage->nodes[node].out);
  wg_coverage_change_record_node (change, coverage, node, NULL);
}

static void
record_nodes (const WgSplit *split, WgCoverageChange *change)
{
  const WgCoverage *coverage = split->coverage;
  WgIdMap checked = { 0 };

  for (guint i = 0; i < split->new_nodes->len; i++)
    wg_coverage_change_record_node (change, coverage, coverage->node_limit + i,
                                    &g_array_index (split->new_nodes, WgPoint, i));
  for (guint i = split->noding.n_strokes;
       split->is_pinched && i < split->noding.chains->len; i++)
    {
      const WgChain *chain = &WG_NODING_CHAIN (&split->noding, i);
      const WgArc *arc = &coverage->arcs[chain->arc];

      if (!chain->is_touched)
        continue;
      record_lost_node (split, change, arc->start, &checked);
      record_lost_node (split, change, arc->end, &checked);
    }
  wg_id_map_clear (&checked);
}

/** Traces the faces of the stroke arcs anew and drops the stroke arcs that cut nothing. */
gboolean
wg_split_trace (WgSplit *split, GError **error)
{
  guint n_halves = 0;

  wg_split_collect_faces (split);
  wg_split_sort_outs (split);
  n_halves = split->arcs->len * 2;
  split->next = g_new (guint, n_halves + 1);
  split->ring_of = g_new (guint, n_halves + 1);
  for (guint i = 0; i < n_halves; i++)
    split->next[i] = split->ring_of[i] = G_MAXUINT;
  link_outs (split);
  for (guint i = 0; i < n_halves; i++)
    if (!WG_SPLIT_ARC (split, i >> 1).is_dropped && split->ring_of[i] == G_MAXUINT
        && wg_id_map_has (&split->faces, wg_split_left (split, i)) && !trace_ring (split, i))
      {
        g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT,
                     "The borders of face %u do not close", wg_split_left (split, i));
        return FALSE;
      }
  /* A stroke arc with one ring on both sides divides nothing: a dangling end, or a bridge. */
  for (guint i = 0; i < split->arcs->len; i++)
    if (WG_SPLIT_ARC (split, i).arc == 0 && !WG_SPLIT_ARC (split, i).is_dropped
        && split->ring_of[i << 1] == split->ring_of[i << 1 | 1])
      WG_SPLIT_ARC (split, i).is_dropped = TRUE;
  return TRUE;
}

/** Writes the rows of the finished pass into @change, and what was cut into @cuts. */
gboolean
wg_split_record (WgSplit *split, WgCoverageChange *change, GPtrArray *cuts, GError **error)
{
  g_autoptr (GArray) pieces = collect_pieces (split);
  WgIdMap seen = { 0 };

  if (!give_holes (split, pieces))
    {
      g_set_error_literal (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT,
                           "A ring of a cut face lies in no piece");
      return FALSE;
    }
  g_array_sort (pieces, compare_pieces);
  number_pieces (split, pieces, cuts);
  name_rings (split, pieces);
  record_faces (split, pieces, change);
  record_nodes (split, change);
  record_arcs (split, change, &seen);
  wg_id_map_clear (&seen);
  wg_coverage_change_sort (change);
  return TRUE;
}
