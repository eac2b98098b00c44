/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../wg-window.h"
#include "wg-import-choice.h"

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_DIALOG (wg_import_dialog_get_type ())

/**
 * WgImportDialog:
 *
 * Describes one file and asks how to bring it in: layer, level, columns, encoding, coordinates.
 * Everything is proposed; nothing is read yet. Signals: ::chosen (WgImportChoice *); closing it
 * without ::chosen gives the file up.
 */
G_DECLARE_FINAL_TYPE (WgImportDialog, wg_import_dialog, WG, IMPORT_DIALOG, AdwWindow)

/** @n_more: how many files wait behind this one. */
WgImportDialog *wg_import_dialog_new (WgWindow   *parent,
                                      const char *path,
                                      guint       n_more);

G_END_DECLS
