/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-export-basis.h"
#include "wg-export-rows.h"

G_BEGIN_DECLS

/*
 * What an export has written stands in a folder of its own beside the target until all of it is good.
 */

/** Sets %WG_EXCHANGE_ERROR_WRITE or %WG_EXCHANGE_ERROR_FULL for @what from errno; FALSE. */
gboolean wg_export_set_write_error (GError               **error,
                                    const char            *what);
/** Puts the finished files of @temp into @folder, and takes away what an older shapefile of the same name had
 *  beside it. @files: (element-type utf8): gets those of the format's ending. */
gboolean wg_export_move_files      (const char            *temp,
                                    const char            *folder,
                                    const WgExportFormat  *format,
                                    GPtrArray             *files,
                                    GError               **error);
/** With whatever is left in it. */
void     wg_export_remove_temp     (const char            *temp);

G_END_DECLS
