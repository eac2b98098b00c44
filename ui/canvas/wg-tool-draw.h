/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-tool.h"

G_BEGIN_DECLS

#define WG_TYPE_TOOL_DRAW (wg_tool_draw_get_type ())

/** A ring becomes a grid of the level that is looked at (wg-draw-commands.h). Land of other grids is
 *  asked for one by one. */
G_DECLARE_FINAL_TYPE (WgToolDraw, wg_tool_draw, WG, TOOL_DRAW, WgTool)

G_END_DECLS
