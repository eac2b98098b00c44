/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage-verify.h"

#include "wg-key-map.h"

G_BEGIN_DECLS

#define WG_VERIFY_MAX_PROBLEMS 1000

/** A question that is answered while the segments are at hand: which face is west of @place? */
typedef struct
{
  WgPoint place; /* the westernmost vertex of a ring that runs around other land */
  WgFaceId face; /* what it should be */
  WgArcId arc;   /* of the ring */
} WgVerifyRay;

/** One run of wg_coverage_verify(). Reads rows by the public functions only. */
typedef struct
{
  const WgCoverage *coverage;
  GArray *problems; /* of WgProblem */
  GArray *rays;     /* of WgVerifyRay */
  WgKeyMap reported; /* pairs of arcs that were found to cross */
  const WgProgress *progress;
  GCancellable *cancellable;
} WgVerify;

void     wg_verify_add_problem (WgVerify     *verify,
                                WgProblemKind kind,
                                guint32       id,
                                guint32       other,
                                WgPoint       place);
/** TRUE when enough was found or the caller gave up. */
gboolean wg_verify_must_stop   (WgVerify     *verify);
/** Looks for arcs that meet other than at nodes, and answers the rays. */
void     wg_verify_segments    (WgVerify     *verify);

G_END_DECLS
