/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-select"

#include "wg-tool-select.h"

#include "wg-canvas-private.h"

#include <glib/gi18n.h>

struct _WgToolSelect
{
  WgTool parent_instance;
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
  tool_class->key = wg_tool_select_key;
  tool_class->hint = wg_tool_select_hint;
}

static void
wg_tool_select_init (WgToolSelect *self)
{
}
