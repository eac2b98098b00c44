/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-border"

#include "wg-tool-border.h"

#include "wg-border-grip.h"

#include <glib/gi18n.h>

struct _WgToolBorder
{
  WgTool parent_instance;

  WgBorderGrip *grip;
};

G_DEFINE_FINAL_TYPE (WgToolBorder, wg_tool_border, WG_TYPE_TOOL)

static void
wg_tool_border_motion (WgTool *tool, const WgToolEvent *event)
{
  wg_border_grip_motion (WG_TOOL_BORDER (tool)->grip, event);
}

static void
wg_tool_border_leave (WgTool *tool)
{
  wg_border_grip_leave (WG_TOOL_BORDER (tool)->grip);
}

static gboolean
wg_tool_border_key (WgTool *tool, guint keyval, GdkModifierType state)
{
  return wg_border_grip_key (WG_TOOL_BORDER (tool)->grip, keyval, state);
}

static gboolean
wg_tool_border_drag_begin (WgTool *tool, const WgToolEvent *event)
{
  return wg_border_grip_drag_begin (WG_TOOL_BORDER (tool)->grip, event);
}

static void
wg_tool_border_drag_motion (WgTool *tool, const WgToolEvent *event)
{
  wg_border_grip_drag_motion (WG_TOOL_BORDER (tool)->grip, event);
}

static void
wg_tool_border_drag_end (WgTool *tool, const WgToolEvent *event)
{
  wg_border_grip_drag_end (WG_TOOL_BORDER (tool)->grip, event);
}

static gboolean
wg_tool_border_cancel (WgTool *tool)
{
  return wg_border_grip_cancel (WG_TOOL_BORDER (tool)->grip);
}

static void
wg_tool_border_view_changed (WgTool *tool)
{
  wg_border_grip_forget (WG_TOOL_BORDER (tool)->grip);
}

static void
wg_tool_border_draw (WgTool *tool, GtkSnapshot *snapshot)
{
  wg_border_grip_draw (WG_TOOL_BORDER (tool)->grip, snapshot);
}

static char *
wg_tool_border_hint (WgTool *tool)
{
  char *hint = wg_border_grip_hint (WG_TOOL_BORDER (tool)->grip);

  return hint != NULL ? hint : g_strdup (_("Drag a corner, a junction or a part of a border; ] goes along the corners "
                                      "of the selected grid"));
}

static void
wg_tool_border_finalize (GObject *object)
{
  wg_border_grip_free (WG_TOOL_BORDER (object)->grip);
  G_OBJECT_CLASS (wg_tool_border_parent_class)->finalize (object);
}

static void
wg_tool_border_class_init (WgToolBorderClass *klass)
{
  WgToolClass *tool_class = WG_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wg_tool_border_finalize;
  tool_class->motion = wg_tool_border_motion;
  tool_class->leave = wg_tool_border_leave;
  tool_class->key = wg_tool_border_key;
  tool_class->drag_begin = wg_tool_border_drag_begin;
  tool_class->drag_motion = wg_tool_border_drag_motion;
  tool_class->drag_end = wg_tool_border_drag_end;
  tool_class->cancel = wg_tool_border_cancel;
  tool_class->view_changed = wg_tool_border_view_changed;
  tool_class->draw = wg_tool_border_draw;
  tool_class->hint = wg_tool_border_hint;
}

static void
wg_tool_border_init (WgToolBorder *self)
{
  self->grip = wg_border_grip_new (WG_TOOL (self), FALSE);
}
