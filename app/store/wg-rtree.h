/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-connection.h"

G_BEGIN_DECLS

/**
 * WgRtree:
 *
 * The boxes of a whole layer, to be written as an R-tree at once.
 */
typedef struct _WgRtree WgRtree;

WgRtree *wg_rtree_new      (void);
void     wg_rtree_free     (WgRtree       *self);
/** The box stands at the front of a SpatiaLite BLOB. */
void     wg_rtree_add_blob (WgRtree       *self,
                            gint64         id,
                            const guint8  *blob);
/** FALSE when it is empty. @extent_out: min x, max x, min y, max y, as the tree has them. */
gboolean wg_rtree_get_extent (const WgRtree *self,
                            double         extent_out[4]);
/** Fills the R-tree table @index, which is empty. */
gboolean wg_rtree_write    (WgRtree       *self,
                            WgConnection  *connection,
                            const char    *index,
                            GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgRtree, wg_rtree_free)

G_END_DECLS
