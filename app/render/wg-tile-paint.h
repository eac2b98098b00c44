/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-linework-index.h"
#include "wg-tile-set.h"

G_BEGIN_DECLS

/* The layers of a map as a worker needs them; immutable, counted by reference. */
typedef struct
{
  gint ref_count;
  guint n_layers;
  WgTileLayer *layers;
  WgLineworkIndex **indexes; /* one per layer, NULL where it has no lines */
} WgTileLayers;

/** Indexes of lines that are in @previous as well are taken over. */
WgTileLayers *wg_tile_layers_new          (const WgTileLayer  *layers,
                                           guint               n_layers,
                                           const WgTileLayers *previous);
WgTileLayers *wg_tile_layers_ref          (WgTileLayers       *layers);
void          wg_tile_layers_unref        (WgTileLayers       *layers);
gboolean      wg_tile_layers_has_coverage (const WgTileLayers *layers);

/** Paints all layers over the style's background into opaque pixels. Worker thread. */
void          wg_tile_layers_paint        (WgTileLayers       *layers,
                                           WgSceneSnapshot    *snapshot,
                                           const WgStyle      *style,
                                           const WgViewport   *viewport,
                                           cairo_surface_t    *surface,
                                           GCancellable       *cancellable);

G_END_DECLS
