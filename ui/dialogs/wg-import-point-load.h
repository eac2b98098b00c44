/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Control points from elsewhere: rows of four numbers x, y, X, Y. */

/** @points: (nullable) (element-type WgControlPoint); @words: why there are none. */
typedef void (*WgPointsLoaded) (GArray *points, const char *words, gpointer user_data);

/** From the clipboard; @widget is kept alive and given to @loaded. */
void wg_point_load_paste (GtkWidget      *widget,
                          WgPointsLoaded  loaded);
/** From a file that a person chooses; @loaded is not called when none is, or @widget is gone. */
void wg_point_load_file  (GtkWidget      *widget,
                          WgPointsLoaded  loaded);

G_END_DECLS
