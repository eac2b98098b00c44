/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-plan.h"

G_BEGIN_DECLS

/*
 * Locks. A grid is *fixed* when it is locked itself, or when its level, or one below it, is pinned.
 * The land of a fixed grid stays the same set of points: no command, import or preview takes from
 * it or gives to it, and none moves its border. What is inside may be edited: a lock on a parent
 * holds the parent's outer border, a pinned level holds every border whose rank is at or above it.
 * A border may get a vertex where a neighbour is divided (the line bends by less than 1 mm, as
 * noding rounds), or lose one that it does not need. A node that lies on a fixed border cannot leave
 * it: the borders that are not fixed slide along it (wg-border-slide.h). Undo and redo are not asked.
 */

/** TRUE when any grid is fixed. */
gboolean wg_plan_has_locks    (WgPlan                 *plan);
/** Is @grid fixed: locked itself, or by its level? */
gboolean wg_plan_is_fixed     (WgPlan                 *plan,
                               guint32                 grid);
/** Is the line part of the border of a fixed grid? */
gboolean wg_plan_is_border_fixed (WgPlan              *plan,
                               const WgArc            *arc);
/**
 * wg_plan_check_locks:
 * @plan: its grids as they were, its coverage with @rows applied
 * @rows: (nullable): what changes of the coverage, with the owners as they are to be
 * @grids: (nullable) (element-type WgGrid): records as they will be
 *
 * The one check that every edit passes in wg_history_commit(); previews ask it before they take
 * @rows back. Looks at the rows only; costs nothing while nothing is fixed.
 *
 * Returns: FALSE with %WG_PLAN_ERROR_LOCKED when a fixed grid would change
 */
gboolean wg_plan_check_locks  (WgPlan                 *plan,
                               const WgCoverageChange *rows,
                               const GPtrArray        *grids,
                               GError                **error);
/** The same for a whole content that takes the place of another; any thread that owns both. */
gboolean wg_plan_check_replaced (WgPlan               *before,
                                 WgPlan               *after,
                                 GError              **error);

G_END_DECLS
