/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-history"

#include "wg-history-private.h"

#include "wg-commands.h"
#include "wg-lock.h"
#include "wg-people-follow.h"
#include "wg-plan-private.h"

/* What is replaced. */
typedef enum
{
  REPLACE_PLAN,
  REPLACE_BUILDINGS,
  REPLACE_BARRIERS,
  REPLACE_ADDRESSES,
} Subject;

/* What a worker stores: a whole plan, or all of one kind beside the grids, by none perhaps. */
typedef struct
{
  Subject subject;
  WgPlan *next;
  WgBuildingSet *buildings;
  WgBarrierSet *barriers;
  WgAddressSet *addresses;
  WgPlan *counted; /* nullable: a snapshot in which a worker counts the buildings */
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
  g_clear_object (&replacement->counted);
  g_clear_pointer (&replacement->buildings, wg_building_set_unref);
  g_clear_pointer (&replacement->barriers, wg_barrier_set_unref);
  g_clear_pointer (&replacement->addresses, wg_address_set_unref);
  g_free (replacement->kind);
  g_free (replacement->detail);
  g_free (replacement);
}

static gboolean
store_replacement (WgHistory *self, const Replacement *replacement, GCancellable *cancellable,
                   GError **error)
{
  const WgProgress *progress = replacement->has_progress ? &replacement->progress : NULL;
  const char *kind = replacement->kind, *detail = replacement->detail;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  switch (replacement->subject)
    {
    case REPLACE_PLAN:
      wg_people_carry (self->plan, replacement->next);
      return wg_plan_check_replaced (self->plan, replacement->next, error)
             && wg_journal_replace (self->journal, replacement->next, kind, detail, progress,
                                    cancellable, error);
    case REPLACE_BARRIERS:
      return wg_journal_put_barriers (self->journal, replacement->barriers, kind, detail, error);
    case REPLACE_ADDRESSES:
      return wg_journal_put_addresses (self->journal, replacement->addresses, kind, detail, error);
    case REPLACE_BUILDINGS:
    default:
      return wg_journal_put_buildings (self->journal, replacement->buildings, kind, detail, progress,
                                       cancellable, error);
    }
}

static gboolean
apply_change (WgHistory *self, const Replacement *replacement, GError **error)
{
  g_autoptr (WgChange) change = wg_change_new (replacement->kind, replacement->detail);

  if (replacement->subject == REPLACE_BARRIERS)
    wg_change_set_barriers (change, wg_plan_get_barriers (self->plan), replacement->barriers);
  else if (replacement->subject == REPLACE_ADDRESSES)
    wg_change_set_addresses (change, wg_plan_get_addresses (self->plan), replacement->addresses);
  else
    wg_change_set_buildings (change, wg_plan_get_buildings (self->plan), replacement->buildings);
  return wg_history_take_change (self, change, FALSE, replacement->counted, error);
}

/* It is stored: memory follows. */
static gboolean
take_replacement (WgHistory *self, const Replacement *replacement, GError **error)
{
  if (replacement->subject == REPLACE_PLAN)
    wg_plan_replace (self->plan, replacement->next);
  else if (!apply_change (self, replacement, error))
    return FALSE;
  wg_history_push_step (self, replacement->kind, replacement->detail);
  wg_history_verify (self, replacement->kind);
  return TRUE;
}

static Replacement *
new_replacement (Subject subject, const char *kind, const char *detail, const WgProgress *progress)
{
  Replacement *replacement = g_new0 (Replacement, 1);

  replacement->subject = subject;
  replacement->kind = g_strdup (kind);
  replacement->detail = g_strdup (detail);
  replacement->has_progress = progress != NULL;
  if (progress != NULL)
    replacement->progress = *progress;
  return replacement;
}

static Replacement *
replace_by_plan (WgPlan *next, const char *kind, const char *detail, const WgProgress *progress)
{
  Replacement *replacement = new_replacement (REPLACE_PLAN, kind, detail, progress);

  replacement->next = g_object_ref (next);
  return replacement;
}

