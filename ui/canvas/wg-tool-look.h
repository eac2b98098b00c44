/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas.h"

#include "../../app/geometry/wg-shape.h"

G_BEGIN_DECLS

/** What a map that is only looked at shows over the land, and what a click on it means. */
typedef struct
{
  /* In logical pixels of the canvas. */
  void     (*draw)  (WgCanvas    *canvas,
                     GtkSnapshot *snapshot,
                     gpointer     user_data);
  /* @reach: millimetres that a finger or pointer may miss by. */
  gboolean (*click) (WgCanvas    *canvas,
                     WgPoint      place,
                     double       reach,
                     gpointer     user_data);
} WgLookFuncs;

/**
 * wg_canvas_look_only:
 * @funcs: static
 *
 * Makes the canvas a map to look at, in a dialog: a drag moves it, nothing is edited. Its tool is
 * called "look" and is not in the list of tools.
 */
void wg_canvas_look_only     (WgCanvas          *self,
                              const WgLookFuncs *funcs,
                              gpointer           user_data);
/** Strokes and fills @shape as the map is looked at now. */
void wg_canvas_draw_land     (WgCanvas          *self,
                              cairo_t           *cr,
                              const WgShape     *shape,
                              const GdkRGBA     *fill,
                              const GdkRGBA     *line,
                              double             width);

G_END_DECLS
