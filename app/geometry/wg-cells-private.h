/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-cells.h"
#include "wg-geos.h"
#include "wg-key-map.h"

G_BEGIN_DECLS

#define WG_CELLS_RIM_STEP 2500      /* mm between the places on a block's border where cells may end */
#define WG_CELLS_FOOTPRINT_STEP 4000 /* mm between the points of a footprint */

/** A footprint, or what of it lies in one block; or a point. */
typedef struct
{
  guint32 building;
  WgFaceId block;  /* the face of the blocks that it lies in */
  guint32 group;   /* pieces of a block that touch, and those of one building, have one */
  WgPoint point;   /* inside it */
  WgShape *shape;  /* (nullable): none of a point, and where it became part of the one before */
} WgCellsPiece;

/** A border between two cells: one straight piece of it. */
typedef struct
{
  WgPoint from, to;
  guint32 gap_mm; /* how far the buildings beside it are apart */
} WgCellsSegment;

/** One street block while it is cut. */
typedef struct
{
  WgFaceId face;        /* of the coverage of blocks */
  WgShape *shape;       /* dense */
  GPtrArray *pieces;    /* of WgCellsPiece */
  GArray *segments;     /* of WgCellsSegment: made */
} WgCellsBlock;

static inline guint64
wg_cells_key_of_segment (WgPoint a, WgPoint b)
{
  guint64 p = wg_key_of_point (a), q = wg_key_of_point (b);
  guint64 low = MIN (p, q), high = MAX (p, q);

  low = (low ^ (low >> 31)) * 0x9e3779b97f4a7c15u;
  high = (high ^ (high >> 29)) * 0xbf58476d1ce4e5b9u;
  return (low ^ (high >> 32) ^ (high << 32)) & ~G_GUINT64_CONSTANT (1);
}

void     wg_cells_piece_free   (WgCellsPiece       *piece);
/** What of each footprint lies in the block, with the groups; to block->pieces. @near: of guint32:
 *  buildings whose box meets the block's. */
void     wg_cells_find_pieces  (WgCellsBlock       *block,
                                const WgCellsInput *input,
                                const GArray       *near);
/** Fills block->segments. */
void     wg_cells_cut_block    (WgCellsBlock       *block);

/** Everything between the blocks and the units. */
typedef struct
{
  const WgCellsInput *input;
  WgCells *cells;         /* its coverage has the cells */
  const WgCoverage *blocks; /* its faces are the blocks */
  const guint8 *is_block; /* by face of it; others are holes of the land */
  GPtrArray *pieces;      /* of WgCellsPiece */
  WgKeyMap gaps;          /* segment -> gap in mm */
  WgKeyMap barriers;      /* segment -> WgBarrierClass */
} WgCellsWork;

/** Makes the units of the faces, their edges and the classes of the arcs. */
void     wg_cells_make_units   (WgCellsWork        *work);

G_END_DECLS
