/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-address-set"

#include "wg-address-set.h"

typedef struct
{
  const char *name; /* interned */
  guint first;
} Layer;

struct _WgAddressSet
{
  gint ref_count;
  GArray *layers; /* of Layer */
  GArray *points; /* of WgPoint */
  WgTextPack *texts;
};

G_DEFINE_BOXED_TYPE (WgAddressSet, wg_address_set, wg_address_set_ref, wg_address_set_unref)

static void
copy_rows (WgAddressSet *self, const WgAddressSet *from, guint first, guint end)
{
  guint n_units = 0, n_last = 0;
  const guint16 *start = NULL, *last = NULL;
  g_autofree guint32 *offsets = g_new (guint32, end - first + 1);

  if (first == end)
    return;
  start = wg_text_pack_get_row (from->texts, first, &n_units);
  for (guint i = first; i < end; i++)
    {
      last = wg_text_pack_get_row (from->texts, i, &n_last);
      offsets[i - first] = (guint32) (last - start);
    }
  offsets[end - first] = (guint32) (last - start) + n_last;
  wg_address_set_add_block (self, &g_array_index (from->points, WgPoint, first), start, offsets,
                            end - first);
}

WgAddressSet *
wg_address_set_new (guint n_reserved)
{
  WgAddressSet *self = g_new0 (WgAddressSet, 1);

  self->ref_count = 1;
  self->layers = g_array_new (FALSE, FALSE, sizeof (Layer));
  self->points = g_array_sized_new (FALSE, FALSE, sizeof (WgPoint), n_reserved);
  self->texts = wg_text_pack_new (n_reserved);
  return self;
}

WgAddressSet *
wg_address_set_ref (WgAddressSet *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
wg_address_set_unref (WgAddressSet *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_array_unref (self->layers);
  g_array_unref (self->points);
  wg_text_pack_free (self->texts);
  g_free (self);
}

void
wg_address_set_begin_layer (WgAddressSet *self, const char *layer)
{
  Layer row = { g_intern_string (layer), self->points->len };

  if (self->layers->len == 0
      || g_array_index (self->layers, Layer, self->layers->len - 1).name != row.name)
    g_array_append_val (self->layers, row);
}

void
wg_address_set_add (WgAddressSet *self, const WgAddress *address)
{
  const char *fields[3] = { address->text, address->name, address->kind };
  gboolean has_kind = fields[2] != NULL && *fields[2] != '\0';
  gboolean has_name = fields[1] != NULL && *fields[1] != '\0';

  wg_text_pack_add (self->texts, fields, has_kind ? 3 : has_name ? 2 : 1, 2);
  g_array_append_val (self->points, address->point);
}

void
wg_address_set_add_block (WgAddressSet *self, const WgPoint *points, const guint16 *units,
                          const guint32 *offsets, guint n_rows)
{
  wg_text_pack_add_block (self->texts, units, offsets, n_rows);
  g_array_append_vals (self->points, points, n_rows);
}

WgAddressSet *
wg_address_set_replace_layer (const WgAddressSet *self, const WgAddressSet *fresh, const char *layer)
{
  g_autoptr (WgAddressSet) joined
    = wg_address_set_new ((self != NULL ? self->points->len : 0)
                          + (fresh != NULL ? fresh->points->len : 0));
  const char *name = g_intern_string (layer);

  for (guint i = 0; self != NULL && i < self->layers->len; i++)
    {
      guint first = 0, end = 0;
      const char *other = wg_address_set_get_layer (self, i, &first, &end);

      if (other == name)
        continue;
      wg_address_set_begin_layer (joined, other);
      copy_rows (joined, self, first, end);
    }
  if (fresh != NULL && fresh->points->len > 0)
    {
      wg_address_set_begin_layer (joined, layer);
      copy_rows (joined, fresh, 0, fresh->points->len);
    }
  return joined->points->len > 0 ? g_steal_pointer (&joined) : NULL;
}

guint
wg_address_set_count (const WgAddressSet *self)
{
  return self->points->len;
}

guint
wg_address_set_n_layers (const WgAddressSet *self)
{
  return self->layers->len;
}

const char *
wg_address_set_get_layer (const WgAddressSet *self, guint layer, guint *first_out, guint *end_out)
{
  const Layer *row = &g_array_index (self->layers, Layer, layer);

  *first_out = row->first;
  *end_out = layer + 1 < self->layers->len ? row[1].first : self->points->len;
  return row->name;
}

const WgPoint *
wg_address_set_get_points (const WgAddressSet *self)
{
  return (const WgPoint *) (gpointer) self->points->data;
}

const WgTextPack *
wg_address_set_get_texts (const WgAddressSet *self)
{
  return self->texts;
}

WgEnvelope
wg_address_set_get_extent (const WgAddressSet *self)
{
  WgEnvelope extent = WG_ENVELOPE_EMPTY;

  for (guint i = 0; i < self->points->len; i++)
    wg_envelope_add_point (&extent, g_array_index (self->points, WgPoint, i));
  return extent;
}
