/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-envelope.h"

G_BEGIN_DECLS

#define WG_ARC_INDEX_LEVELS 36

/**
 * WgArcIndex:
 *
 * Finds arcs by envelope: a stack of loose grids. Each arc is in one cell of the grid whose cells
 * are at least twice as wide as its envelope, by the envelope's centre; a query widens by a
 * quarter of a cell. Adding and removing cost the same at any size. A plain value inside the
 * coverage.
 */
typedef struct
{
  guint64 *keys; /* level, column, row; 0 is an unused slot */
  guint32 *heads; /* first arc of the cell, 0 for none */
  guint size;
  guint n_used;
  guint32 *after; /* by arc id: the next arc of the same cell */
  guint n_after;
  guint n_in_level[WG_ARC_INDEX_LEVELS];
} WgArcIndex;

void wg_arc_index_clear  (WgArcIndex       *index);
void wg_arc_index_copy   (WgArcIndex       *index,
                          const WgArcIndex *from);
void wg_arc_index_add    (WgArcIndex       *index,
                          guint32           arc,
                          const WgEnvelope *envelope);
void wg_arc_index_remove (WgArcIndex       *index,
                          guint32           arc,
                          const WgEnvelope *envelope);
/** Appends to @arcs_out (of guint32) the arcs whose cells meet @envelope: a superset, once each,
 *  in no order. */
void wg_arc_index_query  (const WgArcIndex *index,
                          const WgEnvelope *envelope,
                          GArray           *arcs_out);

G_END_DECLS
