/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-tool.h"

G_BEGIN_DECLS

#define WG_TYPE_TOOL_MERGE (wg_tool_merge_get_type ())

/**
 * WgToolMerge:
 *
 * Merges the selected grids: those that were selected before, and each that is clicked. One of them
 * keeps its code and name: the largest, or the one that is clicked once more or named by a digit.
 */
G_DECLARE_FINAL_TYPE (WgToolMerge, wg_tool_merge, WG, TOOL_MERGE, WgTool)

G_END_DECLS
