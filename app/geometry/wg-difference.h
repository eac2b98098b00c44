/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * wg_shape_compare:
 * @width_m: pieces of difference that nowhere are as wide as this do not count
 * @gained_m2: (out): what only @now has
 * @lost_m2: (out): what only @before has
 *
 * How one shape came out of another, without the slivers that cleaning makes. Invalid shapes are
 * read as GEOS makes them valid. Any thread.
 *
 * Returns: TRUE when they differ so
 */
gboolean wg_shape_compare (const WgShape *before,
                           const WgShape *now,
                           double         width_m,
                           double        *gained_m2,
                           double        *lost_m2);
/** A bay of the outside between pieces of land. */
typedef struct
{
  WgPoint place; /* inside it */
  double area_m2;
  double width_m; /* inscribed */
  WgShape *shape; /* a polygon: along the land, and straight over the mouth */
} WgSlot;

/**
 * wg_shape_find_slots:
 * @outline: of all land
 * @width_m: of the widest slot that counts
 *
 * Narrow slots that are open to the outside: no face is there that could be told as a gap. Found by
 * filling what a disc of that width cannot enter; rounded corners do not count.
 *
 * Returns: (transfer full) (element-type WgSlot): the largest first
 */
GArray  *wg_shape_find_slots (const WgShape *outline,
                              double         width_m);
/** The area in m² that both have. */
double   wg_shape_common_m2 (const WgShape *a,
                             const WgShape *b);

/** Which land of two shapes. */
typedef enum
{
  WG_PIECE_OF_BOTH,
  WG_PIECE_OF_FIRST_ONLY,
} WgPieceKind;

/**
 * wg_shape_find_piece:
 * @place: inside the piece, or within some millimetres of it
 *
 * One connected piece of what two shapes have in common, or of what only the first has. Invalid
 * shapes are read as GEOS makes them valid. Any thread.
 *
 * Returns: %FALSE when there is none within 0.1 m of @place; @piece_out is empty then
 */
gboolean wg_shape_find_piece (const WgShape *a,
                              const WgShape *b,
                              WgPieceKind    kind,
                              WgPoint        place,
                              WgShape       *piece_out);

G_END_DECLS
