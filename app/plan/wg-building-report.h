/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-incoming.h"

G_BEGIN_DECLS

/** What a column of a file of buildings holds. */
typedef enum
{
  WG_BUILDING_CODE,
  WG_BUILDING_NAME,
  WG_BUILDING_ADDRESS,
  WG_BUILDING_HOUSEHOLDS,
  WG_BUILDING_PEOPLE,
  WG_BUILDING_FLOORS,
  WG_BUILDING_UNITS,
  WG_BUILDING_KIND,
  WG_BUILDING_MANAGEMENT,
  WG_BUILDING_N_ROLES,
} WgBuildingRole;

/** "code", "households", ...: as options and reports name it. */
const char       *wg_building_role_to_string  (WgBuildingRole role);

/**
 * WgBuildingReport:
 *
 * The buildings that a reader found in a file, what was wrong with its rows, and what became of them.
 */
typedef struct
{
  char *source;        /* file name for people */
  WgBuildingSet *set;  /* that the file brings; after wg_building_report_join() all of the plan */
  GPtrArray *problems; /* of WgRowProblem */
  char *fields[WG_BUILDING_N_ROLES]; /* the columns that were read; NULL: none */
  guint n_rows;
  guint n_buildings;   /* that the file brings */
  guint n_updated;     /* of them the plan had already, by code */
  guint n_outside;     /* of them lie in no grid */
  WgTally sum;         /* of them */
} WgBuildingReport;

WgBuildingReport *wg_building_report_new      (const char             *source);
void              wg_building_report_free     (WgBuildingReport       *report);
/**
 * wg_building_report_join:
 * @present: (nullable): the buildings of the plan
 *
 * Puts the buildings of the file beside those of @present: one with the code of a present one takes
 * its place and id, the others get new ids. @report->set is then what wg_history_put_buildings()
 * is given. Counts what lies in no grid of @plan. Any thread that owns @plan.
 */
void              wg_building_report_join     (WgBuildingReport       *report,
                                               WgPlan                 *plan,
                                               WgBuildingSet          *present);
/** For the command line and for saving. */
char             *wg_building_report_to_json  (const WgBuildingReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBuildingReport, wg_building_report_free)

G_END_DECLS
