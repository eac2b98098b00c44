/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_ESTIMATE_DIALOG (wg_estimate_dialog_get_type ())

/**
 * WgEstimateDialog:
 *
 * Asks how the households of buildings are worked out: known numbers of the grids, or a total that is given
 * here, shared out by floor area; or so many m² for a household. A worker shows what would come of it.
 * Signal ::estimated (WgBuildingSet *set, const char *detail) when it is wanted.
 */
G_DECLARE_FINAL_TYPE (WgEstimateDialog, wg_estimate_dialog, WG, ESTIMATE_DIALOG, AdwMessageDialog)

/** @session: of a plan with buildings. */
WgEstimateDialog *wg_estimate_dialog_new (GtkWindow *parent,
                                          WgSession *session);

G_END_DECLS
