/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../wg-jobs.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_PROGRESS_DIALOG (wg_progress_dialog_get_type ())

/** Stands over a window while a job must not be disturbed by edits: what runs, how far it is, and
 *  Cancel. Its owner destroys it when the job is done. */
G_DECLARE_FINAL_TYPE (WgProgressDialog, wg_progress_dialog, WG, PROGRESS_DIALOG, AdwWindow)

WgProgressDialog *wg_progress_dialog_new (GtkWindow *parent,
                                          WgJob     *job);

G_END_DECLS
