/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-polygons.h"
#include "wg-vector.h"

G_BEGIN_DECLS

/** A row of a layer with its shape in the frame; of the feed, until the next row. */
typedef struct
{
  OGRFeatureH feature;
  WgShape *shape; /* may be taken away: g_steal_pointer() */
  WgTaken taken;
  gboolean is_open;
  double place[2]; /* as wg_polygon_reader_take() says them */
} WgFedRow;

/**
 * WgRowFeed:
 *
 * The rows of a layer from its first on, in their order. Of large layers of the common formats they
 * are read and converted ahead on a thread of their own: meanwhile nobody else may use the layer,
 * its data set or the reader of polygons. Used on the thread that made it.
 */
typedef struct _WgRowFeed WgRowFeed;

/** @polygons: borrowed; @n_rows: how many are expected; @closed_lines: as for
 *  wg_polygon_reader_take(). */
WgRowFeed *wg_row_feed_new        (WgVectorLayer   *layer,
                                   WgPolygonReader *polygons,
                                   gboolean         closed_lines,
                                   gint64           n_rows);
/** Stops reading, wherever it is. */
void       wg_row_feed_free       (WgRowFeed       *feed);
/** The next row; %NULL after the last. */
WgFedRow  *wg_row_feed_next       (WgRowFeed       *feed);
/** After the last row: the reader gave up in the middle of the file. */
gboolean   wg_row_feed_has_failed (const WgRowFeed *feed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgRowFeed, wg_row_feed_free)

G_END_DECLS
