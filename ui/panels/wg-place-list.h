/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WG_TYPE_PLACE (wg_place_get_type ())

/** One row of a long table: what stands there now, by id; 0 while the row is about to go. */
G_DECLARE_FINAL_TYPE (WgPlace, wg_place, WG, PLACE, GObject)

/** Of no row, whatever becomes of the rows: what is dragged. */
WgPlace *wg_place_new    (guint32  id);
guint32  wg_place_get_id (WgPlace *self);

#define WG_TYPE_PLACE_LIST (wg_place_list_get_type ())

/**
 * WgPlaceList:
 *
 * A #GListModel of #WgPlace for tables of 100,000 rows that are filtered and sorted. A row is a place: the items that
 * widgets hold are told what stands there now, and only how many rows there are changes, at the end and a few at a
 * time, so that no turn of the main loop makes hundreds of widgets. Main thread.
 *
 * Signals:
 * - ::renewed (gboolean is_other): the rows say something else; @is_other: it was asked for another filter or order
 * - ::settled: all rows are there
 */
G_DECLARE_DERIVABLE_TYPE (WgPlaceList, wg_place_list, WG, PLACE_LIST, GObject)

struct _WgPlaceListClass
{
  GObjectClass parent_class;
};

/** @ids: (element-type guint32): referenced; never changed from now on */
void     wg_place_list_show       (WgPlaceList *self,
                                   GArray      *ids,
                                   gboolean     is_other);
/** The rows stay, what they say may differ. */
void     wg_place_list_renew      (WgPlaceList *self);
/** How many there are, also when their rows are not all there yet. */
guint    wg_place_list_count      (WgPlaceList *self);
/** What stands in a row; 0: there is no such row. */
guint32  wg_place_list_get_id     (WgPlaceList *self,
                                   guint        row);
/** The row of @id; %G_MAXUINT when it is not shown. */
guint    wg_place_list_find       (WgPlaceList *self,
                                   guint32      id);
/** Rows come and go. */
gboolean wg_place_list_is_filling (WgPlaceList *self);

G_END_DECLS
