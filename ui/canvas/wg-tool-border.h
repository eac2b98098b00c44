/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-tool.h"

G_BEGIN_DECLS

#define WG_TYPE_TOOL_BORDER (wg_tool_border_get_type ())

/** Drags corners, junctions and parts of borders; a drag elsewhere moves the map. */
G_DECLARE_FINAL_TYPE (WgToolBorder, wg_tool_border, WG, TOOL_BORDER, WgTool)

G_END_DECLS
