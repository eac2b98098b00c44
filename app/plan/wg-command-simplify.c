/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-command-simplify"

#include "wg-simplify-commands.h"

#include "../geometry/wg-coverage-shape.h"
#include "wg-lock.h"

#define MANY_ARCS 5000 /* more of them are stored as a whole, in a worker */

/* A commit that goes to a worker. */
typedef struct
{
  char *kind;
  char *detail;
  WgPlan *next;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->kind);
  g_free (job->detail);
  g_clear_object (&job->next);
  g_free (job);
}

static const char *
kind_of (gboolean is_smooth)
{
  return is_smooth ? "smooth-borders" : "simplify-borders";
}

/* "第二网格、第三网格…", or the name of the level, or "" for everything. */
static char *
describe (WgPlan *plan, const WgBorderChoice *choice)
{
  GString *detail = g_string_new (NULL);

  if (choice->grids == NULL && choice->depth > 0)
    g_string_append (detail, wg_plan_get_level (plan, choice->depth)->name);
  for (guint i = 0; choice->grids != NULL && i < choice->grids->len; i++)
    wg_grid_append_name (detail, wg_plan_get_grid (plan, g_array_index (choice->grids, guint32, i)), i);
  return g_string_free (detail, FALSE);
}

static gboolean
check_choice (WgPlan *plan, const WgBorderChoice *choice, GError **error)
{
  for (guint i = 0; choice->grids != NULL && i < choice->grids->len; i++)
    {
      guint32 id = g_array_index (choice->grids, guint32, i);
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid != NULL && !grid->is_retired)
        continue;
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_GRID, "there is no grid %u", id);
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_chosen (WgPlan *plan, const WgArc *arc, const GHashTable *faces, guint depth)
{
  if (faces != NULL && !g_hash_table_contains ((GHashTable *) faces, GUINT_TO_POINTER (arc->left))
      && !g_hash_table_contains ((GHashTable *) faces, GUINT_TO_POINTER (arc->right)))
    return FALSE;
  return depth == 0 || wg_plan_get_arc_rank (plan, arc) == depth;
}

/* A fixed grid whose border it is: that has the land on one side, but not on the other. 0: none. */
static guint32
find_fixed (WgPlan *plan, const WgArc *arc)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  guint32 owners[2] = { wg_coverage_owner (coverage, arc->left),
                        wg_coverage_owner (coverage, arc->right) };

  for (guint side = 0; side < 2; side++)
    for (guint32 id = owners[side]; id != 0;)
      {
        const WgGrid *grid = wg_plan_get_grid (plan, id);

        if (wg_plan_get_ancestor (plan, owners[1 - side], grid->depth) == id)
          break;
        if (wg_plan_is_fixed (plan, id))
          return id;
        id = grid->parent;
      }
  return 0;
}

static void
refuse_fixed (WgPlan *plan, guint32 id, GError **error)
{
  const WgGrid *grid = wg_plan_get_grid (plan, id);

  wg_plan_error_set_locked (error, grid,
                            grid->is_locked ? NULL : wg_plan_get_level (plan, grid->depth)->name);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

/* The lines near the grids, and the faces of these. */
static void
collect_near (WgPlan *plan, const GArray *grids, GArray *arcs, GHashTable *faces)
{
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  for (guint i = 0; i < grids->len; i++)
    {
      guint32 id = g_array_index (grids, guint32, i);
      WgEnvelope extent = wg_plan_get_extent (plan, id);

      wg_plan_collect_faces (plan, id, own);
      wg_coverage_arcs_in (wg_plan_get_coverage (plan), &extent, arcs);
    }
  for (guint i = 0; i < own->len; i++)
    g_hash_table_add (faces, GUINT_TO_POINTER (g_array_index (own, WgFaceId, i)));
  g_array_sort (arcs, compare_ids);
}

static gboolean
refuse_when_busy (WgHistory *history, GError **error)
{
  if (!wg_history_is_busy (history))
    return FALSE;
  g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BUSY, "the content is being replaced");
  return TRUE;
}

/* Applies to the coverage, then stores; on error both are as before. */
static gboolean
commit_rows (WgHistory *history, WgCoverageChange *rows, const char *kind, const char *detail,
             GError **error)
{
  g_autoptr (WgChange) change = wg_change_new (kind, detail);
  WgCoverage *coverage = wg_plan_get_coverage (wg_history_get_plan (history));

  change->coverage = rows;
  change->extent = wg_coverage_change_extent (rows);
  return wg_coverage_apply (coverage, rows, FALSE, error)
         && wg_history_commit (history, change, error);
}

static WgPlan *
make_next (WgPlan *plan, const WgCoverageChange *rows, GError **error)
{
  g_autoptr (WgPlan) next = wg_plan_snapshot (plan);

  if (!wg_coverage_apply (wg_plan_get_coverage (next), rows, FALSE, error))
    return NULL;
  return g_steal_pointer (&next);
}

