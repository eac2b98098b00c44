/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/render/wg-chart-options.h"
#include "../wg-window.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_ATLAS_DIALOG (wg_atlas_dialog_get_type ())

/**
 * WgAtlasDialog:
 *
 * A sheet for each of many grids: of a level, of what is selected, or only those that changed since a day; with cover,
 * index and lists, in one file or one per unit. Made by a worker with progress that can be stopped; nothing is left
 * behind then.
 */
G_DECLARE_FINAL_TYPE (WgAtlasDialog, wg_atlas_dialog, WG, ATLAS_DIALOG, AdwWindow)

/** @options: of the sheets; @grid: that the chart at hand is of. */
WgAtlasDialog *wg_atlas_dialog_new (GtkWindow            *parent,
                                    WgWindow             *window,
                                    const WgChartOptions *options,
                                    guint32               grid);

G_END_DECLS
