/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage.h"

G_BEGIN_DECLS

/* One row of the coverage before and after an edit. An absent side means created or deleted. */
typedef struct
{
  WgNodeId id;
  gboolean had, has;
  WgPoint before, after;
} WgNodeChange;

typedef struct
{
  WgArcId id;
  WgArc before; /* line is NULL when absent; holds a reference otherwise */
  WgArc after;
} WgArcChange;

typedef struct
{
  WgFaceId id;
  gboolean had, has;
  guint32 owner_before, owner_after;
} WgFaceChange;

/**
 * WgCoverageChange:
 *
 * What one edit did to the rows of a coverage: each row once, sorted by id. Applying it forwards
 * or backwards is exact, so undo gives back the identical rows.
 */
typedef struct
{
  GArray *nodes; /* of WgNodeChange */
  GArray *arcs;  /* of WgArcChange */
  GArray *faces; /* of WgFaceChange */
} WgCoverageChange;

WgCoverageChange *wg_coverage_change_new      (void);
void              wg_coverage_change_free     (WgCoverageChange       *change);
gboolean          wg_coverage_change_is_empty (const WgCoverageChange *change);
/** Makes one change of @change and of @step, which was applied after it. */
void              wg_coverage_change_extend   (WgCoverageChange       *change,
                                               const WgCoverageChange *step);
/** The extent of all lines before and after. */
WgEnvelope        wg_coverage_change_extent   (const WgCoverageChange *change);

/**
 * wg_coverage_apply:
 * @backwards: undo instead of do
 *
 * Brings the rows of @change to their state after (or before) and renews what is derived from
 * them, in the neighbourhood only. Fails, changing nothing, when the rows are not as @change
 * expects them.
 */
gboolean          wg_coverage_apply           (WgCoverage             *coverage,
                                               const WgCoverageChange *change,
                                               gboolean                backwards,
                                               GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCoverageChange, wg_coverage_change_free)

G_END_DECLS
