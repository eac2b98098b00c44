/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas.h"

G_BEGIN_DECLS

/** What "everything" is for a map in a dialog. */
typedef void (*WgMapFitFunc) (WgCanvas *canvas, gpointer user_data);

/**
 * wg_map_buttons_new:
 * @fit: (nullable): %NULL shows all of the plan
 *
 * Zoom in, zoom out, everything: for the lower right corner of an overlay over @canvas, which it does not
 * keep alive.
 */
GtkWidget *wg_map_buttons_new (WgCanvas *canvas, WgMapFitFunc fit, gpointer user_data);

G_END_DECLS
