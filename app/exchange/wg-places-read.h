/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-progress.h"
#include "../crs/wg-frame.h"
#include "../geometry/wg-shape.h"

G_BEGIN_DECLS

/**
 * wg_source_read_points:
 * @path: any vector file
 * @layer: (nullable): of it; %NULL: all
 *
 * The points of a file, such as the centres that grids are to grow around, in project millimetres;
 * lines and areas are passed over. Worker thread. Fails as wg_linework_read() does;
 * %WG_EXCHANGE_ERROR_NONE_FIT when there is no point.
 *
 * Returns: (transfer full) (element-type WgPoint)
 */
GArray    *wg_source_read_points (const char       *path,
                                  const char       *layer,
                                  WgFrame          *frame,
                                  const WgProgress *progress,
                                  GCancellable     *cancellable,
                                  GError          **error);
/** The areas of a file likewise, one shape for each feature, such as the compounds that no grid is to
 *  divide: (transfer full) (element-type WgShape). */
GPtrArray *wg_source_read_areas  (const char       *path,
                                  const char       *layer,
                                  WgFrame          *frame,
                                  const WgProgress *progress,
                                  GCancellable     *cancellable,
                                  GError          **error);

G_END_DECLS
