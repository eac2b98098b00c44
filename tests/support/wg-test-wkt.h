/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/geometry/wg-shape.h"

G_BEGIN_DECLS

/** A POLYGON or MULTIPOLYGON in metres as a shape in mm. EMPTY gives no rings. NULL: not WKT. */
WgShape *wg_test_shape_from_wkt (const char *text);

/** A LINESTRING in metres as points (element-type WgPoint) in mm. */
GArray  *wg_test_line_from_wkt  (const char *text);

G_END_DECLS
