/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-outline.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_POINT_MAP (wg_point_map_get_type ())

/**
 * WgPointMap:
 *
 * A drawing in numbers of its own, or a picture, with numbered points on it: pans, zooms, and tells
 * where it is clicked. Signals: ::picked (double x, double y): in the numbers of the drawing, or in
 * pixels of the picture from its upper left corner.
 */
G_DECLARE_FINAL_TYPE (WgPointMap, wg_point_map, WG, POINT_MAP, GtkDrawingArea)

/** @outline: (transfer full): its incoming lines; x = @west + its x / @factor. */
void     wg_point_map_set_lines  (WgPointMap      *self,
                                  WgImportOutline *outline,
                                  double           west,
                                  double           south,
                                  double           factor);
/** FALSE with a GError of GdkPixbuf when the picture cannot be read. */
gboolean wg_point_map_set_image  (WgPointMap      *self,
                                  const char      *path,
                                  GError         **error);
/** The picture and its size in pixels; NULL for a drawing. (transfer none) */
GdkPixbuf *wg_point_map_get_image (WgPointMap     *self,
                                  int             *width_out,
                                  int             *height_out);
/** @xy: pairs; copied. @current: is marked; -1: none. */
void     wg_point_map_set_points (WgPointMap      *self,
                                  const double    *xy,
                                  guint            n_points,
                                  int              current);
/** One numbered point, as both maps draw it. */
void     wg_point_map_draw_point (cairo_t         *cr,
                                  double           x,
                                  double           y,
                                  guint            number,
                                  gboolean         is_current);

G_END_DECLS
