/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-scene.h"

G_BEGIN_DECLS

#define WG_TILE_SIZE 512

/** Reads base-map pixels for a tile; on a worker thread, perhaps on two at once. %NULL: nothing
 *  there, or cancelled. */
typedef WgPixels *(*WgRasterReadFunc) (const WgEnvelope *envelope,
                                       guint             width,
                                       guint             height,
                                       GCancellable     *cancellable,
                                       gpointer          user_data);

typedef enum
{
  WG_TILE_LAYER_RASTER,
  WG_TILE_LAYER_LINEWORK,
  WG_TILE_LAYER_COVERAGE, /* the scene; at most one */
} WgTileLayerKind;

/** One visible layer of the map. */
typedef struct
{
  WgTileLayerKind kind;
  double opacity;        /* 0 to 1 */
  WgEnvelope envelope;   /* raster: there is nothing outside of it */
  WgRasterReadFunc read; /* raster */
  gpointer user_data;
  GDestroyNotify destroy; /* (nullable): of user_data, on any thread, when no tile needs it */
  WgLinework *linework;  /* linework; a reference is taken */
} WgTileLayer;

typedef enum
{
  WG_TILES_STILL,   /* the view rests: labels are placed for it */
  WG_TILES_PANNING, /* tiles are painted, labels move along */
  WG_TILES_ZOOMING, /* nothing is painted: what is there is shown scaled */
} WgTileMotion;

typedef enum
{
  WG_TILE_LABELS_NONE,
  WG_TILE_LABELS_NAMES,
  WG_TILE_LABELS_CODES,
} WgTileLabels;

/** A part of the picture: where to draw which surface, in the order of the list. Positions and
 *  sizes are whole pixels; when they are those of the surface, FILTER_NEAREST is exact. */
typedef struct
{
  cairo_surface_t *surface; /* borrowed; stays the same object while its content does */
  double x;
  double y;
  double width;
  double height;
  gboolean is_scaled;
} WgTilePiece;

/**
 * WgTileSet:
 *
 * The picture of a map as tiles at the very scale that is looked at, painted by worker threads
 * from snapshots; while they are not ready, the last complete tiles are shown scaled. Every call
 * on the thread that made it (its main context gets @ready, at most once per turn of the loop);
 * no call waits for a worker but wg_tile_set_free() (for the tiles being painted, cancelled).
 */
typedef struct _WgTileSet WgTileSet;

typedef void (*WgTileSetFunc) (WgTileSet *self, gpointer user_data);

WgTileSet    *wg_tile_set_new          (WgTileSetFunc      ready,
                                        gpointer           user_data);
void          wg_tile_set_free         (WgTileSet         *self);
/** @style: static, or living longer than the set. */
void          wg_tile_set_set_style    (WgTileSet         *self,
                                        const WgStyle     *style);
/** Bottom first. A raster covers the linework below it. The fills lie below the linework that is
 *  between the topmost such raster and the borders, and are see-through
 *  where a raster is below them. Without a coverage layer no grids (and no labels) are drawn. */
void          wg_tile_set_set_layers   (WgTileSet         *self,
                                        const WgTileLayer *layers,
                                        guint              n_layers);
/** @changed: (nullable): only what meets it is painted anew; %NULL: everything. */
void          wg_tile_set_set_scene    (WgTileSet         *self,
                                        WgSceneSnapshot   *snapshot,
                                        const WgEnvelope  *changed);
void          wg_tile_set_set_labels   (WgTileSet         *self,
                                        WgTileLabels       labels);
/** In device pixels. Snap it first (wg_viewport_snap()) and draw everything else of the map with
 *  the same one. */
void          wg_tile_set_set_viewport (WgTileSet         *self,
                                        const WgViewport  *viewport,
                                        WgTileMotion       motion);
/** What to draw for the viewport that was set last, bottom first, labels at the end; valid until
 *  the next call. Where nothing is listed, the style's background is to be seen. */
const GArray *wg_tile_set_list         (WgTileSet         *self);
/** Tiles and labels of the view that are still to be painted. */
guint         wg_tile_set_n_pending    (WgTileSet         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgTileSet, wg_tile_set_free)

G_END_DECLS
