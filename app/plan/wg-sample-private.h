/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-random.h"
#include "wg-sample.h"

G_BEGIN_DECLS

/*
 * The sample is made on a lattice of cells, a brick wall: odd rows are shifted by half a brick, so
 * that three edges meet at each node. Towns, communities and grids are connected sets of cells;
 * their borders are chains of edges, each edge drawn as a jagged line that stays within a lozenge
 * around it, so that no two lines can cross. In the middle of the county cells are blocks, towards
 * its rim they become hexagons; all of it is bent and stretched.
 *
 * Node (k, j): half a brick k along line j; cell (i, j): row j, between lines j and j + 1.
 */

#define WG_NO_CELL G_MAXUINT32
#define WG_SAMPLE_EDGE_POINTS 5 /* between the ends of an edge */

typedef guint32 WgCell;
typedef guint32 WgSampleNode;
typedef guint32 WgSampleEdge;

typedef struct
{
  guint64 seed;
  guint width;      /* cells a row */
  guint height;     /* rows */
  double edge_m;    /* length of an edge before stretching */
  double radius_m;  /* of the county before stretching */
  double *x;        /* metres, by node */
  double *y;
  guint8 *urban;    /* by node: 255 in the middle, 0 at the rim */

  GArray *cells;    /* of WgCell: those of the county, neighbours in space near one another */
  guint32 *town;    /* by cell; WG_NO_CELL outside the county */
  guint32 *community;
  guint32 *grid;    /* index of a grid, or one of the following */
  guint n_towns;
  guint n_communities;
  guint n_grids;    /* grown; islands come on top */
} WgLattice;

#define WG_CELL_UNOWNED (G_MAXUINT32 - 1)
#define WG_CELL_UNDIVIDED (G_MAXUINT32 - 2)

/* A number that depends on the seed and two others only. */
guint64      wg_sample_hash           (guint64          seed,
                                       guint32          a,
                                       guint32          b);
/* The same as a number in [0, 1). */
double       wg_sample_unit           (guint64          seed,
                                       guint32          a,
                                       guint32          b);

/* A step of a search outwards: the cheapest first, of two with one cost the earlier. */
typedef struct
{
  double cost;
  guint32 order;
  guint32 place; /* a cell or a node */
  guint32 label;
} WgSampleStep;

/* A heap of steps in a GArray of WgSampleStep; wg-sample-heap.c. */
void         wg_sample_push_step      (GArray          *heap,
                                       WgSampleStep     step);
WgSampleStep wg_sample_pop_step       (GArray          *heap);

/* wg-sample-lattice.c */
WgLattice   *wg_lattice_new           (guint            n_cells,
                                       guint64          seed);
void         wg_lattice_free          (WgLattice       *lattice);
guint        wg_lattice_n_nodes       (const WgLattice *lattice);
guint        wg_lattice_n_edges       (const WgLattice *lattice);
gboolean     wg_lattice_edge          (const WgLattice *lattice,
                                       WgSampleEdge     edge,
                                       WgSampleNode    *from_out,
                                       WgSampleNode    *to_out,
                                       WgCell          *left_out,
                                       WgCell          *right_out);
guint        wg_lattice_node_edges    (const WgLattice *lattice,
                                       WgSampleNode     node,
                                       WgSampleEdge    *edges_out); /* 3 of them */
guint        wg_lattice_neighbours    (const WgLattice *lattice,
                                       WgCell           cell,
                                       WgCell          *cells_out); /* 6 of them */
void         wg_lattice_cell_nodes    (const WgLattice *lattice,
                                       WgCell           cell,
                                       WgSampleNode    *nodes_out); /* 6, counter-clockwise */
void         wg_lattice_cell_centre   (const WgLattice *lattice,
                                       WgCell           cell,
                                       double          *x_out,
                                       double          *y_out);
WgPoint      wg_lattice_node_point    (const WgLattice *lattice,
                                       WgSampleNode     node);
void         wg_lattice_edge_points   (const WgLattice *lattice,
                                       WgSampleEdge     edge,
                                       WgPoint         *points_out); /* WG_SAMPLE_EDGE_POINTS */

/* wg-sample-regions.c: fills town, community and grid of the cells. */
void         wg_lattice_divide        (WgLattice       *lattice,
                                       guint            n_grids);

/* wg-sample-names.c: (transfer full). Different numbers give different names. */
char        *wg_sample_place_name     (guint64          seed,
                                       guint            number);
char        *wg_sample_road_name      (guint64          seed,
                                       guint            number,
                                       guint            road_class);
const char  *wg_sample_river_name     (guint            number);
const char  *wg_sample_special_name   (guint            number);

/* What the coverage knows of each arc; wg-sample-coverage.c. */
typedef struct
{
  WgArcId id;
  WgLine *line; /* borrowed from the coverage */
  WgSampleEdge first_edge;
  WgCell left;
  WgCell right;
  gboolean is_island;
} WgSampleArc;

/**
 * @owner_of: by cell: a grid id, or 0
 * @islands: (element-type WgCell): cells with an island in them
 * @island_owners: (element-type guint32): the islands' grid ids
 * @arcs_out: (element-type WgSampleArc)
 */
WgCoverage  *wg_sample_make_coverage  (const WgLattice *lattice,
                                       const guint32   *owner_of,
                                       const GArray    *islands,
                                       const GArray    *island_owners,
                                       GArray          *arcs_out);

/* wg-sample-features.c */
void         wg_sample_make_ways      (const WgLattice *lattice,
                                       const GArray    *arcs,
                                       WgSample        *sample);
void         wg_sample_make_buildings (const WgLattice *lattice,
                                       const guint32   *owner_of,
                                       const GArray    *islands,
                                       guint            n_buildings,
                                       WgSample        *sample);

/* Invents households for the houses, grids of the size that their level asks for with some that
 * are not, and gives the plan the houses; wg-sample-buildings.c. */
void         wg_sample_put_buildings  (WgSample        *sample,
                                       guint64          seed);

/* Invents addresses along the roads for the houses, and names the roads and what has a special grid;
 * wg-sample-addresses.c. */
void         wg_sample_put_addresses  (WgSample        *sample);

/* Invents who answers for communities and grids, with some that nobody does; wg-sample-people.c. */
void         wg_sample_put_people     (WgSample        *sample,
                                       guint64          seed);

G_END_DECLS
