/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-scene.h"

G_BEGIN_DECLS

#define WG_LINEWORK_N_CLASSES 11
#define WG_LINEWORK_MAX_STEPS 32
#define WG_LINEWORK_REACH 12 /* pixels: half of the widest line and some */

/** One pass over the items of a class: filled (width 0) or stroked. */
typedef struct
{
  guint class;      /* WgLineworkItem.class */
  gboolean is_area; /* the areas of the class, else its lines */
  double width;     /* pixels; 0 fills */
  guint32 rgb;
  double opacity;
} WgLineworkStep;

/**
 * wg_linework_steps:
 * @scale: pixels per project millimetre
 * @is_mixed: the layer has items of several classes; what is of none is then less important
 * @steps_out: room for %WG_LINEWORK_MAX_STEPS
 *
 * What to draw at a scale, from the bottom up: areas, casings of wide roads, lines. Small things
 * fade out where they would only be noise. The same for pixels and for paper. Returns how many.
 */
guint wg_linework_steps (double          scale,
                         gboolean        is_mixed,
                         const WgStyle  *style,
                         WgLineworkStep *steps_out);

/** TRUE when some items have a class and others have not. */
gboolean wg_linework_is_mixed (const WgLinework *linework);

G_END_DECLS
