/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-split"

#include "wg-tool-split.h"

#include "wg-canvas-private.h"
#include "wg-split-panel.h"

#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

struct _WgToolSplit
{
  WgStrokeTool parent_instance;

  WgSplitKeep keep;
  gboolean is_special;  /* the new grids are */
  gboolean is_choosing; /* the line is done, the part that keeps the code is to be clicked */
  GPtrArray *pieces;    /* of WgSplitPiece; NULL: the stroke divides nothing */
};

G_DEFINE_FINAL_TYPE (WgToolSplit, wg_tool_split, WG_TYPE_STROKE_TOOL)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static WgStroke *
stroke_of (WgToolSplit *self)
{
  return wg_stroke_tool_get_stroke (WG_STROKE_TOOL (self));
}

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

static void
forget_preview (WgToolSplit *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));

  if (canvas != NULL && canvas->session != NULL && self->pieces != NULL)
    wg_session_set_preview (canvas->session, NULL);
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
}

/* The lines of the stroke (element-type GArray of WgPoint); a ring ends where it begins. */
static GPtrArray *
get_lines (WgToolSplit *self)
{
  g_autoptr (GPtrArray) drawn = wg_stroke_get_lines (stroke_of (self));
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < drawn->len; i++)
    {
      const WgStrokeLine *line = g_ptr_array_index (drawn, i);
      GArray *points = g_array_copy (line->points);

      if (line->is_ring)
        g_array_append_val (points, g_array_index (line->points, WgPoint, 0));
      g_ptr_array_add (lines, points);
    }
  return lines;
}

static WgSplitRequest
make_request (WgToolSplit *self, const GPtrArray *lines)
{
  static const WgKeepCode rules[]
    = { WG_KEEP_HOUSEHOLDS, WG_KEEP_LARGEST, WG_KEEP_SMALLEST, WG_KEEP_HOUSEHOLDS };
  WgSplitRequest request = { lines, allowed_grids (self), rules[self->keep], NULL, self->is_special };

  return request;
}

static void
renew_preview (WgToolSplit *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  WgPlan *plan = current_plan (self);
  g_autoptr (GPtrArray) lines = get_lines (self);
  g_autoptr (GError) error = NULL;
  WgLandPreview *preview = NULL;

  forget_preview (self);
  if (wg_stroke_is_empty (stroke_of (self)))
    self->is_choosing = FALSE;
  if (plan != NULL && wg_plan_get_frame (plan) != NULL && lines->len > 0)
    {
      WgSplitRequest request = make_request (self, lines);

      preview = wg_plan_preview_split_lines (plan, &request, &error);
    }
  if (preview != NULL)
    {
      self->pieces = g_ptr_array_ref (preview->pieces);
      wg_session_set_preview (canvas->session, preview);
    }
  else if (g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LOCKED))
    {
      g_autofree char *sentence = wg_words_error (error);

      wg_stroke_refuse (stroke_of (self), sentence);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
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
  wg_stroke_refuse (stroke_of (self), sentence);
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

/* @kept_at: (nullable): a place in the part that keeps the code. */
static void
commit (WgToolSplit *self, const WgPoint *kept_at)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  g_autoptr (GPtrArray) lines = get_lines (self);
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) allowed = NULL;
  WgSplitRequest request;

  if (canvas == NULL || canvas->session == NULL)
    return;
  if (allowed_grids (self) != NULL)
    allowed = g_array_copy ((GArray *) allowed_grids (self));
  request = make_request (self, lines);
  request.grids = allowed;
  request.kept_at = kept_at;
  self->is_choosing = FALSE;
  if (!wg_command_split_lines (wg_session_get_history (canvas->session), &request, &parts, &error))
    {
      say_error (self, error, allowed != NULL);
      return;
    }
  wg_stroke_clear (stroke_of (self));
  if (allowed != NULL)
    extend_selection (canvas->session, parts);
  if (parts->len > 0)
    say_done (self, parts);
}

static void
finished_cb (WgToolSplit *self)
{
  if (self->keep != WG_SPLIT_KEEP_CLICKED || self->pieces == NULL)
    {
      commit (self, NULL);
      return;
    }
  self->is_choosing = TRUE;
  wg_tool_hint_changed (WG_TOOL (self));
}

static void
wg_tool_split_changed (WgStrokeTool *tool)
{
  renew_preview (WG_TOOL_SPLIT (tool));
}

static void
wg_tool_split_finished (WgStrokeTool *tool)
{
  finished_cb (WG_TOOL_SPLIT (tool));
}

static gboolean
wg_tool_split_click (WgTool *tool, const WgToolEvent *event)
{
  WgToolSplit *self = WG_TOOL_SPLIT (tool);

  if (!self->is_choosing)
    return WG_TOOL_CLASS (wg_tool_split_parent_class)->click (tool, event);
  /* The second press of the double click that ended the line chooses nothing. */
  if (event->button == GDK_BUTTON_PRIMARY && event->n_press == 1)
    commit (self, &event->point);
  return TRUE;
}

static void
wg_tool_split_motion (WgTool *tool, const WgToolEvent *event)
{
  if (!WG_TOOL_SPLIT (tool)->is_choosing)
    WG_TOOL_CLASS (wg_tool_split_parent_class)->motion (tool, event);
}

