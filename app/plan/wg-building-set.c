/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-building-set"

#include "wg-building-set.h"

#include "wg-building-split.h"

#define CHUNK 65536

/* What sets that differ in their shares alone have in common. */
typedef struct
{
  GArray *buildings;   /* of WgBuilding, by id */
  GStringChunk *texts;
  WgShape *outlines;   /* the footprints of all buildings, ring after ring; parts count from 0 in each */
  GArray *first_rings; /* of guint32, by place: where its rings begin; they end where the next begin */
} Body;

struct _WgBuildingSet
{
  gint ref_count;
  Body *body;     /* atomic box */
  GArray *shares; /* of WgBuildingShare, in their order; their texts are interned: few words */
};

G_DEFINE_BOXED_TYPE (WgBuildingSet, wg_building_set, wg_building_set_ref, wg_building_set_unref)

static const char *
keep_text (WgBuildingSet *self, const char *text)
{
  return text != NULL && text[0] != '\0' ? g_string_chunk_insert (self->body->texts, text) : NULL;
}

/* Few different words stand in many rows. */
static const char *
keep_word (WgBuildingSet *self, const char *text)
{
  return text != NULL && text[0] != '\0' ? g_string_chunk_insert_const (self->body->texts, text) : NULL;
}

static void
clear_body (gpointer data)
{
  Body *body = data;

  wg_shape_free (body->outlines);
  g_array_unref (body->first_rings);
  g_array_unref (body->buildings);
  g_string_chunk_free (body->texts);
}

WgBuildingSet *
wg_building_set_new (guint n_reserved)
{
  WgBuildingSet *self = g_new0 (WgBuildingSet, 1);

  self->ref_count = 1;
  self->body = g_atomic_rc_box_new0 (Body);
  self->body->buildings = g_array_sized_new (FALSE, FALSE, sizeof (WgBuilding), n_reserved);
  self->body->texts = g_string_chunk_new (CHUNK);
  self->body->outlines = wg_shape_new ();
  self->body->first_rings = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n_reserved);
  self->shares = g_array_new (FALSE, FALSE, sizeof (WgBuildingShare));
  return self;
}

WgBuildingSet *
wg_building_set_new_shared (const WgBuildingSet *from, const GArray *shares)
{
  WgBuildingSet *self = g_new0 (WgBuildingSet, 1);

  self->ref_count = 1;
  self->body = g_atomic_rc_box_acquire (from->body);
  self->shares = g_array_sized_new (FALSE, FALSE, sizeof (WgBuildingShare), shares->len);
  for (guint i = 0; i < shares->len; i++)
    wg_building_set_add_share (self, &g_array_index (shares, WgBuildingShare, i));
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
  g_atomic_rc_box_release_full (self->body, clear_body);
  g_array_unref (self->shares);
  g_free (self);
}

/* A shape of its own for each building would cost more than its points. */
static void
keep_footprint (WgBuildingSet *self, WgShape *footprint)
{
  guint32 first = self->body->outlines->rings->len;

  g_array_append_val (self->body->first_rings, first);
  if (footprint == NULL)
    return;
  for (guint i = 0; i < footprint->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (footprint, i);

      wg_shape_add_ring (self->body->outlines, &WG_SHAPE_POINT (footprint, ring->first), ring->n_points,
                         ring->part, ring->is_hole);
    }
  wg_shape_free (footprint);
}

static guint
end_of_rings (const WgBuildingSet *self, guint index)
{
  return index + 1 < self->body->first_rings->len ? g_array_index (self->body->first_rings, guint32, index + 1)
                                            : self->body->outlines->rings->len;
}

void
wg_building_set_add (WgBuildingSet *self, const WgBuilding *building)
{
  WgBuilding copy = *building;

  g_return_if_fail (self->body->buildings->len == 0
                    || g_array_index (self->body->buildings, WgBuilding, self->body->buildings->len - 1).id
                         < building->id);

  copy.code = keep_text (self, building->code);
  copy.name = keep_text (self, building->name);
  copy.address = keep_text (self, building->address);
  copy.management = keep_word (self, building->management);
  copy.footprint = NULL;
  g_array_append_val (self->body->buildings, copy);
  keep_footprint (self, building->footprint);
}

void
wg_building_set_add_share (WgBuildingSet *self, const WgBuildingShare *share)
{
  WgBuildingShare copy = *share;
  guint place = self->shares->len;

  copy.units = share->units != NULL && *share->units != '\0' ? g_intern_string (share->units) : NULL;
  copy.floors
    = share->floors != NULL && *share->floors != '\0' ? g_intern_string (share->floors) : NULL;
  while (place > 0
         && wg_building_share_compare (&g_array_index (self->shares, WgBuildingShare, place - 1),
                                       &copy) > 0)
    place--;
  g_array_insert_val (self->shares, place, copy);
}

guint
wg_building_set_count (const WgBuildingSet *self)
{
  return self->body->buildings->len;
}

const WgBuilding *
wg_building_set_get (const WgBuildingSet *self, guint index)
{
  return &g_array_index (self->body->buildings, WgBuilding, index);
}

gboolean
wg_building_set_find_index (const WgBuildingSet *self, guint32 id, guint *index_out)
{
  guint low = 0, high = self->body->buildings->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->body->buildings, WgBuilding, middle).id < id)
        low = middle + 1;
      else
        high = middle;
    }
  *index_out = low;
  return low < self->body->buildings->len && wg_building_set_get (self, low)->id == id;
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
  return g_array_index (self->body->first_rings, guint32, index) < end_of_rings (self, index);
}

void
wg_building_set_get_footprint (const WgBuildingSet *self, guint index, WgShape *shape_out)
{
  wg_shape_clear (shape_out);
  for (guint i = g_array_index (self->body->first_rings, guint32, index); i < end_of_rings (self, index); i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (self->body->outlines, i);

      wg_shape_add_ring (shape_out, &WG_SHAPE_POINT (self->body->outlines, ring->first), ring->n_points,
                         ring->part, ring->is_hole);
    }
}

WgEnvelope
wg_building_set_get_extent (const WgBuildingSet *self, guint index)
{
  WgEnvelope extent = WG_ENVELOPE_EMPTY;

  for (guint i = g_array_index (self->body->first_rings, guint32, index); i < end_of_rings (self, index); i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (self->body->outlines, i);

      for (guint k = 0; k < ring->n_points; k++)
        wg_envelope_add_point (&extent, WG_SHAPE_POINT (self->body->outlines, ring->first + k));
    }
  return extent;
}

const GArray *
wg_building_set_shares (const WgBuildingSet *self)
{
  return self->shares;
}

const WgBuildingShare *
wg_building_set_find_shares (const WgBuildingSet *self, guint32 id, guint *n_out)
{
  guint low = 0, high = self->shares->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->shares, WgBuildingShare, middle).building < id)
        low = middle + 1;
      else
        high = middle;
    }
  *n_out = 0;
  while (low + *n_out < self->shares->len
         && g_array_index (self->shares, WgBuildingShare, low + *n_out).building == id)
    ++*n_out;
  return *n_out > 0 ? &g_array_index (self->shares, WgBuildingShare, low) : NULL;
}
