/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-build-private.h"
#include "wg-lines.h"

G_BEGIN_DECLS

/* What the parts of wg_lines_join() (wg-lines*.c) share; nobody else includes this. */

/*
 * The noding and tracing of wg_build() on segments that are no outline of anything: each segment
 * is a part of its own. Then each face is a region with a claimant of its own, so that the same
 * last stage makes the coverage.
 */
typedef struct
{
  WgBuild build;
  WgLinesOptions options;
  guint32 *line_of; /* per part */
  guint n_parts;
  guint32 *first;    /* n_points + 1: where the segments of a vertex start in touching */
  guint32 *touching;
  guint8 *is_gone;   /* per segment */
  guint32 *degree;   /* per vertex: of segments that are not gone */
  GArray *bridges;   /* of WgPoint, two and two */
  GArray *bridge_lines; /* of guint32 */
  WgLinesResult *result;
} WgJoin;

/* wg-lines-graph.c: which segments meet where, and what hangs loose */
void     wg_join_graph_clear  (WgJoin          *join);
/** Which segments meet in a vertex, and how many. */
void     wg_join_make_graph   (WgJoin          *join);
double   wg_join_length_m     (const WgJoin    *join,
                               const WgSegment *segment);
guint32  wg_join_other_end    (const WgBuild   *build,
                               guint32          segment,
                               guint32          vertex);
/** The segment at @vertex that stays, other than @besides; WG_NONE when there is none. */
guint32  wg_join_next_segment (const WgJoin    *join,
                               guint32          vertex,
                               guint32          besides);
/** The line that a segment is of. */
guint32  wg_join_line_of      (const WgJoin    *join,
                               guint32          segment);
void     wg_join_add_note     (GArray          *notes,
                               guint32          line,
                               WgPoint          place,
                               double           length);
/** Cuts off ends that stand over another line by less than a gap. */
void     wg_join_trim_ends    (WgJoin          *join);
/** Takes away everything that no ring needs. */
void     wg_join_remove_loose (WgJoin          *join);

/* wg-lines-bridge.c: leads loose ends to one another, then each bunch of them to the side of another
 * line */
void     wg_join_find_bridges (WgJoin          *join);

G_END_DECLS
