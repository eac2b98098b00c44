/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-people-model"

#include "wg-people-model.h"

/* A list view keeps about 200 rows of widgets, and makes or drops one for each row that comes or goes among them. */
#define ROWS_WITH_WIDGETS 256
#define ROWS_PER_TURN 16

/* Rows by their number, as long as a widget has them; the model and its rows share it. */
typedef struct
{
  gint ref_count;
  GHashTable *rows;
} Rows;

struct _WgPersonItem
{
  GObject parent_instance;
  guint32 id;
  guint position;
  Rows *rows; /* (nullable): NULL for an item of no row */
};

G_DEFINE_FINAL_TYPE (WgPersonItem, wg_person_item, G_TYPE_OBJECT)

/* What a worker is asked, with what it needs. */
typedef struct
{
  WgPeopleQuestion question;
  char *text;
  WgPeopleWork *work;
} Asked;

struct _WgPeopleModel
{
  GObject parent_instance;

  /* Owned references */
  WgPlan *plan;
  GArray *ids; /* of guint32: who is shown */
  GCancellable *asking;
  WgPeopleWork *work;
  Rows *rows;

  WgPeopleQuestion wanted; /* its plan and text are NULL */
  char *text;
  guint n_rows; /* that there are now; on the way to ids->len */
  gboolean is_other;
  guint idle_id;
  guint rows_id;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WgPeopleModel, wg_people_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  SIGNAL_RENEWED,
  SIGNAL_SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
rows_unref (Rows *rows)
{
  if (--rows->ref_count > 0)
    return;
  g_hash_table_unref (rows->rows);
  g_free (rows);
}

static void
free_asked (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->question.plan);
  g_clear_pointer (&asked->work, wg_people_work_unref);
  g_free (asked->text);
  g_free (asked);
}

static guint32
id_at (WgPeopleModel *self, guint position)
{
  return position < self->ids->len ? g_array_index (self->ids, guint32, position) : 0;
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

/* Some rows more or less; where no widgets are, all that are wanted. */
static gboolean
rows_cb (gpointer data)
{
  WgPeopleModel *self = data;
  guint before = self->n_rows, wanted = self->ids->len;

  if (before > wanted)
    self->n_rows = before > ROWS_WITH_WIDGETS ? MAX (wanted, ROWS_WITH_WIDGETS)
                                              : MAX (wanted, before - MIN (before, ROWS_PER_TURN));
  else
    self->n_rows = before >= ROWS_WITH_WIDGETS ? wanted : MIN (wanted, before + ROWS_PER_TURN);
  if (self->n_rows < before)
    g_list_model_items_changed (G_LIST_MODEL (self), self->n_rows, before - self->n_rows, 0);
  else if (self->n_rows > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->n_rows - before);
  if (self->n_rows != self->ids->len)
    return G_SOURCE_CONTINUE;
  self->rows_id = 0;
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
  return G_SOURCE_REMOVE;
}

static void
show (WgPeopleModel *self, GArray *ids)
{
  GHashTableIter iter;
  gpointer item = NULL;

  g_array_unref (self->ids);
  self->ids = g_array_ref (ids);
  g_hash_table_iter_init (&iter, self->rows->rows);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    ((WgPersonItem *) item)->id = id_at (self, ((WgPersonItem *) item)->position);
  g_signal_emit (self, signals[SIGNAL_RENEWED], 0, self->is_other);
  self->is_other = FALSE;
  if (self->rows_id == 0)
    self->rows_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, rows_cb, self, NULL);
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
  g_signal_emit (self, signals[SIGNAL_RENEWED], 0, FALSE);
  ask (self);
}

static void
plan_replaced_cb (WgPlan *plan, WgPeopleModel *self)
{
  self->wanted.stamp++;
  ask (self);
}

static GType
get_item_type (GListModel *list)
{
  return WG_TYPE_PERSON_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return WG_PEOPLE_MODEL (list)->n_rows;
}

static gpointer
get_item (GListModel *list, guint position)
{
  WgPeopleModel *self = WG_PEOPLE_MODEL (list);
  WgPersonItem *item = NULL;

  if (position >= self->n_rows)
    return NULL;
  item = g_hash_table_lookup (self->rows->rows, GUINT_TO_POINTER (position));
  if (item != NULL)
    return g_object_ref (item);
  item = wg_person_item_new (id_at (self, position));
  item->position = position;
  item->rows = self->rows;
  self->rows->ref_count++;
  g_hash_table_insert (self->rows->rows, GUINT_TO_POINTER (position), item);
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
wg_person_item_finalize (GObject *object)
{
  WgPersonItem *self = WG_PERSON_ITEM (object);

  if (self->rows != NULL)
    {
      g_hash_table_remove (self->rows->rows, GUINT_TO_POINTER (self->position));
      rows_unref (self->rows);
    }

  G_OBJECT_CLASS (wg_person_item_parent_class)->finalize (object);
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
  g_clear_handle_id (&self->rows_id, g_source_remove);
  g_clear_pointer (&self->work, wg_people_work_unref);

  G_OBJECT_CLASS (wg_people_model_parent_class)->dispose (object);
}

static void
wg_people_model_finalize (GObject *object)
{
  WgPeopleModel *self = WG_PEOPLE_MODEL (object);

  g_free (self->text);
  g_array_unref (self->ids);
  rows_unref (self->rows);

  G_OBJECT_CLASS (wg_people_model_parent_class)->finalize (object);
}

static void
wg_person_item_class_init (WgPersonItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_person_item_finalize;
}

static void
wg_person_item_init (WgPersonItem *self)
{
}

static void
wg_people_model_class_init (WgPeopleModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wg_people_model_dispose;
  object_class->finalize = wg_people_model_finalize;

  signals[SIGNAL_RENEWED] = g_signal_new ("renewed", WG_TYPE_PEOPLE_MODEL, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", WG_TYPE_PEOPLE_MODEL, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_people_model_init (WgPeopleModel *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->rows = g_new0 (Rows, 1);
  self->rows->ref_count = 1;
  self->rows->rows = g_hash_table_new (NULL, NULL);
}

WgPersonItem *
wg_person_item_new (guint32 person)
{
  WgPersonItem *self = g_object_new (WG_TYPE_PERSON_ITEM, NULL);

  self->id = person;
  return self;
}

guint32
wg_person_item_get_id (WgPersonItem *self)
{
  return self->id;
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

guint
wg_people_model_count (WgPeopleModel *self)
{
  return self->ids->len;
}

guint
wg_people_model_find (WgPeopleModel *self, guint32 person)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, guint32, i) == person)
      return i;
  return G_MAXUINT;
}

gboolean
wg_people_model_is_busy (WgPeopleModel *self)
{
  return self->idle_id != 0 || self->rows_id != 0 || self->asking != NULL;
}
