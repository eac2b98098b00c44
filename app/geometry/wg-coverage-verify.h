/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage.h"
#include "../base/wg-progress.h"

G_BEGIN_DECLS

typedef enum
{
  WG_PROBLEM_REFERENCE,   /* a row points at one that does not exist */
  WG_PROBLEM_ENDPOINT,    /* a line does not start or end at its node */
  WG_PROBLEM_DEGENERATE,  /* repeated points, out of range */
  WG_PROBLEM_CROSSING,    /* two arcs meet other than at a node */
  WG_PROBLEM_ORDER,       /* half-edges around a node or a ring do not agree on their face */
  WG_PROBLEM_ORIENTATION, /* a face without exactly one outer ring */
  WG_PROBLEM_EULER,       /* nodes - arcs + faces != components */
  WG_PROBLEM_AREA,        /* areas do not add up */
} WgProblemKind;

typedef struct
{
  WgProblemKind kind;
  guint32 id;    /* of the row */
  guint32 other; /* a second row, or 0 */
  WgPoint place;
} WgProblem;

/**
 * wg_coverage_verify:
 * @problems: (element-type WgProblem): appended to; stops after 1000
 *
 * Checks every invariant of the coverage from its rows, independently of what is derived. Any
 * thread that owns @coverage. Returns FALSE with an error only when cancelled.
 */
gboolean wg_coverage_verify (const WgCoverage *coverage,
                             GArray           *problems,
                             const WgProgress *progress,
                             GCancellable     *cancellable,
                             GError          **error);

G_END_DECLS
