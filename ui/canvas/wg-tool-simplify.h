/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-search-tool.h"

#include "../../app/geometry/wg-coverage-simplify.h"

G_BEGIN_DECLS

#define WG_TYPE_TOOL_SIMPLIFY (wg_tool_simplify_get_type ())

/**
 * WgToolSimplify:
 *
 * Makes shared borders plainer or rounder: those of the selected grids, of one level, or all. It shows
 * what would become of them (a worker finds it out when there are many) until Enter applies it.
 * Its settings are in a panel over the map.
 */
G_DECLARE_FINAL_TYPE (WgToolSimplify, wg_tool_simplify, WG, TOOL_SIMPLIFY, WgSearchTool)

typedef enum
{
  WG_SIMPLIFY_LOOKING, /* not known yet */
  WG_SIMPLIFY_READY,   /* there is something to apply */
  WG_SIMPLIFY_NOTHING, /* no border becomes plainer */
  WG_SIMPLIFY_NO_GRID, /* only selected grids are meant, and none is selected */
  WG_SIMPLIFY_STORING, /* a worker stores it */
} WgSimplifyState;

/** In metres; from 0.01 to 1000. */
void            wg_tool_simplify_set_tolerance (WgToolSimplify  *self,
                                                double           metres);
double          wg_tool_simplify_get_tolerance (WgToolSimplify  *self);
void            wg_tool_simplify_set_smooth    (WgToolSimplify  *self,
                                                gboolean         is_smooth);
gboolean        wg_tool_simplify_get_smooth    (WgToolSimplify  *self);
/** 0: of the selected grids; else of the level @depth; past the last level: all borders. */
void            wg_tool_simplify_set_scope     (WgToolSimplify  *self,
                                                guint            depth);
guint           wg_tool_simplify_get_scope     (WgToolSimplify  *self);
/** @count_out: of what was found last. */
WgSimplifyState wg_tool_simplify_get_state     (WgToolSimplify  *self,
                                                WgSimplifyCount *count_out);
void            wg_tool_simplify_apply         (WgToolSimplify  *self);

G_END_DECLS
