/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-plan"

#include "wg-plan.h"

static void
copy_land (WgPlan *from, WgPlan *to, guint32 shift)
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
      {
        guint32 owner = wg_coverage_owner (land, id);

        wg_coverage_load_face (copy, id, owner != 0 ? owner + shift : 0);
      }
}

WgPlan *
wg_plan_copy_shifted (WgPlan *self, guint32 shift, GError **error)
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
      record.id += shift;
      record.parent += record.parent != 0 ? shift : 0;
      moved = wg_grid_new_record (&record);
      wg_plan_load_grid (shifted, moved);
    }
  copy_land (self, shifted, shift);
  wg_plan_set_buildings (shifted, wg_plan_get_buildings (self));
  if (!wg_coverage_finish (wg_plan_get_coverage (shifted), error)
      || !wg_plan_finish_loading (shifted, error))
    return NULL;
  return g_steal_pointer (&shifted);
}
