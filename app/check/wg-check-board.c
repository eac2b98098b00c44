/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check-board"

#include "wg-check-board.h"

#include "wg-check-context.h"
#include "wg-check-footprints.h"
#include "wg-check-level.h"
#include "wg-check-sorted.h"
#include "wg-check-touched.h"
#include "wg-check-work.h"

/** What happened to a grid while the worker looked at a snapshot. */
typedef struct
{
  WgGrid *before; /* nullable */
  WgGrid *after;
} Edit;

struct _WgCheckBoard
{
  GObject parent_instance;

  WgPlan *plan;
  WgCheckSettings settings;
  WgCheckAlong *along;      /* nullable */
  WgCheckContext *context;  /* NULL until everything was checked once */
  WgCheckFootprints *footprints; /* nullable */
  WgCheckLevel level;
  GHashTable *subjects[WG_N_SUBJECTS]; /* id -> GArray of WgFinding; without empty ones */
  GPtrArray *acceptances;   /* of WgAcceptance */
  GArray *sorted;           /* of WgFinding: all of them, but for: */
  GArray *gone, *fresh;     /* of WgFinding: since they were sorted */
  GArray *open;             /* of WgFinding; NULL: to be made anew */
  GArray *accepted;

  GCancellable *cancellable; /* of the worker that is at work, or will be */
  guint start_id;            /* an idle source: the worker is not sent yet */
  guint n_workers;           /* guarded by workers_lock: at work, cancelled ones too */
  GArray *edits;             /* of Edit, since the worker's snapshot */
  WgCheckTouched touched;    /* since the worker's snapshot */
};

G_DEFINE_FINAL_TYPE (WgCheckBoard, wg_check_board, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_BUSY,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GMutex workers_lock;
static GCond worker_ended;
static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
edit_clear (gpointer data)
{
  Edit *edit = data;

  g_clear_pointer (&edit->before, wg_grid_unref);
  g_clear_pointer (&edit->after, wg_grid_unref);
}

static void
changed (WgCheckBoard *self)
{
  g_clear_pointer (&self->open, g_array_unref);
  g_clear_pointer (&self->accepted, g_array_unref);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/** @id: as findings have it; @place: as wg_check_context_subject() wants it. */
static void
check_one (WgCheckBoard *self, WgSubject subject, guint32 id, guint32 place)
{
  GHashTable *subjects = self->subjects[subject];
  GArray *list = g_hash_table_lookup (subjects, GUINT_TO_POINTER (id));

  if (list != NULL)
    {
      g_array_append_vals (self->gone, list->data, list->len);
      g_hash_table_remove (subjects, GUINT_TO_POINTER (id));
    }
  wg_check_context_subject (self->context, subject, place);
}

static void
check_buildings (WgCheckBoard *self, const GArray *boxes)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  WgBuildingSet *buildings = wg_plan_get_buildings (self->plan);
  GHashTableIter iter;
  gpointer place = NULL;

  if (self->footprints == NULL || buildings == NULL)
    return;
  for (guint i = 0; i < boxes->len; i++)
    wg_check_footprints_query (self->footprints, &g_array_index (boxes, WgEnvelope, i), places);
  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    check_one (self, WG_SUBJECT_BUILDING,
               wg_building_set_get (buildings, GPOINTER_TO_UINT (place))->id,
               GPOINTER_TO_UINT (place));
}

static void
check_again (WgCheckBoard *self, const WgCheckTouched *touched)
{
  GHashTable *const ids[] = { [WG_SUBJECT_FACE] = touched->faces,
                              [WG_SUBJECT_GRID] = touched->grids,
                              [WG_SUBJECT_BORDER] = touched->borders };
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (WgFinding));
  GHashTableIter iter;
  gpointer id = NULL;

  self->context->findings = findings;
  for (guint subject = 0; subject < G_N_ELEMENTS (ids); subject++)
    {
      if (ids[subject] == NULL)
        continue;
      g_hash_table_iter_init (&iter, ids[subject]);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        check_one (self, subject, GPOINTER_TO_UINT (id), GPOINTER_TO_UINT (id));
    }
  check_buildings (self, touched->boxes);
  self->context->findings = NULL;
  for (guint i = 0; i < findings->len; i++)
    wg_check_subjects_put (self->subjects, &g_array_index (findings, WgFinding, i));
  g_array_append_vals (self->fresh, findings->data, findings->len);
}

static void
run_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  WgCheckBoard *self = source;
  GError *error = NULL;
  gboolean is_done = wg_check_work_run (data, cancellable, &error);

  g_mutex_lock (&workers_lock);
  self->n_workers--;
  g_cond_broadcast (&worker_ended);
  g_mutex_unlock (&workers_lock);
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
forget_edits (WgCheckBoard *self)
{
  g_array_set_size (self->edits, 0);
  wg_check_touched_reset (&self->touched);
}

static void
take_sorted (WgCheckBoard *self, GArray *sorted)
{
  g_clear_pointer (&self->sorted, g_array_unref);
  self->sorted = sorted;
  g_array_set_size (self->gone, 0);
  g_array_set_size (self->fresh, 0);
}

