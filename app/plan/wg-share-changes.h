/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-plan.h"

G_BEGIN_DECLS

/** A building that is not divided between grids as it was. */
typedef struct
{
  guint32 building;
  const WgBuildingShare *before; /* borrowed of the earlier plan's set; NULL: it was whole */
  guint n_before;
  const WgBuildingShare *after;  /* of the later's; NULL: it is whole */
  guint n_after;
} WgDividedBuilding;

/**
 * wg_share_changes_list:
 * @before, @after: two moments, or two schemes, whose ids mean the same buildings; only read
 *
 * Shares are the same when grid, units, floors and counts are. Any thread that owns both.
 *
 * Returns: (transfer full) (element-type WgDividedBuilding): by building; it lives as long as both plans
 */
GArray *wg_share_changes_list (WgPlan *before,
                               WgPlan *after);

G_END_DECLS
