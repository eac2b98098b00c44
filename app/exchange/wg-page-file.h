/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-page.h"
#include "wg-gdal.h"

G_BEGIN_DECLS

/* Tables of which GDAL 3.6 sees less than people do. Not for other rooms. Any thread. */

/** Is it text under the name of a workbook: a page (HTML), an "XML Spreadsheet 2003", or columns parted by tabs? That
 *  is what platforms write as .xls. Pages under their own name (.html, .xml) too. */
gboolean   wg_page_file_is   (const char *path);
/**
 * wg_page_file_read:
 * @path: of such a file, or of a text table (.csv, .txt, .tsv)
 * @encoding: (nullable): instead of what is found
 *
 * Errors: what wg_reason_set_error() tells; %WG_EXCHANGE_ERROR_DAMAGED: it breaks off
 *
 * Returns: (transfer full) (element-type WgPage): at least one
 */
GPtrArray *wg_page_file_read (const char *path,
                              const char *encoding,
                              GError    **error);
/**
 * wg_page_read_anew:
 * @dataset: (nullable): a table that GDAL opened; it takes no text whose first line has one column
 * @path: of it
 *
 * Where GDAL has no names for some columns, or names over several lines, the heading may not be where it takes it to
 * be: below a title, in two rows, or above texts alone. (transfer full) (nullable) (element-type WgPage): %NULL when it is.
 */
GPtrArray *wg_page_read_anew (GDALDatasetH     dataset,
                              const char      *path,
                              const char      *encoding);
/** Writes each page, from its heading on, as a CSV in memory for GDAL to open and VSIUnlink() to free; called like
 *  the sheet, else like @path. (transfer full) (element-type utf8): paths. */
GPtrArray *wg_page_copy      (const GPtrArray *pages,
                              const char      *path);
/** While @is_on GDAL gives the cells of workbooks that this thread opens as texts, the first row as any other. */
void       wg_page_set_plain (gboolean   is_on);

G_END_DECLS
