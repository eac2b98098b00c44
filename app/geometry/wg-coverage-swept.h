/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage-change.h"

G_BEGIN_DECLS

/** Land that lines on the move brought from one face to another. */
typedef struct
{
  WgFaceId from;
  WgFaceId to;
  double area_mm2; /* planar */
  WgPoint place;   /* somewhere near it */
} WgSwept;

/**
 * wg_coverage_collect_swept:
 * @coverage: in its state after @rows
 * @rows: must make and delete no face
 *
 * What each two faces gave one another, in both directions: the land between the lines before and
 * after is cut into trapezoids at every corner and crossing, each of which was in one face and is in
 * one. A line between nodes that stay is looked at alone, those at a node that moves together. Exact
 * but for slivers thinner than 2 mm. Costs the lines of @rows.
 *
 * Returns: (transfer full) (element-type WgSwept): each pair once, by @from and @to
 */
GArray *wg_coverage_collect_swept (const WgCoverage       *coverage,
                                   const WgCoverageChange *rows);

G_END_DECLS
