/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-proposal"

#include "wg-proposal.h"

#include "../../app/cli/wg-changes-words.h"
#include "../../app/cli/wg-partition-words.h"
#include "../../app/cli/wg-subdivide-words.h"
#include "../../app/cli/wg-words-tally.h"
#include "../../app/cli/wg-words.h"
#include "../../app/geometry/wg-coverage-shape.h"
#include "../../app/plan/wg-grid-graph.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define COMPOUND_VIEW_MM 150000 /* around the largest building of a compound */

static void
free_part (gpointer data)
{
  WgProposalPart *part = data;

  wg_shape_free (part->shape);
  g_free (part->name);
  g_free (part);
}

static void
free_trouble (gpointer data)
{
  WgProposalTrouble *trouble = data;

  g_free (trouble->sentence);
  g_free (trouble);
}

WgProposal *
wg_proposal_ref (WgProposal *proposal)
{
  g_atomic_int_inc (&proposal->ref_count);
  return proposal;
}

void
wg_proposal_free (WgProposal *proposal)
{
  if (!g_atomic_int_dec_and_test (&proposal->ref_count))
    return;
  g_clear_pointer (&proposal->subdivision, wg_subdivide_proposal_free);
  g_clear_pointer (&proposal->aggregation, wg_aggregation_free);
  g_clear_pointer (&proposal->rebalance, wg_rebalance_free);
  g_clear_pointer (&proposal->parts, g_ptr_array_unref);
  g_clear_pointer (&proposal->troubles, g_ptr_array_unref);
  g_free (proposal->title);
  g_free (proposal);
}

static WgProposal *
make_proposal (const char *title, const WgPartBand *band)
{
  WgProposal *proposal = g_new0 (WgProposal, 1);

  proposal->ref_count = 1;
  proposal->title = g_strdup (title);
  proposal->parts = g_ptr_array_new_with_free_func (free_part);
  proposal->troubles = g_ptr_array_new_with_free_func (free_trouble);
  proposal->extent = WG_ENVELOPE_EMPTY;
  proposal->band = *band;
  return proposal;
}

