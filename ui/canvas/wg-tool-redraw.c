/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-redraw"

#include "wg-tool-redraw.h"

#include "wg-canvas-private.h"
#include "wg-land-look.h"

#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-redraw-commands.h"

#include <glib/gi18n.h>

#define NOTE_MARGIN 12.0

struct _WgToolRedraw
{
  WgStrokeTool parent_instance;

  WgRedraw redraw;     /* what the preview shows, but for the line */
  guint variant;       /* the reading that was asked for */
  guint n_variants;
  GPtrArray *pieces;   /* of WgLandPiece; NULL: the stroke replaces nothing */
  char *note;
  char *trouble;       /* why not, in words; NULL */
};

G_DEFINE_FINAL_TYPE (WgToolRedraw, wg_tool_redraw, WG_TYPE_STROKE_TOOL)

static WgStroke *
stroke_of (WgToolRedraw *self)
{
  return wg_stroke_tool_get_stroke (WG_STROKE_TOOL (self));
}

static void
forget_preview (WgToolRedraw *self)
{
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->trouble, g_free);
  self->n_variants = 0;
}

static guint32
selected_grid (WgToolRedraw *self)
{
  const GArray *selection = wg_session_get_selection (wg_tool_get_session (WG_TOOL (self)));

  return selection->len == 1 ? g_array_index (selection, guint32, 0) : 0;
}

/* The grid that is selected when the stroke is about its border; else the one that is meant. */
static WgRedrawPreview *
find_preview (WgToolRedraw *self, const GArray *stroke, GError **error)
{
  WgPlan *plan = wg_session_get_plan (wg_tool_get_session (WG_TOOL (self)));
  WgRedrawPreview *preview = NULL;
  guint32 subject = selected_grid (self);

  self->redraw = (WgRedraw){ (const WgPoint *) (gconstpointer) stroke->data, stroke->len, subject,
                             self->variant };
  if (subject != 0)
    {
      preview = wg_plan_preview_redraw (plan, &self->redraw, NULL, error);
      if (preview != NULL
          || !g_error_matches (*error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING))
        return preview;
      g_clear_error (error);
      self->redraw.subject = 0;
    }
  return wg_plan_preview_redraw (plan, &self->redraw, NULL, error);
}

/* What the numbers beside the pointer do not say: land that nobody has before or afterwards. */
static char *
describe_nobody (WgPlan *plan, const GPtrArray *pieces)
{
  double lost_m2 = 0, found_m2 = 0;
  GString *note = g_string_new (NULL);
  g_autofree char *lost = NULL, *found = NULL;

  for (guint i = 0; i < pieces->len; i++)
    {
      const WgLandPiece *piece = g_ptr_array_index (pieces, i);

      if (piece->to == 0)
        lost_m2 += wg_plan_measure_area (plan, piece->shape);
      else if (piece->from == 0)
        found_m2 += wg_plan_measure_area (plan, piece->shape);
    }
  lost = wg_words_area (lost_m2);
  found = wg_words_area (found_m2);
  if (lost_m2 > 0)
    g_string_append_printf (note, _("%s will belong to nobody"), lost);
  if (found_m2 > 0)
    {
      g_string_append (note, note->len > 0 ? "\n" : "");
      g_string_append_printf (note, _("%s of nobody's land are taken"), found);
    }
  return g_string_free (note, note->len == 0);
}

static char *
describe_error (const GError *error)
{
  if (g_error_matches (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING))
    return g_strdup (_("The line replaces no border. Begin it on a border and end it on one."));
  return wg_words_error (error);
}

static void
renew_preview (WgToolRedraw *self)
{
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  g_autoptr (GArray) stroke = wg_stroke_get_points (stroke_of (self));
  g_autoptr (WgRedrawPreview) preview = NULL;
  g_autoptr (GError) error = NULL;

  forget_preview (self);
  if (stroke->len < 2)
    self->variant = 0;
  if (session == NULL || wg_plan_get_frame (wg_session_get_plan (session)) == NULL)
    return;
  if (stroke->len >= 2)
    preview = find_preview (self, stroke, &error);
  if (preview == NULL)
    {
      if (error != NULL && !g_error_matches (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING))
        {
          self->trouble = describe_error (error);
          wg_stroke_refuse (stroke_of (self), self->trouble);
        }
      wg_session_set_preview (session, NULL);
      return;
    }
  self->n_variants = preview->n_variants;
  self->pieces = g_ptr_array_ref (preview->pieces);
  self->note = describe_nobody (wg_session_get_plan (session), self->pieces);
  wg_session_set_preview (session, g_steal_pointer (&preview->land));
}

static void
say_done (WgToolRedraw *self, const WgLandResult *result, double released_m2)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  guint n = result->takers->len + result->losers->len + result->retired->len;
  g_autofree char *sentence
    = g_strdup_printf (ngettext ("Border redrawn; %u grid changed", "Border redrawn; %u grids changed", n),
                       n);
  g_autofree char *area = wg_words_area (released_m2);
  g_autofree char *more = NULL;

  if (released_m2 > 0)
    /* Translators: first %s is the sentence before; second an area */
    more = g_strdup_printf (_("%s; %s belong to nobody now"), sentence, area);
  wg_canvas_say (canvas, more != NULL ? more : sentence);
}

