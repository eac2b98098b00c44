/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-contact"

#include "wg-tool-contact.h"

#include "wg-canvas-private.h"

#include <glib/gi18n.h>

struct _WgToolContact
{
  WgStrokeTool parent_instance;
};

G_DEFINE_FINAL_TYPE (WgToolContact, wg_tool_contact, WG_TYPE_STROKE_TOOL)

/* Nothing is worked out before it is whole. */
static void
wg_tool_contact_changed (WgStrokeTool *tool)
{
}

static void
wg_tool_contact_finished (WgStrokeTool *tool)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (tool));
  WgStroke *stroke = wg_stroke_tool_get_stroke (tool);
  g_autoptr (WgShape) shape = wg_stroke_get_shape (stroke);

  wg_stroke_clear (stroke);
  if (canvas != NULL && canvas->plan != NULL && shape != NULL)
    g_signal_emit_by_name (canvas, "area-drawn", shape);
}

static char *
wg_tool_contact_hint (WgTool *tool)
{
  return g_strdup (_("Draw around an area, or click its corners and press Enter: whom to call there"));
}

static void
wg_tool_contact_class_init (WgToolContactClass *klass)
{
  WgToolClass *tool_class = WG_TOOL_CLASS (klass);
  WgStrokeToolClass *stroke_class = WG_STROKE_TOOL_CLASS (klass);

  stroke_class->form = WG_STROKE_RING;
  stroke_class->flags = WG_STROKE_RELEASE_FINISHES | WG_STROKE_NO_NUMBERS;
  stroke_class->changed = wg_tool_contact_changed;
  stroke_class->finished = wg_tool_contact_finished;
  tool_class->take_points = NULL; /* what is pasted is to become land */
  tool_class->hint = wg_tool_contact_hint;
}

static void
wg_tool_contact_init (WgToolContact *self)
{
}
