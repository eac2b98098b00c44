/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgChinaDatum:
 * @WG_CHINA_TRUE: WGS 84 or CGCS2000 (they agree within decimetres)
 * @WG_CHINA_GCJ02: the shifted coordinates of AMap, Tencent and others
 * @WG_CHINA_BD09: Baidu's, shifted once more
 */
typedef enum
{
  WG_CHINA_TRUE,
  WG_CHINA_GCJ02,
  WG_CHINA_BD09,
} WgChinaDatum;

/** TRUE in the box around China inside which GCJ-02 is shifted (neighbours' land included). */
gboolean wg_china_contains (double        longitude,
                            double        latitude);

/**
 * wg_china_convert:
 * @longitude: (inout): degrees
 * @latitude: (inout): degrees
 *
 * Takes a place from one datum to another, within 1e-9 degrees of the published forward formulas;
 * the way back is found by iteration. Outside the box nothing moves. Pure function.
 * Source: the formulas as published in eviltransform and gcoord.
 */
void     wg_china_convert  (WgChinaDatum  from,
                            WgChinaDatum  to,
                            double       *longitude,
                            double       *latitude);

G_END_DECLS
