/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-connection.h"

G_BEGIN_DECLS

/* Tables that other programs see as layers: registered geometry column `geom`, spatial index,
 * SpatiaLite's triggers. In the caller's transaction. */

/** TRUE when nothing in the file has the name, in any case. */
gboolean wg_spatial_table_is_free       (WgConnection  *connection,
                                         const char    *name);
/** As an SQL identifier. */
char    *wg_spatial_table_quote         (const char    *name);
/** @columns: SQL of the columns, beginning with the integer primary key; @geometry: "POLYGON" ... */
gboolean wg_spatial_table_make          (WgConnection  *connection,
                                         const char    *name,
                                         const char    *columns,
                                         const char    *geometry,
                                         int            srid,
                                         GError       **error);
gboolean wg_spatial_table_drop          (WgConnection  *connection,
                                         const char    *name,
                                         GError       **error);
/** Takes the triggers of a table away for the time of a bulk write, in which the caller fills the
 *  index itself. Returns the SQL that brings them back. */
char    *wg_spatial_table_take_triggers (WgConnection  *connection,
                                         const char    *name,
                                         GError       **error);
/** What SpatiaLite notes of a table. */
typedef struct
{
  gint64 n_rows;
  gboolean has_extent; /* some row has a shape */
  double extent[4];    /* min x, max x, min y, max y */
} WgSpatialStatistics;

/**
 * wg_spatial_table_write_statistics:
 * @known: (nullable): what whoever filled the table knows; else it is counted, which reads all of it
 *
 * Notes the table's rows and extent, if it changed since. Without them SpatiaLite's list of layers,
 * which QGIS asks, leaves the table out of a file that it may not write.
 */
gboolean wg_spatial_table_write_statistics (WgConnection              *connection,
                                            const char                *name,
                                            const WgSpatialStatistics *known,
                                            GError                   **error);

G_END_DECLS
