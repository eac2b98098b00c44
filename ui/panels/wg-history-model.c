/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-history-model"

#include "wg-history-model.h"

#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* How many of the newest rows a refresh looks at before it reads all. */
#define TAIL 256

struct _WgHistoryItem
{
  GObject parent_instance;

  gint64 step;
  char *sentence;
  char *facts;
};

struct _WgHistoryModel
{
  GObject parent_instance;

  WgHistory *history;
  GPtrArray *rows;  /* of WgJournalRow, oldest first */
  GArray *shown;    /* of guint, places in rows, newest first; NULL: all, and the beginning */
  char *filter;     /* folded; NULL: none */
  gint64 present;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (WgHistoryItem, wg_history_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (WgHistoryModel, wg_history_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_PRESENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const WgJournalRow *
get_row (WgHistoryModel *self, guint index)
{
  return g_ptr_array_index (self->rows, index);
}

static char *
describe_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  /* Translators: strftime format of date and time in the history */
  return time != NULL ? g_strstrip (g_date_time_format (time, _("%e %b %Y, %H:%M"))) : g_strdup ("");
}

/* @when: of describe_time(), which costs more than all the rest. */
static char *
describe_facts (const WgJournalRow *row, const char *when)
{
  GString *facts = g_string_new (when);

  if (row->user != NULL && *row->user != '\0')
    g_string_append_printf (facts, " · %s", row->user);
  if (row->reason != NULL && *row->reason != '\0')
    g_string_append_printf (facts, " · %s", row->reason);
  return g_string_free (facts, FALSE);
}

static WgHistoryItem *
make_item (const WgJournalRow *row)
{
  WgHistoryItem *item = g_object_new (WG_TYPE_HISTORY_ITEM, NULL);
  g_autofree char *when = row != NULL ? describe_time (row->time) : NULL;

  item->step = row != NULL ? row->id : 0;
  item->sentence = row != NULL ? wg_words_change (row->kind, row->detail)
                               : g_strdup (_("The beginning"));
  item->facts = row != NULL ? describe_facts (row, when) : g_strdup ("");
  return item;
}

static void
wg_history_item_finalize (GObject *object)
{
  WgHistoryItem *self = WG_HISTORY_ITEM (object);

  g_free (self->sentence);
  g_free (self->facts);

  G_OBJECT_CLASS (wg_history_item_parent_class)->finalize (object);
}

static void
wg_history_item_class_init (WgHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_history_item_finalize;
}

static void
wg_history_item_init (WgHistoryItem *self)
{
}

gint64
wg_history_item_get_step (WgHistoryItem *self)
{
  return self->step;
}

const char *
wg_history_item_get_sentence (WgHistoryItem *self)
{
  return self->sentence;
}

const char *
wg_history_item_get_facts (WgHistoryItem *self)
{
  return self->facts;
}

static GType
get_item_type (GListModel *model)
{
  return WG_TYPE_HISTORY_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  WgHistoryModel *self = WG_HISTORY_MODEL (model);

  if (self->shown != NULL)
    return self->shown->len;
  return self->rows->len > 0 ? self->rows->len + 1 : 0;
}

static gpointer
get_item (GListModel *model, guint position)
{
  WgHistoryModel *self = WG_HISTORY_MODEL (model);

  if (position >= get_n_items (model))
    return NULL;
  if (self->shown != NULL)
    return make_item (get_row (self, g_array_index (self->shown, guint, position)));
  return make_item (position < self->rows->len ? get_row (self, self->rows->len - 1 - position)
                                               : NULL);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
matches (const WgJournalRow *row, const char *when, const char *filter)
{
  g_autofree char *sentence = wg_words_change (row->kind, row->detail);
  g_autofree char *facts = describe_facts (row, when);
  g_autofree char *text = g_strdup_printf ("%s %s", sentence, facts);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, filter) != NULL;
}

/* Tells the list widgets that all is another: in two steps, see WgGridList. */
static void
reset (WgHistoryModel *self, guint n_before)
{
  guint n_after = get_n_items (G_LIST_MODEL (self));
  g_autoptr (GArray) shown = NULL;
  GPtrArray *rows = NULL;

  if (n_before > 0)
    {
      rows = self->rows;
      shown = g_steal_pointer (&self->shown);
      self->rows = g_ptr_array_new ();
      g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);
      g_ptr_array_unref (self->rows);
      self->rows = rows;
      self->shown = g_steal_pointer (&shown);
    }
  if (n_after > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, n_after);
}

static void
fill_shown (WgHistoryModel *self)
{
  g_autofree char *when = NULL;
  gint64 minute = -1;

  g_clear_pointer (&self->shown, g_array_unref);
  if (self->filter == NULL)
    return;
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = self->rows->len; i-- > 0;)
    {
      const WgJournalRow *row = get_row (self, i);

      if (row->time / 60 != minute)
        {
          minute = row->time / 60;
          g_free (when);
          when = describe_time (row->time);
        }
      if (matches (row, when, self->filter))
        g_array_append_val (self->shown, i);
    }
}

static gboolean
is_same_row (const WgJournalRow *a, const WgJournalRow *b)
{
  return a->id == b->id && a->time == b->time && g_str_equal (a->kind, b->kind)
         && g_str_equal (a->detail, b->detail);
}

