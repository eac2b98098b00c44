/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage-private.h"

G_BEGIN_DECLS

typedef enum
{
  WG_VERTEX_IS_NEW = 1 << 0,        /* of a stroke, or a crossing: no border had it before */
  WG_SEGMENT_IS_UNCHECKED = 1 << 1, /* the segment that starts here is not yet compared */
} WgVertexFlags;

/** A stroke, or a copy of an arc near one, while vertices are inserted into it. */
typedef struct
{
  WgArcId arc;         /* 0 for a stroke */
  GArray *points;      /* of WgPoint */
  GArray *flags;       /* of guint8: WgVertexFlags of each point */
  gboolean is_touched; /* meets a stroke, or a chain that was bent */
  gboolean is_bent;    /* got a vertex */
} WgChain;

/**
 * WgNoding:
 *
 * Makes strokes and the arcs near them meet in common vertices only, exactly, on 1 mm: a segment
 * that passes the pixel of a vertex gets the vertex, segments that cross get the rounded crossing.
 * That may bend a segment by less than 1 mm, so each piece is compared again, until nothing is
 * left to do. Arcs that nothing meets are as they were, and two old borders are never compared.
 * Source: J. Hobby, "Practical segment intersection with finite precision output", 1999 (hot
 * pixels); here only for segments that are new.
 */
typedef struct
{
  const WgCoverage *coverage;
  GArray *chains;  /* of WgChain: strokes first */
  guint n_strokes;
  WgIdMap loaded;  /* arc -> its place in @chains */
  GArray *found;   /* private: insertions of a round */
  GArray *queue;   /* private: segments to compare in a round */
  GArray *near;    /* private: of WgArcId */
  GArray *blocks;  /* private: envelopes of stretches of the strokes */
} WgNoding;

#define WG_NODING_CHAIN(noding, i) g_array_index ((noding)->chains, WgChain, (i))
#define WG_CHAIN_POINT(chain, i) g_array_index ((chain)->points, WgPoint, (i))

void     wg_noding_init       (WgNoding         *noding,
                               const WgCoverage *coverage);
void     wg_noding_clear      (WgNoding         *noding);
/** All strokes are added before the run; points may repeat. */
void     wg_noding_add_stroke (WgNoding         *noding,
                               const WgPoint    *points,
                               guint             n_points);
/** Fails with %WG_GEOMETRY_ERROR_CORRUPT when it does not come to an end. */
gboolean wg_noding_run        (WgNoding         *noding,
                               GError          **error);

G_END_DECLS
