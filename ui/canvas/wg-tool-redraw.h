/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-stroke-tool.h"

G_BEGIN_DECLS

#define WG_TYPE_TOOL_REDRAW (wg_tool_redraw_get_type ())

/** A stroke from border to border takes the place of the border between (wg-redraw-commands.h); of one
 *  selected grid it is that grid's. F shows what else the stroke can mean. */
G_DECLARE_FINAL_TYPE (WgToolRedraw, wg_tool_redraw, WG, TOOL_REDRAW, WgStrokeTool)

G_END_DECLS
