/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/check/wg-check-board.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_FINDINGS_PANEL (wg_findings_panel_get_type ())

/**
 * WgFindingsPanel:
 *
 * The findings board: how far the plan is, what is open by kind and by parent, what is accepted.
 * It follows a board some time after an edit, never during one. Its buttons and keys are the
 * window's actions "win.next-finding", "win.fix-finding", "win.accept-finding",
 * "win.withdraw-finding" and "win.export-findings".
 *
 * Signals:
 * - ::activated: the selected finding is to be shown on the map
 * - ::selection-changed
 * - ::refreshed (guint n_open): the numbers are up to date
 */
G_DECLARE_FINAL_TYPE (WgFindingsPanel, wg_findings_panel, WG, FINDINGS_PANEL, AdwBin)

/** @board, @plan: (nullable) */
void          wg_findings_panel_set_board    (WgFindingsPanel *self,
                                              WgCheckBoard    *board,
                                              WgPlan          *plan);
/** FALSE when no row is selected. */
gboolean      wg_findings_panel_get_selected (WgFindingsPanel *self,
                                              WgFinding       *finding_out);
/** Selects the row after the selected one (the first after the last); FALSE when there is none. */
gboolean      wg_findings_panel_next         (WgFindingsPanel *self);
/** Does it list what is accepted, not what is open? */
gboolean      wg_findings_panel_is_accepted  (WgFindingsPanel *self);
/** Brings the numbers up to date now. */
void          wg_findings_panel_refresh      (WgFindingsPanel *self);
/** (transfer none) (element-type WgFinding): the rows that the filters leave. */
const GArray *wg_findings_panel_list         (WgFindingsPanel *self);
void          wg_findings_panel_focus        (WgFindingsPanel *self);

G_END_DECLS
