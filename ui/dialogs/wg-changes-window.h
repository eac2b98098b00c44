/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-report-window.h"

G_BEGIN_DECLS

#define WG_TYPE_CHANGES_WINDOW (wg_changes_window_get_type ())

/**
 * WgChangesWindow:
 *
 * What changed between two moments of the project: choose them, look at the report's pages, save it as
 * pages or as a spreadsheet. It compares in a worker, with a snapshot.
 */
G_DECLARE_FINAL_TYPE (WgChangesWindow, wg_changes_window, WG, CHANGES_WINDOW, WgReportWindow)

/** @window: with a project. */
WgChangesWindow *wg_changes_window_new (WgWindow *window);

G_END_DECLS
