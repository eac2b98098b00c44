/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas.h"

G_BEGIN_DECLS

/** A mark on each building that is divided between grids, where the map is large enough to tell
 *  buildings apart. */
void wg_building_marks_draw (WgCanvas    *canvas,
                             GtkSnapshot *snapshot);

G_END_DECLS
