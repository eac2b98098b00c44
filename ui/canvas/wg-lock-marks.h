/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas.h"

G_BEGIN_DECLS

/** A padlock on each locked grid that is large enough on the screen. */
void wg_lock_marks_draw (WgCanvas    *canvas,
                         GtkSnapshot *snapshot);

G_END_DECLS
