/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-stroke-tool.h"

#include "../../app/plan/wg-split-commands.h"

G_BEGIN_DECLS

#define WG_TYPE_TOOL_SPLIT (wg_tool_split_get_type ())

/** Which part keeps the code; WG_SPLIT_KEEP_CLICKED waits for a click on it after the line. */
typedef enum
{
  WG_SPLIT_KEEP_HOUSEHOLDS,
  WG_SPLIT_KEEP_LARGEST,
  WG_SPLIT_KEEP_SMALLEST,
  WG_SPLIT_KEEP_CLICKED,
} WgSplitKeep;

/**
 * WgToolSplit:
 *
 * Divides grids along a line, several lines (Shift+Enter) or a closed ring. Enter commits; F goes
 * through the rules for the part that keeps the code, X makes the new grids special ones.
 * Signal ::changed: what the panel shows is another.
 */
G_DECLARE_FINAL_TYPE (WgToolSplit, wg_tool_split, WG, TOOL_SPLIT, WgStrokeTool)

/** (element-type WgSplitPiece) (nullable): what the lines make; %NULL: nothing. */
const GPtrArray *wg_tool_split_get_pieces  (WgToolSplit *self);
WgSplitKeep      wg_tool_split_get_keep    (WgToolSplit *self);
void             wg_tool_split_set_keep    (WgToolSplit *self,
                                            WgSplitKeep  keep);
gboolean         wg_tool_split_get_special (WgToolSplit *self);
void             wg_tool_split_set_special (WgToolSplit *self,
                                            gboolean     is_special);

G_END_DECLS
