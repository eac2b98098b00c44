/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-plan.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** The outlines of some grids: geodesic sums over all of them. */
typedef struct
{
  double perimeter_m; /* of each grid's own border, summed */
  guint n_parts;
} WgGridMeasure;

/**
 * wg_grid_measure_async:
 * @grids: (element-type guint32): whose land; a grid below another of the list counts once
 *
 * Measures the union of each grid's faces. Small selections are measured at once, large ones in a
 * worker on a snapshot. Finish with wg_grid_measure_finish().
 */
void     wg_grid_measure_async  (WgPlan               *plan,
                                 const GArray         *grids,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
gboolean wg_grid_measure_finish (GAsyncResult         *result,
                                 WgGridMeasure        *measure_out,
                                 GError              **error);

G_END_DECLS
