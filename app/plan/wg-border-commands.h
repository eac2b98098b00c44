/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-coverage-move.h"
#include "wg-commands.h"
#include "wg-land-preview.h"

G_BEGIN_DECLS

/**
 * wg_command_move:
 *
 * Moves a vertex or a node, or adds or takes away a vertex; arguments as wg_coverage_move(). The
 * border is shared, so all levels follow. One undo step.
 *
 * A border may come to touch another one, in a point or along a stretch: then that line gets a
 * vertex there, and what has no land between them any more is gone or in two pieces. Only a move
 * that crosses another border is refused (wg_coverage_move_touching() says what that is), one after
 * which a grid would have no land left, and one of what is locked. A junction on a locked border
 * slides along it (wg_plan_aim_move()).
 *
 * Errors: %WG_GEOMETRY_ERROR_CROSSING with the place, _NOTHING, _RANGE; %WG_PLAN_ERROR_LANDLESS, _BUSY,
 * _LOCKED, and what the journal says.
 */
gboolean          wg_command_move      (WgHistory        *history,
                                        WgMoveKind        kind,
                                        const WgPoint     from_to[2],
                                        gint32            reach,
                                        WgPoint          *place_out,
                                        GError          **error);
/**
 * wg_plan_preview_move:
 *
 * What wg_command_move() would do, without doing it: for each frame of a drag. Nothing has changed
 * when it returns; no signals.
 *
 * Returns: (transfer full): the lines and the grids before and after; %NULL on error
 */
WgLandPreview    *wg_plan_preview_move (WgPlan           *plan,
                                        WgMoveKind        kind,
                                        const WgPoint     from_to[2],
                                        gint32            reach,
                                        WgPoint          *place_out,
                                        GError          **error);
/**
 * wg_plan_aim_move:
 * @to_out: where the vertex goes, or the ends of the segment as wg_coverage_find_segment() has them:
 *   as told, or slid along a border that is locked
 *
 * Returns: how many points that are: 1 or 2; 0 when there is no segment
 */
guint             wg_plan_aim_move     (WgPlan           *plan,
                                        WgMoveKind        kind,
                                        const WgPoint     from_to[2],
                                        gint32            reach,
                                        WgPoint           to_out[2]);

G_END_DECLS
