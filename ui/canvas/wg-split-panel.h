/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-tool-split.h"

G_BEGIN_DECLS

#define WG_TYPE_SPLIT_PANEL (wg_split_panel_get_type ())

/** The parts that a split would make, which keeps the code, and whether the new ones are special. */
G_DECLARE_FINAL_TYPE (WgSplitPanel, wg_split_panel, WG, SPLIT_PANEL, GtkWidget)

GtkWidget *wg_split_panel_new (WgToolSplit *tool);

G_END_DECLS
