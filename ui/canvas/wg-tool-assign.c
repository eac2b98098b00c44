/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-assign"

#include "wg-tool-assign.h"

#include "wg-assign-choice.h"
#include "wg-assign-give.h"
#include "wg-assign-panel.h"
#include "wg-canvas-private.h"
#include "wg-stroke.h"

#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_RECENT 9
#define SWEEP_STEP 3.0 /* pixels between the places of a sweep that are looked at */

typedef enum
{
  DRAG_NONE,
  DRAG_SWEEP, /* paints land for the target */
  DRAG_LASSO, /* the stroke has it */
  DRAG_DROP,  /* carries land to another grid */
} DragKind;

struct _WgToolAssign
{
  WgTool parent_instance;

  WgAssignUnit unit;
  WgStroke *stroke;   /* the lasso */
  DragKind drag;
  WgAssignChoice choice; /* what the gesture, or a click here, would give */
  guint32 taker;      /* who would get them */
  double x, y;        /* where the sweep was last */
  char *reason;       /* why they cannot be given; NULL: they can */
  gboolean is_asked;  /* a question is open: what it is about stays in sight */
};

G_DEFINE_FINAL_TYPE (WgToolAssign, wg_tool_assign, WG_TYPE_TOOL)

enum
{
  SIGNAL_TARGETS_CHANGED,
  SIGNAL_UNIT_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
forget_land (WgToolAssign *self)
{
  WgSession *session = wg_tool_get_session (WG_TOOL (self));

  if (self->is_asked)
    return;
  wg_assign_choice_forget (&self->choice);
  g_clear_pointer (&self->reason, g_free);
  self->taker = 0;
  if (session != NULL)
    wg_session_set_preview (session, NULL);
}

static void
add_at (WgToolAssign *self, double x, double y, GdkModifierType state)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  const WgGrid *target = wg_plan_get_grid (canvas->plan, wg_tool_assign_get_target (self));

  wg_assign_choice_add_at (&self->choice, canvas, target, &(WgAssignPlace){ self->unit, x, y, state });
}

/* What the gesture would make, at the pointer and in the card. */
static void
renew_preview (WgToolAssign *self, guint32 taker)
{
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  g_autoptr (GError) error = NULL;
  WgLandPreview *preview = NULL;

  g_clear_pointer (&self->reason, g_free);
  self->taker = taker;
  if (wg_assign_choice_count (&self->choice) > 0 && taker != 0)
    preview = wg_assign_choice_preview (&self->choice, wg_session_get_plan (session), taker, &error);
  if (error != NULL && !g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
    self->reason = wg_words_error (error);
  wg_session_set_preview (session, preview);
  wg_tool_hint_changed (WG_TOOL (self));
  wg_tool_redraw (WG_TOOL (self));
}

static void
renew_lasso (WgToolAssign *self)
{
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  g_autoptr (WgShape) shape = wg_stroke_get_shape (self->stroke);
  g_autoptr (GError) error = NULL;
  WgLandPreview *preview = NULL;

  if (session == NULL || wg_stroke_is_empty (self->stroke))
    return;
  g_clear_pointer (&self->reason, g_free);
  if (shape != NULL && wg_tool_assign_get_target (self) != 0)
    preview = wg_plan_preview_assign (wg_session_get_plan (session), shape,
                                      wg_tool_assign_get_target (self), WG_LAND_RETIRE, &error);
  if (g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LOCKED))
    self->reason = wg_words_error (error);
  wg_session_set_preview (session, preview);
}

static void
end_gesture (WgTool *tool)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (tool);

  self->is_asked = FALSE;
  wg_stroke_clear (self->stroke);
  forget_land (self);
  wg_tool_redraw (tool);
}

/* Takes the faces or the shape. Presenting a question ends the gesture, so it is told before. */
static void
give (WgToolAssign *self, GArray *faces, WgShape *shape, guint32 taker)
{
  self->is_asked = TRUE;
  self->is_asked = wg_assign_give (WG_TOOL (self), faces, shape, taker, end_gesture);
}

static void
give_land (WgToolAssign *self, guint32 taker)
{
  const WgAssignChoice *choice = &self->choice;
  gboolean is_shape = choice->land->rings->len > 0;

  give (self, is_shape ? NULL : g_array_copy (choice->faces),
        is_shape ? wg_shape_copy (choice->land) : NULL, taker);
}

