/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-split"

#include "wg-tool-split.h"

#include "wg-canvas-private.h"
#include "wg-snap.h"

#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-commands.h"

#include <glib/gi18n.h>

#define SNAP_PIXELS 8.0
#define MAX_ROWS 6

struct _WgToolSplit
{
  WgTool parent_instance;

  GArray *points;      /* of WgPoint: the vertices that were set */
  WgSnap pointer;      /* where the next one would go */
  gboolean has_pointer;
  WgKeepCode keep;
  GPtrArray *pieces;   /* of WgSplitPiece; NULL: the stroke divides nothing */
  char *note;          /* the pieces in words */
};

G_DEFINE_FINAL_TYPE (WgToolSplit, wg_tool_split, WG_TYPE_TOOL)

static WgPlan *
current_plan (WgToolSplit *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  return canvas != NULL ? canvas->plan : NULL;
}

/** Only these may be cut; NULL: every grid. */
static const GArray *
allowed_grids (WgToolSplit *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  const GArray *selection = wg_session_get_selection (canvas->session);

  return selection->len > 0 ? selection : NULL;
}

/** The stroke as it is shown: the vertices and the rubber band to the pointer. */
static GArray *
make_stroke (WgToolSplit *self)
{
  GArray *stroke = g_array_copy (self->points);
  const WgPoint *last = NULL;

  if (stroke->len > 0)
    last = &g_array_index (stroke, WgPoint, stroke->len - 1);
  if (self->has_pointer && (last == NULL || !wg_point_equal (*last, self->pointer.point)))
    g_array_append_val (stroke, self->pointer.point);
  return stroke;
}

static char *
describe_piece (WgPlan *plan, const WgSplitPiece *piece)
{
  double area_m2 = 0, perimeter_m = 0;
  g_autofree char *area = NULL;
  const WgGrid *grid = piece->grid;

  wg_frame_geodesic (wg_plan_get_frame (plan), piece->shape, &area_m2, &perimeter_m);
  area = wg_words_area (area_m2);
  if (piece->is_kept)
    return g_strdup_printf (_("%s %s: %s, keeps its code"), grid->name, grid->code, area);
  return g_strdup_printf (_("%s %s: %s, new"), grid->name, grid->code, area);
}

static void
forget_preview (WgToolSplit *self)
{
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  g_clear_pointer (&self->note, g_free);
}

static void
renew_preview (WgToolSplit *self)
{
  WgPlan *plan = current_plan (self);
  g_autoptr (GArray) stroke = make_stroke (self);
  GString *note = NULL;

  forget_preview (self);
  if (plan == NULL || wg_plan_get_frame (plan) == NULL || self->points->len == 0 || stroke->len < 2)
    return;
  self->pieces = wg_plan_preview_split (plan, (const WgPoint *) stroke->data, stroke->len,
                                        allowed_grids (self), self->keep, NULL);
  if (self->pieces == NULL)
    return;
  note = g_string_new (NULL);
  for (guint i = 0; i < MIN (self->pieces->len, MAX_ROWS); i++)
    {
      g_autofree char *line = describe_piece (plan, g_ptr_array_index (self->pieces, i));
      g_string_append_printf (note, "%s%s", i > 0 ? "\n" : "", line);
    }
  if (self->pieces->len > MAX_ROWS)
    {
      guint more = self->pieces->len - MAX_ROWS;
      g_string_append_c (note, '\n');
      g_string_append_printf (note, ngettext ("and %u piece more", "and %u pieces more", more), more);
    }
  self->note = g_string_free (note, FALSE);
}

static void
renew (WgToolSplit *self)
{
  renew_preview (self);
  wg_tool_hint_changed (WG_TOOL (self));
  wg_tool_redraw (WG_TOOL (self));
}

static WgSnap
snap (WgToolSplit *self, const WgToolEvent *event)
{
  if (event->state & GDK_ALT_MASK)
    return (WgSnap){ WG_SNAP_NONE, event->point };
  return wg_snap_find (wg_tool_get_canvas (WG_TOOL (self)), event->point, SNAP_PIXELS);
}

static void
remove_last (WgToolSplit *self)
{
  if (self->points->len > 0)
    g_array_set_size (self->points, self->points->len - 1);
  renew (self);
}

static void
say_error (WgToolSplit *self, const GError *error, gboolean is_limited)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  g_autofree char *sentence = NULL;

  if (!g_error_matches (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING))
    sentence = wg_words_error (error);
  else if (is_limited)
    sentence = g_strdup (_("The line divides none of the selected grids. Draw it from border to "
                           "border, or clear the selection."));
  else
    sentence = g_strdup (_("The line divides no grid. Draw it from border to border."));
  wg_canvas_say (canvas, sentence);
}

/** When only selected grids could be cut, their parts are selected too: they can be cut again. */
static void
extend_selection (WgSession *session, const GArray *parts)
{
  g_autoptr (GArray) selection = g_array_copy ((GArray *) wg_session_get_selection (session));

  for (guint i = 0; i < parts->len; i++)
    g_array_append_val (selection, g_array_index (parts, WgSplitPart, i).grid);
  wg_session_select (session, (const guint32 *) selection->data, selection->len);
}

