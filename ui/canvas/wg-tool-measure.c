/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-measure"

#include "wg-tool-measure.h"

#include "wg-canvas-private.h"

#include "../../app/cli/wg-words.h"
#include "../../app/geometry/wg-exact-input.h"
#include "../panels/wg-grid-measure.h"
#include "../panels/wg-grid-numbers.h"

#include <glib/gi18n.h>
#include <math.h>

#define LABEL_PIXELS 64.0 /* shorter segments are not labelled */
#define LABELS_MOST 40

struct _WgToolMeasure
{
  WgStrokeTool parent_instance;

  gboolean is_done;    /* the next click begins anew */
  char *note;          /* of the stroke; NULL: none */
  char *selected;      /* of the selected grids; NULL: none */
  GCancellable *cancellable; /* of their measuring */
};

G_DEFINE_FINAL_TYPE (WgToolMeasure, wg_tool_measure, WG_TYPE_STROKE_TOOL)

static WgStroke *
stroke_of (WgToolMeasure *self)
{
  return wg_stroke_tool_get_stroke (WG_STROKE_TOOL (self));
}

static WgPlan *
current_plan (WgToolMeasure *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  return canvas != NULL && canvas->plan != NULL && wg_plan_get_frame (canvas->plan) != NULL
           ? canvas->plan
           : NULL;
}

/** @points without the repeated last one of a ring. */
static void
describe_area (GString *text, WgFrame *frame, const WgPoint *points, guint n_points,
               gboolean is_ring)
{
  g_autoptr (WgShape) shape = wg_shape_new ();
  g_autofree char *area = NULL;
  g_autofree char *perimeter = NULL;
  double area_m2 = 0, perimeter_m = 0;

  if (!wg_ring_is_simple (points, n_points))
    {
      if (is_ring)
        g_string_append_printf (text, "\n%s", _("The ring crosses itself: it has no area."));
      return;
    }
  wg_shape_add_ring (shape, points, n_points, 0, FALSE);
  wg_frame_geodesic (frame, shape, &area_m2, &perimeter_m);
  area = wg_words_area (area_m2);
  perimeter = wg_words_length (perimeter_m);
  g_string_append_c (text, '\n');
  if (is_ring)
    g_string_append_printf (text, _("Area %s, perimeter %s"), area, perimeter);
  else
    g_string_append_printf (text, _("Closed: area %s, perimeter %s"), area, perimeter);
}

static char *
describe_stroke (WgFrame *frame, const WgStrokeLine *line)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GArray) points = g_array_copy (line->points);
  g_autofree double *lengths = g_new (double, points->len + 1);
  const WgPoint *p = NULL;
  g_autofree char *last = NULL;
  g_autofree char *whole = NULL;
  guint n = points->len;

  p = (const WgPoint *) (gpointer) points->data;
  whole = wg_words_length (wg_frame_geodesic_lengths (frame, p, n, lengths));
  last = wg_words_length (lengths[n - 2]);
  if (!line->is_ring)
    {
      double azimuth = wg_exact_azimuth (p[n - 2], p[n - 1]);

      g_string_append_printf (text, _("Length %s"), whole);
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("Last segment %s, azimuth %.1f°"), last, azimuth);
    }
  if (n >= 3)
    describe_area (text, frame, p, n, line->is_ring);
  return g_strstrip (g_string_free (text, FALSE));
}

static void
renew_note (WgToolMeasure *self)
{
  WgPlan *plan = current_plan (self);
  g_autoptr (GPtrArray) lines = wg_stroke_get_lines (stroke_of (self));

  g_clear_pointer (&self->note, g_free);
  if (plan != NULL && lines->len > 0)
    self->note = describe_stroke (wg_plan_get_frame (plan), g_ptr_array_index (lines, 0));
}

static void
measured_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WgToolMeasure) self = data;
  const GArray *selection = NULL;
  WgGridMeasure measure;
  WgTally tally;
  g_autofree char *area = NULL;
  g_autofree char *perimeter = NULL;
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  guint n = 0;

  if (!wg_grid_measure_finish (result, &measure, NULL) || canvas == NULL
      || canvas->session == NULL || canvas->plan == NULL)
    return;
  selection = wg_session_get_selection (canvas->session);
  n = selection->len;
  wg_grid_numbers_sum (canvas->plan, selection, &tally);
  area = wg_words_area (wg_tally_area_m2 (&tally));
  perimeter = wg_words_length (measure.perimeter_m);
  g_free (self->selected);
  self->selected = g_strdup_printf (ngettext ("%u selected grid: area %s, perimeter %s",
                                              "%u selected grids: area %s, perimeter %s", n),
                                    n, area, perimeter);
  wg_tool_redraw (WG_TOOL (self));
}

