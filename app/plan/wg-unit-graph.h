/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-point.h"

#include <glib-object.h>

G_BEGIN_DECLS

/** What runs along the border of two units. */
typedef enum
{
  WG_UNIT_EDGE_OPEN,     /* nothing: both are in one street block */
  WG_UNIT_EDGE_LANE,     /* a lane, a path, a service road */
  WG_UNIT_EDGE_MINOR,    /* a minor road */
  WG_UNIT_EDGE_ARTERIAL, /* a main road */
  WG_UNIT_EDGE_RAILWAY,
  WG_UNIT_EDGE_RIVER,
  WG_UNIT_EDGE_WALL,
  WG_UNIT_EDGE_DRAWN,    /* a line that the planner drew */
} WgUnitEdgeClass;

#define WG_UNIT_EDGE_N_CLASSES (WG_UNIT_EDGE_DRAWN + 1)

/** What a barrier means to a part; a line of its own may differ from its class (a wall with a gate). */
typedef enum
{
  WG_UNIT_EDGE_AS_CLASS, /* as the terms say for the class */
  WG_UNIT_EDGE_NEVER,    /* no part lies on both sides */
  WG_UNIT_EDGE_AVOID,    /* cutting here is cheap, by the factor of the class */
  WG_UNIT_EDGE_IGNORE,   /* as if there were nothing */
} WgUnitEdgeRule;

#define WG_UNIT_NO_PART (-1)

typedef enum
{
  WG_UNIT_FIXED = 1 << 0,  /* stays in its part: locked to it, or the seed that the part grows from */
  WG_UNIT_CLOSED = 1 << 1, /* its part is left as it is: gives nothing, takes nothing */
} WgUnitFlags;

/** What goes to a part whole: the cell of a building, an empty block, a small grid. */
typedef struct
{
  guint32 households;
  guint32 people;
  guint32 workload; /* in any unit */
  guint32 block;    /* street block, cut only when it must be; 0: none */
  guint32 compound; /* units of one stay together while they fit into a part; 0: none */
  guint32 kind;     /* parts never mix kinds */
  gint32 part;      /* the part it is in at present, or %WG_UNIT_NO_PART */
  guint32 flags;    /* WgUnitFlags */
  guint32 source;   /* the caller's own number of it */
  WgPoint centre;   /* project millimetres */
  gint64 area_mm2;
  gint64 outer_mm;  /* length of its border that is of no other unit */
} WgUnit;

typedef struct
{
  guint32 to;
  guint32 length_mm; /* of the shared border; > 0 */
  guint8 edge_class; /* WgUnitEdgeClass */
  guint8 rule;       /* WgUnitEdgeRule */
} WgUnitEdge;

/**
 * WgUnitGraph:
 *
 * Units and which of them are neighbours, for wg_partition_solve(). Immutable once built, counted
 * by reference (atomic): any thread. Edges are in compressed rows: those of unit u are
 * edges[starts[u]] to edges[starts[u + 1] - 1], by ascending @to; each is there from both sides. A
 * pair of units has one edge for each class and rule of their border.
 */
typedef struct
{
  /*< private >*/
  gint ref_count;
  /*< public, read only >*/
  guint n_units;
  guint n_edges; /* each counted once: half of the rows */
  WgUnit *units;
  guint32 *starts; /* n_units + 1 */
  WgUnitEdge *edges;
} WgUnitGraph;

/** Gathers units and edges; one thread. */
typedef struct _WgUnitGraphBuilder WgUnitGraphBuilder;

#define WG_TYPE_UNIT_GRAPH (wg_unit_graph_get_type ())

GType               wg_unit_graph_get_type         (void);
WgUnitGraph        *wg_unit_graph_ref              (WgUnitGraph        *graph);
void                wg_unit_graph_unref            (WgUnitGraph        *graph);

WgUnitGraphBuilder *wg_unit_graph_builder_new      (guint               n_reserved);
/** @unit: copied. Returns: its index, from 0. */
guint32             wg_unit_graph_builder_add      (WgUnitGraphBuilder *builder,
                                                    const WgUnit       *unit);
/** The lengths of a pair that is told several times with one class and rule add up. Either order;
 *  a unit with itself or a length of 0 is passed over. Both units must have been added. */
void                wg_unit_graph_builder_connect  (WgUnitGraphBuilder *builder,
                                                    guint32             a,
                                                    guint32             b,
                                                    guint32             length_mm,
                                                    WgUnitEdgeClass     edge_class,
                                                    WgUnitEdgeRule      rule);
/** Returns: (transfer full): the graph; @builder is freed. */
WgUnitGraph        *wg_unit_graph_builder_finish   (WgUnitGraphBuilder *builder);
void                wg_unit_graph_builder_free     (WgUnitGraphBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgUnitGraph, wg_unit_graph_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgUnitGraphBuilder, wg_unit_graph_builder_free)

G_END_DECLS
