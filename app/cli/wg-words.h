/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../check/wg-check.h"
#include "../plan/wg-incoming.h"
#include "../plan/wg-journal.h"

G_BEGIN_DECLS

/*
 * Every sentence that both the window and the command line say, translated whole. All return a
 * (transfer full) UTF-8 text.
 */

/** What happened and what to do, from the error's domain and code; never half English. */
char *wg_words_error         (const GError           *error);
/** "Split 3网格" from a journal row's kind and detail. */
char *wg_words_change        (const char             *kind,
                              const char             *detail);
/** "Undo Split 3网格" / "撤销 拆分 3网格". */
char *wg_words_undo          (const char             *kind,
                              const char             *detail);
char *wg_words_redo          (const char             *kind,
                              const char             *detail);
/** Why a row of a file was rejected, or what was odd about it. */
char *wg_words_row_problem   (const WgRowProblem     *problem);
/** Who won and who lost how many m². */
char *wg_words_decision      (WgPlan                 *plan,
                              const WgDecision       *decision);
/** The whole report as lines of text, for a terminal. */
char *wg_words_import_report (const WgImportReport   *report);
char *wg_words_finding       (WgPlan                 *plan,
                              const WgFinding        *finding);
/** "12.3 公顷", "0.45 km²", "832 m²": an area for people. */
char *wg_words_area          (double                  area_m2);
char *wg_words_length        (double                  length_m);

G_END_DECLS
