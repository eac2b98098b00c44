/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-run"

#include "wg-import-run.h"

#include "../../app/cli/wg-import-job.h"
#include "../../app/plan/wg-update.h"

#define PROGRESS_MS 100
#define MOST_READ 0.4 /* of a step's time */

struct _WgImportRun
{
  GObject parent_instance;

  WgPlan *plan;
  GPtrArray *choices; /* of WgImportChoice: of the run; NULL when idle */
  GPtrArray *wanted;  /* of WgImportChoice: to be run when the worker has stopped; NULL */
  GPtrArray *steps;   /* of WgImportStep: done, or of the last run, for what it read */
  WgImportRunState state;
  GError *error;
  guint failed;       /* index of the choice */
  GCancellable *cancellable;
  guint tick_id;
  gint progress;      /* per mille; atomic */
};

G_DEFINE_FINAL_TYPE (WgImportRun, wg_import_run, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What the worker has to itself. */
typedef struct
{
  WgImportRun *run;   /* only for its progress */
  WgPlan *plan;
  GPtrArray *choices; /* of WgImportChoice */
  GPtrArray *old;     /* (nullable) of WgImportStep: what was read may be used again */
  guint at;
} Work;

static void
work_free (Work *work)
{
  g_object_unref (work->plan);
  g_ptr_array_unref (work->choices);
  g_clear_pointer (&work->old, g_ptr_array_unref);
  g_free (work);
}

void
wg_import_step_free (WgImportStep *step)
{
  if (step == NULL)
    return;
  g_clear_pointer (&step->choice, wg_import_choice_free);
  g_clear_object (&step->before);
  g_clear_pointer (&step->incoming, wg_incoming_free);
  g_clear_pointer (&step->report, wg_import_report_free);
  g_free (step);
}

static gboolean
are_same (const GPtrArray *a, const GPtrArray *b)
{
  if (a == NULL || b == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!wg_import_choice_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static void
tell_progress (double fraction, gpointer user_data)
{
  Work *work = user_data;
  double whole = (work->at + fraction) / work->choices->len;

  g_atomic_int_set (&work->run->progress, (gint) (whole * 1000.0));
}

/* What the last run read of the same file in the same way, into the same place. */
static WgIncoming *
take_old (Work *work, const WgImportChoice *choice)
{
  WgImportStep *old = work->old != NULL && work->at < work->old->len
                        ? g_ptr_array_index (work->old, work->at)
                        : NULL;

  if (old == NULL || old->incoming == NULL || !wg_import_choice_reads_as (choice, old->choice)
      || (wg_plan_get_frame (work->plan) != NULL
          && !wg_frame_equal (wg_plan_get_frame (work->plan), old->incoming->frame)))
    return NULL;
  if (wg_plan_get_frame (work->plan) == NULL)
    wg_plan_set_frame (work->plan, old->incoming->frame);
  return g_steal_pointer (&old->incoming);
}

static WgIncoming *
read_layer (Work *work, const WgImportChoice *choice, const WgProgress *progress,
            GCancellable *cancellable, GError **error)
{
  g_autoptr (WgControlFit) fit = NULL;
  WgReadOptions read;

  if (!wg_import_choice_fit (choice, work->plan, &fit, error))
    return NULL;
  wg_import_choice_get_read_options (choice, fit, &read);
  return wg_import_read (work->plan, choice->path, choice->project_crs, &read, progress, cancellable,
                         error);
}

/* The rows of a layer among several are named after it. */
static void
name_layer (WgImportReport *report, const WgImportChoice *choice)
{
  for (guint i = 0; i < report->problems->len; i++)
    {
      WgRowProblem *problem = g_ptr_array_index (report->problems, i);

      if (problem->layer == NULL)
        problem->layer = g_strdup (choice->layer);
    }
}

static WgImportStep *
take_step (Work *work, GCancellable *cancellable, GError **error)
{
  const WgImportChoice *choice = g_ptr_array_index (work->choices, work->at);
  WgProgress progress = WG_PROGRESS_INIT (tell_progress, work);
  WgProgress reading = wg_progress_part (&progress, 0.0, MOST_READ);
  WgProgress building = wg_progress_part (&progress, MOST_READ, 0.95);
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (WgOverlapAnswer));
  WgBuildOptions build = wg_import_choice_get_build_options (choice, work->plan, answers);
  WgImportStep *step = g_new0 (WgImportStep, 1);

  step->choice = wg_import_choice_copy (choice);
  step->incoming = take_old (work, choice);
  if (step->incoming == NULL)
    step->incoming = read_layer (work, choice, &reading, cancellable, error);
  if (step->incoming != NULL)
    {
      step->before = wg_plan_snapshot (work->plan);
      step->incoming->nest_rule = choice->nest_rule;
      step->incoming->parent_rule = choice->makes_parents ? WG_PARENTS_MAKE : WG_PARENTS_PROPOSE;
      step->report = choice->is_update
                       ? wg_plan_import_update (work->plan, choice->depth, step->incoming,
                                                choice->left_out, &build, &building, cancellable,
                                                error)
                       : wg_plan_import (work->plan, choice->depth, step->incoming, &build, &building,
                                         cancellable, error);
    }
  if (step->report != NULL && work->choices->len > 1)
    name_layer (step->report, choice);
  if (step->report != NULL
      && wg_import_report_measure (step->report, step->incoming, cancellable, error))
    return step;
  wg_import_step_free (step);
  return NULL;
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) steps
    = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_import_step_free);

  for (work->at = 0; work->at < work->choices->len; work->at++)
    {
      WgImportStep *step = take_step (work, cancellable, &error);

      if (step == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
      g_ptr_array_add (steps, step);
      g_object_unref (work->plan);
      work->plan = wg_plan_snapshot (step->report->plan);
    }
  g_task_return_pointer (task, g_steal_pointer (&steps), (GDestroyNotify) g_ptr_array_unref);
}

static void
set_state (WgImportRun *self, WgImportRunState state)
{
  self->state = state;
  if (state != WG_IMPORT_RUN_RUNNING)
    g_clear_handle_id (&self->tick_id, g_source_remove);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void begin (WgImportRun *self, GPtrArray *choices);

static void
ran_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  WgImportRun *self = WG_IMPORT_RUN (object);
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  GPtrArray *steps = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean is_current = self->cancellable == g_task_get_cancellable (G_TASK (result));

  if (!is_current || g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&steps, g_ptr_array_unref);
      g_clear_object (&self->cancellable);
      if (self->wanted != NULL)
        begin (self, g_steal_pointer (&self->wanted));
      else
        set_state (self, WG_IMPORT_RUN_IDLE);
      return;
    }
  g_clear_object (&self->cancellable);
  self->failed = work->at;
  self->steps = steps;
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&error);
  set_state (self, steps != NULL ? WG_IMPORT_RUN_DONE : WG_IMPORT_RUN_FAILED);
}

