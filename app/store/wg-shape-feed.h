/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-plan.h"

G_BEGIN_DECLS

/** What the row of a grid in the table of its level holds of its land. */
typedef struct
{
  guint32 grid;
  const guint8 *blob; /* of the feed, until the next row; NULL: no land */
  gsize size;
  double area_m2;
} WgShapeRow;

/**
 * WgShapeFeed:
 *
 * The land of all grids of a level as blobs for SpatiaLite, by id. Of large plans they are made on
 * a thread of their own, some ahead of the one that writes them; the plan must not change meanwhile.
 * Used on the thread that made it.
 */
typedef struct _WgShapeFeed WgShapeFeed;

WgShapeFeed *wg_shape_feed_new  (WgPlan      *plan,
                                 guint        depth,
                                 int          srid);
void         wg_shape_feed_free (WgShapeFeed *feed);
/** FALSE after the last grid. */
gboolean     wg_shape_feed_next (WgShapeFeed *feed,
                                 WgShapeRow  *row_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgShapeFeed, wg_shape_feed_free)

G_END_DECLS
