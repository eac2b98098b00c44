/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/store/wg-past.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_LINEAGE_VIEW (wg_lineage_view_get_type ())

/**
 * WgLineageView:
 *
 * Where a grid came from and what became of it, for the grid card: the newest first, with areas and
 * reasons. A row leads to the history of the other grid, also of a retired one. Empty and hidden while
 * nothing is known.
 */
G_DECLARE_FINAL_TYPE (WgLineageView, wg_lineage_view, WG, LINEAGE_VIEW, AdwBin)

void wg_lineage_view_set_project (WgLineageView *self,
                                  WgProject     *project); /* nullable */
void wg_lineage_view_show        (WgLineageView *self,
                                  guint32        grid); /* 0: none */

G_END_DECLS
