/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-roster.h"
#include "wg-source.h"

G_BEGIN_DECLS

/**
 * wg_roster_read:
 * @path: XLSX, XLS, ODS, CSV or text parted by tabs, of any encoding; also a workbook, a page or text that is called
 *   .xls, as platforms write them
 * @sheet: (nullable): its name; %NULL: the one with most rows of people
 *
 * Reads a roster: every cell as the text that it shows, so that phones and codes keep their digits as far as the file
 * has them. Any thread.
 *
 * Errors: what wg_reason_set_error() tells, %WG_EXCHANGE_ERROR_NO_LAYER (no such sheet), _EMPTY;
 * %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): a finished table
 */
WgRosterTable *wg_roster_read       (const char     *path,
                                     const char     *sheet,
                                     GCancellable   *cancellable,
                                     GError        **error);

G_END_DECLS
