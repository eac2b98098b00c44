/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas.h"

G_BEGIN_DECLS

/**
 * wg_number_marks_draw:
 * @rows: (element-type WgNumberRow): in the order of the numbers
 *
 * Draws the new numbers at their grids, in view and where there is room, and the line that joins them
 * parent by parent.
 */
void wg_number_marks_draw (const GPtrArray *rows,
                           WgCanvas        *canvas,
                           GtkSnapshot     *snapshot);

G_END_DECLS
