/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-history"

#include "wg-history-private.h"

#include "wg-commands.h"
#include "wg-lock.h"
#include "wg-people-follow.h"

/* What a worker stores: a whole plan, or (no plan) all buildings. */
typedef struct
{
  WgPlan *next;
  WgBuildingSet *buildings;
  WgBarrierSet *barriers;
  gboolean is_barriers; /* they are what is replaced, by none perhaps */
  char *kind;
  char *detail;
  WgProgress progress;
  gboolean has_progress;
} Replacement;

static void
free_replacement (gpointer data)
{
  Replacement *replacement = data;

  g_clear_object (&replacement->next);
  g_clear_pointer (&replacement->buildings, wg_building_set_unref);
  g_clear_pointer (&replacement->barriers, wg_barrier_set_unref);
  g_free (replacement->kind);
  g_free (replacement->detail);
  g_free (replacement);
}

static gboolean
store_replacement (WgHistory *self, const Replacement *replacement, GCancellable *cancellable,
                   GError **error)
{
  const WgProgress *progress = replacement->has_progress ? &replacement->progress : NULL;

  if (replacement->next != NULL)
    wg_people_carry (self->plan, replacement->next);
  if (replacement->next != NULL)
    return wg_plan_check_replaced (self->plan, replacement->next, error)
           && wg_journal_replace (self->journal, replacement->next, replacement->kind,
                                  replacement->detail, progress, cancellable, error);
  if (replacement->is_barriers)
    return !g_cancellable_set_error_if_cancelled (cancellable, error)
           && wg_journal_put_barriers (self->journal, replacement->barriers, replacement->kind,
                                       replacement->detail, error);
  return wg_journal_put_buildings (self->journal, replacement->buildings, replacement->kind,
                                   replacement->detail, progress, cancellable, error);
}

/* It is stored: memory follows. */
static gboolean
take_replacement (WgHistory *self, const Replacement *replacement, GError **error)
{
  if (replacement->next != NULL)
    wg_plan_replace (self->plan, replacement->next);
  else
    {
      g_autoptr (WgChange) change = wg_change_new (replacement->kind, replacement->detail);

      if (replacement->is_barriers)
        wg_change_set_barriers (change, wg_plan_get_barriers (self->plan), replacement->barriers);
      else
        wg_change_set_buildings (change, wg_plan_get_buildings (self->plan), replacement->buildings);
      if (!wg_plan_apply (self->plan, change, FALSE, error))
        return FALSE;
    }
  wg_history_push_step (self, replacement->kind, replacement->detail);
  wg_history_verify (self, replacement->kind);
  return TRUE;
}

static Replacement *
new_replacement (WgPlan *next, WgBuildingSet *buildings, const char *kind, const char *detail,
                 const WgProgress *progress)
{
  Replacement *replacement = g_new0 (Replacement, 1);

  replacement->next = next != NULL ? g_object_ref (next) : NULL;
  replacement->buildings = buildings != NULL ? wg_building_set_ref (buildings) : NULL;
  replacement->kind = g_strdup (kind);
  replacement->detail = g_strdup (detail);
  replacement->has_progress = progress != NULL;
  if (progress != NULL)
    replacement->progress = *progress;
  return replacement;
}

static gboolean
refuse_without_frame (WgHistory *self, GError **error)
{
  if (wg_plan_get_frame (self->plan) != NULL)
    return FALSE;
  g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_FRAME, "the plan has no frame yet");
  return TRUE;
}

