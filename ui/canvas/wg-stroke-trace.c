/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-stroke"

#include "wg-stroke-private.h"

#include "../../app/geometry/wg-coverage-shape.h"

#define MAX_SEGMENTS 25000 /* in the narrowest window: 40 ms, once for a point */
#define EASY_SEGMENTS 5000 /* in a wider one: 5 ms */
#define REACH_PIXELS 16.0     /* how far from a line a click may be */
#define JOINT_MM 500.0
#define BORDER_COST 4.0 /* where a border is to be replaced, a road beside it is meant */
#define TAP_MICROSECONDS 350000

static GListModel *
layers_of (WgStroke *self)
{
  return G_LIST_MODEL (wg_canvas_get_layers (wg_stroke_canvas (self)));
}

/** Which lines there are to follow: another number when a layer was shown, hidden or read. */
static guint
sum_of_layers (WgStroke *self)
{
  guint sum = 1;

  for (guint i = 0; i < g_list_model_get_n_items (layers_of (self)); i++)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (layers_of (self), i);
      if (wg_map_layer_get_visible (layer))
        sum = sum * 31 + g_direct_hash (wg_map_layer_get_finder (layer));
    }
  return sum;
}

static void
add_borders (WgStroke *self, WgTrace *trace, const WgEnvelope *window, guint most)
{
  WgCoverage *coverage = wg_plan_get_coverage (wg_stroke_canvas (self)->plan);
  double cost = self->flags & WG_STROKE_NEW_BORDERS ? BORDER_COST : 1;
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));

  wg_coverage_arcs_in (coverage, window, arcs);
  for (guint i = 0; i < arcs->len && wg_trace_n_segments (trace) <= most; i++)
    {
      const WgLine *line = wg_coverage_arc (coverage, g_array_index (arcs, WgArcId, i))->line;
      wg_trace_add_costly_line (trace, line->points, line->n_points, cost);
    }
}

static void
add_references (WgStroke *self, WgTrace *trace, const WgEnvelope *window, guint most)
{
  g_autoptr (GArray) chunks = g_array_new (FALSE, FALSE, sizeof (WgLineworkChunk));

  for (guint i = 0; i < g_list_model_get_n_items (layers_of (self)); i++)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (layers_of (self), i);
      WgLineworkFinder *finder = wg_map_layer_get_finder (layer);

      if (finder == NULL || !wg_map_layer_get_visible (layer))
        continue;
      g_array_set_size (chunks, 0);
      wg_linework_finder_query (finder, window, chunks);
      for (guint j = 0; j < chunks->len && wg_trace_n_segments (trace) <= most; j++)
        {
          const WgLineworkChunk *chunk = &g_array_index (chunks, WgLineworkChunk, j);
          const WgLine *line = g_array_index (wg_linework_finder_get (finder)->items,
                                              WgLineworkItem, chunk->item).line;
          wg_trace_add_line (trace, line->points + chunk->first, chunk->n_points);
        }
    }
}

/** Around both places, wide enough for the way to bend. */
static WgEnvelope
make_window (WgStroke *self, WgPoint from, WgPoint to, double width)
{
  double scale = wg_stroke_canvas (self)->viewport.scale;
  double apart = MAX (ABS ((double) to.x - from.x), ABS ((double) to.y - from.y));
  gint32 margin = (gint32) CLAMP ((apart + 300 / scale) * width, 1000, 2e8);

  return (WgEnvelope){ MAX (MIN (from.x, to.x), -WG_COORDINATE_MAX) - margin,
                       MAX (MIN (from.y, to.y), -WG_COORDINATE_MAX) - margin,
                       MIN (MAX (from.x, to.x), WG_COORDINATE_MAX) + margin,
                       MIN (MAX (from.y, to.y), WG_COORDINATE_MAX) + margin };
}

/** The lines around both places; narrower where there are too many. */
static void
make_trace (WgStroke *self, WgPoint from, WgPoint to)
{
  static const double widths[] = { 1, 0.5, 0.2, 0.05 };
  double scale = wg_stroke_canvas (self)->viewport.scale;

  wg_stroke_forget_trace (self);
  for (guint i = 0; i < G_N_ELEMENTS (widths) && self->trace == NULL; i++)
    {
      guint most = i + 1 < G_N_ELEMENTS (widths) ? EASY_SEGMENTS : MAX_SEGMENTS;

      self->trace_window = make_window (self, from, to, widths[i]);
      self->trace = wg_trace_new (&self->trace_window);
      add_borders (self, self->trace, &self->trace_window, most);
      add_references (self, self->trace, &self->trace_window, most);
      if (wg_trace_n_segments (self->trace) > most && i + 1 < G_N_ELEMENTS (widths))
        g_clear_pointer (&self->trace, wg_trace_free);
    }
  self->trace_from = from;
  self->trace_lines = sum_of_layers (self);
  self->is_trace_possible = wg_trace_n_segments (self->trace) <= MAX_SEGMENTS
                            && wg_trace_begin (self->trace, from, REACH_PIXELS / scale, JOINT_MM);
}

gboolean
wg_stroke_is_tracing (WgStroke *self)
{
  return wg_snap_options_get ()->trace != (self->trace_pressed != 0);
}

void
wg_stroke_trace_pointer (WgStroke *self)
{
  WgPoint from = *wg_stroke_line_last (self->line), to = self->pointer.point;
  double scale = wg_stroke_canvas (self)->viewport.scale;

  if (self->trace == NULL || !wg_point_equal (self->trace_from, from)
      || !wg_envelope_contains (&self->trace_window, to)
      || self->trace_lines != sum_of_layers (self))
    make_trace (self, from, to);
  if (!self->is_trace_possible
      || !wg_trace_find (self->trace, to, REACH_PIXELS / scale, self->traced))
    return;
  /* It ends on the line, also when the pointer is a little beside it. */
  if (self->pointer.kind != WG_SNAP_FIRST)
    self->pointer.point = g_array_index (self->traced, WgPoint, self->traced->len - 1);
}

void
wg_stroke_forget_trace (WgStroke *self)
{
  g_clear_pointer (&self->trace, wg_trace_free);
  g_array_set_size (self->traced, 0);
}

/** A tap turns it on or off for good, holding the key for as long as it is held. */
gboolean
wg_stroke_trace_key (WgStroke *self, guint keyval, gboolean is_pressed)
{
  gint64 now = g_get_monotonic_time ();
  GSettings *settings = wg_snap_options_settings ();

  if (gdk_keyval_to_lower (keyval) != GDK_KEY_t || (!is_pressed && self->trace_pressed == 0))
    return FALSE;
  if (is_pressed && self->trace_pressed != 0)
    return TRUE;
  if (is_pressed)
    {
      self->trace_pressed = now;
      self->trace_used = FALSE;
    }
  else
    {
      gboolean is_tap = self->trace_pressed != 0 && now - self->trace_pressed < TAP_MICROSECONDS
                        && !self->trace_used;

      self->trace_pressed = 0;
      if (is_tap && settings != NULL)
        g_settings_set_boolean (settings, "trace", !g_settings_get_boolean (settings, "trace"));
    }
  wg_stroke_renew_pointer (self);
  return TRUE;
}
