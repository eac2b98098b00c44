/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What GDAL 3.6 does not look at in workbooks (ECMA-376). Not for other rooms. Any thread. */

/** Is it a workbook of that kind, whatever it is called? */
gboolean wg_workbook_is       (const char *path);
/** Does it count its days from 1904, as those of old Macs do? */
gboolean wg_workbook_counts_from_1904 (const char *path);
/**
 * wg_workbook_copy:
 *
 * Names may carry how they are spoken (phonetic guides, rPh in 18.4.6): GDAL would read "沈国良" with "shenguoliang" as
 * one text. And platforms write such workbooks under the name of the old kind (.xls), which GDAL does not open. (transfer
 * full) (nullable): a copy in memory without guides, for GDAL to open and VSIUnlink() to free; %NULL when none is
 * needed, or none can be made.
 */
char    *wg_workbook_copy     (const char *path);
/** Takes the guides out of one part. @text: changed. Returns: its size now. */
gsize    wg_workbook_strip_part (char     *text,
                               gsize       size);

G_END_DECLS
