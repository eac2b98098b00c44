/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../check/wg-fix.h"
#include "../plan/wg-acceptance.h"
#include "../plan/wg-building-report.h"
#include "../plan/wg-incoming.h"
#include "../plan/wg-journal.h"

G_BEGIN_DECLS

/*
 * Every sentence that both the window and the command line say, translated whole. A char * is a
 * (transfer full) UTF-8 text, a const char * is static. Main thread (gettext and the locale).
 */

/** What happened and what to do, from the error's domain and code; never half English. */
char       *wg_words_error         (const GError           *error);
/** "Split 3网格" from a journal row's kind and detail. */
char       *wg_words_change        (const char             *kind,
                                    const char             *detail);
/** "Undo Split 3网格" / "撤销 拆分 3网格". */
char       *wg_words_undo          (const char             *kind,
                                    const char             *detail);
char       *wg_words_redo          (const char             *kind,
                                    const char             *detail);
/** The name of a kind of problem, for a heading: "Codes used more than once". */
const char *wg_words_problem_kind  (WgRowProblemKind        kind);
/** Why a row of a file was rejected, or what was odd about it, with its place in the file. */
char       *wg_words_row_problem   (const WgRowProblem     *problem);
const char *wg_words_decision_kind (WgDecisionKind          kind);
/** Who won and who lost how many m². */
char       *wg_words_decision      (WgPlan                 *plan,
                                    const WgDecision       *decision);
/** As wg_words_decision(), also of grids that got no land. */
char       *wg_words_report_decision (const WgImportReport *report,
                                      const WgDecision     *decision);
/** The whole report as lines of text, for a terminal. */
char       *wg_words_import_report (const WgImportReport   *report);
/** The same of buildings. */
char       *wg_words_building_report (const WgBuildingReport *report);
/** What a rule finds, as a heading: "Land in no grid". */
char       *wg_words_finding_title (const char             *code);
/** What a rule says, with {names} for what differs; and what it proposes ("" when nothing). */
char       *wg_words_finding_pattern (const char           *code);
char       *wg_words_finding_fix   (const char             *code);
/** How far the plan is, and by how many findings that are open. */
char       *wg_words_plan_state    (WgPlanState             state,
                                    guint                   n_open);
/** Why a finding is accepted, by whom and until when; or why it is not any more. */
char       *wg_words_acceptance    (const WgAcceptance     *acceptance,
                                    const WgFinding        *finding);
char       *wg_words_finding       (WgPlan                 *plan,
                                    const WgFinding        *finding);
/** What a way to fix it would do: "Give it to 3网格 (border in common: 120 m)". */
/** Area and households of the deepest grids that a fix changes, before and after; a line for each. */
char       *wg_words_fix_numbers   (const WgLandPreview    *land);
char       *wg_words_fix           (WgPlan                 *plan,
                                    const WgFix            *fix);

/** The grid's name, or its code, or words for "nobody" (0) and "a grid without name". */
char       *wg_words_grid          (WgPlan                 *plan,
                                    guint32                 grid);
/** As wg_words_grid(), after the name of its parent: the third grid of one community is not that of another. */
char       *wg_words_grid_in_full  (WgPlan                 *plan,
                                    guint32                 grid);
/** As wg_words_grid(), also of grids that got no land. */
char       *wg_words_report_grid   (const WgImportReport   *report,
                                    guint32                 grid);
/** The level's name, or the name of its special grids. Owned by the plan. */
const char *wg_words_level         (WgPlan                 *plan,
                                    const WgGrid           *grid);
/** "0.450 km²", "832 m²": an area for people. */
char       *wg_words_area          (double                  area_m2);
char       *wg_words_length        (double                  length_m);
/** "12,345.678", "-1.50": as many decimals. */
char       *wg_words_number         (double                  value,
                                     int                     decimals);
/** A count with the separators of the locale: "12,345". */
char       *wg_words_count         (guint64                 n);
/** "CGCS2000 / 3-degree Gauss-Krüger, central meridian 120°E (EPSG:4549)" for "EPSG:4549"; WKT
 *  gives its own name. @crs may be NULL: "unknown coordinate system". */
char       *wg_words_crs           (const char             *crs);

G_END_DECLS
