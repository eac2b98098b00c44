/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/geometry/wg-coverage.h"

G_BEGIN_DECLS

/**
 * wg_test_coverage_grid:
 *
 * A finished coverage of @columns x @rows faces of about 100 m, four-sided with jittered corners
 * and jagged shared borders of about 13 points; face i has owner i. The same seed gives the same
 * rows.
 */
WgCoverage *wg_test_coverage_grid (guint             columns,
                                   guint             rows,
                                   guint64           seed);
/** All rows as bytes, in order of their ids: equal bytes are equal coverages. */
GBytes     *wg_test_coverage_rows (const WgCoverage *coverage);

G_END_DECLS
