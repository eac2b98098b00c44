/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-line.h"

G_BEGIN_DECLS

/**
 * WgCoverage:
 *
 * The division of a territory: a planar graph of nodes, arcs and faces, in project millimetres.
 *
 * - A *node* is a point where arcs end. An *arc* is a line between two nodes with a face on its
 *   left and one on its right (a ring without a junction is an arc that starts and ends at one
 *   node). A *face* is a bounded connected region; its owner is a grid id, or 0: owned by nobody.
 * - Face 0 (%WG_FACE_OUTSIDE) is the unbounded outside; it is never stored and never owned.
 * - Ids start at 1, are chosen by the coverage (greatest id in use + 1) and survive a restart.
 * - Arcs with the same *owner* on both sides are allowed (two faces of one grid); an edit heals
 *   nodes of degree 2 that it creates, and only those.
 * - A half-edge is arc << 1 | direction: 0 runs as the line does and has the arc's left face on
 *   its left; 1 runs backwards.
 *
 * Live object: the main thread only, except while a worker owns it alone. Workers read a
 * wg_coverage_copy() (lines are shared).
 */
typedef struct _WgCoverage WgCoverage;

typedef guint32 WgNodeId;
typedef guint32 WgArcId;
typedef guint32 WgFaceId;
typedef guint32 WgHalfEdge;

#define WG_FACE_OUTSIDE ((WgFaceId) 0)
#define WG_HALF_EDGE(arc, backwards) (((WgHalfEdge) (arc) << 1) | ((backwards) ? 1u : 0u))
#define WG_HALF_EDGE_ARC(half_edge) ((WgArcId) ((half_edge) >> 1))
#define WG_HALF_EDGE_TWIN(half_edge) ((half_edge) ^ 1u)

typedef struct
{
  WgLine *line;
  WgNodeId start;
  WgNodeId end;
  WgFaceId left;
  WgFaceId right;
} WgArc;

WgCoverage    *wg_coverage_new           (void);
void           wg_coverage_free          (WgCoverage       *coverage);
WgCoverage    *wg_coverage_copy          (const WgCoverage *coverage);

/* Loading, in any order; then wg_coverage_finish() builds what is derived. */
void           wg_coverage_load_node     (WgCoverage       *coverage,
                                          WgNodeId          id,
                                          WgPoint           point);
void           wg_coverage_load_arc      (WgCoverage       *coverage,
                                          WgArcId           id,
                                          const WgArc      *arc);
void           wg_coverage_load_face     (WgCoverage       *coverage,
                                          WgFaceId          id,
                                          guint32           owner);
gboolean       wg_coverage_finish        (WgCoverage       *coverage,
                                          GError          **error);

/* Counts, and one past the greatest id in use: loop from 1 below it and skip what is absent. */
guint          wg_coverage_n_nodes       (const WgCoverage *coverage);
guint          wg_coverage_n_arcs        (const WgCoverage *coverage);
guint          wg_coverage_n_faces       (const WgCoverage *coverage);
guint64        wg_coverage_n_points      (const WgCoverage *coverage);
WgNodeId       wg_coverage_node_limit    (const WgCoverage *coverage);
WgArcId        wg_coverage_arc_limit     (const WgCoverage *coverage);
WgFaceId       wg_coverage_face_limit    (const WgCoverage *coverage);
WgEnvelope     wg_coverage_envelope      (const WgCoverage *coverage);

gboolean       wg_coverage_has_node      (const WgCoverage *coverage,
                                          WgNodeId          id);
WgPoint        wg_coverage_node_point    (const WgCoverage *coverage,
                                          WgNodeId          id);
const WgArc   *wg_coverage_arc           (const WgCoverage *coverage,
                                          WgArcId           id); /* NULL when absent */
gboolean       wg_coverage_has_face      (const WgCoverage *coverage,
                                          WgFaceId          id);
guint32        wg_coverage_owner         (const WgCoverage *coverage,
                                          WgFaceId          id); /* 0 for the outside */
/** The next half-edge around the face on the left of @half_edge. */
WgHalfEdge     wg_coverage_next          (const WgCoverage *coverage,
                                          WgHalfEdge        half_edge);
WgFaceId       wg_coverage_left_face     (const WgCoverage *coverage,
                                          WgHalfEdge        half_edge);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCoverage, wg_coverage_free)

G_END_DECLS