static void
lasso_finished_cb (WgToolAssign *self)
{
  guint32 target = wg_tool_assign_get_target (self);
  WgShape *shape = wg_stroke_get_shape (self->stroke);

  if (shape != NULL && target != 0)
    give (self, NULL, shape, target);
  else
    {
      g_clear_pointer (&shape, wg_shape_free);
      wg_stroke_clear (self->stroke);
    }
}

static gboolean
wg_tool_assign_click (WgTool *tool, const WgToolEvent *event)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  guint32 target = 0;

  if (canvas == NULL || canvas->session == NULL || event->button != GDK_BUTTON_PRIMARY
      || event->n_press > 1)
    return FALSE;
  target = wg_tool_assign_get_target (self);
  if (target == 0)
    {
      guint32 grid = wg_canvas_grid_at (canvas, event->x, event->y);

      wg_session_select (canvas->session, &grid, grid != 0 ? 1 : 0);
      return TRUE;
    }
  forget_land (self);
  add_at (self, event->x, event->y, event->state);
  if (wg_assign_choice_count (&self->choice) > 0)
    give_land (self, target);
  else if (self->choice.is_missed)
    wg_canvas_say (canvas, wg_assign_land_miss (self->unit));
  return TRUE;
}

/* What the pointer is over is shown already. */
static gboolean
is_shown (WgToolAssign *self, const WgToolEvent *event, guint32 target)
{
  WgAssignPlace place = { self->unit, event->x, event->y, event->state };

  if (target == 0)
    return wg_assign_choice_count (&self->choice) == 0;
  return target == self->taker
         && wg_assign_choice_is_of (&self->choice, wg_tool_get_canvas (WG_TOOL (self)), &place);
}

static void
wg_tool_assign_motion (WgTool *tool, const WgToolEvent *event)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  guint32 target = 0;

  if (canvas == NULL || canvas->session == NULL || self->drag != DRAG_NONE || self->is_asked)
    return;
  target = wg_tool_assign_get_target (self);
  if (is_shown (self, event, target))
    return;
  forget_land (self);
  if (target != 0)
    add_at (self, event->x, event->y, event->state);
  renew_preview (self, target);
}

static void
wg_tool_assign_leave (WgTool *tool)
{
  forget_land (WG_TOOL_ASSIGN (tool));
  wg_tool_redraw (tool);
}

static gboolean
wg_tool_assign_drag_begin (WgTool *tool, const WgToolEvent *event)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  guint32 target = 0;

  if (canvas == NULL || canvas->session == NULL)
    return FALSE;
  target = wg_tool_assign_get_target (self);
  forget_land (self);
  if (event->state & GDK_CONTROL_MASK)
    {
      WgToolEvent plain = *event;

      plain.state &= ~GDK_CONTROL_MASK;
      if (target == 0 || !wg_stroke_drag_begin (self->stroke, &plain))
        return FALSE;
      self->drag = DRAG_LASSO;
      return TRUE;
    }
  add_at (self, event->x, event->y, event->state);
  if (wg_assign_choice_count (&self->choice) == 0 && (target == 0 || self->unit == WG_ASSIGN_PIECES))
    return FALSE;
  self->drag = target != 0 ? DRAG_SWEEP : DRAG_DROP;
  self->x = event->x;
  self->y = event->y;
  renew_preview (self, target);
  return TRUE;
}

static void
sweep_to (WgToolAssign *self, const WgToolEvent *event)
{
  double length = hypot (event->x - self->x, event->y - self->y);
  guint n_steps = (guint) MAX (ceil (length / SWEEP_STEP), 1);
  guint n_before = wg_assign_choice_count (&self->choice);

  for (guint i = 1; i <= n_steps; i++)
    add_at (self, self->x + (event->x - self->x) * i / n_steps,
            self->y + (event->y - self->y) * i / n_steps, event->state);
  self->x = event->x;
  self->y = event->y;
  if (wg_assign_choice_count (&self->choice) > n_before)
    renew_preview (self, wg_tool_assign_get_target (self));
}

