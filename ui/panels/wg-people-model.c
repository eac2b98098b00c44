/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-people-model"

#include "wg-people-model.h"

#include "../../app/base/wg-text-query.h"
#include "../../app/cli/wg-words-staff.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-staffing.h"

#include <glib/gi18n.h>
#include <string.h>

struct _WgPersonItem
{
  GObject parent_instance;
  guint32 id;
};

G_DEFINE_FINAL_TYPE (WgPersonItem, wg_person_item, G_TYPE_OBJECT)

/* What is asked for; a worker has a copy. */
typedef struct
{
  WgPlan *plan; /* a snapshot */
  WgDay day;
  WgPeopleShow show;
  char *text;
  WgPeopleColumn column;
  gboolean is_descending;
} Question;

struct _WgPeopleModel
{
  GObject parent_instance;

  /* Owned references */
  WgPlan *plan;
  GArray *ids; /* of guint32: the rows */
  GCancellable *asking;

  Question wanted; /* its plan is NULL */
  guint idle_id;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WgPeopleModel, wg_people_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  SIGNAL_SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  guint32 id;
  char *key;
} Row;

static void
question_free (Question *question)
{
  g_object_unref (question->plan);
  g_free (question->text);
  g_free (question);
}

WgPersonState
wg_person_get_state (const WgPeople *people, const WgPerson *person, WgDay day)
{
  guint n = 0;
  const guint32 *ids = wg_people_list_person (people, person->id, &n);

  if (!person->is_active)
    return WG_PERSON_LEFT;
  if (wg_people_find_leave (people, person->id, day) != NULL)
    return WG_PERSON_AWAY;
  for (guint i = 0; i < n; i++)
    if (wg_people_holds (people, wg_people_get_assignment (people, ids[i]), day))
      return WG_PERSON_ANSWERS;
  return WG_PERSON_FREE;
}

