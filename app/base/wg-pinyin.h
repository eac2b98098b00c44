/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How Chinese characters are read: all readings that dictionaries of today's language have, without
 * tones, "v" for ü. Source of the table: Unihan (wg-pinyin.txt says which fields). Any thread.
 */

/**
 * wg_pinyin_get_readings:
 * @character: any
 * @readings_out: (out): numbers of syllables, owned by the table
 *
 * Returns: how many readings it has; 0 when it is no Chinese character of the basic plane
 */
guint       wg_pinyin_get_readings (gunichar        character,
                                    const guint16 **readings_out);
/** "liu": the letters of a syllable, for numbers below wg_pinyin_count(). */
const char *wg_pinyin_get_syllable (guint           number);
guint       wg_pinyin_count        (void);
/** The characters that have a reading are from this one to before wg_pinyin_limit(). */
gunichar    wg_pinyin_first        (void);
gunichar    wg_pinyin_limit        (void);

G_END_DECLS
