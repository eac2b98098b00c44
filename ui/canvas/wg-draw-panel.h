/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-tool-draw.h"

G_BEGIN_DECLS

#define WG_TYPE_DRAW_PANEL (wg_draw_panel_get_type ())

/** The level that a grid is drawn at, and whether it is a special one. */
G_DECLARE_FINAL_TYPE (WgDrawPanel, wg_draw_panel, WG, DRAW_PANEL, GtkWidget)

/** The levels of @plan are those that can be chosen. */
GtkWidget *wg_draw_panel_new (WgToolDraw *tool,
                              WgPlan     *plan);

G_END_DECLS
