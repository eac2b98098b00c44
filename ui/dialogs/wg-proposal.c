/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-proposal"

#include "wg-proposal.h"

#include "../../app/cli/wg-partition-words.h"
#include "../../app/cli/wg-subdivide-words.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-grid-graph.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_TROUBLES 20

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

static guint
count_estimated (WgPlan *plan)
{
  const GArray *tops = wg_plan_get_children (plan, 0);
  guint n = 0;

  for (guint i = 0; i < tops->len; i++)
    {
      WgTally tally = { 0 };

      wg_plan_get_tally (plan, g_array_index (tops, guint32, i), &tally);
      n += tally.households.n_estimated;
    }
  return n;
}

static WgProposal *
make_proposal (WgPlan *plan, const char *title, const WgPartBand *band)
{
  WgProposal *proposal = g_new0 (WgProposal, 1);

  proposal->title = g_strdup (title);
  proposal->parts = g_ptr_array_new_with_free_func (free_part);
  proposal->extent = WG_ENVELOPE_EMPTY;
  proposal->band = *band;
  proposal->n_estimated = count_estimated (plan);
  return proposal;
}

/* A colour that no part whose box touches this one's has, the one that is rarest among them. */
static guint
choose_color (const WgProposal *proposal, const WgEnvelope *extent)
{
  guint counts[WG_PROPOSAL_N_COLORS] = { 0 }, best = proposal->parts->len % WG_PROPOSAL_N_COLORS;

  for (guint i = 0; i < proposal->parts->len; i++)
    {
      const WgProposalPart *other = g_ptr_array_index (proposal->parts, i);

      if (wg_envelope_intersects (&other->extent, extent))
        counts[other->color]++;
    }
  for (guint i = 0; i < WG_PROPOSAL_N_COLORS; i++)
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

/* As the engine does, which asks for a second measure, too. */
static void
judge_part (WgProposal *proposal, gboolean is_in_band)
{
  WgProposalPart *part = g_ptr_array_index (proposal->parts, proposal->parts->len - 1);

  proposal->n_in_band -= part->is_in_band && !is_in_band;
  part->is_in_band = is_in_band;
}

static void
add_parent (WgProposal *proposal, WgPlan *plan, const WgSubdivideParent *parent, GString *troubles,
            guint *n_troubles)
{
  for (guint i = 0; i < parent->parts->len; i++)
    {
      const WgSubdividePart *part = g_ptr_array_index (parent->parts, i);

      add_part (proposal, wg_shape_copy (part->shape), g_strdup (""), part->amount, FALSE);
      judge_part (proposal, part->is_in_band);
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
  WgProposal *proposal = make_proposal (plan, title, &subdivision->band);
  GString *troubles = g_string_new (NULL);
  guint n_troubles = 0;

  proposal->subdivision = subdivision;
  for (guint i = 0; i < subdivision->parents->len; i++)
    {
      const WgSubdivideParent *parent = g_ptr_array_index (subdivision->parents, i);

      add_parent (proposal, plan, parent, troubles, &n_troubles);
    }
  proposal->compactness = subdivision->compactness;
  for (guint i = 0; i < WG_UNIT_EDGE_N_CLASSES; i++)
    *(i == WG_UNIT_EDGE_OPEN ? &proposal->inside_m : &proposal->along_m) += subdivision->cut_m[i];
  proposal->n_cut = subdivision->n_cut;
  if (n_troubles > MAX_TROUBLES)
    g_string_append_printf (troubles, "\n…");
  proposal->troubles = g_string_free (troubles, FALSE);
  return proposal;
}

/* "code name: why", a line each, of the grids that are not as they should be. */
static void
add_trouble (GString *troubles, WgPlan *plan, guint32 grid, const WgPartitionTrouble *trouble)
{
  g_autofree char *name = wg_words_grid (plan, grid);

  if (troubles->len > 0)
    g_string_append_c (troubles, '\n');
  /* Translators: a grid, its households, why it is not of the size asked for */
  g_string_append_printf (troubles, _("%s (%d): %s"), name, (int) CLAMP (trouble->amount, 0, G_MAXINT),
                          wg_words_trouble (trouble));
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

static char *
describe_aggregation (WgPlan *plan, const WgAggregation *aggregation)
{
  GString *troubles = g_string_new (NULL);
  const GArray *from = aggregation->partition->troubles;

  for (guint i = 0; i < MIN (from->len, MAX_TROUBLES); i++)
    {
      const WgPartitionTrouble *trouble = &g_array_index (from, WgPartitionTrouble, i);

      if (!(aggregation->graph->units[trouble->unit].flags & WG_UNIT_CLOSED))
        add_trouble (troubles, plan, aggregation->into[trouble->unit], trouble);
    }
  return g_string_free (troubles, FALSE);
}

static char *
describe_rebalance (WgPlan *plan, const WgRebalance *rebalance)
{
  GString *troubles = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < rebalance->rows->len && n < MAX_TROUBLES; i++)
    {
      const WgRebalanceRow *row = &g_array_index (rebalance->rows, WgRebalanceRow, i);
      WgPartitionTrouble trouble = { .reason = (WgTroubleReason) row->reason, .amount = row->after };

      if (row->reason < 0 || !row->is_left || row->is_held)
        continue;
      add_trouble (troubles, plan, row->grid != 0 ? row->grid : row->like, &trouble);
      n++;
    }
  return g_string_free (troubles, FALSE);
}

/* A group is drawn as its grids in one colour; the borders between them stay faint. */
WgProposal *
wg_proposal_new_aggregation (WgPlan *plan, const char *title, WgAggregation *aggregation,
                             const WgPartBand *band)
{
  WgProposal *proposal = make_proposal (plan, title, band);
  g_autoptr (GHashTable) groups
    = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer into = NULL, value = NULL;

  proposal->aggregation = aggregation;
  proposal->troubles = describe_aggregation (plan, aggregation);
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
  WgProposal *proposal = make_proposal (plan, title, &rebalance->band);

  proposal->rebalance = rebalance;
  proposal->troubles = describe_rebalance (plan, rebalance);
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

WgProposal *
wg_proposal_new_land (WgPlan *plan, const GArray *parents, guint depth)
{
  const WgPartBand none = { 0 };
  WgProposal *proposal = make_proposal (plan, "", &none);

  proposal->troubles = g_strdup ("");
  for (guint i = 0; i < parents->len; i++)
    {
      guint32 parent = g_array_index (parents, guint32, i);
      g_autoptr (GArray) below = wg_plan_list_level (plan, depth, parent);

      for (guint k = 0; k < MAX (below->len, 1); k++)
        {
          guint32 id = below->len > 0 ? g_array_index (below, guint32, k) : parent;
          WgShape *shape = wg_shape_new ();
          WgTally tally = { 0 };

          wg_plan_get_shape (plan, id, shape);
          wg_plan_get_tally (plan, id, &tally);
          add_part (proposal, shape, g_strdup (wg_plan_get_grid (plan, id)->name), tally.households.sum,
                    TRUE);
        }
    }
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

static void
describe_estimate (const WgProposal *proposal, GString *text)
{
  g_autofree char *count = wg_words_count (proposal->n_estimated);

  if (proposal->n_estimated == 0)
    return;
  g_string_append (text, "\n");
  g_string_append_printf (text,
                          ngettext ("≈ households of %s building are estimated",
                                    "≈ households of %s buildings are estimated", proposal->n_estimated),
                          count);
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
      describe_estimate (proposal, text);
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
  if (proposal->subdivision != NULL && proposal->subdivision->n_compounds > 0)
    {
      g_string_append (text, "\n");
      g_string_append_printf (text, _("%u compounds, %u of them divided"),
                              proposal->subdivision->n_compounds,
                              proposal->subdivision->n_compounds_cut);
    }
  if (proposal->n_cut > 0)
    {
      g_string_append (text, "\n");
      g_string_append_printf (text, ngettext ("%u building is cut", "%u buildings are cut",
                                              proposal->n_cut),
                              proposal->n_cut);
    }
  describe_estimate (proposal, text);
  return g_string_free (text, FALSE);
}
