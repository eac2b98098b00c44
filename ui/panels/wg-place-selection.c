/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-place-selection"

#include "wg-place-selection.h"

struct _WgPlaceSelection
{
  GObject parent_instance;

  WgPlaceList *list;
  GtkBitset *ids; /* of what is selected, not of rows */
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WgPlaceSelection, wg_place_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static GType
get_item_type (GListModel *model)
{
  return WG_TYPE_PLACE;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (WG_PLACE_SELECTION (model)->list));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (WG_PLACE_SELECTION (model)->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  WgPlaceSelection *self = WG_PLACE_SELECTION (model);
  guint32 id = wg_place_list_get_id (self->list, position);

  return id != 0 && gtk_bitset_contains (self->ids, id);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  GtkBitset *rows = gtk_bitset_new_empty ();
  guint end = MIN ((guint64) position + n_items, get_n_items (G_LIST_MODEL (model)));

  for (guint i = position; i < end; i++)
    if (is_selected (model, i))
      gtk_bitset_add (rows, i);
  return rows;
}

static void
tell (WgPlaceSelection *self)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

/* What is not shown is not selected any more. */
static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  WgPlaceSelection *self = WG_PLACE_SELECTION (model);
  GtkBitset *ids = gtk_bitset_new_empty ();
  guint n = get_n_items (G_LIST_MODEL (model));

  for (guint i = 0; i < n; i++)
    if (gtk_bitset_contains (mask, i) ? gtk_bitset_contains (selected, i) : is_selected (model, i))
      gtk_bitset_add (ids, wg_place_list_get_id (self->list, i));
  gtk_bitset_unref (self->ids);
  self->ids = ids;
  tell (self);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

static void
renewed_cb (WgPlaceSelection *self)
{
  if (!gtk_bitset_is_empty (self->ids))
    tell (self);
}

static void
wg_place_selection_finalize (GObject *object)
{
  WgPlaceSelection *self = WG_PLACE_SELECTION (object);

  g_clear_object (&self->list);
  gtk_bitset_unref (self->ids);

  G_OBJECT_CLASS (wg_place_selection_parent_class)->finalize (object);
}

static void
wg_place_selection_class_init (WgPlaceSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_place_selection_finalize;
}

static void
wg_place_selection_init (WgPlaceSelection *self)
{
  self->ids = gtk_bitset_new_empty ();
}

WgPlaceSelection *
wg_place_selection_new (WgPlaceList *list)
{
  WgPlaceSelection *self = g_object_new (WG_TYPE_PLACE_SELECTION, NULL);

  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (g_list_model_items_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "renewed", G_CALLBACK (renewed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
wg_place_selection_select (WgPlaceSelection *self, guint32 id)
{
  gtk_bitset_remove_all (self->ids);
  if (id != 0)
    gtk_bitset_add (self->ids, id);
  tell (self);
}

GArray *
wg_place_selection_get_ids (WgPlaceSelection *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n = gtk_bitset_is_empty (self->ids) ? 0 : wg_place_list_count (self->list);

  for (guint i = 0; i < n; i++)
    {
      guint32 id = wg_place_list_get_id (self->list, i);

      if (gtk_bitset_contains (self->ids, id))
        g_array_append_val (ids, id);
    }
  return ids;
}

guint
wg_place_selection_count (WgPlaceSelection *self)
{
  g_autoptr (GArray) ids = wg_place_selection_get_ids (self);

  return ids->len;
}
