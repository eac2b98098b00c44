/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-json.h"
#include "../base/wg-sheet.h"
#include "../store/wg-scheme-adopt.h"

G_BEGIN_DECLS

/*
 * Grids of a scheme with codes that the one in force gave to other grids, as wg_project_find_clashes() gives
 * them, with the two plans.
 */

/** How many of them have such a code; the others are below those. */
guint    wg_clashes_count      (const GPtrArray *clashes);
/** "2 grids of “Draft” have codes …": (transfer full). */
char    *wg_words_clashes      (const GPtrArray *clashes,
                                const char      *scheme);
/** Who a clash is with: "第五网格", or "第五网格 (retired)"; "" for a grid that is below one: (transfer full). */
char    *wg_words_clash_holder (const WgCodeClash *clash,
                                WgPlan          *former);
/** (transfer full) */
WgSheet *wg_clash_sheet        (const GPtrArray *clashes,
                                WgPlan          *plan,
                                WgPlan          *former);
/** As the array "clashes" of the object that is begun. */
void     wg_clashes_write_json (WgJson          *json,
                                const GPtrArray *clashes,
                                WgPlan          *plan,
                                WgPlan          *former);

G_END_DECLS
