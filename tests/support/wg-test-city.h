/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plan/wg-unit-graph.h"

G_BEGIN_DECLS

/**
 * wg_test_city_new:
 * @side_m: of the square it fills; 2480 makes about 6,000 units
 *
 * A made-up city: a river and a railway, main and minor roads and lanes cut a square into street
 * blocks of about 107 m, most of them with a dozen buildings: towers of 40 to 120 households, walk-ups or houses (14 in the
 * mean, 2 of 100 with more than 100), one of 16 without any. All cells are rectangles, no four meet
 * in a point, so that a cell has nearly six neighbours. The same for the same numbers.
 */
WgUnitGraph *wg_test_city_new  (guint          side_m,
                                guint64        seed);
/** The graph with other households: @change of each unit, which keeps the rest. */
WgUnitGraph *wg_test_city_with (const WgUnitGraph *graph,
                                const gint32      *parts,
                                const guint32     *households);

G_END_DECLS
