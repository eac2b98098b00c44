/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-report-window.h"

G_BEGIN_DECLS

#define WG_TYPE_COMPARE_WINDOW (wg_compare_window_get_type ())

/**
 * WgCompareWindow:
 *
 * Two schemes of the project laid over one another: how far their borders lie apart, the map of what
 * differs, its tables; saved as PDF or spreadsheet.
 */
G_DECLARE_FINAL_TYPE (WgCompareWindow, wg_compare_window, WG, COMPARE_WINDOW, WgReportWindow)

/** @window: with a project; @first: id of the scheme that is compared with the open one. */
WgCompareWindow *wg_compare_window_new (WgWindow *window,
                                        gint64    first);

G_END_DECLS
