/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_DIVIDE_DIALOG (wg_divide_dialog_get_type ())

/**
 * WgDivideDialog:
 *
 * How one building is divided between grids: a row for each share with its units, floors, households and
 * people, and what is left for the grid whose land the building stands on. Counted while one types;
 * Apply is one undo step.
 */
G_DECLARE_FINAL_TYPE (WgDivideDialog, wg_divide_dialog, WG, DIVIDE_DIALOG, AdwWindow)

/** @building: an id of the session's plan. */
WgDivideDialog *wg_divide_dialog_new (GtkWindow *parent,
                                      WgSession *session,
                                      guint32    building);

G_END_DECLS
