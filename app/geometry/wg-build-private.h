/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-build.h"
#include "wg-forest.h"

G_BEGIN_DECLS

/*
 * The stages of wg_build(), each in its own file, in this order:
 *   read      claims -> claimants, parts, rings of vertex ids (one id per distinct point); which
 *             rings are not simple
 *   segments  rings -> distinct segments, each with the parts that use it; the suspects
 *   snap      vertices of suspects nearer than snap_m -> one vertex
 *   node      suspects and what lies near them cut where they meet, on 1 mm
 *   trace     segments -> arcs, faces, and which face holds which component
 *   label     per face: which parts cover it; regions of faces with the same claimants
 *   decide    per region: who gets it; what an overlap cut off and is narrow goes to a neighbour
 *   finish    faces of one owner made one, nodes of degree two healed, the coverage loaded
 * Ids follow a Hilbert order of the claims, so that neighbours in space are neighbours in memory.
 */

#define WG_NONE G_MAXUINT32

/** A growing array of ids. */
typedef struct
{
  guint32 *items;
  guint n;
  guint allocated;
} WgIds;

/** What one owner claims at one depth. */
typedef struct
{
  guint32 owner;
  guint depth;
  guint order;         /* the lowest of its claims */
  gboolean is_settled; /* all of its claims are */
  guint32 within;      /* an owner that it has to lie in; 0 */
  gboolean has_land;   /* at the end, itself or in the hands of a deeper claimant */
  __int128 area2;      /* as labelled */
  __int128 shared2;    /* of it: in overlaps */
  WgPoint place;       /* a point of it */
} WgClaimant;

/** One polygon of a claim: its rings are read together, even-odd. */
typedef struct
{
  guint32 claimant;
  gboolean is_repaired; /* a ring had no area or retraced itself */
  gboolean is_suspect;  /* a ring meets itself other than in vertices */
  gboolean has_crossing; /* found when it was noded */
  WgPoint place;        /* where */
  __int128 area2;       /* as it came, holes taken off */
  __int128 label_area2; /* as labelled */
} WgPart;

typedef struct
{
  guint32 first; /* in ring_ids */
  guint32 n;
  guint32 part;
  gboolean is_left; /* the polygon lies left of the ring */
} WgBuildRing;

/** A segment a-b, a < b; uses[first .. first + n) are part << 1 | (part lies right of a -> b). */
typedef struct
{
  guint32 a;
  guint32 b;
  guint32 first;
  guint32 n : 30;
  guint32 is_suspect : 1;
  guint32 is_new : 1;
} WgSegment;

/** A maximal chain of segments with the same uses: vertices[first .. first + n). */
typedef struct
{
  guint32 first;
  guint32 n;
  guint32 start; /* node */
  guint32 end;   /* node */
  guint32 use_first;
  guint32 n_uses;
  double length; /* mm */
} WgBuildArc;

/** One face, then (after wg_build_label()) what covers it. Face 0 is the outside. */
typedef struct
{
  __int128 area2;
  guint32 label_first; /* in labels: parts, rising */
  guint32 n_labels;
  guint32 region;
} WgBuildFace;

typedef enum
{
  WG_REGION_OUTSIDE,
  WG_REGION_GAP,     /* nobody claims it at any depth */
  WG_REGION_PLAIN,   /* one claimant at its deepest depth */
  WG_REGION_OVERLAP, /* several */
} WgRegionKind;

/** Connected faces with the same claimants at their deepest depth. */
typedef struct
{
  WgRegionKind kind;
  gboolean is_open;      /* still to be given to somebody */
  guint32 class_first;   /* in classes: claimants, rising */
  guint32 n_classes;
  guint32 winner;        /* claimant, or WG_NONE */
  guint32 edge_first;    /* in region_edges: half-edges with the region on their left */
  guint32 n_edges;
  double perimeter;      /* mm */
  __int128 area2;
} WgRegion;

/** A stretch of border with a neighbour. */
typedef struct
{
  guint32 claimant;
  double length;
} WgBorder;

