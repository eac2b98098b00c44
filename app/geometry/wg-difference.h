/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * wg_shape_compare:
 * @width_m: pieces of difference that nowhere are as wide as this do not count
 * @gained_m2: (out): what only @now has
 * @lost_m2: (out): what only @before has
 *
 * How one shape came out of another, without the slivers that cleaning makes. Invalid shapes are
 * read as GEOS makes them valid. Any thread.
 *
 * Returns: TRUE when they differ so
 */
gboolean wg_shape_compare (const WgShape *before,
                           const WgShape *now,
                           double         width_m,
                           double        *gained_m2,
                           double        *lost_m2);
/** The area in m² that both have. */
double   wg_shape_common_m2 (const WgShape *a,
                             const WgShape *b);

G_END_DECLS
