/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-incoming.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_REPORT_VIEW (wg_import_report_view_get_type ())

/**
 * WgImportReportView:
 *
 * A report of an import in tabs: the table before -> after, decisions, grids, rows. Signals:
 * ::decision-chosen, ::decision-activated (WgDecision *), ::kind-changed (int, -1: all),
 * ::grid-chosen (guint).
 */
G_DECLARE_FINAL_TYPE (WgImportReportView, wg_import_report_view, WG, IMPORT_REPORT_VIEW, GtkBox)

/** @report: (nullable): borrowed until the next call. @hint: (nullable): about the decisions. */
void wg_import_report_view_show   (WgImportReportView   *self,
                                   const WgImportReport *report,
                                   const char           *hint);
/** Selects a decision of the report. */
void wg_import_report_view_select (WgImportReportView   *self,
                                   guint                 index);

G_END_DECLS
