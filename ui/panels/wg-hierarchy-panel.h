/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_HIERARCHY_PANEL (wg_hierarchy_panel_get_type ())

/**
 * WgHierarchyPanel:
 *
 * The levels with their counts and the tree of all grids, with a search. Selecting a row selects
 * on the map, and back. Children are looked up when a row is opened, widgets exist for the rows
 * on the screen only.
 */
G_DECLARE_FINAL_TYPE (WgHierarchyPanel, wg_hierarchy_panel, WG, HIERARCHY_PANEL, AdwBin)

void wg_hierarchy_panel_set_session (WgHierarchyPanel *self,
                                     WgSession        *session); /* nullable */
/** Puts the cursor into the search. */
void wg_hierarchy_panel_find        (WgHierarchyPanel *self);
/** (nullable): of the session. */
WgPlan *wg_hierarchy_panel_get_plan (WgHierarchyPanel *self);

G_END_DECLS
