/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-cells.h"
#include "wg-geos.h"
#include "wg-key-map.h"

G_BEGIN_DECLS

#define WG_CELLS_RIM_STEP 2500      /* mm between the places on a block's border where cells may end */
#define WG_CELLS_FOOTPRINT_STEP 4000 /* mm between the points of a footprint */

/*
 * What keeps borders out of footprints, in mm. A rounded place is up to 0.7 mm off, a line that was bent
 * to a place beside it as much. Footprints are triangulated CLEAR wider and at least INSET off the
 * block's border, which keeps MARGIN off those that it is led round. Places of the border that are
 * nearer than OWN to what is triangulated belong to that: no cell ends there. The next ones are END off
 * the footprint and nobody's, since footprints that are as near as TOUCH are one.
 */
#define WG_CELLS_CLEAR 3.0
#define WG_CELLS_INSET 5.0
#define WG_CELLS_MARGIN 6.0
#define WG_CELLS_OWN 8.5
#define WG_CELLS_END 13.0
#define WG_CELLS_TOUCH 26.0

/** A footprint, or what of it lies in one block; or a point. */
typedef struct
{
  guint32 building;
  WgFaceId block;  /* the face of the blocks that it lies in */
  guint32 group;   /* pieces of a block that touch, and those of one building, have one */
  WgPoint point;   /* inside it */
  WgShape *shape;  /* (nullable): CLEAR wider; none of a point, and where it became part of the one before */
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

/** Of two classes of lines that run together the stronger one counts: those never crossed first. */
static inline guint
wg_cells_strength (const WgCellsInput *input, guint8 barrier_class)
{
  return barrier_class + (input->never & (1u << barrier_class) ? WG_BARRIER_N_CLASSES : 0u);
}

static inline WgEnvelope
wg_cells_widen (WgEnvelope box, double by)
{
  gint32 mm = (gint32) by;

  return (WgEnvelope){ box.min_x - mm, box.min_y - mm, box.max_x + mm, box.max_y + mm };
}

/** mm from @p to the segment. */
double   wg_cells_distance     (WgPoint             p,
                                WgPoint             a,
                                WgPoint             b);
/** FALSE when the segment passes the box. */
gboolean wg_cells_meets_box    (WgPoint             a,
                                WgPoint             b,
                                const WgEnvelope   *box);
/** TRUE when a place of the segment lies in the shape or on its border. */
gboolean wg_cells_meets_shape  (WgPoint             a,
                                WgPoint             b,
                                const WgShape      *shape);
/** The footprint with GEOS, made valid; NULL when that cannot be. */
GEOSGeometry *wg_cells_read_footprint (GEOSContextHandle_t geos,
                                const WgShape      *shape);
/** With corners that stay corners. */
GEOSGeometry *wg_cells_buffer  (GEOSContextHandle_t geos,
                                const GEOSGeometry *geometry,
                                double              by);
/** (transfer full): the shape, wider; an empty one when GEOS does not like it. */
WgShape *wg_cells_grow         (const WgShape      *shape,
                                double              by);

void     wg_cells_piece_free   (WgCellsPiece       *piece);
/** What of each footprint lies in the block, with the groups; to block->pieces. @near: of guint32:
 *  buildings whose box meets the block's. */
void     wg_cells_find_pieces  (WgCellsBlock       *block,
                                const WgCellsInput *input,
                                const GArray       *near);
/** Fills block->segments. */
void     wg_cells_cut_block    (WgCellsBlock       *block);

/** A polygon of a footprint that lines come near: it lies in one block whole. */
typedef struct
{
  guint32 building;
  guint32 cluster;   /* those that overlap or straddle a line side by side have one: a place in the list */
  gboolean is_entered; /* a line comes nearer than the margin; else only a neighbour does */
  gboolean is_active;  /* borders have to be led round it */
  gboolean has_rival;  /* one of another block is nearer than two margins */
  WgShape *inner;
  WgShape *outer;    /* with the margin */
  WgEnvelope box;    /* of @outer */
  GArray *shares;    /* of WgFaceShare: how much of it is in which block */
  GArray *crossings; /* of WgCellsCrossing: the lines that come near */
} WgCellsClaim;

typedef struct
{
  WgFaceId left, right;
  guint8 barrier_class;
} WgCellsCrossing;

/** Everything between the blocks and the units. */
typedef struct
{
  const WgCellsInput *input;
  WgCells *cells;         /* its coverage has the cells */
  WgCoverage *streets;    /* land and lines as they are */
  guint8 *is_land;        /* by face of it */
  guint32 *zones;         /* by face of it: lines that stay are between zones */
  GPtrArray *claims;      /* of WgCellsClaim, those of a building one after the other */
  WgCoverage *blocks;     /* its faces are the blocks: the same, but that lines go round footprints */
  guint8 *is_block;       /* by face of it; others are holes of the land */
  guint32 *zone_of_block; /* by face of it */
  GPtrArray *pieces;      /* of WgCellsPiece */
  WgKeyMap gaps;          /* segment -> gap in mm */
  WgKeyMap barriers;      /* segment -> WgBarrierClass */
  WgKeyMap fixed;         /* segments that stay as they are */
} WgCellsWork;

/** Land and lines, noded: fills work->streets and work->is_land. */
gboolean wg_cells_make_streets (WgCellsWork        *work,
                                GCancellable       *cancellable,
                                GError            **error);
/** Which faces of @coverage lie in the land; (transfer full): by face. */
guint8  *wg_cells_find_land    (const WgCoverage   *coverage,
                                const WgShape      *land);
/** Fills work->zones and work->claims. */
void     wg_cells_find_claims  (WgCellsWork        *work);
/** The block of the zone that a claim lies in; %WG_FACE_OUTSIDE: none. */
WgFaceId wg_cells_home_of      (const WgCellsWork  *work,
                                const WgCellsClaim *claim,
                                guint32             zone);
void     wg_cells_claim_free   (WgCellsClaim       *claim);
/** Makes work->blocks with all that belongs to them: lines are led round the footprints that they enter. */
gboolean wg_cells_make_blocks  (WgCellsWork        *work,
                                GCancellable       *cancellable,
                                GError            **error);
/** The strongest line that runs at @p; %WG_BARRIER_NONE. */
guint8   wg_cells_find_class   (const WgCellsInput *input,
                                WgPoint             p);
/** Fills arc_classes and is_in_block of the cells. @block: of each face */
void     wg_cells_classify_arcs (WgCellsWork       *work,
                                const guint32      *block);
/** Makes the units of the faces, their edges and the classes of the arcs. */
void     wg_cells_make_units   (WgCellsWork        *work);

G_END_DECLS
