/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-code-pattern.h"
#include "wg-commands.h"
#include "wg-number-order.h"

G_BEGIN_DECLS

/** Which grids get a new code. */
typedef enum
{
  WG_NUMBER_ALL,  /* every one; serials from the first */
  WG_NUMBER_NEW,  /* those whose code does not fit, behind the greatest serial ever given */
  WG_NUMBER_GAPS, /* those whose code does not fit, in serials that were never given */
} WgNumberScope;

/** What is to be numbered, and how. */
typedef struct
{
  guint depth;
  guint32 parent;       /* only grids below this one, of any level above; 0: all */
  const GArray *grids;  /* (nullable) of guint32: only these */
  const char *pattern;  /* wg-code-pattern.h */
  WgNumberScope scope;
  WgNumberOrder order;
  const GArray *line;   /* of WgPoint, for %WG_NUMBER_ALONG_LINE */
  WgPoint from;         /* for %WG_NUMBER_OUTWARD */
  guint start;          /* the first serial of ordinary grids; 0: the pattern's */
  gboolean is_followed; /* codes of grids below that begin with the old code follow it */
  const char *name_pattern; /* (nullable): wg_name_from_pattern() with the place in the order, for
                             * ordinary grids: a school keeps its name */
} WgNumberTerms;

/** Why a grid keeps the code it has. */
typedef enum
{
  WG_NUMBER_GIVEN,     /* it has a new one */
  WG_NUMBER_UNCHANGED, /* what it gets is what it has */
  WG_NUMBER_NO_PARENT, /* the parent's code is missing or too short for the pattern */
  WG_NUMBER_FULL,      /* the serials are used up */
  WG_NUMBER_TAKEN,     /* another grid has the code, or had it */
} WgNumberOutcome;

typedef struct
{
  guint32 grid;
  WgPoint place; /* inside its land, project millimetres; 0, 0 for grids that only follow */
  gboolean is_follower; /* it is below a grid whose code changes */
  WgNumberOutcome outcome;
  char *old_code;
  char *new_code; /* the old one when it stays */
  char *old_name;
  char *new_name;
} WgNumberRow;

void        wg_number_row_free    (WgNumberRow         *row);
/**
 * wg_plan_propose_numbers:
 * @plan: only read: the project's own, or a snapshot in a worker
 *
 * The new codes (and names) of @terms, parent by parent. Serials that a retired grid has, or one
 * that is not numbered, are passed over. Special grids have serials of their own where the pattern
 * gives them some.
 *
 * Errors: %WG_PLAN_ERROR_BAD_PATTERN, _BAD_NAME_PATTERN, %WG_PLAN_ERROR_LEVEL (no such level), _NO_GRID (@parent is
 * none), _NOTHING (there is nothing to number), %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type WgNumberRow): in the order of the numbers
 */
GPtrArray  *wg_plan_propose_numbers (WgPlan              *plan,
                                     const WgNumberTerms *terms,
                                     const WgProgress    *progress,
                                     GCancellable        *cancellable,
                                     GError             **error);
/**
 * wg_plan_make_number_change:
 * @plan: only read
 * @rows: (element-type WgNumberRow): as proposed
 *
 * What wg_command_number() commits, for wg_history_make_async(). Errors as there. Any thread that owns
 * @plan.
 *
 * Returns: (transfer full) (nullable)
 */
WgChange   *wg_plan_make_number_change (WgPlan            *plan,
                                        const GPtrArray   *rows,
                                        GError           **error);
/**
 * wg_command_number:
 * @rows: (element-type WgNumberRow): as proposed
 *
 * Gives the codes and names of @rows, as one undo step. A code that nobody has afterwards is kept by
 * a retired record, with a lineage row to the grid that had it: it is never given again.
 *
 * Errors: %WG_PLAN_ERROR_NOTHING, _NO_GRID, _CODE_TAKEN, _NAME_TAKEN, _BAD_CODE, _BAD_NAME, _BUSY;
 * what the journal says
 *
 * Returns: how many grids changed; 0 on error
 */
guint       wg_command_number       (WgHistory           *history,
                                     const GPtrArray     *rows,
                                     GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgNumberRow, wg_number_row_free)

G_END_DECLS
