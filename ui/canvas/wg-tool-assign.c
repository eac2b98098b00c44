/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-assign"

#include "wg-tool-assign.h"

#include "wg-assign-panel.h"
#include "wg-canvas-private.h"
#include "wg-stroke.h"

#include "../../app/cli/wg-words.h"
#include "../../app/geometry/wg-coverage-shape.h"
#include "../../app/plan/wg-land-commands.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_RECENT 9
#define SWEEP_STEP 3.0 /* pixels between the places of a sweep that are looked at */
#define RECENT_KEY "wg-assign-recent"

typedef enum
{
  DRAG_NONE,
  DRAG_SWEEP, /* paints pieces for the target */
  DRAG_LASSO, /* the stroke has it */
  DRAG_DROP,  /* carries pieces to another grid */
} DragKind;

struct _WgToolAssign
{
  WgTool parent_instance;

  WgStroke *stroke;   /* the lasso */
  DragKind drag;
  GArray *faces;      /* of WgFaceId: what the gesture, or a click here, would give */
  GHashTable *chosen; /* the same, as a set */
  guint32 taker;      /* who would get them */
  double x, y;        /* where the sweep was last */
  char *reason;       /* why they cannot be given; NULL: they can */
};

G_DEFINE_FINAL_TYPE (WgToolAssign, wg_tool_assign, WG_TYPE_TOOL)

enum
{
  SIGNAL_TARGETS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What a question about grids that would be retired needs to go on. */
typedef struct
{
  WgToolAssign *tool;
  GArray *faces;  /* NULL: shape */
  WgShape *shape;
  guint32 taker;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_object_unref (question->tool);
  g_clear_pointer (&question->faces, g_array_unref);
  g_clear_pointer (&question->shape, wg_shape_free);
  g_free (question);
}

static WgSession *
get_session (WgToolAssign *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));

  return canvas != NULL ? canvas->session : NULL;
}

/* The recent targets belong to the session: they outlive the tool. */
static GArray *
get_recent (WgToolAssign *self)
{
  WgSession *session = get_session (self);
  GArray *recent = session != NULL ? g_object_get_data (G_OBJECT (session), RECENT_KEY) : NULL;

  if (session != NULL && recent == NULL)
    {
      recent = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_object_set_data_full (G_OBJECT (session), RECENT_KEY, recent,
                              (GDestroyNotify) g_array_unref);
    }
  return recent;
}

static gboolean
is_in_plan (WgToolAssign *self, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (wg_session_get_plan (get_session (self)), id);

  return grid != NULL && !grid->is_retired;
}

/* The target becomes the newest; a place that it has already stays, so that its digit does. */
static void
remember_target (WgToolAssign *self)
{
  GArray *recent = get_recent (self);
  guint32 target = wg_tool_assign_get_target (self);

  for (guint i = 0; recent != NULL && i < recent->len;)
    if (!is_in_plan (self, g_array_index (recent, guint32, i)))
      g_array_remove_index (recent, i);
    else if (g_array_index (recent, guint32, i++) == target)
      target = 0;
  if (recent == NULL || target == 0)
    return;
  if (recent->len == MAX_RECENT)
    g_array_remove_index (recent, 0);
  g_array_append_val (recent, target);
}

static void
forget_faces (WgToolAssign *self)
{
  WgSession *session = get_session (self);

  g_array_set_size (self->faces, 0);
  g_hash_table_remove_all (self->chosen);
  g_clear_pointer (&self->reason, g_free);
  self->taker = 0;
  if (session != NULL)
    wg_session_set_preview (session, NULL);
}

static void
add_face (WgToolAssign *self, WgFaceId face)
{
  if (face != WG_FACE_OUTSIDE && g_hash_table_add (self->chosen, GUINT_TO_POINTER (face)))
    g_array_append_val (self->faces, face);
}

/* The piece at a place; with Shift the whole grid of the active level. */
static void
add_at (WgToolAssign *self, double x, double y, GdkModifierType state)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  WgFaceId face = wg_coverage_face_at (wg_plan_get_coverage (canvas->plan),
                                       wg_canvas_point_at (canvas, x, y));
  guint32 grid = state & GDK_SHIFT_MASK ? wg_canvas_grid_at (canvas, x, y) : 0;
  g_autoptr (GArray) faces = NULL;

  if (grid == 0)
    {
      add_face (self, face);
      return;
    }
  faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  wg_plan_collect_faces (canvas->plan, grid, faces);
  for (guint i = 0; i < faces->len; i++)
    add_face (self, g_array_index (faces, WgFaceId, i));
}