/* Takes @sentence over. */
static void
add_trouble (WgProposal *proposal, char *sentence, const WgEnvelope *extent)
{
  WgProposalTrouble *trouble = g_new (WgProposalTrouble, 1);

  *trouble = (WgProposalTrouble){ sentence, *extent };
  g_ptr_array_add (proposal->troubles, trouble);
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
static WgProposalPart *
add_part (WgProposal *proposal, WgShape *shape, char *name, gint64 amount, gboolean is_exempt)
{
  WgProposalPart *part = g_new0 (WgProposalPart, 1);
  WgEnvelope extent = wg_shape_envelope (shape);
  const WgPartBand *band = &proposal->band;

  part->shape = shape;
  part->extent = extent;
  part->has_place = wg_shape_find_inside (shape, &part->place);
  part->color = choose_color (proposal, &extent);
  part->name = name;
  part->amount = amount;
  part->is_exempt = is_exempt;
  part->is_in_band = amount >= band->min && (band->max == 0 || amount <= band->max);
  wg_envelope_add (&proposal->extent, &extent);
  g_ptr_array_add (proposal->parts, part);
  if (is_exempt)
    return part;
  proposal->n_parts++;
  proposal->n_in_band += part->is_in_band;
  proposal->n_small += amount < band->min;
  proposal->n_large += band->max > 0 && amount > band->max;
  if (band->target > 0)
    proposal->worst_deviation
      = MAX (proposal->worst_deviation, fabs ((double) (amount - band->target)) / band->target);
  return part;
}

static void
mark_estimated (WgProposal *proposal, WgProposalPart *part, gboolean is_estimated)
{
  part->is_estimated = is_estimated;
  proposal->is_estimated |= is_estimated;
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
add_parent (WgProposal *proposal, WgPlan *plan, const WgSubdivideParent *parent)
{
  guint first = proposal->parts->len;

  for (guint i = 0; i < parent->parts->len; i++)
    {
      const WgSubdividePart *part = g_ptr_array_index (parent->parts, i);

      mark_estimated (proposal,
                      add_part (proposal, wg_shape_copy (part->shape), g_strdup (""), part->amount, FALSE),
                      part->n_estimated > 0);
      judge_part (proposal, part->is_in_band);
    }
  for (guint i = 0; i < parent->troubles->len; i++)
    {
      const WgSubdivideTrouble *trouble = &g_array_index (parent->troubles, WgSubdivideTrouble, i);
      WgEnvelope extent = wg_plan_get_extent (plan, parent->parent);

      if (trouble->part >= 0 && (guint) trouble->part < parent->parts->len)
        extent = ((const WgProposalPart *) g_ptr_array_index (proposal->parts, first + (guint) trouble->part))->extent;
      add_trouble (proposal, wg_words_subdivide_trouble (plan, parent->parent, trouble), &extent);
    }
  for (guint i = 0; i < parent->cut_compounds->len; i++)
    {
      const WgSubdivideCutCompound *compound = &g_array_index (parent->cut_compounds, WgSubdivideCutCompound, i);
      WgPoint at = compound->place;
      WgEnvelope extent = { at.x - COMPOUND_VIEW_MM, at.y - COMPOUND_VIEW_MM, at.x + COMPOUND_VIEW_MM,
                            at.y + COMPOUND_VIEW_MM };

      add_trouble (proposal, wg_words_cut_compound (plan, parent->parent, compound), &extent);
    }
}

WgProposal *
wg_proposal_new_subdivision (WgPlan *plan, const char *title, WgSubdivideProposal *subdivision)
{
  WgProposal *proposal = make_proposal (title, &subdivision->band);

  proposal->subdivision = subdivision;
  for (guint i = 0; i < subdivision->parents->len; i++)
    add_parent (proposal, plan, g_ptr_array_index (subdivision->parents, i));
  proposal->compactness = subdivision->compactness;
  for (guint i = 0; i < WG_UNIT_EDGE_N_CLASSES; i++)
    {
      *(i == WG_UNIT_EDGE_OPEN ? &proposal->inside_m : &proposal->along_m) += subdivision->cut_m[i];
      proposal->crossed_m += subdivision->crossed_m[i];
    }
  proposal->gap_m = subdivision->gap_m;
  proposal->n_estimated = subdivision->n_estimated;
  proposal->n_cut = subdivision->n_cut;
  return proposal;
}

/* "name (households): why", of a grid that is not as it should be. */
static void
explain_grid (WgProposal *proposal, WgPlan *plan, guint32 grid, const WgPartitionTrouble *trouble,
              gboolean is_estimated)
{
  g_autofree char *name = wg_changes_words_grid (plan, grid);
  g_autofree char *amount = wg_words_amount (trouble->amount, is_estimated);
  const char *why = wg_words_trouble (trouble);
  WgEnvelope extent = wg_plan_get_extent (plan, grid);

  /* Joining never divides: what is too large was so before. */
  if (proposal->aggregation != NULL && trouble->reason == WG_TROUBLE_UNIT_TOO_LARGE)
    why = _("it had more than the most before; cut it instead");
  /* Translators: a grid, its households, why it is not of the size asked for */
  add_trouble (proposal, g_strdup_printf (_("%s (%s): %s"), name, amount, why), &extent);
}

/* The land of several grids as one, without the borders between them. */
static WgShape *
join_land (WgPlan *plan, const GArray *grids)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgShape *shape = wg_shape_new ();

  for (guint i = 0; i < grids->len; i++)
    {
      g_autoptr (GArray) some = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

      wg_plan_collect_faces (plan, g_array_index (grids, guint32, i), some);
      g_array_append_vals (faces, some->data, some->len);
    }
  if (faces->len > 0)
    wg_coverage_dissolve (wg_plan_get_coverage (plan), (const WgFaceId *) (gconstpointer) faces->data, faces->len,
                          shape);
  return shape;
}

static void
explain_aggregation (WgProposal *proposal, WgPlan *plan, const WgAggregation *aggregation)
{
  const GArray *from = aggregation->partition->troubles;

  for (guint i = 0; i < from->len; i++)
    {
      const WgPartitionTrouble *trouble = &g_array_index (from, WgPartitionTrouble, i);

      if (!(aggregation->graph->units[trouble->unit].flags & WG_UNIT_CLOSED))
        explain_grid (proposal, plan, aggregation->into[trouble->unit], trouble,
                      aggregation->estimated[trouble->unit] > 0);
    }
}

static void
explain_rebalance (WgProposal *proposal, WgPlan *plan, const WgRebalance *rebalance)
{
  for (guint i = 0; i < rebalance->rows->len; i++)
    {
      const WgRebalanceRow *row = &g_array_index (rebalance->rows, WgRebalanceRow, i);
      WgPartitionTrouble trouble = { .reason = (WgTroubleReason) row->reason, .amount = row->after };

      if (row->reason >= 0 && row->is_left && !row->is_held)
        explain_grid (proposal, plan, row->grid != 0 ? row->grid : row->like, &trouble, row->is_estimated);
    }
}

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
  explain_aggregation (proposal, plan, aggregation);
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
      WgShape *shape = join_land (plan, grids);
      gint64 households = 0;
      guint n_estimated = 0;

      for (guint i = 0; i < grids->len; i++)
        {
          WgTally tally = { 0 };

          wg_plan_get_tally (plan, g_array_index (grids, guint32, i), &tally);
          households += tally.households.sum;
          n_estimated += tally.households.n_estimated;
        }
      mark_estimated (proposal,
                      add_part (proposal, shape, g_strdup (grid != NULL ? grid->name : ""), households,
                                FALSE),
                      n_estimated > 0);
      proposal->n_estimated += n_estimated;
    }
  proposal->n_parts = aggregation->n_after;
  proposal->n_in_band = aggregation->partition->score.n_in_band;
  proposal->worst_deviation = aggregation->partition->score.worst_deviation;
  proposal->compactness = aggregation->partition->score.compactness;
  return proposal;
}