char *
wg_person_get_places (WgPlan *plan, guint32 person, WgDay day)
{
  const WgPeople *people = wg_plan_get_people (plan);
  GString *text = g_string_new (NULL);
  guint n = 0;
  const guint32 *ids = wg_people_list_person (people, person, &n);

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *assignment = wg_people_get_assignment (people, ids[i]);
      g_autofree char *grid = NULL;
      g_autofree char *role = NULL;

      if (!wg_people_holds (people, assignment, day))
        continue;
      grid = wg_words_grid (plan, assignment->grid);
      role = wg_words_assignment (assignment);
      /* Translators: between two grids that somebody answers for */
      g_string_append (text, text->len > 0 ? _("; ") : "");
      g_string_append_printf (text, "%s · %s", grid, role);
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_shown (const Question *question, const WgPeople *people, const WgPerson *person)
{
  switch (question->show)
    {
    case WG_PEOPLE_SHOW_FREE:
      return wg_person_get_state (people, person, question->day) == WG_PERSON_FREE;
    case WG_PEOPLE_SHOW_AWAY:
      return wg_person_get_state (people, person, question->day) == WG_PERSON_AWAY;
    case WG_PEOPLE_SHOW_NO_PHONE:
      return person->is_active && !wg_phone_is_good (person->phone);
    case WG_PEOPLE_SHOW_LEFT:
      return !person->is_active;
    case WG_PEOPLE_SHOW_ACTIVE:
      return person->is_active;
    default:
      return TRUE;
    }
}

static char *
make_key (const Question *question, const WgPeople *people, const WgPerson *person)
{
  g_autofree char *text = NULL;

  switch (question->column)
    {
    case WG_PEOPLE_COLUMN_PHONE:
      return g_strdup (person->phone);
    case WG_PEOPLE_COLUMN_PLACES:
      text = wg_person_get_places (question->plan, person->id, question->day);
      return g_utf8_collate_key (text, -1);
    case WG_PEOPLE_COLUMN_POST:
      return g_strdup_printf ("%u", person->post_type);
    case WG_PEOPLE_COLUMN_EMPLOYER:
      return g_utf8_collate_key (person->employer, -1);
    case WG_PEOPLE_COLUMN_STATE:
      return g_strdup_printf ("%u", wg_person_get_state (people, person, question->day));
    default:
      return g_utf8_collate_key (person->name, -1);
    }
}

/* Ties keep the order of ids, in both directions: a second sort does not shuffle. */
static int
compare_rows (gconstpointer a, gconstpointer b, gpointer is_descending)
{
  const Row *x = a, *y = b;
  int order = strcmp (x->key, y->key);

  if (order != 0)
    return GPOINTER_TO_INT (is_descending) ? -order : order;
  return (x->id > y->id) - (x->id < y->id);
}

static void
clear_row (gpointer data)
{
  g_free (((Row *) data)->key);
}

/* Drops the rows that the text is not found in. */
static void
search_rows (const Question *question, const WgPeople *people, GArray *rows,
             GCancellable *cancellable)
{
  g_autoptr (WgTextQuery) query = wg_text_query_new (question->text);
  g_autoptr (WgTextPack) pack = NULL;
  g_autoptr (GArray) hits = NULL;
  g_autofree guint8 *is_hit = NULL;
  guint n_found[2] = { 0, 0 }, n = 0;

  if (wg_text_query_is_empty (query))
    return;
  pack = wg_text_pack_new (rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      const WgPerson *person = wg_people_get_person (people, g_array_index (rows, Row, i).id);
      g_autofree char *places = wg_person_get_places (question->plan, person->id, question->day);
      const char *fields[] = { person->name, person->phone, person->employer, places };

      wg_text_pack_add (pack, fields, G_N_ELEMENTS (fields), G_N_ELEMENTS (fields));
    }
  hits = g_array_new (FALSE, FALSE, sizeof (WgTextHit));
  is_hit = g_new0 (guint8, rows->len + 1);
  wg_text_query_scan (query, pack, rows->len, hits, NULL, n_found, cancellable);
  for (guint i = 0; i < hits->len; i++)
    is_hit[g_array_index (hits, WgTextHit, i).row] = TRUE;
  for (guint i = 0; i < rows->len; i++)
    if (is_hit[i])
      g_array_index (rows, Row, n++) = g_array_index (rows, Row, i);
  g_array_set_size (rows, n);
}

static GArray *
answer (const Question *question, GCancellable *cancellable)
{
  const WgPeople *people = wg_plan_get_people (question->plan);
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Row));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 limit = wg_people_limit (people, WG_STAFF_PERSON);

  for (guint32 id = 1; id < limit; id++)
    {
      const WgPerson *person = wg_people_get_person (people, id);
      Row row = { .id = id };

      if (person != NULL && is_shown (question, people, person))
        g_array_append_val (rows, row);
    }
  if (question->text != NULL)
    search_rows (question, people, rows, cancellable);
  g_array_set_clear_func (rows, clear_row);
  for (guint i = 0; i < rows->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      Row *row = &g_array_index (rows, Row, i);

      row->key = make_key (question, people, wg_people_get_person (people, row->id));
    }
  if (!g_cancellable_is_cancelled (cancellable))
    g_array_sort_with_data (rows, compare_rows, GINT_TO_POINTER (question->is_descending));
  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (ids, g_array_index (rows, Row, i).id);
  return ids;
}

static void
answer_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GArray *ids = answer (task_data, cancellable);

  if (g_task_return_error_if_cancelled (task))
    g_array_unref (ids);
  else
    g_task_return_pointer (task, ids, (GDestroyNotify) g_array_unref);
}

/* Tells only what differs: what is the same before and after it stays where it is. */
static void
show (WgPeopleModel *self, GArray *ids)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->ids);
  guint head = 0, tail = 0, removed = 0, added = 0;
  guint shorter = MIN (old->len, ids->len);

  while (head < shorter
         && g_array_index (old, guint32, head) == g_array_index (ids, guint32, head))
    head++;
  while (tail < shorter - head
         && g_array_index (old, guint32, old->len - 1 - tail)
              == g_array_index (ids, guint32, ids->len - 1 - tail))
    tail++;
  removed = old->len - head - tail;
  added = ids->len - head - tail;
  self->ids = g_array_ref (ids);
  if (removed > 0 && added > 0)
    {
      /* In one step GTK 4.8 would make an item for every row that is added. */
      g_autoptr (GArray) rest = g_array_new (FALSE, FALSE, sizeof (guint32));

      g_array_append_vals (rest, ids->data, head);
      g_array_append_vals (rest, &g_array_index (ids, guint32, head + added), tail);
      g_array_unref (self->ids);
      self->ids = g_steal_pointer (&rest);
      g_list_model_items_changed (G_LIST_MODEL (self), head, removed, 0);
      g_array_unref (self->ids);
      self->ids = g_array_ref (ids);
      removed = 0;
    }
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, removed, added);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WgPeopleModel *self = WG_PEOPLE_MODEL (source);
  g_autoptr (GArray) ids = g_task_propagate_pointer (G_TASK (result), NULL);

  if (ids == NULL || g_task_get_cancellable (G_TASK (result)) != self->asking)
    return;
  g_clear_object (&self->asking);
  show (self, ids);
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
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
  Question *question = NULL;

  self->idle_id = 0;
  stop_asking (self);
  if (self->plan == NULL)
    {
      g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (guint32));

      show (self, none);
      return G_SOURCE_REMOVE;
    }
  question = g_memdup2 (&self->wanted, sizeof *question);
  question->text = g_strdup (self->wanted.text);
  question->plan = wg_plan_snapshot (self->plan);
  self->asking = g_cancellable_new ();
  task = g_task_new (self, self->asking, answered_cb, NULL);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
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

