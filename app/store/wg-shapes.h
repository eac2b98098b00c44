/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-plan.h"
#include "wg-connection.h"

G_BEGIN_DECLS

/**
 * WgShapes:
 *
 * The layers that other programs see: one SpatiaLite table per level, named as the level, with the
 * grids' code, name, parent, kind, area and MULTIPOLYGON. Made of the truth and never read back.
 *
 * A table per level and not a view on a common table, because GDAL 3.6 lists the table under a view
 * as a layer of its own even when geometry_columns_auth hides it; measured with ogrinfo 3.6.2.
 * Registered as read-only (geometry_columns_auth), which QGIS respects.
 *
 * Needs the connection's lock.
 */
typedef struct _WgShapes WgShapes;

/** Reads which layers the file has. Returns: (transfer full) */
WgShapes   *wg_shapes_new        (WgConnection     *connection,
                                  GError          **error);
void        wg_shapes_free       (WgShapes         *self);
/** Reads again which layers the file has: after a transaction that made some was rolled back. */
void        wg_shapes_reload     (WgShapes         *self);
/** The table of a level, or NULL. */
const char *wg_shapes_get_layer  (const WgShapes   *self,
                                  guint             depth);
int         wg_shapes_get_srid   (const WgShapes   *self);

/** Drops every level's table; the levels themselves must be in the file still. */
gboolean    wg_shapes_drop       (WgShapes         *self,
                                  GError          **error);
/** Makes and fills the tables of @plan, whose rows are in the file. In the caller's transaction. */
gboolean    wg_shapes_make       (WgShapes         *self,
                                  WgPlan           *plan,
                                  const WgProgress *progress,
                                  GCancellable     *cancellable,
                                  GError          **error);
/**
 * wg_shapes_follow:
 * @plan: in the state that the file goes to when @is_after, else in the one that it leaves
 * @backwards: the file went to the state before @change
 *
 * Brings the attributes up to date, makes the geometry of small grids again when @plan shows it,
 * and marks the others as stale. In the caller's transaction.
 */
gboolean    wg_shapes_follow     (WgShapes         *self,
                                  WgPlan           *plan,
                                  const WgChange   *change,
                                  gboolean          is_after,
                                  gboolean          backwards,
                                  GError          **error);
/**
 * wg_shapes_refresh:
 * @limit: how many grids at most; 0: all
 * @n_left_out: (out) (optional): how many wait still
 *
 * Makes the geometry of stale grids again, in a transaction of its own.
 */
gboolean    wg_shapes_refresh    (WgShapes         *self,
                                  WgPlan           *plan,
                                  guint             limit,
                                  guint            *n_left_out,
                                  GError          **error);
/** Notes rows and extent of the layers that changed, in a transaction of its own. */
gboolean    wg_shapes_write_statistics (WgShapes       *self,
                                        GError        **error);
/** What the area column holds: the area on the ellipsoid in m², to about 1e-6. */
double      wg_shapes_area_m2    (WgShapes         *self,
                                  WgFrame          *frame,
                                  const WgShape    *shape);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgShapes, wg_shapes_free)

G_END_DECLS
