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
  WgShape *outlines;   /* the footprints of all buildings, ring after ring; parts count from 0 in each */
  GArray *first_rings; /* of guint32, by place: where its rings begin; they end where the next begin */
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
  self->outlines = wg_shape_new ();
  self->first_rings = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n_reserved);
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
  wg_shape_free (self->outlines);
  g_array_unref (self->first_rings);
  g_array_unref (self->buildings);
  g_array_unref (self->shares);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/* A shape of its own for each building would cost more than its points. */
static void
keep_footprint (WgBuildingSet *self, WgShape *footprint)
{
  guint32 first = self->outlines->rings->len;

  g_array_append_val (self->first_rings, first);
  if (footprint == NULL)
    return;
  for (guint i = 0; i < footprint->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (footprint, i);

      wg_shape_add_ring (self->outlines, &WG_SHAPE_POINT (footprint, ring->first), ring->n_points,
                         ring->part, ring->is_hole);
    }
  wg_shape_free (footprint);
}

static guint
end_of_rings (const WgBuildingSet *self, guint index)
{
  return index + 1 < self->first_rings->len ? g_array_index (self->first_rings, guint32, index + 1)
                                            : self->outlines->rings->len;
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
  copy.footprint = NULL;
  g_array_append_val (self->buildings, copy);
  keep_footprint (self, building->footprint);
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

gboolean
wg_building_set_find_index (const WgBuildingSet *self, guint32 id, guint *index_out)
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
  *index_out = low;
  return low < self->buildings->len && wg_building_set_get (self, low)->id == id;
}

const WgBuilding *
wg_building_set_find (const WgBuildingSet *self, guint32 id)
{
  guint index = 0;

  return wg_building_set_find_index (self, id, &index) ? wg_building_set_get (self, index) : NULL;
}

gboolean
wg_building_set_has_footprint (const WgBuildingSet *self, guint index)
{
  return g_array_index (self->first_rings, guint32, index) < end_of_rings (self, index);
}

void
wg_building_set_get_footprint (const WgBuildingSet *self, guint index, WgShape *shape_out)
{
  wg_shape_clear (shape_out);
  for (guint i = g_array_index (self->first_rings, guint32, index); i < end_of_rings (self, index); i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (self->outlines, i);

      wg_shape_add_ring (shape_out, &WG_SHAPE_POINT (self->outlines, ring->first), ring->n_points,
                         ring->part, ring->is_hole);
    }
}

WgEnvelope
wg_building_set_get_extent (const WgBuildingSet *self, guint index)
{
  WgEnvelope extent = WG_ENVELOPE_EMPTY;

  for (guint i = g_array_index (self->first_rings, guint32, index); i < end_of_rings (self, index); i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (self->outlines, i);

      for (guint k = 0; k < ring->n_points; k++)
        wg_envelope_add_point (&extent, WG_SHAPE_POINT (self->outlines, ring->first + k));
    }
  return extent;
}

const GArray *
wg_building_set_shares (const WgBuildingSet *self)
{
  return self->shares;
}
