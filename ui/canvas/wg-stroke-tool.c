/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-stroke-tool"

#include "wg-stroke-tool.h"

/* A preview that takes longer than this leaves no time for the rest of a frame: then it waits until
 * the pointer pauses, and only the rubber band follows at once. */
#define LONG_MICROSECONDS 10000
#define PAUSE_MILLISECONDS 50

typedef struct
{
  WgStroke *stroke;
  gint64 cost;   /* of the last preview, microseconds */
  guint waiting; /* source of a preview that is due; 0: none */
} WgStrokeToolPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WgStrokeTool, wg_stroke_tool, WG_TYPE_TOOL)

static WgStroke *
stroke_of (WgTool *tool)
{
  return wg_stroke_tool_get_stroke (WG_STROKE_TOOL (tool));
}

static void
renew (WgStrokeTool *self)
{
  WgStrokeToolPrivate *priv = wg_stroke_tool_get_instance_private (self);
  gint64 start = g_get_monotonic_time ();

  g_clear_handle_id (&priv->waiting, g_source_remove);
  WG_STROKE_TOOL_GET_CLASS (self)->changed (self);
  priv->cost = g_get_monotonic_time () - start;
}

/** What was put off is done before anything is built on it. */
static void
catch_up (WgStrokeTool *self)
{
  WgStrokeToolPrivate *priv = wg_stroke_tool_get_instance_private (self);

  if (priv->waiting == 0)
    return;
  renew (self);
  wg_tool_hint_changed (WG_TOOL (self));
  wg_tool_redraw (WG_TOOL (self));
}

static gboolean
paused_cb (gpointer user_data)
{
  catch_up (user_data);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (WgStrokeTool *self)
{
  WgStrokeToolPrivate *priv = wg_stroke_tool_get_instance_private (self);

  if (priv->cost <= LONG_MICROSECONDS || wg_stroke_is_empty (priv->stroke))
    {
      renew (self);
      return;
    }
  g_clear_handle_id (&priv->waiting, g_source_remove);
  priv->waiting = g_timeout_add (PAUSE_MILLISECONDS, paused_cb, self);
}

static void
finished_cb (WgStrokeTool *self)
{
  catch_up (self);
  WG_STROKE_TOOL_GET_CLASS (self)->finished (self);
}

static gboolean
wg_stroke_tool_click (WgTool *tool, const WgToolEvent *event)
{
  return wg_stroke_click (stroke_of (tool), event);
}

static void
wg_stroke_tool_motion (WgTool *tool, const WgToolEvent *event)
{
  wg_stroke_motion (stroke_of (tool), event);
}

static void
wg_stroke_tool_leave (WgTool *tool)
{
  wg_stroke_leave (stroke_of (tool));
}

static gboolean
wg_stroke_tool_drag_begin (WgTool *tool, const WgToolEvent *event)
{
  return wg_stroke_drag_begin (stroke_of (tool), event);
}

static void
wg_stroke_tool_drag_motion (WgTool *tool, const WgToolEvent *event)
{
  wg_stroke_drag_motion (stroke_of (tool), event);
}

static void
wg_stroke_tool_drag_end (WgTool *tool, const WgToolEvent *event)
{
  wg_stroke_drag_end (stroke_of (tool), event);
}

static gboolean
wg_stroke_tool_key (WgTool *tool, guint keyval, GdkModifierType state)
{
  catch_up (WG_STROKE_TOOL (tool));
  return wg_stroke_key (stroke_of (tool), keyval, state);
}

static gboolean
wg_stroke_tool_key_released (WgTool *tool, guint keyval, GdkModifierType state)
{
  return wg_stroke_key_released (stroke_of (tool), keyval, state);
}

static gboolean
wg_stroke_tool_cancel (WgTool *tool)
{
  return wg_stroke_cancel (stroke_of (tool));
}

static void
wg_stroke_tool_draw (WgTool *tool, GtkSnapshot *snapshot)
{
  wg_stroke_draw (stroke_of (tool), snapshot);
}

static gboolean
wg_stroke_tool_take_points (WgTool *tool, const GArray *points, gboolean is_ring)
{
  return wg_stroke_take_points (stroke_of (tool), points, is_ring);
}

static void
wg_stroke_tool_view_changed (WgTool *tool)
{
  wg_stroke_view_changed (stroke_of (tool));
}

static void
wg_stroke_tool_constructed (GObject *object)
{
  WgStrokeTool *self = WG_STROKE_TOOL (object);
  WgStrokeToolPrivate *priv = wg_stroke_tool_get_instance_private (self);
  const WgStrokeToolClass *klass = WG_STROKE_TOOL_GET_CLASS (self);

  G_OBJECT_CLASS (wg_stroke_tool_parent_class)->constructed (object);
  priv->stroke = wg_stroke_new (WG_TOOL (self), klass->form, klass->flags);
  g_signal_connect_swapped (priv->stroke, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (priv->stroke, "finished", G_CALLBACK (finished_cb), self);
}

static void
wg_stroke_tool_finalize (GObject *object)
{
  WgStrokeToolPrivate *priv = wg_stroke_tool_get_instance_private (WG_STROKE_TOOL (object));

  g_clear_handle_id (&priv->waiting, g_source_remove);
  g_clear_object (&priv->stroke);
  G_OBJECT_CLASS (wg_stroke_tool_parent_class)->finalize (object);
}

static void
wg_stroke_tool_class_init (WgStrokeToolClass *klass)
{
  WgToolClass *tool_class = WG_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = wg_stroke_tool_constructed;
  G_OBJECT_CLASS (klass)->finalize = wg_stroke_tool_finalize;
  tool_class->cursor = "crosshair";
  tool_class->click = wg_stroke_tool_click;
  tool_class->motion = wg_stroke_tool_motion;
  tool_class->leave = wg_stroke_tool_leave;
  tool_class->drag_begin = wg_stroke_tool_drag_begin;
  tool_class->drag_motion = wg_stroke_tool_drag_motion;
  tool_class->drag_end = wg_stroke_tool_drag_end;
  tool_class->key = wg_stroke_tool_key;
  tool_class->key_released = wg_stroke_tool_key_released;
  tool_class->cancel = wg_stroke_tool_cancel;
  tool_class->draw = wg_stroke_tool_draw;
  tool_class->take_points = wg_stroke_tool_take_points;
  tool_class->view_changed = wg_stroke_tool_view_changed;
}

static void
wg_stroke_tool_init (WgStrokeTool *self)
{
}

WgStroke *
wg_stroke_tool_get_stroke (WgStrokeTool *self)
{
  WgStrokeToolPrivate *priv = wg_stroke_tool_get_instance_private (self);

  return priv->stroke;
}
