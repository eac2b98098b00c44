/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-building-report.h"

G_BEGIN_DECLS

/** What became of one row of a table of numbers. */
typedef enum
{
  WG_JOIN_TAKEN,     /* its building has its numbers now */
  WG_JOIN_SAME,      /* its building had them already */
  WG_JOIN_NO_KEY,    /* neither code nor address nor name */
  WG_JOIN_NOT_FOUND, /* no building has them */
  WG_JOIN_AMBIGUOUS, /* several buildings have them */
  WG_JOIN_TWICE,     /* an earlier row has the building */
  WG_JOIN_N_OUTCOMES,
} WgJoinOutcome;

typedef struct
{
  guint place;     /* in the rows' own set: what the row says */
  guint row;       /* 1-based in the file */
  guint32 building; /* 0: none */
  gboolean is_by_code;
  WgJoinOutcome outcome;
} WgJoinRow;

/**
 * WgBuildingJoin:
 *
 * The numbers of a table brought to the buildings of a plan.
 */
typedef struct
{
  WgBuildingReport *report; /* owned: what was read; the id of each of its buildings is the row */
  WgBuildingSet *set;       /* all buildings of the plan, with the numbers */
  GArray *rows;             /* of WgJoinRow, in the order of the file */
  guint counts[WG_JOIN_N_OUTCOMES];
  guint n_by_code;          /* of those taken or the same */
} WgBuildingJoin;

/** "taken", "not-found" ...: a stable word. */
const char     *wg_join_outcome_to_code    (WgJoinOutcome     outcome);
/**
 * wg_building_join_new:
 * @report: (transfer full): as read without places
 * @present: the buildings of the plan
 *
 * Finds the building of each row by its code, else by its address with its name, its address or its name,
 * as wg_building_key_of_address() has them; what is not one building alone is left out. What a row tells
 * (households, people, floors, units, kind, management class) takes the place of what was there, an
 * address or name only where there was none; what it does not tell stays. Numbers of households and
 * people are counted then, no longer estimated: an estimate of the other is not kept beside them. Worker.
 */
WgBuildingJoin *wg_building_join_new       (WgBuildingReport *report,
                                            WgBuildingSet    *present);
void            wg_building_join_free      (WgBuildingJoin   *join);
/** {"rows", "taken", "same", ..., "by_code", "fields", "rejected": [{row, reason, code, address, ...}]} */
char           *wg_building_join_to_json   (const WgBuildingJoin *join);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBuildingJoin, wg_building_join_free)

G_END_DECLS
