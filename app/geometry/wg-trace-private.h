/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-key-map.h"
#include "wg-trace.h"

G_BEGIN_DECLS

/* What the parts of the tracer (wg-trace*.c) share; nobody else includes this. */

#define WG_TRACE_TOUCH 2.0 /* mm: a vertex that near to a segment lies on it */
#define WG_TRACE_NO_SEGMENT G_MAXUINT32 /* of an edge: a joint between lines */

/** From vertex to vertex of a line. */
typedef struct
{
  guint32 a; /* nodes */
  guint32 b;
  float cost; /* 1, or how much longer it counts */
} WgTraceSegment;

/** A node somewhere along a segment. */
typedef struct
{
  guint32 segment;
  guint32 node;
  double along; /* 0 at its a, 1 at its b */
} WgTraceCut;

typedef struct
{
  guint32 a; /* nodes */
  guint32 b;
  guint32 segment;
} WgTraceEdge;

/** The nearest place on the lines. */
typedef struct
{
  guint32 segment;
  WgPoint point; /* rounded */
  double along;
  double distance2; /* mm² */
} WgTracePlace;

struct _WgTrace
{
  WgEnvelope window;

  GArray *nodes;    /* of WgPoint */
  WgKeyMap node_at; /* point -> node */
  GArray *segments; /* of WgTraceSegment */
  GArray *ends;     /* of guint32: nodes where a line begins or ends */

  /* Which segments pass which cell of a grid over the window. */
  guint n_columns;
  guint n_rows;
  double cell; /* mm */
  guint32 *cell_first; /* n_columns * n_rows + 1 */
  guint32 *cell_items;
  guint32 *stamps; /* by segment: seen last for */
  guint32 stamp;

  GArray *cuts;       /* of WgTraceCut: by segment and place when the graph is made */
  guint32 *cut_first; /* by segment, one more at the end */
  GArray *edges;      /* of WgTraceEdge */

  /* The tree of ways. */
  double *way;       /* by node: mm; HUGE_VAL: none */
  guint32 *way_edge; /* by node: the edge that the way comes by */
  guint32 start;     /* node */
};

#define WG_TRACE_NODE(trace, i) g_array_index ((trace)->nodes, WgPoint, (i))
#define WG_TRACE_CUT(trace, i) g_array_index ((trace)->cuts, WgTraceCut, (i))
#define WG_TRACE_EDGE(trace, i) g_array_index ((trace)->edges, WgTraceEdge, (i))
#define WG_TRACE_SEGMENT(trace, i) g_array_index ((trace)->segments, WgTraceSegment, (i))

/* wg-trace-cells.c: which segments are near */
void     wg_trace_make_cells (WgTrace          *trace);
/** Called for each segment of the cells that meet @box, once each. */
typedef void (*WgTraceVisit) (WgTrace *trace, guint32 segment, gpointer data);
void     wg_trace_visit      (WgTrace          *trace,
                              const WgEnvelope *box,
                              WgTraceVisit      visit,
                              gpointer          data);
/** FALSE: none within @reach. Segments that end at node @but are passed over (%G_MAXUINT32: none). */
gboolean wg_trace_nearest    (WgTrace          *trace,
                              WgPoint           p,
                              double            reach,
                              guint32           but,
                              WgTracePlace     *place_out);

/* wg-trace-graph.c: where the lines meet */
guint32  wg_trace_node_for   (WgTrace          *trace,
                              WgPoint           p);
void     wg_trace_add_cut    (WgTrace          *trace,
                              guint32           segment,
                              WgPoint           p,
                              double            along);
/** Cuts all segments where they meet others. */
void     wg_trace_meet       (WgTrace          *trace);
/** Joins loose ends to lines that they almost reach. */
void     wg_trace_join_ends  (WgTrace          *trace,
                              double            joint);
/** The pieces between the cuts become edges. */
void     wg_trace_make_edges (WgTrace          *trace);

G_END_DECLS
