/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-polygons.h"
#include "wg-vector.h"

G_BEGIN_DECLS

/** A row of a layer with its shape in the frame. */
typedef struct
{
  OGRFeatureH feature;
  WgShape *shape;
  WgTaken taken;
  gboolean is_open;
  double place[2]; /* as wg_polygon_reader_take() says them */
} WgFedRow;

void wg_fed_row_clear (WgFedRow *row);

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
/** FALSE after the last row. The row is the caller's: wg_fed_row_clear(). */
gboolean   wg_row_feed_next       (WgRowFeed       *feed,
                                   WgFedRow        *row_out);
/** After the last row: the reader gave up in the middle of the file. */
gboolean   wg_row_feed_has_failed (const WgRowFeed *feed);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WgFedRow, wg_fed_row_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgRowFeed, wg_row_feed_free)

G_END_DECLS
