/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tree-selection"

#include "wg-grid-list.h"

struct _WgTreeSelection
{
  GObject parent_instance;

  GListModel *rows; /* of GtkTreeListRow */
  WgIsSelectedFunc is_selected;
  WgSelectFunc select;
  gpointer user_data;
};

static void wg_tree_selection_list_model_init (GListModelInterface *iface);
static void wg_tree_selection_selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WgTreeSelection, wg_tree_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      wg_tree_selection_list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                      wg_tree_selection_selection_model_init))

static GType
wg_tree_selection_get_item_type (GListModel *model)
{
  return GTK_TYPE_TREE_LIST_ROW;
}

static guint
wg_tree_selection_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (WG_TREE_SELECTION (model)->rows);
}

static gpointer
wg_tree_selection_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (WG_TREE_SELECTION (model)->rows, position);
}

static void
wg_tree_selection_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = wg_tree_selection_get_item_type;
  iface->get_n_items = wg_tree_selection_get_n_items;
  iface->get_item = wg_tree_selection_get_item;
}

static gboolean
wg_tree_selection_is_selected (GtkSelectionModel *model, guint position)
{
  WgTreeSelection *self = WG_TREE_SELECTION (model);
  guint32 id = wg_tree_selection_get_id (self, position);

  return id != 0 && self->is_selected (id, self->user_data);
}

static GtkBitset *
wg_tree_selection_get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  GtkBitset *bits = gtk_bitset_new_empty ();

  for (guint i = position; i < position + n_items; i++)
    if (wg_tree_selection_is_selected (model, i))
      gtk_bitset_add (bits, i);

  return bits;
}

/* Rows with a bit in @mask become what @selected says; the others stay. */
static gboolean
wg_tree_selection_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  WgTreeSelection *self = WG_TREE_SELECTION (model);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n_rows = g_list_model_get_n_items (self->rows);
  gboolean replaces_all = gtk_bitset_get_size (mask) >= n_rows;
  GtkBitsetIter iter;
  guint position;

  if (gtk_bitset_iter_init_first (&iter, selected, &position))
    do
      {
        guint32 id = wg_tree_selection_get_id (self, position);

        if (id != 0 && gtk_bitset_contains (mask, position))
          g_array_append_val (ids, id);
      }
    while (gtk_bitset_iter_next (&iter, &position));

  for (guint i = 0; !replaces_all && i < n_rows; i++)
    if (!gtk_bitset_contains (mask, i) && wg_tree_selection_is_selected (model, i))
      {
        guint32 id = wg_tree_selection_get_id (self, i);

        g_array_append_val (ids, id);
      }

  self->select ((const guint32 *) (void *) ids->data, ids->len, self->user_data);
  return TRUE;
}

static void
wg_tree_selection_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = wg_tree_selection_is_selected;
  iface->get_selection_in_range = wg_tree_selection_get_selection_in_range;
  iface->set_selection = wg_tree_selection_set_selection;
}

static void
wg_tree_selection_dispose (GObject *object)
{
  g_clear_object (&WG_TREE_SELECTION (object)->rows);

  G_OBJECT_CLASS (wg_tree_selection_parent_class)->dispose (object);
}

static void
wg_tree_selection_class_init (WgTreeSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_tree_selection_dispose;
}

static void
wg_tree_selection_init (WgTreeSelection *self)
{
}

static void
rows_changed_cb (GListModel *rows, guint position, guint removed, guint added,
                 WgTreeSelection *self)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

WgTreeSelection *
wg_tree_selection_new (GListModel       *rows,
                       WgIsSelectedFunc  is_selected,
                       WgSelectFunc      select,
                       gpointer          user_data)
{
  WgTreeSelection *self = g_object_new (WG_TYPE_TREE_SELECTION, NULL);

  self->rows = g_object_ref (rows);
  self->is_selected = is_selected;
  self->select = select;
  self->user_data = user_data;
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (rows_changed_cb), self, 0);
  return self;
}

void
wg_tree_selection_changed (WgTreeSelection *self)
{
  guint n = g_list_model_get_n_items (self->rows);

  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

guint32
wg_tree_selection_get_id (WgTreeSelection *self, guint position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (self->rows, position);
  g_autoptr (WgGridItem) item = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  return item != NULL ? wg_grid_item_get_id (item) : 0;
}
