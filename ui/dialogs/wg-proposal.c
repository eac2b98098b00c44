/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-proposal"

#include "wg-proposal.h"

#include "../../app/cli/wg-subdivide-words.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_TROUBLES 20
#define N_BINS 16
#define MARGIN 8.0

/* Light enough for dark numbers on them, in both colour schemes. */
static const double colors[][3] = {
  { 0.70, 0.84, 0.94 }, { 1.00, 0.93, 0.73 }, { 0.80, 0.92, 0.77 }, { 0.93, 0.80, 0.86 },
  { 0.86, 0.83, 0.95 }, { 0.99, 0.85, 0.72 }, { 0.76, 0.91, 0.89 },
};

static void
free_part (gpointer data)
{
  WgProposalPart *part = data;

  wg_shape_free (part->shape);
  g_free (part->name);
  g_free (part);
}

void
wg_proposal_free (WgProposal *proposal)
{
  g_clear_pointer (&proposal->subdivision, wg_subdivide_proposal_free);
  g_clear_pointer (&proposal->aggregation, wg_aggregation_free);
  g_clear_pointer (&proposal->rebalance, wg_rebalance_free);
  g_clear_pointer (&proposal->parts, g_ptr_array_unref);
  g_clear_pointer (&proposal->outline, wg_shape_free);
  g_free (proposal->title);
  g_free (proposal->troubles);
  g_free (proposal);
}

static WgProposal *
make_proposal (const char *title, const WgPartBand *band)
{
  WgProposal *proposal = g_new0 (WgProposal, 1);

  proposal->title = g_strdup (title);
  proposal->parts = g_ptr_array_new_with_free_func (free_part);
  proposal->extent = WG_ENVELOPE_EMPTY;
  proposal->band = *band;
  return proposal;
}

/* A colour that no part whose box touches this one's has, the one that is rarest among them. */
static guint
choose_color (const WgProposal *proposal, const WgEnvelope *extent)
{
  guint counts[G_N_ELEMENTS (colors)] = { 0 }, best = proposal->parts->len % G_N_ELEMENTS (colors);

  for (guint i = 0; i < proposal->parts->len; i++)
    {
      const WgProposalPart *other = g_ptr_array_index (proposal->parts, i);

      if (wg_envelope_intersects (&other->extent, extent))
        counts[other->color]++;
    }
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    if (counts[i] < counts[best])
      best = i;
  return best;
}

/* Takes @shape and @name over. */
static void
add_part (WgProposal *proposal, WgShape *shape, char *name, gint64 amount, gboolean is_exempt)
{
  WgProposalPart *part = g_new0 (WgProposalPart, 1);
  WgEnvelope extent = wg_shape_envelope (shape);
  const WgPartBand *band = &proposal->band;

  part->shape = shape;
  part->extent = extent;
  part->color = choose_color (proposal, &extent);
  part->name = name;
  part->amount = amount;
  part->is_exempt = is_exempt;
  part->is_in_band = amount >= band->min && (band->max == 0 || amount <= band->max);
  wg_envelope_add (&proposal->extent, &extent);
  g_ptr_array_add (proposal->parts, part);
  if (is_exempt)
    return;
  proposal->n_parts++;
  proposal->n_in_band += part->is_in_band;
  proposal->n_small += amount < band->min;
  proposal->n_large += band->max > 0 && amount > band->max;
  if (band->target > 0)
    proposal->worst_deviation
      = MAX (proposal->worst_deviation, fabs ((double) (amount - band->target)) / band->target);
}

static void
add_parent (WgProposal *proposal, WgPlan *plan, const WgSubdivideParent *parent, GString *troubles,
            guint *n_troubles)
{
  for (guint i = 0; i < parent->parts->len; i++)
    {
      const WgSubdividePart *part = g_ptr_array_index (parent->parts, i);

      add_part (proposal, wg_shape_copy (part->shape), g_strdup (""), part->amount, FALSE);
    }
  for (guint i = 0; i < parent->troubles->len; i++)
    {
      g_autofree char *sentence = wg_words_subdivide_trouble (
        plan, parent->parent, &g_array_index (parent->troubles, WgSubdivideTrouble, i));

      if ((*n_troubles)++ < MAX_TROUBLES)
        g_string_append_printf (troubles, "%s%s", troubles->len > 0 ? "\n" : "", sentence);
    }
}