static void
replaced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (wg_history_replace_finish (WG_HISTORY (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

guint
wg_plan_collect_borders (WgPlan *plan, const WgBorderChoice *choice, GArray *arcs_out,
                         guint32 *fixed_out)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  g_autoptr (GHashTable) faces = NULL;
  gboolean has_locks = wg_plan_has_locks (plan);
  WgArcId last = 0;
  guint n_fixed = 0;

  if (choice->grids != NULL)
    {
      faces = g_hash_table_new (NULL, NULL);
      collect_near (plan, choice->grids, near, faces);
    }
  for (WgArcId id = 1; choice->grids == NULL && id < wg_coverage_arc_limit (coverage); id++)
    if (wg_coverage_arc (coverage, id) != NULL)
      g_array_append_val (near, id);
  for (guint i = 0; i < near->len; i++)
    {
      WgArcId id = g_array_index (near, WgArcId, i);

      if (id != last && is_chosen (plan, wg_coverage_arc (coverage, id), faces, choice->depth))
        {
          guint32 fixed = has_locks ? find_fixed (plan, wg_coverage_arc (coverage, id)) : 0;

          if (fixed == 0)
            g_array_append_val (arcs_out, id);
          else if (n_fixed++ == 0 && fixed_out != NULL)
            *fixed_out = fixed;
        }
      last = id;
    }
  return n_fixed;
}

WgCoverageChange *
wg_plan_preview_simplify (WgPlan *plan, const WgBorderChoice *choice, const WgSimplify *how,
                          WgSimplifyCount *count_out, const WgProgress *progress,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgCoverageChange *rows = NULL;
  GError *local_error = NULL;
  guint n_fixed = 0;
  guint32 fixed = 0;

  if (!check_choice (plan, choice, error))
    return NULL;
  n_fixed = wg_plan_collect_borders (plan, choice, arcs, &fixed);
  rows = wg_coverage_simplify (wg_plan_get_coverage (plan), arcs, how, count_out, progress,
                               cancellable, &local_error);
  if (count_out != NULL)
    count_out->n_fixed = n_fixed;
  if (g_error_matches (local_error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING))
    {
      g_clear_error (&local_error);
      if (fixed == 0)
        g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING,
                             "no border becomes plainer");
      else
        refuse_fixed (plan, fixed, error);
    }
  else if (local_error != NULL)
    g_propagate_error (error, local_error);
  return rows;
}

gboolean
wg_command_simplify (WgHistory *history, const WgBorderChoice *choice, const WgSimplify *how,
                     WgSimplifyCount *count_out, const WgProgress *progress,
                     GCancellable *cancellable, GError **error)
{
  WgPlan *plan = wg_history_get_plan (history);
  WgProgress first = wg_progress_part (progress, 0.0, 0.6);
  WgProgress second = wg_progress_part (progress, 0.6, 1.0);
  g_autoptr (WgCoverageChange) rows = NULL;
  g_autoptr (WgPlan) next = NULL;
  g_autofree char *detail = NULL;

  if (refuse_when_busy (history, error))
    return FALSE;
  rows = wg_plan_preview_simplify (plan, choice, how, count_out, &first, cancellable, error);
  if (rows == NULL)
    return FALSE;
  detail = describe (plan, choice);
  if (rows->arcs->len <= MANY_ARCS)
    return commit_rows (history, g_steal_pointer (&rows), kind_of (how->is_smooth), detail, error);
  next = make_next (plan, rows, error);
  return next != NULL
         && wg_history_replace (history, next, kind_of (how->is_smooth), detail,
                                &second, cancellable, error);
}

void
wg_command_simplify_async (WgHistory *history, const WgCoverageChange *rows,
                           const WgBorderChoice *choice, gboolean is_smooth,
                           const WgProgress *progress, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  WgPlan *plan = wg_history_get_plan (history);
  g_autoptr (GTask) task = g_task_new (history, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, wg_command_simplify_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, free_job);
  job->kind = g_strdup (kind_of (is_smooth));
  job->detail = describe (plan, choice);
  if (refuse_when_busy (history, &error))
    g_task_return_error (task, error);
  else if (rows->arcs->len <= MANY_ARCS)
    {
      WgCoverageChange *copy = wg_coverage_change_new ();

      wg_coverage_change_extend (copy, rows);
      if (commit_rows (history, copy, job->kind, job->detail, &error))
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_error (task, error);
    }
  else if ((job->next = make_next (plan, rows, &error)) == NULL)
    g_task_return_error (task, error);
  else
    wg_history_replace_async (history, job->next, job->kind, job->detail, progress, cancellable,
                              replaced_cb, g_steal_pointer (&task));
}

gboolean
wg_command_simplify_finish (WgHistory *history, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, history), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
