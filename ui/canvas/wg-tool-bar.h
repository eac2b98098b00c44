/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas.h"

G_BEGIN_DECLS

#define WG_TYPE_TOOL_BAR (wg_tool_bar_get_type ())

/**
 * WgToolBar:
 *
 * The buttons of the tools (wg-tool-list.h) at the edge of a map. It shows the canvas's tool and
 * chooses another through the action "win.tool". Tools that edit are insensitive, with the reason in
 * the tooltip, while the canvas has an edit reason.
 */
G_DECLARE_FINAL_TYPE (WgToolBar, wg_tool_bar, WG, TOOL_BAR, GtkWidget)

void wg_tool_bar_set_canvas (WgToolBar *self,
                             WgCanvas  *canvas);

G_END_DECLS
