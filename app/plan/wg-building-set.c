/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-building-set"

#include "wg-building-set.h"

#define CHUNK 65536

struct _WgBuildingSet
{
  gint ref_count;
  GArray *buildings;   /* of WgBuilding, by id */
  GArray *shares;      /* of WgBuildingShare */
  GStringChunk *texts;
};

G_DEFINE_BOXED_TYPE (WgBuildingSet, wg_building_set, wg_building_set_ref, wg_building_set_unref)

static const char *
keep_text (WgBuildingSet *self, const char *text)
{
  return text != NULL && text[0] != '\0' ? g_string_chunk_insert (self->texts, text) : NULL;
}

/* Few different words stand in many rows. */
static const char *
keep_word (WgBuildingSet *self, const char *text)
{
  return text != NULL && text[0] != '\0' ? g_string_chunk_insert_const (self->texts, text) : NULL;
}

WgBuildingSet *
wg_building_set_new (guint n_reserved)
{
  WgBuildingSet *self = g_new0 (WgBuildingSet, 1);

  self->ref_count = 1;
  self->buildings = g_array_sized_new (FALSE, FALSE, sizeof (WgBuilding), n_reserved);
  self->shares = g_array_new (FALSE, FALSE, sizeof (WgBuildingShare));
  self->texts = g_string_chunk_new (CHUNK);
  return self;
}

WgBuildingSet *
wg_building_set_ref (WgBuildingSet *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
wg_building_set_unref (WgBuildingSet *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (guint i = 0; i < self->buildings->len; i++)
    wg_shape_free (g_array_index (self->buildings, WgBuilding, i).footprint);
  g_array_unref (self->buildings);
  g_array_unref (self->shares);
  g_string_chunk_free (self->texts);
  g_free (self);
}

void
wg_building_set_add (WgBuildingSet *self, const WgBuilding *building)
{
  WgBuilding copy = *building;

  g_return_if_fail (self->buildings->len == 0
                    || g_array_index (self->buildings, WgBuilding, self->buildings->len - 1).id
                         < building->id);

  copy.code = keep_text (self, building->code);
  copy.name = keep_text (self, building->name);
  copy.address = keep_text (self, building->address);
  copy.management = keep_word (self, building->management);
  g_array_append_val (self->buildings, copy);
}

void
wg_building_set_add_share (WgBuildingSet *self, const WgBuildingShare *share)
{
  WgBuildingShare copy = *share;

  copy.units = keep_word (self, share->units);
  copy.floors = keep_word (self, share->floors);
  g_array_append_val (self->shares, copy);
}

guint
wg_building_set_count (const WgBuildingSet *self)
{
  return self->buildings->len;
}

const WgBuilding *
wg_building_set_get (const WgBuildingSet *self, guint index)
{
  return &g_array_index (self->buildings, WgBuilding, index);
}

const WgBuilding *
wg_building_set_find (const WgBuildingSet *self, guint32 id)
{
  guint low = 0, high = self->buildings->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->buildings, WgBuilding, middle).id < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low < self->buildings->len && wg_building_set_get (self, low)->id == id
           ? wg_building_set_get (self, low)
           : NULL;
}

const GArray *
wg_building_set_shares (const WgBuildingSet *self)
{
  return self->shares;
}
