/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-plan"

#include "wg-plan.h"

static guint32
shift_id (guint32 id, guint32 first, guint32 shift)
{
  return id >= first ? id + shift : id;
}

/* Shares of divided buildings name their grids. */
static void
copy_buildings (WgPlan *from, WgPlan *to, guint32 first, guint32 shift)
{
  WgBuildingSet *buildings = wg_plan_get_buildings (from);
  g_autoptr (WgBuildingSet) moved = NULL;
  g_autoptr (GArray) shares = NULL;

  if (buildings == NULL)
    return;
  shares = g_array_copy ((GArray *) wg_building_set_shares (buildings));
  for (guint i = 0; i < shares->len; i++)
    {
      WgBuildingShare *share = &g_array_index (shares, WgBuildingShare, i);

      share->grid = shift_id (share->grid, first, shift);
    }
  moved = wg_building_set_new_shared (buildings, shares);
  wg_plan_set_buildings (to, moved);
}

static void
copy_land (WgPlan *from, WgPlan *to, guint32 first, guint32 shift)
{
  const WgCoverage *land = wg_plan_get_coverage (from);
  WgCoverage *copy = wg_plan_get_coverage (to);

  for (WgNodeId id = 1; id < wg_coverage_node_limit (land); id++)
    if (wg_coverage_has_node (land, id))
      wg_coverage_load_node (copy, id, wg_coverage_node_point (land, id));
  for (WgArcId id = 1; id < wg_coverage_arc_limit (land); id++)
    if (wg_coverage_arc (land, id) != NULL)
      wg_coverage_load_arc (copy, id, wg_coverage_arc (land, id));
  for (WgFaceId id = 1; id < wg_coverage_face_limit (land); id++)
    if (wg_coverage_has_face (land, id))
      wg_coverage_load_face (copy, id, shift_id (wg_coverage_owner (land, id), first, shift));
}

WgPlan *
wg_plan_copy_shifted (WgPlan *self, guint32 first, guint32 shift, GError **error)
{
  g_autoptr (WgPlan) shifted = wg_plan_new (wg_plan_get_name (self), wg_plan_get_frame (self));

  for (guint depth = 1; depth <= wg_plan_get_n_levels (self); depth++)
    {
      const WgLevel *level = wg_plan_get_level (self, depth);

      wg_plan_add_level (shifted, level->name, level->special_name);
    }
  for (guint32 id = 1; id < wg_plan_get_grid_limit (self); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (self, id);
      WgGridRecord record = { 0 };
      g_autoptr (WgGrid) moved = NULL;

      if (grid == NULL)
        continue;
      record = wg_grid_get_record (grid);
      record.id = shift_id (record.id, first, shift);
      record.parent = shift_id (record.parent, first, shift);
      moved = wg_grid_new_record (&record);
      wg_plan_load_grid (shifted, moved);
    }
  copy_land (self, shifted, first, shift);
  copy_buildings (self, shifted, first, shift);
  if (!wg_coverage_finish (wg_plan_get_coverage (shifted), error)
      || !wg_plan_finish_loading (shifted, error))
    return NULL;
  return g_steal_pointer (&shifted);
}
