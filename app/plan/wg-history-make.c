/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-history"

#include "wg-history-private.h"

#include "wg-commands.h"
#include "wg-land-flows.h"
#include "wg-plan-private.h"

/* An edit that a worker makes. */
typedef struct
{
  WgPlan *plan; /* a snapshot */
  gboolean is_tallied; /* what passes between grids is counted */
  WgChangeMaker make;
  gpointer data;
  GDestroyNotify free_data;
} Making;

static void
free_making (gpointer data)
{
  Making *making = data;

  g_object_unref (making->plan);
  if (making->free_data != NULL)
    making->free_data (making->data);
  g_free (making);
}

static gboolean
store (WgHistory *self, WgPlan *plan, WgChange *change, GCancellable *cancellable, GError **error)
{
  if (!wg_history_check_locks (plan, change, error))
    return FALSE;
  wg_land_flows_note (plan, change);
  return wg_plan_follow_change (plan, change, FALSE, error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error)
         && wg_journal_write (self->journal, plan, change, error);
}

static void
make_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Making *making = data;
  GError *error = NULL;
  g_autoptr (WgChange) change = NULL;

  /* They follow the change, so they must be of what is there before it. */
  wg_plan_get_index (making->plan);
  if (making->is_tallied)
    wg_plan_get_tally_index (making->plan);
  change = making->make (making->plan, making->data, cancellable, &error);
  if (change != NULL && store (source, making->plan, change, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&change), (GDestroyNotify) wg_change_free);
  else
    g_task_return_error (task, error);
}

void
wg_history_make_async (WgHistory *self, WgChangeMaker make, gpointer data, GDestroyNotify free_data,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Making *making = g_new0 (Making, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, wg_history_make_async);
  g_task_set_check_cancellable (task, FALSE); /* what was stored counts, even if cancelled after */
  making->plan = wg_plan_snapshot (self->plan);
  making->is_tallied = wg_plan_has_tally_index (self->plan);
  making->make = make;
  making->data = data;
  making->free_data = free_data;
  g_task_set_task_data (task, making, free_making);
  if (wg_history_refuse_when_busy (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  wg_history_set_busy (self, TRUE);
  wg_history_notify_steps (self);
  g_task_run_in_thread (task, make_thread);
}

gboolean
wg_history_make_finish (WgHistory *self, GAsyncResult *result, GError **error)
{
  g_autoptr (WgChange) change = NULL;
  const Making *making = g_task_get_task_data (G_TASK (result));
  GError *local_error = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  change = g_task_propagate_pointer (G_TASK (result), &local_error);
  if (!g_error_matches (local_error, WG_PLAN_ERROR, WG_PLAN_ERROR_BUSY))
    wg_history_set_busy (self, FALSE);
  if (change == NULL
      || !wg_history_take_change (self, change, FALSE, making->plan, &local_error))
    {
      g_propagate_error (error, local_error);
      wg_history_notify_steps (self);
      return FALSE;
    }
  wg_history_push_step (self, change->kind, change->detail);
  wg_history_verify (self, change->kind);
  return TRUE;
}
