/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_ACCEPT_DIALOG (wg_accept_dialog_get_type ())

/**
 * WgAcceptDialog:
 *
 * Asks why a finding is left as it is, and until when. Signal ::accepted (const char *reason,
 * const char *until): @until is a day as "2027-06-30", or NULL for good.
 */
G_DECLARE_FINAL_TYPE (WgAcceptDialog, wg_accept_dialog, WG, ACCEPT_DIALOG, AdwMessageDialog)

/** @sentence: what is accepted. */
WgAcceptDialog *wg_accept_dialog_new (GtkWindow  *parent,
                                      const char *sentence);

G_END_DECLS
