/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-rebalance.h"

G_BEGIN_DECLS

/* The grids of one parent while they are worked on. */
typedef struct
{
  WgPlan *plan;
  const WgRebalanceTerms *terms;
  WgRebalance *result;
  const GArray *grids;   /* of guint32 */
  guint first_row;       /* of these grids in the rows */
  WgUnitGraph *graph;    /* part: the place in @grids */
  WgPartition *answer;
  guint *row_of_part;
  WgProgress progress;   /* of this parent */
  GCancellable *cancellable;
} WgRebalanceWork;

/* Units of grids below: fills work->graph. */
void     wg_rebalance_take_children (WgRebalanceWork *work);
/* The same by cells, solves, and notes lines and places; FALSE on error. */
gboolean wg_rebalance_run_cells     (WgRebalanceWork *work,
                                     GError         **error);
/* work->graph to work->answer and to the rows; FALSE on error. */
gboolean wg_rebalance_solve         (WgRebalanceWork *work,
                                     GError         **error);
/* Does the grid at @place of work->grids stay as it is? */
gboolean wg_rebalance_is_closed     (const WgRebalanceWork *work,
                                     guint            place);

G_END_DECLS
