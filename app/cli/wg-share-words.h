/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-json.h"
#include "../base/wg-sheet.h"
#include "../plan/wg-changes.h"
#include "../plan/wg-share-changes.h"

G_BEGIN_DECLS

/** wg_share_changes_list() without those that people would not tell apart: two nets have other ids for
 *  grids of one code. (transfer full) (element-type WgDividedBuilding) */
GArray  *wg_share_words_list       (WgPlan          *before,
                                    WgPlan          *after);
/** A row a building: how it was divided, and how it is. (transfer full) */
WgSheet *wg_share_words_sheet      (WgPlan          *before,
                                    WgPlan          *after,
                                    const GArray    *changes);
/** Adds how many there are to a sheet of facts. */
void     wg_share_words_count      (const GArray    *changes,
                                    WgSheet         *facts);
/** "buildings_divided": an array of the open object. */
void     wg_share_words_write_json (WgJson          *json,
                                    const WgChanges *of,
                                    const GArray    *changes);

G_END_DECLS
