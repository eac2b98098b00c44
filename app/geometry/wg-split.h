/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage-private.h"
#include "wg-key-map.h"
#include "wg-noding.h"

G_BEGIN_DECLS

/** An arc while a split is worked out: (part of) an old arc, or of a stroke. */
typedef struct
{
  WgArcId arc;   /* the old arc; 0 for a stroke */
  guint chain;   /* of the noding; G_MAXUINT for an old arc that nothing touched */
  guint from, to; /* its vertices in the chain */
  WgNodeId start, end;
  WgFaceId left, right; /* before the edit; both the same for a stroke */
  gboolean is_dropped;
} WgSplitArc;

/** A place where chains have a vertex. */
typedef struct
{
  WgPoint point;
  WgNodeId node;     /* an old one, or one that the split makes; 0 for none yet */
  guint8 n_edges;     /* that meet here; 255 is many */
  guint8 n_arc_edges; /* of these, of old arcs */
} WgSplitVertex;

/** A straight piece between two vertices: once, however many chains run along it. */
typedef struct
{
  guint from, to; /* vertices, as the first chain runs */
  guint chain;
  guint segment;  /* of that chain */
  WgFaceId left, right;
  gboolean is_gone; /* both sides turned out to be the same face */
} WgSplitEdge;

/** A half-edge (place in the arcs << 1 | backwards) that leaves a node. */
typedef struct
{
  WgNodeId node;
  guint half;
  WgPoint origin, step;
} WgSplitOut;

typedef struct
{
  guint first; /* half-edge */
  WgFaceId face;
  WgFaceId piece; /* the face it borders after the edit */
  __int128 area2;
} WgSplitRing;

/**
 * WgSplit:
 *
 * One pass of a split. It nodes the strokes, cuts the chains into arcs, finds in which face each
 * stroke lies and traces those faces anew. Stroke arcs that may not cut, or that cut nothing, are
 * marked dropped: then another pass without them is made, so that they leave no trace in the
 * borders they met.
 */
typedef struct
{
  WgCoverage *coverage;
  gboolean takes_outside; /* the outside is a face like others: what strokes enclose becomes faces */
  WgNoding noding;
  WgKeyMap vertex_places;
  GArray *vertices; /* of WgSplitVertex */
  WgKeyMap edge_places;
  GArray *edges;    /* of WgSplitEdge */
  GArray *overlaps; /* of WgSplitEdge: further arcs along an edge */
  GArray *arcs;     /* of WgSplitArc: touched old arcs by id, strokes, then untouched old arcs */
  GArray *outs;     /* of WgSplitOut, by node and counter-clockwise */
  GArray *new_nodes; /* of WgPoint: from the node limit on */
  WgIdMap faces;    /* that are traced anew */
  guint *next;      /* by half-edge */
  guint *ring_of;   /* by half-edge; G_MAXUINT for none */
  GArray *rings;    /* of WgSplitRing */
  gboolean is_pinched; /* old borders touch or fell together where they did not before */
} WgSplit;

#define WG_SPLIT_ARC(split, i) g_array_index ((split)->arcs, WgSplitArc, (i))
#define WG_SPLIT_EDGE(split, i) g_array_index ((split)->edges, WgSplitEdge, (i))
#define WG_SPLIT_VERTEX(split, i) g_array_index ((split)->vertices, WgSplitVertex, (i))

void           wg_split_init       (WgSplit           *split,
                                    WgCoverage        *coverage);
void           wg_split_clear      (WgSplit           *split);
const WgPoint *wg_split_arc_points (const WgSplit     *split,
                                    const WgSplitArc  *arc,
                                    guint             *n_points);
WgFaceId       wg_split_left       (const WgSplit     *split,
                                    guint              half);
/** Fills the outs from the arcs that are not dropped. */
void           wg_split_sort_outs  (WgSplit           *split);

/** Marks the faces that are traced anew, and adds the arcs around them that no stroke touched. */
void           wg_split_collect_faces (WgSplit        *split);

/* The passes, in their order. */
gboolean       wg_split_make_arcs  (WgSplit           *split,
                                    GError           **error);
void           wg_split_label      (WgSplit           *split,
                                    WgFaceFilter       filter,
                                    gpointer           filter_data);
gboolean       wg_split_trace      (WgSplit           *split,
                                    GError           **error);
gboolean       wg_split_record     (WgSplit           *split,
                                    WgCoverageChange  *change,
                                    GPtrArray         *cuts,
                                    GError           **error);

G_END_DECLS
