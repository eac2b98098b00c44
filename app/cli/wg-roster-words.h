/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-sheet.h"
#include "../plan/wg-roster.h"

G_BEGIN_DECLS

/* What a roster import says, for the window and the command line; translated unless said otherwise. */

/** "New", "Grid not known" ...; static. */
const char *wg_words_roster_state    (WgRosterState        state);
/** The stable word of JSON: "new", "unknown-grid" ...; static, not translated. */
const char *wg_roster_state_to_code  (WgRosterState        state);
/** What a column holds: "Name", "Left out: personal data" ...; static. */
const char *wg_words_roster_meaning  (WgRosterMeaning      meaning);
/** Why a row is as it is, parted by "; "; "" when there is nothing to say. (transfer full) */
char       *wg_words_roster_reasons  (WgRosterReasons      reasons);
/** Counts, what was left out, and each row that is not simply new, changed or the same. (transfer full) */
char       *wg_words_roster_report   (WgPlan              *plan,
                                      const WgRoster      *roster);
/** (transfer full): not translated. @is_done: it was committed. */
char       *wg_roster_to_json        (WgPlan              *plan,
                                      const WgRoster      *roster,
                                      gboolean             is_done);
/** Every item as a row: state, reasons, person, grid. (transfer full) */
WgSheet    *wg_roster_preview_sheet  (WgPlan              *plan,
                                      const WgRoster      *roster);

G_END_DECLS
