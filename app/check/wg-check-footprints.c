/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-footprints.h"

#include "../geometry/wg-arc-index.h"

struct _WgCheckFootprints
{
  WgBuildingSet *buildings;
  WgArcIndex index; /* by place + 1 */
};

WgCheckFootprints *
wg_check_footprints_new (WgBuildingSet *buildings)
{
  WgCheckFootprints *self = g_new0 (WgCheckFootprints, 1);

  self->buildings = wg_building_set_ref (buildings);
  for (guint i = 0; i < wg_building_set_count (buildings); i++)
    {
      WgEnvelope extent = wg_building_set_get_extent (buildings, i);

      if (!wg_envelope_is_empty (&extent))
        wg_arc_index_add (&self->index, i + 1, &extent);
    }
  return self;
}

void
wg_check_footprints_free (WgCheckFootprints *self)
{
  wg_arc_index_clear (&self->index);
  wg_building_set_unref (self->buildings);
  g_free (self);
}

void
wg_check_footprints_query (const WgCheckFootprints *self, const WgEnvelope *box, GHashTable *places)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));

  wg_arc_index_query (&self->index, box, found);
  for (guint i = 0; i < found->len; i++)
    {
      guint place = g_array_index (found, guint32, i) - 1;
      WgEnvelope extent = wg_building_set_get_extent (self->buildings, place);

      if (wg_envelope_intersects (&extent, box))
        g_hash_table_add (places, GUINT_TO_POINTER (place));
    }
}
