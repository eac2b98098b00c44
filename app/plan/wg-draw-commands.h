/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-land-commands.h"

G_BEGIN_DECLS

/**
 * WgDraw:
 * @shape: (multi)polygon, project millimetres, rings in any direction; inside is even-odd
 * @depth: of the level that the grid is of
 * @code, @name: (nullable): %NULL: the next of the grids beside it
 * @takes_all: land may be taken from any grid that is not in @kept
 * @from: (nullable) (element-type guint32): else from these grids and those below them only
 * @kept: (nullable) (element-type guint32): nothing is taken from these grids and those below them
 * @flags: %WG_LAND_RETIRE: grids that lose all their land may be retired
 * @frame: (nullable): of @shape, when the plan has no frame yet: the first grid of a new map
 *
 * A polygon becomes a grid. Land that nobody owns (gaps and outside the map) and land that a grid
 * of a higher level has left undivided is free; land of others is taken from those that are named,
 * the polygon is clipped to the rest and to what is locked (wg-lock.h). Its parent is the grid of the level above that held most of
 * the land; for land of nobody the one that it has the longest border with; else none (likewise one
 * level up when there is none).
 */
typedef struct
{
  const WgShape *shape;
  guint depth;
  WgGridKind kind;
  const char *code;
  const char *name;
  gboolean takes_all;
  const GArray *from;
  const GArray *kept;
  WgLandFlags flags;
  WgFrame *frame;
} WgDraw;

/** The land of one grid inside the polygon. */
typedef struct
{
  guint32 grid;      /* 0: nobody, also outside the map */
  gboolean is_free;  /* nobody's, or undivided land of a higher level */
  gboolean is_taken; /* it becomes part of the new grid; else the polygon is clipped to it */
  double area_m2;    /* geodesic */
  WgShape *shape;
} WgDrawShare;

/** What a drawn grid is made of. */
typedef struct
{
  WgGrid *grid;         /* the new one; not in the plan after a preview */
  GPtrArray *shares;    /* of WgDrawShare, by grid */
  WgLandResult *result; /* (nullable): after the command */
  WgLandPreview *land;  /* (nullable): after the preview */
} WgDrawnGrid;

void       wg_drawn_grid_free      (WgDrawnGrid    *drawing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgDrawnGrid, wg_drawn_grid_free)

/**
 * wg_command_draw:
 *
 * One undo step; commits whole or not at all.
 *
 * Errors: %WG_PLAN_ERROR_LEVEL (no such level), _NOT_FREE (all land inside is of grids that nothing
 * may be taken from), _NOTHING (no land inside), _LANDLESS, _BAD_CODE, _CODE_TAKEN, _BAD_NAME,
 * _NAME_TAKEN, _BUSY; %WG_GEOMETRY_ERROR_RANGE, _INVALID; what the journal says.
 *
 * Returns: (transfer full): what it is made of; %NULL on error
 */
WgDrawnGrid *wg_command_draw      (WgHistory    *history,
                                 const WgDraw *draw,
                                 GError      **error);
/** What wg_command_draw() would do, without doing it: nothing has changed when it returns, no
 *  signals. With %WG_PLAN_ERROR_NOT_FREE and _LANDLESS the shares are in @drawing_out all the same. */
gboolean   wg_plan_preview_draw (WgPlan       *plan,
                                 const WgDraw *draw,
                                 WgDrawnGrid   **drawing_out,
                                 GError      **error);

G_END_DECLS
