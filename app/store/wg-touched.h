/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-plan.h"

G_BEGIN_DECLS

/**
 * wg_touched_grids:
 * @plan: in the state after @change (@is_after) or in the state before it
 *
 * The grids whose outline or points differ before and after @change, deepest first, each once:
 * those on either side of an arc that changed, at every level where the sides differ, and those
 * that a face, or a grid with its land, went to or came from. A split inside a community does not
 * touch the community.
 *
 * Returns: (transfer full) (element-type guint32): also grids that exist on one side only
 */
GArray *wg_touched_grids (WgPlan         *plan,
                          const WgChange *change,
                          gboolean        is_after);

G_END_DECLS
