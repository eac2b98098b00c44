/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage.h"
#include "wg-shape.h"
#include "../base/wg-progress.h"

G_BEGIN_DECLS

typedef struct
{
  double gap_m;  /* ends nearer than this to another line are led to it; ends that stand over by
                    less are cut off */
  double snap_m; /* ends nearer than this to a vertex become one with it */
} WgLinesOptions;

#define WG_LINES_OPTIONS_DEFAULT ((WgLinesOptions){ 0.5, 0.01 })

/** Something about one of the lines. */
typedef struct
{
  guint line;      /* its place among the lines given */
  WgPoint place;
  double length_m; /* of the gap; of what is left over */
} WgLinesNote;

/** What loose lines enclose. */
typedef struct
{
  GPtrArray *shapes;   /* of WgShape: each face once, with its holes, by its lowest leftmost point */
  WgCoverage *coverage; /* the same faces, with owners that say nothing */
  GArray *bridged;     /* of WgLinesNote: gaps that were closed, longest first */
  GArray *trimmed;     /* of WgLinesNote: ends that stood over, longest first */
  GArray *unused;      /* of WgLinesNote: lines that enclose nothing, longest first */
} WgLinesResult;

/**
 * wg_lines_join:
 * @lines: (element-type WgLine): of a drawing, in any order and direction
 *
 * Makes polygons of loose lines: cuts them where they meet (exactly, on 1 mm), closes gaps at
 * their ends, leaves out what encloses nothing, and traces the faces. A face inside another is a
 * hole of it, and a polygon of its own. The same lines give the same result. Any thread.
 *
 * Returns: (transfer full) (nullable): %NULL when cancelled, on %WG_GEOMETRY_ERROR_RANGE or
 *   %WG_GEOMETRY_ERROR_CORRUPT
 */
WgLinesResult *wg_lines_join        (const GPtrArray       *lines,
                                     const WgLinesOptions  *options,
                                     const WgProgress      *progress,
                                     GCancellable          *cancellable,
                                     GError               **error);
void           wg_lines_result_free (WgLinesResult         *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgLinesResult, wg_lines_result_free)

G_END_DECLS
