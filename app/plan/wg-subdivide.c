/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-subdivide"

#include "wg-subdivide-private.h"

#include "wg-commands.h"

#include <math.h>

static const char *const reason_codes[] = {
  [WG_SUBDIVIDE_UNIT_TOO_LARGE] = "building-too-large",
  [WG_SUBDIVIDE_ISLAND_TOO_SMALL] = "too-small",
  [WG_SUBDIVIDE_ISLAND_NO_COUNT] = "no-number-fits",
  [WG_SUBDIVIDE_LOCKED] = "locked",
  [WG_SUBDIVIDE_PIECES] = "pieces",
  [WG_SUBDIVIDE_PEOPLE] = "people",
  [WG_SUBDIVIDE_NO_COUNT_OF_BOTH] = "no-number-fits-both",
  [WG_SUBDIVIDE_NO_DIVISION] = "no-division",
  [WG_SUBDIVIDE_NOT_FOUND] = "not-found",
  [WG_SUBDIVIDE_NO_COUNTS] = "no-counts",
  [WG_SUBDIVIDE_ALL_NONE] = "all-zero",
  [WG_SUBDIVIDE_GRIDS_BELOW] = "grids-below",
  [WG_SUBDIVIDE_NO_LAND] = "no-land",
  [WG_SUBDIVIDE_ALL_HELD] = "all-held",
  [WG_SUBDIVIDE_NEVER_CROSSED] = "never-crossed",
};

static void
free_part (gpointer data)
{
  WgSubdividePart *part = data;

  wg_shape_free (part->shape);
  g_free (part);
}

static gboolean
check_terms (WgPlan *plan, const WgSubdivideTerms *terms, GError **error)
{
  if (terms->parents->len == 0)
    {
      g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "no parents");
      return FALSE;
    }
  for (guint i = 0; i < terms->parents->len; i++)
    {
      guint32 id = g_array_index (terms->parents, guint32, i);
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid == NULL || grid->is_retired)
        {
          g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_GRID, "there is no grid %u", id);
          return FALSE;
        }
      if (grid->depth < terms->depth && terms->depth <= wg_plan_get_n_levels (plan))
        continue;
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LEVEL, "grid %u is not above level %u", id,
                   terms->depth);
      return FALSE;
    }
  return TRUE;
}

/* 4 pi area / perimeter². */
static double
measure_compactness (const WgShape *shape)
{
  double perimeter_m = 0;

  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);

      for (guint k = 0; k < ring->n_points; k++)
        {
          WgPoint a = WG_SHAPE_POINT (shape, ring->first + k);
          WgPoint b = WG_SHAPE_POINT (shape, ring->first + (k + 1) % ring->n_points);

          perimeter_m += hypot ((double) b.x - a.x, (double) b.y - a.y) / 1000.0;
        }
    }
  return perimeter_m > 0 ? 4 * G_PI * wg_shape_area_m2 (shape) / (perimeter_m * perimeter_m) : 0;
}

/* What lines of each class the parts have inside. */
static void
measure_crossings (WgSubdivideProposal *proposal)
{
  double all_m[WG_UNIT_EDGE_N_CLASSES] = { 0 };

  for (guint i = 0; i < proposal->parents->len; i++)
    {
      const WgSubdivideParent *parent = g_ptr_array_index (proposal->parents, i);

      for (guint c = 0; c < WG_UNIT_EDGE_N_CLASSES && !parent->reads_gaps; c++)
        all_m[c] += parent->barrier_m[c];
    }
  for (guint c = WG_UNIT_EDGE_OPEN + 1; c < WG_UNIT_EDGE_N_CLASSES; c++)
    proposal->crossed_m[c] = MAX (all_m[c] - proposal->cut_m[c], 0);
}

/* A trouble's numbers are marked where they come of buildings that were worked out. */
static void
mark_estimates (WgSubdivideParent *parent)
{
  gboolean is_any = FALSE;

  for (guint i = 0; i < parent->parts->len; i++)
    is_any |= ((const WgSubdividePart *) g_ptr_array_index (parent->parts, i))->n_estimated > 0;
  for (guint i = 0; i < parent->troubles->len; i++)
    {
      WgSubdivideTrouble *trouble = &g_array_index (parent->troubles, WgSubdivideTrouble, i);
      const WgSubdividePart *part = trouble->part >= 0 && (guint) trouble->part < parent->parts->len
                                      ? g_ptr_array_index (parent->parts, trouble->part)
                                      : NULL;

      trouble->is_estimated
        = part != NULL && part->n_estimated > 0 && trouble->reason != WG_SUBDIVIDE_NEVER_CROSSED;
      trouble->is_reachable_estimated = is_any;
    }
}

static void
add_cuts (WgSubdivideProposal *proposal, const WgSubdivideParent *parent)
{
  for (guint k = 0; parent->cuts != NULL && k < parent->cuts->len; k++)
    for (guint c = 0; c < WG_UNIT_EDGE_N_CLASSES; c++)
      *(parent->reads_gaps && c != WG_UNIT_EDGE_OPEN ? &proposal->gap_m : &proposal->cut_m[c])
        += g_array_index (parent->cuts, WgCellsCut, k).metres[c];
}

