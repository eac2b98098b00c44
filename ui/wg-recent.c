/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-recent"

#include "wg-recent.h"

#define KEY "recent-projects"
#define MAX_ITEMS 12

struct _WgRecentItem
{
  GObject parent_instance;

  char *path;
  char *name;
  gint64 time;
  gboolean exists;
};

struct _WgRecent
{
  GObject parent_instance;

  GSettings *settings;
  GPtrArray *items;
};

static void wg_recent_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (WgRecentItem, wg_recent_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (WgRecent, wg_recent, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      wg_recent_list_model_init))

static void
wg_recent_item_finalize (GObject *object)
{
  WgRecentItem *self = WG_RECENT_ITEM (object);

  g_free (self->path);
  g_free (self->name);

  G_OBJECT_CLASS (wg_recent_item_parent_class)->finalize (object);
}

static void
wg_recent_item_class_init (WgRecentItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_recent_item_finalize;
}

static void
wg_recent_item_init (WgRecentItem *self)
{
}

const char *
wg_recent_item_get_path (WgRecentItem *self)
{
  return self->path;
}

const char *
wg_recent_item_get_name (WgRecentItem *self)
{
  return self->name;
}

gint64
wg_recent_item_get_time (WgRecentItem *self)
{
  return self->time;
}

gboolean
wg_recent_item_exists (WgRecentItem *self)
{
  return self->exists;
}

static void
load_items (WgRecent *self)
{
  g_autoptr (GVariant) rows = g_settings_get_value (self->settings, KEY);
  GVariantIter iter;
  const char *path;
  const char *name;
  gint64 time;
  guint n_before = self->items->len;

  /* Two steps: list widgets of GTK 4.8 ask for every row when both counts are not 0. */
  g_ptr_array_set_size (self->items, 0);
  if (n_before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);

  g_variant_iter_init (&iter, rows);
  while (g_variant_iter_next (&iter, "(&s&sx)", &path, &name, &time))
    {
      WgRecentItem *item = g_object_new (WG_TYPE_RECENT_ITEM, NULL);

      item->path = g_strdup (path);
      item->name = g_strdup (name);
      item->time = time;
      item->exists = g_file_test (path, G_FILE_TEST_IS_REGULAR);
      g_ptr_array_add (self->items, item);
    }
  if (self->items->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->items->len);
}

/* Writes the list with @path first (@name not NULL) or without it. */
static void
store_items (WgRecent *self, const char *path, const char *name)
{
  GVariantBuilder builder;
  guint n = 0;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ssx)"));
  if (name != NULL)
    {
      g_variant_builder_add (&builder, "(ssx)", path, name, g_get_real_time () / G_USEC_PER_SEC);
      n++;
    }
  for (guint i = 0; i < self->items->len && n < MAX_ITEMS; i++)
    {
      WgRecentItem *item = self->items->pdata[i];

      if (g_str_equal (item->path, path))
        continue;
      g_variant_builder_add (&builder, "(ssx)", item->path, item->name, item->time);
      n++;
    }
  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&builder));
}

static GType
wg_recent_get_item_type (GListModel *model)
{
  return WG_TYPE_RECENT_ITEM;
}

static guint
wg_recent_get_n_items (GListModel *model)
{
  return WG_RECENT (model)->items->len;
}

static gpointer
wg_recent_get_item (GListModel *model, guint position)
{
  WgRecent *self = WG_RECENT (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
wg_recent_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = wg_recent_get_item_type;
  iface->get_n_items = wg_recent_get_n_items;
  iface->get_item = wg_recent_get_item;
}

static void
wg_recent_dispose (GObject *object)
{
  WgRecent *self = WG_RECENT (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->items, g_ptr_array_unref);

  G_OBJECT_CLASS (wg_recent_parent_class)->dispose (object);
}

static void
wg_recent_class_init (WgRecentClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_recent_dispose;
}

static void
wg_recent_init (WgRecent *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

WgRecent *
wg_recent_new (GSettings *settings)
{
  WgRecent *self = g_object_new (WG_TYPE_RECENT, NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (load_items), self,
                           G_CONNECT_SWAPPED);
  load_items (self);
  return self;
}

void
wg_recent_add (WgRecent *self, const char *path, const char *name)
{
  store_items (self, path, name);
}

void
wg_recent_remove (WgRecent *self, const char *path)
{
  store_items (self, path, NULL);
}

void
wg_recent_clear (WgRecent *self)
{
  g_settings_reset (self->settings, KEY);
}
