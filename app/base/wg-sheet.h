/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgSheet:
 *
 * A table of texts for people, with its heading: what a spreadsheet, a page of paper and a list in a
 * window show alike. A plain value with one owner.
 */
typedef struct
{
  char *name;         /* of the sheet, translated */
  GPtrArray *columns; /* of char *: headings */
  GArray *decimals;   /* of int, by column: -1 a text, else a number with so many decimals */
  GPtrArray *rows;    /* of GPtrArray of char *, one for each column; "" is unknown */
} WgSheet;

WgSheet    *wg_sheet_new        (const char    *name);
void        wg_sheet_free       (WgSheet       *sheet);
/** @decimals: -1 for texts; codes are texts. */
void        wg_sheet_add_column (WgSheet       *sheet,
                                 const char    *heading,
                                 int            decimals);
void        wg_sheet_begin_row  (WgSheet       *sheet);
void        wg_sheet_add_text   (WgSheet       *sheet,
                                 const char    *text);
/** NAN is unknown. */
void        wg_sheet_add_number (WgSheet       *sheet,
                                 double         value);
const char *wg_sheet_get        (const WgSheet *sheet,
                                 guint          row,
                                 guint          column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgSheet, wg_sheet_free)

G_END_DECLS
