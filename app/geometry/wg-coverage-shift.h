/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage-change.h"

G_BEGIN_DECLS

/**
 * WgCoverageShift:
 *
 * Says into which face a change brings a point, from the lines that changed alone: each counts
 * how often a ray to the east crosses it, before and after. The same answer as
 * wg_coverage_locate() before and after, exactly, for the cost of the change.
 */
typedef struct _WgCoverageShift WgCoverageShift;

/** @rows: must outlive the result. @backwards: for the way back. */
WgCoverageShift *wg_coverage_shift_new    (const WgCoverageChange *rows,
                                           gboolean                backwards);
void             wg_coverage_shift_free   (WgCoverageShift        *self);
/** Points outside this box stay in their faces. Empty when all do. */
WgEnvelope       wg_coverage_shift_extent (const WgCoverageShift  *self);
/** @face: where wg_coverage_locate() had @p before. Returns where it is after. */
WgFaceId         wg_coverage_shift_locate (WgCoverageShift        *self,
                                           WgPoint                 p,
                                           WgFaceId                face);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCoverageShift, wg_coverage_shift_free)

G_END_DECLS
