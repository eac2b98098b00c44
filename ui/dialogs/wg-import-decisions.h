/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-incoming.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_DECISIONS (wg_import_decisions_get_type ())

/**
 * WgImportDecisions:
 *
 * The table of what cleaning decided: who got it, who lost it, how many m². Sorted by a click on a
 * heading, one kind or all. Signals: ::chosen (WgDecision *): a row is selected; ::activated
 * (WgDecision *): Enter or a double click; ::kind-changed (int): -1 is all.
 */
G_DECLARE_FINAL_TYPE (WgImportDecisions, wg_import_decisions, WG, IMPORT_DECISIONS, GtkBox)

/** @report: (nullable): borrowed until the next call. */
void wg_import_decisions_show   (WgImportDecisions    *self,
                                 const WgImportReport *report,
                                 const char           *hint);
/** Selects the row of a decision of the report and scrolls to it; no signal. */
void wg_import_decisions_select (WgImportDecisions    *self,
                                 guint                 index);

G_END_DECLS