static void
wg_tool_assign_drag_motion (WgTool *tool, const WgToolEvent *event)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (tool);
  guint32 under = wg_canvas_grid_at (wg_tool_get_canvas (tool), event->x, event->y);

  if (self->drag == DRAG_LASSO)
    wg_stroke_drag_motion (self->stroke, event);
  else if (self->drag == DRAG_SWEEP)
    sweep_to (self, event);
  else if (self->drag == DRAG_DROP && under != self->taker)
    renew_preview (self, under);
}

static void
wg_tool_assign_drag_end (WgTool *tool, const WgToolEvent *event)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (tool);
  DragKind drag = self->drag;

  if (event != NULL && drag != DRAG_LASSO)
    wg_tool_assign_drag_motion (tool, event);
  self->drag = DRAG_NONE;
  if (drag == DRAG_LASSO)
    wg_stroke_drag_end (self->stroke, event);
  else if (event != NULL && wg_assign_choice_count (&self->choice) > 0 && self->taker != 0)
    give_land (self, self->taker);
  else
    forget_land (self);
  wg_tool_redraw (tool);
}

static gboolean
wg_tool_assign_key (WgTool *tool, guint keyval, GdkModifierType state)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (tool);
  const GArray *recent = NULL;
  guint number = keyval >= GDK_KEY_KP_1 ? keyval - GDK_KEY_KP_1 : keyval - GDK_KEY_1;

  if (!wg_stroke_is_empty (self->stroke) && wg_stroke_key (self->stroke, keyval, state))
    return TRUE;
  if (wg_tool_get_session (tool) == NULL
      || state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  if (gdk_keyval_to_lower (keyval) == GDK_KEY_f && self->drag == DRAG_NONE)
    {
      wg_tool_assign_set_unit (self, (self->unit + 1) % WG_ASSIGN_N_UNITS);
      return TRUE;
    }
  if (number >= MAX_RECENT)
    return FALSE;
  recent = wg_tool_assign_get_recent (self);
  if (number < recent->len)
    wg_tool_assign_set_target (self, g_array_index (recent, guint32, number));
  return TRUE;
}

static void
wg_tool_assign_selection_changed (WgTool *tool)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (tool);

  if (wg_tool_get_session (WG_TOOL (self)) != NULL)
    wg_assign_remember_target (wg_tool_get_session (WG_TOOL (self)),
                               wg_tool_assign_get_target (self));
  forget_land (self);
  g_signal_emit (self, signals[SIGNAL_TARGETS_CHANGED], 0);
  wg_tool_hint_changed (tool);
  wg_tool_redraw (tool);
}

static gboolean
wg_tool_assign_cancel (WgTool *tool)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (tool);
  gboolean is_begun = self->drag != DRAG_NONE || !wg_stroke_is_empty (self->stroke);

  self->drag = DRAG_NONE;
  wg_stroke_cancel (self->stroke);
  forget_land (self);
  wg_tool_redraw (tool);
  return is_begun;
}

static void
wg_tool_assign_view_changed (WgTool *tool)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (tool);

  wg_stroke_view_changed (self->stroke);
  /* The faces may be others now. */
  if (self->drag == DRAG_NONE && wg_assign_choice_count (&self->choice) > 0)
    forget_land (self);
}

static char *
wg_tool_assign_hint (WgTool *tool)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (tool);
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  guint32 target = session != NULL ? wg_tool_assign_get_target (self) : 0;
  g_autofree char *name = NULL;

  if (session == NULL)
    return g_strdup ("");
  if (self->reason != NULL)
    return g_strdup (self->reason);
  if (target == 0)
    return g_strdup (_("Click the grid that is to get land, or drag a piece onto another grid"));
  if (self->choice.is_missed && wg_assign_choice_count (&self->choice) == 0)
    return g_strdup (wg_assign_land_miss (self->unit));
  name = wg_words_grid (wg_session_get_plan (session), target);
  if (self->unit == WG_ASSIGN_BLOCKS)
    return g_strdup_printf (_("Click or sweep over blocks between streets and rivers to give them "
                              "to %s; F: buildings, Esc: another target"),
                            name);
  if (self->unit == WG_ASSIGN_BUILDINGS)
    return g_strdup_printf (_("Click or sweep over buildings to give the land they stand on to %s; "
                              "F: pieces, Esc: another target"),
                            name);
  return g_strdup_printf (_("Click or sweep over pieces to give them to %s; Shift: whole grids, "
                            "Ctrl+drag: a lasso, F: blocks, Esc: another target"),
                          name);
}

