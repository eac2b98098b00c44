/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../crs/wg-control-fit.h"

G_BEGIN_DECLS

/**
 * wg_georeference_image:
 * @image: a picture: a scan, a screenshot, a photograph
 * @fit: from pixels (columns to the right, lines down, from the upper left corner) to metres of @crs
 * @crs: "EPSG:n" or WKT
 * @path: (nullable): of a .vrt; %NULL: beside the picture, NAME.vrt
 *
 * Writes a world file beside the picture (NAME.pgw, .jgw, .tfw, else .wld) and a small .vrt that
 * says the CRS as well: that opens as a base map. The picture itself is not touched. Worker thread.
 * Fails with %WG_EXCHANGE_ERROR_OPEN or _WRITE.
 *
 * Returns: (transfer full) (nullable): the path of the .vrt
 */
char *wg_georeference_image (const char          *image,
                             const WgControlFit  *fit,
                             const char          *crs,
                             const char          *path,
                             GError             **error);

G_END_DECLS
