/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** How many fills a style has: enough for every planar map by a greedy choice. */
#define WG_N_FILLS 6
#define WG_NO_FILL 0xff

/** A pair of neighbours, packed: the lower id in the upper half. Sorted pairs lie together. */
static inline guint64
wg_neighbours (guint32 a, guint32 b)
{
  return a < b ? ((guint64) a << 32) | b : ((guint64) b << 32) | a;
}

/**
 * wg_colouring_sort:
 *
 * Sorts pairs (or any 64-bit keys), in place, and drops what is there twice. Returns how many are
 * left. Linear time (radix).
 */
guint  wg_colouring_sort   (guint64       *pairs,
                            guint          n_pairs);

/**
 * wg_colouring_run:
 * @pairs: wg_neighbours(), sorted, each once
 * @limit: one past the greatest id in @pairs
 * @fills: (inout): @limit entries; what is not %WG_NO_FILL stays, the others that have a neighbour
 *   are filled
 *
 * Gives neighbours different fills. Smallest-last order: each is coloured when at most five of
 * its neighbours are, on every planar map, so six fills are enough (Matula and Beck 1983). Where
 * exclaves make the map not planar and no fill is free, the one least used around is taken.
 * Each id prefers a fill of its own, so the same plan has the same colours after small edits.
 */
void   wg_colouring_run    (const guint64 *pairs,
                            guint          n_pairs,
                            guint          limit,
                            guint8        *fills);

/** The fill for @id when its neighbours have @used (a count for each fill). */
guint8 wg_colouring_choose (guint32        id,
                            const guint    used[WG_N_FILLS]);

G_END_DECLS
