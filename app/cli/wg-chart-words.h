/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../render/wg-chart.h"

G_BEGIN_DECLS

/**
 * WgChartText:
 *
 * The translated words of one grid's chart; what the window and the command line print.
 */
typedef struct _WgChartText WgChartText;

WgChartText        *wg_chart_text_new       (WgPlan            *plan,
                                             guint32            grid);
void                wg_chart_text_free      (WgChartText       *text);
const WgChartWords *wg_chart_text_get_words (const WgChartText *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgChartText, wg_chart_text_free)

G_END_DECLS
