/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-people-commands.h"
#include "../../app/plan/wg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_LEAVE_DIALOG (wg_leave_dialog_get_type ())

/**
 * WgLeaveDialog:
 *
 * From when to when somebody is away, and who stands in: one of those who answer for the same grids. Never why.
 */
G_DECLARE_FINAL_TYPE (WgLeaveDialog, wg_leave_dialog, WG, LEAVE_DIALOG, AdwMessageDialog)

/** @leave: 0: a new one; else it is changed. */
WgLeaveDialog *wg_leave_dialog_new (GtkWindow *parent,
                                    WgSession *session,
                                    guint32    person,
                                    guint32    leave,
                                    WgDay      today);

G_END_DECLS
