/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../canvas/wg-map-layer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_LAYER_ROW (wg_layer_row_get_type ())

/**
 * WgLayerRow:
 *
 * One layer in the panel. Signal ::command (const char *command): "zoom", "up", "down", "remove";
 * ::dropped (WgMapLayer *layer): that layer was dropped here.
 */
G_DECLARE_FINAL_TYPE (WgLayerRow, wg_layer_row, WG, LAYER_ROW, GtkListBoxRow)

GtkWidget  *wg_layer_row_new       (WgMapLayer *layer);
WgMapLayer *wg_layer_row_get_layer (WgLayerRow *self);

G_END_DECLS
