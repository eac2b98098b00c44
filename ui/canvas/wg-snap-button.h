/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** The magnet: a button with a popover of what the pointer snaps to, bound to the settings. */
GtkWidget *wg_snap_button_new  (void);
/** The toggle for following lines, bound to the settings. */
GtkWidget *wg_trace_button_new (void);

G_END_DECLS
