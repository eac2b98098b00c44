/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-coverage.h"
#include "wg-grid.h"

G_BEGIN_DECLS

/**
 * WgPlanIndex:
 *
 * What a plan looks up and never stores: owner to faces, parent to children, code to grid, counts.
 * Kept up with every edit in the neighbourhood of the edit. Chains in flat arrays (4 bytes a face
 * or grid); the arrays that are handed out are made when first asked for.
 */
typedef struct _WgPlanIndex WgPlanIndex;

/** @grids: (element-type WgGrid): by id, with holes; borrowed, must outlive the index. */
WgPlanIndex  *wg_plan_index_new         (GPtrArray        *grids,
                                         const WgCoverage *coverage);
void          wg_plan_index_free        (WgPlanIndex      *self);

/* Call remove while grids still hold the old record, add once they hold the new one. */
void          wg_plan_index_remove_grid (WgPlanIndex      *self,
                                         const WgGrid     *grid);
void          wg_plan_index_add_grid    (WgPlanIndex      *self,
                                         const WgGrid     *grid);
void          wg_plan_index_set_owner   (WgPlanIndex      *self,
                                         WgFaceId          face,
                                         guint32           before,
                                         guint32           after);

guint         wg_plan_index_count       (WgPlanIndex      *self,
                                         guint             depth);
/** The grid in use with @code, else a retired one; of several the lowest id; 0 when none. */
guint32       wg_plan_index_find_code   (WgPlanIndex      *self,
                                         const char       *code);
const GArray *wg_plan_index_children    (WgPlanIndex      *self,
                                         guint32           parent);
const GArray *wg_plan_index_own_faces   (WgPlanIndex      *self,
                                         guint32           grid);
void          wg_plan_index_append_own  (WgPlanIndex      *self,
                                         guint32           grid,
                                         GArray           *faces_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgPlanIndex, wg_plan_index_free)

G_END_DECLS