/* The row of each grid that has land afterwards, by id: new ones go on from @first, in the order of the rows. */
static GHashTable *
number_rows (const WgRebalance *rebalance, guint32 first)
{
  GHashTable *rows = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < rebalance->rows->len; i++)
    {
      const WgRebalanceRow *row = &g_array_index (rebalance->rows, WgRebalanceRow, i);
      guint32 id = row->grid != 0 ? row->grid : row->is_left ? first++ : 0;

      if (id != 0)
        g_hash_table_insert (rows, GUINT_TO_POINTER (id), GUINT_TO_POINTER (i));
    }
  for (guint i = 0; i < rebalance->children->len; i++)
    {
      const WgRebalanceChild *child = &g_array_index (rebalance->children, WgRebalanceChild, i);

      g_hash_table_insert (rows, GUINT_TO_POINTER (child->grid), GUINT_TO_POINTER (child->row));
    }
  return rows;
}

/* The grid of @rows that @owner is or lies in; the lowest comes first: one that moves is below one that ends. */
static gboolean
find_row (WgPlan *plan, GHashTable *rows, guint32 owner, guint *row_out)
{
  const WgGrid *grid = NULL;
  gpointer row = NULL;

  for (guint32 id = owner; id != 0; id = grid != NULL ? grid->parent : 0)
    {
      if (g_hash_table_lookup_extended (rows, GUINT_TO_POINTER (id), NULL, &row))
        {
          *row_out = GPOINTER_TO_UINT (row);
          return TRUE;
        }
      grid = wg_plan_get_grid (plan, id);
    }
  return FALSE;
}

