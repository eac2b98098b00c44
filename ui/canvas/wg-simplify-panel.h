/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-tool-simplify.h"

G_BEGIN_DECLS

#define WG_TYPE_SIMPLIFY_PANEL (wg_simplify_panel_get_type ())

/**
 * WgSimplifyPanel:
 *
 * The settings of the Simplify tool and what it found, over the map.
 */
G_DECLARE_FINAL_TYPE (WgSimplifyPanel, wg_simplify_panel, WG, SIMPLIFY_PANEL, GtkWidget)

GtkWidget *wg_simplify_panel_new (WgToolSimplify *tool);

G_END_DECLS
