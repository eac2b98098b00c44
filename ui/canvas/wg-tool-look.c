/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-look"

#include "wg-tool-look.h"

#include "wg-canvas-private.h"

#include <glib/gi18n.h>

#define REACH_PIXELS 9.0

#define WG_TYPE_TOOL_LOOK (wg_tool_look_get_type ())
G_DECLARE_FINAL_TYPE (WgToolLook, wg_tool_look, WG, TOOL_LOOK, WgTool)

struct _WgToolLook
{
  WgTool parent_instance;

  const WgLookFuncs *funcs;
  gpointer user_data;
};

G_DEFINE_FINAL_TYPE (WgToolLook, wg_tool_look, WG_TYPE_TOOL)

static void
wg_tool_look_draw (WgTool *tool, GtkSnapshot *snapshot)
{
  WgToolLook *self = WG_TOOL_LOOK (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);

  if (canvas != NULL && self->funcs != NULL && self->funcs->draw != NULL)
    self->funcs->draw (canvas, snapshot, self->user_data);
}

static gboolean
wg_tool_look_click (WgTool *tool, const WgToolEvent *event)
{
  WgToolLook *self = WG_TOOL_LOOK (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);

  if (event->button == GDK_BUTTON_SECONDARY)
    return TRUE;
  return canvas != NULL && event->button == GDK_BUTTON_PRIMARY && self->funcs != NULL
         && self->funcs->click != NULL
         && self->funcs->click (canvas, event->point, REACH_PIXELS / canvas->viewport.scale,
                                self->user_data);
}

static char *
wg_tool_look_hint (WgTool *tool)
{
  return g_strdup (_("Drag to move the map, turn the wheel to zoom"));
}

static void
wg_tool_look_class_init (WgToolLookClass *klass)
{
  WgToolClass *tool_class = WG_TOOL_CLASS (klass);

  tool_class->draw = wg_tool_look_draw;
  tool_class->click = wg_tool_look_click;
  tool_class->hint = wg_tool_look_hint;
}

static void
wg_tool_look_init (WgToolLook *self)
{
}

void
wg_canvas_look_only (WgCanvas *self, const WgLookFuncs *funcs, gpointer user_data)
{
  WgToolLook *tool = NULL;

  g_return_if_fail (WG_IS_CANVAS (self));
  tool = g_object_new (WG_TYPE_TOOL_LOOK, "canvas", self, NULL);
  tool->funcs = funcs;
  tool->user_data = user_data;
  wg_canvas_take_tool (self, "look", WG_TOOL (tool));
}

void
wg_canvas_draw_land (WgCanvas *self, cairo_t *cr, const WgShape *shape, const GdkRGBA *fill,
                     const GdkRGBA *line, double width)
{
  cairo_new_path (cr);
  wg_canvas_trace_shape (cr, &self->viewport, shape);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (fill != NULL)
    {
      gdk_cairo_set_source_rgba (cr, fill);
      cairo_fill_preserve (cr);
    }
  if (line != NULL)
    {
      gdk_cairo_set_source_rgba (cr, line);
      cairo_set_line_width (cr, width);
      cairo_stroke_preserve (cr);
    }
  cairo_new_path (cr);
}
