/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-source.h"

G_BEGIN_DECLS

/**
 * WgExportEdition:
 * @WG_EXPORT_INTERNAL: all that the project holds about grids
 * @WG_EXPORT_PUBLIC: without notes, counts of households and people, management class and locks
 */
typedef enum
{
  WG_EXPORT_INTERNAL,
  WG_EXPORT_PUBLIC,
} WgExportEdition;

/** What the rows of a file are. */
typedef enum
{
  WG_EXPORT_OF_GRIDS,
  WG_EXPORT_OF_BUILDINGS,
  WG_EXPORT_OF_ADDRESSES,
} WgExportSubject;

/** Colours of drawings; made by those who know how the map looks. */
typedef struct
{
  guint32 fills[6];                     /* 0xRRGGBB */
  guint32 border[WG_MAX_DEPTH + 1];     /* by depth */
  float border_width[WG_MAX_DEPTH + 1]; /* points */
  guint32 label;
  const guint8 *grid_fills; /* by grid id: index into @fills; as many as wg_plan_get_grid_limit() */
} WgExportLook;

/** All zero: everything, internal, in the project's CRS, in UTF-8. */
typedef struct
{
  WgExportSubject subject;
  guint depth;         /* a level, or 0 for all; of the others: whose grid is told, 0 the deepest */
  const GArray *grids; /* (nullable) of guint32: only these and what is below them, or stands there */
  WgExportEdition edition;
  const char *crs;     /* (nullable): "EPSG:4490"; GeoJSON and KML are always WGS 84, a picture is
                          always in the project's */
  WgChinaDatum datum;  /* not TRUE: degrees, shifted as AMap's or Baidu's are; @crs is ignored */
  const char *encoding; /* (nullable): "GBK" or "UTF-8", of shapefiles */
  GHashTable *words;    /* (nullable): headings and values of tables, English to translated */
  const WgExportLook *look; /* (nullable): colours of .svg and .kml */
} WgExportOptions;

/** What was written. Plain value; clear with wg_export_result_clear(). */
typedef struct
{
  GPtrArray *files;   /* of char *: paths, .shp without what belongs to it */
  guint n_grids;
  guint n_buildings;
  guint n_addresses;
  guint n_landless;   /* of those, without land: rows without a shape */
  guint n_shortened;  /* texts cut to fit, at the end of a character */
  guint n_replaced;   /* characters that the encoding does not have, written as "?" */
} WgExportResult;

/** The endings that wg_export() writes: ".gpkg", ended by NULL. Static. */
const char *const *wg_export_endings (void);
/** TRUE when files of this ending hold shapes (not tables). */
gboolean wg_export_has_shapes (const char *path);
/** TRUE when buildings and addresses can be written to files of this ending. */
gboolean wg_export_takes_rows (const char *path);

/**
 * wg_export:
 * @plan: a snapshot
 * @path: ends in .gpkg, .dxf, .svg, .kml, .xlsx (one layer, group, folder or sheet per level), .csv (all in
 *   one table), .geojson or .shp (these hold one level: of all levels the deepest that has grids gets
 *   @path, those above NAME_LEVEL.ext)
 * @result_out: (out) (optional): filled on success
 *
 * Writes grids with code, name, parent, level, kind, area, and more by edition. Coordinates that
 * were exported in a projected CRS in metres, or in degrees with their ten decimals (0.01 mm), come
 * back as the same millimetres. Of GCJ-02 and BD-09 the names say what they are.
 * Buildings go to .gpkg, .geojson, .shp (what is known only as a point: NAME_points.shp), .xlsx and .csv
 * (with longitude and latitude in place of shapes): all that is known of them and the code of their
 * grid, in columns that wg_source_read_buildings() knows. Addresses and named places go to the same kinds of
 * file, in columns that wg_source_read_addresses() knows.
 * Writes to a temporary name first: a failed export leaves nothing behind. Worker thread.
 *
 * Errors: %WG_EXCHANGE_ERROR_FORMAT, _ENCODING, _EMPTY, _NO_LAYER, _WRITE, _FULL, WG_CRS_ERROR,
 * %G_IO_ERROR_CANCELLED
 */
gboolean wg_export              (WgPlan                *plan,
                                 const char            *path,
                                 const WgExportOptions *options,
                                 const WgProgress      *progress,
                                 GCancellable          *cancellable,
                                 WgExportResult        *result_out,
                                 GError               **error);
void     wg_export_result_clear (WgExportResult        *result);

G_END_DECLS
