/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-proposal-paint"

#include "wg-proposal.h"

#include "../canvas/wg-canvas-private.h"

#include <math.h>

#define N_BINS 15          /* the band of 200 to 500 ends between bars, as do most */
#define SMALL_MARGIN 4.0
#define MANY_PARTS 100     /* whose borders are thin in a small picture */
#define CENTRE_RADIUS 6.0
#define NUMBER_SIZE 11.5
#define AXIS_HEIGHT 16.0   /* of the numbers under a histogram */
#define COUNT_HEIGHT 13.0  /* of those over its bars */
#define TEXT_SIZE 10.5
#define TEXT_ROOM 34.0     /* of a number and what is beside it */

/* Light enough for dark numbers on them, in both colour schemes. */
static const double colors[WG_PROPOSAL_N_COLORS][3] = {
  { 0.70, 0.84, 0.94 }, { 1.00, 0.93, 0.73 }, { 0.80, 0.92, 0.77 }, { 0.93, 0.80, 0.86 },
  { 0.86, 0.83, 0.95 }, { 0.99, 0.85, 0.72 }, { 0.76, 0.91, 0.89 },
};

/* Dark lines across what is too small or too large. */
static cairo_pattern_t *
make_hatch (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 8, 8);
  cairo_t *cr = cairo_create (surface);
  cairo_pattern_t *pattern = NULL;

  cairo_set_source_rgba (cr, 0.75, 0.11, 0.16, 0.8);
  cairo_set_line_width (cr, 1.6);
  for (int i = -8; i <= 8; i += 8)
    {
      cairo_move_to (cr, i, 8);
      cairo_line_to (cr, i + 8, 0);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
  pattern = cairo_pattern_create_for_surface (surface);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_surface_destroy (surface);
  return pattern;
}

static void
paint_cuts (const WgRebalance *rebalance, cairo_t *cr, const WgViewport *view)
{
  for (guint i = 0; i < rebalance->lines->len; i++)
    {
      const GArray *line = g_ptr_array_index (rebalance->lines, i);

      cairo_new_sub_path (cr);
      for (guint j = 0; j < line->len; j++)
        cairo_line_to (cr, wg_viewport_to_pixel_x (view, g_array_index (line, WgPoint, j).x),
                       wg_viewport_to_pixel_y (view, g_array_index (line, WgPoint, j).y));
    }
  cairo_set_source_rgb (cr, 0.90, 0.38, 0.0);
  cairo_set_line_width (cr, 2.0);
  cairo_stroke (cr);
}

/* Is there room for a number, and no other in its way? Takes the room. */
static gboolean
take_room (GArray *taken, const cairo_rectangle_t *room)
{
  for (guint i = 0; i < taken->len; i++)
    {
      const cairo_rectangle_t *other = &g_array_index (taken, cairo_rectangle_t, i);

      if (room->x < other->x + other->width && other->x < room->x + room->width
          && room->y < other->y + other->height && other->y < room->y + room->height)
        return FALSE;
    }
  g_array_append_val (taken, *room);
  return TRUE;
}

/* A number with a light rim, which is legible on hatches and buildings. */
static void
paint_number (cairo_t *cr, double x, double y, const char *text)
{
  cairo_move_to (cr, x, y);
  cairo_text_path (cr, text);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_set_line_width (cr, 3.0);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.15);
  cairo_fill (cr);
}

static void
paint_numbers (const WgProposal *proposal, cairo_t *cr, const WgViewport *view)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));
  WgEnvelope seen = wg_viewport_envelope (view);

  cairo_select_font_face (cr, "Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  cairo_set_font_size (cr, NUMBER_SIZE);
  for (guint i = 0; i < proposal->parts->len; i++)
    {
      const WgProposalPart *part = g_ptr_array_index (proposal->parts, i);
      const WgEnvelope *extent = &part->extent;
      char text[32];
      cairo_text_extents_t size;
      cairo_rectangle_t room;

      g_snprintf (text, sizeof text, "%s%" G_GINT64_FORMAT, part->is_estimated ? "≈" : "",
                  part->amount);
      cairo_text_extents (cr, text, &size);
      if (!part->has_place || !wg_envelope_intersects (extent, &seen)
          || ((double) extent->max_x - extent->min_x) * view->scale < size.width + 2
          || ((double) extent->max_y - extent->min_y) * view->scale < size.height + 2)
        continue;
      room = (cairo_rectangle_t){ wg_viewport_to_pixel_x (view, part->place.x) - size.width / 2,
                                  wg_viewport_to_pixel_y (view, part->place.y) - size.height / 2,
                                  size.width, size.height };
      if (take_room (taken, &room))
        paint_number (cr, room.x, room.y + room.height, text);
    }
}

