/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-plan.h"

G_BEGIN_DECLS

/** A grid beside some land, and the length of their border. */
typedef struct
{
  guint32 grid;
  double length_m; /* planar */
} WgFixNeighbour;

/**
 * wg_fix_find_neighbours:
 * @faces: (element-type WgFaceId)
 * @depth: neighbours are grids of this level; 0: the owners themselves
 *
 * Returns: (transfer full) (element-type WgFixNeighbour): the longest border first
 */
GArray *wg_fix_find_neighbours (WgPlan       *plan,
                                const GArray *faces,
                                guint         depth);

G_END_DECLS
