/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-grid-graph.h"
#include "wg-land-commands.h"
#include "wg-partition.h"

G_BEGIN_DECLS

/** Which grids are to be melted into fewer. */
typedef struct
{
  guint depth;
  guint32 parent;  /* only those below it; 0: all */
  const GArray *parents; /* (nullable) of guint32: only those below one of these */
  WgTypeRule types;
  WgPartitionTerms terms;
} WgAggregateTerms;

/** Of grids of one type: how many, with how many households. */
typedef struct
{
  WgPropertyType type;
  guint n_before;
  guint n_after;
  guint n_in_band;   /* of those after */
  gint64 households;
  guint n_estimated; /* buildings whose households were worked out */
} WgAggregateRow;

/** What is to become of the grids; it is not done yet. */
typedef struct
{
  guint depth;
  WgUnitGraph *graph;      /* a unit of each grid, its source the id */
  WgPartition *partition;
  guint32 *into;           /* of each unit: the grid that it becomes a part of, or it itself */
  guint32 *estimated;      /* of each unit: buildings of all that it becomes a part of whose households were
                              worked out */
  guint8 *types;           /* of each unit that stays: its WgPropertyType afterwards */
  GArray *rows;            /* of WgAggregateRow, by type; special grids not among them */
  guint n_before;          /* grids that may be joined */
  guint n_after;
  guint n_exempt;          /* special and locked grids, left as they are */
  guint n_not_counted;     /* grids whose households nobody has told */
} WgAggregation;

/**
 * wg_plan_aggregate:
 * @plan: on a worker a snapshot
 *
 * Groups neighbouring grids of one parent into grids of the size that @terms asks: only of compatible
 * property type and one management class. Special grids, locked ones and those of pinned levels stay as
 * they are. Of each group the grid with the most households keeps its code; dwellings with shops make
 * dwellings that are joined with them dwellings with shops. Nothing is changed.
 *
 * Errors: %WG_PLAN_ERROR_NOTHING (fewer than two grids that may be joined), _NOT_COUNTED (no
 * households are known); %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full)
 */
WgAggregation *wg_plan_aggregate    (WgPlan                 *plan,
                                     const WgAggregateTerms *terms,
                                     const WgProgress       *progress,
                                     GCancellable           *cancellable,
                                     GError                **error);
/**
 * wg_command_aggregate:
 *
 * Does what @aggregation says, in one undo step: the other grids of each group are retired, what is
 * below them comes under the one that stays, lineage names it.
 *
 * Errors: %WG_PLAN_ERROR_NOTHING (all groups are of one grid), _NO_GRID (a grid is not there any
 * more), _LOCKED, _BUSY; what the journal says
 */
WgLandResult  *wg_command_aggregate (WgHistory              *history,
                                     const WgAggregation    *aggregation,
                                     GError                **error);
/** The same for wg_history_make_async(): @plan is a snapshot, and has the change in its coverage
 *  afterwards; (transfer full). */
WgChange      *wg_plan_make_aggregate_change (WgPlan        *plan,
                                     const WgAggregation    *aggregation,
                                     GError                **error);
void           wg_aggregation_free  (WgAggregation          *aggregation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgAggregation, wg_aggregation_free)

G_END_DECLS
