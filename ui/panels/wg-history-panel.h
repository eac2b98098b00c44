/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-history.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_HISTORY_PANEL (wg_history_panel_get_type ())

/**
 * WgHistoryPanel:
 *
 * The list of edits, newest first: what, when, who and why, with a filter and the reason for the
 * next edits. Emits ::go (int) when a moment is chosen: how many steps lead there, below 0 to undo.
 * It follows the history by itself.
 */
G_DECLARE_FINAL_TYPE (WgHistoryPanel, wg_history_panel, WG, HISTORY_PANEL, AdwBin)

void wg_history_panel_set_history   (WgHistoryPanel *self,
                                     WgHistory      *history); /* nullable */
/** What happened that is no edit and cannot be taken back, such as a scheme put in force: a line each, the newest
 *  first; and when and by whom. @lines: %NULL-ended, as @facts. */
void wg_history_panel_set_events    (WgHistoryPanel     *self,
                                     const char *const  *lines,
                                     const char *const  *facts);
/** A project that is read cannot be taken back. */
void wg_history_panel_set_read_only (WgHistoryPanel *self,
                                     gboolean        is_read_only);

G_END_DECLS
