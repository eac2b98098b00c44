/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/exchange/wg-basemap.h"

G_BEGIN_DECLS

/**
 * WgRasterPool:
 *
 * One base map for several workers: a raster is not shared between threads, so that each reader
 * borrows one that is free or opens its own. Counted by reference (atomic), any thread.
 */
typedef struct _WgRasterPool WgRasterPool;

/** Opens @source once, to see that it can be. */
WgRasterPool *wg_raster_pool_new          (const char         *source,
                                           WgFrame            *frame,
                                           GError            **error);
WgRasterPool *wg_raster_pool_ref          (WgRasterPool       *pool);
void          wg_raster_pool_unref        (WgRasterPool       *pool);
WgEnvelope    wg_raster_pool_envelope     (const WgRasterPool *pool);
const char   *wg_raster_pool_credit       (const WgRasterPool *pool); /* nullable */
/** As WgRasterReadFunc; @pool is a WgRasterPool. */
WgPixels     *wg_raster_pool_read         (const WgEnvelope   *envelope,
                                           guint               width,
                                           guint               height,
                                           GCancellable       *cancellable,
                                           gpointer            pool);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgRasterPool, wg_raster_pool_unref)

G_END_DECLS
