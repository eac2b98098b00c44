/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wg_building_key_of_address:
 *
 * The form in which two ways to write an address of a building are one: full and half width, blanks and
 * punctuation, traditional characters, Chinese numbers before 号, 幢, 单元 ..., 栋/棟/座/号楼 for 幢, and a
 * province, city, district or street office in front, which tables often leave out. Pure function.
 *
 * Returns: (transfer full): "" when nothing is left
 */
char *wg_building_key_of_address (const char *text);
/** Of a code: full and half width, blanks, capitals. */
char *wg_building_key_of_code    (const char *text);

G_END_DECLS
