/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-draw"

#include "wg-tool-draw.h"

#include "wg-canvas-private.h"
#include "wg-draw-panel.h"
#include "wg-land-look.h"
#include "wg-take-dialog.h"

#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-draw-commands.h"

#include <glib/gi18n.h>

#define MAX_ROWS 5

struct _WgToolDraw
{
  WgStrokeTool parent_instance;

  GPtrArray *shares; /* of WgDrawShare; NULL: the ring has no land */
  char *note;
  guint chosen_depth; /* 0: the level that is looked at */
  guint seen_depth;   /* the level that was looked at when one was chosen */
  gboolean is_special;
};

/* What was drawn, while the dialog is open. */
typedef struct
{
  WgToolDraw *tool;
  WgShape *shape;
  guint depth;
  WgGridKind kind;
} Drawn;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (WgToolDraw, wg_tool_draw, WG_TYPE_STROKE_TOOL)

static guint signals[N_SIGNALS];

static WgStroke *
stroke_of (WgToolDraw *self)
{
  return wg_stroke_tool_get_stroke (WG_STROKE_TOOL (self));
}

static void
free_drawn (gpointer data)
{
  Drawn *drawn = data;

  g_object_unref (drawn->tool);
  wg_shape_free (drawn->shape);
  g_free (drawn);
}

static void
forget_preview (WgToolDraw *self)
{
  g_clear_pointer (&self->shares, g_ptr_array_unref);
  g_clear_pointer (&self->note, g_free);
}

static char *
describe_share (WgPlan *plan, const WgDrawShare *share)
{
  g_autofree char *name = wg_words_grid (plan, share->grid);
  g_autofree char *area = wg_words_area (share->area_m2);

  if (share->grid == 0)
    return g_strdup_printf (_("%s of nobody's land"), area);
  if (!share->is_taken)
    return g_strdup_printf (_("clipped: %s stay with %s"), area, name);
  if (share->is_free)
    return g_strdup_printf (_("%s that %s has not divided"), area, name);
  return g_strdup_printf (_("%s from %s, if you agree"), area, name);
}

static char *
describe (WgPlan *plan, const WgGrid *grid, const GPtrArray *shares)
{
  GString *note = g_string_new (NULL);

  if (grid != NULL)
    g_string_append_printf (note, _("New: %s %s"), grid->name, grid->code);
  for (guint i = 0; i < MIN (shares->len, MAX_ROWS); i++)
    {
      g_autofree char *line = describe_share (plan, g_ptr_array_index (shares, i));
      g_string_append_printf (note, "%s%s", note->len > 0 ? "\n" : "", line);
    }
  if (shares->len > MAX_ROWS)
    {
      guint more = shares->len - MAX_ROWS;
      g_string_append_c (note, '\n');
      g_string_append_printf (note, ngettext ("and %u piece more", "and %u pieces more", more), more);
    }
  return g_string_free (note, FALSE);
}

static WgGridKind
kind_of (WgToolDraw *self)
{
  return self->is_special ? WG_GRID_SPECIAL : WG_GRID_ORDINARY;
}

/* Everything that could be taken; the user is asked at the end. */
static WgDrawnGrid *
find_preview (WgToolDraw *self, const WgShape *shape)
{
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  WgDraw draw = { shape, wg_tool_draw_get_depth (self), kind_of (self) };
  WgDrawnGrid *drawing = NULL;

  draw.takes_all = TRUE;
  draw.flags = WG_LAND_RETIRE;
  draw.frame = wg_tool_get_canvas (WG_TOOL (self))->shown_frame;
  wg_plan_preview_draw (wg_session_get_plan (session), &draw, &drawing, NULL);
  return drawing;
}