/* Of each row the land that it is to have; @plan gets the change in its coverage. NULL: nothing changes. */
static GPtrArray *
collect_land (WgPlan *plan, const WgRebalance *rebalance)
{
  g_autoptr (GHashTable) rows = number_rows (rebalance, wg_plan_get_grid_limit (plan));
  g_autoptr (WgChange) change = wg_plan_make_rebalance_change (plan, rebalance, NULL);
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  GPtrArray *shapes = NULL;

  if (change == NULL)
    return NULL;
  for (guint i = 0; i < rebalance->rows->len; i++)
    g_ptr_array_add (faces, g_array_new (FALSE, FALSE, sizeof (WgFaceId)));
  for (WgFaceId face = 0; face < wg_coverage_face_limit (coverage); face++)
    {
      guint row = 0;

      if (face != WG_FACE_OUTSIDE && wg_coverage_has_face (coverage, face)
          && find_row (plan, rows, wg_coverage_owner (coverage, face), &row))
        g_array_append_val ((GArray *) g_ptr_array_index (faces, row), face);
    }
  shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free);
  for (guint i = 0; i < faces->len; i++)
    {
      const GArray *of_row = g_ptr_array_index (faces, i);
      WgShape *shape = wg_shape_new ();

      if (of_row->len > 0)
        wg_coverage_dissolve (coverage, (const WgFaceId *) (gconstpointer) of_row->data, of_row->len, shape);
      g_ptr_array_add (shapes, shape);
    }
  return shapes;
}

WgProposal *
wg_proposal_new_rebalance (WgPlan *plan, const char *title, WgRebalance *rebalance)
{
  WgProposal *proposal = make_proposal (title, &rebalance->band);
  g_autoptr (GPtrArray) shapes = NULL;

  proposal->rebalance = rebalance;
  explain_rebalance (proposal, plan, rebalance);
  shapes = collect_land (plan, rebalance);
  for (guint i = 0; i < rebalance->rows->len; i++)
    {
      const WgRebalanceRow *row = &g_array_index (rebalance->rows, WgRebalanceRow, i);
      const WgGrid *grid = wg_plan_get_grid (plan, row->grid != 0 ? row->grid : row->like);
      WgShape *shape = NULL;

      if (!row->is_left && !row->is_held)
        continue;
      shape = shapes != NULL ? wg_shape_copy (g_ptr_array_index (shapes, i)) : wg_shape_new ();
      if (shapes == NULL && row->grid != 0)
        wg_plan_get_shape (plan, row->grid, shape);
      mark_estimated (proposal, add_part (proposal, shape, g_strdup (grid->name), row->after, row->is_held),
                      row->is_estimated);
    }
  proposal->n_in_band = rebalance->n_in_band;
  return proposal;
}

WgProposal *
wg_proposal_new_land (WgPlan *plan, const GArray *parents, guint depth)
{
  const WgPartBand none = { 0 };
  WgProposal *proposal = make_proposal ("", &none);

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
          mark_estimated (proposal,
                          add_part (proposal, shape, g_strdup (wg_plan_get_grid (plan, id)->name),
                                    tally.households.sum, TRUE),
                          tally.households.n_estimated > 0);
        }
    }
  return proposal;
}

gboolean
wg_proposal_is_like (const WgProposal *a, const WgProposal *b)
{
  gboolean is_like = a->parts->len == b->parts->len && a->n_in_band == b->n_in_band
                     && a->along_m == b->along_m && a->inside_m == b->inside_m && a->crossed_m == b->crossed_m;

  for (guint i = 0; is_like && i < a->parts->len; i++)
    {
      const WgProposalPart *one = g_ptr_array_index (a->parts, i), *other = g_ptr_array_index (b->parts, i);

      is_like = one->amount == other->amount && memcmp (&one->extent, &other->extent, sizeof one->extent) == 0
                && g_str_equal (one->name, other->name);
    }
  return is_like;
}
