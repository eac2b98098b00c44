/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-estimate.h"

G_BEGIN_DECLS

/** Why a grid got no estimate; "" for one that did. */
const char *wg_estimate_words_outcome (WgEstimateOutcome outcome);
/** "≈196,132 households and ≈328,215 people for 61,873 buildings of 85 grids", then why others are left
 *  out, and what the first grids get. (transfer full). @rows: (element-type WgEstimateRow). Main thread. */
char       *wg_estimate_words_preview (WgPlan           *plan,
                                       const GArray     *rows);

G_END_DECLS
