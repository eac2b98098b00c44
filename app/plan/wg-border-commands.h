/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-coverage-move.h"
#include "wg-commands.h"
#include "wg-land-preview.h"

G_BEGIN_DECLS

/**
 * wg_command_move:
 *
 * Moves a vertex or a node, or adds or takes away a vertex; arguments and errors as
 * wg_coverage_move(), also %WG_PLAN_ERROR_BUSY, _LOCKED and what the journal says. The border is shared, so
 * all levels follow. One undo step.
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

G_END_DECLS
