/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What a text must have to match, as 64 bits: 26 for the letters with which its characters begin when they are
 * read, the others for the characters themselves, several to a bit. A text without a bit that a query needs
 * cannot match, and is not looked at.
 */

/** The bit of a letter, "a" to "z". */
guint64        wg_text_mark_letter (char     letter);
/** The bit of a character as a query has it: folded, figures for numbers. */
guint64        wg_text_mark_folded (gunichar c);
/** Of 65536: all bits that a UTF-16 unit gives its text. Any thread. */
const guint64 *wg_text_marks_table (void);
/** One form for all that match one another: half width, small letters, simplified, "-" for all
 *  dashes. */
gunichar       wg_text_fold        (gunichar c);
/** 0 to 9 for a figure in either script (folded); -1 for all else. */
int            wg_text_digit       (gunichar c);

G_END_DECLS