static void
measure_selection (WgToolMeasure *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  const GArray *selection = NULL;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->selected, g_free);
  wg_tool_redraw (WG_TOOL (self));
  if (current_plan (self) == NULL || canvas->session == NULL)
    return;
  selection = wg_session_get_selection (canvas->session);
  if (selection->len == 0)
    return;
  self->cancellable = g_cancellable_new ();
  wg_grid_measure_async (canvas->plan, selection, self->cancellable, measured_cb,
                         g_object_ref (self));
}

/** After a finished stroke the next one begins. */
static void
begin_anew (WgToolMeasure *self)
{
  if (!self->is_done)
    return;
  self->is_done = FALSE;
  wg_stroke_clear (stroke_of (self));
}

static void
wg_tool_measure_changed (WgStrokeTool *tool)
{
  renew_note (WG_TOOL_MEASURE (tool));
}

static void
wg_tool_measure_finished (WgStrokeTool *tool)
{
  WgToolMeasure *self = WG_TOOL_MEASURE (tool);

  self->is_done = TRUE;
  renew_note (self);
  wg_tool_hint_changed (WG_TOOL (self));
}

static gboolean
copy (WgToolMeasure *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  const char *text = self->note != NULL ? self->note : self->selected;

  if (text == NULL)
    return FALSE;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (canvas)), text);
  wg_canvas_say (canvas, _("Measures copied"));
  return TRUE;
}

static gboolean
wg_tool_measure_click (WgTool *tool, const WgToolEvent *event)
{
  WgToolMeasure *self = WG_TOOL_MEASURE (tool);

  /* The second half of a double click still belongs to the stroke that it finished. */
  if (event->n_press == 1)
    begin_anew (self);
  else if (self->is_done)
    return TRUE;
  return WG_TOOL_CLASS (wg_tool_measure_parent_class)->click (tool, event);
}

static void
wg_tool_measure_motion (WgTool *tool, const WgToolEvent *event)
{
  if (!WG_TOOL_MEASURE (tool)->is_done)
    WG_TOOL_CLASS (wg_tool_measure_parent_class)->motion (tool, event);
}

static gboolean
wg_tool_measure_drag_begin (WgTool *tool, const WgToolEvent *event)
{
  begin_anew (WG_TOOL_MEASURE (tool));
  return WG_TOOL_CLASS (wg_tool_measure_parent_class)->drag_begin (tool, event);
}

static gboolean
wg_tool_measure_key (WgTool *tool, guint keyval, GdkModifierType state)
{
  WgToolMeasure *self = WG_TOOL_MEASURE (tool);

  if ((state & GDK_CONTROL_MASK) && gdk_keyval_to_lower (keyval) == GDK_KEY_c)
    return copy (self);
  if (self->is_done && (keyval == GDK_KEY_BackSpace || keyval == GDK_KEY_Delete))
    self->is_done = FALSE;
  return WG_TOOL_CLASS (wg_tool_measure_parent_class)->key (tool, keyval, state);
}

static gboolean
wg_tool_measure_cancel (WgTool *tool)
{
  WG_TOOL_MEASURE (tool)->is_done = FALSE;
  return WG_TOOL_CLASS (wg_tool_measure_parent_class)->cancel (tool);
}

static void
wg_tool_measure_selection_changed (WgTool *tool)
{
  measure_selection (WG_TOOL_MEASURE (tool));
}

/** The measures in one line, for the status bar and for screen readers. */
static char *
describe_done (WgToolMeasure *self)
{
  g_auto (GStrv) lines = g_strsplit (self->note != NULL ? self->note : "", "\n", -1);
  g_autofree char *line = g_strjoinv ("; ", lines);

  return g_strdup_printf (_("%s. Ctrl+C copies, a click begins anew"), line);
}

static char *
wg_tool_measure_hint (WgTool *tool)
{
  WgToolMeasure *self = WG_TOOL_MEASURE (tool);

  if (current_plan (self) == NULL)
    return g_strdup ("");
  if (self->is_done)
    return describe_done (self);
  if (wg_stroke_is_empty (stroke_of (self)))
    return g_strdup (_("Click or drag along what is to be measured"));
  return g_strdup (_("Click on; Enter ends, a click on the first point measures the area"));
}

