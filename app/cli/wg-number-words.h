/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-json.h"
#include "../base/wg-sheet.h"
#include "../plan/wg-numbering.h"

G_BEGIN_DECLS

/** Why a grid keeps its code, in the user's language; "" when it has a new one. */
const char *wg_words_number_outcome (WgNumberOutcome  outcome);
/** The same, stable: "given", "unchanged", "no-parent-code", "full", "taken". */
const char *wg_number_outcome_code  (WgNumberOutcome  outcome);
/** The table old → new for the filing document: (transfer full).
 *  @rows: (element-type WgNumberRow): as wg_plan_propose_numbers() gives them */
WgSheet    *wg_number_sheet         (const GPtrArray *rows);

G_END_DECLS
