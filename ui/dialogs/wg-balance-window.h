/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../wg-window.h"

G_BEGIN_DECLS

#define WG_TYPE_BALANCE_WINDOW (wg_balance_window_get_type ())

/**
 * WgBalanceWindow:
 *
 * Cuts grids into smaller ones of so many households, or joins small ones: asks for the size, lets
 * workers make several proposals, shows them beside one another; the one that is accepted is one undo
 * step, and every border of it can be dragged afterwards.
 */
G_DECLARE_FINAL_TYPE (WgBalanceWindow, wg_balance_window, WG, BALANCE_WINDOW, AdwWindow)

/** @window: with a project. */
WgBalanceWindow *wg_balance_window_new (WgWindow *window);

G_END_DECLS
