/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-arc-index.h"
#include "wg-coverage-change.h"
#include "wg-coverage-edit.h"
#include "wg-coverage.h"
#include "wg-id-map.h"

G_BEGIN_DECLS

/** Greatest id that is accepted: a damaged file must not make the arrays explode. */
#define WG_COVERAGE_ID_MAX (1u << 26)

typedef struct
{
  WgPoint point;
  WgHalfEdge out; /* derived: one of the half-edges that start here */
  gboolean is_present;
} WgNodeRow;

typedef struct
{
  guint32 owner;
  gboolean is_present; /* FALSE for the outside, row 0, which has rings all the same */
  WgHalfEdge outer;    /* derived: least half-edge of the outer ring; 0 for the outside */
  guint n_holes;
  WgHalfEdge *holes;   /* derived: least half-edge of each hole, ascending */
} WgFaceRow;

struct _WgCoverage
{
  WgNodeRow *nodes;
  WgArc *arcs; /* line is NULL when absent */
  WgFaceRow *faces;
  WgHalfEdge *next; /* derived: by half-edge */
  guint node_limit, arc_limit, face_limit; /* one past the greatest id in use */
  guint node_size, arc_size, face_size;    /* rows allocated, zeroed beyond the limit */
  guint n_nodes, n_arcs, n_faces;
  guint64 n_points;
  WgEnvelope envelope;
  WgArcIndex index;
  gboolean is_damaged; /* a row could not even be kept */
};

static inline WgPoint
wg_arc_first_step (const WgArc *arc, gboolean backwards)
{
  return arc->line->points[backwards ? arc->line->n_points - 2 : 1];
}

static inline WgNodeId
wg_half_edge_origin (const WgCoverage *coverage, WgHalfEdge half_edge)
{
  const WgArc *arc = &coverage->arcs[half_edge >> 1];
  return half_edge & 1 ? arc->end : arc->start;
}

static inline WgFaceId
wg_half_edge_left (const WgCoverage *coverage, WgHalfEdge half_edge)
{
  const WgArc *arc = &coverage->arcs[half_edge >> 1];
  return half_edge & 1 ? arc->right : arc->left;
}

/** Directions @a and @b around @origin: negative when @a comes first counter-clockwise from
 *  east. Exact. */
int      wg_angle_compare            (WgPoint           origin,
                                      WgPoint           a,
                                      WgPoint           b);
/** Twice the area that the line sweeps about the origin; a ring's area is the sum over its arcs. */
__int128 wg_line_area2               (const WgLine     *line);
/** Twice the signed area of the ring of @half_edge. */
__int128 wg_coverage_ring_area2      (const WgCoverage *coverage,
                                      WgHalfEdge        half_edge);
void     wg_face_row_add_ring        (WgFaceRow        *row,
                                      WgHalfEdge        half_edge,
                                      gboolean          is_outer);
void     wg_face_row_clear_rings     (WgFaceRow        *row);
gboolean wg_face_row_may_have_outer  (const WgCoverage *coverage,
                                      WgFaceId          face);
/** The half-edges that leave one node, counter-clockwise: do both sides of each wedge name the
 *  same face? */
gboolean wg_coverage_check_star      (const WgCoverage *coverage,
                                      const WgHalfEdge *out,
                                      guint             n);
void     wg_coverage_sort_star       (const WgCoverage *coverage,
                                      WgHalfEdge       *out,
                                      guint             n);
void     wg_coverage_link_star       (WgCoverage       *coverage,
                                      WgNodeId          node,
                                      const WgHalfEdge *out,
                                      guint             n);

/* Rows without what is derived from them; the limits and counts are kept right. */
void     wg_coverage_put_node        (WgCoverage       *coverage,
                                      WgNodeId          id,
                                      gboolean          has,
                                      WgPoint           point);
void     wg_coverage_put_arc         (WgCoverage       *coverage,
                                      WgArcId           id,
                                      const WgArc      *arc);
void     wg_coverage_put_face        (WgCoverage       *coverage,
                                      WgFaceId          id,
                                      gboolean          has,
                                      guint32           owner);

/* Making a change against the rows as they are, before it is applied: each row once, what stays
 * the same is left out; then sort, then wg_coverage_apply(). @after is NULL for a deleted row. */
void     wg_coverage_change_record_node (WgCoverageChange *change,
                                         const WgCoverage *coverage,
                                         WgNodeId          id,
                                         const WgPoint    *after);
void     wg_coverage_change_record_arc  (WgCoverageChange *change,
                                         const WgCoverage *coverage,
                                         WgArcId           id,
                                         const WgArc      *after);
void     wg_coverage_change_record_face (WgCoverageChange *change,
                                         const WgCoverage *coverage,
                                         WgFaceId          id,
                                         gboolean          has,
                                         guint32           owner);
void     wg_coverage_change_sort        (WgCoverageChange *change);

G_END_DECLS
