/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../crs/wg-china-offset.h"
#include "../crs/wg-control-fit.h"
#include "../crs/wg-frame.h"
#include "wg-gdal.h"

#include <ogr_api.h>

G_BEGIN_DECLS

typedef enum
{
  WG_TAKEN,
  WG_TAKEN_NOTHING,  /* no geometry, or an empty one */
  WG_TAKEN_NO_AREA,  /* points or lines only */
  WG_TAKEN_RANGE,    /* not finite, not on the earth, or too far from the frame's origin */
  WG_TAKEN_TOO_SMALL /* nothing is left on the grid of a millimetre */
} WgTaken;

/**
 * WgPolygonReader:
 *
 * Turns geometries of GDAL into shapes of a frame: heights dropped, curves made straight pieces,
 * the polygons of collections taken, each vertex transformed and rounded to the millimetre,
 * repeated points and the closing point left out. One thread at a time.
 */
typedef struct _WgPolygonReader WgPolygonReader;

/** @crs: that the geometries are in; @datum: what their degrees are shifted by. Fails as
 *  wg_transform_new() does. */
WgPolygonReader *wg_polygon_reader_new  (const char      *crs,
                                         WgChinaDatum     datum,
                                         WgFrame         *frame,
                                         GError         **error);
/** For geometries in numbers of their own: @fit leads to metres of the frame's CRS. */
WgPolygonReader *wg_polygon_reader_new_for_fit (const WgControlFit *fit,
                                         WgFrame         *frame);
void             wg_polygon_reader_free (WgPolygonReader *reader);

/**
 * wg_polygon_reader_take:
 * @geometry: (nullable)
 * @closed_lines: take lines that end where they start as polygons (drawings)
 * @shape: cleared and filled
 * @is_open_out: (out): set to TRUE when a ring of a polygon was not closed or fell away
 * @place_out: (out): x and y, in the file's units, of what is out of range
 */
WgTaken          wg_polygon_reader_take (WgPolygonReader *reader,
                                         OGRGeometryH     geometry,
                                         gboolean         closed_lines,
                                         WgShape         *shape,
                                         gboolean        *is_open_out,
                                         double          *place_out);
/** Appends the lines (of WgLine) of @geometry, also outlines of polygons; FALSE when one was out of
 *  range and left out. */
gboolean         wg_polygon_reader_take_lines (WgPolygonReader *reader,
                                         OGRGeometryH     geometry,
                                         GPtrArray       *lines);
/** The place of a point; FALSE when @geometry is none, or out of range. */
gboolean         wg_polygon_reader_take_point (WgPolygonReader *reader,
                                         OGRGeometryH     geometry,
                                         WgPoint         *point_out);
/** The file's numbers become metres of the frame's CRS, in place; infinite where that cannot be. */
void             wg_polygon_reader_transform (WgPolygonReader *reader,
                                         double          *x,
                                         double          *y,
                                         guint            n_points);
/** TRUE when @geometry has a closed line. */
gboolean         wg_polygon_has_closed_line (OGRGeometryH geometry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgPolygonReader, wg_polygon_reader_free)

G_END_DECLS
