/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plan/wg-plan.h"

G_BEGIN_DECLS

/**
 * wg_test_plan_grid:
 *
 * A plan of 街道-社区-网格-微网格 over wg_test_coverage_grid(): grid i (depth 3) owns face i; blocks
 * of 2 x 2 grids are communities, blocks of 4 x 4 are streets. Codes are 15 digits, the names
 * 第N网格 within each community.
 */
WgPlan *wg_test_plan_grid (guint    columns,
                           guint    rows,
                           guint64  seed);
/** Levels, grids and coverage rows as bytes: equal bytes are equal plans. */
GBytes *wg_test_plan_rows (WgPlan  *plan);
/** No invariant of the plan or of its coverage is broken; says in the log which ones are. */
void    wg_test_plan_assert_valid (WgPlan *plan);
/** What the plan counted, or took over from a worker, is what a count from the start comes to. */
void    wg_test_plan_assert_counted (WgPlan *plan);

G_END_DECLS
