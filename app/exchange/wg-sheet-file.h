/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-sheet.h"
#include "wg-source.h"

G_BEGIN_DECLS

/**
 * wg_sheet_file_write:
 * @path: ends in .xlsx (one sheet for each) or .csv (UTF-8 with a mark for spreadsheets; the first
 *   gets @path, the others "NAME_SHEET.csv" beside it)
 *
 * Writes tables. In .xlsx texts stay texts, so that long codes keep every digit. Written to a
 * temporary name first: a failed call leaves nothing behind.
 *
 * Errors: %WG_EXCHANGE_ERROR_FORMAT, _WRITE, _FULL
 */
gboolean wg_sheet_file_write (const char            *path,
                              const WgSheet *const  *sheets,
                              guint                  n_sheets,
                              GError               **error);

G_END_DECLS