typedef struct
{
  /* given */
  const WgClaim *claims;
  guint n_claims;
  WgBuildOptions options;
  const WgProgress *progress;
  GCancellable *cancellable;

  /* read */
  WgClaimant *claimants;
  guint n_claimants;
  guint deepest;
  guint64 depths; /* bit d: depth d has claims */
  WgPart *parts;
  guint n_parts;
  WgBuildRing *rings;
  guint n_rings;
  guint32 *ring_ids;
  guint n_ring_ids;

  /* vertices */
  WgPoint *points;
  guint n_points;
  guint points_allocated;
  guint64 *slots;
  guint64 slot_mask;

  /* segments */
  gboolean doubts_all; /* no segment is taken for clean */
  WgSegment *segments;
  guint n_segments;
  guint segments_allocated;
  WgIds uses;
  guint n_suspects;
  guint n_splits;

  /* trace */
  WgIds vertices;
  WgBuildArc *arcs;
  guint n_arcs;
  guint32 *node_vertices;
  guint n_nodes;
  guint32 *node_first;    /* n_nodes + 1: where its half-edges start in node_edges */
  guint32 *node_edges;    /* leaving half-edges, counter-clockwise */
  guint32 *edge_face;     /* per half-edge: the face on its left */
  WgBuildFace *faces;
  guint n_faces;

  /* label */
  WgIds labels;
  WgIds classes;
  WgRegion *regions;
  guint n_regions;
  guint32 *region_edges;

  /* decide */
  GArray *decisions;
} WgBuild;

/* wg-build-table.c */
void     wg_ids_clear            (WgIds           *ids);
void     wg_ids_reserve          (WgIds           *ids,
                                  guint            n);
void     wg_build_reserve_points (WgBuild         *build,
                                  guint            n_more);
guint32  wg_build_intern         (WgBuild         *build,
                                  WgPoint          point);
void     wg_build_intern_all     (WgBuild         *build,
                                  const WgPoint   *points,
                                  guint            n,
                                  guint32         *ids);
void     wg_build_sort_keys      (guint64        **keys,
                                  guint64        **scratch,
                                  gsize            n,
                                  guint            from_bit,
                                  guint            to_bit);
guint    wg_build_cancel_pairs   (guint32         *uses,
                                  guint            n);
gboolean wg_build_uses_meet      (const WgBuild   *build,
                                  const WgSegment *a,
                                  const WgSegment *b,
                                  guint32         *part_out);

/* the stages */
gboolean wg_build_read           (WgBuild         *build,
                                  GError         **error);
gboolean wg_build_segments       (WgBuild         *build,
                                  GError         **error);
gboolean wg_build_snap           (WgBuild         *build);
gboolean wg_build_node           (WgBuild         *build,
                                  GError         **error);
gboolean wg_build_trace_arcs     (WgBuild         *build,
                                  GError         **error);
gboolean wg_build_trace_faces    (WgBuild         *build,
                                  GError         **error);
gboolean wg_build_label          (WgBuild         *build,
                                  GError         **error);
gboolean wg_build_decide         (WgBuild         *build,
                                  GError         **error);
gboolean wg_build_finish         (WgBuild         *build,
                                  WgBuildResult   *result,
                                  GError         **error);

/* wg-build-cross.c */
gboolean wg_build_enters_pixel   (WgPoint          p,
                                  WgPoint          q,
                                  WgPoint          centre);
WgPoint  wg_build_crossing       (WgPoint          a,
                                  WgPoint          b,
                                  WgPoint          c,
                                  WgPoint          d);

/* wg-build-simple.c */

/* wg-build-nest.c */
gboolean wg_build_hold           (WgBuild         *build,
                                  const guint32   *ring_of_edge,
                                  guint32         *ring_face);

/* wg-build-border.c */
guint32  wg_build_region_beyond  (const WgBuild   *build,
                                  guint32          edge);
gboolean wg_build_is_claimed_beyond (const WgBuild *build,
                                  guint32          edge,
                                  guint32          claimant);
gboolean wg_build_goes_before    (const WgBuild   *build,
                                  guint32          a,
                                  guint32          b);
guint32  wg_build_longest_border (const WgBuild   *build,
                                  GArray          *borders);
double   wg_build_measure        (const WgBuild   *build,
                                  const guint32   *regions,
                                  guint            n_regions,
                                  const guint32   *group_of,
                                  WgPoint         *place_out);

/* wg-build-fragment.c */
void     wg_build_close_fragments (WgBuild        *build);

/* wg-build-width.c */
double   wg_build_width          (const WgPoint   *ends,
                                  guint            n_segments,
                                  double           limit,
                                  WgPoint         *place_out);

static inline void
wg_ids_push (WgIds *ids, guint32 id)
{
  if (G_UNLIKELY (ids->n == ids->allocated))
    wg_ids_reserve (ids, 1);
  ids->items[ids->n++] = id;
}

static inline WgPoint
wg_build_arc_point (const WgBuild *build, const WgBuildArc *arc, guint i)
{
  return build->points[build->vertices.items[arc->first + i]];
}

static inline double
wg_area2_to_m2 (__int128 area2)
{
  return (double) area2 / 2e6;
}

G_END_DECLS
