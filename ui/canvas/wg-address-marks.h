/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas.h"

G_BEGIN_DECLS

/* A dot for each address point and named place of the project, with its text once there is room; only when it is
 * asked for, and only near enough to tell them apart. */

void     wg_address_marks_set_shown (WgCanvas    *canvas,
                                     gboolean     is_shown);
gboolean wg_address_marks_get_shown (WgCanvas    *canvas);
void     wg_address_marks_draw      (WgCanvas    *canvas,
                                     GtkSnapshot *snapshot);

G_END_DECLS
