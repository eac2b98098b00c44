/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-select"

#include "wg-tool-select.h"

#include "wg-border-grip.h"
#include "wg-canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define LASSO_STEP 4.0 /* pixels between its points */

typedef enum
{
  DRAG_NONE,
  DRAG_BORDER, /* the grip has it */
  DRAG_BOX,
  DRAG_LASSO,
} DragKind;

struct _WgToolSelect
{
  WgTool parent_instance;

  WgBorderGrip *grip;
  DragKind drag;
  gboolean adds; /* to the selection */
  GArray *trail; /* of graphene_point_t, logical pixels: the lasso, or two corners of the box */
};

G_DEFINE_FINAL_TYPE (WgToolSelect, wg_tool_select, WG_TYPE_TOOL)

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
    {
      wg_canvas_select_at (canvas, event->x, event->y, event->state);
      g_signal_emit_by_name (canvas, "picked", event->x, event->y);
    }
  return TRUE;
}

static void
wg_tool_select_motion (WgTool *tool, const WgToolEvent *event)
{
  wg_border_grip_motion (WG_TOOL_SELECT (tool)->grip, event);
}

static void
wg_tool_select_leave (WgTool *tool)
{
  wg_border_grip_leave (WG_TOOL_SELECT (tool)->grip);
}

static void
wg_tool_select_view_changed (WgTool *tool)
{
  wg_border_grip_forget (WG_TOOL_SELECT (tool)->grip);
}

static gboolean
wg_tool_select_drag_begin (WgTool *tool, const WgToolEvent *event)
{
  WgToolSelect *self = WG_TOOL_SELECT (tool);
  graphene_point_t start = GRAPHENE_POINT_INIT ((float) event->x, (float) event->y);

  self->drag = DRAG_NONE;
  if (event->state & GDK_CONTROL_MASK)
    self->drag = DRAG_LASSO;
  else if (event->state & GDK_SHIFT_MASK)
    self->drag = DRAG_BOX;
  else if (wg_border_grip_drag_begin (self->grip, event))
    self->drag = DRAG_BORDER;
  if (self->drag == DRAG_NONE)
    return FALSE;
  self->adds = (event->state & GDK_SHIFT_MASK) != 0;
  g_array_set_size (self->trail, 0);
  g_array_append_val (self->trail, start);
  if (self->drag == DRAG_BOX)
    g_array_append_val (self->trail, start);
  return TRUE;
}

static void
wg_tool_select_drag_motion (WgTool *tool, const WgToolEvent *event)
{
  WgToolSelect *self = WG_TOOL_SELECT (tool);
  graphene_point_t p = GRAPHENE_POINT_INIT ((float) event->x, (float) event->y);
  const graphene_point_t *last = NULL;

  if (self->drag == DRAG_BORDER)
    {
      wg_border_grip_drag_motion (self->grip, event);
      return;
    }
  last = &g_array_index (self->trail, graphene_point_t, self->trail->len - 1);
  if (self->drag == DRAG_BOX)
    g_array_index (self->trail, graphene_point_t, 1) = p;
  else if (graphene_point_distance (&p, last, NULL, NULL) >= (float) LASSO_STEP)
    g_array_append_val (self->trail, p);
  wg_tool_redraw (tool);
}

static GArray *
find_grids (WgToolSelect *self, WgCanvas *canvas)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  g_autoptr (WgShape) shape = wg_shape_new ();
  WgEnvelope box = WG_ENVELOPE_EMPTY;

  for (guint i = 0; i < self->trail->len; i++)
    {
      graphene_point_t p = g_array_index (self->trail, graphene_point_t, i);
      WgPoint place = wg_canvas_point_at (canvas, p.x, p.y);

      g_array_append_val (points, place);
      wg_envelope_add_point (&box, place);
    }
  if (self->drag == DRAG_BOX)
    return wg_canvas_grids_in (canvas, &box);
  if (points->len >= 3)
    wg_shape_add_ring (shape, (const WgPoint *) points->data, points->len, 0, FALSE);
  return wg_canvas_grids_within (canvas, shape);
}

static void
select_trail (WgToolSelect *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  g_autoptr (GArray) grids = NULL;

  if (canvas == NULL || canvas->session == NULL)
    return;
  grids = find_grids (self, canvas);
  if (self->adds)
    {
      const GArray *present = wg_session_get_selection (canvas->session);
      g_array_append_vals (grids, present->data, present->len);
    }
  wg_session_select (canvas->session, (const guint32 *) grids->data, grids->len);
}

