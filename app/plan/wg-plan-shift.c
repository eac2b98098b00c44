/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-plan"

#include "wg-plan.h"

#include "wg-changes.h"

/* Two grids are taken for one another when more than this share of either lies on the other. */
#define MATCH_SHARE 0.5

/* What the ids of grids become. */
typedef struct
{
  guint32 first;
  guint32 shift;        /* of ids from the first on */
  const guint32 *map;   /* (nullable): instead, for each id another one; 0: it stays */
} Renaming;

/* The most that a grid has in common with one of the other plan. */
typedef struct
{
  guint32 grid;
  double area_m2;
  double total_m2;
} Best;

static guint32
rename_id (guint32 id, const Renaming *renaming)
{
  if (renaming->map != NULL)
    return renaming->map[id] != 0 ? renaming->map[id] : id;
  return id >= renaming->first ? id + renaming->shift : id;
}

/* Shares of divided buildings name their grids. */
static void
copy_buildings (WgPlan *from, WgPlan *to, const Renaming *renaming)
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

      share->grid = rename_id (share->grid, renaming);
    }
  moved = wg_building_set_new_shared (buildings, shares);
  wg_plan_set_buildings (to, moved);
}

static void
copy_land (WgPlan *from, WgPlan *to, const Renaming *renaming)
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
      wg_coverage_load_face (copy, id, rename_id (wg_coverage_owner (land, id), renaming));
}

static WgPlan *
copy_renamed (WgPlan *self, const Renaming *renaming, GError **error)
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
      record.id = rename_id (record.id, renaming);
      record.parent = rename_id (record.parent, renaming);
      moved = wg_grid_new_record (&record);
      wg_plan_load_grid (shifted, moved);
    }
  copy_land (self, shifted, renaming);
  copy_buildings (self, shifted, renaming);
  if (!wg_coverage_finish (wg_plan_get_coverage (shifted), error)
      || !wg_plan_finish_loading (shifted, error))
    return NULL;
  return g_steal_pointer (&shifted);
}

WgPlan *
wg_plan_copy_shifted (WgPlan *self, guint32 first, guint32 shift, GError **error)
{
  const Renaming renaming = { first, shift, NULL };

  return copy_renamed (self, &renaming, error);
}

static void
note_best (Best *best, guint32 grid, double area_m2)
{
  best->total_m2 += area_m2;
  if (grid == 0 || area_m2 <= best->area_m2)
    return;
  best->grid = grid;
  best->area_m2 = area_m2;
}

/* Of the grids of one level: what each has most in common with. */
static void
match_level (const GArray *flows, Best *best, guint32 *map)
{
  for (guint i = 0; i < flows->len; i++)
    {
      const WgLineage *flow = &g_array_index (flows, WgLineage, i);

      if (flow->from != 0)
        note_best (&best[flow->from], flow->to, flow->area_m2);
      if (flow->to != 0)
        note_best (&best[flow->to], flow->from, flow->area_m2);
    }
  for (guint i = 0; i < flows->len; i++)
    {
      const WgLineage *flow = &g_array_index (flows, WgLineage, i);

      if (flow->from != 0 && flow->to != 0 && best[flow->from].grid == flow->to
          && best[flow->to].grid == flow->from && flow->area_m2 > MATCH_SHARE * best[flow->from].total_m2
          && flow->area_m2 > MATCH_SHARE * best[flow->to].total_m2)
        map[flow->to] = flow->from;
    }
}

WgPlan *
wg_plan_copy_matched (WgPlan *self, WgPlan *other, const WgProgress *progress, GCancellable *cancellable,
                      GError **error)
{
  guint32 shift = MAX (wg_plan_get_grid_limit (other), 1) - 1;
  g_autoptr (WgPlan) apart = wg_plan_copy_shifted (self, 1, shift, error);
  g_autoptr (WgChanges) changes = NULL;
  g_autofree Best *best = NULL;
  g_autofree guint32 *map = NULL;
  Renaming renaming = { 0 };

  if (apart == NULL)
    return NULL;
  changes = wg_changes_new (other, apart, progress, cancellable, error);
  if (changes == NULL)
    return NULL;
  best = g_new0 (Best, wg_plan_get_grid_limit (apart));
  map = g_new0 (guint32, wg_plan_get_grid_limit (apart));
  for (guint depth = 1; depth <= wg_plan_get_n_levels (apart); depth++)
    match_level (wg_changes_get_flows (changes, depth), best, map);
  renaming.map = map;
  return copy_renamed (apart, &renaming, error);
}