static void
commit (WgToolRedraw *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  g_autoptr (GArray) stroke = wg_stroke_get_points (stroke_of (self));
  g_autoptr (WgRedrawPreview) preview = NULL;
  g_autoptr (WgLandResult) result = NULL;
  g_autoptr (GError) error = NULL;
  double released_m2 = 0;

  if (session == NULL || stroke->len < 2)
    return;
  preview = find_preview (self, stroke, &error);
  if (preview != NULL)
    result = wg_command_redraw (wg_session_get_history (session), &self->redraw, NULL, &error);
  if (result == NULL)
    {
      g_autofree char *sentence = describe_error (error);

      wg_canvas_say (canvas, sentence);
      wg_stroke_refuse (stroke_of (self), sentence);
      return;
    }
  for (guint i = 0; i < preview->pieces->len; i++)
    {
      const WgLandPiece *piece = g_ptr_array_index (preview->pieces, i);

      if (piece->to == 0)
        released_m2 += wg_plan_measure_area (wg_session_get_plan (session), piece->shape);
    }
  wg_stroke_clear (stroke_of (self));
  self->variant = 0;
  say_done (self, result, released_m2);
}

static void
wg_tool_redraw_changed (WgStrokeTool *tool)
{
  renew_preview (WG_TOOL_REDRAW (tool));
}

static void
wg_tool_redraw_finished (WgStrokeTool *tool)
{
  commit (WG_TOOL_REDRAW (tool));
}

static gboolean
wg_tool_redraw_key (WgTool *tool, guint keyval, GdkModifierType state)
{
  WgToolRedraw *self = WG_TOOL_REDRAW (tool);

  if (WG_TOOL_CLASS (wg_tool_redraw_parent_class)->key (tool, keyval, state))
    return TRUE;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
      || gdk_keyval_to_lower (keyval) != GDK_KEY_f || wg_stroke_is_empty (stroke_of (self)))
    return FALSE;
  self->variant = self->n_variants > 0 ? (self->variant + 1) % self->n_variants : self->variant + 1;
  renew_preview (self);
  wg_tool_hint_changed (tool);
  wg_tool_redraw (tool);
  return TRUE;
}

static void
wg_tool_redraw_selection_changed (WgTool *tool)
{
  WgToolRedraw *self = WG_TOOL_REDRAW (tool);

  if (wg_stroke_is_empty (stroke_of (self)))
    return;
  renew_preview (self);
  wg_tool_redraw (tool);
}

static char *
wg_tool_redraw_hint (WgTool *tool)
{
  WgToolRedraw *self = WG_TOOL_REDRAW (tool);

  if (wg_tool_get_session (WG_TOOL (self)) == NULL)
    return g_strdup ("");
  if (self->pieces != NULL && self->n_variants > 1)
    return g_strdup_printf (_("Enter redraws the border, Esc drops the line; reading %u of %u (F: the next)"),
                            self->variant % self->n_variants + 1, self->n_variants);
  if (self->pieces != NULL)
    return g_strdup (_("Enter redraws the border, Esc drops the line"));
  if (self->trouble != NULL)
    return g_strdup_printf (_("%s (F: another reading)"), self->trouble);
  if (!wg_stroke_is_empty (stroke_of (self)))
    return g_strdup (_("Click on along the new border and back to a border, Backspace takes a point back"));
  if (selected_grid (self) != 0)
    {
      g_autofree char *name
        = wg_words_grid (wg_session_get_plan (wg_tool_get_session (WG_TOOL (self))),
                         selected_grid (self));
      return g_strdup_printf (_("Click where the new border of %s begins"), name);
    }
  return g_strdup (_("Click on the border where the new part begins"));
}

static void
draw_pieces (WgToolRedraw *self, GtkSnapshot *snapshot, WgCanvas *canvas)
{
  const WgViewport *v = &canvas->viewport;
  cairo_t *cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) v->width, (float) v->height));

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const WgLandPiece *piece = g_ptr_array_index (self->pieces, i);

      wg_land_look_paint (canvas, cr, piece->shape,
                          piece->to != 0 ? WG_LAND_LOOK_TAKEN : WG_LAND_LOOK_RELEASED, piece->to);
    }
  cairo_destroy (cr);
}

static void
wg_tool_redraw_draw (WgTool *tool, GtkSnapshot *snapshot)
{
  WgToolRedraw *self = WG_TOOL_REDRAW (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  const char *note = self->note;

  if (self->pieces != NULL)
    draw_pieces (self, snapshot, canvas);
  WG_TOOL_CLASS (wg_tool_redraw_parent_class)->draw (tool, snapshot);
  /* The numbers have the place beside the pointer. */
  if (note != NULL)
    wg_canvas_draw_note (canvas, snapshot, note, NOTE_MARGIN, NOTE_MARGIN);
}

static void
wg_tool_redraw_finalize (GObject *object)
{
  WgToolRedraw *self = WG_TOOL_REDRAW (object);

  forget_preview (self);
  G_OBJECT_CLASS (wg_tool_redraw_parent_class)->finalize (object);
}

static void
wg_tool_redraw_class_init (WgToolRedrawClass *klass)
{
  WgToolClass *tool_class = WG_TOOL_CLASS (klass);
  WgStrokeToolClass *stroke_class = WG_STROKE_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wg_tool_redraw_finalize;
  stroke_class->form = WG_STROKE_LINE;
  stroke_class->flags = WG_STROKE_NEW_BORDERS;
  stroke_class->changed = wg_tool_redraw_changed;
  stroke_class->finished = wg_tool_redraw_finished;
  tool_class->key = wg_tool_redraw_key;
  tool_class->selection_changed = wg_tool_redraw_selection_changed;
  tool_class->draw = wg_tool_redraw_draw;
  tool_class->hint = wg_tool_redraw_hint;
}

static void
wg_tool_redraw_init (WgToolRedraw *self)
{
}
