/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-tool-assign.h"

G_BEGIN_DECLS

#define WG_TYPE_ASSIGN_PANEL (wg_assign_panel_get_type ())

/** What a click of the tool gives, and its recent targets as numbered buttons, the present one
 *  pressed. */
G_DECLARE_FINAL_TYPE (WgAssignPanel, wg_assign_panel, WG, ASSIGN_PANEL, GtkWidget)

GtkWidget *wg_assign_panel_new (WgToolAssign *tool);

G_END_DECLS
