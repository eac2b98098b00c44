/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-level.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_LEVEL_DIALOG (wg_level_dialog_get_type ())

/**
 * WgLevelDialog:
 *
 * What a level asks of its grids: the least, the wanted and the most households, people and m².
 * Signal ::changed-rule (const WgLevelRule *rule) when Apply is chosen; what the dialog does not
 * show is as it was.
 */
G_DECLARE_FINAL_TYPE (WgLevelDialog, wg_level_dialog, WG, LEVEL_DIALOG, AdwMessageDialog)

WgLevelDialog *wg_level_dialog_new (GtkWindow     *parent,
                                    const WgLevel *level);

G_END_DECLS
