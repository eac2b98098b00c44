/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-split"

#include "wg-tool-split.h"

#include "wg-canvas-private.h"

#include <glib/gi18n.h>

struct _WgToolSplit
{
  WgTool parent_instance;
};

G_DEFINE_FINAL_TYPE (WgToolSplit, wg_tool_split, WG_TYPE_TOOL)

static void
wg_tool_split_class_init (WgToolSplitClass *klass)
{
  WG_TOOL_CLASS (klass)->cursor = "crosshair";
}

static void
wg_tool_split_init (WgToolSplit *self)
{
}
