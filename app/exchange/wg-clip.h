/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-source.h"

G_BEGIN_DECLS

/**
 * WgClip:
 *
 * Geometry as text on the clipboard: WKT (also with "SRID=n;" before it) or GeoJSON (a geometry, a
 * feature or a collection). Numbers that can be degrees are longitude and latitude (WGS 84); others are
 * metres of the project, whatever the text is.
 */
typedef struct
{
  WgShape *shape; /* all polygons, project millimetres; NULL: there is none */
  GArray *line;   /* of WgPoint: the longest line; NULL: there is none, or a polygon */
} WgClip;

/** Errors: %WG_EXCHANGE_ERROR_NO_GEOMETRY, %WG_GEOMETRY_ERROR_RANGE, %WG_CRS_ERROR_TRANSFORM, _UNKNOWN. */
WgClip *wg_clip_parse       (const char    *text,
                             WgFrame       *frame,
                             GError       **error);
void    wg_clip_free        (WgClip        *clip);
/**
 * wg_clip_to_wkt:
 * @grids: (element-type guint32)
 *
 * Returns: (transfer full): POLYGON or MULTIPOLYGON, a GEOMETRYCOLLECTION of several grids; metres of
 *   the project's reference system, to the millimetre
 */
char   *wg_clip_to_wkt      (WgPlan        *plan,
                             const GArray  *grids);
/** (transfer full): a FeatureCollection with code and name; WGS 84 longitude and latitude and outer
 *  rings counter-clockwise, as RFC 7946 has it. */
char   *wg_clip_to_geojson  (WgPlan        *plan,
                             const GArray  *grids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgClip, wg_clip_free)

G_END_DECLS
