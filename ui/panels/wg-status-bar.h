/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-session.h"
#include "../wg-jobs.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_STATUS_BAR (wg_status_bar_get_type ())

/**
 * WgStatusBar:
 *
 * The foot of the window: the level looked at, what the tool waits for, running jobs with
 * progress and cancel, coordinates and scale. Properties to bind the map to: "hint",
 * "pointer-text" (strings), "scale" (double, the n of 1:n, 0 unknown).
 */
G_DECLARE_FINAL_TYPE (WgStatusBar, wg_status_bar, WG, STATUS_BAR, AdwBin)

void wg_status_bar_set_jobs    (WgStatusBar *self,
                                WgJobs      *jobs);
void wg_status_bar_set_session (WgStatusBar *self,
                                WgSession   *session); /* nullable */

G_END_DECLS
