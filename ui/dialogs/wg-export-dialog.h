/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../wg-window.h"

G_BEGIN_DECLS

#define WG_TYPE_EXPORT_DIALOG (wg_export_dialog_get_type ())

/**
 * WgExportDialog:
 *
 * Asks what is written, for whom, in which kind of file and coordinates, then where; the writing is a
 * job of the window. The last choice is remembered.
 */
G_DECLARE_FINAL_TYPE (WgExportDialog, wg_export_dialog, WG, EXPORT_DIALOG, AdwWindow)

/** @window: with a project. */
WgExportDialog *wg_export_dialog_new (WgWindow *window);

G_END_DECLS