static void
wg_tool_select_drag_end (WgTool *tool, const WgToolEvent *event)
{
  WgToolSelect *self = WG_TOOL_SELECT (tool);

  if (self->drag == DRAG_BORDER)
    wg_border_grip_drag_end (self->grip, event);
  else if (event != NULL)
    {
      wg_tool_select_drag_motion (tool, event);
      select_trail (self);
    }
  self->drag = DRAG_NONE;
  wg_tool_redraw (tool);
}

static void
draw_box (WgToolSelect *self, GtkSnapshot *snapshot, GdkRGBA edge)
{
  graphene_point_t from = g_array_index (self->trail, graphene_point_t, 0);
  graphene_point_t to = g_array_index (self->trail, graphene_point_t, 1);
  GdkRGBA fill = edge;
  graphene_rect_t box;
  GskRoundedRect outline;

  graphene_rect_init (&box, from.x, from.y, to.x - from.x, to.y - from.y);
  graphene_rect_normalize (&box);
  fill.alpha = 0.15f;
  gtk_snapshot_append_color (snapshot, &fill, &box);
  gsk_rounded_rect_init_from_rect (&outline, &box, 0);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 1, 1, 1, 1 },
                              (GdkRGBA[4]){ edge, edge, edge, edge });
}

static void
draw_lasso (WgToolSelect *self, GtkSnapshot *snapshot, const GdkRGBA *edge, const WgViewport *v)
{
  cairo_t *cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) v->width, (float) v->height));

  for (guint i = 0; i < self->trail->len; i++)
    {
      graphene_point_t p = g_array_index (self->trail, graphene_point_t, i);
      cairo_line_to (cr, p.x, p.y);
    }
  cairo_close_path (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgba (cr, edge->red, edge->green, edge->blue, 0.15);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, edge);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
wg_tool_select_draw (WgTool *tool, GtkSnapshot *snapshot)
{
  WgToolSelect *self = WG_TOOL_SELECT (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);

  wg_border_grip_draw (self->grip, snapshot);
  if (self->drag == DRAG_BOX)
    draw_box (self, snapshot, *wg_canvas_accent (canvas));
  else if (self->drag == DRAG_LASSO)
    draw_lasso (self, snapshot, wg_canvas_accent (canvas), &canvas->viewport);
}

static gboolean
wg_tool_select_key (WgTool *tool, guint keyval, GdkModifierType state)
{
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  WgSession *session = canvas != NULL ? wg_canvas_get_session (canvas) : NULL;
  WgEnvelope envelope = WG_ENVELOPE_EMPTY;
  const GArray *selection = NULL;

  if (wg_border_grip_key (WG_TOOL_SELECT (tool)->grip, keyval, state))
    return TRUE;
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
  WgToolSelect *self = WG_TOOL_SELECT (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  WgSession *session = canvas != NULL ? wg_canvas_get_session (canvas) : NULL;
  char *of_border = wg_border_grip_hint (self->grip);

  if (of_border != NULL || session == NULL)
    return of_border != NULL ? of_border : g_strdup ("");
  if (wg_session_get_selection (session)->len == 0)
    return g_strdup (_("Click a grid to select it; drag to move the map"));
  return g_strdup (_("Shift+click adds, Shift+drag draws a box, Ctrl+drag a lasso, Ctrl+↑ goes to "
                     "the grid above, Esc clears"));
}

static void
wg_tool_select_finalize (GObject *object)
{
  WgToolSelect *self = WG_TOOL_SELECT (object);

  wg_border_grip_free (self->grip);
  g_array_unref (self->trail);
  G_OBJECT_CLASS (wg_tool_select_parent_class)->finalize (object);
}

static void
wg_tool_select_class_init (WgToolSelectClass *klass)
{
  WgToolClass *tool_class = WG_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wg_tool_select_finalize;
  tool_class->click = wg_tool_select_click;
  tool_class->motion = wg_tool_select_motion;
  tool_class->leave = wg_tool_select_leave;
  tool_class->view_changed = wg_tool_select_view_changed;
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
  self->grip = wg_border_grip_new (WG_TOOL (self), TRUE);
  self->trail = g_array_new (FALSE, FALSE, sizeof (graphene_point_t));
}
