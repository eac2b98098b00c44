/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Traditional and simplified Chinese characters. Source of the table: Unihan (wg-han-forms.txt says which
 * field). Any thread.
 */

/** 號 as 号; every other character is itself. */
gunichar       wg_han_simplify        (gunichar  character);
/**
 * wg_han_get_traditional:
 * @character: simplified
 *
 * Returns: (array length=n_out): the traditional ones that are simplified to it; owned by the table
 */
const guint16 *wg_han_get_traditional (gunichar  character,
                                       guint    *n_out);

G_END_DECLS
