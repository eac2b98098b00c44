/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../exchange/wg-export.h"

G_BEGIN_DECLS

/* What the command line and the window do alike around an export. */

/** Headings and values of tables for people, translated. Main thread. (transfer full) */
GHashTable *wg_export_job_words (void);
/** The same with what buildings are used for. (transfer full) */
GHashTable *wg_export_job_building_words (void);
/** wg_export() with the colours of the map, for print. @options: its look is chosen here. Worker
 *  thread. */
gboolean    wg_export_job_run   (WgPlan                *plan,
                                 const char            *path,
                                 const WgExportOptions *options,
                                 const WgProgress      *progress,
                                 GCancellable          *cancellable,
                                 WgExportResult        *result_out,
                                 GError               **error);
/** "EPSG:n", "gcj02" or "bd09" (any case) into @options; @text is borrowed. */
void        wg_export_job_set_crs (WgExportOptions     *options,
                                   const char          *text);
/** What was shortened or left out, as lines of text; "" when nothing. (transfer full) */
char       *wg_export_job_remarks (const WgExportResult *result);

G_END_DECLS
