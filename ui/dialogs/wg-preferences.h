/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../wg-recent.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_PREFERENCES (wg_preferences_get_type ())

/** The settings of the program. */
G_DECLARE_FINAL_TYPE (WgPreferences, wg_preferences, WG, PREFERENCES, AdwPreferencesWindow)

GtkWidget *wg_preferences_new (GtkWindow *parent,
                               GSettings *settings,
                               WgRecent  *recent);

G_END_DECLS
