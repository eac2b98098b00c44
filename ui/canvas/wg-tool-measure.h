/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-stroke-tool.h"

G_BEGIN_DECLS

#define WG_TYPE_TOOL_MEASURE (wg_tool_measure_get_type ())

/** Measures lengths along a stroke and the area of a ring, on the ellipsoid, and of the selected
 *  grids; Ctrl+C copies what is shown. Changes nothing. */
G_DECLARE_FINAL_TYPE (WgToolMeasure, wg_tool_measure, WG, TOOL_MEASURE, WgStrokeTool)

G_END_DECLS