/* What the gesture would make, at the pointer and in the card. */
static void
renew_preview (WgToolAssign *self, guint32 taker)
{
  WgSession *session = get_session (self);
  g_autoptr (GError) error = NULL;
  WgLandPreview *preview = NULL;

  g_clear_pointer (&self->reason, g_free);
  self->taker = taker;
  if (self->faces->len > 0 && taker != 0)
    preview = wg_plan_preview_assign_faces (wg_session_get_plan (session), self->faces, taker,
                                            WG_LAND_RETIRE, &error);
  if (error != NULL && !g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
    self->reason = wg_words_error (error);
  wg_session_set_preview (session, preview);
  wg_tool_hint_changed (WG_TOOL (self));
  wg_tool_redraw (WG_TOOL (self));
}

static void
renew_lasso (WgToolAssign *self)
{
  WgSession *session = get_session (self);
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
say_done (WgToolAssign *self, const WgLandResult *result, guint32 taker)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  g_autofree char *name = wg_words_grid (canvas->plan, taker);
  g_autofree char *sentence = NULL;

  if (result->retired->len == 0)
    sentence = g_strdup_printf (_("Land given to %s"), name);
  else
    sentence = g_strdup_printf (ngettext ("Land given to %s; %u grid retired",
                                          "Land given to %s; %u grids retired",
                                          result->retired->len),
                                name, result->retired->len);
  wg_canvas_say (canvas, sentence);
}

static WgLandResult *
run_command (WgToolAssign *self, const Question *what, WgLandFlags flags, GError **error)
{
  WgHistory *history = wg_session_get_history (get_session (self));

  return what->faces != NULL
           ? wg_command_assign_faces (history, what->faces, what->taker, flags, error)
           : wg_command_assign (history, what->shape, what->taker, flags, error);
}

static void
finish (WgToolAssign *self, const Question *what, WgLandFlags flags, GError **error)
{
  g_autoptr (WgLandResult) result = run_command (self, what, flags, error);

  if (result == NULL)
    return;
  wg_stroke_clear (self->stroke);
  forget_faces (self);
  say_done (self, result, what->taker);
}

static void
answer_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GError) error = NULL;

  if (get_session (question->tool) == NULL || g_strcmp0 (response, "retire") != 0)
    return;
  finish (question->tool, question, WG_LAND_RETIRE, &error);
  if (error != NULL)
    {
      g_autofree char *sentence = wg_words_error (error);

      wg_canvas_say (wg_tool_get_canvas (WG_TOOL (question->tool)), sentence);
    }
}

static void
ask (WgToolAssign *self, Question *question)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (canvas));
  GtkWidget *dialog = adw_message_dialog_new (
    GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("Retire Grids Without Land?"),
    _("A grid would lose all its land. Its code stays taken and its history says who has the "
      "land."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "retire",
                                    _("_Give and Retire"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "retire",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answer_cb), question,
                         (GClosureNotify) (GCallback) free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Takes @faces or @shape. */
static void
give (WgToolAssign *self, GArray *faces, WgShape *shape, guint32 taker)
{
  Question *question = g_new0 (Question, 1);
  g_autoptr (GError) error = NULL;

  question->tool = g_object_ref (self);
  question->faces = faces;
  question->shape = shape;
  question->taker = taker;
  finish (self, question, WG_LAND_NONE, &error);
  if (g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LANDLESS))
    {
      ask (self, question);
      return;
    }
  if (error != NULL)
    {
      g_autofree char *sentence = wg_words_error (error);

      if (g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
        {
          g_free (sentence);
          sentence = g_strdup (_("The grid has this land already."));
        }
      wg_canvas_say (wg_tool_get_canvas (WG_TOOL (self)), sentence);
      wg_stroke_clear (self->stroke);
      forget_faces (self);
    }
  free_question (question);
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
  forget_faces (self);
  add_at (self, event->x, event->y, event->state);
  if (self->faces->len > 0)
    give (self, g_array_copy (self->faces), NULL, target);
  return TRUE;
}

static void
wg_tool_assign_motion (WgTool *tool, const WgToolEvent *event)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  WgFaceId under = WG_FACE_OUTSIDE;
  guint32 target = 0;

  if (canvas == NULL || canvas->session == NULL || self->drag != DRAG_NONE)
    return;
  target = wg_tool_assign_get_target (self);
  under = wg_coverage_face_at (wg_plan_get_coverage (canvas->plan), event->point);
  if (target == 0 && self->faces->len == 0)
    return;
  if (target == self->taker && g_hash_table_contains (self->chosen, GUINT_TO_POINTER (under))
      && !(event->state & GDK_SHIFT_MASK) == (self->faces->len == 1))
    return;
  forget_faces (self);
  if (target != 0)
    add_at (self, event->x, event->y, event->state);
  renew_preview (self, target);
}

static void
wg_tool_assign_leave (WgTool *tool)
{
  forget_faces (WG_TOOL_ASSIGN (tool));
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
  forget_faces (self);
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
  if (self->faces->len == 0)
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
  guint n_steps = (guint) MAX (ceil (length / SWEEP_STEP), 1), n_before = self->faces->len;

  for (guint i = 1; i <= n_steps; i++)
    add_at (self, self->x + (event->x - self->x) * i / n_steps,
            self->y + (event->y - self->y) * i / n_steps, event->state);
  self->x = event->x;
  self->y = event->y;
  if (self->faces->len > n_before)
    renew_preview (self, wg_tool_assign_get_target (self));
}

static void
wg_tool_assign_drag_motion (WgTool *tool, const WgToolEvent *event)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);

  if (self->drag == DRAG_LASSO)
    wg_stroke_drag_motion (self->stroke, event);
  else if (self->drag == DRAG_SWEEP)
    sweep_to (self, event);
  else if (self->drag == DRAG_DROP)
    {
      guint32 under = wg_canvas_grid_at (canvas, event->x, event->y);

      if (under != self->taker)
        renew_preview (self, under);
    }
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
  else if (event != NULL && self->faces->len > 0 && self->taker != 0)
    give (self, g_array_copy (self->faces), NULL, self->taker);
  else
    forget_faces (self);
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
  if (get_session (self) == NULL || number >= MAX_RECENT
      || state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
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

  remember_target (self);
  forget_faces (self);
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
  forget_faces (self);
  wg_tool_redraw (tool);
  return is_begun;
}

