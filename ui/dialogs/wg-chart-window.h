/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/render/wg-chart-sheet.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_CHART_WINDOW (wg_chart_window_get_type ())

/**
 * WgChartWindow:
 *
 * A chart on its sheet of paper as it will be printed, to look at closely, to save as PDF and to
 * print.
 */
G_DECLARE_FINAL_TYPE (WgChartWindow, wg_chart_window, WG, CHART_WINDOW, AdwWindow)

/** @chart: (transfer full), shown by its first page. @name: of the grid, for the title and the file. */
WgChartWindow *wg_chart_window_new (GtkWindow  *parent,
                                    WgChartSheet *chart,
                                    const char *name,
                                    GSettings  *settings);

G_END_DECLS
