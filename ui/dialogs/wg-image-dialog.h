/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-plan.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_IMAGE_DIALOG (wg_image_dialog_get_type ())

/**
 * WgImageDialog:
 *
 * Gives a picture without a place (a scan, a photograph, a screenshot) its place by control points, so
 * that it can be a layer of the map. Signals: ::placed (const char *path): of the .vrt beside the
 * picture, for wg_layer_panel_add_files().
 */
G_DECLARE_FINAL_TYPE (WgImageDialog, wg_image_dialog, WG, IMAGE_DIALOG, AdwWindow)

/** @plan: of the project; only looked at. Returns: %NULL with an error of GdkPixbuf when the picture
 *  cannot be read. */
WgImageDialog *wg_image_dialog_new (GtkWindow  *parent,
                                    WgPlan     *plan,
                                    const char *image,
                                    GError    **error);

G_END_DECLS
