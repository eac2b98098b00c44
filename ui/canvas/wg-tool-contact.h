/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-stroke-tool.h"

G_BEGIN_DECLS

#define WG_TYPE_TOOL_CONTACT (wg_tool_contact_get_type ())

/** Draws around an area, by a lasso or corner by corner; the canvas tells it (::area-drawn) for a list of whom to
 *  call there. Changes nothing. */
G_DECLARE_FINAL_TYPE (WgToolContact, wg_tool_contact, WG, TOOL_CONTACT, WgStrokeTool)

G_END_DECLS
