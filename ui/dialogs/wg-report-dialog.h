/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-incoming.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_REPORT_DIALOG (wg_report_dialog_get_type ())

/**
 * WgReportDialog:
 *
 * How an import went, to be read before anything touches the project: figures, every decision of
 * the cleaning, every row with a problem. Signals: ::accepted; ::fly-to (WgEnvelope *) when a
 * decision of an accepted import is activated. Closing it without ::accepted discards the import.
 */
G_DECLARE_FINAL_TYPE (WgReportDialog, wg_report_dialog, WG, REPORT_DIALOG, AdwWindow)

/** @report: outlives the dialog. @is_accepted: the import is in the project; only to look at. */
WgReportDialog *wg_report_dialog_new (GtkWindow            *parent,
                                      const WgImportReport *report,
                                      gboolean              is_accepted);

G_END_DECLS