/* The newest step that stands; -1 when @rows does not say. */
static gint64
find_present (const GPtrArray *rows, gboolean is_all)
{
  for (guint i = rows->len; i-- > 0;)
    {
      const WgJournalRow *row = g_ptr_array_index ((GPtrArray *) rows, i);

      if (!row->is_undone)
        return row->id;
    }
  return is_all ? 0 : -1;
}

/* Puts @tail in place of the rows from its first id on; FALSE when rows between are not known. */
static gboolean
take_tail (WgHistoryModel *self, GPtrArray *tail)
{
  guint first = self->rows->len, same = 0, n_removed = 0, n_before = get_n_items (G_LIST_MODEL (self));
  gint64 first_id = tail->len > 0 ? ((WgJournalRow *) tail->pdata[0])->id : 0;

  if (tail->len == 0 || self->rows->len == 0)
    return FALSE;
  while (first > 0 && get_row (self, first - 1)->id >= first_id)
    first--;
  if (first == 0 ? first_id > 1 : get_row (self, first - 1)->id != first_id - 1)
    return FALSE;
  while (same < tail->len && first + same < self->rows->len
         && is_same_row (get_row (self, first + same), tail->pdata[same]))
    same++;
  n_removed = self->rows->len - first - same;
  if (n_removed == 0 && same == tail->len)
    return TRUE;
  g_ptr_array_set_size (self->rows, (int) (first + same));
  if (n_removed > 0 && self->shown == NULL)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_removed, 0);
  g_ptr_array_set_free_func (tail, NULL);
  for (guint i = 0; i < tail->len; i++)
    if (i < same)
      wg_journal_row_free (tail->pdata[i]);
    else
      g_ptr_array_add (self->rows, tail->pdata[i]);
  if (self->shown != NULL)
    {
      fill_shown (self);
      reset (self, n_before);
    }
  else if (tail->len > same)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, tail->len - same);
  return TRUE;
}

static void
set_present (WgHistoryModel *self, gint64 present)
{
  if (present < 0 || present == self->present)
    return;
  self->present = present;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRESENT]);
}

static void
take_all (WgHistoryModel *self, GPtrArray *rows)
{
  guint n_before = get_n_items (G_LIST_MODEL (self));

  g_ptr_array_unref (self->rows);
  self->rows = rows;
  fill_shown (self);
  reset (self, n_before);
}

static void
wg_history_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PRESENT)
    g_value_set_int64 (value, WG_HISTORY_MODEL (object)->present);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wg_history_model_finalize (GObject *object)
{
  WgHistoryModel *self = WG_HISTORY_MODEL (object);

  g_clear_object (&self->history);
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->shown, g_array_unref);
  g_free (self->filter);

  G_OBJECT_CLASS (wg_history_model_parent_class)->finalize (object);
}

static void
wg_history_model_class_init (WgHistoryModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wg_history_model_get_property;
  object_class->finalize = wg_history_model_finalize;
  properties[PROP_PRESENT]
    = g_param_spec_int64 ("present", NULL, NULL, 0, G_MAXINT64, 0,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
wg_history_model_init (WgHistoryModel *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_journal_row_free);
}

WgHistoryModel *
wg_history_model_new (void)
{
  return g_object_new (WG_TYPE_HISTORY_MODEL, NULL);
}

void
wg_history_model_set_source (WgHistoryModel *self, WgHistory *history)
{
  if (!g_set_object (&self->history, history))
    return;
  take_all (self, g_ptr_array_new_with_free_func ((GDestroyNotify) wg_journal_row_free));
  wg_history_model_refresh (self);
}

void
wg_history_model_refresh (WgHistoryModel *self)
{
  g_autoptr (GPtrArray) tail = NULL;
  GPtrArray *all = NULL;

  if (self->history == NULL)
    return;
  tail = wg_history_list (self->history, TAIL, NULL);
  if (tail != NULL)
    {
      gint64 present = find_present (tail, tail->len < TAIL);

      if (present >= 0 && take_tail (self, tail))
        {
          set_present (self, present);
          return;
        }
    }
  all = wg_history_list (self->history, 0, NULL);
  if (all == NULL)
    return;
  take_all (self, all);
  set_present (self, find_present (all, TRUE));
}

void
wg_history_model_set_filter (WgHistoryModel *self, const char *text)
{
  guint n_before = get_n_items (G_LIST_MODEL (self));
  g_autofree char *folded
    = text != NULL && *text != '\0' ? g_utf8_casefold (text, -1) : NULL;

  if (g_strcmp0 (folded, self->filter) == 0)
    return;
  g_free (self->filter);
  self->filter = g_steal_pointer (&folded);
  fill_shown (self);
  reset (self, n_before);
}

gint64
wg_history_model_get_present (WgHistoryModel *self)
{
  return self->present;
}

int
wg_history_model_count_to (WgHistoryModel *self, gint64 step)
{
  int n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      gint64 id = get_row (self, i)->id;

      if (id > step && id <= self->present)
        n--;
      else if (id > self->present && id <= step)
        n++;
    }
  return n;
}

guint
wg_history_model_n_edits (WgHistoryModel *self)
{
  return self->rows->len;
}
