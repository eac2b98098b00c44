/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-session.h"
#include "../../app/plan/wg-staffing.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_FILL_DIALOG (wg_fill_dialog_get_type ())

/**
 * WgFillDialog:
 *
 * Who answers for a grid from now on: the role that is missing, and a list of people, those who are
 * free first, found by name or phone. One undo step.
 *
 * Signals: ::filled (const char *sentence): what became of it.
 */
G_DECLARE_FINAL_TYPE (WgFillDialog, wg_fill_dialog, WG, FILL_DIALOG, AdwWindow)

WgFillDialog *wg_fill_dialog_new (GtkWindow    *parent,
                                  WgSession    *session,
                                  guint32       grid,
                                  const WgWhen *when);

G_END_DECLS
