/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-incoming.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_REPORT_DIALOG (wg_report_dialog_get_type ())

/**
 * WgReportDialog:
 *
 * How the last import went, to be read beside the map: figures, every decision of the cleaning,
 * every row with a problem. Signals: ::fly-to (WgEnvelope *) when a decision is activated.
 */
G_DECLARE_FINAL_TYPE (WgReportDialog, wg_report_dialog, WG, REPORT_DIALOG, AdwWindow)

/** @report: outlives the dialog. */
WgReportDialog *wg_report_dialog_new (GtkWindow            *parent,
                                      const WgImportReport *report);

G_END_DECLS