static void
take_work (WgCheckBoard *self, WgCheckWork *work)
{
  g_clear_pointer (&self->context, wg_check_context_free);
  self->context = wg_check_context_new (self->plan, &self->settings, work->along,
                                        g_steal_pointer (&work->names));
  wg_check_level_count (&self->level, self->plan);
  g_clear_pointer (&self->footprints, wg_check_footprints_free);
  self->footprints = g_steal_pointer (&work->footprints);
  for (guint subject = 0; subject < WG_N_SUBJECTS; subject++)
    {
      g_hash_table_unref (self->subjects[subject]);
      self->subjects[subject] = g_steal_pointer (&work->subjects[subject]);
    }
  take_sorted (self, g_steal_pointer (&work->findings));
}

/** Takes over what the worker found, then checks again what was edited meanwhile. */
static void
finish_job (GObject *source, GAsyncResult *result, gpointer data)
{
  WgCheckBoard *self = WG_CHECK_BOARD (source);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return; /* another worker was sent */
  g_clear_object (&self->cancellable);
  if (g_task_propagate_boolean (G_TASK (result), NULL))
    {
      take_work (self, g_task_get_task_data (G_TASK (result)));
      for (guint i = 0; i < self->edits->len; i++)
        {
          Edit *edit = &g_array_index (self->edits, Edit, i);

          wg_check_touched_rename (&self->touched, self->context->names, edit->before, edit->after);
        }
      check_again (self, &self->touched);
    }
  forget_edits (self);
  changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static gboolean
send_worker_cb (gpointer data)
{
  WgCheckBoard *self = data;
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, finish_job, NULL);

  self->start_id = 0;
  forget_edits (self);
  g_mutex_lock (&workers_lock);
  self->n_workers++;
  g_mutex_unlock (&workers_lock);
  g_task_set_task_data (task, wg_check_work_new (self->plan, &self->settings, self->along),
                        (GDestroyNotify) wg_check_work_free);
  g_task_run_in_thread (task, run_job);
  return G_SOURCE_REMOVE;
}

/* What is set one after the other is checked once. */
static void
check_all (WgCheckBoard *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  forget_edits (self);
  if (self->start_id == 0)
    self->start_id = g_idle_add_full (G_PRIORITY_DEFAULT, send_worker_cb, self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
remember_edits (WgCheckBoard *self, const WgChange *change, gboolean backwards)
{
  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridChange *grid = g_ptr_array_index (change->grids, i);
      Edit edit = { backwards ? grid->after : grid->before, backwards ? grid->before : grid->after };

      if (edit.before != NULL)
        wg_grid_ref (edit.before);
      if (edit.after != NULL)
        wg_grid_ref (edit.after);
      g_array_append_val (self->edits, edit);
    }
  wg_check_touched_add (&self->touched, self->plan, change);
}

static void
plan_changed_cb (WgPlan *plan, const WgChange *change, gboolean backwards, WgCheckBoard *self)
{
  g_auto (WgCheckTouched) touched = { NULL };
  g_autofree char *before = NULL, *after = NULL;

  if (self->cancellable != NULL && wg_check_is_much (change))
    {
      check_all (self);
      return;
    }
  if (self->cancellable != NULL)
    remember_edits (self, change, backwards);
  if (self->context == NULL)
    return;
  /* Another level is "the" level now, there are other buildings, or a level asks for something else:
   * much may be judged otherwise. */
  wg_check_level_follow (&self->level, plan, change, backwards);
  if (change->has_buildings || wg_check_is_much (change) || change->shares->len > 0 || change->levels->len > 0
      || wg_check_level_get (&self->level) != self->context->level)
    {
      check_all (self);
      return;
    }
  before = wg_check_names_list_forms (self->context->names);
  wg_check_touched_init (&touched);
  wg_check_touched_add (&touched, plan, change);
  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridChange *grid = g_ptr_array_index (change->grids, i);

      wg_check_touched_rename (&touched, self->context->names, backwards ? grid->after : grid->before,
                               backwards ? grid->before : grid->after);
    }
  after = wg_check_names_list_forms (self->context->names);
  if (!g_str_equal (before, after))
    {
      check_all (self);
      return;
    }
  check_again (self, &touched);
  changed (self);
}

static void
plan_replaced_cb (WgPlan *plan, WgCheckBoard *self)
{
  g_clear_pointer (&self->context, wg_check_context_free);
  for (guint subject = 0; subject < WG_N_SUBJECTS; subject++)
    g_hash_table_remove_all (self->subjects[subject]);
  take_sorted (self, g_array_new (FALSE, FALSE, sizeof (WgFinding)));
  check_all (self);
  changed (self);
}

static void
sort_out (WgCheckBoard *self)
{
  if (self->open != NULL)
    return;
  if (self->gone->len > 0 || self->fresh->len > 0)
    take_sorted (self, wg_check_sorted_renew (self->sorted, self->gone, self->fresh));
  self->open = g_array_new (FALSE, FALSE, sizeof (WgFinding));
  self->accepted = g_array_new (FALSE, FALSE, sizeof (WgFinding));
  wg_check_divide (self->sorted, self->acceptances, self->open, self->accepted);
}

