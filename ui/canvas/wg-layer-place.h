/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/crs/wg-frame.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * wg_layer_propose_frame:
 * @source: a file or a template of tiles that is laid under a map without land
 * @layer: (nullable): one of its vector layers
 * @crs: (nullable): the wanted reference system
 *
 * Any worker thread. Fails as wg_source_open() and wg_raster_open(), with WG_EXCHANGE_ERROR_NO_CRS
 * when it does not say where it lies.
 *
 * Returns: (transfer full): a frame around the place; for a picture of the whole earth the one of
 *   the reference system
 */
WgFrame *wg_layer_propose_frame (const char    *source,
                                 const char    *layer,
                                 const char    *crs,
                                 GCancellable  *cancellable,
                                 GError       **error);

G_END_DECLS
