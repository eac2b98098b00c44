/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-proposal-paint"

#include "wg-proposal.h"

#define N_BINS 16
#define MARGIN 8.0
#define CENTRE_RADIUS 6.0
#define AXIS_HEIGHT 12.0 /* of the numbers under a histogram */

/* Light enough for dark numbers on them, in both colour schemes. */
static const double colors[WG_PROPOSAL_N_COLORS][3] = {
  { 0.70, 0.84, 0.94 }, { 1.00, 0.93, 0.73 }, { 0.80, 0.92, 0.77 }, { 0.93, 0.80, 0.86 },
  { 0.86, 0.83, 0.95 }, { 0.99, 0.85, 0.72 }, { 0.76, 0.91, 0.89 },
};

static void
trace_shape (cairo_t *cr, const WgShape *shape)
{
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);

      for (guint j = 0; j < ring->n_points; j++)
        {
          WgPoint p = WG_SHAPE_POINT (shape, ring->first + j);

          if (j == 0)
            cairo_move_to (cr, p.x, p.y);
          else
            cairo_line_to (cr, p.x, p.y);
        }
      cairo_close_path (cr);
    }
}

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
paint_cuts (const WgRebalance *rebalance, cairo_t *cr, const cairo_matrix_t *map)
{
  for (guint i = 0; i < rebalance->lines->len; i++)
    {
      const GArray *line = g_ptr_array_index (rebalance->lines, i);

      for (guint j = 0; j < line->len; j++)
        {
          double x = g_array_index (line, WgPoint, j).x, y = g_array_index (line, WgPoint, j).y;

          cairo_matrix_transform_point (map, &x, &y);
          if (j == 0)
            cairo_move_to (cr, x, y);
          else
            cairo_line_to (cr, x, y);
        }
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

static void
paint_numbers (const WgProposal *proposal, cairo_t *cr, const cairo_matrix_t *map, double scale)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));

  cairo_select_font_face (cr, "Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  cairo_set_font_size (cr, 11);
  for (guint i = 0; i < proposal->parts->len; i++)
    {
      const WgProposalPart *part = g_ptr_array_index (proposal->parts, i);
      WgEnvelope extent = part->extent;
      WgPoint place = { 0, 0 };
      char text[32];
      cairo_text_extents_t size;
      cairo_rectangle_t room;
      double x = 0, y = 0;

      g_snprintf (text, sizeof text, "%s%" G_GINT64_FORMAT, part->is_estimated ? "≈" : "",
                  part->amount);
      cairo_text_extents (cr, text, &size);
      if (((double) extent.max_x - extent.min_x) * scale < size.width + 2
          || ((double) extent.max_y - extent.min_y) * scale < size.height + 2
          || !wg_shape_find_inside (part->shape, &place))
        continue;
      x = place.x;
      y = place.y;
      cairo_matrix_transform_point (map, &x, &y);
      room = (cairo_rectangle_t){ x - size.width / 2, y - size.height / 2, size.width, size.height };
      if (!take_room (taken, &room))
        continue;
      cairo_move_to (cr, x - size.width / 2, y + size.height / 2);
      cairo_set_source_rgb (cr, 0.1, 0.1, 0.15);
      cairo_show_text (cr, text);
    }
}

double
wg_proposal_get_map (const WgProposal *proposal, double width, double height, cairo_matrix_t *map_out)
{
  double wide = (double) proposal->extent.max_x - proposal->extent.min_x;
  double high = (double) proposal->extent.max_y - proposal->extent.min_y;
  double scale = MIN ((width - 2 * MARGIN) / MAX (wide, 1), (height - 2 * MARGIN) / MAX (high, 1));

  if (wg_envelope_is_empty (&proposal->extent) || scale <= 0)
    return 0;
  cairo_matrix_init (map_out, scale, 0, 0, -scale,
                     width / 2 - scale * (proposal->extent.min_x + wide / 2),
                     height / 2 + scale * (proposal->extent.min_y + high / 2));
  return scale;
}

