/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage-change.h"
#include "wg-shape.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define WG_GEOMETRY_ERROR (wg_geometry_error_quark ())

/**
 * WgGeometryError:
 * @WG_GEOMETRY_ERROR_NOTHING: the edit would change nothing (a stroke that crosses no face)
 * @WG_GEOMETRY_ERROR_RANGE: a coordinate is beyond %WG_COORDINATE_MAX
 * @WG_GEOMETRY_ERROR_CONFLICT: the rows are not as a change expects them
 * @WG_GEOMETRY_ERROR_CORRUPT: the rows are not a coverage (a twin, a ring, or a node is missing)
 * @WG_GEOMETRY_ERROR_INVALID: input that is no line or polygon (too few points, not finite)
 * @WG_GEOMETRY_ERROR_CROSSING: a border would cross another one
 * @WG_GEOMETRY_ERROR_TOUCHING: a border would touch another one (wg_coverage_move_touching())
 */
typedef enum
{
  WG_GEOMETRY_ERROR_NOTHING,
  WG_GEOMETRY_ERROR_RANGE,
  WG_GEOMETRY_ERROR_CONFLICT,
  WG_GEOMETRY_ERROR_CORRUPT,
  WG_GEOMETRY_ERROR_INVALID,
  WG_GEOMETRY_ERROR_CROSSING,
  WG_GEOMETRY_ERROR_TOUCHING,
} WgGeometryError;

GQuark wg_geometry_error_quark (void);

/** Asked for each face a stroke crosses: may it be cut? Runs on the calling thread. */
typedef gboolean (*WgFaceFilter) (WgFaceId face,
                                  guint32  owner,
                                  gpointer user_data);

/** One face that an edit cut: the pieces have the owner of the whole until the plan decides. */
typedef struct
{
  WgFaceId whole;  /* its id before; the largest piece keeps it, but of the outside none does */
  GArray *pieces;  /* of WgFaceId, the largest (by exact area, then lowest id) first */
} WgFaceCut;

/**
 * wg_coverage_split:
 * @line: the stroke, project millimetres, may cross itself, touch borders, run along them
 * @filter: (nullable): which faces may be cut; %NULL is all bounded faces
 * @cuts_out: (out) (element-type WgFaceCut): what was cut, with wg_face_cut_free(); owned by caller
 *
 * Cuts every allowed face that the stroke divides: noded exactly on 1 mm (hot pixels), the borders
 * it meets get the vertex on both sides, dangling ends are dropped. Commits whole or not at all.
 * Touches the neighbourhood of the stroke only.
 *
 * Returns: (transfer full) (nullable): what changed, already applied; %NULL on error
 * (%WG_GEOMETRY_ERROR_NOTHING, _RANGE, _INVALID) with the coverage as it was
 */
WgCoverageChange *wg_coverage_split      (WgCoverage       *coverage,
                                          const WgPoint    *line,
                                          guint             n_points,
                                          WgFaceFilter      filter,
                                          gpointer          filter_data,
                                          GPtrArray       **cuts_out,
                                          GError          **error);
/** As wg_coverage_split() along all rings of @shape at once; they may cross. */
WgCoverageChange *wg_coverage_split_shape (WgCoverage      *coverage,
                                           const WgShape   *shape,
                                           WgFaceFilter     filter,
                                           gpointer         filter_data,
                                           GPtrArray      **cuts_out,
                                           GError         **error);
void              wg_face_cut_free       (WgFaceCut        *cut);

/** What wg_coverage_carve() cuts along: one stroke, or all rings of a shape. */
typedef struct
{
  const WgPoint *line;
  guint n_points;
  const WgShape *shape;   /* (nullable): instead of the line */
  gboolean takes_outside; /* what is enclosed outside the map becomes faces that nobody owns */
  WgFaceFilter filter;    /* (nullable): not asked for the outside */
  gpointer filter_data;
  const GPtrArray *lines;  /* (nullable) of GArray of WgPoint: instead of @line, all at once */
} WgCarve;

/**
 * wg_coverage_carve:
 * @cuts_out: (out) (optional) (element-type WgFaceCut): with takes_outside also one whose whole is
 *   %WG_FACE_OUTSIDE, when something was enclosed there
 *
 * As wg_coverage_split() and wg_coverage_split_shape(), and outside the map as well: also on a
 * coverage without any face. Costs what the stroke's neighbourhood and the rims that it touches do.
 */
WgCoverageChange *wg_coverage_carve      (WgCoverage       *coverage,
                                          const WgCarve    *carve,
                                          GPtrArray       **cuts_out,
                                          GError          **error);

/**
 * wg_coverage_merge_faces:
 * @keep: keeps its id and its owner
 * @gone: is deleted; its land becomes part of @keep
 *
 * Removes the borders between two neighbouring faces, and the nodes that join only two arcs
 * afterwards. The lower arc id is kept where two become one.
 *
 * Returns: (transfer full): what changed, already applied; %NULL on error
 * (%WG_GEOMETRY_ERROR_NOTHING: not two faces, or no border in common) with the coverage as it was
 */
WgCoverageChange *wg_coverage_merge_faces (WgCoverage     *coverage,
                                           WgFaceId        keep,
                                           WgFaceId        gone,
                                           GError        **error);

/**
 * wg_coverage_set_owners:
 * @change: (nullable): a change that was just applied and is still open; the owners are recorded
 *   in it. %NULL starts a new one.
 *
 * Gives faces to owners. Returns the change (the same as @change when given).
 */
WgCoverageChange *wg_coverage_set_owners (WgCoverage       *coverage,
                                          WgCoverageChange *change,
                                          const WgFaceId   *faces,
                                          const guint32    *owners,
                                          guint             n_faces);

/**
 * wg_coverage_merge_owned:
 * @change: a change that was just applied and is still open; what is done is added to it
 * @faces: those that are absent or that nobody owns are passed over
 *
 * Makes one face of each of @faces and its neighbours of the same owner (the least id is kept),
 * and removes the nodes that join only two arcs afterwards.
 *
 * Returns: FALSE on error, with the coverage as it was before the call
 */
gboolean          wg_coverage_merge_owned (WgCoverage      *coverage,
                                           WgCoverageChange *change,
                                           const WgFaceId  *faces,
                                           guint            n_faces,
                                           GError         **error);

/**
 * wg_coverage_release_faces:
 * @change: a change that was just applied and is still open; what is done is added to it
 * @faces: each once
 *
 * Takes the faces from their owners. Those that touch the outside, or touch one that does, become
 * part of it; the others become one with the faces of nobody that they touch (the least id is kept).
 * Nodes that join only two arcs afterwards are removed.
 *
 * Returns: FALSE on error, with the coverage as it was before the call
 */
gboolean          wg_coverage_release_faces (WgCoverage       *coverage,
                                             WgCoverageChange *change,
                                             const WgFaceId   *faces,
                                             guint             n_faces,
                                             GError          **error);

G_END_DECLS
