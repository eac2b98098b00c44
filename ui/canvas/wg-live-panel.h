/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas.h"

#include "../../app/plan/wg-land-preview.h"

G_BEGIN_DECLS

/**
 * wg_live_panel_draw:
 *
 * The numbers of the gesture under way beside the pointer: for each grid that it touches its area,
 * households and people before and after, with their signs, against the size rule of its level.
 * Stays inside the canvas and beside the pointer. Draws nothing when there is no preview.
 */
void     wg_live_panel_draw    (WgCanvas            *canvas,
                                GtkSnapshot         *snapshot);
/** TRUE when the row says something a person could notice: not only rounding of a border. */
gboolean wg_live_panel_is_told (const WgGridPreview *preview);
/** What the panel says, a line per row, cells parted by tabs, for screen readers and tests. (transfer
 *  full) (nullable): %NULL when nothing is shown. */
char    *wg_live_panel_text    (WgCanvas            *canvas);

G_END_DECLS