static void
wg_tool_assign_draw (WgTool *tool, GtkSnapshot *snapshot)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (tool);

  wg_assign_choice_draw (&self->choice, wg_tool_get_canvas (tool), snapshot, self->reason != NULL);
  wg_stroke_draw (self->stroke, snapshot);
}

static GtkWidget *
wg_tool_assign_make_panel (WgTool *tool)
{
  return wg_assign_panel_new (WG_TOOL_ASSIGN (tool));
}

static void
wg_tool_assign_constructed (GObject *object)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (object);

  G_OBJECT_CLASS (wg_tool_assign_parent_class)->constructed (object);
  self->stroke = wg_stroke_new (WG_TOOL (self), WG_STROKE_RING,
                                WG_STROKE_RELEASE_FINISHES | WG_STROKE_NO_NUMBERS);
  g_signal_connect_swapped (self->stroke, "changed", G_CALLBACK (renew_lasso), self);
  g_signal_connect_swapped (self->stroke, "finished", G_CALLBACK (lasso_finished_cb), self);
  if (wg_tool_get_session (WG_TOOL (self)) != NULL)
    wg_assign_remember_target (wg_tool_get_session (WG_TOOL (self)),
                               wg_tool_assign_get_target (self));
}

static void
wg_tool_assign_finalize (GObject *object)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (object);

  wg_assign_choice_clear (&self->choice);
  g_free (self->reason);
  g_object_unref (self->stroke);
  G_OBJECT_CLASS (wg_tool_assign_parent_class)->finalize (object);
}

static void
wg_tool_assign_class_init (WgToolAssignClass *klass)
{
  WgToolClass *tool_class = WG_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = wg_tool_assign_constructed;
  G_OBJECT_CLASS (klass)->finalize = wg_tool_assign_finalize;
  tool_class->cursor = "copy";
  tool_class->click = wg_tool_assign_click;
  tool_class->motion = wg_tool_assign_motion;
  tool_class->leave = wg_tool_assign_leave;
  tool_class->drag_begin = wg_tool_assign_drag_begin;
  tool_class->drag_motion = wg_tool_assign_drag_motion;
  tool_class->drag_end = wg_tool_assign_drag_end;
  tool_class->key = wg_tool_assign_key;
  tool_class->selection_changed = wg_tool_assign_selection_changed;
  tool_class->cancel = wg_tool_assign_cancel;
  tool_class->draw = wg_tool_assign_draw;
  tool_class->hint = wg_tool_assign_hint;
  tool_class->make_panel = wg_tool_assign_make_panel;
  tool_class->view_changed = wg_tool_assign_view_changed;

  signals[SIGNAL_TARGETS_CHANGED]
    = g_signal_new ("targets-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_UNIT_CHANGED]
    = g_signal_new ("unit-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
wg_tool_assign_init (WgToolAssign *self)
{
  wg_assign_choice_init (&self->choice);
}

guint32
wg_tool_assign_get_target (WgToolAssign *self)
{
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  const GArray *selection = session != NULL ? wg_session_get_selection (session) : NULL;

  return selection != NULL && selection->len == 1 ? g_array_index (selection, guint32, 0) : 0;
}

const GArray *
wg_tool_assign_get_recent (WgToolAssign *self)
{
  return wg_assign_get_recent (wg_tool_get_session (WG_TOOL (self)));
}

void
wg_tool_assign_set_target (WgToolAssign *self, guint32 grid)
{
  wg_session_select (wg_tool_get_session (WG_TOOL (self)), &grid, 1);
}

WgAssignUnit
wg_tool_assign_get_unit (WgToolAssign *self)
{
  return self->unit;
}

void
wg_tool_assign_set_unit (WgToolAssign *self, WgAssignUnit unit)
{
  if (unit == self->unit)
    return;
  self->unit = unit;
  forget_land (self);
  g_signal_emit (self, signals[SIGNAL_UNIT_CHANGED], 0);
  wg_tool_hint_changed (WG_TOOL (self));
  wg_tool_redraw (WG_TOOL (self));
}
