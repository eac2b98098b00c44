/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plan/wg-plan.h"

G_BEGIN_DECLS

/**
 * wg_check_neighbourhood:
 * @rows: was just applied to the coverage of @plan, @backwards or not
 * @failure: what is wrong is appended
 *
 * Checks what a change left behind, by its own means: the rows are as it says, each changed border
 * meets others in nodes only, and the rings and owners beside it agree.
 */
void wg_check_neighbourhood (WgPlan                 *plan,
                             const WgCoverageChange *rows,
                             gboolean                backwards,
                             GString                *failure);

G_END_DECLS