static void
wg_tool_split_leave (WgTool *tool)
{
  if (!WG_TOOL_SPLIT (tool)->is_choosing)
    WG_TOOL_CLASS (wg_tool_split_parent_class)->leave (tool);
}

static gboolean
wg_tool_split_drag_begin (WgTool *tool, const WgToolEvent *event)
{
  if (WG_TOOL_SPLIT (tool)->is_choosing)
    return FALSE;
  return WG_TOOL_CLASS (wg_tool_split_parent_class)->drag_begin (tool, event);
}

static gboolean
wg_tool_split_key (WgTool *tool, guint keyval, GdkModifierType state)
{
  WgToolSplit *self = WG_TOOL_SPLIT (tool);

  if (WG_TOOL_CLASS (wg_tool_split_parent_class)->key (tool, keyval, state))
    return TRUE;
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_f:
    case GDK_KEY_F:
      wg_tool_split_set_keep (self, (self->keep + 1) % (WG_SPLIT_KEEP_CLICKED + 1));
      return TRUE;
    case GDK_KEY_x:
    case GDK_KEY_X:
      wg_tool_split_set_special (self, !self->is_special);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
wg_tool_split_cancel (WgTool *tool)
{
  WgToolSplit *self = WG_TOOL_SPLIT (tool);

  self->is_choosing = FALSE;
  return WG_TOOL_CLASS (wg_tool_split_parent_class)->cancel (tool);
}

static char *
wg_tool_split_hint (WgTool *tool)
{
  WgToolSplit *self = WG_TOOL_SPLIT (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  const char *const rules[] = {
    _("F: the part with most households keeps the code"),
    _("F: the largest part keeps the code"),
    _("F: the smallest part keeps the code"),
    _("F: the part that is clicked keeps the code"),
  };
  const char *keep = rules[self->keep];
  const char *what = _("Click where the dividing line begins");

  if (canvas == NULL || canvas->session == NULL)
    return g_strdup ("");
  if (self->is_choosing)
    return g_strdup (_("Click the part that keeps the code, Esc drops the line"));
  if (self->pieces != NULL)
    what = _("Enter divides along the line, Shift+Enter begins another, Esc drops it");
  else if (!wg_stroke_is_empty (stroke_of (self)))
    what = _("Click on to the far border, Backspace takes a point back");
  if (allowed_grids (self) != NULL)
    return g_strdup_printf (_("%s; only the selected grids are divided; %s"), what, keep);
  return g_strdup_printf (_("%s; %s"), what, keep);
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
wg_tool_split_draw (WgTool *tool, GtkSnapshot *snapshot)
{
  WgToolSplit *self = WG_TOOL_SPLIT (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  const WgViewport *v = &canvas->viewport;

  if (self->pieces != NULL)
    {
      cairo_t *cr = gtk_snapshot_append_cairo (
        snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) v->width, (float) v->height));
      draw_pieces (self, cr, canvas);
      cairo_destroy (cr);
    }
  WG_TOOL_CLASS (wg_tool_split_parent_class)->draw (tool, snapshot);
}

static void
wg_tool_split_finalize (GObject *object)
{
  WgToolSplit *self = WG_TOOL_SPLIT (object);

  forget_preview (self);
  G_OBJECT_CLASS (wg_tool_split_parent_class)->finalize (object);
}

static GtkWidget *
wg_tool_split_make_panel (WgTool *tool)
{
  return wg_split_panel_new (WG_TOOL_SPLIT (tool));
}

static void
wg_tool_split_class_init (WgToolSplitClass *klass)
{
  WgToolClass *tool_class = WG_TOOL_CLASS (klass);
  WgStrokeToolClass *stroke_class = WG_STROKE_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wg_tool_split_finalize;
  stroke_class->form = WG_STROKE_EITHER;
  stroke_class->flags = WG_STROKE_SEVERAL;
  stroke_class->changed = wg_tool_split_changed;
  stroke_class->finished = wg_tool_split_finished;
  tool_class->click = wg_tool_split_click;
  tool_class->motion = wg_tool_split_motion;
  tool_class->leave = wg_tool_split_leave;
  tool_class->drag_begin = wg_tool_split_drag_begin;
  tool_class->key = wg_tool_split_key;
  tool_class->cancel = wg_tool_split_cancel;
  tool_class->draw = wg_tool_split_draw;
  tool_class->hint = wg_tool_split_hint;
  tool_class->make_panel = wg_tool_split_make_panel;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_tool_split_init (WgToolSplit *self)
{
}

const GPtrArray *
wg_tool_split_get_pieces (WgToolSplit *self)
{
  return self->pieces;
}

WgSplitKeep
wg_tool_split_get_keep (WgToolSplit *self)
{
  return self->keep;
}

void
wg_tool_split_set_keep (WgToolSplit *self, WgSplitKeep keep)
{
  if (self->keep == keep)
    return;
  self->keep = keep;
  self->is_choosing = FALSE;
  renew_preview (self);
  wg_tool_hint_changed (WG_TOOL (self));
  wg_tool_redraw (WG_TOOL (self));
}

gboolean
wg_tool_split_get_special (WgToolSplit *self)
{
  return self->is_special;
}

void
wg_tool_split_set_special (WgToolSplit *self, gboolean is_special)
{
  if (!self->is_special == !is_special)
    return;
  self->is_special = is_special;
  renew_preview (self);
  wg_tool_hint_changed (WG_TOOL (self));
  wg_tool_redraw (WG_TOOL (self));
}
