/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WG_CRS_WGS84 "EPSG:4326"

/** What the size of its numbers says about a file without a CRS. */
typedef enum
{
  WG_MAGNITUDE_UNKNOWN,
  WG_MAGNITUDE_DEGREES,       /* longitude, latitude */
  WG_MAGNITUDE_GAUSS_ZONE,    /* eastings with the zone's number in front: the zone is known */
  WG_MAGNITUDE_GAUSS_CENTRAL, /* six-digit eastings: some Gauss-Krueger zone, ask which */
  WG_MAGNITUDE_MERCATOR,      /* web Mercator metres over China */
} WgMagnitude;

/**
 * wg_crs_propose_by_magnitude:
 * @west: least x in the file, and so on
 * @crs_out: (out) (optional) (nullable): "EPSG:n" when the numbers tell it; free with g_free()
 *
 * Pure function of the four numbers. A proposal for a person to confirm: local coordinates of a
 * drawing may look like degrees.
 */
WgMagnitude wg_crs_propose_by_magnitude (double       west,
                                         double       south,
                                         double       east,
                                         double       north,
                                         char       **crs_out);
/** The CRS to work in at a place in degrees: in China's box the CGCS2000 3-degree zone by central
 *  meridian (EPSG:4534-4554), elsewhere WGS 84 / UTM, at the poles UPS. (transfer full) */
char       *wg_crs_propose_for_place    (double       longitude,
                                         double       latitude);
/** "EPSG:n" when @crs (a name or WKT) is one of EPSG's, else its WKT. Fails with
 *  WG_CRS_ERROR_UNKNOWN. Any thread. (transfer full) (nullable) */
char       *wg_crs_normalize            (const char  *crs,
                                         GError     **error);
/** The name of a CRS for people, e.g. "CGCS2000 / 3-degree Gauss-Kruger CM 120E"; NULL when
 *  unknown. (transfer full) (nullable) */
char       *wg_crs_dup_name             (const char  *crs);
/** TRUE when projects can work in it: projected, in metres. */
gboolean    wg_crs_is_metric            (const char  *crs);
/** TRUE when its coordinates are longitude and latitude. */
gboolean    wg_crs_is_geographic        (const char  *crs);

G_END_DECLS
