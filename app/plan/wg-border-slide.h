/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-coverage-move.h"
#include "wg-plan.h"

G_BEGIN_DECLS

/**
 * wg_plan_find_slide:
 * @vertex: exactly a vertex of a border
 * @target: where it is to go
 *
 * A junction on a border that is fixed (wg-lock.h) cannot leave it, but the borders that are not
 * fixed can slide along it: to the place of the fixed line nearest to @target, on the stretch that
 * runs through @vertex as far as the next place where fixed borders meet.
 *
 * Returns: (transfer full): how it slides; %NULL when it is free to go anywhere, or when all there,
 *   or three fixed borders, hold it (then the commit says who)
 */
WgMoveSlide *wg_plan_find_slide       (WgPlan            *plan,
                                       WgPoint            vertex,
                                       WgPoint            target);
/** Takes the vertex at @place out of the line when that bends it by less than a millimetre; adds what
 *  is done to @rows. A junction stays. */
void         wg_plan_drop_flat_vertex (WgPlan            *plan,
                                       WgPoint            place,
                                       WgCoverageChange  *rows);

G_END_DECLS
