/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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

/**
 * wg_place_text_parse:
 * @text: as typed; full-width characters count as the plain ones
 * @point_out: (out): project millimetres
 *
 * Where the order of the two numbers is not told (E, N, 东经, 北纬), the one that lies nearer to the project's
 * origin is taken. Any thread. Zones: 3-degree 25 to 45 (EPSG:4534-4554 by central meridian), 6-degree 13 to
 * 23 (EPSG:4502-4512), as CGCS2000.
 */
WgPlaceKind wg_place_text_parse (const char *text,
                                 WgFrame    *frame,
                                 WgPoint    *point_out);

G_END_DECLS
