/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-import"

#include "wg-window-private.h"

void
wg_window_import_action (WgWindow *self)
{
}

void
wg_window_import_paths (WgWindow *self, const char *const *paths)
{
}
