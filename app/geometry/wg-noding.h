/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage-private.h"
#include "wg-key-map.h"

G_BEGIN_DECLS

/** A stroke, or a copy of an arc near one, while vertices are inserted into it. */
typedef struct
{
  WgArcId arc;         /* 0 for a stroke */
  GArray *points;      /* of WgPoint */
  GArray *is_unchecked; /* of guint8: the segment that starts at the point is not yet compared */
  gboolean is_touched; /* meets a stroke, or a chain that was bent */
  gboolean is_bent;    /* got a vertex */
} WgChain;

/**
 * WgNoding:
 *
 * Makes strokes and the arcs near them meet in common vertices only, exactly, on 1 mm. The vertices
 * of the strokes and the rounded crossings are hot: each segment that passes the pixel of a hot
 * vertex gets it. An arc that is bent by that makes the old vertices hot whose pixels it passes, so
 * that it does not slip over them. All is decided by the segments as they were, before any is bent,
 * and for all segments that pass a pixel alike: then no vertex comes to lie on the other side of a
 * line. Arcs that nothing meets are as they were, and two old borders are never compared.
 * Source: J. Hobby, "Practical segment intersection with finite precision output", 1999 (hot
 * pixels); L. Guibas, D. Marimont, "Rounding arrangements dynamically", 1998 (what snapping keeps);
 * here only for segments that are new.
 */
typedef struct
{
  const WgCoverage *coverage;
  GArray *chains;  /* of WgChain: strokes first */
  guint n_strokes;
  WgIdMap loaded;  /* arc -> its place in @chains */
  GArray *hot;     /* private: of WgPoint */
  WgKeyMap hot_places; /* private: those points */
  WgKeyMap bent;   /* private: segments of arcs that get a vertex, by chain and segment */
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
/** Does the segment a-b pass the pixel of @p, the open square of 1 mm around it? (With corners, the two
 *  diagonals of a square would each pass all four.) */
gboolean wg_noding_passes_pixel (WgPoint        a,
                                 WgPoint        b,
                                 WgPoint        p);

G_END_DECLS
