/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wg_dxf_close_copy:
 * @path: a text DXF
 *
 * GDAL 3.6 reads a drawing that was cut off, or whose pairs of lines got out of step, for ever. Such
 * a file is copied into memory with proper ends behind it; a whole one is left alone.
 *
 * Returns: (transfer full) (nullable): a /vsimem/ path to be unlinked; %NULL: open @path itself
 */
char *wg_dxf_close_copy (const char *path);

G_END_DECLS
