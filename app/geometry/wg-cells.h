/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-barrier.h"
#include "wg-coverage.h"
#include "wg-shape.h"
#include "../base/wg-progress.h"

G_BEGIN_DECLS

/** A building that no cell border may cut. */
typedef struct
{
  WgPoint point;
  const WgShape *footprint; /* (nullable): only the point is known; borrowed */
} WgCellsBuilding;

/** What cells are made of; all borrowed. Start from { 0 }. */
typedef struct
{
  const WgShape *land;      /* (multi)polygon of whole millimetres, as from the coverage */
  const GPtrArray *lines;   /* (nullable) of WgLine: barriers */
  const guint8 *classes;    /* of each line: WgBarrierClass, not none */
  const WgCellsBuilding *buildings;
  guint n_buildings;
  const GPtrArray *compounds; /* (nullable) of WgShape: estates that are to stay whole */
  gboolean reads_gaps;      /* wide gaps between buildings count as lanes and roads: for land
                               whose roads are not known */
  guint ignored;            /* one bit for each class that no gap may count as */
  guint never;              /* one bit for each class that no part is to cross */
  const guint8 *stays;      /* (nullable) of each line: it is a border as it is, also through buildings */
} WgCellsInput;

/** What goes to a part whole: the cells of a building, of buildings that touch, or empty land. */
typedef struct
{
  guint32 block;     /* street block, from 1 */
  guint32 compound;  /* place in the compounds + 1; 0: in none */
  guint32 n_buildings; /* whose point lies in it */
  WgPoint centre;
  gint64 area_mm2;   /* planar */
  gint64 outer_mm;   /* length of its border with no other unit beyond */
} WgCellsUnit;

/** A border of two units, once for each class. */
typedef struct
{
  guint32 a, b;      /* a < b */
  guint32 length_mm;
  guint8 barrier_class;
} WgCellsEdge;

/**
 * WgCells:
 *
 * Land cut into cells of which each has one building (or buildings that touch), along barriers and
 * through the middle of the gaps between buildings. The cells cover the land exactly and meet in
 * common vertices: they are the faces of a coverage.
 */
typedef struct
{
  WgCoverage *coverage; /* owner of a face: its unit + 1; 0: not in the land */
  GArray *units;        /* of WgCellsUnit */
  GArray *edges;        /* of WgCellsEdge, by a, b, class */
  guint32 *unit_of;     /* of each building; G_MAXUINT32: its point is not in the land */
  guint8 *arc_classes;  /* by arc id: WgBarrierClass */
  guint8 *is_in_block;  /* by arc id: it lies in a street block, not along a barrier */
  double inside_mm[WG_BARRIER_N_CLASSES]; /* of lines that lie inside a unit */
  GHashTable *samples;  /* private: keys of points that are only there to end borders at */
} WgCells;

/**
 * wg_cells_new:
 *
 * 1. Land and barriers are noded (gaps below 0.5 m are closed, 1 cm snap) and make street blocks.
 * 2. In each block the footprints (grown together where they touch) are triangulated with the
 *    block's border (wg-triangulation.h); a border runs through the middles of the triangle edges
 *    between two of them. It lies in free ground only, so that no footprint is cut, however narrow
 *    the gap. Source of the idea: T. Ai, P. van Oosterom, "GAP-tree extensions based on skeletons",
 *    2002.
 * 3. Cells of a footprint that lies on both sides of a barrier are one unit; narrow land without
 *    buildings goes to a neighbour; other empty land is a unit of its own.
 *
 * The same input gives the same cells. Any thread.
 *
 * Returns: (transfer full) (nullable): %NULL when cancelled, or on what wg_lines_join() says
 */
WgCells *wg_cells_new          (const WgCellsInput *input,
                                const WgProgress   *progress,
                                GCancellable       *cancellable,
                                GError            **error);
void     wg_cells_free         (WgCells            *cells);

/** Metres of one line along each class of barrier, as the cells have it. */
typedef struct
{
  double metres[WG_BARRIER_N_CLASSES];
} WgCellsCut;

/** Whose each face of the cells is, by face id; 0: not in the land. */
typedef struct
{
  const guint32 *parts;
  const guint32 *present; /* (nullable): whose it is before: borders of different ones are there already,
                             and no line is made of them */
} WgCellsOwners;

/**
 * wg_cells_trace_borders:
 * @cuts_out: (out) (optional) (transfer full) (element-type WgCellsCut): of each line
 *
 * The lines between faces of different parts. Along barriers they are as the barrier is. Between
 * buildings they are made plain by Douglas and Peucker's way, each stretch with the largest of
 * several tolerances (15 to 0.15 m) by which it touches no footprint, no barrier and no other
 * border; they keep their ends, and go a hair beyond where they end at the rim of the land or at a
 * border that is there.
 *
 * Returns: (transfer full) (element-type GArray of WgPoint): for wg_coverage_carve()
 */
GPtrArray *wg_cells_trace_borders (const WgCells       *cells,
                                   const WgCellsInput  *input,
                                   const WgCellsOwners *owners,
                                   GArray             **cuts_out);
/** (transfer full): parts of units (from 0) as WgCellsOwners has them. */
guint32   *wg_cells_parts_of_faces (const WgCells      *cells,
                                    const guint32      *parts);

/** One part of the land, as the borders leave it. */
typedef struct
{
  WgShape *shape;
  guint n_pieces;   /* that share no border: 1 */
} WgCellsPart;

/**
 * wg_cells_make_parts:
 * @lines: from wg_cells_trace_borders()
 * @n_parts: one past the greatest of @parts
 * @part_of_building: (out caller-allocates): of each building: its part by its place in the land as it
 *   is cut; G_MAXUINT32: not in the land
 *
 * Cuts the land along the lines: what a commit of them will leave.
 *
 * Returns: (transfer full) (nullable) (element-type WgCellsPart): by part; %NULL on error
 */
GArray    *wg_cells_make_parts     (const WgCells      *cells,
                                    const WgCellsInput *input,
                                    const GPtrArray    *lines,
                                    const guint32      *parts,
                                    guint               n_parts,
                                    guint32            *part_of_building,
                                    GError            **error);
/** The part that a place in the land is to be of; %G_MAXUINT32: none. */
typedef guint32 (*WgCellsFind) (WgPoint  inside,
                                gpointer user_data);

/** What parts are made of, and which buildings come into them. */
typedef struct
{
  guint n_parts;
  const WgCellsBuilding *buildings;
  guint n_buildings;
  guint32 *part_of; /* (nullable): of each building, filled in */
} WgCellsPlaces;

/** The same for parts that @find tells, without cells. */
GArray    *wg_cells_cut_land       (const WgShape      *land,
                                    const GPtrArray    *lines,
                                    WgCellsFind         find,
                                    gpointer            user_data,
                                    WgCellsPlaces      *places,
                                    GError            **error);
/** How many footprints a line cuts by more than a hair (3 cm into it), counted by GEOS. */
guint      wg_cells_count_cut      (const WgCellsInput *input,
                                    const GPtrArray    *lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCells, wg_cells_free)

G_END_DECLS
