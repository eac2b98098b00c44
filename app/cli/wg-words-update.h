/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-update.h"

G_BEGIN_DECLS

/** "changed", "new", "gone", "the same". */
const char *wg_words_update_kind   (WgUpdateKind        kind);
/** Code and name: of the project's grid, or of the row of the file when it is new. (transfer full) */
char       *wg_words_update_name   (WgPlan             *plan,
                                    const WgIncoming   *incoming,
                                    const WgUpdateItem *item);
/** "+12 m², −3 m²; name 一 → 二": what differs, for people. (transfer full) */
char       *wg_words_update_change (WgPlan             *plan,
                                    const WgIncoming   *incoming,
                                    const WgUpdateItem *item);

G_END_DECLS
