/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-envelope.h"

G_BEGIN_DECLS

/**
 * WgTrace:
 *
 * The shortest way along lines between two places: borders, roads, rivers, outlines of buildings
 * inside a window. Lines meet where they share a vertex, where they cross, where a vertex of one
 * lies on the other (2 mm) and where a loose end almost reaches another line. Made for a rubber
 * band: wg_trace_begin() does the work once for a first place, wg_trace_find() then answers for
 * each place of the pointer. Coordinates are project millimetres, lengths planar. Any thread, one
 * at a time.
 */
typedef struct _WgTrace WgTrace;

WgTrace *wg_trace_new        (const WgEnvelope *window);
void     wg_trace_free       (WgTrace          *trace);

/** Takes the segments that meet the window (copied). Only before wg_trace_begin(). */
void     wg_trace_add_line   (WgTrace          *trace,
                              const WgPoint    *points,
                              guint             n_points);
/** The same for a line that is only followed when every other way is @cost times as long. */
void     wg_trace_add_costly_line (WgTrace       *trace,
                                   const WgPoint *points,
                                   guint          n_points,
                                   double         cost);
guint    wg_trace_n_segments (const WgTrace    *trace);

/**
 * wg_trace_begin:
 * @from: where the way begins
 * @reach: how far (mm) the nearest line may be from @from
 * @joint: how far (mm) a loose end may be from the line that it is joined to; 0: none is
 *
 * Makes the lines a graph and finds the ways from @from to everywhere (Dijkstra 1959). Called
 * once. Returns FALSE when no line is near.
 */
gboolean wg_trace_begin      (WgTrace          *trace,
                              WgPoint           from,
                              double            reach,
                              double            joint);

/**
 * wg_trace_find:
 * @to: where the way shall end
 * @reach: how far (mm) the nearest line may be from @to
 * @points_out: (element-type WgPoint): emptied and filled
 *
 * The shortest way from wg_trace_begin()'s place to the place on the lines that is nearest to @to.
 * It has the vertices of the lines it follows as they are, and besides only the places where it
 * changes from one line to another (rounded to 1 mm) and its ends.
 *
 * Returns: FALSE when no line is near @to or none leads there; @points_out is empty then
 */
gboolean wg_trace_find       (WgTrace          *trace,
                              WgPoint           to,
                              double            reach,
                              GArray           *points_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgTrace, wg_trace_free)

G_END_DECLS
