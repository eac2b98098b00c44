/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../wg-window.h"

G_BEGIN_DECLS

#define WG_TYPE_CONTACT_WINDOW (wg_contact_window_get_type ())

/**
 * WgContactWindow:
 *
 * Whom to call about an area: the people of every grid that the selection, a drawn area, the part of the map that is
 * shown, or the project touches, of one level or all; to print, as a spreadsheet, or as a list of phones for a calling system.
 */
G_DECLARE_FINAL_TYPE (WgContactWindow, wg_contact_window, WG, CONTACT_WINDOW, AdwWindow)

/** @window: with a project. @drawn: (nullable): an area that was drawn; copied. */
WgContactWindow *wg_contact_window_new (WgWindow      *window,
                                        const WgShape *drawn);

G_END_DECLS
