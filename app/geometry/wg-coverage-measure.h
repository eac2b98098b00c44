/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage.h"
#include "wg-shape.h"

G_BEGIN_DECLS

/** The length of an arc in mm, planar. */
double wg_coverage_arc_length (const WgCoverage *coverage,
                               WgArcId           arc);

/**
 * wg_shape_part_width:
 * @part: of @shape, which runs as shapes from the coverage do
 * @limit: mm; what matters is whether the width is below: told well below it, roughly above
 * @place_out: (out) (optional): the centre of the widest circle inside
 *
 * Returns: the inscribed width in mm: the diameter of the widest circle inside the part. A lower
 *   bound (twice area by perimeter) when that is beyond @limit already.
 */
double wg_shape_part_width    (const WgShape    *shape,
                               guint             part,
                               double            limit,
                               WgPoint          *place_out);

G_END_DECLS
