/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What the numbers of a file say about the CRS that it declares. */
typedef enum
{
  WG_CRS_FITS,        /* or nothing speaks against it */
  WG_CRS_IS_SWAPPED,  /* it fits when y comes first: northing before easting, latitude before longitude */
  WG_CRS_CONTRADICTS, /* the numbers cannot be in it */
} WgCrsVerdict;

/**
 * wg_crs_judge:
 * @crs: that a file declares
 * @west: least x in the file, and so on
 *
 * Compares the numbers with what coordinates of @crs can be, and their place with the area that the
 * CRS is meant for (with a wide margin: zones are used far beyond their bounds). Any thread.
 */
WgCrsVerdict wg_crs_judge (const char *crs,
                           double      west,
                           double      south,
                           double      east,
                           double      north);

/** A CRS that a file without one may be in, and where its middle then lies (degrees). */
typedef struct
{
  char *crs;
  double longitude, latitude;
  double west, south, east, north; /* the extent in degrees, from its corners */
  double distance_m; /* of the middle to the place asked for; NaN when there was none */
} WgCrsCandidate;

/**
 * wg_crs_list_candidates:
 * @west: least x in the file, and so on
 * @longitude: of a place that the file should lie near, or NaN
 *
 * All that the size of the numbers allows: one for degrees, for eastings with the number of the zone
 * and for web Mercator; for six-digit eastings all zones of China; the nearest to the place first,
 * without a place from west to east. Any thread.
 *
 * Returns: (transfer full) (element-type WgCrsCandidate): perhaps empty
 */
GPtrArray   *wg_crs_list_candidates (double  west,
                                     double  south,
                                     double  east,
                                     double  north,
                                     double  longitude,
                                     double  latitude);
void         wg_crs_candidate_free  (WgCrsCandidate *candidate);

G_END_DECLS
