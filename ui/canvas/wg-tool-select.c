/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-select"

#include "wg-tool-select.h"

#include "wg-canvas-private.h"

#include <glib/gi18n.h>

struct _WgToolSelect
{
  WgTool parent_instance;

  gboolean is_boxing;
  graphene_point_t from, to; /* the box's corners, logical pixels */
};

G_DEFINE_FINAL_TYPE (WgToolSelect, wg_tool_select, WG_TYPE_TOOL)

static void
select_at (WgSession *session, guint32 grid, GdkModifierType state)
{
  if (state & GDK_SHIFT_MASK)
    {
      if (grid != 0)
        wg_session_toggle (session, grid);
    }
  else
    wg_session_select (session, &grid, grid != 0 ? 1 : 0);
}

static gboolean
wg_tool_select_click (WgTool *tool, const WgToolEvent *event)
{
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  WgSession *session = canvas != NULL ? wg_canvas_get_session (canvas) : NULL;
  guint32 grid = 0;

  if (session == NULL)
    return FALSE;
  grid = wg_canvas_grid_at (canvas, event->x, event->y);
  if (event->button == GDK_BUTTON_SECONDARY)
    {
      /* The menu is about what it was opened on. */
      if (grid != 0 && !wg_session_is_selected (session, grid))
        wg_session_select (session, &grid, 1);
      return FALSE;
    }
  if (event->n_press == 2 && grid != 0)
    {
      WgEnvelope envelope = wg_canvas_grid_envelope (canvas, grid);
      wg_session_select (session, &grid, 1);
      wg_canvas_fit_envelope (canvas, &envelope);
    }
  else if (event->n_press == 1)
    select_at (session, grid, event->state);
  return TRUE;
}

static gboolean
wg_tool_select_drag_begin (WgTool *tool, const WgToolEvent *event)
{
  WgToolSelect *self = WG_TOOL_SELECT (tool);

  if (!(event->state & GDK_SHIFT_MASK))
    return FALSE;
  self->is_boxing = TRUE;
  graphene_point_init (&self->from, (float) event->x, (float) event->y);
  self->to = self->from;
  return TRUE;
}

static void
wg_tool_select_drag_motion (WgTool *tool, const WgToolEvent *event)
{
  graphene_point_init (&WG_TOOL_SELECT (tool)->to, (float) event->x, (float) event->y);
  wg_tool_redraw (tool);
}

static void
select_box (WgToolSelect *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  WgEnvelope box = WG_ENVELOPE_EMPTY;
  g_autoptr (GArray) grids = NULL;
  const GArray *present = NULL;

  if (canvas->session == NULL)
    return;
  wg_envelope_add_point (&box, wg_canvas_point_at (canvas, self->from.x, self->from.y));
  wg_envelope_add_point (&box, wg_canvas_point_at (canvas, self->to.x, self->to.y));
  grids = wg_canvas_grids_in (canvas, &box);
  present = wg_session_get_selection (canvas->session);
  g_array_append_vals (grids, present->data, present->len);
  wg_session_select (canvas->session, (const guint32 *) grids->data, grids->len);
}

static void
wg_tool_select_drag_end (WgTool *tool, const WgToolEvent *event)
{
  WgToolSelect *self = WG_TOOL_SELECT (tool);

  self->is_boxing = FALSE;
  if (event != NULL)
    select_box (self);
  wg_tool_redraw (tool);
}

static void
wg_tool_select_draw (WgTool *tool, GtkSnapshot *snapshot)
{
  WgToolSelect *self = WG_TOOL_SELECT (tool);
  GdkRGBA edge = *wg_canvas_accent (wg_tool_get_canvas (tool)), fill = edge;
  graphene_rect_t box;
  GskRoundedRect outline;

  if (!self->is_boxing)
    return;
  graphene_rect_init (&box, self->from.x, self->from.y, self->to.x - self->from.x,
                      self->to.y - self->from.y);
  graphene_rect_normalize (&box);
  fill.alpha = 0.15f;
  gtk_snapshot_append_color (snapshot, &fill, &box);
  gsk_rounded_rect_init_from_rect (&outline, &box, 0);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 1, 1, 1, 1 },
                              (GdkRGBA[4]){ edge, edge, edge, edge });
}

static gboolean
wg_tool_select_key (WgTool *tool, guint keyval, GdkModifierType state)
{
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  WgSession *session = canvas != NULL ? wg_canvas_get_session (canvas) : NULL;
  WgEnvelope envelope = WG_ENVELOPE_EMPTY;
  const GArray *selection = NULL;

  if (session == NULL || (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter))
    return FALSE;
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK))
    return FALSE;
  selection = wg_session_get_selection (session);
  for (guint i = 0; i < selection->len; i++)
    {
      WgEnvelope one = wg_canvas_grid_envelope (canvas, g_array_index (selection, guint32, i));
      if (!wg_envelope_is_empty (&one))
        wg_envelope_add (&envelope, &one);
    }
  wg_canvas_fit_envelope (canvas, &envelope);
  return TRUE;
}

static char *
wg_tool_select_hint (WgTool *tool)
{
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  WgSession *session = canvas != NULL ? wg_canvas_get_session (canvas) : NULL;

  if (session == NULL)
    return g_strdup ("");
  if (wg_session_get_selection (session)->len == 0)
    return g_strdup (_("Click a grid to select it; drag to move the map"));
  return g_strdup (_("Shift+click adds, Shift+drag draws a box, Ctrl+↑ goes to the grid above, Esc clears"));
}

static void
wg_tool_select_class_init (WgToolSelectClass *klass)
{
  WgToolClass *tool_class = WG_TOOL_CLASS (klass);

  tool_class->click = wg_tool_select_click;
  tool_class->drag_begin = wg_tool_select_drag_begin;
  tool_class->drag_motion = wg_tool_select_drag_motion;
  tool_class->drag_end = wg_tool_select_drag_end;
  tool_class->draw = wg_tool_select_draw;
  tool_class->key = wg_tool_select_key;
  tool_class->hint = wg_tool_select_hint;
}

static void
wg_tool_select_init (WgToolSelect *self)
{
}
