/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-china-offset.h"

G_BEGIN_DECLS

/**
 * wg_place_plain:
 * @text: coordinates as they are typed or pasted: with words, brackets, out of a web address
 * @is_told_out: (out): the text says which datum it is of
 *
 * Returns: (transfer full): one plain character for each: d, m, s for degrees, minutes, seconds; E, W, N, S for
 *   sides; blanks and '|' for what parts numbers; '?' for all else
 */
char *wg_place_plain          (const char   *text,
                               WgChinaDatum *datum_out,
                               gboolean     *is_told_out);
/** (transfer full) (nullable): a plain text of four or six bare numbers ("30 16 48 120 9 0") with the marks of degrees,
 *  minutes and seconds, one of three without the last, a height. */
char *wg_place_plain_complete (const char   *plain);

G_END_DECLS