static void
say_done (WgToolSplit *self, const GArray *parts)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  g_autofree char *name = wg_words_grid (canvas->plan, g_array_index (parts, WgSplitPart, 0).grid);
  g_autofree char *sentence = NULL;

  if (parts->len == 1)
    sentence = g_strdup_printf (_("Divided; new grid: %s"), name);
  else
    sentence = g_strdup_printf (ngettext ("Divided; %u new grid", "Divided; %u new grids", parts->len),
                                parts->len);
  wg_canvas_say (canvas, sentence);
}

static void
commit (WgToolSplit *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  g_autoptr (GArray) stroke = make_stroke (self);
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) allowed = NULL;

  if (canvas == NULL || canvas->session == NULL || self->points->len == 0 || stroke->len < 2)
    {
      if (canvas != NULL)
        wg_canvas_say (canvas, _("Click where the dividing line begins and where it ends, then press Enter."));
      return;
    }
  if (allowed_grids (self) != NULL)
    allowed = g_array_copy ((GArray *) allowed_grids (self));
  if (!wg_command_split (wg_session_get_history (canvas->session), (const WgPoint *) stroke->data,
                         stroke->len, allowed, self->keep, &parts, &error))
    {
      say_error (self, error, allowed != NULL);
      return;
    }
  g_array_set_size (self->points, 0);
  renew (self);
  if (allowed != NULL)
    extend_selection (canvas->session, parts);
  if (parts->len > 0)
    say_done (self, parts);
}

static void
add_vertex (WgToolSplit *self, WgPoint point)
{
  if (self->points->len > 0
      && wg_point_equal (g_array_index (self->points, WgPoint, self->points->len - 1), point))
    return;
  g_array_append_val (self->points, point);
  renew (self);
}

static gboolean
wg_tool_split_click (WgTool *tool, const WgToolEvent *event)
{
  WgToolSplit *self = WG_TOOL_SPLIT (tool);

  if (current_plan (self) == NULL)
    return FALSE;
  if (event->button == GDK_BUTTON_SECONDARY)
    {
      gboolean had_points = self->points->len > 0;
      remove_last (self);
      return had_points;
    }
  self->pointer = snap (self, event);
  if (event->n_press == 1)
    add_vertex (self, self->pointer.point);
  else if (event->n_press == 2 && self->points->len > 1)
    {
      self->has_pointer = FALSE;
      commit (self);
    }
  return TRUE;
}

static void
wg_tool_split_motion (WgTool *tool, const WgToolEvent *event)
{
  WgToolSplit *self = WG_TOOL_SPLIT (tool);

  self->pointer = snap (self, event);
  self->has_pointer = TRUE;
  renew (self);
}

static void
wg_tool_split_leave (WgTool *tool)
{
  WgToolSplit *self = WG_TOOL_SPLIT (tool);

  self->has_pointer = FALSE;
  renew (self);
}

