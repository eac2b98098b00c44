/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-history.h"
#include "wg-land-preview.h"

G_BEGIN_DECLS

#define WG_PLAN_ERROR (wg_plan_error_quark ())

/**
 * WgPlanError:
 * @WG_PLAN_ERROR_NOTHING: the command would change nothing
 * @WG_PLAN_ERROR_NO_GRID: no such grid
 * @WG_PLAN_ERROR_CODE_TAKEN: the code is in use, or was (codes are never reused)
 * @WG_PLAN_ERROR_NAME_TAKEN: a sibling has the name
 * @WG_PLAN_ERROR_BAD_CODE: empty, too long (24 characters) or with characters that codes have not
 * @WG_PLAN_ERROR_BAD_NAME: empty or longer than 30 characters
 * @WG_PLAN_ERROR_BUSY: a worker replaces the content
 * @WG_PLAN_ERROR_CORRUPT: the rows do not make a plan
 * @WG_PLAN_ERROR_BAD_LEVELS: not 2 to 5 different level names
 * @WG_PLAN_ERROR_BAD_FRAME: the incoming shapes are in another frame than the plan
 * @WG_PLAN_ERROR_LEVEL: the grids are not of one level
 * @WG_PLAN_ERROR_NOT_FREE: all the land is of grids that nothing may be taken from
 * @WG_PLAN_ERROR_NO_VERTEX: no vertex or border lies there, or it would stay
 * @WG_PLAN_ERROR_LOCKED: the land of a locked grid, or a border of a pinned level, would change;
 *   wg_plan_error_get_grid() says whose
 * @WG_PLAN_ERROR_LANDLESS: a grid would lose all its land, and retiring it was not asked for
 * @WG_PLAN_ERROR_BAD_PATTERN: the text is no pattern of codes (wg-code-pattern.h)
 * @WG_PLAN_ERROR_BAD_NAME_PATTERN: a "{word}" of a pattern of names is none that wg_name_from_pattern() knows
 * @WG_PLAN_ERROR_NOT_COUNTED: nobody has told how many households there are
 * @WG_PLAN_ERROR_NO_BUILDING: no such building
 * @WG_PLAN_ERROR_BAD_SHARE: a share of a building makes no sense (wg-building-split.h)
 * @WG_PLAN_ERROR_SHARE_SUM: the shares of a building have more than it has
 * @WG_PLAN_ERROR_NO_PERSON: no such person, assignment, leave or rule
 * @WG_PLAN_ERROR_BAD_STAFF: a record of people makes no sense (wg-people-commands.h)
 * @WG_PLAN_ERROR_NO_FRAME: the plan has no coordinate system yet: it comes with the first file or grid
 */
typedef enum
{
  WG_PLAN_ERROR_NOTHING,
  WG_PLAN_ERROR_NO_GRID,
  WG_PLAN_ERROR_CODE_TAKEN,
  WG_PLAN_ERROR_NAME_TAKEN,
  WG_PLAN_ERROR_BAD_CODE,
  WG_PLAN_ERROR_BAD_NAME,
  WG_PLAN_ERROR_BUSY,
  WG_PLAN_ERROR_CORRUPT,
  WG_PLAN_ERROR_BAD_LEVELS,
  WG_PLAN_ERROR_BAD_FRAME,
  WG_PLAN_ERROR_LEVEL,
  WG_PLAN_ERROR_LANDLESS,
  WG_PLAN_ERROR_NO_VERTEX,
  WG_PLAN_ERROR_LOCKED,
  WG_PLAN_ERROR_NOT_FREE,
  WG_PLAN_ERROR_NO_FRAME,
  WG_PLAN_ERROR_BAD_PATTERN,
  WG_PLAN_ERROR_NOT_COUNTED,
  WG_PLAN_ERROR_NO_BUILDING,
  WG_PLAN_ERROR_BAD_SHARE,
  WG_PLAN_ERROR_SHARE_SUM,
  WG_PLAN_ERROR_NO_PERSON,
  WG_PLAN_ERROR_BAD_STAFF,
  WG_PLAN_ERROR_BAD_NAME_PATTERN,
} WgPlanError;