static gboolean
is_wrong (const WgProposal *proposal, const WgProposalPart *part)
{
  return !part->is_in_band && !part->is_exempt && proposal->band.max > 0;
}

/* @alpha: of the colours. */
static void
fill_parts (const WgProposal *proposal, cairo_t *cr, const WgViewport *view, double alpha)
{
  cairo_pattern_t *hatch = make_hatch ();
  WgEnvelope seen = wg_viewport_envelope (view);

  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  for (guint i = 0; i < proposal->parts->len; i++)
    {
      const WgProposalPart *part = g_ptr_array_index (proposal->parts, i);
      const double *color = colors[part->color];

      if (!wg_envelope_intersects (&part->extent, &seen))
        continue;
      cairo_new_path (cr);
      wg_canvas_trace_shape (cr, view, part->shape);
      cairo_set_source_rgba (cr, color[0], color[1], color[2], alpha);
      cairo_fill_preserve (cr);
      if (is_wrong (proposal, part))
        {
          cairo_set_source (cr, hatch);
          cairo_fill (cr);
        }
    }
  cairo_new_path (cr);
  cairo_pattern_destroy (hatch);
}

static void
stroke_parts (const WgProposal *proposal, cairo_t *cr, const WgViewport *view, double width)
{
  WgEnvelope seen = wg_viewport_envelope (view);

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgb (cr, 0.25, 0.2, 0.35);
  cairo_set_line_width (cr, width);
  for (guint i = 0; i < proposal->parts->len; i++)
    {
      const WgProposalPart *part = g_ptr_array_index (proposal->parts, i);

      if (!wg_envelope_intersects (&part->extent, &seen))
        continue;
      cairo_new_path (cr);
      wg_canvas_trace_shape (cr, view, part->shape);
      cairo_stroke (cr);
    }
  cairo_new_path (cr);
}

void
wg_proposal_paint_small (const WgProposal *proposal, cairo_t *cr, double width, double height)
{
  WgViewport view = { .width = width, .height = height };

  if (wg_envelope_is_empty (&proposal->extent) || width <= 2 * SMALL_MARGIN || height <= 2 * SMALL_MARGIN)
    return;
  wg_viewport_fit (&view, &proposal->extent, SMALL_MARGIN);
  fill_parts (proposal, cr, &view, 1);
  stroke_parts (proposal, cr, &view, proposal->parts->len > MANY_PARTS ? 0.25 : 0.7);
  if (proposal->rebalance != NULL)
    paint_cuts (proposal->rebalance, cr, &view);
}

void
wg_proposal_paint_land (const WgProposal *proposal, cairo_t *cr, const WgViewport *view)
{
  fill_parts (proposal, cr, view, view->scale > WG_PROPOSAL_NEAR_SCALE ? 0.55 : 0.85);
}

void
wg_proposal_paint_borders (const WgProposal *proposal, cairo_t *cr, const WgViewport *view)
{
  double wide = ((double) proposal->extent.max_x - proposal->extent.min_x) * view->scale;
  double high = ((double) proposal->extent.max_y - proposal->extent.min_y) * view->scale;
  double size = sqrt (wide * high / MAX (proposal->parts->len, 1)); /* of a part, in pixels */

  stroke_parts (proposal, cr, view, size > 60 ? 2.2 : size > 16 ? 1.4 : 0.6);
  if (proposal->rebalance != NULL)
    paint_cuts (proposal->rebalance, cr, view);
  paint_numbers (proposal, cr, view);
}

void
wg_proposal_paint_centres (const GArray *centres, cairo_t *cr, const WgViewport *view)
{
  for (guint i = 0; i < centres->len; i++)
    {
      WgPoint at = g_array_index (centres, WgPoint, i);

      cairo_new_sub_path (cr);
      cairo_arc (cr, wg_viewport_to_pixel_x (view, at.x), wg_viewport_to_pixel_y (view, at.y), CENTRE_RADIUS,
                 0, 2 * G_PI);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_fill_preserve (cr);
      cairo_set_source_rgb (cr, 0.11, 0.44, 0.85);
      cairo_set_line_width (cr, 3.0);
      cairo_stroke (cr);
    }
}

/* What a histogram is drawn with. */
typedef struct
{
  cairo_t *cr;
  double width;
  double height; /* of the bars */
  double span;   /* the amount at the right end */
  GdkRGBA ink;
} Histogram;