/** The length of each segment in its middle. */
static void
draw_lengths (WgToolMeasure *self, GtkSnapshot *snapshot, WgCanvas *canvas,
              const WgStrokeLine *line)
{
  g_autoptr (GArray) points = g_array_copy (line->points);
  g_autofree double *lengths = NULL;
  const WgPoint *p = NULL;
  guint n_labels = 0;

  if (line->is_ring)
    g_array_append_val (points, g_array_index (line->points, WgPoint, 0));
  p = (const WgPoint *) (gpointer) points->data;
  lengths = g_new (double, points->len + 1);
  wg_frame_geodesic_lengths (wg_plan_get_frame (canvas->plan), p, points->len, lengths);
  for (guint i = 1; points->len > 2 && i < points->len && n_labels < LABELS_MOST; i++)
    {
      double x0 = wg_viewport_to_pixel_x (&canvas->viewport, p[i - 1].x);
      double y0 = wg_viewport_to_pixel_y (&canvas->viewport, p[i - 1].y);
      double x1 = wg_viewport_to_pixel_x (&canvas->viewport, p[i].x);
      double y1 = wg_viewport_to_pixel_y (&canvas->viewport, p[i].y);
      double x = (x0 + x1) / 2, y = (y0 + y1) / 2;
      g_autofree char *text = wg_words_length (lengths[i - 1]);

      if (hypot (x1 - x0, y1 - y0) < LABEL_PIXELS || x < 0 || y < 0 || x > canvas->viewport.width
          || y > canvas->viewport.height)
        continue;
      wg_canvas_draw_note (canvas, snapshot, text, x - 24, y - 12);
      n_labels++;
    }
}

static void
wg_tool_measure_draw (WgTool *tool, GtkSnapshot *snapshot)
{
  WgToolMeasure *self = WG_TOOL_MEASURE (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  g_autoptr (GPtrArray) lines = wg_stroke_get_lines (stroke_of (self));
  double x = 0, y = 0;

  WG_TOOL_CLASS (wg_tool_measure_parent_class)->draw (tool, snapshot);
  if (current_plan (self) == NULL)
    return;
  if (lines->len > 0)
    draw_lengths (self, snapshot, canvas, g_ptr_array_index (lines, 0));
  if (self->note != NULL && wg_stroke_get_end (stroke_of (self), &x, &y))
    wg_canvas_draw_note (canvas, snapshot, self->note, x + 18, y + 16);
  if (self->selected != NULL)
    wg_canvas_draw_note (canvas, snapshot, self->selected, canvas->viewport.width / 2 - 120, 12);
}

static void
wg_tool_measure_constructed (GObject *object)
{
  WgToolMeasure *self = WG_TOOL_MEASURE (object);

  G_OBJECT_CLASS (wg_tool_measure_parent_class)->constructed (object);
  measure_selection (self);
}

static void
wg_tool_measure_dispose (GObject *object)
{
  WgToolMeasure *self = WG_TOOL_MEASURE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (wg_tool_measure_parent_class)->dispose (object);
}

static void
wg_tool_measure_finalize (GObject *object)
{
  WgToolMeasure *self = WG_TOOL_MEASURE (object);

  g_free (self->note);
  g_free (self->selected);
  G_OBJECT_CLASS (wg_tool_measure_parent_class)->finalize (object);
}

static void
wg_tool_measure_class_init (WgToolMeasureClass *klass)
{
  WgToolClass *tool_class = WG_TOOL_CLASS (klass);
  WgStrokeToolClass *stroke_class = WG_STROKE_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = wg_tool_measure_constructed;
  G_OBJECT_CLASS (klass)->dispose = wg_tool_measure_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_tool_measure_finalize;
  stroke_class->form = WG_STROKE_EITHER;
  stroke_class->flags = WG_STROKE_PLAIN;
  stroke_class->changed = wg_tool_measure_changed;
  stroke_class->finished = wg_tool_measure_finished;
  tool_class->take_points = NULL; /* what is pasted is to become land */
  tool_class->click = wg_tool_measure_click;
  tool_class->motion = wg_tool_measure_motion;
  tool_class->drag_begin = wg_tool_measure_drag_begin;
  tool_class->key = wg_tool_measure_key;
  tool_class->cancel = wg_tool_measure_cancel;
  tool_class->selection_changed = wg_tool_measure_selection_changed;
  tool_class->draw = wg_tool_measure_draw;
  tool_class->hint = wg_tool_measure_hint;
}

static void
wg_tool_measure_init (WgToolMeasure *self)
{
}
