/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tests/support/wg-test-claims.h"

G_BEGIN_DECLS

/**
 * wg_test_claims_add_geojson:
 * @path: of a GeoJSON file in degrees, or in metres when coordinates are beyond 360
 * @depth: of its claims; owners are @depth * 1000000 + 1 ... in the order of the file
 *
 * Appends a claim for each polygon feature. Degrees become millimetres on a plane that touches
 * the earth at the first point of the first file: good enough to clean, not to measure. Reads the
 * "coordinates" members only. Returns FALSE when the file is not there.
 */
gboolean wg_test_claims_add_geojson (WgTestClaims *claims,
                                     const char   *path,
                                     guint         depth);

G_END_DECLS