static void
wg_check_board_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, wg_check_board_is_busy (WG_CHECK_BOARD (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
wg_check_board_dispose (GObject *object)
{
  WgCheckBoard *self = WG_CHECK_BOARD (object);

  g_clear_handle_id (&self->start_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->plan != NULL)
    g_signal_handlers_disconnect_by_data (self->plan, self);
  g_clear_pointer (&self->context, wg_check_context_free);
  g_clear_object (&self->plan);
  G_OBJECT_CLASS (wg_check_board_parent_class)->dispose (object);
}

static void
wg_check_board_finalize (GObject *object)
{
  WgCheckBoard *self = WG_CHECK_BOARD (object);

  for (guint subject = 0; subject < WG_N_SUBJECTS; subject++)
    g_hash_table_unref (self->subjects[subject]);
  g_clear_pointer (&self->along, wg_check_along_unref);
  g_clear_pointer (&self->footprints, wg_check_footprints_free);
  g_array_unref (self->sorted);
  g_array_unref (self->gone);
  g_array_unref (self->fresh);
  g_ptr_array_unref (self->acceptances);
  g_clear_pointer (&self->open, g_array_unref);
  g_clear_pointer (&self->accepted, g_array_unref);
  g_array_unref (self->edits);
  wg_check_touched_clear (&self->touched);
  G_OBJECT_CLASS (wg_check_board_parent_class)->finalize (object);
}

static void
wg_check_board_class_init (WgCheckBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wg_check_board_get_property;
  object_class->dispose = wg_check_board_dispose;
  object_class->finalize = wg_check_board_finalize;
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_check_board_init (WgCheckBoard *self)
{
  self->settings = WG_CHECK_SETTINGS_DEFAULT;
  for (guint subject = 0; subject < WG_N_SUBJECTS; subject++)
    self->subjects[subject] = wg_check_subjects_new ();
  self->sorted = g_array_new (FALSE, FALSE, sizeof (WgFinding));
  self->gone = g_array_new (FALSE, FALSE, sizeof (WgFinding));
  self->fresh = g_array_new (FALSE, FALSE, sizeof (WgFinding));
  self->acceptances = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_acceptance_free);
  self->edits = g_array_new (FALSE, FALSE, sizeof (Edit));
  g_array_set_clear_func (self->edits, edit_clear);
  wg_check_touched_init (&self->touched);
}

WgCheckBoard *
wg_check_board_new (WgPlan *plan)
{
  WgCheckBoard *self = g_object_new (WG_TYPE_CHECK_BOARD, NULL);

  self->plan = g_object_ref (plan);
  g_signal_connect (plan, "changed", G_CALLBACK (plan_changed_cb), self);
  g_signal_connect (plan, "replaced", G_CALLBACK (plan_replaced_cb), self);
  check_all (self);
  return self;
}

void
wg_check_board_set_day (WgCheckBoard *self, WgDay day)
{
  if (self->settings.day == day)
    return;
  self->settings.day = day;
  check_all (self);
}

gboolean
wg_check_board_is_busy (WgCheckBoard *self)
{
  return self->cancellable != NULL;
}

void
wg_check_board_set_settings (WgCheckBoard *self, const WgCheckSettings *settings)
{
  self->settings = *settings;
  check_all (self);
}

void
wg_check_board_set_along (WgCheckBoard *self, WgCheckAlong *along)
{
  if (along != NULL)
    wg_check_along_ref (along);
  g_clear_pointer (&self->along, wg_check_along_unref);
  self->along = along;
  check_all (self);
}

WgCheckAlong *
wg_check_board_get_along (WgCheckBoard *self)
{
  return self->along;
}

void
wg_check_board_set_accepted (WgCheckBoard *self, const GPtrArray *acceptances)
{
  g_ptr_array_set_size (self->acceptances, 0);
  for (guint i = 0; i < acceptances->len; i++)
    g_ptr_array_add (self->acceptances, wg_acceptance_copy (g_ptr_array_index (acceptances, i)));
  changed (self);
}

const GArray *
wg_check_board_list (WgCheckBoard *self)
{
  sort_out (self);
  return self->open;
}

const GArray *
wg_check_board_list_accepted (WgCheckBoard *self)
{
  sort_out (self);
  return self->accepted;
}

const WgAcceptance *
wg_check_board_find_acceptance (WgCheckBoard *self, const WgFinding *finding)
{
  return wg_check_find_acceptance (self->acceptances, finding);
}

WgPlanState
wg_check_board_get_state (WgCheckBoard *self)
{
  return wg_check_state (wg_check_board_list (self));
}

void
wg_check_board_stop (WgCheckBoard *self)
{
  g_clear_handle_id (&self->start_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_mutex_lock (&workers_lock);
  while (self->n_workers > 0)
    g_cond_wait (&worker_ended, &workers_lock);
  g_mutex_unlock (&workers_lock);
}
