/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

#include "../plan/wg-building-split.h"
#include "../plan/wg-commands.h"

static void
add_shares (WgCheckContext *context, guint index, gint64 told, gint32 whole)
{
  WgBuildingSet *buildings = wg_plan_get_buildings (context->plan);
  const WgBuilding *building = wg_building_set_get (buildings, index);
  WgFinding *finding = wg_check_add (context, WG_SUBJECT_BUILDING);

  finding->building = building->id;
  finding->extent = wg_building_set_get_extent (buildings, index);
  wg_envelope_add_point (&finding->extent, building->point);
  finding->place = building->point;
  finding->value = (double) told;
  finding->limit = whole;
}

/* building.shares: a divided building whose shares are told more households (or people) than it has, as
 * after its numbers were imported anew. Its grids count more than there are then. */
void
wg_check_building_shares (WgCheckContext *context, guint index)
{
  WgBuildingSet *buildings = wg_plan_get_buildings (context->plan);
  const WgBuilding *building = wg_building_set_get (buildings, index);
  guint n = 0;
  const WgBuildingShare *shares = wg_building_set_find_shares (buildings, building->id, &n);
  gint64 households = 0, people = 0;

  for (guint i = 0; i < n; i++)
    {
      households += MAX (shares[i].households, 0);
      people += MAX (shares[i].people, 0);
    }
  if (building->households != WG_COUNT_NOT_KNOWN && households > building->households)
    add_shares (context, index, households, building->households);
  else if (building->people != WG_COUNT_NOT_KNOWN && people > building->people)
    add_shares (context, index, people, building->people);
}

/* building.parts: a divided building whose units or floors are not what its shares name, as after it
 * was imported anew. */
void
wg_check_building_parts (WgCheckContext *context, guint index)
{
  WgBuildingSet *buildings = wg_plan_get_buildings (context->plan);
  const WgBuilding *building = wg_building_set_get (buildings, index);
  guint n = 0;
  const WgBuildingShare *shares = wg_building_set_find_shares (buildings, building->id, &n);
  g_autoptr (GError) error = NULL;
  WgFinding *finding = NULL;

  if (n == 0 || wg_building_split_check (building, shares, n, &error)
      || !g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_SHARE))
    return;
  finding = wg_check_add (context, WG_SUBJECT_BUILDING);
  finding->building = building->id;
  finding->extent = wg_building_set_get_extent (buildings, index);
  wg_envelope_add_point (&finding->extent, building->point);
  finding->place = building->point;
}
