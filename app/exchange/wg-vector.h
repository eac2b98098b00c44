/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-gdal.h"
#include "wg-text.h"

#include <ogr_api.h>

G_BEGIN_DECLS

/** One layer of a #WgVector; names are UTF-8. */
typedef struct
{
  OGRLayerH handle;   /* borrowed of the data set */
  GDALDatasetH dataset;
  gboolean is_interleaved; /* rows of all layers come mixed (OSM) */
  char *name;
  char *encoding;     /* of its texts */
  GPtrArray *fields;  /* of char *, UTF-8, in the file's order */
  GPtrArray *readers; /* of WgTextReader, per field: each has the encoding of its field */
  char *mark;         /* of shifted coordinates, in the head of the file; NULL */
  char *told_crs;     /* in the head of a drawing; NULL */
  char *missing_part; /* ".dbf", ".shx": did not come along; NULL: all is there */
  int ring_field;      /* of drawings of this program: tells the rings of one grid; -1 */
  gboolean is_swapped; /* y comes before x: the shapes are turned while they are read */

  /* of a table whose columns tell its shapes: -1 for none */
  int shape_field;
  int x_field;
  int y_field;
  int group_field;    /* rows are corners: the polygon that each belongs to */
  OGRGeometryH place; /* of the row at hand */
  OGRFeatureH pending; /* the first corner of the next polygon */
} WgVectorLayer;

/**
 * WgVector:
 *
 * An opened vector file: one data set, or those of an archive. Not for other rooms; one thread at
 * a time, and a #WgGdalLog must be alive around every call.
 */
typedef struct
{
  GPtrArray *datasets; /* of GDALDatasetH */
  GPtrArray *layers;   /* of WgVectorLayer */
  char *driver;
  GPtrArray *memory_paths; /* of char *: converted copies to drop */
  GPtrArray *unread;       /* of char *: members of an archive or folder that did not open */
} WgVector;

/**
 * wg_vector_open:
 * @path: a file, a folder of shapefiles, or an archive (.zip) of any of them
 * @encoding: (nullable): of texts, instead of what is found
 *
 * Fails with what wg_reason_set_error() tells, or WG_EXCHANGE_ERROR_ENCODING.
 */
WgVector      *wg_vector_open            (const char     *path,
                                          const char     *encoding,
                                          WgGdalLog      *log,
                                          GError        **error);
void           wg_vector_free            (WgVector       *vector);
/** @name: %NULL is the first. NULL with WG_EXCHANGE_ERROR_NO_LAYER. */
WgVectorLayer *wg_vector_find_layer      (const WgVector *vector,
                                          const char     *name,
                                          GError        **error);
/** @found: what the file is written in, where the file tells; @forced: what a person says. */
WgVectorLayer *wg_vector_layer_new       (GDALDatasetH    dataset,
                                          OGRLayerH       handle,
                                          const char     *driver,
                                          const char     *found,
                                          const char     *forced);
void           wg_vector_layer_free      (WgVectorLayer  *layer);
/** -1 when there is no such field. */
int            wg_vector_layer_field     (const WgVectorLayer *layer,
                                          const char     *name);
void           wg_vector_layer_rewind    (WgVectorLayer  *layer);
/** The next row; free with OGR_F_Destroy(). NULL at the end. */
OGRFeatureH    wg_vector_layer_next      (WgVectorLayer  *layer);
/** The shape of a row, from the file or from its columns; borrowed until the next row. */
OGRGeometryH   wg_vector_layer_shape     (const WgVectorLayer *layer,
                                          OGRFeatureH     feature);
/** "EPSG:n" or WKT, or NULL when the layer does not say. */
char          *wg_vector_layer_crs       (const WgVectorLayer *layer);
/** The grid that a ring of a drawing of this program is of; 0: it does not tell. */
guint32        wg_vector_layer_ring      (const WgVectorLayer *layer,
                                          OGRFeatureH     feature);
/** The value as text, numbers without a needless ".0"; "" when it is not set. @bad_out as in
 *  wg_text_reader_read(). */
char          *wg_vector_value           (const WgVectorLayer *layer,
                                          OGRFeatureH     feature,
                                          int             field,
                                          gboolean       *bad_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgVector, wg_vector_free)

G_END_DECLS
