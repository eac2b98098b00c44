/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-subdivide"

#include "wg-subdivide-private.h"

#include "../geometry/wg-coverage-shape.h"
#include "wg-commands.h"
#include "wg-lock.h"

#include <math.h>

/* All jobs of a proposal, while threads take them. */
typedef struct
{
  WgProgress progress;
  GMutex lock;
  guint n_done;
  guint n_jobs;
} Pool;

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

static void
free_job (gpointer data)
{
  WgSubdivideJob *job = data;

  wg_shape_free (job->land);
  wg_shape_free (job->held);
  g_array_unref (job->buildings);
  g_array_unref (job->indices);
  g_ptr_array_unref (job->shapes);
  g_clear_error (&job->error);
  g_free (job);
}

static void
leave_parent (WgSubdivideParent *parent, WgSubdivideReason reason)
{
  WgSubdivideTrouble trouble = { .reason = reason, .part = -1 };

  g_array_append_val (parent->troubles, trouble);
  parent->is_left = TRUE;
}

gboolean
wg_subdivide_may_cut (WgPlan *plan, guint32 owner, guint32 parent, guint depth)
{
  const WgGrid *top = wg_plan_get_grid (plan, parent);
  const WgGrid *grid = wg_plan_get_grid (plan, wg_plan_get_ancestor (plan, owner, depth));

  if (owner == 0 || top == NULL || wg_plan_get_ancestor (plan, owner, top->depth) != parent)
    return FALSE;
  return grid == NULL || (grid->kind == WG_GRID_ORDINARY && !wg_plan_is_fixed (plan, grid->id));
}

gboolean
wg_subdivide_is_other (WgPlan *plan, guint32 owner, guint32 parent, guint depth)
{
  const WgGrid *grid = wg_plan_get_grid (plan, owner);

  return owner != parent && (grid->depth != depth || grid->parent != parent);
}

static void
dissolve (WgPlan *plan, const GArray *faces, WgShape *shape)
{
  if (faces->len > 0)
    wg_coverage_dissolve (wg_plan_get_coverage (plan), (const WgFaceId *) (gconstpointer) faces->data, faces->len,
                          shape);
}

/* The faces that are cut, and those that stay; leaves the parent when grids of other levels would lose
   their place. */
static void
collect_land (WgPlan *plan, WgSubdivideJob *job)
{
  guint depth = job->terms->depth;
  guint32 parent = job->result->parent;
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) held = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  guint n = 0;

  wg_plan_collect_faces (plan, parent, faces);
  for (guint i = 0; i < faces->len; i++)
    {
      WgFaceId face = g_array_index (faces, WgFaceId, i);
      guint32 owner = wg_coverage_owner (wg_plan_get_coverage (plan), face);

      if (!wg_subdivide_may_cut (plan, owner, parent, depth))
        {
          g_array_append_val (held, face);
          continue;
        }
      if (wg_subdivide_is_other (plan, owner, parent, depth))
        {
          leave_parent (job->result, WG_SUBDIVIDE_GRIDS_BELOW);
          return;
        }
      g_array_index (faces, WgFaceId, n++) = face;
    }
  g_array_set_size (faces, n);
  dissolve (plan, faces, job->land);
  dissolve (plan, held, job->held);
  if (n == 0)
    leave_parent (job->result, held->len > 0 ? WG_SUBDIVIDE_ALL_HELD : WG_SUBDIVIDE_NO_LAND);
}

static void
collect_buildings (WgSubdivideJob *job)
{
  WgEnvelope box = wg_shape_envelope (job->land);

  for (guint32 i = 0; job->set != NULL && i < wg_building_set_count (job->set); i++)
    {
      const WgBuilding *from = wg_building_set_get (job->set, i);
      WgEnvelope extent = wg_building_set_get_extent (job->set, i);
      WgCellsBuilding building = { from->point, NULL };

      wg_envelope_add_point (&extent, from->point);
      if (!wg_envelope_intersects (&extent, &box))
        continue;
      if (wg_building_set_has_footprint (job->set, i))
        {
          WgShape *shape = wg_shape_new ();

          wg_building_set_get_footprint (job->set, i, shape);
          g_ptr_array_add (job->shapes, shape);
          building.footprint = shape;
        }
      g_array_append_val (job->buildings, building);
      g_array_append_val (job->indices, i);
    }
}

