/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage.h"
#include "wg-shape.h"

G_BEGIN_DECLS

/** The rings of one face: its outer ring first, then its holes. */
void     wg_coverage_face_shape  (const WgCoverage *coverage,
                                  WgFaceId          face,
                                  WgShape          *shape_out);

/** Appends the half-edges around a bounded face (element-type WgHalfEdge), ring after ring. */
void     wg_coverage_face_edges  (const WgCoverage *coverage,
                                  WgFaceId          face,
                                  GArray           *half_edges_out);

/**
 * wg_coverage_dissolve:
 * @faces: each once, any order
 *
 * The union of @faces as a valid multipolygon by walking rings, exact: no overlay. Outer rings
 * counter-clockwise, holes clockwise and behind their own outer ring. Rings that touch in a point
 * are cut there so that the result is valid by OGC rules.
 */
void     wg_coverage_dissolve    (const WgCoverage *coverage,
                                  const WgFaceId   *faces,
                                  guint             n_faces,
                                  WgShape          *shape_out);

/** Planar area of a face in mm² times two. Exact. */
__int128 wg_coverage_face_area2  (const WgCoverage *coverage,
                                  WgFaceId          face);

/** The areas (mm² times two) and boxes of all faces, by id up to wg_coverage_face_limit(): each border is
 *  walked once. Both zeroed by the caller; what is absent stays so. */
void     wg_coverage_measure_faces (const WgCoverage *coverage,
                                    gint64           *areas2_out,
                                    WgEnvelope       *boxes_out);

/** The face at @p; on a border, one of the faces beside it. %WG_FACE_OUTSIDE when in none. */
WgFaceId wg_coverage_face_at     (const WgCoverage *coverage,
                                  WgPoint           p);

/**
 * wg_coverage_locate:
 *
 * The face that has @p when every point has one face: on a border the one to the east of it, on a
 * level border the one to the north. Exact; depends on nothing but the borders, so that a point
 * stays in its face until a border passes over it.
 */
WgFaceId wg_coverage_locate      (const WgCoverage *coverage,
                                  WgPoint           p);

/** The same of many points at once. @order: their places, neighbours one after the other: what is looked
 *  at for one serves the next. */
void     wg_coverage_locate_many (const WgCoverage *coverage,
                                  const WgPoint    *points,
                                  const guint      *order,
                                  guint             n_points,
                                  WgFaceId         *faces_out);

/** The box around a face. */
WgEnvelope wg_coverage_face_extent (const WgCoverage *coverage,
                                    WgFaceId          face);

/** Appends to @arcs_out (of WgArcId) each arc whose envelope meets @envelope, once, by id. */
void     wg_coverage_arcs_in     (const WgCoverage *coverage,
                                  const WgEnvelope *envelope,
                                  GArray           *arcs_out);

/** A point well inside the face (for labels and codes), on the main thread or a copy. */
WgPoint  wg_coverage_label_point (const WgCoverage *coverage,
                                  WgFaceId          face);

G_END_DECLS
