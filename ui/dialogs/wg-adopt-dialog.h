/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/store/wg-schemes.h"
#include "../wg-window.h"

G_BEGIN_DECLS

#define WG_TYPE_ADOPT_DIALOG (wg_adopt_dialog_get_type ())

/**
 * WgAdoptDialog:
 *
 * From which day a scheme is in force. Meanwhile a worker looks for its grids whose codes the scheme in force gave to
 * others; they are listed, and get new codes or keep them. A worker puts the scheme in force. Of the one that is in
 * force the day can be changed.
 *
 * #WgAdoptDialog::adopted is emitted after it was done.
 */
G_DECLARE_FINAL_TYPE (WgAdoptDialog, wg_adopt_dialog, WG, ADOPT_DIALOG, AdwWindow)

/** @window: has the project. */
WgAdoptDialog *wg_adopt_dialog_new (GtkWindow      *parent,
                                    WgWindow       *window,
                                    const WgScheme *scheme);

G_END_DECLS
