/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** A popover with @content that points at @at in @parent and is gone once it is closed. (transfer none) */
GtkWidget *wg_short_popover_new (GtkWidget          *parent,
                                 const GdkRectangle *at,
                                 GtkWidget          *content);

G_END_DECLS
