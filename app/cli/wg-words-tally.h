/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-land-preview.h"

G_BEGIN_DECLS

/** "312", "≥312" when some buildings do not tell, "≈312" with estimates, "—" when unknown. */
char *wg_words_tally_count   (const WgTally *tally,
                              const WgCount *count);
/** "312", "≈312". (transfer full) */
char *wg_words_amount        (gint64         amount,
                              gboolean       is_estimated);
/** "312 → 330"; "330" when nothing was before (a new grid) or both are the same. */
char *wg_words_count_change  (const WgGridPreview *preview,
                              gboolean             is_people);
/** "+18", "−18", "≈+18" with estimates, "" when it is the same or one side is unknown. */
char *wg_words_count_sign    (const WgGridPreview *preview,
                              gboolean             is_people);
/** "12,310 → 13,050 m²", in one unit. */
char *wg_words_area_change   (const WgGridPreview *preview);
char *wg_words_area_sign     (const WgGridPreview *preview);

G_END_DECLS
