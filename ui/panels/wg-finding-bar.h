/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/check/wg-fix.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_FINDING_BAR (wg_finding_bar_get_type ())

/**
 * WgFindingBar:
 *
 * The finding that is looked at, floating over the map, and the ways to fix it, the best first.
 * Its buttons are the window's actions "win.fix-finding", "win.accept-finding" and
 * "win.next-finding".
 *
 * Signals:
 * - ::offered (WgFix *, nullable): this way is selected: to be shown on the map
 * - ::chosen (WgFix *): this way is wanted
 * - ::closed
 */
G_DECLARE_FINAL_TYPE (WgFindingBar, wg_finding_bar, WG, FINDING_BAR, GtkBox)

/** @finding: NULL hides the bar. */
void     wg_finding_bar_show       (WgFindingBar    *self,
                                    WgPlan          *plan,
                                    const WgFinding *finding);
/** @fixes: (transfer full) (element-type WgFix): listed below it, with the keyboard. */
void     wg_finding_bar_list_fixes (WgFindingBar    *self,
                                    WgPlan          *plan,
                                    GPtrArray       *fixes);
/** What the selected way does to the numbers, or why it is refused. @words: (nullable) */
void     wg_finding_bar_set_numbers (WgFindingBar   *self,
                                    const char      *words,
                                    gboolean         is_refusal);
/** TRUE while ways to fix are listed. */
gboolean wg_finding_bar_has_fixes  (WgFindingBar    *self);

G_END_DECLS
