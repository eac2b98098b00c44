/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-history.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_HISTORY_PANEL (wg_history_panel_get_type ())

/** The list of edits, newest first: what, when and who. Choosing one undoes or redoes up to it. */
G_DECLARE_FINAL_TYPE (WgHistoryPanel, wg_history_panel, WG, HISTORY_PANEL, AdwBin)

void wg_history_panel_set_history (WgHistoryPanel *self,
                                   WgHistory      *history); /* nullable */
/** Reads the list again; to be called before it is shown. */
void wg_history_panel_refresh     (WgHistoryPanel *self);

G_END_DECLS
