/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../wg-window.h"
#include "wg-import-choice.h"

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_DIALOG (wg_import_dialog_get_type ())

/**
 * WgImportDialog:
 *
 * The import assistant: describes files and asks, step by step, how to bring them in. Everything is
 * proposed; nothing touches the project. Its steps are #WgImportPage. Signals: ::chosen (GPtrArray of
 * WgImportChoice *, grids from the highest level down first, then buildings, then layers to look at);
 * closing it without ::chosen gives the files up.
 */
G_DECLARE_FINAL_TYPE (WgImportDialog, wg_import_dialog, WG, IMPORT_DIALOG, AdwWindow)

/** @paths: files that are brought in together. */
WgImportDialog *wg_import_dialog_new (WgWindow          *parent,
                                      const char *const *paths);
/** Inside ::chosen: what the grids came to, all layers in one report. (transfer full) (nullable): %NULL
 *  when there are none among them. */
WgImportReport *wg_import_dialog_take_report (WgImportDialog  *self);

G_END_DECLS
