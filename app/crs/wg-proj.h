/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <proj.h>

G_BEGIN_DECLS

/* What the files of this room share of PROJ. Not for other rooms. */

/** A context that says nothing on its own and never asks the network. For one thread at a time. */
PJ_CONTEXT *wg_proj_context_new (void);
/** A two-dimensional CRS from "EPSG:n", WKT or any name PROJ knows; of a compound CRS the horizontal
 *  part. Free with proj_destroy(). Sets WG_CRS_ERROR_UNKNOWN. */
PJ         *wg_proj_load_crs    (PJ_CONTEXT  *context,
                                 const char  *definition,
                                 GError     **error);
/** "EPSG:n" when the CRS is one of EPSG's (told by its id, or by all its numbers), or NULL. */
char       *wg_proj_epsg_name   (PJ_CONTEXT  *context,
                                 PJ          *crs);
/** TRUE when the CRS is projected with both axes in metres. */
gboolean    wg_proj_is_metric   (PJ_CONTEXT  *context,
                                 PJ          *crs);

G_END_DECLS