static void
renew_preview (WgToolDraw *self)
{
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  g_autoptr (WgShape) shape = wg_stroke_get_shape (stroke_of (self));
  g_autoptr (WgDrawnGrid) drawing = NULL;

  forget_preview (self);
  if (session == NULL)
    return;
  if (shape != NULL)
    drawing = find_preview (self, shape);
  if (drawing != NULL)
    {
      self->shares = g_ptr_array_ref (drawing->shares);
      self->note = describe (wg_session_get_plan (session), drawing->grid, self->shares);
    }
  wg_session_set_preview (session, drawing != NULL ? g_steal_pointer (&drawing->land) : NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
say_done (WgToolDraw *self, const WgDrawnGrid *drawing)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  g_autofree char *name = wg_words_grid (canvas->plan, drawing->grid->id);
  g_autofree char *sentence = NULL, *area = NULL;
  double clipped_m2 = 0;

  for (guint i = 0; i < drawing->shares->len; i++)
    {
      const WgDrawShare *share = g_ptr_array_index (drawing->shares, i);
      clipped_m2 += share->is_taken ? 0 : share->area_m2;
    }
  area = wg_words_area (clipped_m2);
  if (clipped_m2 > 0)
    sentence = g_strdup_printf (_("Drawn: %s; clipped by %s that stay with other grids"), name, area);
  else
    sentence = g_strdup_printf (_("Drawn: %s"), name);
  wg_canvas_say (canvas, sentence);
}

static void
draw_grid (WgToolDraw *self, const Drawn *drawn, const GArray *from)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  WgDraw draw = { drawn->shape, drawn->depth, drawn->kind };
  g_autoptr (WgDrawnGrid) drawing = NULL;
  g_autoptr (GError) error = NULL;

  if (session == NULL)
    return;
  draw.from = from;
  draw.frame = canvas->shown_frame;
  draw.flags = from != NULL && from->len > 0 ? WG_LAND_RETIRE : WG_LAND_NONE;
  drawing = wg_command_draw (wg_session_get_history (session), &draw, &error);
  if (drawing == NULL)
    {
      g_autofree char *sentence = wg_words_error (error);

      wg_canvas_say (canvas, sentence);
      wg_stroke_refuse (stroke_of (self), sentence);
      return;
    }
  wg_stroke_clear (stroke_of (self));
  wg_session_select (session, &drawing->grid->id, 1);
  say_done (self, drawing);
}

static void
answer_cb (const GArray *grids, gpointer user_data)
{
  Drawn *drawn = user_data;

  if (grids != NULL)
    draw_grid (drawn->tool, drawn, grids);
}

static gboolean
needs_answer (const GPtrArray *shares)
{
  for (guint i = 0; shares != NULL && i < shares->len; i++)
    {
      const WgDrawShare *share = g_ptr_array_index (shares, i);

      if (share->is_taken && !share->is_free)
        return TRUE;
    }
  return FALSE;
}

static void
commit (WgToolDraw *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  g_autoptr (WgShape) shape = wg_stroke_get_shape (stroke_of (self));
  g_autoptr (WgDrawnGrid) drawing = NULL;
  Drawn now = { self, shape, wg_tool_draw_get_depth (self), kind_of (self) };
  Drawn *drawn = NULL;

  if (session == NULL || shape == NULL)
    return;
  drawing = find_preview (self, shape);
  if (drawing == NULL || !needs_answer (drawing->shares))
    {
      draw_grid (self, &now, NULL);
      return;
    }
  drawn = g_new0 (Drawn, 1);
  drawn->tool = g_object_ref (self);
  drawn->shape = g_steal_pointer (&shape);
  drawn->depth = now.depth;
  drawn->kind = now.kind;
  wg_take_dialog_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (canvas))),
                      wg_session_get_plan (session), drawing->shares, answer_cb, drawn, free_drawn);
}

static void
wg_tool_draw_changed (WgStrokeTool *tool)
{
  renew_preview (WG_TOOL_DRAW (tool));
}

static void
wg_tool_draw_finished (WgStrokeTool *tool)
{
  commit (WG_TOOL_DRAW (tool));
}

static gboolean
wg_tool_draw_key (WgTool *tool, guint keyval, GdkModifierType state)
{
  WgToolDraw *self = WG_TOOL_DRAW (tool);
  WgSession *session = wg_tool_get_session (WG_TOOL (self));

  if (WG_TOOL_CLASS (wg_tool_draw_parent_class)->key (tool, keyval, state))
    return TRUE;
  if (session == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)))
    return FALSE;
  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_c:
      wg_tool_draw_set_depth (self, wg_tool_draw_get_depth (self)
                                        % wg_plan_get_n_levels (wg_session_get_plan (session))
                                      + 1);
      return TRUE;
    case GDK_KEY_x:
      wg_tool_draw_set_special (self, !self->is_special);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
wg_tool_draw_view_changed (WgTool *tool)
{
  WG_TOOL_CLASS (wg_tool_draw_parent_class)->view_changed (tool);
  g_signal_emit (tool, signals[SIGNAL_CHANGED], 0); /* perhaps another level is looked at */
}

