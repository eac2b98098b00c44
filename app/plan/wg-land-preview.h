/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-plan.h"

G_BEGIN_DECLS

/** One grid that an edit touches, before and after it. */
typedef struct
{
  WgGrid *grid;        /* as it will be; a new one is not in the plan */
  gboolean is_new;
  gboolean is_retired; /* it would lose its land and its code be withdrawn */
  WgTally before;      /* nothing for a new grid */
  WgTally after;
  WgShape *shape;      /* its land after; NULL when retired or of very many faces: draw the rows */
} WgGridPreview;

/**
 * WgLandPreview:
 *
 * What an edit would make of the grids that it touches, while nothing is changed: for the panel at
 * the pointer, the grid card and the picture of a drag. A plain value with one owner.
 */
typedef struct
{
  GPtrArray *grids;       /* of WgGridPreview: of all levels, deepest first, then by id; only those
                           * that win or lose something */
  WgCoverageChange *rows; /* (nullable) the lines before and after */
  GPtrArray *pieces;      /* (nullable) of WgSplitPiece: of a split, the pieces of each face */
} WgLandPreview;

/**
 * wg_land_preview_take:
 * @rows: (transfer full): what was done to the coverage of @plan; it is taken back
 * @grids: (nullable) (element-type WgGrid): records as they will be: new, retired or moved ones
 *
 * Looks at an edit that is done in the coverage but not committed, and takes it back: @plan is as
 * it was when it returns, also on error. Costs the faces that the edit meets; nothing is measured
 * again that it does not touch. A tool's preview is therefore
 *
 * |[
 *   rows = wg_coverage_redraw (wg_plan_get_coverage (plan), ..., error);
 *   if (rows == NULL)
 *     return NULL;
 *   return wg_land_preview_take (plan, g_steal_pointer (&rows), NULL, error);
 * ]|
 *
 * and what it shows for a grid is `WgGridPreview.before` and `.after`; mind wg_tally_get_state():
 * unknown is not zero.
 *
 * Returns: (transfer full): the preview; %NULL with %WG_PLAN_ERROR_LOCKED (wg-lock.h) when a
 *   locked grid or a pinned level would change, with %WG_GEOMETRY_ERROR_CONFLICT when the rows are
 *   not as @rows says
 */
WgLandPreview       *wg_land_preview_take (WgPlan              *plan,
                                           WgCoverageChange    *rows,
                                           const GPtrArray     *grids,
                                           GError             **error);
/** As wg_land_preview_take() of an edit that passes shares of buildings on; @buildings: (nullable): with
 *  their shares after it. */
WgLandPreview       *wg_land_preview_take_divided (WgPlan      *plan,
                                           WgCoverageChange    *rows,
                                           const GPtrArray     *grids,
                                           WgBuildingSet       *buildings,
                                           GError             **error);
/**
 * wg_land_preview_look:
 * @rows: (transfer full): an edit of the coverage of @plan that is not done
 *
 * As wg_land_preview_take() of an edit that was worked out elsewhere: does it, looks, takes it back.
 * For edits that meet thousands of grids: makes no shapes of them. On a wg_plan_snapshot() for a
 * worker.
 */
WgLandPreview       *wg_land_preview_look (WgPlan              *plan,
                                           WgCoverageChange    *rows,
                                           GError             **error);
/** The tallies of all grids as they are (element-type WgTally), by id, for wg_land_preview_new_since(). */
GArray              *wg_plan_note_tallies (WgPlan              *plan);
/** What became of the grids since @before was noted: the same list after an edit as a preview gives
 *  before it, without shapes and rows. */
WgLandPreview       *wg_land_preview_new_since (WgPlan         *plan,
                                                const GArray   *before);
void                 wg_land_preview_free (WgLandPreview       *self);
/** The row of a grid; %NULL when the edit gives and takes it nothing. */
const WgGridPreview *wg_land_preview_find (const WgLandPreview *self,
                                           guint32              grid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgLandPreview, wg_land_preview_free)

G_END_DECLS
