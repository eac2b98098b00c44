/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-shape.h"
#include "wg-commands.h"

G_BEGIN_DECLS

/*
 * Commands that move land between grids. Each is one undo step and commits whole or changes
 * nothing. Borders that afterwards have the same grid on both sides are removed, and so are the
 * nodes that then join only two lines. A grid without land and without grids below it is retired:
 * its record and code stay, its history (lineage) names the grids that have its land.
 *
 * All may fail with %WG_PLAN_ERROR_BUSY, _NO_GRID, and with what the journal says.
 */

typedef enum
{
  WG_LAND_NONE = 0,
  WG_LAND_RETIRE = 1 << 0, /* grids that lose all their land may be retired; else it is refused */
} WgLandFlags;

/** What became of the grids. */
typedef struct
{
  GArray *takers;  /* of guint32: grids that gained land, ascending */
  GArray *losers;  /* of guint32: grids that lost land and go on, ascending */
  GArray *retired; /* of guint32, ascending */
} WgLandResult;

void          wg_land_result_free (WgLandResult   *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgLandResult, wg_land_result_free)

/**
 * wg_command_merge:
 * @grids: (element-type guint32): all of one level; @into may be among them
 * @into: keeps its record, code and name, and gets the land of the others
 * @flags: %WG_LAND_RETIRE is about parents that lose their last grid; @grids but @into are retired
 *   in any case
 *
 * Grids of a higher level hand the grids below them on to @into; these keep their codes and names.
 * Grids that do not touch @into become exclaves of it.
 *
 * Errors: %WG_PLAN_ERROR_LEVEL (not of one level), _NOTHING (no other grid), _LANDLESS
 *
 * Returns: (transfer full): what became of the grids; %NULL on error
 */
WgLandResult *wg_command_merge    (WgHistory      *history,
                                   const GArray   *grids,
                                   guint32         into,
                                   WgLandFlags     flags,
                                   GError        **error);
/** In how many groups the land of @grids (element-type guint32) falls that touch along no border:
 *  2 or more, and merging them makes exclaves. Costs the borders in their extent. */
guint         wg_plan_count_clusters (WgPlan        *plan,
                                      const GArray  *grids);
/**
 * wg_command_assign_faces:
 * @faces: (element-type WgFaceId): may belong to nobody
 * @to: of any level; a grid with others below it gets land of its own
 *
 * Errors: %WG_PLAN_ERROR_NOTHING (it has them), _LANDLESS
 */
WgLandResult *wg_command_assign_faces (WgHistory      *history,
                                       const GArray   *faces,
                                       guint32         to,
                                       WgLandFlags     flags,
                                       GError        **error);
/**
 * wg_command_assign:
 * @shape: (multi)polygon, project millimetres, rings in any direction; inside is even-odd
 *
 * Gives all land inside @shape to @to: grids and gaps that nobody owns, cut along it. What lies
 * outside the map stays outside.
 *
 * Errors: as wg_command_assign_faces(), %WG_GEOMETRY_ERROR_RANGE, _INVALID
 */
WgLandResult *wg_command_assign   (WgHistory      *history,
                                   const WgShape  *shape,
                                   guint32         to,
                                   WgLandFlags     flags,
                                   GError        **error);

/* What the commands would do, without doing it: arguments and errors as theirs. Nothing has changed
 * when they return; no signals. (transfer full): the grids before and after; %NULL on error. */
WgLandPreview *wg_plan_preview_merge        (WgPlan          *plan,
                                             const GArray    *grids,
                                             guint32          into,
                                             WgLandFlags      flags,
                                             GError         **error);
WgLandPreview *wg_plan_preview_assign_faces (WgPlan          *plan,
                                             const GArray    *faces,
                                             guint32          to,
                                             WgLandFlags      flags,
                                             GError         **error);
WgLandPreview *wg_plan_preview_assign       (WgPlan          *plan,
                                             const WgShape   *shape,
                                             guint32          to,
                                             WgLandFlags      flags,
                                             GError         **error);

G_END_DECLS
