/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-land-commands.h"

G_BEGIN_DECLS

/**
 * WgRedraw:
 * @line: the stroke, project millimetres
 * @subject: the grid (of any level) whose border is redrawn; 0: it is found
 * @variant: 0 is what is meant first; 1, 2... are the other readings, then round again
 * @flags: %WG_LAND_RETIRE: grids that lose all their land may be retired
 *
 * One stroke that replaces borders. Whatever of it ends in the middle of a face is cut off at the
 * last border, so overshooting is no fault. What is left divides faces into pieces.
 *
 * With a subject, its land and the land around it are looked at as regions, which the stroke cuts
 * into parts. Of each region the largest part stays (around the subject: the endless one), the
 * others change sides: land between the old border and a stroke outside of it is taken from the
 * neighbours, land that a stroke inside cuts off is given away. Land given away goes, face by face,
 * to the neighbour with the longest part of the replaced border, also to nobody; outside the map it
 * becomes outside. Land taken where nobody was, in gaps and outside the map, extends the map. When
 * the subject has grids below it, land goes to and comes from those at the replaced border. The
 * second reading gives away the larger part of the subject; then follow the readings without a
 * subject in which it has a part.
 *
 * Without a subject these readings are compared: each grid, of any level, whose border is at both
 * ends of the stroke as the subject; and that each face that is cut keeps its largest piece, the
 * others go across the border that they have, which is what a stroke along a row of borders means.
 * First come readings where land moves only between grids that are at both ends, then those of a
 * grid without grids below it, then the others; within these the one that moves the least land.
 * Readings that take all land of a grid come last,
 * with a subject too unless that may be.
 *
 * A loop of the stroke that encloses no part of an old border changes nothing by itself: it goes
 * with the land around it. A ring around a grid becomes its border; a ring that has no border inside
 * and touches none, and a stroke that joins borders which do not hang together (the border and an
 * island), replace nothing.
 */
typedef struct
{
  const WgPoint *line;
  guint n_points;
  guint32 subject;
  guint variant;
  WgLandFlags flags;
} WgRedraw;

/**
 * wg_command_redraw:
 * @place_out: (optional): where it went wrong, on error
 *
 * One undo step; all levels follow. Commits whole or not at all.
 *
 * Errors: %WG_GEOMETRY_ERROR_NOTHING (the stroke replaces no border), _RANGE, _INVALID;
 * %WG_PLAN_ERROR_NO_GRID, _LANDLESS, _BUSY; what the journal says.
 *
 * Returns: (transfer full): what became of the grids; %NULL on error
 */
WgLandResult *wg_command_redraw (WgHistory      *history,
                                 const WgRedraw *redraw,
                                 WgPoint        *place_out,
                                 GError        **error);

/** Land that changes hands: one face of it. */
typedef struct
{
  guint32 from;   /* 0: nobody */
  guint32 to;     /* 0: nobody */
  WgShape *shape;
} WgLandPiece;

/** What a redrawn border would do. */
typedef struct
{
  GPtrArray *pieces;  /* of WgLandPiece */
  WgLandPreview *land;
  guint n_variants;   /* how many readings there are */
} WgRedrawPreview;

void             wg_land_piece_free       (WgLandPiece     *piece);
void             wg_redraw_preview_free   (WgRedrawPreview *preview);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgRedrawPreview, wg_redraw_preview_free)

/**
 * wg_plan_preview_redraw:
 *
 * What wg_command_redraw() would do, without doing it: nothing has changed when it returns, no
 * signals; for each frame of a stroke. Arguments and errors as there (but _BUSY and the journal's).
 */
WgRedrawPreview *wg_plan_preview_redraw   (WgPlan          *plan,
                                           const WgRedraw  *redraw,
                                           WgPoint         *place_out,
                                           GError         **error);

G_END_DECLS