WgProposal *
wg_proposal_new_subdivision (WgPlan *plan, const char *title, WgSubdivideProposal *subdivision)
{
  WgProposal *proposal = make_proposal (title, &subdivision->band);
  GString *troubles = g_string_new (NULL);
  guint n_troubles = 0;
  double weight = 0;

  proposal->subdivision = subdivision;
  for (guint i = 0; i < subdivision->parents->len; i++)
    {
      const WgSubdivideParent *parent = g_ptr_array_index (subdivision->parents, i);

      add_parent (proposal, plan, parent, troubles, &n_troubles);
      proposal->compactness += parent->score.compactness * parent->parts->len;
      weight += parent->parts->len;
    }
  if (weight > 0)
    proposal->compactness /= weight;
  for (guint i = 0; i < WG_UNIT_EDGE_N_CLASSES; i++)
    *(i == WG_UNIT_EDGE_OPEN ? &proposal->inside_m : &proposal->along_m) += subdivision->cut_m[i];
  proposal->n_cut = subdivision->n_cut;
  if (n_troubles > MAX_TROUBLES)
    g_string_append_printf (troubles, "\n…");
  proposal->troubles = g_string_free (troubles, FALSE);
  return proposal;
}

static void
join_shapes (WgPlan *plan, const GArray *grids, WgShape *shape_out)
{
  g_autoptr (WgShape) own = wg_shape_new ();
  guint part = 0;

  for (guint i = 0; i < grids->len; i++)
    {
      guint n_parts = 0;

      wg_plan_get_shape (plan, g_array_index (grids, guint32, i), own);
      for (guint j = 0; j < own->rings->len; j++)
        {
          const WgRing *ring = &WG_SHAPE_RING (own, j);

          wg_shape_add_ring (shape_out, &WG_SHAPE_POINT (own, ring->first), ring->n_points,
                             part + ring->part, ring->is_hole);
          n_parts = MAX (n_parts, ring->part + 1);
        }
      part += n_parts;
    }
}

/* A group is drawn as its grids in one colour; the borders between them stay faint. */
WgProposal *
wg_proposal_new_aggregation (WgPlan *plan, const char *title, WgAggregation *aggregation,
                             const WgPartBand *band)
{
  WgProposal *proposal = make_proposal (title, band);
  g_autoptr (GHashTable) groups
    = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer into = NULL, value = NULL;

  proposal->aggregation = aggregation;
  proposal->troubles = g_strdup ("");
  for (guint i = 0; i < aggregation->partition->n_units; i++)
    {
      guint32 id = aggregation->graph->units[i].source;
      GArray *grids = g_hash_table_lookup (groups, GUINT_TO_POINTER (aggregation->into[i]));

      if (grids == NULL)
        {
          grids = g_array_new (FALSE, FALSE, sizeof (guint32));
          g_hash_table_insert (groups, GUINT_TO_POINTER (aggregation->into[i]), grids);
        }
      g_array_append_val (grids, id);
    }
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &into, &value))
    {
      const WgGrid *grid = wg_plan_get_grid (plan, GPOINTER_TO_UINT (into));
      const GArray *grids = value;
      WgShape *shape = wg_shape_new ();
      gint64 households = 0;

      for (guint i = 0; i < grids->len; i++)
        {
          WgTally tally = { 0 };

          wg_plan_get_tally (plan, g_array_index (grids, guint32, i), &tally);
          households += tally.households.sum;
        }
      join_shapes (plan, grids, shape);
      add_part (proposal, shape, g_strdup (grid != NULL ? grid->name : ""), households, FALSE);
    }
  proposal->n_parts = aggregation->n_after;
  proposal->n_in_band = aggregation->partition->score.n_in_band;
  proposal->worst_deviation = aggregation->partition->score.worst_deviation;
  proposal->compactness = aggregation->partition->score.compactness;
  return proposal;
}

WgProposal *
wg_proposal_new_rebalance (WgPlan *plan, const char *title, WgRebalance *rebalance)
{
  WgProposal *proposal = make_proposal (title, &rebalance->band);

  proposal->rebalance = rebalance;
  proposal->troubles = g_strdup ("");
  for (guint i = 0; i < rebalance->rows->len; i++)
    {
      const WgRebalanceRow *row = &g_array_index (rebalance->rows, WgRebalanceRow, i);
      WgShape *shape = NULL;

      if (row->grid == 0)
        {
          proposal->n_parts += row->is_left;
          continue;
        }
      shape = wg_shape_new ();
      wg_plan_get_shape (plan, row->grid, shape);
      add_part (proposal, shape, g_strdup (wg_plan_get_grid (plan, row->grid)->name), row->after,
                row->is_held || !row->is_left);
    }
  proposal->n_in_band = rebalance->n_in_band;
  return proposal;
}

static void
describe_moves (const WgRebalance *rebalance, GString *text)
{
  g_autofree char *moved = g_strdup_printf ("%" G_GINT64_FORMAT, rebalance->moved);
  g_autofree char *bound = g_strdup_printf ("%" G_GINT64_FORMAT, rebalance->moved_bound);
  g_autofree char *all = g_strdup_printf ("%" G_GINT64_FORMAT, rebalance->households);

  g_string_append_printf (text, _("%u were in the band before"), rebalance->n_in_band_before);
  g_string_append (text, "\n");
  /* Translators: households that move, all households, the least that have to move */
  g_string_append_printf (text, _("%s of %s households move to another grid; at least %s have to"),
                          moved, all, bound);
}

