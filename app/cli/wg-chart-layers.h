/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-linework.h"
#include "../store/wg-project.h"

G_BEGIN_DECLS

/**
 * wg_chart_read_layers:
 * @records: (element-type WgLayerRecord): of the project, the lowest first
 * @failed: (nullable) (element-type utf8): names of layers that cannot be read are appended
 *
 * Returns: (transfer full) (element-type WgLinework): the vector layers that are visible, for sheets.
 *   A layer of houses is left out where the plan has buildings of its own. Any thread
 */
GPtrArray *wg_chart_read_layers (const GPtrArray *records,
                                 WgPlan          *plan,
                                 GPtrArray       *failed,
                                 GCancellable    *cancellable);

G_END_DECLS
