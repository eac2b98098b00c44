/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage.h"
#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * wg_coverage_faces_within:
 * @shape: one ring or more, project millimetres, may cross itself; inside is even-odd
 *
 * Returns: (transfer full) (element-type WgFaceId): the faces that have more than half of their
 *   area inside @shape, ascending. Only faces that its line cuts are measured (GEOS, not exact at
 *   the half), so a lasso around a whole city is fast.
 */
GArray *wg_coverage_faces_within (const WgCoverage *coverage,
                                  const WgShape    *shape);

/** The same of faces that have any of @shape in or on them; exact. */
GArray *wg_coverage_faces_touching (const WgCoverage *coverage,
                                    const WgShape    *shape);

G_END_DECLS