/* The rows of records that changed say something else now. */
static void
renew_rows (WgPeopleModel *self, const WgChange *change)
{
  for (guint i = 0; i < change->staff->len; i++)
    {
      const WgStaffChange *staff = &g_array_index (change->staff, WgStaffChange, i);
      gconstpointer record = staff->after != NULL ? staff->after : staff->before;
      guint32 person = 0;
      guint at;

      if (staff->kind == WG_STAFF_PERSON)
        person = staff->id;
      else if (staff->kind == WG_STAFF_ASSIGNMENT)
        person = ((const WgAssignment *) record)->person;
      else if (staff->kind == WG_STAFF_LEAVE)
        person = ((const WgLeave *) record)->person;
      at = person != 0 ? wg_people_model_find (self, person) : G_MAXUINT;
      if (at != G_MAXUINT)
        g_list_model_items_changed (G_LIST_MODEL (self), at, 1, 1);
    }
}

static void
plan_changed_cb (WgPlan *plan, const WgChange *change, gboolean backwards, WgPeopleModel *self)
{
  if (change->staff->len == 0 && change->grids->len == 0)
    return;
  /* More than fit on a screen come with the answer of the worker. */
  if (change->staff->len <= 64)
    renew_rows (self, change);
  ask (self);
}

static void
plan_replaced_cb (WgPlan *plan, WgPeopleModel *self)
{
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
  return WG_PEOPLE_MODEL (list)->ids->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  WgPeopleModel *self = WG_PEOPLE_MODEL (list);
  WgPersonItem *item = NULL;

  if (position >= self->ids->len)
    return NULL;
  item = g_object_new (WG_TYPE_PERSON_ITEM, NULL);
  item->id = g_array_index (self->ids, guint32, position);
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
wg_people_model_dispose (GObject *object)
{
  WgPeopleModel *self = WG_PEOPLE_MODEL (object);

  stop_asking (self);
  if (self->plan != NULL)
    g_signal_handlers_disconnect_by_data (self->plan, self);
  g_clear_object (&self->plan);
  g_clear_handle_id (&self->idle_id, g_source_remove);

  G_OBJECT_CLASS (wg_people_model_parent_class)->dispose (object);
}

static void
wg_people_model_finalize (GObject *object)
{
  WgPeopleModel *self = WG_PEOPLE_MODEL (object);

  g_free (self->wanted.text);
  g_array_unref (self->ids);

  G_OBJECT_CLASS (wg_people_model_parent_class)->finalize (object);
}

static void
wg_person_item_class_init (WgPersonItemClass *klass)
{
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

  signals[SIGNAL_SETTLED] = g_signal_new ("settled", WG_TYPE_PEOPLE_MODEL, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_people_model_init (WgPeopleModel *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
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
  ask (self);
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
  if (self->wanted.show == shown && g_strcmp0 (self->wanted.text, text) == 0)
    return;
  self->wanted.show = shown;
  g_free (self->wanted.text);
  self->wanted.text = g_strdup (text);
  ask (self);
}

void
wg_people_model_sort (WgPeopleModel *self, WgPeopleColumn column, gboolean is_descending)
{
  if (self->wanted.column == column && self->wanted.is_descending == is_descending)
    return;
  self->wanted.column = column;
  self->wanted.is_descending = is_descending;
  ask (self);
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
  return self->idle_id != 0 || self->asking != NULL;
}
