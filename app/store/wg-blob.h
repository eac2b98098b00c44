/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../crs/wg-frame.h"
#include "../geometry/wg-line.h"

G_BEGIN_DECLS

/*
 * Geometry as bytes: SpatiaLite's own BLOBs (little-endian, metres of the project's CRS), and the
 * points of an arc as pairs of little-endian int32 (project millimetres).
 * SpatiaLite BLOB: 00 01 srid(int32) box(4 doubles) 7C type(int32) body FE; each member of a multi
 * geometry starts with 69 and its type. Source: gaia-gis.it, "SpatiaLite internal BLOB-Geometry".
 */

/** MULTIPOLYGON XY; replaces what @blob_out holds. A shape without rings gives no bytes (NULL). */
void    wg_blob_write_shape   (const WgShape *shape,
                               const WgFrame *frame,
                               int            srid,
                               GByteArray    *blob_out);
/** POLYGON XY of a shape with one part. */
void    wg_blob_write_polygon (const WgShape *shape,
                               const WgFrame *frame,
                               int            srid,
                               GByteArray    *blob_out);
/** LINESTRING XY. */
void    wg_blob_write_line    (const WgLine  *line,
                               const WgFrame *frame,
                               int            srid,
                               GByteArray    *blob_out);
/** POINT XY. */
void    wg_blob_write_place   (WgPoint        place,
                               const WgFrame *frame,
                               int            srid,
                               GByteArray    *blob_out);
/** Reads a MULTIPOLYGON or POLYGON XY back; FALSE when the bytes are something else. */
gboolean wg_blob_read_shape   (const guint8  *blob,
                               gsize          size,
                               const WgFrame *frame,
                               WgShape       *shape_out,
                               int           *srid_out);

/** One side of the box at the front of a BLOB of at least 38 bytes, metres: 0 to 3 for min x, min y,
 *  max x, max y. */
double  wg_blob_read_side     (const guint8  *blob,
                               guint          side);

void    wg_blob_write_points  (const WgLine  *line,
                               GByteArray    *blob_out);
/** (transfer full) (nullable): NULL when the bytes are no line. */
WgLine *wg_blob_read_points   (const guint8  *blob,
                               gsize          size);

G_END_DECLS
