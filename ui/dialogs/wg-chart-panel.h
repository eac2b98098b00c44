/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/render/wg-chart-options.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_CHART_PANEL (wg_chart_panel_get_type ())

/**
 * WgChartPanel:
 *
 * What a chart is set to: template, paper, edition, scale, words, which tables, colours. Signal ::changed after each
 * change by the user. Pictures are chosen from files: ::message has a sentence for one that cannot be taken.
 */
G_DECLARE_FINAL_TYPE (WgChartPanel, wg_chart_panel, WG, CHART_PANEL, AdwBin)

GtkWidget            *wg_chart_panel_new         (void);
/** Papers as users call them, in the order of #WgPaper. (transfer full) */
char                **wg_chart_panel_list_papers (void);
/** Shows @options (copied) without telling ::changed. */
void                  wg_chart_panel_set_options (WgChartPanel         *self,
                                                  const WgChartOptions *options);
/** (transfer none): as they are set now. */
const WgChartOptions *wg_chart_panel_get_options (WgChartPanel         *self);

/** Offers to issue the chart as edition @next; 0: nothing is offered. What was chosen before is forgotten. */
void                  wg_chart_panel_offer_edition (WgChartPanel         *self,
                                                    guint                 next);
/** The number of the edition that the user makes this chart, 0: none. */
guint                 wg_chart_panel_get_issue     (WgChartPanel         *self);

G_END_DECLS
