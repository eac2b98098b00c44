/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

G_BEGIN_DECLS

/** Makes a shape that crosses itself, or whose rings do, a valid multipolygon of the same land, as GEOS reads it;
 *  without rings when it has none. TRUE when it had to be changed. Any thread. */
gboolean wg_shape_repair (WgShape *shape);

G_END_DECLS
