/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-sheet.h"
#include "../plan/wg-building-join.h"

G_BEGIN_DECLS

/** Why a row was not taken; "" for those that were. */
const char *wg_join_words_outcome (WgJoinOutcome         outcome);
/** The report as lines of text. (transfer full). Main thread. */
char       *wg_join_words_report  (const WgBuildingJoin *join);
/** For a spreadsheet: the rows that were not taken, with why. Main thread.
 *  Returns: (transfer full) (element-type WgSheet) */
GPtrArray  *wg_join_words_sheets  (const WgBuildingJoin *join);

G_END_DECLS
