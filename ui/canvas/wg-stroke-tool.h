/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-stroke.h"

G_BEGIN_DECLS

#define WG_TYPE_STROKE_TOOL (wg_stroke_tool_get_type ())

/**
 * WgStrokeTool:
 *
 * A tool that acts along one stroke: hands all events on to it. A subclass says what is drawn in its
 * class_init and fills `changed` and `finished`. `changed` comes at once while it is quick; when the
 * last one was long, it comes when the pointer pauses, and before keys and `finished`. What it
 * overrides of #WgTool besides, it chains up from.
 */
G_DECLARE_DERIVABLE_TYPE (WgStrokeTool, wg_stroke_tool, WG, STROKE_TOOL, WgTool)

struct _WgStrokeToolClass
{
  WgToolClass parent_class;

  WgStrokeForm form;
  WgStrokeFlags flags;
  /* As the signals of the stroke. */
  void (*changed)  (WgStrokeTool *self);
  void (*finished) (WgStrokeTool *self);
};

/** There from `constructed` on. */
WgStroke *wg_stroke_tool_get_stroke (WgStrokeTool *self);

G_END_DECLS
