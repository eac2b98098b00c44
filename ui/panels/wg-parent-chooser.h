/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/check/wg-check.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_PARENT_CHOOSER (wg_parent_chooser_get_type ())

/**
 * WgParentChooser:
 *
 * A list of the grids of a higher level that have findings, with their numbers.
 *
 * Signals: ::chosen (uint parent): 0 is no grid, %WG_FINDINGS_ANY_PARENT all.
 */
G_DECLARE_FINAL_TYPE (WgParentChooser, wg_parent_chooser, WG, PARENT_CHOOSER, AdwBin)

/** @findings: (element-type WgFinding): what is counted. Returns: @parent, or all when it has none. */
guint32 wg_parent_chooser_fill (WgParentChooser *self,
                                WgPlan          *plan,
                                const GArray    *findings,
                                guint32          parent);

G_END_DECLS
