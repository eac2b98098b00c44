/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-vector.h"

G_BEGIN_DECLS

/* Shapes that a table (CSV, XLSX, ODS ...) has in its columns. Not for other rooms. */

/**
 * wg_table_find_places:
 *
 * Looks for a column of WKT, GeoJSON or "x,y;x,y" texts, or for two of coordinates; in a list of
 * corners also for the column that says to which polygon each belongs. Leaves the layer rewound.
 */
void         wg_table_find_places (WgVectorLayer *layer);
/** Sets layer->place to the shape that the columns of @feature tell, or NULL. */
void         wg_table_place_row   (WgVectorLayer *layer,
                                   OGRFeatureH    feature);
/** The next polygon of a list of corners: its first row; layer->place is the
 *  polygon. NULL at the end. */
OGRFeatureH  wg_table_next_polygon (WgVectorLayer *layer);
/** TRUE when the column serves for shapes. */
gboolean     wg_table_is_place    (const WgVectorLayer *layer,
                                   int                  field);

G_END_DECLS
