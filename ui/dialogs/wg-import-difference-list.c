/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-difference-list"

#include "wg-import-difference-list.h"

struct _WgImportDifference
{
  GObject parent_instance;

  const WgUpdateItem *item; /* borrowed of the comparison */
  gboolean is_applied;
};

G_DEFINE_FINAL_TYPE (WgImportDifference, wg_import_difference, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_APPLIED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
wg_import_difference_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_APPLIED)
    g_value_set_boolean (value, WG_IMPORT_DIFFERENCE (object)->is_applied);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wg_import_difference_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_APPLIED)
    wg_import_difference_set_applied (WG_IMPORT_DIFFERENCE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wg_import_difference_class_init (WgImportDifferenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wg_import_difference_get_property;
  object_class->set_property = wg_import_difference_set_property;

  properties[PROP_APPLIED]
    = g_param_spec_boolean ("applied", NULL, NULL, TRUE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
wg_import_difference_init (WgImportDifference *self)
{
  self->is_applied = TRUE;
}

void
wg_import_comparison_free (WgImportComparison *comparison)
{
  if (comparison == NULL)
    return;
  g_clear_pointer (&comparison->items, g_array_unref);
  g_clear_pointer (&comparison->incoming, wg_incoming_free);
  g_clear_object (&comparison->plan);
  g_free (comparison);
}

const WgUpdateItem *
wg_import_difference_get_item (WgImportDifference *self)
{
  return self->item;
}

gboolean
wg_import_difference_get_applied (WgImportDifference *self)
{
  return self->is_applied;
}

void
wg_import_difference_set_applied (WgImportDifference *self, gboolean applied)
{
  if (self->is_applied == applied)
    return;
  self->is_applied = applied;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_APPLIED]);
}

GListStore *
wg_import_difference_list_new (const WgImportComparison *comparison, GHashTable *left_out)
{
  GListStore *list = g_list_store_new (WG_TYPE_IMPORT_DIFFERENCE);

  for (guint i = 0; i < comparison->items->len; i++)
    {
      g_autoptr (WgImportDifference) difference = g_object_new (WG_TYPE_IMPORT_DIFFERENCE, NULL);
      gint64 key = 0;

      difference->item = &g_array_index (comparison->items, WgUpdateItem, i);
      key = wg_update_item_get_key (difference->item);
      difference->is_applied = left_out == NULL || !g_hash_table_contains (left_out, &key);
      g_list_store_append (list, difference);
    }
  return list;
}
