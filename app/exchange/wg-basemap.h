/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../crs/wg-frame.h"
#include "../geometry/wg-linework.h"
#include "../geometry/wg-pixels.h"
#include "../base/wg-progress.h"
#include "wg-source.h"

G_BEGIN_DECLS

/**
 * WgRaster:
 *
 * A base map: any raster GDAL opens, warped to the project's frame. Not shared between threads:
 * each worker opens its own.
 */
typedef struct _WgRaster WgRaster;

WgRaster   *wg_raster_open     (const char       *source,
                                WgFrame          *frame,
                                GError          **error);
/**
 * wg_raster_find_place:
 *
 * Where the middle of a raster lies, in degrees, before a project has a frame. NaN of a raster that
 * covers more than a country (%WG_RASTER_PLACE_DEGREES): it lies everywhere. Any thread; fails as
 * wg_raster_open().
 */
#define WG_RASTER_PLACE_DEGREES 20.0
gboolean    wg_raster_find_place (const char     *source,
                                  double         *longitude,
                                  double         *latitude,
                                  GError        **error);
void        wg_raster_free     (WgRaster         *raster);
WgEnvelope  wg_raster_envelope (const WgRaster   *raster);
/** (transfer full) (nullable): whoever the file wants named beside its picture (the attribution of
 *  MBTiles, the copyright of a TIFF), without markup. */
char       *wg_raster_get_credit (const WgRaster *raster);
/** The block that covers @envelope at width x height pixels; outside the raster transparent. */
WgPixels   *wg_raster_read     (WgRaster         *raster,
                                const WgEnvelope *envelope,
                                guint             width,
                                guint             height,
                                GCancellable     *cancellable,
                                GError          **error);

/** Any OGR layer as reference linework; @layer NULL: all layers. Worker thread. */
WgLinework *wg_linework_read   (const char       *source,
                                const char       *layer,
                                WgFrame          *frame,
                                const WgProgress *progress,
                                GCancellable     *cancellable,
                                GError          **error);

/** How the class of a feature is told from the values of its columns; 0 is none. */
typedef struct
{
  gboolean (*is_field) (const char *field);
  guint    (*of_value) (const char *field,
                        const char *value);
  guint    (*of_layer) (const char *layer); /* when no column tells */
} WgLineworkClasses;

/** As wg_linework_read(), with @classes (nullable) of the caller's; of @options the layer, the encoding and the
 *  place. */
WgLinework *wg_linework_read_classes (const char              *source,
                                      const WgReadOptions     *options,
                                      WgFrame                 *frame,
                                      const WgLineworkClasses *classes,
                                      const WgProgress        *progress,
                                      GCancellable            *cancellable,
                                      GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgRaster, wg_raster_free)

G_END_DECLS
