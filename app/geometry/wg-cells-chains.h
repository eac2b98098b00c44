/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-cells-private.h"

G_BEGIN_DECLS

/** A stretch of border between two places that stay. */
typedef struct
{
  GArray *points; /* of WgPoint */
  gboolean is_in_block;
  WgNodeId ends[2];
  WgCellsCut cut;
} WgCellsChain;

/** Is the arc a new border: between faces of different parts, and not there already? */
gboolean   wg_cells_is_border     (const WgCells       *cells,
                                   const WgCellsOwners *owners,
                                   WgArcId              id);
/** (transfer full) (element-type WgCellsChain): the borders, as the cells have them. */
GPtrArray *wg_cells_find_chains   (const WgCells       *cells,
                                   const WgCellsOwners *owners);
/** Chains that end at the rim of the land, or at a border that is there, go a hair beyond. */
void       wg_cells_lead_over_rim (const WgCells       *cells,
                                   const WgCellsOwners *owners,
                                   GPtrArray           *chains);

G_END_DECLS
