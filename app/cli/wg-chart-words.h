/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../render/wg-chart-sheet.h"

G_BEGIN_DECLS

/** What sheets print, in the language of the locale. Static; any thread. */
const WgChartWording *wg_chart_wording      (void);

/**
 * wg_chart_make_stock:
 * @plan: a snapshot that nobody changes
 * @linework: reference layers, bottom first
 * @day: of whose people the sheets tell
 *
 * Returns: (transfer full): the stock of charts with the plan's people and the words above. Any thread
 */
WgChartStock         *wg_chart_make_stock   (WgPlan             *plan,
                                             WgLinework *const  *linework,
                                             guint               n_linework,
                                             WgDay               day);

/** (transfer full): a wall map where the grid is divided, else its sheet; dated. */
WgChartOptions       *wg_chart_make_options (WgPlan             *plan,
                                             guint32             grid,
                                             WgDay               day);

G_END_DECLS
