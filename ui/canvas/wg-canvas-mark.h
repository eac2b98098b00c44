/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas.h"

#include "../../app/geometry/wg-shape.h"

G_BEGIN_DECLS

/**
 * wg_canvas_set_mark:
 * @place: (nullable): %NULL takes the mark away
 * @land: (nullable): what it is about, outlined; copied
 *
 * Marks a place with a ring that pulses for a moment and then stays, over everything else. An edit
 * does not move it: whoever set it sets it anew.
 */
void wg_canvas_set_mark       (WgCanvas      *self,
                               const WgPoint *place,
                               const WgShape *land);
/** Tints @land (nullable; copied) in the colour of @taker, who would get it. */
void wg_canvas_set_mark_offer (WgCanvas      *self,
                               const WgShape *land,
                               guint32        taker);

G_END_DECLS
