/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-polygons.h"
#include "wg-survey.h"

G_BEGIN_DECLS

/** A layer of a file and what it was found to be. */
typedef struct
{
  WgVectorLayer *layer;     /* borrowed */
  WgSourceLayer *described; /* owned by the array */
} WgLayerChoice;

/** Surveys all layers. Returns: (transfer full) (element-type WgLayerChoice): NULL on error. */
GArray     *wg_layer_choices_new  (const WgVector      *vector,
                                   GCancellable        *cancellable,
                                   GError             **error);
/**
 * wg_layer_choices_mark:
 * @is_chosen: (out): one for each, set for those that are to be read: the named ones, or the first of
 *   the best kind
 *
 * Fails with %WG_EXCHANGE_ERROR_NO_LAYER when none has the name, or %WG_EXCHANGE_ERROR_EMPTY.
 */
gboolean    wg_layer_choices_mark (const GArray        *choices,
                                   const WgReadOptions *options,
                                   gboolean            *is_chosen,
                                   GError             **error);
/**
 * wg_layer_find_crs:
 * @wanted: (nullable): what the user says
 *
 * The CRS to read a layer in: the wanted one, the file's, else the proposed. Fails with
 * %WG_EXCHANGE_ERROR_NO_CRS.
 *
 * Returns: (transfer none) (nullable)
 */
const char *wg_layer_find_crs     (const WgSourceLayer *described,
                                   const char          *wanted,
                                   GError             **error);
/**
 * wg_layer_open_places:
 * @layer: gets its order of axes
 * @problems: (nullable) (element-type WgRowProblem): filled with what was not done as the file says
 *
 * Opens the way from the numbers of a layer into @frame. Fails as wg_layer_find_crs() and
 * wg_polygon_reader_new() do.
 *
 * Returns: (transfer full)
 */
WgPolygonReader *wg_layer_open_places (WgVectorLayer       *layer,
                                   const WgSourceLayer *described,
                                   const WgReadPlace   *place,
                                   WgFrame             *frame,
                                   GPtrArray           *problems,
                                   GError             **error);

G_END_DECLS