static const WgSubdivideParent *
find_before (const WgSubdivideProposal *before, guint32 parent)
{
  for (guint i = 0; before != NULL && i < before->parents->len; i++)
    if (((const WgSubdivideParent *) g_ptr_array_index (before->parents, i))->parent == parent)
      return g_ptr_array_index (before->parents, i);
  return NULL;
}

static WgSubdivideJob *
create_job (WgPlan *plan, const WgSubdivideTerms *terms, guint32 parent, GCancellable *cancellable)
{
  WgSubdivideJob *job = g_new0 (WgSubdivideJob, 1);

  job->terms = terms;
  job->cancellable = cancellable;
  job->set = wg_plan_get_buildings (plan);
  job->land = wg_shape_new ();
  job->held = wg_shape_new ();
  job->buildings = g_array_new (FALSE, FALSE, sizeof (WgCellsBuilding));
  job->indices = g_array_new (FALSE, FALSE, sizeof (guint32));
  job->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free);
  job->n_threads = terms->parents->len > 1 ? 1 : terms->partition.n_threads;
  job->result = wg_subdivide_parent_new (parent);
  job->before = find_before (terms->before, parent);
  collect_land (plan, job);
  if (!job->result->is_left)
    collect_buildings (job);
  return job;
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

static void
run_job_cb (gpointer data, gpointer user_data)
{
  WgSubdivideJob *job = data;
  Pool *pool = user_data;

  if (job->before != NULL)
    wg_subdivide_run_again (job);
  else
    wg_subdivide_run_job (job);
  g_mutex_lock (&pool->lock);
  pool->n_done++;
  wg_progress_report (&pool->progress, (double) pool->n_done / pool->n_jobs);
  g_mutex_unlock (&pool->lock);
}

/* The largest first, so that no thread waits for one at the end. */
static int
compare_jobs (gconstpointer a, gconstpointer b)
{
  const WgSubdivideJob *first = *(WgSubdivideJob *const *) a, *second = *(WgSubdivideJob *const *) b;

  if (first->buildings->len != second->buildings->len)
    return first->buildings->len > second->buildings->len ? -1 : 1;
  return (first->result->parent > second->result->parent)
         - (first->result->parent < second->result->parent);
}

static void
run_jobs (const GPtrArray *jobs, const WgSubdivideTerms *terms, const WgProgress *progress)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy ((GPtrArray *) jobs, NULL, NULL);
  guint n_threads = terms->partition.n_threads != 0 ? terms->partition.n_threads
                                                    : g_get_num_processors ();
  GThreadPool *threads = NULL;
  Pool pool = { .n_jobs = jobs->len };

  if (progress != NULL)
    pool.progress = *progress;
  g_mutex_init (&pool.lock);
  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_jobs);
  if (jobs->len > 1 && n_threads > 1)
    threads = g_thread_pool_new (run_job_cb, &pool, (int) n_threads, FALSE, NULL);
  for (guint i = 0; i < sorted->len; i++)
    if (threads == NULL || !g_thread_pool_push (threads, g_ptr_array_index (sorted, i), NULL))
      run_job_cb (g_ptr_array_index (sorted, i), &pool);
  if (threads != NULL)
    g_thread_pool_free (threads, FALSE, TRUE);
  g_mutex_clear (&pool.lock);
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
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (free_job);
  gint64 start = g_get_monotonic_time ();

  if (!check_terms (plan, terms, error))
    return NULL;
  proposal = g_new0 (WgSubdivideProposal, 1);
  proposal->ref_count = 1;
  proposal->depth = terms->depth;
  proposal->band = terms->partition.band;
  proposal->parents = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_subdivide_parent_free);
  for (guint i = 0; i < terms->parents->len; i++)
    {
      WgSubdivideJob *job
        = create_job (plan, terms, g_array_index (terms->parents, guint32, i), cancellable);

      g_ptr_array_add (jobs, job);
      g_ptr_array_add (proposal->parents, job->result);
    }
  run_jobs (jobs, terms, progress);
  for (guint i = 0; i < jobs->len; i++)
    {
      WgSubdivideJob *job = g_ptr_array_index (jobs, i);

      if (job->error == NULL)
        continue;
      g_propagate_error (error, g_steal_pointer (&job->error));
      return NULL;
    }
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
