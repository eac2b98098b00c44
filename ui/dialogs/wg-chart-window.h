/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/render/wg-chart-sheet.h"
#include "../wg-window.h"

G_BEGIN_DECLS

#define WG_TYPE_CHART_WINDOW (wg_chart_window_get_type ())

/**
 * WgChartWindow:
 *
 * A chart on its sheets of paper as it will be printed, with what can be set of it beside it: to look at closely,
 * to save as PDF, SVG or PNG, to print, or to begin an atlas with. Laid out by a worker after each change.
 */
G_DECLARE_FINAL_TYPE (WgChartWindow, wg_chart_window, WG, CHART_WINDOW, AdwWindow)

/** @grid: what the sheet is of; @name: of it, for the title and the file. */
WgChartWindow *wg_chart_window_new (WgWindow             *parent,
                                    WgChartStock         *stock,
                                    const WgChartOptions *options,
                                    guint32               grid,
                                    const char           *name);

G_END_DECLS
