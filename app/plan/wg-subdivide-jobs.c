/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-subdivide"

#include "wg-subdivide-private.h"

#include "../geometry/wg-coverage-shape.h"
#include "wg-commands.h"
#include "wg-lock.h"
#include "wg-point-cells.h"

/* All jobs of a proposal, while threads take them. */
typedef struct
{
  WgProgress progress;
  GMutex lock;
  double done;
  double all;
} Pool;

/* How much of the pool's work one job is, and how far it is told to be. */
typedef struct
{
  WgSubdivideJob *job;
  Pool *pool;
  double weight;
  double told;
} Share;

/* Finds buildings by a box: by their points, and how far the farthest footprint reaches from its own. */
typedef struct
{
  WgPointCells *cells;
  gint64 reach;
} Finder;

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
finder_init (Finder *finder, const WgBuildingSet *set)
{
  guint n = set != NULL ? wg_building_set_count (set) : 0;
  g_autofree WgPoint *points = g_new (WgPoint, MAX (n, 1));

  finder->reach = 0;
  for (guint i = 0; i < n; i++)
    {
      WgEnvelope extent = wg_building_set_get_extent (set, i);

      points[i] = wg_building_set_get (set, i)->point;
      if (wg_envelope_is_empty (&extent))
        continue;
      finder->reach = MAX (finder->reach, MAX ((gint64) points[i].x - extent.min_x,
                                               (gint64) extent.max_x - points[i].x));
      finder->reach = MAX (finder->reach, MAX ((gint64) points[i].y - extent.min_y,
                                               (gint64) extent.max_y - points[i].y));
    }
  finder->cells = wg_point_cells_new (points, n);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  guint first = *(const guint *) a, second = *(const guint *) b;

  return (first > second) - (first < second);
}

/* (element-type guint): all whose footprint may touch the box, ascending. */
static GArray *
finder_query (const Finder *finder, const WgEnvelope *box)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));
  WgEnvelope wide = { (gint32) MAX (box->min_x - finder->reach, G_MININT32),
                      (gint32) MAX (box->min_y - finder->reach, G_MININT32),
                      (gint32) MIN (box->max_x + finder->reach, G_MAXINT32),
                      (gint32) MIN (box->max_y + finder->reach, G_MAXINT32) };

  wg_point_cells_query (finder->cells, &wide, places);
  g_array_sort (places, compare_places);
  return places;
}

static void
collect_buildings (WgSubdivideJob *job, const Finder *finder)
{
  WgEnvelope box = wg_shape_envelope (job->land);
  g_autoptr (GArray) places = finder_query (finder, &box);

  for (guint k = 0; k < places->len; k++)
    {
      guint32 i = g_array_index (places, guint, k);
      WgEnvelope extent = wg_building_set_get_extent (job->set, i);
      WgCellsBuilding building = { wg_building_set_get (job->set, i)->point, NULL };

      wg_envelope_add_point (&extent, building.point);
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
create_job (WgPlan *plan, const WgSubdivideTerms *terms, guint32 parent, const Finder *finder)
{
  WgSubdivideJob *job = g_new0 (WgSubdivideJob, 1);

  job->terms = terms;
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
    collect_buildings (job, finder);
  return job;
}

static void
tell_cb (double fraction, gpointer user_data)
{
  Share *share = user_data;
  Pool *pool = share->pool;

  g_mutex_lock (&pool->lock);
  pool->done += (fraction - share->told) * share->weight;
  share->told = fraction;
  wg_progress_report (&pool->progress, MIN (pool->done / pool->all, 1.0));
  g_mutex_unlock (&pool->lock);
}

static void
run_job_cb (gpointer data, gpointer user_data)
{
  Share *share = data;

  if (share->job->before != NULL)
    wg_subdivide_run_again (share->job);
  else
    wg_subdivide_run_job (share->job);
  tell_cb (1, share);
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

GPtrArray *
wg_subdivide_create_jobs (WgPlan *plan, const WgSubdivideTerms *terms, WgSubdivideProposal *proposal,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (free_job);
  Finder finder;

  finder_init (&finder, wg_plan_get_buildings (plan));
  for (guint i = 0; i < terms->parents->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      WgSubdivideJob *job = create_job (plan, terms, g_array_index (terms->parents, guint32, i), &finder);

      job->cancellable = cancellable;
      g_ptr_array_add (jobs, job);
      g_ptr_array_add (proposal->parents, job->result);
    }
  wg_point_cells_free (finder.cells);
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&jobs);
}

void
wg_subdivide_run_jobs (const GPtrArray *jobs, const WgSubdivideTerms *terms, const WgProgress *progress)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy ((GPtrArray *) jobs, NULL, NULL);
  guint n_threads = terms->partition.n_threads != 0 ? terms->partition.n_threads
                                                    : g_get_num_processors ();
  GThreadPool *threads = NULL;
  Pool pool = { .all = 0 };
  g_autofree Share *shares = g_new0 (Share, jobs->len);

  if (progress != NULL)
    pool.progress = *progress;
  g_mutex_init (&pool.lock);
  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_jobs);
  for (guint i = 0; i < sorted->len; i++)
    {
      WgSubdivideJob *job = g_ptr_array_index (sorted, i);

      shares[i] = (Share){ job, &pool, 1.0 + job->buildings->len, 0 };
      job->progress = (WgProgress) WG_PROGRESS_INIT (tell_cb, &shares[i]);
      pool.all += shares[i].weight;
    }
  if (jobs->len > 1 && n_threads > 1)
    threads = g_thread_pool_new (run_job_cb, &pool, (int) n_threads, FALSE, NULL);
  for (guint i = 0; i < sorted->len; i++)
    if (threads == NULL || !g_thread_pool_push (threads, &shares[i], NULL))
      run_job_cb (&shares[i], &pool);
  if (threads != NULL)
    g_thread_pool_free (threads, FALSE, TRUE);
  g_mutex_clear (&pool.lock);
}