static Replacement *
replace_by_buildings (WgBuildingSet *buildings, const char *kind, const char *detail,
                      const WgProgress *progress)
{
  Replacement *replacement = new_replacement (REPLACE_BUILDINGS, kind, detail, progress);

  replacement->buildings = buildings != NULL ? wg_building_set_ref (buildings) : NULL;
  return replacement;
}

static Replacement *
replace_by_barriers (WgBarrierSet *barriers, const char *kind, const char *detail)
{
  Replacement *replacement = new_replacement (REPLACE_BARRIERS, kind, detail, NULL);

  replacement->barriers = barriers != NULL ? wg_barrier_set_ref (barriers) : NULL;
  return replacement;
}

static Replacement *
replace_by_addresses (WgAddressSet *addresses, const char *kind, const char *detail)
{
  Replacement *replacement = new_replacement (REPLACE_ADDRESSES, kind, detail, NULL);

  replacement->addresses = addresses != NULL ? wg_address_set_ref (addresses) : NULL;
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
  Replacement *replacement = data;
  GError *error = NULL;

  if (!store_replacement (source, replacement, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (replacement->counted != NULL)
    {
      wg_plan_set_buildings (replacement->counted, replacement->buildings);
      wg_plan_get_tally_index (replacement->counted);
    }
  g_task_return_boolean (task, TRUE);
}

/* Takes @replacement. */
static void
start_replacement (WgHistory *self, Replacement *replacement, GTask *task)
{
  GError *error = NULL;

  g_task_set_check_cancellable (task, FALSE); /* what was stored counts, even if cancelled after */
  g_task_set_task_data (task, replacement, free_replacement);
  if (wg_history_refuse_when_busy (self, &error)
      || (replacement->subject != REPLACE_PLAN && refuse_without_frame (self, &error)))
    {
      g_task_return_error (task, error);
      return;
    }
  if (replacement->subject == REPLACE_BUILDINGS && replacement->buildings != NULL)
    replacement->counted = wg_plan_snapshot (self->plan);
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

/* Without a worker, for the command line. Takes @replacement. */
static gboolean
replace_now (WgHistory *self, Replacement *replacement, GCancellable *cancellable, GError **error)
{
  gboolean is_done
    = !wg_history_refuse_when_busy (self, error)
      && (replacement->subject == REPLACE_PLAN || !refuse_without_frame (self, error))
      && store_replacement (self, replacement, cancellable, error)
      && take_replacement (self, replacement, error);

  free_replacement (replacement);
  return is_done;
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
  start_replacement (self, replace_by_plan (next, kind, detail, progress), task);
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
  return replace_now (self, replace_by_plan (next, kind, detail, progress), cancellable, error);
}

void
wg_history_put_buildings_async (WgHistory *self, WgBuildingSet *buildings, const char *kind,
                                const char *detail, const WgProgress *progress,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, wg_history_put_buildings_async);
  start_replacement (self, replace_by_buildings (buildings, kind, detail, progress), task);
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
  return replace_now (self, replace_by_buildings (buildings, kind, detail, progress), cancellable,
                      error);
}

void
wg_history_put_barriers_async (WgHistory *self, WgBarrierSet *barriers, const char *kind,
                               const char *detail, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, wg_history_put_barriers_async);
  start_replacement (self, replace_by_barriers (barriers, kind, detail), task);
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
  return replace_now (self, replace_by_barriers (barriers, kind, detail), NULL, error);
}

void
wg_history_put_addresses_async (WgHistory *self, WgAddressSet *addresses, const char *kind,
                               const char *detail, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, wg_history_put_addresses_async);
  start_replacement (self, replace_by_addresses (addresses, kind, detail), task);
}

gboolean
wg_history_put_addresses_finish (WgHistory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish_replacement (self, result, error);
}

gboolean
wg_history_put_addresses (WgHistory *self, WgAddressSet *addresses, const char *kind,
                         const char *detail, GError **error)
{
  return replace_now (self, replace_by_addresses (addresses, kind, detail), NULL, error);
}
