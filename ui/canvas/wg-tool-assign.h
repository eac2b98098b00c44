/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-assign-land.h"
#include "wg-tool.h"

G_BEGIN_DECLS

#define WG_TYPE_TOOL_ASSIGN (wg_tool_assign_get_type ())

/**
 * WgToolAssign:
 *
 * Gives land to the target, which is the one selected grid: a click gives the piece under the
 * pointer (with Shift the whole grid of the active level), a drag paints pieces, a drag with Ctrl
 * draws a lasso and gives what is inside, cut along it. Without a target a click chooses one, and a
 * drag takes the piece at its start and gives it to the grid where it is dropped. The digits choose
 * among the recent targets. Instead of pieces, clicks and drags may give blocks or the land of
 * buildings of the visible reference layers. Each gesture is one undo step; a grid that would lose all its land is
 * asked about.
 *
 * Signals ::targets-changed, ::unit-changed.
 */
G_DECLARE_FINAL_TYPE (WgToolAssign, wg_tool_assign, WG, TOOL_ASSIGN, WgTool)

/** The grid that gets land; 0: none. */
guint32       wg_tool_assign_get_target (WgToolAssign *self);
/** (element-type guint32): the newest first, at most nine; those in the plan only. */
const GArray *wg_tool_assign_get_recent (WgToolAssign *self);
/** Makes a grid the target: the session's selection. */
void          wg_tool_assign_set_target (WgToolAssign *self,
                                         guint32       grid);
/** What a click gives: pieces at first. */
WgAssignUnit  wg_tool_assign_get_unit    (WgToolAssign *self);
void          wg_tool_assign_set_unit    (WgToolAssign *self,
                                          WgAssignUnit  unit);

G_END_DECLS
