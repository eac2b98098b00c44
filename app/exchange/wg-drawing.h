/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-polygons.h"
#include "wg-source.h"

G_BEGIN_DECLS

/**
 * WgDrawing:
 *
 * The loose lines and the texts of a layer while its rows are read: what they make together is only
 * known at the end. Not for other rooms.
 */
typedef struct _WgDrawing WgDrawing;

WgDrawing *wg_drawing_new        (WgIncoming      *incoming,
                                  WgPolygonReader *reader);
void       wg_drawing_free       (WgDrawing       *drawing);
/** FALSE when the row has no line that could be taken. */
gboolean   wg_drawing_take_lines (WgDrawing       *drawing,
                                  OGRGeometryH     geometry,
                                  guint            row);
/** A text that names the polygon around it; FALSE when it has no place. */
gboolean   wg_drawing_take_text  (WgDrawing       *drawing,
                                  OGRGeometryH     geometry,
                                  const char      *text,
                                  guint            row);
/** The first ring of what was the grid @id where the drawing was written. */
void       wg_drawing_begin_ring (WgDrawing       *drawing,
                                  guint32          id,
                                  WgIncomingGrid  *grid);
/** TRUE when @shape, which is taken then, is one more ring of a grid: a hole where it runs against the
 *  first one. */
gboolean   wg_drawing_take_ring  (WgDrawing       *drawing,
                                  guint32          id,
                                  WgShape         *shape);
/**
 * wg_drawing_finish:
 * @first_grid: where in incoming->grids those of this layer start
 * @gap_m: see WgLinesOptions; 0 is the usual
 *
 * Joins the lines to polygons and adds these, then gives texts to the polygons that they stand in:
 * what looks like a code to its code, the other to its name, where these are empty. Adds a problem
 * for each gap closed, piece of line left over and text without a polygon.
 */
gboolean   wg_drawing_finish     (WgDrawing       *drawing,
                                  guint            first_grid,
                                  double           gap_m,
                                  GCancellable    *cancellable,
                                  GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgDrawing, wg_drawing_free)

G_END_DECLS
