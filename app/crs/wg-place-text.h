/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-china-offset.h"
#include "wg-frame.h"

G_BEGIN_DECLS

/** What two numbers were taken for. */
typedef enum
{
  WG_PLACE_NONE,
  WG_PLACE_DEGREES, /* 120.15 30.28; 30°16'48"N 120°9'0"E; 东经120.15 北纬30.28 */
  WG_PLACE_METRES,  /* easting and northing of the project's reference system */
  WG_PLACE_ZONE,    /* an easting with the number of its Gauss-Krueger zone in front: 40512345 */
} WgPlaceKind;

/** A place that a text may mean. */
typedef struct
{
  WgPlaceKind kind;
  WgChinaDatum datum; /* that the degrees were taken to be of */
  WgPoint point;      /* project millimetres */
} WgPlaceReading;

#define WG_PLACE_MAX_READINGS 3

/**
 * wg_place_text_read:
 * @text: as typed or pasted: with names (经度, lng, X), brackets, out of a map's web address; full-width and traditional
 *   characters count as the plain ones
 * @readings_out: (out caller-allocates): the likeliest first
 *
 * Where the order of the two numbers is not told (E, N, 东经, 北纬), the one that lies nearer to the project's
 * origin is taken; X and Y tell nothing, surveyors' X goes north. Degrees in China may have been read off a map that
 * shifts them: unless the text names its map or datum (高德, BD-09, GPS), the readings as GCJ-02 and BD-09 follow.
 * A third number (a height) is passed over. Any thread. Zones: 3-degree 25 to 45 (EPSG:4534-4554 by central
 * meridian), 6-degree 13 to 23 (EPSG:4502-4512), as CGCS2000.
 *
 * Returns: how many readings there are; 0: it is no place
 */
guint wg_place_text_read (const char    *text,
                          WgFrame       *frame,
                          WgPlaceReading readings_out[WG_PLACE_MAX_READINGS]);

G_END_DECLS
