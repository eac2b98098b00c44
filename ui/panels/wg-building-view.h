/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-plan.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_BUILDING_VIEW (wg_building_view_get_type ())

/**
 * WgBuildingView:
 *
 * The buildings of a grid with what it counts of them: a click or Enter shows one on the map
 * (action win.show-building), a button divides it (win.divide-building). Rows are made when they are
 * seen. Hidden while there are none.
 */
G_DECLARE_FINAL_TYPE (WgBuildingView, wg_building_view, WG, BUILDING_VIEW, AdwBin)

/** @plan: (nullable); @grid: 0 shows nothing. */
void wg_building_view_show (WgBuildingView *self,
                            WgPlan         *plan,
                            guint32         grid);

G_END_DECLS
