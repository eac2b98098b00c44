/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The application of the extended data in drawings that wg_export() writes: the id of the grid that a
 *  ring is of, as a whole number (group 1071). */
#define WG_DXF_MARK "WANGGE"

/** "EPSG:n" where the comment at the head of a drawing begins so, as in those of wg_export(); a drawing
 *  has no other place for it. (transfer full) (nullable) */
char    *wg_dxf_dup_crs  (const char *path);
/** TRUE when the drawing says that its rings have the mark. */
gboolean wg_dxf_has_mark (const char *path);

/**
 * wg_dxf_close_copy:
 * @path: a text DXF
 *
 * GDAL 3.6 reads a drawing that was cut off, or whose pairs of lines got out of step, for ever, and
 * does not decode the texts of one without a header. Such a file is copied into memory with a header
 * before it and proper ends behind it; a whole one is left alone.
 *
 * Returns: (transfer full) (nullable): a /vsimem/ path to be unlinked; %NULL: open @path itself
 */
char *wg_dxf_close_copy (const char *path);

/**
 * wg_dxf_find_encoding:
 * @path: a text DXF
 *
 * What its texts are written in, from the bytes: many drawings name the wrong code page, or none.
 *
 * Returns: (nullable): a name for GDAL's DXF_ENCODING; %NULL when all is ASCII or the drawing is
 *   right about itself
 */
const char *wg_dxf_find_encoding (const char *path);

G_END_DECLS
