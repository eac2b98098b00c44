/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../canvas/wg-canvas.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_STAFF_LEGEND (wg_staff_legend_get_type ())

/**
 * WgStaffLegend:
 *
 * What the colours of the staff view say and how many grids of the level looked at are of each; a click goes from one
 * of them to the next. Shown while the canvas has the staff view. Signal ::mode-changed (uint mode): routine or
 * emergency staff is asked for.
 */
G_DECLARE_FINAL_TYPE (WgStaffLegend, wg_staff_legend, WG, STAFF_LEGEND, AdwBin)

void wg_staff_legend_set_canvas (WgStaffLegend *self,
                                 WgCanvas      *canvas);

G_END_DECLS
