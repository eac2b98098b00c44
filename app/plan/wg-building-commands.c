/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-building-commands"

#include "wg-building-commands.h"

#include "wg-building-split.h"
#include "wg-commands.h"

static gboolean
has_share (const WgBuildingShare *shares, guint n, const gboolean *is_used, const WgBuildingShare *share,
           guint *at_out)
{
  for (guint i = 0; i < n; i++)
    if (!is_used[i] && wg_building_share_compare (&shares[i], share) == 0)
      {
        *at_out = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
check_grids (WgPlan *plan, const WgBuildingShare *shares, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, shares[i].grid);

      if (grid != NULL && !grid->is_retired)
        continue;
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_GRID, "there is no grid %u",
                   shares[i].grid);
      return FALSE;
    }
  return TRUE;
}

void
wg_change_add_shares (WgChange *change, const WgBuildingShare *before, guint n_before,
                      const WgBuildingShare *after, guint n_after)
{
  g_autofree gboolean *is_kept = g_new0 (gboolean, n_before + 1);
  guint at = 0;

  for (guint i = 0; i < n_after; i++)
    if (has_share (before, n_before, is_kept, &after[i], &at))
      is_kept[at] = TRUE;
    else
      wg_change_add_share (change, &after[i], TRUE);
  for (guint i = 0; i < n_before; i++)
    if (!is_kept[i])
      wg_change_add_share (change, &before[i], FALSE);
}

const WgBuilding *
wg_plan_find_building_code (WgPlan *plan, const char *code, GError **error)
{
  WgBuildingSet *set = wg_plan_get_buildings (plan);
  const WgBuilding *found = NULL;
  guint n = 0;

  for (guint i = 0; set != NULL && i < wg_building_set_count (set); i++)
    if (g_strcmp0 (wg_building_set_get (set, i)->code, code) == 0)
      {
        found = wg_building_set_get (set, i);
        n++;
      }
  if (n == 1)
    return found;
  g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_BUILDING, "%u buildings have the code %s", n,
               code);
  return NULL;
}

char *
wg_building_describe (const WgBuilding *building)
{
  if (building->address != NULL && building->name != NULL)
    return g_strdup_printf ("%s %s", building->address, building->name);
  if (building->name != NULL)
    return g_strdup (building->name);
  if (building->address != NULL)
    return g_strdup (building->address);
  if (building->code != NULL)
    return g_strdup (building->code);
  return g_strdup_printf ("%u", building->id);
}

gboolean
wg_command_split_building (WgHistory *history, guint32 building, const WgBuildingShare *shares,
                           guint n_shares, GError **error)
{
  WgPlan *plan = wg_history_get_plan (history);
  WgBuildingSet *set = wg_plan_get_buildings (plan);
  const WgBuilding *record = set != NULL ? wg_building_set_find (set, building) : NULL;
  g_autofree WgBuildingShare *after = g_new0 (WgBuildingShare, n_shares + 1);
  const WgBuildingShare *before = NULL;
  g_autoptr (WgChange) change = NULL;
  g_autofree char *detail = NULL;
  guint n_before = 0;

  if (record == NULL)
    {
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_BUILDING, "there is no building %u", building);
      return FALSE;
    }
  for (guint i = 0; i < n_shares; i++)
    {
      after[i] = shares[i];
      after[i].building = building;
      after[i].units = shares[i].units != NULL && *shares[i].units != '\0' ? shares[i].units : NULL;
      after[i].floors = shares[i].floors != NULL && *shares[i].floors != '\0' ? shares[i].floors : NULL;
    }
  if (!check_grids (plan, after, n_shares, error)
      || !wg_building_split_check (record, after, n_shares, error))
    return FALSE;
  detail = wg_building_describe (record);
  change = wg_change_new (n_shares > 0 ? "split-building" : "unite-building", detail);
  before = wg_building_set_find_shares (set, building, &n_before);
  wg_change_add_shares (change, before, n_before, after, n_shares);
  if (change->shares->len == 0)
    {
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "it is divided so already");
      return FALSE;
    }
  wg_envelope_add_point (&change->extent, record->point);
  return wg_history_commit (history, change, error);
}
