/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-roster.h"
#include "../../app/plan/wg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_ROSTER_DIALOG (wg_roster_dialog_get_type ())

/**
 * WgRosterDialog:
 *
 * What a roster would bring, before it does: what its columns mean, what is left out because it is personal, every row
 * with its state and why; a grid that is not found can be named. It is worked out by a worker.
 *
 * Signal ::accepted (WgRoster *roster): to be committed; the dialog closes.
 */
G_DECLARE_FINAL_TYPE (WgRosterDialog, wg_roster_dialog, WG, ROSTER_DIALOG, AdwWindow)

/** @table: (transfer full): finished */
WgRosterDialog *wg_roster_dialog_new (GtkWindow     *parent,
                                      WgSession     *session,
                                      WgRosterTable *table,
                                      const WgWhen  *when);

G_END_DECLS
