/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-history"

#include "wg-history-private.h"

#include "../geometry/wg-coverage-verify.h"
#include "wg-commands.h"
#include "wg-land-flows.h"
#include "wg-lock.h"
#include "wg-plan-private.h"

#define FIRST_LIMIT 64

/* One step that can be undone or redone: what its sentence needs. */
typedef struct
{
  char *kind;
  char *detail;
} Step;

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

static void
free_step (gpointer data)
{
  Step *step = data;

  g_free (step->kind);
  g_free (step->detail);
  g_free (step);
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

void
wg_history_notify_steps (WgHistory *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = PROP_CAN_UNDO; i <= PROP_REDO_DETAIL; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

void
wg_history_push_step (WgHistory *self, const char *kind, const char *detail)
{
  g_ptr_array_set_size (self->steps, (int) self->n_done);
  g_ptr_array_add (self->steps, new_step (kind, detail));
  self->n_done++;
  wg_history_notify_steps (self);
}

void
wg_history_set_busy (WgHistory *self, gboolean is_busy)
{
  if (self->is_busy == is_busy)
    return;
  self->is_busy = is_busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

gboolean
wg_history_refuse_when_busy (WgHistory *self, GError **error)
{
  if (!self->is_busy)
    return FALSE;
  g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BUSY, "the content is being replaced");
  return TRUE;
}

void
wg_history_verify (WgHistory *self, const char *kind)
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

gboolean
wg_history_check_locks (WgPlan *plan, const WgChange *change, GError **error)
{
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();

  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridChange *row = g_ptr_array_index (change->grids, i);

      if (row->after != NULL)
        g_ptr_array_add (grids, row->after);
    }
  return wg_plan_check_locks (plan, change->coverage, grids, error);
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

void
wg_fetched_step_clear (WgFetchedStep *step)
{
  g_clear_pointer (&step->change, wg_change_free);
  g_clear_object (&step->whole);
  g_clear_object (&step->made);
}

gboolean
wg_history_fetch_step (WgHistory *self, gboolean redo, WgFetchedStep *step_out, GError **error)
{
  step_out->backwards = !redo;
  step_out->change = wg_journal_step (self->journal, redo, &step_out->backwards, &step_out->whole,
                                      error);
  return step_out->change != NULL || step_out->whole != NULL;
}

gboolean
wg_history_take_change (WgHistory *self, const WgChange *change, gboolean backwards, WgPlan *made,
                        GError **error)
{
  gboolean is_taken = FALSE;

  if (made != NULL && wg_change_is_of_people (change))
    {
      wg_plan_set_people (self->plan, wg_plan_get_people (made));
      wg_plan_emit_changed (self->plan, change, backwards);
      return TRUE;
    }
  wg_plan_offer_tally (self->plan, made);
  is_taken = wg_plan_apply (self->plan, change, backwards, error);
  wg_plan_offer_tally (self->plan, NULL);
  return is_taken;
}

gboolean
wg_history_take_fetched (WgHistory *self, gboolean redo, WgFetchedStep *step, GError **error)
{
  if (step->whole != NULL)
    wg_plan_replace (self->plan, step->whole);
  else if (!wg_history_take_change (self, step->change, step->backwards, step->made, error))
    {
      step_back (self, redo);
      return FALSE;
    }
  self->n_done += redo ? 1 : -1;
  if (self->n_done == 0 && self->is_cut)
    read_steps (self, NULL);
  wg_history_verify (self, redo ? "redo" : "undo");
  wg_history_notify_steps (self);
  return TRUE;
}

static gboolean
step (WgHistory *self, gboolean redo, GError **error)
{
  g_auto (WgFetchedStep) fetched = { 0 };

  return !wg_history_refuse_when_busy (self, error)
         && wg_history_fetch_step (self, redo, &fetched, error)
         && wg_history_take_fetched (self, redo, &fetched, error);
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

gboolean
wg_history_commit (WgHistory *self, WgChange *change, GError **error)
{
  gboolean is_followed = FALSE, is_allowed = FALSE;

  is_allowed = !wg_history_refuse_when_busy (self, error) && wg_history_check_locks (self->plan, change, error);
  if (is_allowed)
    wg_land_flows_note (self->plan, change);
  if (is_allowed && wg_plan_follow_change (self->plan, change, FALSE, error))
    {
      is_followed = TRUE;
      if (wg_journal_write (self->journal, self->plan, change, error))
        {
          wg_history_push_step (self, change->kind, change->detail);
          wg_history_verify (self, change->kind);
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
