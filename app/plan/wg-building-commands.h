/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-history.h"

G_BEGIN_DECLS

/**
 * wg_command_split_building:
 * @building: an id
 * @shares: (nullable): the parts that count in other grids than by the land below the building; their
 *   field building is ignored
 * @n_shares: 0 makes it whole again
 *
 * Divides a building between grids, in place of how it was divided before. One undo step. When a grid
 * with a share is retired, its share passes to its heir.
 *
 * Errors: %WG_PLAN_ERROR_NO_BUILDING, _NO_GRID (also a retired one), _BAD_SHARE, _SHARE_SUM, _NOTHING
 * (it is divided so already), _BUSY; what the journal says.
 */
gboolean wg_command_split_building (WgHistory             *history,
                                    guint32                building,
                                    const WgBuildingShare *shares,
                                    guint                  n_shares,
                                    GError               **error);
/** Adds to @change what makes shares @before to shares @after. */
void     wg_change_add_shares      (WgChange              *change,
                                    const WgBuildingShare *before,
                                    guint                  n_before,
                                    const WgBuildingShare *after,
                                    guint                  n_after);
/** By code, which must be of one building only; %NULL with %WG_PLAN_ERROR_NO_BUILDING. */
const WgBuilding *wg_plan_find_building_code (WgPlan      *plan,
                                    const char            *code,
                                    GError               **error);
/** What people call it: name, address, code or number. */
char    *wg_building_describe      (const WgBuilding      *building);

G_END_DECLS