static void
write_at (const Histogram *graph, double x, double y, const char *text)
{
  cairo_text_extents_t size;

  cairo_text_extents (graph->cr, text, &size);
  cairo_move_to (graph->cr, CLAMP (x - size.x_advance / 2, 0, graph->width - size.x_advance), y);
  cairo_show_text (graph->cr, text);
}

/* The band's ends and its target under it; at the end the sign of what was worked out. */
static void
paint_axis (const WgProposal *proposal, const Histogram *graph)
{
  const WgPartBand *band = &proposal->band;
  const gint64 ends[] = { band->min, band->target, band->max };
  double y = graph->height + AXIS_HEIGHT - 3, taken = -1;

  gdk_cairo_set_source_rgba (graph->cr, &graph->ink);
  for (guint i = 0; i < G_N_ELEMENTS (ends) && band->max > 0; i++)
    {
      guint which = i == 1 ? 2 : i == 2 ? 1 : 0; /* the target last, where it has room */
      double x = ends[which] / graph->span * graph->width;
      char text[32];

      cairo_rectangle (graph->cr, x - 0.5, graph->height, 1, 3);
      cairo_fill (graph->cr);
      g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, ends[which]);
      if (which != 1 || (x - band->min / graph->span * graph->width > TEXT_ROOM
                         && band->max / graph->span * graph->width - x > TEXT_ROOM))
        write_at (graph, x, y, text);
      taken = MAX (taken, x);
    }
  if (proposal->is_estimated && graph->width - taken > TEXT_ROOM)
    write_at (graph, graph->width, y, "≈");
}

static void
paint_bars (const guint counts[N_BINS], guint most, const Histogram *graph)
{
  double step = graph->width / N_BINS, room = graph->height - COUNT_HEIGHT;
  char text[16];

  cairo_set_source_rgb (graph->cr, 0.21, 0.52, 0.89);
  for (guint i = 0; i < N_BINS; i++)
    {
      double bar = counts[i] > 0 ? MAX (room * counts[i] / most, 1.5) : 0;

      cairo_rectangle (graph->cr, step * i + 1, graph->height - bar, step - 2, bar);
    }
  cairo_fill (graph->cr);
  gdk_cairo_set_source_rgba (graph->cr, &graph->ink);
  for (guint i = 0; i < N_BINS; i++)
    if (counts[i] > 0)
      {
        g_snprintf (text, sizeof text, "%u", counts[i]);
        write_at (graph, step * (i + 0.5), graph->height - MAX (room * counts[i] / most, 1.5) - 3, text);
      }
  cairo_rectangle (graph->cr, 0, graph->height - 0.5, graph->width, 1);
  cairo_fill (graph->cr);
}

/* Of the bars; 0 without grids. */
static guint
count_bars (const WgProposal *proposal, double span, guint counts[N_BINS])
{
  guint most = 0;

  for (guint i = 0; i < proposal->parts->len; i++)
    {
      const WgProposalPart *part = g_ptr_array_index (proposal->parts, i);
      /* What has just the most stands within the band. */
      guint bin = (guint) CLAMP (((double) part->amount - 0.5) / span * N_BINS, 0, N_BINS - 1);

      counts[bin] += !part->is_exempt;
      most = MAX (most, counts[bin]);
    }
  return most;
}

void
wg_proposal_paint_histogram (const WgProposal *proposal, cairo_t *cr, const GdkRGBA *ink, double width,
                             double height)
{
  const WgPartBand *band = &proposal->band;
  guint counts[N_BINS] = { 0 }, most = 0;
  Histogram graph = { cr, width, height - AXIS_HEIGHT, band->max > 0 ? band->max * 1.5 : 1, *ink };

  for (guint i = 0; i < proposal->parts->len && band->max == 0; i++)
    graph.span = MAX (graph.span, ((WgProposalPart *) g_ptr_array_index (proposal->parts, i))->amount * 1.05);
  most = count_bars (proposal, graph.span, counts);
  if (band->max > 0)
    {
      cairo_rectangle (cr, band->min / graph.span * width, 0, (band->max - band->min) / graph.span * width,
                       graph.height);
      cairo_set_source_rgba (cr, 0.2, 0.65, 0.35, 0.25);
      cairo_fill (cr);
    }
  cairo_select_font_face (cr, "Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, TEXT_SIZE);
  paint_bars (counts, MAX (most, 1), &graph);
  paint_axis (proposal, &graph);
}
