/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-coverage-simplify.h"
#include "wg-commands.h"

G_BEGIN_DECLS

/** Which borders a command is about. */
typedef struct
{
  const GArray *grids; /* (element-type guint32) (nullable): those of and in these; NULL: all */
  guint depth;         /* those of this level that are of no higher one; 0: of every level */
} WgBorderChoice;

/** Appends to @arcs_out (of WgArcId) the borders of @choice that are not fixed (wg-lock.h), each once,
 *  by id. Returns: how many are fixed, one of their grids in @fixed_out (optional). */
guint             wg_plan_collect_borders    (WgPlan               *plan,
                                              const WgBorderChoice *choice,
                                              GArray               *arcs_out,
                                              guint32              *fixed_out);
/**
 * wg_plan_preview_simplify:
 * @count_out: (out) (optional): vertices before and after
 *
 * What wg_command_simplify() would do, without doing it; in a worker on a wg_plan_snapshot().
 * Arguments as wg_coverage_simplify(). Fixed borders stay. Errors: %WG_PLAN_ERROR_NOTHING, _NO_GRID,
 * _LOCKED (the same, and some are fixed),
 * %WG_GEOMETRY_ERROR_INVALID, %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the lines before and after; %NULL on error
 */
WgCoverageChange *wg_plan_preview_simplify   (WgPlan               *plan,
                                              const WgBorderChoice *choice,
                                              const WgSimplify     *how,
                                              WgSimplifyCount      *count_out,
                                              const WgProgress     *progress,
                                              GCancellable         *cancellable,
                                              GError              **error);
/**
 * wg_command_simplify:
 *
 * Makes borders plainer, on both sides and at all levels at once. One undo step. For the command
 * line; a window calls wg_plan_preview_simplify() and then wg_command_simplify_async().
 * Errors: as wg_plan_preview_simplify(), %WG_PLAN_ERROR_BUSY, and what the journal says.
 */
gboolean          wg_command_simplify        (WgHistory            *history,
                                              const WgBorderChoice *choice,
                                              const WgSimplify     *how,
                                              WgSimplifyCount      *count_out,
                                              const WgProgress     *progress,
                                              GCancellable         *cancellable,
                                              GError              **error);
/**
 * wg_command_simplify_async:
 * @rows: as wg_plan_preview_simplify() gave it
 * @progress: (nullable): copied; its function runs on the worker
 *
 * Commits what was looked at; thousands of lines at once in a worker, while edits are refused.
 * Fails with %WG_GEOMETRY_ERROR_CONFLICT when the borders are others by now.
 */
void              wg_command_simplify_async  (WgHistory            *history,
                                              const WgCoverageChange *rows,
                                              const WgBorderChoice *choice,
                                              gboolean              is_smooth,
                                              const WgProgress     *progress,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean          wg_command_simplify_finish (WgHistory            *history,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
