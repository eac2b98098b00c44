/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-source.h"

G_BEGIN_DECLS

/**
 * wg_export:
 * @plan: a snapshot
 * @path: ends in .gpkg (one layer per level), .geojson or .shp (these hold one level: with @depth 0
 *   the deepest that has grids gets @path, those above NAME_LEVEL.ext)
 * @depth: a level, or 0 for all
 * @crs: (nullable): "EPSG:4326"; %NULL: the project's (GeoJSON: always WGS 84)
 *
 * Writes the grids of one or all levels with code, name, parent code and name, kind, area.
 * Writes to a temporary name first: a failed export leaves nothing behind. Worker thread.
 */
gboolean wg_export (WgPlan           *plan,
                    const char       *path,
                    guint             depth,
                    const char       *crs,
                    const WgProgress *progress,
                    GCancellable     *cancellable,
                    GError          **error);

G_END_DECLS
