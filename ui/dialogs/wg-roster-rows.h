/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-roster.h"
#include "../panels/wg-place-list.h"

G_BEGIN_DECLS

/** The columns of a roster's preview. */
typedef enum
{
  WG_ROSTER_ROWS_NUMBER, /* of the row in the file */
  WG_ROSTER_ROWS_STATE,
  WG_ROSTER_ROWS_NAME,
  WG_ROSTER_ROWS_PHONE,
  WG_ROSTER_ROWS_ROLE,
  WG_ROSTER_ROWS_GRID,
  WG_ROSTER_ROWS_REMARKS,
  WG_ROSTER_ROWS_N_COLUMNS,
} WgRosterRowsColumn;

#define WG_TYPE_ROSTER_ROWS (wg_roster_rows_get_type ())

/**
 * WgRosterRows:
 *
 * The items of a roster as a list of places (by item, counted from 1), filtered and sorted by a worker. Main thread.
 */
G_DECLARE_FINAL_TYPE (WgRosterRows, wg_roster_rows, WG, ROSTER_ROWS, WgPlaceList)

WgRosterRows *wg_roster_rows_new        (void);
/** @roster: (nullable). @plan: a snapshot: a worker reads it. */
void          wg_roster_rows_set_roster (WgRosterRows       *self,
                                         WgRoster           *roster,
                                         WgPlan             *plan);
/** @state: a WgRosterState, or %WG_ROSTER_N_STATES for all. */
void          wg_roster_rows_filter     (WgRosterRows       *self,
                                         guint               state);
void          wg_roster_rows_sort       (WgRosterRows       *self,
                                         WgRosterRowsColumn  column,
                                         gboolean            is_descending);
/** (transfer full): what a cell says; @id as the places have it. */
char         *wg_roster_rows_tell       (WgRosterRows       *self,
                                         guint32             id,
                                         WgRosterRowsColumn  column);
/** A worker reads the roster now: its items must stay as they are. */
gboolean      wg_roster_rows_is_busy    (WgRosterRows       *self);
/** An item says something else. */
void          wg_roster_rows_changed    (WgRosterRows       *self);

G_END_DECLS
