/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-history"

#include "wg-history.h"

#include "../geometry/wg-coverage-verify.h"
#include "wg-commands.h"
#include "wg-land-flows.h"
#include "wg-lock.h"
#include "wg-people-follow.h"
#include "wg-plan-private.h"

#define FIRST_LIMIT 64
#define WALK_SLICE_US 10000

/* One step that can be undone or redone: what its sentence needs. */
typedef struct
{
  char *kind;
  char *detail;
} Step;

struct _WgHistory
{
  GObject parent_instance;

  WgPlan *plan;
  WgJournal *journal;
  GPtrArray *steps; /* of Step, the newest of the journal, oldest first */
  guint n_done;     /* the steps after these were undone */
  guint limit;      /* how many rows the journal was asked for */
  gboolean is_cut;  /* the journal has older rows than steps has */
  gboolean is_busy;
  char *reason;     /* of the next edits; "" */
};

G_DEFINE_FINAL_TYPE (WgHistory, wg_history, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_KIND,
  PROP_UNDO_DETAIL,
  PROP_REDO_KIND,
  PROP_REDO_DETAIL,
  PROP_BUSY,
  PROP_REASON,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

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

/* Many steps, one after the other. */
typedef struct
{
  gboolean redo;
  guint n_steps;
  guint n_done;
  gboolean has_progress;
  WgProgress progress;
} Walk;

static void
free_step (gpointer data)
{
  Step *step = data;

  g_free (step->kind);
  g_free (step->detail);
  g_free (step);
}

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

static Step *
new_step (const char *kind, const char *detail)
{
  Step *step = g_new0 (Step, 1);

  step->kind = g_strdup (kind);
  step->detail = g_strdup (detail != NULL ? detail : "");
  return step;
}

static const Step *
peek_undo (WgHistory *self)
{
  return self->n_done > 0 ? g_ptr_array_index (self->steps, self->n_done - 1) : NULL;
}

static const Step *
peek_redo (WgHistory *self)
{
  return self->n_done < self->steps->len ? g_ptr_array_index (self->steps, self->n_done) : NULL;
}

/* Reads the newest rows of the journal: as many as it takes to know what can be undone. */
static gboolean
read_steps (WgHistory *self, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  gboolean has_done = FALSE;

  for (;;)
    {
      g_clear_pointer (&rows, g_ptr_array_unref);
      rows = wg_journal_list (self->journal, self->limit, error);
      if (rows == NULL)
        return FALSE;
      self->is_cut = rows->len >= self->limit;
      has_done = rows->len > 0 && !((WgJournalRow *) g_ptr_array_index (rows, 0))->is_undone;
      if (has_done || !self->is_cut)
        break;
      self->limit *= 4;
    }
  g_ptr_array_set_size (self->steps, 0);
  self->n_done = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const WgJournalRow *row = g_ptr_array_index (rows, i);

      g_ptr_array_add (self->steps, new_step (row->kind, row->detail));
      if (!row->is_undone)
        self->n_done = i + 1;
    }
  return TRUE;
}

