/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wg_dbf_find_encoding:
 * @shape_path: a .shp or .dbf, also inside an archive (/vsizip/...)
 *
 * What the texts of a shapefile are written in: its .cpg or the language byte of its .dbf, unless
 * the bytes contradict; else told from the bytes. Reads at most 4 MB. Any thread.
 *
 * Returns: (transfer full): an iconv name, "UTF-8" when all is ASCII
 */
char *wg_dbf_find_encoding (const char *shape_path);

G_END_DECLS