char *
wg_proposal_describe (const WgProposal *proposal)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%u grid", "%u grids", proposal->n_parts),
                          proposal->n_parts);
  g_string_append (text, " · ");
  g_string_append_printf (text, _("%u in the band"), proposal->n_in_band);
  if (proposal->n_small > 0)
    g_string_append_printf (text, _(", %u too small"), proposal->n_small);
  if (proposal->n_large > 0)
    g_string_append_printf (text, _(", %u too large"), proposal->n_large);
  g_string_append (text, "\n");
  if (proposal->rebalance != NULL)
    {
      describe_moves (proposal->rebalance, text);
      return g_string_free (text, FALSE);
    }
  g_string_append_printf (text, _("worst %.0f %% from the target · compactness %.2f"),
                          100 * proposal->worst_deviation, proposal->compactness);
  if (proposal->along_m + proposal->inside_m > 0)
    {
      g_string_append (text, "\n");
      g_string_append_printf (text, _("%.1f km of new borders on streets, %.1f km through blocks"),
                              proposal->along_m * 1e-3, proposal->inside_m * 1e-3);
    }
  if (proposal->n_cut > 0)
    {
      g_string_append (text, "\n");
      g_string_append_printf (text, ngettext ("%u building is cut", "%u buildings are cut",
                                              proposal->n_cut),
                              proposal->n_cut);
    }
  return g_string_free (text, FALSE);
}

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

static void
paint_numbers (const WgProposal *proposal, cairo_t *cr, const cairo_matrix_t *map, double scale)
{
  cairo_select_font_face (cr, "Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  cairo_set_font_size (cr, 11);
  for (guint i = 0; i < proposal->parts->len; i++)
    {
      const WgProposalPart *part = g_ptr_array_index (proposal->parts, i);
      WgEnvelope extent = part->extent;
      WgPoint place = { 0, 0 };
      char text[32];
      cairo_text_extents_t size;
      double x = 0, y = 0;

      g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, part->amount);
      cairo_text_extents (cr, text, &size);
      if (((double) extent.max_x - extent.min_x) * scale < size.width + 2
          || ((double) extent.max_y - extent.min_y) * scale < size.height + 2
          || !wg_shape_find_inside (part->shape, &place))
        continue;
      x = place.x;
      y = place.y;
      cairo_matrix_transform_point (map, &x, &y);
      cairo_move_to (cr, x - size.width / 2, y + size.height / 2);
      cairo_set_source_rgb (cr, 0.1, 0.1, 0.15);
      cairo_show_text (cr, text);
    }
}

void
wg_proposal_paint (const WgProposal *proposal, cairo_t *cr, double width, double height,
                   gboolean has_numbers)
{
  double wide = (double) proposal->extent.max_x - proposal->extent.min_x;
  double high = (double) proposal->extent.max_y - proposal->extent.min_y;
  double scale = MIN ((width - 2 * MARGIN) / MAX (wide, 1), (height - 2 * MARGIN) / MAX (high, 1));
  cairo_pattern_t *hatch = NULL;
  cairo_matrix_t map;

  if (wg_envelope_is_empty (&proposal->extent) || scale <= 0)
    return;
  hatch = make_hatch ();
  cairo_matrix_init (&map, scale, 0, 0, -scale,
                     width / 2 - scale * (proposal->extent.min_x + wide / 2),
                     height / 2 + scale * (proposal->extent.min_y + high / 2));
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
wg_proposal_paint_histogram (const WgProposal *proposal, cairo_t *cr, double width, double height)
{
  const WgPartBand *band = &proposal->band;
  guint counts[N_BINS] = { 0 }, most = 1;
  double span = band->max > 0 ? band->max * 1.5 : 1;

  for (guint i = 0; i < proposal->parts->len; i++)
    span = MAX (span, band->max > 0 ? 0 : ((WgProposalPart *) g_ptr_array_index (proposal->parts, i))->amount * 1.05);
  for (guint i = 0; i < proposal->parts->len; i++)
    {
      const WgProposalPart *part = g_ptr_array_index (proposal->parts, i);
      guint bin = (guint) CLAMP (part->amount / span * N_BINS, 0, N_BINS - 1);

      most = MAX (most, ++counts[bin]);
    }
  if (band->max > 0)
    {
      cairo_rectangle (cr, band->min / span * width, 0, (band->max - band->min) / span * width, height);
      cairo_set_source_rgba (cr, 0.2, 0.65, 0.35, 0.22);
      cairo_fill (cr);
    }
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
