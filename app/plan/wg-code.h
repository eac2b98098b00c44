/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WG_CODE_MAX_CHARS 24
#define WG_NAME_MAX_CHARS 30

/** Is @text in use, or was it? */
typedef gboolean (*WgTextTaken) (const char *text,
                                 gpointer    user_data);

/**
 * wg_code_next:
 * @code: of the grid that is divided; may be ""
 * @parent_code: (nullable): of its parent
 * @siblings: (element-type utf8): codes of the grids beside it, with its own or without
 *
 * The next code of the siblings' row: the prefix stays, the serial behind it is one past the
 * greatest in use, as wide as the siblings' (leading zeros stay; codes are text, never numbers).
 * The serial is what follows the parent's code (trailing zeros of the parent's are padding);
 * where that does not help, the last two digits, one digit more each time they are used up. Serials
 * from 901 are special grids' when the serial has three digits, and do not count for others.
 * A code without digits gives "CODE-2", "CODE-3".
 *
 * Returns: (transfer full): at most %WG_CODE_MAX_CHARS characters and not taken; "" when there is
 *   nothing to go by or no room
 */
char    *wg_code_next           (const char      *code,
                                 const char      *parent_code,
                                 const GPtrArray *siblings,
                                 WgTextTaken      is_taken,
                                 gpointer         user_data);

/**
 * wg_name_next:
 * @name: of the grid that is divided
 * @siblings: (element-type utf8): names of the grids beside it
 *
 * Follows the siblings' pattern: 第二网格 gives 第七网格 when there are six; digits stay digits and
 * keep their width. Without a number in the name: "NAME 2".
 *
 * Returns: (transfer full): at most %WG_NAME_MAX_CHARS characters and not taken; "" for a grid
 *   without name
 */
char    *wg_name_next           (const char      *name,
                                 const GPtrArray *siblings,
                                 WgTextTaken      is_taken,
                                 gpointer         user_data);

/**
 * WgTextRow:
 *
 * The texts beside a grid, for the functions below: many that stay and are only added to, with what
 * is known of them, and a few more.
 */
typedef struct
{
  const GPtrArray *texts; /* of utf8 */
  GHashTable *memo;       /* (nullable): wg_text_memo_new(), of these texts only */
  const GPtrArray *more;  /* (nullable) of utf8 */
} WgTextRow;

GHashTable *wg_text_memo_new    (void);
/** As wg_code_next() and wg_name_next(); what @row has a memo for is looked through once. */
char       *wg_code_next_in     (const char      *code,
                                 const char      *parent_code,
                                 const WgTextRow *row,
                                 WgTextTaken      is_taken,
                                 gpointer         user_data);
char       *wg_name_next_in     (const char      *name,
                                 const WgTextRow *row,
                                 WgTextTaken      is_taken,
                                 gpointer         user_data);
/** For these two: the greatest number that @read finds among the texts of @row, kept under @key. */
typedef guint64 (*WgTextNumber) (const char      *text,
                                 gconstpointer    user_data);
guint64     wg_text_row_greatest (const WgTextRow *row,
                                  const char      *key,
                                  WgTextNumber     read,
                                  gconstpointer    user_data);

/** 1 to 9999 in Chinese numerals, as they are written in names: 十二, 二十, 一百零三. */
char    *wg_numeral_format      (guint            number);
/** Reads a whole text of Chinese numerals; 0 when it is none. */
guint    wg_numeral_parse       (const char      *text,
                                 gsize            n_bytes);

/** TRUE when @code has characters that codes may have (letters, digits and -_./()#), and not more
 *  than %WG_CODE_MAX_CHARS. "" is no code. */
gboolean wg_code_is_well_formed (const char      *code);
/** TRUE when @name has 1 to %WG_NAME_MAX_CHARS characters, none of them a control character. */
gboolean wg_name_is_well_formed (const char      *name);

G_END_DECLS
