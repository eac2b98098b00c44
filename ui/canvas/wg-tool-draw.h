/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-stroke-tool.h"

G_BEGIN_DECLS

#define WG_TYPE_TOOL_DRAW (wg_tool_draw_get_type ())

/**
 * WgToolDraw:
 *
 * A ring becomes a grid (wg-draw-commands.h), of the level that is looked at until another one is
 * chosen. Land of other grids is asked for one by one. C goes through the levels, X makes it a
 * special grid. Signal ::changed: what the panel shows is another.
 */
G_DECLARE_FINAL_TYPE (WgToolDraw, wg_tool_draw, WG, TOOL_DRAW, WgStrokeTool)

/** (nullable): what the ring would be and whose land lies inside it, a line each. */
const char *wg_tool_draw_get_note (WgToolDraw *self);
guint    wg_tool_draw_get_depth   (WgToolDraw *self); /* 0: no project */
void     wg_tool_draw_set_depth   (WgToolDraw *self,
                                   guint       depth);
gboolean wg_tool_draw_get_special (WgToolDraw *self);
void     wg_tool_draw_set_special (WgToolDraw *self,
                                   gboolean    is_special);

G_END_DECLS