static void
sum_up (WgPlan *plan, WgSubdivideProposal *proposal, const WgSubdivideTerms *terms)
{
  proposal->is_contiguous = TRUE;
  for (guint i = 0; i < proposal->parents->len; i++)
    {
      WgSubdivideParent *parent = g_ptr_array_index (proposal->parents, i);

      proposal->n_cut += parent->n_cut;
      proposal->crossed_empty_m += parent->crossed_empty_m;
      proposal->n_centres += parent->n_centres;
      proposal->n_compounds += parent->n_compounds;
      proposal->n_compounds_cut += parent->n_compounds_cut;
      mark_estimates (parent);
      add_cuts (proposal, parent);
      for (guint k = 0; k < parent->parts->len; k++)
        {
          WgSubdividePart *part = g_ptr_array_index (parent->parts, k);
          double target = (double) MAX (terms->partition.band.target, 1);

          part->area_m2 = wg_plan_measure_area (plan, part->shape);
          proposal->compactness += measure_compactness (part->shape);
          proposal->n_parts++;
          proposal->n_estimated += part->n_estimated;
          proposal->n_in_band += part->is_in_band;
          proposal->is_contiguous &= part->n_pieces == 1;
          proposal->worst_deviation
            = MAX (proposal->worst_deviation, fabs ((double) part->amount - target) / target);
        }
    }
  proposal->compactness /= MAX (proposal->n_parts, 1);
  measure_crossings (proposal);
}

static void
clear_compound (gpointer compound)
{
  g_free (((WgSubdivideCutCompound *) compound)->name);
}

WgSubdivideParent *
wg_subdivide_parent_new (guint32 parent)
{
  WgSubdivideParent *self = g_new0 (WgSubdivideParent, 1);

  self->parent = parent;
  self->parts = g_ptr_array_new_with_free_func (free_part);
  self->troubles = g_array_new (FALSE, FALSE, sizeof (WgSubdivideTrouble));
  self->cut_compounds = g_array_new (FALSE, TRUE, sizeof (WgSubdivideCutCompound));
  g_array_set_clear_func (self->cut_compounds, clear_compound);
  return self;
}

void
wg_subdivide_parent_free (WgSubdivideParent *parent)
{
  g_ptr_array_unref (parent->parts);
  g_clear_pointer (&parent->lines, g_ptr_array_unref);
  g_clear_pointer (&parent->cuts, g_array_unref);
  g_clear_pointer (&parent->compounds, g_array_unref);
  g_array_unref (parent->troubles);
  g_array_unref (parent->cut_compounds);
  g_clear_pointer (&parent->graph, wg_unit_graph_unref);
  g_free (parent);
}

const char *
wg_subdivide_reason_to_code (WgSubdivideReason reason)
{
  return reason_codes[reason];
}

void
wg_subdivide_terms_init (WgSubdivideTerms *terms, gint64 min, gint64 target, gint64 max)
{
  *terms = (WgSubdivideTerms){ .reads_gaps = TRUE };
  wg_partition_terms_init (&terms->partition, min, target, max);
  wg_partition_terms_preset (&terms->partition, WG_PRESET_USUAL);
}

WgSubdivideProposal *
wg_subdivide_propose (WgPlan *plan, const WgSubdivideTerms *terms, const WgProgress *progress,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (WgSubdivideProposal) proposal = NULL;
  g_autoptr (GPtrArray) jobs = NULL;
  gint64 start = g_get_monotonic_time ();
  WgProgress part = wg_progress_part (progress, 0, 0.98);

  if (!check_terms (plan, terms, error))
    return NULL;
  proposal = g_new0 (WgSubdivideProposal, 1);
  proposal->ref_count = 1;
  proposal->depth = terms->depth;
  proposal->band = terms->partition.band;
  proposal->parents = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_subdivide_parent_free);
  jobs = wg_subdivide_create_jobs (plan, terms, proposal, cancellable, error);
  if (jobs == NULL)
    return NULL;
  wg_subdivide_run_jobs (jobs, terms, &part);
  for (guint i = 0; i < jobs->len; i++)
    {
      WgSubdivideJob *job = g_ptr_array_index (jobs, i);

      if (job->error == NULL)
        continue;
      g_propagate_error (error, g_steal_pointer (&job->error));
      return NULL;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  sum_up (plan, proposal, terms);
  proposal->seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  return g_steal_pointer (&proposal);
}

WgSubdivideProposal *
wg_subdivide_proposal_ref (WgSubdivideProposal *proposal)
{
  g_atomic_int_inc (&proposal->ref_count);
  return proposal;
}

void
wg_subdivide_proposal_free (WgSubdivideProposal *proposal)
{
  if (proposal == NULL || !g_atomic_int_dec_and_test (&proposal->ref_count))
    return;
  g_ptr_array_unref (proposal->parents);
  g_free (proposal);
}
