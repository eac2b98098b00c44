/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-grid-list"

#include "wg-grid-list.h"

struct _WgGridItem
{
  GObject parent_instance;

  guint32 id;
};

struct _WgGridList
{
  GObject parent_instance;

  guint32 parent;
  GArray *ids;       /* of guint32 */
  GHashTable *items; /* id -> WgGridItem, not referenced: only rows that a widget shows live */
};

static void wg_grid_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (WgGridItem, wg_grid_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (WgGridList, wg_grid_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, wg_grid_list_model_init))

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
wg_grid_item_class_init (WgGridItemClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_grid_item_init (WgGridItem *self)
{
}

guint32
wg_grid_item_get_id (WgGridItem *self)
{
  return self->id;
}

void
wg_grid_item_changed (WgGridItem *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
item_gone_cb (gpointer user_data, GObject *where)
{
  GHashTable *items = user_data;
  GHashTableIter iter;
  gpointer value;

  /* Few items live at once: the rows on the screen. */
  g_hash_table_iter_init (&iter, items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value == where)
      {
        g_hash_table_iter_remove (&iter);
        return;
      }
}

static GType
wg_grid_list_get_item_type (GListModel *model)
{
  return WG_TYPE_GRID_ITEM;
}

static guint
wg_grid_list_get_n_items (GListModel *model)
{
  return WG_GRID_LIST (model)->ids->len;
}

static gpointer
wg_grid_list_get_item (GListModel *model, guint position)
{
  WgGridList *self = WG_GRID_LIST (model);
  WgGridItem *item;
  guint32 id;

  if (position >= self->ids->len)
    return NULL;

  id = g_array_index (self->ids, guint32, position);
  item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (id));
  if (item != NULL)
    return g_object_ref (item);

  item = g_object_new (WG_TYPE_GRID_ITEM, NULL);
  item->id = id;
  g_hash_table_insert (self->items, GUINT_TO_POINTER (id), item);
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, self->items);
  return item;
}

static void
wg_grid_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = wg_grid_list_get_item_type;
  iface->get_n_items = wg_grid_list_get_n_items;
  iface->get_item = wg_grid_list_get_item;
}

static void
wg_grid_list_finalize (GObject *object)
{
  WgGridList *self = WG_GRID_LIST (object);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_object_weak_unref (value, item_gone_cb, self->items);
  g_hash_table_unref (self->items);
  g_array_unref (self->ids);

  G_OBJECT_CLASS (wg_grid_list_parent_class)->finalize (object);
}

static void
wg_grid_list_class_init (WgGridListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_grid_list_finalize;
}

static void
wg_grid_list_init (WgGridList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->items = g_hash_table_new (NULL, NULL);
}

WgGridList *
wg_grid_list_new (guint32 parent)
{
  WgGridList *self = g_object_new (WG_TYPE_GRID_LIST, NULL);

  self->parent = parent;
  return self;
}

guint32
wg_grid_list_get_parent (WgGridList *self)
{
  return self->parent;
}

void
wg_grid_list_set_ids (WgGridList *self, const GArray *ids)
{
  const guint32 *before = (const guint32 *) (void *) self->ids->data;
  const guint32 *after = (const guint32 *) (void *) ids->data;
  guint n_before = self->ids->len;
  guint head = 0;
  guint tail = 0;
  guint removed;
  guint added;

  while (head < MIN (n_before, ids->len) && before[head] == after[head])
    head++;
  while (tail < MIN (n_before, ids->len) - head
         && before[n_before - 1 - tail] == after[ids->len - 1 - tail])
    tail++;
  removed = n_before - head - tail;
  added = ids->len - head - tail;

  /* Two steps: with both counts not 0 the list widgets of GTK 4.8 ask for every added row. */
  if (removed > 0)
    {
      g_array_remove_range (self->ids, head, removed);
      g_list_model_items_changed (G_LIST_MODEL (self), head, removed, 0);
    }
  if (added > 0)
    {
      g_array_insert_vals (self->ids, head, after + head, added);
      g_list_model_items_changed (G_LIST_MODEL (self), head, 0, added);
    }
}

void
wg_grid_list_renew (WgGridList *self, GHashTable *ids)
{
  guint n_run = 0;

  for (guint i = 0; i <= self->ids->len; i++)
    if (i < self->ids->len
        && g_hash_table_contains (ids, GUINT_TO_POINTER (g_array_index (self->ids, guint32, i))))
      n_run++;
    else if (n_run > 0)
      {
        g_list_model_items_changed (G_LIST_MODEL (self), i - n_run, n_run, n_run);
        n_run = 0;
      }
}

guint
wg_grid_list_find (WgGridList *self, guint32 id)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, guint32, i) == id)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

WgGridItem *
wg_grid_list_peek_item (WgGridList *self, guint32 id)
{
  return g_hash_table_lookup (self->items, GUINT_TO_POINTER (id));
}
