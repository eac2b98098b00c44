/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-tool.h"

G_BEGIN_DECLS

#define WG_TYPE_TOOL_SPLIT (wg_tool_split_get_type ())

/** Draws a stroke that divides the grids it crosses, with the pieces shown while it is drawn. */
G_DECLARE_FINAL_TYPE (WgToolSplit, wg_tool_split, WG, TOOL_SPLIT, WgTool)

G_END_DECLS