static void
notify_steps (WgHistory *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = PROP_CAN_UNDO; i <= PROP_REDO_DETAIL; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
push_step (WgHistory *self, const char *kind, const char *detail)
{
  g_ptr_array_set_size (self->steps, (int) self->n_done);
  g_ptr_array_add (self->steps, new_step (kind, detail));
  self->n_done++;
  notify_steps (self);
}

static void
set_busy (WgHistory *self, gboolean is_busy)
{
  if (self->is_busy == is_busy)
    return;
  self->is_busy = is_busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static gboolean
refuse_when_busy (WgHistory *self, GError **error)
{
  if (!self->is_busy)
    return FALSE;
  g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BUSY, "the content is being replaced");
  return TRUE;
}

/* A debug build stops at the edit that broke something, not at the one that trips over it. */
static void
verify_plan (WgHistory *self, const char *kind)
{
#ifdef WG_VERIFY_EDITS
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  wg_coverage_verify (wg_plan_get_coverage (self->plan), problems, NULL, NULL, NULL);
  for (guint i = 0; i < problems->len; i++)
    {
      const WgProblem *problem = &g_array_index (problems, WgProblem, i);

      g_critical ("after '%s': coverage problem %d at row %u (%u), (%d, %d)", kind, problem->kind,
                  problem->id, problem->other, problem->place.x, problem->place.y);
    }
  wg_plan_verify (self->plan, sentences);
  for (guint i = 0; i < sentences->len; i++)
    g_critical ("after '%s': %s", kind, (char *) g_ptr_array_index (sentences, i));
  if (problems->len > 0 || sentences->len > 0)
    g_error ("the plan is broken after '%s'", kind);
#endif
}

/* Memory refused what the journal has done: takes it back there, so that both stay the same. */
static void
step_back (WgHistory *self, gboolean redo)
{
  gboolean backwards = redo;
  g_autoptr (WgPlan) whole = NULL;
  g_autoptr (WgChange) change = NULL;

  change = wg_journal_step (self->journal, !redo, &backwards, &whole, NULL);
}

static gboolean
take_step (WgHistory *self, gboolean redo, GError **error)
{
  gboolean backwards = !redo;
  g_autoptr (WgPlan) whole = NULL;
  g_autoptr (WgChange) change = NULL;
  GError *local_error = NULL;

  change = wg_journal_step (self->journal, redo, &backwards, &whole, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (change == NULL && whole == NULL)
    return FALSE;

  if (whole != NULL)
    wg_plan_replace (self->plan, whole);
  else if (!wg_plan_apply (self->plan, change, backwards, error))
    {
      step_back (self, redo);
      return FALSE;
    }
  self->n_done += redo ? 1 : -1;
  if (self->n_done == 0 && self->is_cut)
    read_steps (self, NULL);
  verify_plan (self, redo ? "redo" : "undo");
  notify_steps (self);
  return TRUE;
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
  push_step (self, replacement->kind, replacement->detail);
  verify_plan (self, replacement->kind);
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

static gboolean
step (WgHistory *self, gboolean redo, GError **error)
{
  return !refuse_when_busy (self, error) && take_step (self, redo, error);
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
  gboolean is_done = FALSE;

  while (!is_done && g_get_monotonic_time () < end)
    {
      is_done = walk->n_done == walk->n_steps
                || g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error)
                || !take_step (self, walk->redo, &error);
      if (!is_done)
        walk->n_done++;
    }
  if (walk->has_progress)
    wg_progress_report (&walk->progress, (double) walk->n_done / MAX (walk->n_steps, 1));
  if (!is_done)
    return G_SOURCE_CONTINUE;
  set_busy (self, FALSE);
  notify_steps (self);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
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
  if (refuse_when_busy (self, &error)
      || (replacement->next == NULL && refuse_without_frame (self, &error)))
    {
      g_task_return_error (task, error);
      return;
    }
  set_busy (self, TRUE);
  notify_steps (self);
  g_task_run_in_thread (task, replace_in_worker);
}

static gboolean
finish_replacement (WgHistory *self, GAsyncResult *result, GError **error)
{
  GError *local_error = NULL;
  gboolean is_refused = FALSE;

  if (g_task_propagate_boolean (G_TASK (result), &local_error))
    {
      set_busy (self, FALSE);
      return take_replacement (self, g_task_get_task_data (G_TASK (result)), error);
    }
  is_refused = g_error_matches (local_error, WG_PLAN_ERROR, WG_PLAN_ERROR_BUSY)
               || g_error_matches (local_error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_FRAME);
  g_propagate_error (error, local_error);
  if (!is_refused)
    {
      set_busy (self, FALSE);
      notify_steps (self);
    }
  return FALSE;
}

static void
wg_history_finalize (GObject *object)
{
  WgHistory *self = WG_HISTORY (object);

  g_clear_object (&self->plan);
  g_clear_object (&self->journal);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_free (self->reason);

  G_OBJECT_CLASS (wg_history_parent_class)->finalize (object);
}

static void
wg_history_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  WgHistory *self = WG_HISTORY (object);
  const Step *undo = peek_undo (self);
  const Step *redo = peek_redo (self);

  switch (property_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, undo != NULL && !self->is_busy);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, redo != NULL && !self->is_busy);
      break;
    case PROP_UNDO_KIND:
      g_value_set_string (value, undo != NULL ? undo->kind : NULL);
      break;
    case PROP_UNDO_DETAIL:
      g_value_set_string (value, undo != NULL ? undo->detail : NULL);
      break;
    case PROP_REDO_KIND:
      g_value_set_string (value, redo != NULL ? redo->kind : NULL);
      break;
    case PROP_REDO_DETAIL:
      g_value_set_string (value, redo != NULL ? redo->detail : NULL);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->is_busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
wg_history_class_init (WgHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = wg_history_finalize;
  object_class->get_property = wg_history_get_property;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_KIND] = g_param_spec_string ("undo-kind", NULL, NULL, NULL, flags);
  properties[PROP_UNDO_DETAIL] = g_param_spec_string ("undo-detail", NULL, NULL, NULL, flags);
  properties[PROP_REDO_KIND] = g_param_spec_string ("redo-kind", NULL, NULL, NULL, flags);
  properties[PROP_REDO_DETAIL] = g_param_spec_string ("redo-detail", NULL, NULL, NULL, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
wg_history_init (WgHistory *self)
{
  self->steps = g_ptr_array_new_with_free_func (free_step);
  self->limit = FIRST_LIMIT;
  self->reason = g_strdup ("");
}

/**
 * wg_history_new:
 * @plan: as the journal has it
 * @journal: (nullable): %NULL for a plan that is only looked at: no edit is made, none can be
 *
 * Returns: (transfer full): the history, with the steps of the journal (also those of former
 *   sessions); a journal that cannot be read gives an empty one
 */
WgHistory *
wg_history_new (WgPlan *plan, WgJournal *journal)
{
  WgHistory *self = g_object_new (WG_TYPE_HISTORY, NULL);

  self->plan = g_object_ref (plan);
  if (journal != NULL)
    self->journal = g_object_ref (journal);
  wg_plan_get_index (plan);
  self->is_busy = journal == NULL; /* for ever */
  if (journal != NULL)
    read_steps (self, NULL);
  return self;
}

WgPlan *
wg_history_get_plan (WgHistory *self)
{
  return self->plan;
}

gboolean
wg_history_is_busy (WgHistory *self)
{
  return self->is_busy;
}

GPtrArray *
wg_history_list (WgHistory *self, guint limit, GError **error)
{
  if (self->journal == NULL)
    return g_ptr_array_new ();
  return wg_journal_list (self->journal, limit, error);
}

/* Is the land of locked grids and pinned levels as it was? */
static gboolean
check_locks (WgHistory *self, const WgChange *change, GError **error)
{
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();

  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridChange *row = g_ptr_array_index (change->grids, i);

      if (row->after != NULL)
        g_ptr_array_add (grids, row->after);
    }
  return wg_plan_check_locks (self->plan, change->coverage, grids, error);
}

gboolean
wg_history_commit (WgHistory *self, WgChange *change, GError **error)
{
  gboolean is_followed = FALSE, is_allowed = FALSE;

  is_allowed = !refuse_when_busy (self, error) && check_locks (self, change, error);
  if (is_allowed)
    wg_land_flows_note (self->plan, change);
  if (is_allowed && wg_plan_follow_change (self->plan, change, FALSE, error))
    {
      is_followed = TRUE;
      if (wg_journal_write (self->journal, self->plan, change, error))
        {
          push_step (self, change->kind, change->detail);
          verify_plan (self, change->kind);
          wg_plan_emit_changed (self->plan, change, FALSE);
          return TRUE;
        }
    }
  if (change->coverage != NULL
      && !wg_coverage_apply (wg_plan_get_coverage (self->plan), change->coverage, TRUE, NULL))
    g_critical ("an edit that could not be stored could not be taken back");
  if (is_followed)
    wg_plan_follow_change (self->plan, change, TRUE, NULL);
  return FALSE;
}

void
wg_history_set_reason (WgHistory *self, const char *reason)
{
  g_autofree char *tidy = g_strstrip (g_strdup (reason != NULL ? reason : ""));

  if (g_str_equal (tidy, self->reason))
    return;
  g_free (self->reason);
  self->reason = g_steal_pointer (&tidy);
  if (self->journal != NULL)
    wg_journal_set_reason (self->journal, self->reason);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
}

const char *
wg_history_get_reason (WgHistory *self)
{
  return self->reason;
}

gboolean
wg_history_undo (WgHistory *self, GError **error)
{
  return step (self, FALSE, error);
}

gboolean
wg_history_redo (WgHistory *self, GError **error)
{
  return step (self, TRUE, error);
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
  g_task_set_task_data (task, walk, g_free);
  if (refuse_when_busy (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  set_busy (self, TRUE);
  notify_steps (self);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, walk_cb, g_steal_pointer (&task), g_object_unref);
}

gboolean
wg_history_go_finish (WgHistory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
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
  gboolean is_done = !refuse_when_busy (self, error)
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
  gboolean is_done = !refuse_when_busy (self, error) && !refuse_without_frame (self, error)
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
  gboolean is_done = !refuse_when_busy (self, error) && !refuse_without_frame (self, error)
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
  if (refuse_when_busy (self, error) || refuse_without_frame (self, error)
      || !wg_journal_put_addresses (self->journal, addresses, kind, detail, error)
      || !wg_plan_apply (self->plan, change, FALSE, error))
    return FALSE;
  push_step (self, kind, detail);
  return TRUE;
}