static void
replace_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (store_replacement (source, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes @replacement. */
static void
start_replacement (WgHistory *self, Replacement *replacement, GTask *task)
{
  GError *error = NULL;

  g_task_set_check_cancellable (task, FALSE); /* what was stored counts, even if cancelled after */
  g_task_set_task_data (task, replacement, free_replacement);
  if (wg_history_refuse_when_busy (self, &error)
      || (replacement->next == NULL && refuse_without_frame (self, &error)))
    {
      g_task_return_error (task, error);
      return;
    }
  wg_history_set_busy (self, TRUE);
  wg_history_notify_steps (self);
  g_task_run_in_thread (task, replace_in_worker);
}

static gboolean
finish_replacement (WgHistory *self, GAsyncResult *result, GError **error)
{
  GError *local_error = NULL;
  gboolean is_refused = FALSE;

  if (g_task_propagate_boolean (G_TASK (result), &local_error))
    {
      wg_history_set_busy (self, FALSE);
      return take_replacement (self, g_task_get_task_data (G_TASK (result)), error);
    }
  is_refused = g_error_matches (local_error, WG_PLAN_ERROR, WG_PLAN_ERROR_BUSY)
               || g_error_matches (local_error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_FRAME);
  g_propagate_error (error, local_error);
  if (!is_refused)
    {
      wg_history_set_busy (self, FALSE);
      wg_history_notify_steps (self);
    }
  return FALSE;
}

/**
 * wg_history_replace_async:
 * @next: (transfer none): must not be touched until the call has finished; holds the former
 *   content afterwards
 * @progress: (nullable): copied; its function runs on the worker
 */
void
wg_history_replace_async (WgHistory *self, WgPlan *next, const char *kind, const char *detail,
                          const WgProgress *progress, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, wg_history_replace_async);
  start_replacement (self, new_replacement (next, NULL, kind, detail, progress), task);
}

gboolean
wg_history_replace_finish (WgHistory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish_replacement (self, result, error);
}

gboolean
wg_history_replace (WgHistory *self, WgPlan *next, const char *kind, const char *detail,
                    const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  Replacement *replacement = new_replacement (next, NULL, kind, detail, progress);
  gboolean is_done = !wg_history_refuse_when_busy (self, error)
                     && store_replacement (self, replacement, cancellable, error)
                     && take_replacement (self, replacement, error);

  free_replacement (replacement);
  return is_done;
}

void
wg_history_put_buildings_async (WgHistory *self, WgBuildingSet *buildings, const char *kind,
                                const char *detail, const WgProgress *progress,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, wg_history_put_buildings_async);
  start_replacement (self, new_replacement (NULL, buildings, kind, detail, progress), task);
}

gboolean
wg_history_put_buildings_finish (WgHistory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish_replacement (self, result, error);
}

gboolean
wg_history_put_buildings (WgHistory *self, WgBuildingSet *buildings, const char *kind,
                          const char *detail, const WgProgress *progress,
                          GCancellable *cancellable, GError **error)
{
  Replacement *replacement = new_replacement (NULL, buildings, kind, detail, progress);
  gboolean is_done = !wg_history_refuse_when_busy (self, error) && !refuse_without_frame (self, error)
                     && store_replacement (self, replacement, cancellable, error)
                     && take_replacement (self, replacement, error);

  free_replacement (replacement);
  return is_done;
}

static Replacement *
new_barriers (WgBarrierSet *barriers, const char *kind, const char *detail)
{
  Replacement *replacement = new_replacement (NULL, NULL, kind, detail, NULL);

  replacement->is_barriers = TRUE;
  replacement->barriers = barriers != NULL ? wg_barrier_set_ref (barriers) : NULL;
  return replacement;
}

void
wg_history_put_barriers_async (WgHistory *self, WgBarrierSet *barriers, const char *kind,
                               const char *detail, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, wg_history_put_barriers_async);
  start_replacement (self, new_barriers (barriers, kind, detail), task);
}

gboolean
wg_history_put_barriers_finish (WgHistory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish_replacement (self, result, error);
}

gboolean
wg_history_put_barriers (WgHistory *self, WgBarrierSet *barriers, const char *kind,
                         const char *detail, GError **error)
{
  Replacement *replacement = new_barriers (barriers, kind, detail);
  gboolean is_done = !wg_history_refuse_when_busy (self, error) && !refuse_without_frame (self, error)
                     && store_replacement (self, replacement, NULL, error)
                     && take_replacement (self, replacement, error);

  free_replacement (replacement);
  return is_done;
}

gboolean
wg_history_put_addresses (WgHistory *self, WgAddressSet *addresses, const char *kind,
                          const char *detail, GError **error)
{
  g_autoptr (WgChange) change = wg_change_new (kind, detail);

  wg_change_set_addresses (change, wg_plan_get_addresses (self->plan), addresses);
  if (wg_history_refuse_when_busy (self, error) || refuse_without_frame (self, error)
      || !wg_journal_put_addresses (self->journal, addresses, kind, detail, error)
      || !wg_plan_apply (self->plan, change, FALSE, error))
    return FALSE;
  wg_history_push_step (self, kind, detail);
  return TRUE;
}
