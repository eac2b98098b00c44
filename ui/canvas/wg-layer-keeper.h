/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/store/wg-project.h"
#include "wg-map-layer.h"

G_BEGIN_DECLS

/* Between the layers of a map and the rows that a project keeps of them. Sources are kept relative
 * to the project file where they lie below its folder. */

/** The table of the project file that the buildings are in, a layer of the map. */
#define WG_LAYER_BUILDINGS "building"

/** Puts the layers of @project into @layers (WgMapLayer) in place of what was there; the grids' and
 *  the labels' own layers stay, at the place and with the look that were kept. Buildings that the project
 *  has are a layer of their own, kept or not. @project: nullable: only the two are left. */
gboolean wg_layer_keeper_load (GListStore *layers,
                               WgProject  *project,
                               GError    **error);
gboolean wg_layer_keeper_save (GListStore *layers,
                               WgProject  *project,
                               GError    **error);

G_END_DECLS
