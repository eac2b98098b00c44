/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgPage:
 *
 * The cells of one sheet as they stand there, before anybody asks which row is the heading: of the
 * clipboard, of a text, of a page, of a workbook. A plain value with one owner. Any thread.
 */
typedef struct
{
  char *name;      /* of the sheet; "": it has none */
  GPtrArray *rows; /* of char **, NULL-terminated; rows may differ in length */
} WgPage;

WgPage    *wg_page_new          (const char         *name);
void       wg_page_free         (WgPage             *page);
/** @cells: (array length=n): copied. */
void       wg_page_add_row      (WgPage             *page,
                                 const char *const  *cells,
                                 guint               n);
guint      wg_page_count_columns (const WgPage      *page);

/** UTF-8 text: columns parted by tabs, else by commas or semicolons; cells may be quoted. */
WgPage    *wg_page_parse_text   (const char         *text);
/** The tables of a piece of HTML, UTF-8, one below the other, as spreadsheets and pages put it on the clipboard and
 *  platforms into files. What a merged cell covers is empty; a number that is shown shortened (1.38E+10) has its
 *  digits. */
WgPage    *wg_page_parse_html   (const char         *text);
/**
 * wg_page_parse_workbook:
 * @text: UTF-8, whatever its head says of another encoding
 *
 * The sheets of an "XML Spreadsheet 2003" (Microsoft, "XML Spreadsheet Reference", Office XP), which platforms write
 * under the name .xls. Numbers have all their digits, days are 2026-01-31.
 *
 * Returns: (transfer full) (nullable) (element-type WgPage): %NULL when it is none, or breaks off
 */
GPtrArray *wg_page_parse_workbook (const char       *text);

/**
 * wg_page_find_heading:
 * @first_out: (out): its first row; 0 when there is none
 * @end_out: (out): the row after it: two below where cells of the heading stand over several
 *
 * Offices put a title, who filled the table in and when above the heading: the first row in which most columns have a
 * name. Returns: FALSE when nothing tells; the first row is taken for it then.
 */
gboolean   wg_page_find_heading (const WgPage       *page,
                                 guint              *first_out,
                                 guint              *end_out);
/** The page from its heading on, as CSV with one heading row; (transfer full). */
char      *wg_page_to_csv       (const WgPage       *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgPage, wg_page_free)

G_END_DECLS
