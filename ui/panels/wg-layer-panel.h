/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/store/wg-project.h"
#include "../canvas/wg-canvas.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_LAYER_PANEL (wg_layer_panel_get_type ())

/**
 * WgLayerPanel:
 *
 * The list of the map's layers, top first: order, visibility, opacity, add (button or drop),
 * remove, zoom to. Works on the list of a canvas and keeps it in a project.
 */
G_DECLARE_FINAL_TYPE (WgLayerPanel, wg_layer_panel, WG, LAYER_PANEL, AdwBin)

GtkWidget *wg_layer_panel_new         (void);
void       wg_layer_panel_set_canvas  (WgLayerPanel *self,
                                       WgCanvas     *canvas); /* nullable */
/** Brings the layers that @project keeps onto the canvas (its own in place of what was there), and
 *  saves every later change. Without: the list is emptied. Before the project is closed: %NULL. */
void       wg_layer_panel_set_project (WgLayerPanel *self,
                                       WgProject    *project); /* nullable */
/** Adds each readable file of @files (GFile) as a base map or a reference layer; tells about the
 *  others by WgCanvas::message. */
void       wg_layer_panel_add_files   (WgLayerPanel *self,
                                       GListModel   *files);

G_END_DECLS
