/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

#include <geos_c.h>

G_BEGIN_DECLS

/*
 * GEOS for what lies around the coverage: the validity of input, points inside, overlays that
 * check the kernel in tests. Coordinates are project millimetres as doubles: exact. Never include
 * this outside app/geometry and tests/geometry.
 */

/**
 * wg_geos_context:
 *
 * Returns: (transfer none): the GEOS context of the calling thread, made at its first use and
 * closed when the thread ends. Geometries must not cross threads.
 */
GEOSContextHandle_t wg_geos_context        (void);
/** The latest message of GEOS on this thread, or "". */
const char         *wg_geos_last_error     (void);

/**
 * wg_geos_from_shape:
 *
 * Returns: (transfer full) (nullable): a MULTIPOLYGON (perhaps an invalid one); rings with fewer
 * than three points are left off. %NULL when GEOS refuses. For GEOSGeom_destroy_r().
 */
GEOSGeometry       *wg_geos_from_shape     (const WgShape      *shape);

/**
 * wg_geos_to_shape:
 * @shape_out: cleared first; outer rings counter-clockwise, holes clockwise; rounded to 1 mm
 *
 * Takes the polygons of any geometry. FALSE when a coordinate is beyond %WG_COORDINATE_MAX.
 */
gboolean            wg_geos_to_shape       (const GEOSGeometry *geometry,
                                            WgShape            *shape_out);

/**
 * wg_geos_is_valid:
 * @place_out: (out) (optional): where it is not
 * @reason_out: (out) (optional) (transfer full): why, in the words of GEOS, for developers
 */
gboolean            wg_geos_is_valid       (const WgShape      *shape,
                                            WgPoint            *place_out,
                                            char              **reason_out);

/** A point inside @shape; FALSE when it has no land. */
gboolean            wg_geos_interior_point (const WgShape      *shape,
                                            WgPoint            *point_out);

G_END_DECLS
