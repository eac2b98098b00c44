/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-recent.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_APPLICATION (wg_application_get_type ())

/**
 * WgApplication:
 *
 * The program: its windows, the settings and the recent projects that they share, and the actions
 * that need no project (new, open, open-path, sample, preferences, about, quit).
 */
G_DECLARE_FINAL_TYPE (WgApplication, wg_application, WG, APPLICATION, AdwApplication)

WgApplication *wg_application_new          (void);
GSettings     *wg_application_get_settings (WgApplication *self);
WgRecent      *wg_application_get_recent   (WgApplication *self);
/** Shows the window of the project, or opens it in @near (nullable) when that one is empty, or in
 *  a new window. */
void           wg_application_open_project (WgApplication *self,
                                            const char    *path,
                                            GtkWindow     *near);

G_END_DECLS
