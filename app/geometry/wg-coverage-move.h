/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage-edit.h"

G_BEGIN_DECLS

typedef enum
{
  WG_MOVE_VERTEX, /* the vertex, or the node with all its borders, goes to another place */
  WG_MOVE_INSERT, /* a segment gets a vertex at that place */
  WG_MOVE_DELETE, /* the vertex goes away; nodes stay */
  WG_MOVE_SEGMENT, /* a segment moves parallel to itself, its neighbours follow its ends */
} WgMoveKind;

/** The vertex nearest to @p that is at most @reach mm away (a box); FALSE when there is none. */
gboolean          wg_coverage_find_vertex (const WgCoverage *coverage,
                                           WgPoint           p,
                                           gint32            reach,
                                           WgPoint          *vertex_out);
/** The ends, as the border runs, of the segment nearest to @p within @reach mm. */
gboolean          wg_coverage_find_segment (const WgCoverage *coverage,
                                            WgPoint           p,
                                            gint32            reach,
                                            WgPoint           ends_out[2]);
/**
 * wg_coverage_move:
 * @from_to: first exactly a vertex (wg_coverage_find_vertex()), for %WG_MOVE_INSERT and _SEGMENT a
 *   place within @reach of the segment; then where that goes, or the new vertex lies (not used by
 *   %WG_MOVE_DELETE)
 * @reach: in mm, for %WG_MOVE_INSERT and _SEGMENT
 * @place_out: (out) (optional): where it would cross, with %WG_GEOMETRY_ERROR_CROSSING
 *
 * The borders at the vertex follow; all else stays. Refused when a border would touch or cross
 * another one afterwards, or would have passed over one: what lies between the old and the new line
 * must be the same faces as before. Exact; costs the neighbourhood. Undo it with
 * wg_coverage_apply() for a preview.
 *
 * Returns: (transfer full): what changed, already applied; %NULL on error
 * (%WG_GEOMETRY_ERROR_CROSSING, _NOTHING: no such vertex or segment or it stays, _RANGE)
 */
WgCoverageChange *wg_coverage_move        (WgCoverage       *coverage,
                                           WgMoveKind        kind,
                                           const WgPoint     from_to[2],
                                           gint32            reach,
                                           WgPoint          *place_out,
                                           GError          **error);

G_END_DECLS
