/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-roster-rows"

#include "wg-roster-rows.h"

#include "../../app/cli/wg-roster-words.h"
#include "../../app/cli/wg-words-staff.h"
#include "../../app/cli/wg-words.h"

#include <string.h>

#define ROWS_PER_LOOK 1024

/* What a worker is asked. */
typedef struct
{
  WgRoster *roster;
  WgPlan *plan;
  guint state;
  WgRosterRowsColumn column;
  gboolean is_descending;
} Question;

/* A row that is to be put in order. */
typedef struct
{
  guint32 id;
  char *key; /* (nullable): as they stand in the file */
} Row;

struct _WgRosterRows
{
  WgPlaceList parent_instance;

  Question wanted;      /* owns what it names */
  GCancellable *asking; /* (nullable) */
  gboolean is_other;
};

G_DEFINE_FINAL_TYPE (WgRosterRows, wg_roster_rows, WG_TYPE_PLACE_LIST)

static void
clear_question (Question *question)
{
  g_clear_pointer (&question->roster, wg_roster_free);
  g_clear_object (&question->plan);
}

static void
free_question (gpointer data)
{
  clear_question (data);
  g_free (data);
}

static void
clear_row (gpointer data)
{
  g_free (((Row *) data)->key);
}

/* The grid that is meant, or what the row says where none is. */
static char *
tell_grid (WgPlan *plan, const WgRosterItem *item)
{
  if (item->grid != 0)
    return wg_words_grid (plan, item->grid);
  return g_strdup (item->grid_text != NULL ? item->grid_text : "");
}

static char *
tell (const Question *question, guint32 id, WgRosterRowsColumn column)
{
  const WgRosterItem *item = NULL;

  if (question->roster == NULL || id == 0 || id > wg_roster_count (question->roster))
    return g_strdup ("");
  item = wg_roster_get (question->roster, id - 1);
  switch (column)
    {
    case WG_ROSTER_ROWS_NUMBER:
      return g_strdup_printf ("%u", item->row);
    case WG_ROSTER_ROWS_STATE:
      return g_strdup (wg_words_roster_state (item->state));
    case WG_ROSTER_ROWS_NAME:
      return g_strdup (item->name);
    case WG_ROSTER_ROWS_PHONE:
      return g_strdup (item->phone);
    case WG_ROSTER_ROWS_ROLE:
      return wg_words_role (item->role, item->title);
    case WG_ROSTER_ROWS_GRID:
      return tell_grid (question->plan, item);
    case WG_ROSTER_ROWS_REMARKS:
    case WG_ROSTER_ROWS_N_COLUMNS:
    default:
      return wg_words_roster_reasons (item->reasons);
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const Row *one = a, *other = b;
  int order = g_strcmp0 (one->key, other->key);

  if (order == 0 && one->key == NULL)
    order = one->id < other->id ? -1 : one->id > other->id;
  if (order != 0)
    return *(const gboolean *) data ? -order : order;
  return one->id < other->id ? -1 : one->id > other->id;
}

/* (nullable): the rows with the keys that they are sorted by; NULL when cancelled. */
static GArray *
collect_rows (const Question *question, GCancellable *cancellable)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));

  g_array_set_clear_func (rows, clear_row);
  for (guint i = 0; i < wg_roster_count (question->roster); i++)
    {
      Row row = { i + 1, NULL };

      if (i % ROWS_PER_LOOK == 0 && g_cancellable_is_cancelled (cancellable))
        return NULL;
      if (question->state != WG_ROSTER_N_STATES && wg_roster_get (question->roster, i)->state != question->state)
        continue;
      if (question->column != WG_ROSTER_ROWS_NUMBER)
        {
          g_autofree char *text = tell (question, row.id, question->column);

          row.key = g_utf8_collate_key (text, -1);
        }
      g_array_append_val (rows, row);
    }
  return g_steal_pointer (&rows);
}

static void
answer_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Question *question = data;
  g_autoptr (GArray) rows = collect_rows (question, cancellable);
  GArray *ids = NULL;

  if (rows == NULL)
    {
      g_task_return_error_if_cancelled (task);
      return;
    }
  g_array_sort_with_data (rows, compare_rows, (gpointer) &question->is_descending);
  ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), rows->len);
  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (ids, g_array_index (rows, Row, i).id);
  g_task_return_pointer (task, ids, (GDestroyNotify) g_array_unref);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WgRosterRows *self = WG_ROSTER_ROWS (source);
  g_autoptr (GArray) ids = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean is_other = self->is_other;

  if (ids == NULL || g_task_get_cancellable (G_TASK (result)) != self->asking)
    return;
  g_clear_object (&self->asking);
  self->is_other = FALSE;
  wg_place_list_show (WG_PLACE_LIST (self), ids, is_other);
}

static void
stop_asking (WgRosterRows *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
ask (WgRosterRows *self)
{
  g_autoptr (GTask) task = NULL;
  Question *question = NULL;

  stop_asking (self);
  if (self->wanted.roster == NULL)
    return;
  question = g_memdup2 (&self->wanted, sizeof *question);
  wg_roster_ref (question->roster);
  g_object_ref (question->plan);
  self->asking = g_cancellable_new ();
  task = g_task_new (self, self->asking, answered_cb, NULL);
  g_task_set_task_data (task, question, free_question);
  g_task_run_in_thread (task, answer_in_worker);
}

static void
wg_roster_rows_dispose (GObject *object)
{
  WgRosterRows *self = WG_ROSTER_ROWS (object);

  stop_asking (self);
  clear_question (&self->wanted);

  G_OBJECT_CLASS (wg_roster_rows_parent_class)->dispose (object);
}

static void
wg_roster_rows_class_init (WgRosterRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_roster_rows_dispose;
}

static void
wg_roster_rows_init (WgRosterRows *self)
{
  self->wanted.state = WG_ROSTER_N_STATES;
}

WgRosterRows *
wg_roster_rows_new (void)
{
  return g_object_new (WG_TYPE_ROSTER_ROWS, NULL);
}

void
wg_roster_rows_set_roster (WgRosterRows *self, WgRoster *roster, WgPlan *plan)
{
  clear_question (&self->wanted);
  if (roster != NULL)
    {
      self->wanted.roster = wg_roster_ref (roster);
      self->wanted.plan = g_object_ref (plan);
    }
  ask (self);
}

void
wg_roster_rows_filter (WgRosterRows *self, guint state)
{
  if (self->wanted.state == state)
    return;
  self->wanted.state = state;
  self->is_other = TRUE;
  ask (self);
}

void
wg_roster_rows_sort (WgRosterRows *self, WgRosterRowsColumn column, gboolean is_descending)
{
  self->wanted.column = column;
  self->wanted.is_descending = is_descending;
  self->is_other = TRUE;
  ask (self);
}

char *
wg_roster_rows_tell (WgRosterRows *self, guint32 id, WgRosterRowsColumn column)
{
  return tell (&self->wanted, id, column);
}

gboolean
wg_roster_rows_is_busy (WgRosterRows *self)
{
  return self->asking != NULL;
}

void
wg_roster_rows_changed (WgRosterRows *self)
{
  wg_place_list_renew (WG_PLACE_LIST (self));
  ask (self);
}
