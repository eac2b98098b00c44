/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-change.h"
#include "wg-plan.h"

G_BEGIN_DECLS

/* Land of less than this that only lines on the move brought from one grid to another is not kept
 * in the history, unless somebody lives there. */
#define WG_LAND_FLOW_LEAST_M2 1.0

/**
 * wg_land_flows_note:
 * @change: its rows are applied to the coverage, its grids are not yet; wg_change_add_lineage() is
 *   done for land that changed hands face by face
 *
 * Completes what the history of the grids keeps of an edit: for lines that moved between faces that
 * stay (a border that is dragged, made plainer or smoother), the m² that passed between each two
 * grids, and between those above them at each level; for every row, the households of the buildings
 * that passed. These stay unknown when no building tells, and when the plan's tallies were not asked
 * for before the edit. Costs what the change meets.
 */
void wg_land_flows_note (WgPlan   *plan,
                         WgChange *change);

G_END_DECLS
