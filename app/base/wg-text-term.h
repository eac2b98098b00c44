/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * One word of what was typed, as an automaton over UTF-16 units: bit i of a state says that i of its
 * characters are found. A unit moves bits on: by one when it is the same character or has that initial,
 * by up to six when it is read so, by none when it only makes tens of a number (二十三 is 23).
 */

#define WG_TEXT_TERM_MAX 62 /* characters; what is more is not looked at */

typedef struct _WgTextTerm WgTextTerm;

/** How it was found at one place. */
typedef struct
{
  guint end;         /* one past the last unit */
  gboolean is_sound; /* by how characters are read */
  gboolean is_cut;   /* it ends, or began, within a number */
} WgTextFound;

/** @word: without blanks, not empty. */
WgTextTerm *wg_text_term_new    (const char       *word);
void        wg_text_term_free   (WgTextTerm       *self);
guint       wg_text_term_length (const WgTextTerm *self);
/** Of 65536: not 0 for units with which it may begin, and for the marks of WgTextPack. */
const guint8 *wg_text_term_starts (const WgTextTerm *self);
/** The marks (wg-text-marks.h) without which a text cannot have it. */
guint64     wg_text_term_get_needs (const WgTextTerm *self);
/** From units[start] on, which its start table has. */
gboolean    wg_text_term_try    (const WgTextTerm *self,
                                 const guint16    *units,
                                 guint             start,
                                 guint             end,
                                 WgTextFound      *found_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgTextTerm, wg_text_term_free)

G_END_DECLS
