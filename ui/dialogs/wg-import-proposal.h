/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/exchange/wg-source.h"

G_BEGIN_DECLS

/* What the import dialog proposes for a file, and why. */

/** TRUE when its areas can become grids; loose lines are joined when that is chosen. */
gboolean wg_import_layer_can_be_grids (const WgSourceLayer *layer);
gboolean wg_import_layer_has_points   (const WgSourceLayer *layer);
/** TRUE when it is named as one of buildings. */
gboolean wg_import_layer_says_buildings (const WgSourceLayer *layer);
/** The level whose name stands in @text; 0: none. */
guint    wg_import_level_of_name      (WgPlan              *plan,
                                       const char          *text);
/** The level that the layer or the file is named after, else the highest that has no grid yet; one more than
 *  there are levels for buildings. */
guint    wg_import_propose_depth      (WgPlan              *plan,
                                       const char          *path,
                                       const WgSourceLayer *layer);
/** TRUE when the file or the layer calls itself one of addresses or places. */
gboolean wg_import_propose_addresses  (const char          *path,
                                       const WgSourceLayer *layer);
/** TRUE when codes of the layer's first rows are there at that level already. */
gboolean wg_import_propose_update     (WgPlan              *plan,
                                       guint                depth,
                                       const WgSourceLayer *layer);
/** Why the CRS that is proposed stands there; NULL: the file says it. @is_guessed: the project told
 *  it. (transfer full) (nullable) */
char    *wg_import_explain_crs        (const WgSourceLayer *layer,
                                       gboolean             is_guessed);

G_END_DECLS
