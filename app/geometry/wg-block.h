/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-line.h"
#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * wg_block_at:
 * @lines: (element-type WgLine): all that meet @window, in any order and direction
 * @window: where the lines are known
 * @point: inside @window
 *
 * The block around a place: what streets, rivers and borders enclose. Lines that cross are cut
 * there, ends that almost meet a line are led to it (0.5 m), dead ends do not count. What the
 * lines enclose inside of the block on their own belongs to it. Any thread.
 *
 * Returns: (transfer full) (nullable): one ring, project millimetres; %NULL when nothing encloses
 *   @point, or what does may reach beyond @window
 */
WgShape *wg_block_at (const GPtrArray  *lines,
                      const WgEnvelope *window,
                      WgPoint           point);

G_END_DECLS
