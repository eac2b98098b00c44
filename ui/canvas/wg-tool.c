/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool"

#include "wg-tool.h"

#include "wg-canvas-private.h"

typedef struct
{
  WgCanvas *canvas; /* weak */
  const char *cursor; /* static; NULL: the class's own */
} WgToolPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WgTool, wg_tool, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CANVAS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
wg_tool_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WgToolPrivate *priv = wg_tool_get_instance_private (WG_TOOL (object));

  switch (id)
    {
    case PROP_CANVAS:
      g_set_weak_pointer (&priv->canvas, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
wg_tool_dispose (GObject *object)
{
  WgToolPrivate *priv = wg_tool_get_instance_private (WG_TOOL (object));

  g_clear_weak_pointer (&priv->canvas);
  G_OBJECT_CLASS (wg_tool_parent_class)->dispose (object);
}

static void
wg_tool_class_init (WgToolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = wg_tool_set_property;
  object_class->dispose = wg_tool_dispose;
  klass->cursor = "default";

  properties[PROP_CANVAS] = g_param_spec_object (
    "canvas", NULL, NULL, WG_TYPE_CANVAS,
    G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
wg_tool_init (WgTool *self)
{
}

WgCanvas *
wg_tool_get_canvas (WgTool *self)
{
  WgToolPrivate *priv = wg_tool_get_instance_private (self);
  return priv->canvas;
}

WgSession *
wg_tool_get_session (WgTool *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (self);

  return canvas != NULL ? canvas->session : NULL;
}

void
wg_tool_redraw (WgTool *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (self);
  if (canvas != NULL)
    gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

void
wg_tool_hint_changed (WgTool *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (self);
  if (canvas != NULL)
    wg_canvas_renew_hint (canvas);
}

void
wg_tool_set_cursor (WgTool *self, const char *name)
{
  WgToolPrivate *priv = wg_tool_get_instance_private (self);

  if (g_strcmp0 (priv->cursor, name) == 0)
    return;
  priv->cursor = name != NULL ? g_intern_string (name) : NULL;
  if (priv->canvas != NULL)
    wg_canvas_update_cursor (priv->canvas);
}

const char *
wg_tool_get_cursor (WgTool *self)
{
  WgToolPrivate *priv = wg_tool_get_instance_private (self);

  return priv->cursor != NULL ? priv->cursor : WG_TOOL_GET_CLASS (self)->cursor;
}

gboolean
wg_tool_click (WgTool *self, const WgToolEvent *event)
{
  WgToolClass *klass = WG_TOOL_GET_CLASS (self);
  return klass->click != NULL && klass->click (self, event);
}

void
wg_tool_motion (WgTool *self, const WgToolEvent *event)
{
  WgToolClass *klass = WG_TOOL_GET_CLASS (self);
  if (klass->motion != NULL)
    klass->motion (self, event);
}

void
wg_tool_leave (WgTool *self)
{
  WgToolClass *klass = WG_TOOL_GET_CLASS (self);
  if (klass->leave != NULL)
    klass->leave (self);
}

gboolean
wg_tool_key (WgTool *self, guint keyval, GdkModifierType state)
{
  WgToolClass *klass = WG_TOOL_GET_CLASS (self);
  return klass->key != NULL && klass->key (self, keyval, state);
}

gboolean
wg_tool_key_released (WgTool *self, guint keyval, GdkModifierType state)
{
  WgToolClass *klass = WG_TOOL_GET_CLASS (self);
  return klass->key_released != NULL && klass->key_released (self, keyval, state);
}

gboolean
wg_tool_drag_begin (WgTool *self, const WgToolEvent *event)
{
  WgToolClass *klass = WG_TOOL_GET_CLASS (self);
  return klass->drag_begin != NULL && klass->drag_begin (self, event);
}

void
wg_tool_drag_motion (WgTool *self, const WgToolEvent *event)
{
  WgToolClass *klass = WG_TOOL_GET_CLASS (self);
  if (klass->drag_motion != NULL)
    klass->drag_motion (self, event);
}

void
wg_tool_drag_end (WgTool *self, const WgToolEvent *event)
{
  WgToolClass *klass = WG_TOOL_GET_CLASS (self);
  if (klass->drag_end != NULL)
    klass->drag_end (self, event);
}

void
wg_tool_selection_changed (WgTool *self)
{
  WgToolClass *klass = WG_TOOL_GET_CLASS (self);
  if (klass->selection_changed != NULL)
    klass->selection_changed (self);
}

gboolean
wg_tool_cancel (WgTool *self)
{
  WgToolClass *klass = WG_TOOL_GET_CLASS (self);
  return klass->cancel != NULL && klass->cancel (self);
}

void
wg_tool_draw (WgTool *self, GtkSnapshot *snapshot)
{
  WgToolClass *klass = WG_TOOL_GET_CLASS (self);
  if (klass->draw != NULL)
    klass->draw (self, snapshot);
}

char *
wg_tool_hint (WgTool *self)
{
  WgToolClass *klass = WG_TOOL_GET_CLASS (self);
  return klass->hint != NULL ? klass->hint (self) : g_strdup ("");
}

void
wg_tool_view_changed (WgTool *self)
{
  WgToolClass *klass = WG_TOOL_GET_CLASS (self);
  if (klass->view_changed != NULL)
    klass->view_changed (self);
}

gboolean
wg_tool_take_points (WgTool *self, const GArray *points, gboolean is_ring)
{
  WgToolClass *klass = WG_TOOL_GET_CLASS (self);

  return klass->take_points != NULL && klass->take_points (self, points, is_ring);
}
