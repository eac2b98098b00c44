/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/store/wg-project.h"
#include "wg-chart-panel.h"

G_BEGIN_DECLS

#define WG_TYPE_CHART_TEMPLATE_BUTTON (wg_chart_template_button_get_type ())

/**
 * WgChartTemplateButton:
 *
 * The menu of templates for charts: those kept in the project, which are used, kept and removed here, and files.
 *
 * Signals:
 * - ::taken: the panel shows the options of a template now
 * - ::message (const char *sentence)
 */
G_DECLARE_FINAL_TYPE (WgChartTemplateButton, wg_chart_template_button, WG, CHART_TEMPLATE_BUTTON,
                      AdwBin)

/** @panel: whose options are taken and set, borrowed: in the same window. @settings: of folders */
void wg_chart_template_button_connect (WgChartTemplateButton *self,
                                       WgProject             *project,
                                       WgChartPanel          *panel,
                                       GSettings             *settings);

G_END_DECLS