GQuark      wg_plan_error_quark          (void);
/** @level_name: (nullable): the pinned level; %NULL when @grid is locked itself. */
void        wg_plan_error_set_locked     (GError       **error,
                                          const WgGrid  *grid,
                                          const char    *level_name);
/** What a %WG_PLAN_ERROR_LOCKED names: 0 and %NULL for other errors. */
guint32     wg_plan_error_get_grid       (const GError  *error);
const char *wg_plan_error_get_grid_name  (const GError  *error);
const char *wg_plan_error_get_level_name (const GError  *error);

typedef enum
{
  WG_KEEP_LARGEST,    /* the larger part keeps the code */
  WG_KEEP_SMALLEST,   /* flipped */
  WG_KEEP_HOUSEHOLDS, /* the part with the most households; the larger where none are known */
} WgKeepCode;

/** One new grid that a split made. */
typedef struct
{
  guint32 grid;
  guint32 from;
} WgSplitPart;

/**
 * wg_command_split:
 * @line: project millimetres
 * @grids: (element-type guint32) (nullable): only these and what is below them may be cut; %NULL:
 *   every grid it crosses
 * @parts_out: (out) (optional) (element-type WgSplitPart): the new grids
 *
 * Divides the grids that the stroke cuts: of each face in n pieces one keeps its owner, n - 1
 * become new grids beside it. Other faces of the grid (an exclave) stay with it. Land that a parent
 * has left undivided is divided as well: one piece stays undivided, the others become children of
 * the parent, at the level of the children it has. Land that nobody owns is not cut. New codes and names follow
 * the siblings' rule (wg-code.h). One undo step.
 *
 * Errors: %WG_GEOMETRY_ERROR_NOTHING (the stroke divides no grid), _RANGE, _INVALID;
 * %WG_PLAN_ERROR_BUSY; what the journal says.
 */
gboolean wg_command_split          (WgHistory      *history,
                                    const WgPoint  *line,
                                    guint           n_points,
                                    const GArray   *grids,
                                    WgKeepCode      keep,
                                    GArray        **parts_out,
                                    GError        **error);
/** One piece of land as a split would leave it. */
typedef struct
{
  WgGrid *grid;     /* whose it will be; a new one is not in the plan */
  gboolean is_kept; /* it stays with the grid that it was part of */
  WgShape *shape;
  WgTally tally;    /* of the piece alone */
} WgSplitPiece;

void     wg_split_piece_free       (WgSplitPiece   *piece);
/**
 * wg_plan_preview_split:
 *
 * What wg_command_split() would make, without doing it: cuts the live coverage and takes the cut
 * back, so that nothing has changed when it returns (no signals; below 1 ms for a usual stroke).
 * Arguments and errors as there.
 *
 * Returns: (transfer full): the grids before and after, with the pieces of each face that is cut,
 *   the largest first; %NULL on error
 */
WgLandPreview *wg_plan_preview_split (WgPlan         *plan,
                                    const WgPoint  *line,
                                    guint           n_points,
                                    const GArray   *grids,
                                    WgKeepCode      keep,
                                    GError        **error);
/** @code and @name: %NULL leaves them as they are. */
gboolean wg_command_set_attributes (WgHistory      *history,
                                    guint32         grid,
                                    const char     *code,
                                    const char     *name,
                                    GError        **error);
/** Why @code (@name) cannot be given to @grid, without doing it; for live validation. */
gboolean wg_plan_check_code        (WgPlan         *plan,
                                    guint32         grid,
                                    const char     *code,
                                    GError        **error);
gboolean wg_plan_check_name        (WgPlan         *plan,
                                    guint32         grid,
                                    const char     *name,
                                    GError        **error);

/**
 * wg_command_place:
 * @frame: as a snapshot of the plan got it for the first file
 *
 * Gives a project its place before anything with a place comes in, as a step of its own: buildings,
 * barriers or addresses may be there before the first grid. A project that has one keeps it. Main
 * thread; quick, because there is no land yet. Fails as wg_history_replace() does.
 */
gboolean wg_command_place (WgHistory  *history,
                           WgFrame    *frame,
                           GError    **error);

G_END_DECLS
