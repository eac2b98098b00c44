/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-progress.h"
#include "wg-plan.h"

G_BEGIN_DECLS

/** What became of a grid between two moments. */
typedef enum
{
  WG_CHANGED_ADDED = 1 << 0,
  WG_CHANGED_RETIRED = 1 << 1,
  WG_CHANGED_LAND = 1 << 2,
  WG_CHANGED_CODE = 1 << 3,
  WG_CHANGED_NAME = 1 << 4,
  WG_CHANGED_PARENT = 1 << 5,
  WG_CHANGED_OTHER = 1 << 6, /* kind and other attributes */
} WgChangedFlags;

typedef struct
{
  guint32 grid;
  guint flags;          /* of WgChangedFlags, never 0 */
  const WgGrid *before; /* borrowed; NULL when it was not there */
  const WgGrid *after;  /* borrowed; NULL when it is not there; also a retired one */
  double area_before;   /* m², geodesic */
  double area_after;
  double gained;
  double lost;
} WgChangedGrid;

/**
 * WgChanges:
 *
 * The differences between two moments of a plan, exact: both divisions are laid over one another,
 * so that each face of the overlay has one owner before and one after. Immutable; any thread that
 * owns it.
 */
typedef struct _WgChanges WgChanges;

/**
 * wg_changes_new:
 * @before: the earlier moment, referenced; only read
 * @after: the later one of the same plan (ids mean the same grids), or another department's net: a level with
 *   another name that has no grids in one of the two is not compared
 *
 * Errors: %G_IO_ERROR_CANCELLED; %WG_PLAN_ERROR_BAD_FRAME when their coordinates are not the same.
 */
WgChanges        *wg_changes_new              (WgPlan           *before,
                                               WgPlan           *after,
                                               const WgProgress *progress,
                                               GCancellable     *cancellable,
                                               GError          **error);
void              wg_changes_free             (WgChanges        *changes);
/** FALSE: the level is another one in the two (派出所, 街道), and one of them has no grids there. */
gboolean          wg_changes_is_compared      (const WgChanges  *changes,
                                               guint             depth);
WgPlan           *wg_changes_get_before       (const WgChanges  *changes);
WgPlan           *wg_changes_get_after        (const WgChanges  *changes);
/** (element-type WgChangedGrid): by depth, then code, then id. */
const GArray     *wg_changes_get_grids        (const WgChanges  *changes);
/** (element-type WgLineage): land that changed hands at level @depth, or between the owners
 *  themselves (0), by @from and @to; 0 in them is nobody, or outside the map. */
const GArray     *wg_changes_get_flows        (const WgChanges  *changes,
                                               guint             depth);
/** (element-type WgLineage) (transfer full): what the history of the grids has to keep of this: the
 *  flows between owners, and between grids of one level. */
GArray           *wg_changes_collect_lineage  (const WgChanges  *changes);
/** m² that changed hands at level @depth. */
double            wg_changes_get_moved        (const WgChanges  *changes,
                                               guint             depth);
/** The overlay: every border of either moment; owners are those after. */
const WgCoverage *wg_changes_get_overlay      (const WgChanges  *changes);
/** Land that lies outside the map after: faces (element-type WgFaceId) of wg_changes_get_rest(), the
 *  division before, cut along the one after; owners are those before. */
const GArray     *wg_changes_get_lost         (const WgChanges  *changes);
const WgCoverage *wg_changes_get_rest         (const WgChanges  *changes); /* nullable */
/** The grid at @depth (0: the owner) that had a face of the overlay before, and has it after. */
guint32           wg_changes_get_grid_before  (const WgChanges  *changes,
                                               WgFaceId          face,
                                               guint             depth);
guint32           wg_changes_get_grid_after   (const WgChanges  *changes,
                                               WgFaceId          face,
                                               guint             depth);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgChanges, wg_changes_free)

G_END_DECLS
