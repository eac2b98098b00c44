/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-mask.h"

G_BEGIN_DECLS

/**
 * WgLineworkIndex:
 *
 * A #WgLinework made for drawing: items by class in blocks that lie near one another, simplified
 * for one range of scales at a time. Counted by reference; any thread. It is built by the first
 * painter that needs it.
 */
typedef struct _WgLineworkIndex WgLineworkIndex;

WgLineworkIndex *wg_linework_index_new   (WgLinework       *linework);
WgLineworkIndex *wg_linework_index_ref   (WgLineworkIndex  *index);
void             wg_linework_index_unref (WgLineworkIndex  *index);
/** The lines it was made of, borrowed. */
WgLinework      *wg_linework_index_get   (WgLineworkIndex  *index);

/** Areas as anti-aliased masks by sweep, lines by class with casings where they are wide. Over
 *  what is in @target. */
void             wg_linework_index_paint (WgLineworkIndex  *index,
                                          const WgViewport *viewport,
                                          const WgStyle    *style,
                                          double            opacity,
                                          const WgTarget   *target,
                                          GCancellable     *cancellable);

G_END_DECLS
