/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/geometry/wg-linework-finder.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** What a layer of the map shows. */
typedef enum
{
  WG_MAP_LAYER_GRIDS,  /* the coverage itself; one, always there */
  WG_MAP_LAYER_LABELS, /* names or codes; one, always there, drawn on top */
  WG_MAP_LAYER_RASTER, /* a base map */
  WG_MAP_LAYER_VECTOR, /* reference linework */
} WgMapLayerKind;

typedef enum
{
  WG_MAP_LAYER_LOADING,
  WG_MAP_LAYER_READY,
  WG_MAP_LAYER_MISSING, /* its source cannot be opened */
} WgMapLayerState;

#define WG_TYPE_MAP_LAYER (wg_map_layer_get_type ())

/**
 * WgMapLayer:
 *
 * One row of the layer list. Properties, notified: "name", "visible", "opacity" (0 to 1), "state"
 * (int), "problem" (translated sentence or NULL). Kind, source and inner layer are fixed. Main
 * thread.
 */
G_DECLARE_FINAL_TYPE (WgMapLayer, wg_map_layer, WG, MAP_LAYER, GObject)

/** @layer: name of one layer in a source with several, or %NULL. */
WgMapLayer     *wg_map_layer_new          (WgMapLayerKind    kind,
                                           const char       *name,
                                           const char       *source,
                                           const char       *layer);
WgMapLayerKind  wg_map_layer_get_kind     (WgMapLayer       *self);
const char     *wg_map_layer_get_name     (WgMapLayer       *self);
void            wg_map_layer_set_name     (WgMapLayer       *self,
                                           const char       *name);
const char     *wg_map_layer_get_source   (WgMapLayer       *self);
const char     *wg_map_layer_get_layer    (WgMapLayer       *self);
gboolean        wg_map_layer_get_visible  (WgMapLayer       *self);
void            wg_map_layer_set_visible  (WgMapLayer       *self,
                                           gboolean          visible);
double          wg_map_layer_get_opacity  (WgMapLayer       *self);
void            wg_map_layer_set_opacity  (WgMapLayer       *self,
                                           double            opacity);
WgMapLayerState wg_map_layer_get_state    (WgMapLayer       *self);
/** @problem: a translated sentence for %WG_MAP_LAYER_MISSING, else %NULL. */
void            wg_map_layer_set_state    (WgMapLayer       *self,
                                           WgMapLayerState   state,
                                           const char       *problem);
const char     *wg_map_layer_get_problem  (WgMapLayer       *self);
/** How much of it has been read, 0 to 1 (property "progress"). */
double          wg_map_layer_get_progress (WgMapLayer       *self);
void            wg_map_layer_set_progress (WgMapLayer       *self,
                                           double            progress);
/** What a reader found: the extent, and for vectors the lines. @finder: (transfer full) (nullable). */
void            wg_map_layer_set_content  (WgMapLayer       *self,
                                           const WgEnvelope *envelope,
                                           WgLineworkFinder *finder);
WgEnvelope      wg_map_layer_get_envelope (WgMapLayer       *self);
WgLinework     *wg_map_layer_get_linework (WgMapLayer       *self); /* (transfer none) nullable */
/** (transfer none) (nullable): finds its lines near a place. */
WgLineworkFinder *wg_map_layer_get_finder (WgMapLayer       *self);

G_END_DECLS
