/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-people-model"

#include "wg-people-model.h"

/* What a worker is asked, with what it needs. */
typedef struct
{
  WgPeopleQuestion question;
  char *text;
  WgPeopleWork *work;
} Asked;

struct _WgPeopleModel
{
  WgPlaceList parent_instance;

  /* Owned references */
  WgPlan *plan;
  GCancellable *asking;
  WgPeopleWork *work;

  WgPeopleQuestion wanted; /* its plan and text are NULL */
  char *text;
  gboolean is_other;
  guint idle_id;
};

G_DEFINE_FINAL_TYPE (WgPeopleModel, wg_people_model, WG_TYPE_PLACE_LIST)

static void
free_asked (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->question.plan);
  g_clear_pointer (&asked->work, wg_people_work_unref);
  g_free (asked->text);
  g_free (asked);
}

static void
answer_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Asked *asked = data;
  GArray *ids = wg_people_answer (&asked->question, &asked->work, cancellable);

  if (ids == NULL)
    g_task_return_error_if_cancelled (task);
  else
    g_task_return_pointer (task, ids, (GDestroyNotify) g_array_unref);
}

static void
show (WgPeopleModel *self, GArray *ids)
{
  gboolean is_other = self->is_other;

  self->is_other = FALSE;
  wg_place_list_show (WG_PLACE_LIST (self), ids, is_other);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WgPeopleModel *self = WG_PEOPLE_MODEL (source);
  g_autoptr (GArray) ids = g_task_propagate_pointer (G_TASK (result), NULL);
  Asked *asked = g_task_get_task_data (G_TASK (result));

  if (ids == NULL || g_task_get_cancellable (G_TASK (result)) != self->asking)
    return;
  g_clear_object (&self->asking);
  g_clear_pointer (&self->work, wg_people_work_unref);
  self->work = g_steal_pointer (&asked->work);
  show (self, ids);
}

static void
stop_asking (WgPeopleModel *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static gboolean
ask_cb (gpointer data)
{
  WgPeopleModel *self = data;
  g_autoptr (GTask) task = NULL;
  Asked *asked = NULL;

  self->idle_id = 0;
  stop_asking (self);
  if (self->plan == NULL)
    {
      g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (guint32));

      show (self, none);
      return G_SOURCE_REMOVE;
    }
  asked = g_new0 (Asked, 1);
  asked->question = self->wanted;
  asked->question.text = asked->text = g_strdup (self->text);
  asked->question.plan = wg_plan_snapshot (self->plan);
  asked->work = self->work != NULL ? wg_people_work_ref (self->work) : NULL;
  self->asking = g_cancellable_new ();
  task = g_task_new (self, self->asking, answered_cb, NULL);
  g_task_set_task_data (task, asked, free_asked);
  g_task_run_in_thread (task, answer_in_worker);
  return G_SOURCE_REMOVE;
}

/* Once for all that changes before the main loop has time. */
static void
ask (WgPeopleModel *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, ask_cb, self, NULL);
}

static void
ask_for_other (WgPeopleModel *self)
{
  self->is_other = TRUE;
  ask (self);
}

static void
plan_changed_cb (WgPlan *plan, const WgChange *change, gboolean backwards, WgPeopleModel *self)
{
  if (change->staff->len == 0 && change->grids->len == 0)
    return;
  self->wanted.stamp++;
  /* What the rows say may differ already; who is in them comes with the answer of the worker. */
  wg_place_list_renew (WG_PLACE_LIST (self));
  ask (self);
}

static void
plan_replaced_cb (WgPlan *plan, WgPeopleModel *self)
{
  self->wanted.stamp++;
  ask (self);
}

static void
wg_people_model_dispose (GObject *object)
{
  WgPeopleModel *self = WG_PEOPLE_MODEL (object);

  stop_asking (self);
  if (self->plan != NULL)
    g_signal_handlers_disconnect_by_data (self->plan, self);
  g_clear_object (&self->plan);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_pointer (&self->work, wg_people_work_unref);

  G_OBJECT_CLASS (wg_people_model_parent_class)->dispose (object);
}

static void
wg_people_model_finalize (GObject *object)
{
  WgPeopleModel *self = WG_PEOPLE_MODEL (object);

  g_free (self->text);

  G_OBJECT_CLASS (wg_people_model_parent_class)->finalize (object);
}

static void
wg_people_model_class_init (WgPeopleModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wg_people_model_dispose;
  object_class->finalize = wg_people_model_finalize;
}

static void
wg_people_model_init (WgPeopleModel *self)
{
}

WgPeopleModel *
wg_people_model_new (void)
{
  return g_object_new (WG_TYPE_PEOPLE_MODEL, NULL);
}

void
wg_people_model_set_plan (WgPeopleModel *self, WgPlan *plan)
{
  if (self->plan == plan)
    return;
  if (self->plan != NULL)
    g_signal_handlers_disconnect_by_data (self->plan, self);
  g_set_object (&self->plan, plan);
  if (plan != NULL)
    {
      g_signal_connect (plan, "changed", G_CALLBACK (plan_changed_cb), self);
      g_signal_connect (plan, "replaced", G_CALLBACK (plan_replaced_cb), self);
    }
  self->wanted.stamp++;
  ask_for_other (self);
}

void
wg_people_model_set_day (WgPeopleModel *self, WgDay day)
{
  if (self->wanted.day == day)
    return;
  self->wanted.day = day;
  ask (self);
}

void
wg_people_model_filter (WgPeopleModel *self, WgPeopleShow shown, const char *text)
{
  if (self->wanted.show == shown && g_strcmp0 (self->text, text) == 0)
    return;
  self->wanted.show = shown;
  g_free (self->text);
  self->text = g_strdup (text);
  ask_for_other (self);
}

void
wg_people_model_sort (WgPeopleModel *self, WgPeopleColumn column, gboolean is_descending)
{
  if (self->wanted.column == column && self->wanted.is_descending == is_descending)
    return;
  self->wanted.column = column;
  self->wanted.is_descending = is_descending;
  ask_for_other (self);
}

gboolean
wg_people_model_is_busy (WgPeopleModel *self)
{
  return self->idle_id != 0 || self->asking != NULL || wg_place_list_is_filling (WG_PLACE_LIST (self));
}
