/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-sample"

#include "wg-sample-private.h"

#define HOUSEHOLDS_OF_UNIT 12
#define TALL_FLOORS 6

/* One in so many has nobody's count, as in every real list. */
#define UNCOUNTED_EVERY 997

/* Of most grids from 220 to 459, of one in twelve fewer than 200 or more than 500; of special ones
 * (a school, a park) a few. */
static guint
households_of (WgPlan *plan, guint64 seed, guint32 grid)
{
  const WgGrid *row = wg_plan_get_grid (plan, grid);
  guint64 hash = wg_sample_hash (seed + 98, grid, 0), rest = hash / 1000;

  if (row != NULL && row->kind == WG_GRID_SPECIAL)
    return (guint) (rest % 40);
  if (hash % 1000 < 40)
    return (guint) (120 + rest % 80);
  if (hash % 1000 < 83)
    return (guint) (501 + rest % 250);
  return (guint) (220 + rest % 240);
}

/* Shares the households of each grid out to its houses, by floors; each house has at least one. */
static void
settle_households (WgSample *sample, guint64 seed)
{
  g_autofree guint *floors = NULL, *passed = NULL;
  guint32 limit = 0;

  for (guint i = 0; i < sample->buildings->len; i++)
    limit = MAX (limit, g_array_index (sample->buildings, WgSampleBuilding, i).grid);
  floors = g_new0 (guint, limit + 1);
  passed = g_new0 (guint, limit + 1);
  for (guint i = 0; i < sample->buildings->len; i++)
    {
      const WgSampleBuilding *building = &g_array_index (sample->buildings, WgSampleBuilding, i);

      floors[building->grid] += building->floors;
    }
  for (guint i = 0; i < sample->buildings->len; i++)
    {
      WgSampleBuilding *building = &g_array_index (sample->buildings, WgSampleBuilding, i);
      guint32 grid = building->grid;
      guint64 due = households_of (sample->plan, seed, grid);
      guint64 before = due * passed[grid] / floors[grid];

      passed[grid] += building->floors;
      building->households
        = (guint16) MAX (due * passed[grid] / floors[grid] - before, 1);
    }
}

static WgPoint
middle_of (const WgSampleBuilding *building)
{
  const WgPoint *a = &building->corners[0], *b = &building->corners[2];

  return (WgPoint){ (gint32) (((gint64) a->x + b->x) / 2), (gint32) (((gint64) a->y + b->y) / 2) };
}

void
wg_sample_put_buildings (WgSample *sample, guint64 seed)
{
  g_autoptr (WgBuildingSet) set = wg_building_set_new (sample->buildings->len);

  if (sample->buildings->len == 0)
    return;
  settle_households (sample, seed);
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