static gboolean
wg_tool_split_key (WgTool *tool, guint keyval, GdkModifierType state)
{
  WgToolSplit *self = WG_TOOL_SPLIT (tool);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      commit (self);
      return TRUE;
    case GDK_KEY_BackSpace:
    case GDK_KEY_Delete:
      remove_last (self);
      return TRUE;
    case GDK_KEY_f:
    case GDK_KEY_F:
      self->keep = self->keep == WG_KEEP_LARGEST ? WG_KEEP_SMALLEST : WG_KEEP_LARGEST;
      renew (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
wg_tool_split_cancel (WgTool *tool)
{
  WgToolSplit *self = WG_TOOL_SPLIT (tool);
  gboolean had_points = self->points->len > 0;

  g_array_set_size (self->points, 0);
  renew (self);
  return had_points;
}

static void
wg_tool_split_view_changed (WgTool *tool)
{
  WgToolSplit *self = WG_TOOL_SPLIT (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);

  /* The pointer stands still on the screen and moves over the map. */
  if (canvas == NULL || !self->has_pointer || !canvas->pointer.is_inside)
    return;
  self->pointer = (WgSnap){ WG_SNAP_NONE,
                            wg_canvas_point_at (canvas, canvas->pointer.x, canvas->pointer.y) };
  if (self->points->len > 0)
    renew_preview (self);
}

static char *
wg_tool_split_hint (WgTool *tool)
{
  WgToolSplit *self = WG_TOOL_SPLIT (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  const char *keep = self->keep == WG_KEEP_LARGEST
                       ? _("the larger part keeps the code (F: the smaller)")
                       : _("the smaller part keeps the code (F: the larger)");
  const char *what = _("Click where the dividing line begins");

  if (canvas == NULL || canvas->session == NULL)
    return g_strdup ("");
  if (self->points->len > 0 && self->pieces != NULL)
    what = _("Enter divides along the line, Esc drops it");
  else if (self->points->len > 0)
    what = _("Click on to the far border, Backspace takes a point back");
  if (allowed_grids (self) != NULL)
    return g_strdup_printf (_("%s; only the selected grids are divided; %s"), what, keep);
  return g_strdup_printf (_("%s; %s"), what, keep);
}

static graphene_point_t
to_screen (const WgViewport *v, WgPoint p)
{
  return GRAPHENE_POINT_INIT ((float) wg_viewport_to_pixel_x (v, p.x),
                              (float) wg_viewport_to_pixel_y (v, p.y));
}

static void
draw_pieces (WgToolSplit *self, cairo_t *cr, WgCanvas *canvas)
{
  const GdkRGBA *accent = wg_canvas_accent (canvas);

  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; self->pieces != NULL && i < self->pieces->len; i++)
    {
      const WgSplitPiece *piece = g_ptr_array_index (self->pieces, i);

      wg_canvas_trace_shape (cr, &canvas->viewport, piece->shape);
      if (!piece->is_kept)
        {
          cairo_set_source_rgba (cr, 0.90, 0.38, 0.0, 0.28);
          cairo_fill_preserve (cr);
        }
      cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 0.8);
      cairo_set_line_width (cr, 1.5);
      cairo_stroke (cr);
    }
}

static void
trace_stroke (cairo_t *cr, const WgViewport *v, const GArray *stroke)
{
  for (guint i = 0; i < stroke->len; i++)
    {
      graphene_point_t p = to_screen (v, g_array_index (stroke, WgPoint, i));
      cairo_line_to (cr, p.x, p.y);
    }
}

static void
draw_stroke (WgToolSplit *self, cairo_t *cr, WgCanvas *canvas)
{
  g_autoptr (GArray) stroke = make_stroke (self);

  if (self->points->len == 0)
    return;
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  trace_stroke (cr, &canvas->viewport, stroke);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_set_line_width (cr, 4.5);
  cairo_stroke (cr);
  trace_stroke (cr, &canvas->viewport, stroke);
  cairo_set_source_rgb (cr, 0.78, 0.08, 0.12);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  for (guint i = 0; i < self->points->len; i++)
    {
      graphene_point_t p = to_screen (&canvas->viewport, g_array_index (self->points, WgPoint, i));
      cairo_rectangle (cr, p.x - 3.5, p.y - 3.5, 7, 7);
    }
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.78, 0.08, 0.12);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

/** A square on vertices, a diamond on lines: told apart without colour. */
static void
draw_snap (WgToolSplit *self, cairo_t *cr, WgCanvas *canvas)
{
  graphene_point_t p = to_screen (&canvas->viewport, self->pointer.point);
  gboolean is_line
    = self->pointer.kind == WG_SNAP_BORDER || self->pointer.kind == WG_SNAP_REFERENCE_LINE;

  if (!self->has_pointer || self->pointer.kind == WG_SNAP_NONE)
    return;
  cairo_save (cr);
  cairo_translate (cr, p.x, p.y);
  if (is_line)
    cairo_rotate (cr, G_PI / 4);
  cairo_rectangle (cr, -6, -6, 12, 12);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_set_line_width (cr, 4);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0.58, 0.0, 0.60);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_notes (WgToolSplit *self, GtkSnapshot *snapshot, WgCanvas *canvas)
{
  g_autoptr (GArray) stroke = make_stroke (self);
  const char *name = wg_snap_name (self->pointer.kind);
  graphene_point_t at;

  if (stroke->len == 0)
    return;
  at = to_screen (&canvas->viewport, g_array_index (stroke, WgPoint, stroke->len - 1));
  if (self->has_pointer && name != NULL)
    wg_canvas_draw_note (canvas, snapshot, name, at.x + 14, at.y - 34);
  if (self->note != NULL)
    wg_canvas_draw_note (canvas, snapshot, self->note, at.x + 18, at.y + 16);
}

static void
wg_tool_split_draw (WgTool *tool, GtkSnapshot *snapshot)
{
  WgToolSplit *self = WG_TOOL_SPLIT (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  const WgViewport *v = &canvas->viewport;
  cairo_t *cr = NULL;

  if (self->points->len == 0 && !self->has_pointer)
    return;
  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) v->width, (float) v->height));
  draw_pieces (self, cr, canvas);
  draw_stroke (self, cr, canvas);
  draw_snap (self, cr, canvas);
  cairo_destroy (cr);
  draw_notes (self, snapshot, canvas);
}

static void
wg_tool_split_finalize (GObject *object)
{
  WgToolSplit *self = WG_TOOL_SPLIT (object);

  forget_preview (self);
  g_array_unref (self->points);
  G_OBJECT_CLASS (wg_tool_split_parent_class)->finalize (object);
}

static void
wg_tool_split_class_init (WgToolSplitClass *klass)
{
  WgToolClass *tool_class = WG_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wg_tool_split_finalize;
  tool_class->cursor = "crosshair";
  tool_class->click = wg_tool_split_click;
  tool_class->motion = wg_tool_split_motion;
  tool_class->leave = wg_tool_split_leave;
  tool_class->key = wg_tool_split_key;
  tool_class->cancel = wg_tool_split_cancel;
  tool_class->draw = wg_tool_split_draw;
  tool_class->hint = wg_tool_split_hint;
  tool_class->view_changed = wg_tool_split_view_changed;
}

static void
wg_tool_split_init (WgToolSplit *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
}
