/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/base/wg-random.h"
#include "app/geometry/wg-coverage.h"

G_BEGIN_DECLS

/*
 * Strokes as nobody draws them on purpose: through vertices and along borders, a millimetre beside
 * them, of no length, folded, spirals, stars, tiny, and far outside. Project millimetres.
 */

/** A vertex of some border; the span of its border is in @span_out (mm, 1 m to 1 km). */
WgPoint wg_random_vertex (WgRandom         *random,
                          const WgCoverage *coverage,
                          gint64           *span_out);
/** A place at or near @focus, at a vertex, on a border, beside one, anywhere, or far away. */
WgPoint wg_random_place  (WgRandom         *random,
                          const WgCoverage *coverage,
                          WgPoint           focus,
                          gint64            span);
/** Appends at least one point to @points_out (of WgPoint). */
void    wg_random_stroke (WgRandom         *random,
                          const WgCoverage *coverage,
                          GArray           *points_out);

G_END_DECLS
