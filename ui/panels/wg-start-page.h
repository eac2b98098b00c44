/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../wg-recent.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_START_PAGE (wg_start_page_get_type ())

/** What a window without a project shows: new, open, sample, and the projects opened last. */
G_DECLARE_FINAL_TYPE (WgStartPage, wg_start_page, WG, START_PAGE, AdwBin)

void wg_start_page_set_recent (WgStartPage *self,
                               WgRecent    *recent);

G_END_DECLS
