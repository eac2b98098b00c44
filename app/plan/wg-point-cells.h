/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-envelope.h"

G_BEGIN_DECLS

/**
 * WgPointCells:
 *
 * Finds points that never move by a box: a grid of cells with about four points each. Immutable.
 */
typedef struct _WgPointCells WgPointCells;

WgPointCells *wg_point_cells_new   (const WgPoint      *points,
                                    guint               n_points);
void          wg_point_cells_free  (WgPointCells       *self);
/** The places of all points, neighbours near one another; as many as there are points. */
const guint  *wg_point_cells_order (const WgPointCells *self);
/** Appends to @places_out (of guint) the places of the points in the box, in no order. */
void          wg_point_cells_query (const WgPointCells *self,
                                    const WgEnvelope   *box,
                                    GArray             *places_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgPointCells, wg_point_cells_free)

G_END_DECLS
