/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/check/wg-check-board.h"
#include "wg-findings-count.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The parts that rows of findings are made of. */

const char *wg_plan_state_icon           (WgPlanState        state);
/** A word for it, translated. */
const char *wg_severity_word             (WgSeverity         severity);
/** Its icon, whose shape tells as much as its colour, with the word as its tooltip. */
void        wg_finding_row_show_severity (GtkImage          *image,
                                          WgSeverity         severity);
/** @css_class: (nullable): for a dim second line */
GtkWidget  *wg_finding_row_make_label    (const char        *css_class,
                                          int                n_lines);
/** A row of the list of kinds; @kind: (nullable): %NULL is the row of all @n_all findings. Its code is
 *  the data "kind" of the row. */
GtkWidget  *wg_finding_row_make_kind     (const WgKindCount *kind,
                                          guint              n_all);

/** A row of the list of findings, to be filled. */
GtkWidget  *wg_finding_row_make          (void);
/** Severity, sentence and place, or why it is (was) accepted. @row: of wg_finding_row_make() */
void        wg_finding_row_show          (GtkWidget         *row,
                                          WgCheckBoard      *board,
                                          WgPlan            *plan,
                                          const WgFinding   *finding);

G_END_DECLS
