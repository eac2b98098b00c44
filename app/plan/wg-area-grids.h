/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-plan.h"

G_BEGIN_DECLS

/*
 * The grids that an area touches, by geometry: (transfer full) (element-type guint32), the upper levels first, then
 * by code. @depth: only of this level; 0: of all.
 */

/** Those that have any of the land of @grids: themselves, those below them, and those above. */
GArray *wg_area_grids_of     (WgPlan           *plan,
                              const GArray     *grids,
                              guint             depth);
/** Those that have any of @shape. */
GArray *wg_area_grids_in     (WgPlan           *plan,
                              const WgShape    *shape,
                              guint             depth);
GArray *wg_area_grids_in_box (WgPlan           *plan,
                              const WgEnvelope *box,
                              guint             depth);
GArray *wg_area_grids_all    (WgPlan           *plan,
                              guint             depth);

G_END_DECLS
