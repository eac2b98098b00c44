/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-sheet.h"
#include "../plan/wg-changes.h"
#include "wg-moment.h"

G_BEGIN_DECLS

/** "New", "Retired", "Land, name": what became of a grid. (transfer full) */
char     *wg_changes_words_flags    (guint             flags);
/** "into 第二网格", "out of 第一网格", "from 第三网格, to 第四网格": where the land of a grid went, or came
 *  from; "" where it kept it. (transfer full) */
char     *wg_changes_words_lands    (const WgChanges  *changes,
                                     const WgChangedGrid *changed);
/** Grids that are not as they were: one row each. (transfer full) */
WgSheet  *wg_changes_words_grids    (const WgChanges  *changes);
/** Who gave how much land to whom, level by level. (transfer full) */
WgSheet  *wg_changes_words_flows    (const WgChanges  *changes);
/** Counts and sums: two columns, label and value. (transfer full) */
WgSheet  *wg_changes_words_summary  (const WgChanges  *changes,
                                     const WgMoment   *since,
                                     const WgMoment   *until);
/** The rows of a grid's (or all) lineage. (transfer full)
 *  @rows: (element-type WgLineageRow) */
WgSheet  *wg_changes_words_lineage  (WgPlan           *plan,
                                     const GPtrArray  *rows);
/** "3301… 第一网格", "nobody". (transfer full) */
char     *wg_changes_words_grid     (WgPlan           *plan,
                                     guint32           grid);

G_END_DECLS
