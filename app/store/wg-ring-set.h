/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-shape.h"

G_BEGIN_DECLS

/** TRUE when both have the same rings with the same points in the same direction, wherever a ring
 *  starts and in whatever order the rings come. */
gboolean wg_ring_set_equal (const WgShape *a,
                            const WgShape *b);

G_END_DECLS
