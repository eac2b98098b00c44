/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-land-commands.h"
#include "wg-partition.h"

G_BEGIN_DECLS

/** Which grids are to be brought into the band. */
typedef struct
{
  guint depth;
  guint32 parent;  /* only those below it; 0: all */
  const GArray *parents; /* (nullable) of guint32: only those below one of these */
  gboolean only_bad; /* grids that are in the band stay as they are, but for those beside one that is not */
  WgPartitionTerms terms;
} WgRebalanceTerms;

void wg_rebalance_terms_init (WgRebalanceTerms *terms,
                              gint64            min,
                              gint64            target,
                              gint64            max);

/** What one grid had and is to have. */
typedef struct
{
  guint32 grid;     /* 0: a new one */
  guint32 parent;
  guint32 like;     /* of a new one: the grid that most of it comes from, whose row of codes it goes on */
  gint64 before;    /* households */
  gint64 after;
  gboolean is_left; /* it has land afterwards */
  gboolean is_estimated; /* some of its buildings, before or after, have numbers that were worked out */
  gboolean is_held; /* locked or special: left as it is */
  gboolean is_kept; /* in the band and beside none that is not, where only the others were asked for */
  gint16 reason;    /* WgTroubleReason of why it is not in the band; -1: it is */
} WgRebalanceRow;

/** Of a place inside a unit: which row is to have it. */
typedef struct
{
  WgPoint place;
  gint64 households;
  gint64 area_mm2;
  guint row;
} WgRebalancePlace;

/** A grid below that is to come under another one. */
typedef struct
{
  guint32 grid;
  guint row;
} WgRebalanceChild;

/** What is to become of the grids; it is not done yet. */
typedef struct
{
  guint depth;
  WgPartBand band;
  GArray *rows;        /* of WgRebalanceRow */
  GPtrArray *lines;    /* of GArray of WgPoint: where grids are cut */
  GArray *places;      /* of WgRebalancePlace */
  GArray *children;    /* of WgRebalanceChild */
  guint n_units;       /* cells, or grids below */
  gboolean is_by_cells;
  gint64 households;
  gboolean is_estimated; /* some of them were worked out */
  gint64 moved;        /* households that are in another grid afterwards */
  gint64 moved_bound;  /* no way to bring what can be into the band moves less */
  guint n_in_band_before; /* of those that are not held */
  guint n_in_band;
  guint n_cut;         /* footprints that a line cuts */
  guint n_pieces_extra;
} WgRebalance;

/**
 * wg_plan_rebalance:
 * @plan: on a worker a snapshot
 *
 * Brings the grids of a level into the band by moving as few households as it can from the grid that
 * they are in: grids below where the level has such, else cells of buildings (wg-cells.h), within each
 * parent. Far too large grids are divided, far too small ones given to others. Locked and special
 * grids stay as they are. New borders run along barriers and, between buildings, as plain as can be
 * (wg_cells_trace_borders()). Nothing is changed.
 *
 * Errors: %WG_PLAN_ERROR_NOTHING (no grids), _NOT_COUNTED (no households are known);
 * %G_IO_ERROR_CANCELLED; what wg_cells_new() says
 *
 * Returns: (transfer full)
 */
WgRebalance  *wg_plan_rebalance    (WgPlan                 *plan,
                                    const WgRebalanceTerms *terms,
                                    const WgProgress       *progress,
                                    GCancellable           *cancellable,
                                    GError                **error);
/**
 * wg_command_rebalance:
 *
 * Does what @rebalance says, in one undo step. New codes and names go on from the siblings'; grids that
 * have nothing left are retired.
 *
 * Errors: %WG_PLAN_ERROR_NOTHING (all stays), _NO_GRID (a grid is not there any more), _LOCKED, _BUSY;
 * what the journal says
 */
WgLandResult *wg_command_rebalance (WgHistory              *history,
                                    const WgRebalance      *rebalance,
                                    GError                **error);
/** The same for wg_history_make_async(): @plan is a snapshot, and has the change in its coverage
 *  afterwards; (transfer full). */
WgChange     *wg_plan_make_rebalance_change (WgPlan         *plan,
                                    const WgRebalance      *rebalance,
                                    GError                **error);
void          wg_rebalance_free    (WgRebalance            *rebalance);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgRebalance, wg_rebalance_free)

G_END_DECLS
