/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-history"

#include "wg-history-private.h"

#include "wg-plan-private.h"

#define WALK_SLICE_US 10000

/* Many steps, one after the other. */
typedef struct
{
  gboolean redo;
  guint n_steps;
  guint n_done;
  gboolean has_progress;
  WgProgress progress;
  WgPlan *before; /* a snapshot for the worker that takes a step */
} Walk;

static gboolean walk_cb (gpointer data);

static void
free_walk (gpointer data)
{
  Walk *walk = data;

  g_clear_object (&walk->before);
  g_free (walk);
}

/* Takes the task. */
static void
end_walk (GTask *task, GError *error)
{
  WgHistory *self = g_task_get_source_object (task);

  wg_history_set_busy (self, FALSE);
  wg_history_notify_steps (self);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
note_step (Walk *walk)
{
  walk->n_done++;
  if (walk->has_progress)
    wg_progress_report (&walk->progress, (double) walk->n_done / MAX (walk->n_steps, 1));
}

static void
free_fetched (gpointer data)
{
  wg_fetched_step_clear (data);
  g_free (data);
}

/* The worker makes what memory becomes, and counts the buildings in it; where it cannot, memory tells why. */
static void
put_step (WgPlan *before, WgFetchedStep *step)
{
  const WgChange *change = step->change;

  if (change == NULL || !wg_plan_apply (before, change, step->backwards, NULL))
    return;
  step->made = g_object_ref (before);
  if (change->has_buildings || change->coverage != NULL)
    wg_plan_get_tally_index (before);
}

static void
fetch_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Walk *walk = g_task_get_task_data (data);
  WgFetchedStep *step = g_new0 (WgFetchedStep, 1);
  GError *error = NULL;

  if (wg_history_fetch_step (source, walk->redo, step, &error))
    {
      put_step (walk->before, step);
      g_task_return_pointer (task, step, free_fetched);
      return;
    }
  free_fetched (step);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, NULL, NULL);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgHistory *self = WG_HISTORY (source);
  GTask *walk_task = user_data;
  Walk *walk = g_task_get_task_data (walk_task);
  GError *error = NULL;
  WgFetchedStep *step = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean is_taken = step != NULL && wg_history_take_fetched (self, walk->redo, step, &error);

  g_clear_object (&walk->before);
  if (step != NULL)
    free_fetched (step);
  if (!is_taken)
    {
      end_walk (walk_task, error);
      return;
    }
  note_step (walk);
  g_idle_add (walk_cb, walk_task);
}

/* A step that takes long in the file is taken there by a worker; memory follows when it is done. */
static void
fetch_in_worker (WgHistory *self, GTask *walk_task)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, fetched_cb, walk_task);
  Walk *walk = g_task_get_task_data (walk_task);

  walk->before = wg_plan_snapshot (self->plan);
  g_task_set_task_data (task, walk_task, NULL);
  g_task_run_in_thread (task, fetch_thread);
}

static gboolean
walk_one (WgHistory *self, const Walk *walk, GError **error)
{
  g_auto (WgFetchedStep) step = { 0 };

  return wg_history_fetch_step (self, walk->redo, &step, error)
         && wg_history_take_fetched (self, walk->redo, &step, error);
}

/* Steps for as long as a frame may wait. */
static gboolean
walk_cb (gpointer data)
{
  GTask *task = data;
  WgHistory *self = g_task_get_source_object (task);
  Walk *walk = g_task_get_task_data (task);
  gint64 end = g_get_monotonic_time () + WALK_SLICE_US;
  GError *error = NULL;

  do
    {
      gboolean is_over = walk->n_done == walk->n_steps
                         || g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error);

      if (!is_over && wg_journal_is_long (self->journal, walk->redo))
        {
          fetch_in_worker (self, task);
          return G_SOURCE_REMOVE;
        }
      if (is_over || !walk_one (self, walk, &error))
        {
          end_walk (task, error);
          return G_SOURCE_REMOVE;
        }
      note_step (walk);
    }
  while (g_get_monotonic_time () < end);
  return G_SOURCE_CONTINUE;
}

void
wg_history_go_async (WgHistory *self, int n_steps, const WgProgress *progress,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Walk *walk = g_new0 (Walk, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, wg_history_go_async);
  g_task_set_check_cancellable (task, FALSE);
  walk->redo = n_steps > 0;
  walk->n_steps = (guint) ABS (n_steps);
  walk->has_progress = progress != NULL;
  if (progress != NULL)
    walk->progress = *progress;
  g_task_set_task_data (task, walk, free_walk);
  if (wg_history_refuse_when_busy (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  wg_history_set_busy (self, TRUE);
  wg_history_notify_steps (self);
  g_idle_add (walk_cb, g_steal_pointer (&task));
}

gboolean
wg_history_go_finish (WgHistory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
wg_history_is_long (WgHistory *self, gboolean redo)
{
  return self->journal != NULL && !self->is_busy && wg_journal_is_long (self->journal, redo);
}
