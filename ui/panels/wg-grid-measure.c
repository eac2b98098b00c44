/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-grid-measure"

#include "wg-grid-measure.h"

/* Measured: the shape and the geodesic sums of 300 faces take well below one frame. */
#define MAX_FACES_AT_ONCE 300

typedef struct
{
  WgPlan *plan;
  GArray *grids;
} MeasureJob;

static void
measure_job_free (MeasureJob *job)
{
  g_object_unref (job->plan);
  g_array_unref (job->grids);
  g_free (job);
}

/* A grid whose ancestor is in the list as well is counted with that. */
static gboolean
is_covered (WgPlan *plan, GHashTable *chosen, guint32 id)
{
  WgGrid *grid = wg_plan_get_grid (plan, id);

  while (grid != NULL && grid->parent != 0)
    {
      if (g_hash_table_contains (chosen, GUINT_TO_POINTER (grid->parent)))
        return TRUE;
      grid = wg_plan_get_grid (plan, grid->parent);
    }
  return FALSE;
}

static GArray *
keep_outermost (WgPlan *plan, const GArray *grids)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);
  GArray *outermost = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < grids->len; i++)
    g_hash_table_add (chosen, GUINT_TO_POINTER (g_array_index (grids, guint32, i)));
  for (guint i = 0; i < grids->len; i++)
    {
      guint32 id = g_array_index (grids, guint32, i);

      if (!is_covered (plan, chosen, id))
        g_array_append_val (outermost, id);
    }
  return outermost;
}

static gboolean
measure (WgPlan *plan, const GArray *grids, GCancellable *cancellable, WgGridMeasure *sum)
{
  WgFrame *frame = wg_plan_get_frame (plan);

  *sum = (WgGridMeasure){ 0 };
  for (guint i = 0; i < grids->len && frame != NULL; i++)
    {
      g_autoptr (WgShape) shape = wg_shape_new ();
      double area = 0.0;
      double perimeter = 0.0;

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      wg_plan_get_shape (plan, g_array_index (grids, guint32, i), shape);
      wg_frame_geodesic (frame, shape, &area, &perimeter);
      sum->perimeter_m += perimeter;
      sum->n_parts += wg_shape_n_parts (shape);
    }
  return TRUE;
}

static void
measure_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MeasureJob *job = data;
  WgGridMeasure *sum = g_new0 (WgGridMeasure, 1);

  if (measure (job->plan, job->grids, cancellable, sum))
    {
      g_task_return_pointer (task, sum, g_free);
      return;
    }
  g_free (sum);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
}

void
wg_grid_measure_async (WgPlan              *plan,
                       const GArray        *grids,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GArray) outermost = keep_outermost (plan, grids);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  MeasureJob *job;

  for (guint i = 0; i < outermost->len && faces->len <= MAX_FACES_AT_ONCE; i++)
    wg_plan_collect_faces (plan, g_array_index (outermost, guint32, i), faces);
  if (faces->len <= MAX_FACES_AT_ONCE)
    {
      WgGridMeasure *sum = g_new0 (WgGridMeasure, 1);

      measure (plan, outermost, NULL, sum);
      g_task_return_pointer (task, sum, g_free);
      return;
    }

  job = g_new0 (MeasureJob, 1);
  job->plan = wg_plan_snapshot (plan);
  job->grids = g_steal_pointer (&outermost);
  g_task_set_task_data (task, job, (GDestroyNotify) measure_job_free);
  g_task_run_in_thread (task, measure_thread);
}

gboolean
wg_grid_measure_finish (GAsyncResult *result, WgGridMeasure *measure_out, GError **error)
{
  g_autofree WgGridMeasure *sum = g_task_propagate_pointer (G_TASK (result), error);

  if (sum == NULL)
    return FALSE;

  *measure_out = *sum;
  return TRUE;
}
