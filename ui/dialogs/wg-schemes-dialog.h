/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../wg-window.h"

G_BEGIN_DECLS

#define WG_TYPE_SCHEMES_DIALOG (wg_schemes_dialog_get_type ())

/**
 * WgSchemesDialog:
 *
 * The schemes of the project: which is open, which is in force; to open, copy, name, compare, adopt and
 * remove them.
 */
G_DECLARE_FINAL_TYPE (WgSchemesDialog, wg_schemes_dialog, WG, SCHEMES_DIALOG, AdwWindow)

/** @window: with a project. */
WgSchemesDialog *wg_schemes_dialog_new (WgWindow *window);

G_END_DECLS
