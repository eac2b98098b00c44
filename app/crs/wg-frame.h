/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-shape.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define WG_CRS_ERROR (wg_crs_error_quark ())

/**
 * WgCrsError:
 * @WG_CRS_ERROR_UNKNOWN: the definition is not known to PROJ
 * @WG_CRS_ERROR_NOT_METRIC: the CRS is not projected in metres, so no project can work in it
 * @WG_CRS_ERROR_TRANSFORM: a point cannot be transformed
 * @WG_CRS_ERROR_RANGE: a point is beyond WG_COORDINATE_MAX of the origin
 * @WG_CRS_ERROR_FIT: fewer than three control points, or all on one line
 */
typedef enum
{
  WG_CRS_ERROR_UNKNOWN,
  WG_CRS_ERROR_NOT_METRIC,
  WG_CRS_ERROR_TRANSFORM,
  WG_CRS_ERROR_RANGE,
  WG_CRS_ERROR_FIT,
} WgCrsError;

GQuark wg_crs_error_quark (void);

/**
 * WgFrame:
 *
 * How a project's integers lie on the earth: a projected CRS in metres and an origin (whole
 * metres, easting and northing; usually whole 10 km). Immutable, counted by reference (atomic); any
 * thread (each call borrows a PROJ context of its own).
 */
typedef struct _WgFrame WgFrame;

#define WG_TYPE_FRAME (wg_frame_get_type ())

GType       wg_frame_get_type       (void);
/** @crs: "EPSG:4549" or WKT; origin in metres of that CRS. */
WgFrame    *wg_frame_new            (const char    *crs,
                                     double         origin_easting,
                                     double         origin_northing,
                                     GError       **error);
/** The frame for data around a place: CGCS2000 3-degree zone in China, UTM elsewhere; the origin is
 *  the place rounded to 10 km. Degrees, WGS 84 / CGCS2000. */
WgFrame    *wg_frame_new_for_place  (double         longitude,
                                     double         latitude);
WgFrame    *wg_frame_ref            (WgFrame       *frame);
void        wg_frame_unref          (WgFrame       *frame);
const char *wg_frame_get_crs        (const WgFrame *frame);
int         wg_frame_get_epsg       (const WgFrame *frame); /* 0 when it has none */
const char *wg_frame_get_name       (const WgFrame *frame);
double      wg_frame_get_easting    (const WgFrame *frame); /* of the origin, metres */
double      wg_frame_get_northing   (const WgFrame *frame);
/** TRUE when both give every point the same place (same CRS, same origin). */
/**
 * wg_frame_new_for_crs:
 * @crs: (nullable): %NULL: none is chosen yet, the one in the middle of China is taken
 *
 * Returns: (transfer full): a frame for a map without land, its origin the centre of the area where
 * the reference system is used, rounded to whole 10 km; %NULL with an error when @crs is none
 */
WgFrame    *wg_frame_new_for_crs    (const char    *crs,
                                     GError       **error);
gboolean    wg_frame_equal          (const WgFrame *a,
                                     const WgFrame *b);

/** Metres of the CRS (easting, northing) to project millimetres; FALSE when out of range. */
gboolean    wg_frame_from_metres    (const WgFrame *frame,
                                     double         easting,
                                     double         northing,
                                     WgPoint       *point_out);
void        wg_frame_to_metres      (const WgFrame *frame,
                                     WgPoint        point,
                                     double        *easting_out,
                                     double        *northing_out);
/** To longitude and latitude in degrees of the CRS's own geographic base. */
gboolean    wg_frame_to_degrees     (const WgFrame *frame,
                                     WgPoint        point,
                                     double        *longitude_out,
                                     double        *latitude_out);

/** Geodesic area in m² and perimeter in m on the CRS's ellipsoid (PROJ geodesic.h, Karney 2013),
 *  all rings, holes taken off the area. */
void        wg_frame_geodesic       (const WgFrame *frame,
                                     const WgShape *shape,
                                     double        *area_m2_out,
                                     double        *perimeter_m_out);

/** Geodesic lengths in m of the segments of a line; returns their sum. */
double      wg_frame_geodesic_lengths (const WgFrame *frame,
                                       const WgPoint *points,
                                       guint          n_points,
                                       double        *lengths_m_out);

/**
 * WgTransform:
 *
 * From any CRS to a frame's metres or between two CRSs, always easting/longitude first. Not
 * shared between threads.
 */
typedef struct _WgTransform WgTransform;

WgTransform *wg_transform_new    (const char   *from_crs,
                                  const char   *to_crs,
                                  GError      **error);
void         wg_transform_free   (WgTransform  *transform);
/** In place; a point that cannot be transformed becomes HUGE_VAL. Returns how many could not. */
guint        wg_transform_points (WgTransform  *transform,
                                  double       *x,
                                  double       *y,
                                  guint         n_points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgFrame, wg_frame_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgTransform, wg_transform_free)

G_END_DECLS
