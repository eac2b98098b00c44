/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-commands.h"
#include "wg-lock.h"

G_BEGIN_DECLS

/*
 * Locks, pins and rules; each is one undo step. They fail with %WG_PLAN_ERROR_NOTHING when all is
 * so already, with %WG_PLAN_ERROR_NO_GRID, _BUSY, and with what the journal says.
 */

/** @grids: (element-type guint32): of any levels. */
gboolean wg_command_lock           (WgHistory         *history,
                                    const GArray      *grids,
                                    gboolean           is_locked,
                                    GError           **error);
/** Pins the borders of the level and of those above it. %WG_PLAN_ERROR_LEVEL: no such level. */
gboolean wg_command_pin_level      (WgHistory         *history,
                                    guint              depth,
                                    gboolean           is_pinned,
                                    GError           **error);
/** Everything that is asked of a level. %WG_PLAN_ERROR_LEVEL: no such level. */
gboolean wg_command_set_level_rule (WgHistory         *history,
                                    guint              depth,
                                    const WgLevelRule *rule,
                                    GError           **error);

G_END_DECLS