void
wg_proposal_paint (const WgProposal *proposal, cairo_t *cr, double width, double height,
                   gboolean has_numbers)
{
  cairo_pattern_t *hatch = NULL;
  cairo_matrix_t map;
  double scale = wg_proposal_get_map (proposal, width, height, &map);

  if (scale <= 0)
    return;
  hatch = make_hatch ();
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < proposal->parts->len; i++)
    {
      const WgProposalPart *part = g_ptr_array_index (proposal->parts, i);
      const double *color = colors[part->color];

      cairo_save (cr);
      cairo_transform (cr, &map);
      trace_shape (cr, part->shape);
      cairo_restore (cr);
      cairo_set_source_rgb (cr, color[0], color[1], color[2]);
      cairo_fill_preserve (cr);
      if (!part->is_in_band && !part->is_exempt && proposal->band.max > 0)
        {
          cairo_set_source (cr, hatch);
          cairo_fill_preserve (cr);
        }
      cairo_set_source_rgb (cr, 0.25, 0.2, 0.35);
      cairo_set_line_width (cr, has_numbers ? 1.4 : 0.8);
      cairo_stroke (cr);
    }
  cairo_pattern_destroy (hatch);
  if (proposal->rebalance != NULL)
    paint_cuts (proposal->rebalance, cr, &map);
  if (has_numbers)
    paint_numbers (proposal, cr, &map, scale);
}

void
wg_proposal_paint_centres (const WgProposal *proposal, const GArray *centres, cairo_t *cr, double width,
                           double height)
{
  cairo_matrix_t map;

  if (wg_proposal_get_map (proposal, width, height, &map) <= 0)
    return;
  for (guint i = 0; i < centres->len; i++)
    {
      WgPoint at = g_array_index (centres, WgPoint, i);
      double x = at.x, y = at.y;

      cairo_matrix_transform_point (&map, &x, &y);
      cairo_new_sub_path (cr);
      cairo_arc (cr, x, y, CENTRE_RADIUS, 0, 2 * G_PI);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_fill_preserve (cr);
      cairo_set_source_rgb (cr, 0.11, 0.44, 0.85);
      cairo_set_line_width (cr, 3.0);
      cairo_stroke (cr);
    }
}

/* The ends of the band under it; at the end the sign of what was worked out. */
static void
paint_axis (const WgProposal *proposal, cairo_t *cr, double width, double height, double span)
{
  const WgPartBand *band = &proposal->band;
  const gint64 ends[] = { band->min, band->max };
  cairo_text_extents_t size;

  cairo_select_font_face (cr, "Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 9);
  cairo_set_source_rgba (cr, 0.5, 0.5, 0.5, 1);
  for (guint i = 0; i < G_N_ELEMENTS (ends) && band->max > 0; i++)
    {
      char text[32];

      g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, ends[i]);
      cairo_text_extents (cr, text, &size);
      cairo_move_to (cr, i == 0 ? ends[i] / span * width - size.x_advance - 2 : ends[i] / span * width + 2,
                     height - 1);
      cairo_show_text (cr, text);
    }
  if (!proposal->is_estimated)
    return;
  cairo_text_extents (cr, "≈", &size);
  cairo_move_to (cr, width - size.x_advance, height - 1);
  cairo_show_text (cr, "≈");
}

static void
paint_bars (const guint counts[N_BINS], guint most, cairo_t *cr, double width, double height)
{
  for (guint i = 0; i < N_BINS; i++)
    {
      double bar = (height - 2) * counts[i] / most;

      cairo_rectangle (cr, width * i / N_BINS + 1, height - bar, width / N_BINS - 2, bar);
    }
  cairo_set_source_rgb (cr, 0.21, 0.52, 0.89);
  cairo_fill (cr);
  cairo_rectangle (cr, 0, height - 1, width, 1);
  cairo_set_source_rgba (cr, 0.5, 0.5, 0.5, 0.8);
  cairo_fill (cr);
}

void
wg_proposal_paint_histogram (const WgProposal *proposal, cairo_t *cr, double width, double height)
{
  const WgPartBand *band = &proposal->band;
  guint counts[N_BINS] = { 0 }, most = 1;
  double span = band->max > 0 ? band->max * 1.5 : 1, bars = height - AXIS_HEIGHT;

  for (guint i = 0; i < proposal->parts->len; i++)
    span = MAX (span, band->max > 0 ? 0 : ((WgProposalPart *) g_ptr_array_index (proposal->parts, i))->amount * 1.05);
  for (guint i = 0; i < proposal->parts->len; i++)
    {
      const WgProposalPart *part = g_ptr_array_index (proposal->parts, i);
      guint bin = (guint) CLAMP (part->amount / span * N_BINS, 0, N_BINS - 1);

      if (!part->is_exempt)
        most = MAX (most, ++counts[bin]);
    }
  if (band->max > 0)
    {
      cairo_rectangle (cr, band->min / span * width, 0, (band->max - band->min) / span * width, bars);
      cairo_set_source_rgba (cr, 0.2, 0.65, 0.35, 0.22);
      cairo_fill (cr);
    }
  paint_bars (counts, most, cr, width, bars);
  paint_axis (proposal, cr, width, height, span);
}