static gboolean
tick_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);
  return G_SOURCE_CONTINUE;
}

/* @choices: (transfer full). */
static void
begin (WgImportRun *self, GPtrArray *choices)
{
  g_autoptr (GTask) task = NULL;
  Work *work = g_new0 (Work, 1);

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_error (&self->error);
  self->choices = choices;
  self->cancellable = g_cancellable_new ();
  g_atomic_int_set (&self->progress, 0);
  work->run = self;
  work->plan = wg_plan_snapshot (self->plan);
  work->choices = g_ptr_array_ref (choices);
  work->old = g_steal_pointer (&self->steps);
  task = g_task_new (self, self->cancellable, ran_cb, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add (PROGRESS_MS, tick_cb, self);
  /* Whoever shows the old steps lets go of them before the worker takes what they read. */
  set_state (self, WG_IMPORT_RUN_RUNNING);
  g_task_run_in_thread (task, run_thread);
}

static void
wg_import_run_dispose (GObject *object)
{
  WgImportRun *self = WG_IMPORT_RUN (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick_id, g_source_remove);

  G_OBJECT_CLASS (wg_import_run_parent_class)->dispose (object);
}

static void
wg_import_run_finalize (GObject *object)
{
  WgImportRun *self = WG_IMPORT_RUN (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (wg_import_run_parent_class)->finalize (object);
}

static void
wg_import_run_class_init (WgImportRunClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_import_run_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_import_run_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_import_run_init (WgImportRun *self)
{
}

WgImportRun *
wg_import_run_new (WgPlan *plan)
{
  WgImportRun *self = g_object_new (WG_TYPE_IMPORT_RUN, NULL);

  self->plan = g_object_ref (plan);
  return self;
}

void
wg_import_run_start (WgImportRun *self, const GPtrArray *choices)
{
  GPtrArray *current = self->wanted != NULL ? self->wanted : self->choices;

  if (are_same (current, choices)
      && (self->wanted != NULL || self->state == WG_IMPORT_RUN_DONE
          || (self->state == WG_IMPORT_RUN_RUNNING
              && !g_cancellable_is_cancelled (self->cancellable))))
    return;
  g_clear_pointer (&self->wanted, g_ptr_array_unref);
  if (self->cancellable == NULL)
    {
      begin (self, wg_import_choices_copy (choices));
      return;
    }
  self->wanted = wg_import_choices_copy (choices);
  g_cancellable_cancel (self->cancellable);
}

void
wg_import_run_cancel (WgImportRun *self)
{
  g_clear_pointer (&self->wanted, g_ptr_array_unref);
  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      return;
    }
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  if (self->state != WG_IMPORT_RUN_IDLE)
    set_state (self, WG_IMPORT_RUN_IDLE);
}

void
wg_import_run_forget (WgImportRun *self)
{
  wg_import_run_cancel (self);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
}

WgImportRunState
wg_import_run_get_state (WgImportRun *self)
{
  return self->state;
}

double
wg_import_run_get_progress (WgImportRun *self)
{
  return g_atomic_int_get (&self->progress) / 1000.0;
}

const GError *
wg_import_run_get_error (WgImportRun *self)
{
  return self->error;
}

const char *
wg_import_run_get_layer (WgImportRun *self)
{
  guint at = self->state == WG_IMPORT_RUN_FAILED ? self->failed : 0;
  const WgImportChoice *choice = self->choices != NULL && at < self->choices->len
                                   ? g_ptr_array_index (self->choices, at)
                                   : NULL;

  return choice != NULL ? choice->layer : NULL;
}

GPtrArray *
wg_import_run_get_steps (WgImportRun *self)
{
  return self->state == WG_IMPORT_RUN_DONE ? self->steps : NULL;
}

WgImportReport *
wg_import_run_take_report (WgImportRun *self)
{
  g_autoptr (GPtrArray) steps = NULL;
  WgImportReport *report = NULL;

  if (self->state != WG_IMPORT_RUN_DONE)
    return NULL;
  steps = g_steal_pointer (&self->steps);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  /* Nobody looks at the steps any more when they are joined. */
  set_state (self, WG_IMPORT_RUN_IDLE);
  for (guint i = 0; i < steps->len; i++)
    {
      WgImportStep *step = g_ptr_array_index (steps, i);

      if (report == NULL)
        report = g_steal_pointer (&step->report);
      else
        wg_import_report_join (report, g_steal_pointer (&step->report));
    }
  return report;
}
