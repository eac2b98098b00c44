/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../wg-window.h"

G_BEGIN_DECLS

#define WG_TYPE_NEW_DIALOG (wg_new_dialog_get_type ())

/** Asks for the name, the place, the levels and the first map file of a new project, makes it, and
 *  opens it. */
G_DECLARE_FINAL_TYPE (WgNewDialog, wg_new_dialog, WG, NEW_DIALOG, AdwWindow)

/** @first_file: (nullable): a map file that the project is started for. */
WgNewDialog *wg_new_dialog_new (WgWindow   *parent,
                                const char *first_file);

G_END_DECLS