static char *
wg_tool_draw_hint (WgTool *tool)
{
  WgToolDraw *self = WG_TOOL_DRAW (tool);
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  WgPlan *plan = session != NULL ? wg_session_get_plan (session) : NULL;
  const char *level = NULL;

  if (plan == NULL || wg_plan_get_level (plan, wg_tool_draw_get_depth (self)) == NULL)
    return g_strdup ("");
  level = wg_plan_get_level (plan, wg_tool_draw_get_depth (self))->name;
  if (needs_answer (self->shares))
    return g_strdup (_("Enter asks which grids give land for the new one, Esc drops the ring"));
  if (self->shares != NULL)
    return g_strdup (_("Enter draws the new grid, Esc drops the ring"));
  if (!wg_stroke_is_empty (stroke_of (self)))
    return g_strdup (_("Click on around the new grid, Backspace takes a point back"));
  if (self->is_special)
    /* Translators: %s is the name of a level, such as 网格 */
    return g_strdup_printf (_("Click the corners of the new special grid of level %s"), level);
  /* Translators: %s is the name of a level, such as 网格 */
  return g_strdup_printf (_("Click the corners of the new grid of level %s"), level);
}

static void
draw_shares (WgToolDraw *self, GtkSnapshot *snapshot, WgCanvas *canvas)
{
  const WgViewport *v = &canvas->viewport;
  cairo_t *cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) v->width, (float) v->height));

  for (guint i = 0; i < self->shares->len; i++)
    {
      const WgDrawShare *share = g_ptr_array_index (self->shares, i);
      WgLandLook look = WG_LAND_LOOK_CLIPPED;

      if (share->is_taken)
        look = share->is_free ? WG_LAND_LOOK_NEW : WG_LAND_LOOK_ASKED;
      wg_land_look_paint (canvas, cr, share->shape, look, 0);
    }
  cairo_destroy (cr);
}

static void
wg_tool_draw_draw (WgTool *tool, GtkSnapshot *snapshot)
{
  WgToolDraw *self = WG_TOOL_DRAW (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);

  if (self->shares != NULL)
    draw_shares (self, snapshot, canvas);
  WG_TOOL_CLASS (wg_tool_draw_parent_class)->draw (tool, snapshot);
}

static void
wg_tool_draw_finalize (GObject *object)
{
  WgToolDraw *self = WG_TOOL_DRAW (object);

  forget_preview (self);
  G_OBJECT_CLASS (wg_tool_draw_parent_class)->finalize (object);
}

static GtkWidget *
wg_tool_draw_make_panel (WgTool *tool)
{
  WgSession *session = wg_tool_get_session (tool);

  return session != NULL ? wg_draw_panel_new (WG_TOOL_DRAW (tool), wg_session_get_plan (session))
                         : NULL;
}

static void
wg_tool_draw_class_init (WgToolDrawClass *klass)
{
  WgToolClass *tool_class = WG_TOOL_CLASS (klass);
  WgStrokeToolClass *stroke_class = WG_STROKE_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wg_tool_draw_finalize;
  stroke_class->form = WG_STROKE_RING;
  stroke_class->flags = WG_STROKE_PLAIN;
  stroke_class->changed = wg_tool_draw_changed;
  stroke_class->finished = wg_tool_draw_finished;
  tool_class->key = wg_tool_draw_key;
  tool_class->draw = wg_tool_draw_draw;
  tool_class->hint = wg_tool_draw_hint;
  tool_class->view_changed = wg_tool_draw_view_changed;
  tool_class->make_panel = wg_tool_draw_make_panel;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_tool_draw_init (WgToolDraw *self)
{
}

/* Whoever looks at another level draws at that one. */
guint
wg_tool_draw_get_depth (WgToolDraw *self)
{
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  guint depth = session != NULL ? wg_session_get_depth (session) : 0;

  return self->chosen_depth > 0 && self->seen_depth == depth ? self->chosen_depth : depth;
}

void
wg_tool_draw_set_depth (WgToolDraw *self, guint depth)
{
  WgSession *session = wg_tool_get_session (WG_TOOL (self));

  if (session == NULL || wg_plan_get_level (wg_session_get_plan (session), depth) == NULL)
    return;
  self->chosen_depth = depth;
  self->seen_depth = wg_session_get_depth (session);
  renew_preview (self);
  wg_tool_hint_changed (WG_TOOL (self));
  wg_tool_redraw (WG_TOOL (self));
}

gboolean
wg_tool_draw_get_special (WgToolDraw *self)
{
  return self->is_special;
}

void
wg_tool_draw_set_special (WgToolDraw *self, gboolean is_special)
{
  if (!self->is_special == !is_special)
    return;
  self->is_special = is_special;
  renew_preview (self);
  wg_tool_hint_changed (WG_TOOL (self));
  wg_tool_redraw (WG_TOOL (self));
}

const char *
wg_tool_draw_get_note (WgToolDraw *self)
{
  return self->note;
}
