/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-tool-number.h"

G_BEGIN_DECLS

#define WG_TYPE_NUMBER_PANEL (wg_number_panel_get_type ())

/**
 * WgNumberPanel:
 *
 * The settings of the Number tool and the table of old and new codes, over the map.
 */
G_DECLARE_FINAL_TYPE (WgNumberPanel, wg_number_panel, WG, NUMBER_PANEL, GtkWidget)

GtkWidget *wg_number_panel_new (WgToolNumber *tool);

G_END_DECLS
