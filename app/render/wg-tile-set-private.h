/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-tile-paint.h"

G_BEGIN_DECLS

#define WG_LABEL_MARGIN 128 /* pixels of labels around the view, for panning */

/* One tile; a picture that is out of date is shown until the new one is there. */
typedef struct
{
  int column;
  int row;
  cairo_surface_t *surface; /* NULL until painted once */
  guint painted;            /* the generation that it shows; 0: none */
  guint wanted;
  gboolean is_running;
} WgTile;

/* All tiles of one scale. */
typedef struct
{
  guint serial;
  double scale;
  GHashTable *tiles; /* key of column and row -> WgTile */
} WgTileLevel;

/* The labels of the view and a margin around it, as one picture. */
typedef struct
{
  cairo_surface_t *surface; /* NULL: none painted yet */
  WgViewport viewport;      /* what it shows */
  guint painted;
  guint wanted;
  gboolean is_running;
} WgTileOverlay;

/* The set itself: its own thread and the workers share it. */
struct _WgTileSet
{
  WgTileSetFunc ready;
  gpointer user_data;
  GMainContext *context;
  GPtrArray *threads;
  GArray *pieces; /* of WgTilePiece, as listed last */
  GPtrArray *listed; /* surfaces that pieces points at */

  GMutex mutex; /* guards all below */
  GCond cond;
  gboolean is_quitting;
  GSource *notice;       /* pending call of ready */
  WgViewport viewport;
  WgTileMotion motion;
  guint generation;
  guint n_levels;        /* made so far */
  WgTileLevel *level;    /* at the scale that is looked at, or was before a zoom began */
  WgTileLevel *stale;    /* the last that was complete */
  WgTileOverlay labels;
  WgTileLabels label_kind;
  GArray *queue;         /* of gint64 keys in level, the most urgent first */
  guint n_visible;       /* the first so many of queue are in the view */
  WgSceneSnapshot *snapshot;
  WgTileLayers *layers;
  const WgStyle *style;
  GCancellable *cancellable; /* of the tiles of level */
};

/* wg-tile-level.c; all under the mutex */
gint64       wg_tile_key             (int              column,
                                      int              row);
WgTile      *wg_tile_level_find      (WgTileLevel     *level, /* nullable */
                                      gint64           key);
void         wg_tile_level_free      (WgTileLevel     *level);
gboolean     wg_tile_is_same_scale   (double           a,
                                      double           b);
/** The view's north-west corner in the plane of pixels at its scale. */
void         wg_tile_view_corner     (const WgViewport *viewport,
                                      double          *x_out,
                                      double          *y_out);
WgViewport   wg_tile_viewport        (double           scale,
                                      int              column,
                                      int              row);
/** Begins tiles at the scale of the view; the ones so far are shown until these are there. */
void         wg_tile_set_change_level  (WgTileSet     *self);
/** Lists what the view and the ring around it need. */
void         wg_tile_set_rebuild_queue (WgTileSet     *self);
/** Tiles of the view that are out of date (@never_painted: that have no picture at all). */
guint        wg_tile_set_count_pending (WgTileSet     *self,
                                        gboolean       never_painted);
gboolean     wg_tile_set_needs_labels  (WgTileSet     *self);
/** Whether the labels that are there do for the view as it is now. */
gboolean     wg_tile_set_has_labels    (WgTileSet     *self);

/* wg-tile-work.c */
/** A worker's thread: paints what the set @data wants until it is told to quit. */
gpointer     wg_tile_work            (gpointer         data);

G_END_DECLS
