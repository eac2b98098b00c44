/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-tool.h"

G_BEGIN_DECLS

#define WG_TYPE_TOOL_SELECT (wg_tool_select_get_type ())

/** Click selects a grid of the active level, Shift adds or takes away, double click zooms to it. */
G_DECLARE_FINAL_TYPE (WgToolSelect, wg_tool_select, WG, TOOL_SELECT, WgTool)

G_END_DECLS
