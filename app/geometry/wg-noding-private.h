/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-noding.h"

G_BEGIN_DECLS

/* What the two parts of the noding share; nobody else includes this. */

#define WG_NODING_BLOCK 32 /* segments of a stroke that share an envelope */

typedef struct
{
  guint chain;
  guint segment;
} WgSegmentRef;

/** A vertex to be put into a segment. */
typedef struct
{
  guint chain;
  guint segment;
  gint64 along; /* grows from the start of the segment to its end */
  WgPoint point;
} WgInsertion;

/** The envelope of a stretch of a stroke. */
typedef struct
{
  guint chain;
  guint from, to; /* segments */
  WgEnvelope envelope;
} WgStrokeBlock;

/** The chain of @arc, made when it is met for the first time. */
guint    wg_noding_load_arc   (WgNoding     *noding,
                               WgArcId       arc);
/** Puts the arcs near a-b into @near: in windows, so that a long slanting segment does not bring in
 *  all in its box. */
void     wg_noding_find_near  (WgNoding     *noding,
                               WgPoint       a,
                               WgPoint       b);
/** Notes a vertex for a segment, unless it is one of its ends; FALSE then. */
gboolean wg_noding_insert     (WgNoding     *noding,
                               WgSegmentRef  ref,
                               WgPoint       p);
gboolean wg_noding_cross      (WgPoint       a,
                               WgPoint       b,
                               WgPoint       c,
                               WgPoint       d);
/** Where a-b and c-d, which cross, do so: rounded to the nearest millimetre. */
WgPoint  wg_noding_crossing   (WgPoint       a,
                               WgPoint       b,
                               WgPoint       c,
                               WgPoint       d);
/** wg-noding-pixels.c: notes all vertices that the segments get by the pixels they pass. */
void     wg_noding_find_pixels (WgNoding    *noding);

static inline void
wg_noding_ends (const WgNoding *noding, WgSegmentRef ref, WgPoint *a, WgPoint *b)
{
  const WgChain *chain = &WG_NODING_CHAIN (noding, ref.chain);

  *a = WG_CHAIN_POINT (chain, ref.segment);
  *b = WG_CHAIN_POINT (chain, ref.segment + 1);
}

G_END_DECLS
