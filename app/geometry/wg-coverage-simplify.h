/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-progress.h"
#include "wg-coverage-edit.h"

G_BEGIN_DECLS

#define WG_SIMPLIFY_MAX_TOLERANCE 1e6 /* mm */

/** How borders are made plainer. */
typedef struct
{
  double tolerance_mm; /* no vertex that goes is farther from the new line */
  gboolean is_smooth;  /* corners are rounded off, within the tolerance too */
} WgSimplify;

/** Points of the arcs that were looked at, with both ends. */
typedef struct
{
  guint n_arcs;
  guint64 n_points_before;
  guint64 n_points_after;
  guint n_fixed; /* arcs that were asked for but are locked: the plan counts them */
} WgSimplifyCount;

/**
 * wg_coverage_simplify:
 * @arcs: (element-type WgArcId) (nullable): each once; %NULL: all. Absent ones are passed over
 * @count_out: (out) (optional)
 *
 * Works out plainer lines for arcs, without changing @coverage: takes away the vertices that
 * matter least, the least first, as long as none that went is farther than the tolerance from the
 * line; smooth, half of the tolerance is for that and then corners are cut off (G. M. Chaikin, "An
 * algorithm for high speed curve generation", 1974) in two rounds. Nodes stay where they are. Each
 * step is checked exactly against the borders as they are by then, so that no two borders touch or
 * cross and every face keeps its neighbours; a ring keeps at least three corners. The result on the
 * same coverage is always the same. Any thread that owns @coverage.
 *
 * Returns: (transfer full): what is to be applied; %NULL on error (%WG_GEOMETRY_ERROR_NOTHING,
 *   _INVALID: no such tolerance; %G_IO_ERROR_CANCELLED)
 */
WgCoverageChange *wg_coverage_simplify (const WgCoverage *coverage,
                                        const GArray     *arcs,
                                        const WgSimplify *how,
                                        WgSimplifyCount  *count_out,
                                        const WgProgress *progress,
                                        GCancellable     *cancellable,
                                        GError          **error);

G_END_DECLS
