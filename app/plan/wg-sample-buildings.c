/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-sample"

#include "wg-sample-private.h"

#define HOUSEHOLDS_OF_UNIT 12
#define TALL_FLOORS 6

/* One in so many has nobody's count, as in every real list. */
#define UNCOUNTED_EVERY 997

static WgPoint
middle_of (const WgSampleBuilding *building)
{
  const WgPoint *a = &building->corners[0], *b = &building->corners[2];

  return (WgPoint){ (gint32) (((gint64) a->x + b->x) / 2), (gint32) (((gint64) a->y + b->y) / 2) };
}

void
wg_sample_put_buildings (WgSample *sample)
{
  g_autoptr (WgBuildingSet) set = wg_building_set_new (sample->buildings->len);

  if (sample->buildings->len == 0)
    return;
  for (guint i = 0; i < sample->buildings->len; i++)
    {
      const WgSampleBuilding *from = &g_array_index (sample->buildings, WgSampleBuilding, i);
      g_autofree char *code = g_strdup_printf ("%06u", i + 1);
      g_autofree char *name = g_strdup_printf ("%u幢", i + 1);
      gboolean is_counted = (i + 1) % UNCOUNTED_EVERY != 0;
      WgBuilding building = { 0 };

      building.id = i + 1;
      building.point = middle_of (from);
      building.code = code;
      building.name = name;
      building.kind = WG_BUILDING_HOUSING;
      building.management = from->floors >= TALL_FLOORS ? "物业管理" : "社区代管";
      building.floors = from->floors;
      building.units = MAX (from->households / HOUSEHOLDS_OF_UNIT, 1);
      building.households = is_counted ? from->households : WG_COUNT_NOT_KNOWN;
      building.people = is_counted ? from->households * 27 / 10 : WG_COUNT_NOT_KNOWN;
      building.footprint = wg_shape_new ();
      wg_shape_add_ring (building.footprint, from->corners, 4, 0, FALSE);
      wg_building_set_add (set, &building);
    }
  wg_plan_set_buildings (sample->plan, set);
}