static void
wg_tool_assign_view_changed (WgTool *tool)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (tool);

  wg_stroke_view_changed (self->stroke);
  /* The faces may be others now. */
  if (self->drag == DRAG_NONE && self->faces->len > 0)
    forget_faces (self);
}

static char *
wg_tool_assign_hint (WgTool *tool)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (tool);
  WgSession *session = get_session (self);
  guint32 target = 0;
  g_autofree char *name = NULL;

  if (session == NULL)
    return g_strdup ("");
  if (self->reason != NULL)
    return g_strdup (self->reason);
  target = wg_tool_assign_get_target (self);
  if (target == 0)
    return g_strdup (_("Click the grid that is to get land, or drag a piece onto another grid"));
  name = wg_words_grid (wg_session_get_plan (session), target);
  return g_strdup_printf (_("Click or sweep over pieces to give them to %s; Shift: whole grids, "
                            "Ctrl+drag: a lasso, Esc: another target"),
                          name);
}

static void
wg_tool_assign_draw (WgTool *tool, GtkSnapshot *snapshot)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  const WgViewport *v = &canvas->viewport;
  const GdkRGBA *accent = wg_canvas_accent (canvas);
  g_autoptr (WgShape) shape = wg_shape_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) v->width, (float) v->height));

  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 2);
  for (guint i = 0; i < self->faces->len; i++)
    {
      WgFaceId face = g_array_index (self->faces, WgFaceId, i);

      if (!wg_coverage_has_face (wg_plan_get_coverage (canvas->plan), face))
        continue;
      wg_shape_clear (shape);
      wg_coverage_face_shape (wg_plan_get_coverage (canvas->plan), face, shape);
      wg_canvas_trace_shape (cr, v, shape);
      if (self->reason != NULL)
        cairo_set_source_rgba (cr, 0.75, 0.11, 0.16, 0.35);
      else
        cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 0.35);
      cairo_fill_preserve (cr);
      gdk_cairo_set_source_rgba (cr, accent);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
  wg_stroke_draw (self->stroke, snapshot);
  if (self->reason != NULL)
    {
      g_autofree char *refusal = g_strconcat ("⊘ ", self->reason, NULL);

      wg_canvas_draw_note (canvas, snapshot, refusal, canvas->pointer.x + 14,
                           canvas->pointer.y + 14);
    }
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
  if (get_session (self) != NULL)
    remember_target (self);
}

static void
wg_tool_assign_finalize (GObject *object)
{
  WgToolAssign *self = WG_TOOL_ASSIGN (object);

  g_array_unref (self->faces);
  g_hash_table_unref (self->chosen);
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
}

static void
wg_tool_assign_init (WgToolAssign *self)
{
  self->faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  self->chosen = g_hash_table_new (NULL, NULL);
}

guint32
wg_tool_assign_get_target (WgToolAssign *self)
{
  WgSession *session = get_session (self);
  const GArray *selection = session != NULL ? wg_session_get_selection (session) : NULL;

  return selection != NULL && selection->len == 1 ? g_array_index (selection, guint32, 0) : 0;
}

const GArray *
wg_tool_assign_get_recent (WgToolAssign *self)
{
  return get_recent (self);
}

void
wg_tool_assign_set_target (WgToolAssign *self, guint32 grid)
{
  wg_session_select (get_session (self), &grid, 1);
}
