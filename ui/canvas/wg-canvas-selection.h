/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/render/wg-tile-set.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * WgCanvasSelection:
 *
 * The tint and the outline of the selected grids, painted by a worker for the view at rest and
 * moved along while it moves. A few grids are painted as shapes, thousands from the id picture, so
 * that the cost does not depend on how many there are. Main thread.
 */
typedef struct _WgCanvasSelection WgCanvasSelection;

typedef void (*WgCanvasSelectionFunc) (WgCanvasSelection *self, gpointer user_data);

WgCanvasSelection *wg_canvas_selection_new          (WgCanvasSelectionFunc ready,
                                                     gpointer              user_data);
void               wg_canvas_selection_free         (WgCanvasSelection    *self);
/** @pixel: device pixels per logical one. */
void               wg_canvas_selection_set_colour   (WgCanvasSelection    *self,
                                                     const GdkRGBA        *colour,
                                                     double                pixel);
void               wg_canvas_selection_set_scene    (WgCanvasSelection    *self,
                                                     WgSceneSnapshot      *snapshot); /* nullable */
/** @grids: (element-type guint32) (nullable). Also after the plan changed below them. */
void               wg_canvas_selection_set_grids    (WgCanvasSelection    *self,
                                                     WgPlan               *plan,
                                                     const GArray         *grids);
/** The view rests: device pixels. */
void               wg_canvas_selection_set_viewport (WgCanvasSelection    *self,
                                                     const WgViewport     *viewport);
/** What to draw in @viewport; FALSE: nothing. */
gboolean           wg_canvas_selection_piece        (WgCanvasSelection    *self,
                                                     const WgViewport     *viewport,
                                                     WgTilePiece          *piece_out);
guint              wg_canvas_selection_pending      (WgCanvasSelection    *self);

G_END_DECLS
