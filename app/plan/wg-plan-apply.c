/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-plan"

#include "wg-plan-private.h"

#include "wg-building-split.h"
#include "wg-commands.h"
#include "wg-grid-row.h"

static gboolean
grids_are_as_expected (WgPlan *self, const WgChange *change, gboolean backwards, GError **error)
{
  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridChange *row = g_ptr_array_index (change->grids, i);
      const WgGrid *from = backwards ? row->after : row->before;
      guint32 id = row->before != NULL ? row->before->id : row->after->id;

      if (wg_grid_equal (from, wg_plan_get_grid (self, id)))
        continue;
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_CORRUPT,
                   "grid %u is not as the change '%s' expects it", id, change->kind);
      return FALSE;
    }
  return TRUE;
}

static gboolean
levels_are_as_expected (WgPlan *self, const WgChange *change, gboolean backwards, GError **error)
{
  for (guint i = 0; i < change->levels->len; i++)
    {
      const WgLevelChange *row = &g_array_index (change->levels, WgLevelChange, i);
      const WgLevel *level = wg_plan_get_level (self, row->depth);

      if (level != NULL
          && wg_level_rule_equal (&level->rule, backwards ? &row->after : &row->before))
        continue;
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_CORRUPT,
                   "level %u is not as the change '%s' expects it", row->depth, change->kind);
      return FALSE;
    }
  return TRUE;
}

static gboolean
staff_is_as_expected (WgPlan *self, const WgChange *change, gboolean backwards, GError **error)
{
  for (guint i = 0; i < change->staff->len; i++)
    {
      const WgStaffChange *row = &g_array_index (change->staff, WgStaffChange, i);

      if (wg_staff_equal (row->kind, backwards ? row->after : row->before,
                          wg_people_get (self->people, row->kind, row->id)))
        continue;
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_CORRUPT,
                   "record %u of people (%u) is not as the change '%s' expects it", row->id, row->kind,
                   change->kind);
      return FALSE;
    }
  return TRUE;
}

/* The buildings with the shares that @change leaves them; the present ones when it has none. */
static gboolean
divide_buildings (WgPlan *self, const WgChange *change, gboolean backwards,
                  WgBuildingSet **buildings_out, GError **error)
{
  g_autoptr (GArray) shares = NULL;

  *buildings_out = NULL;
  if (change->shares->len == 0)
    return TRUE;
  if (self->buildings != NULL)
    shares = g_array_copy ((GArray *) wg_building_set_shares (self->buildings));
  for (guint i = 0; shares != NULL && i < change->shares->len; i++)
    {
      const WgShareChange *row = &g_array_index (change->shares, WgShareChange, i);
      guint at = 0;

      if (row->is_added != backwards)
        {
          g_array_append_val (shares, row->share);
          continue;
        }
      while (at < shares->len
             && wg_building_share_compare (&g_array_index (shares, WgBuildingShare, at), &row->share) != 0)
        at++;
      if (at == shares->len)
        g_clear_pointer (&shares, g_array_unref);
      else
        g_array_remove_index (shares, at);
    }
  if (shares != NULL)
    *buildings_out = wg_building_set_new_shared (self->buildings, shares);
  else
    g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_CORRUPT,
                 "the buildings are not divided as the change '%s' expects it", change->kind);
  return *buildings_out != NULL;
}

static void
follow_staff (WgPlan *self, const WgChange *change, gboolean backwards)
{
  WgPeople *people = NULL;

  if (change->staff->len == 0)
    return;
  people = wg_people_copy (self->people);
  for (guint i = 0; i < change->staff->len; i++)
    {
      const WgStaffChange *row = &g_array_index (change->staff, WgStaffChange, i);
      gpointer record = backwards ? row->before : row->after;

      wg_people_put (people, row->kind, row->id, record != NULL ? wg_staff_ref (record) : NULL);
    }
  wg_people_unref (self->people);
  self->people = people;
}

static void
follow_levels (WgPlan *self, const WgChange *change, gboolean backwards)
{
  for (guint i = 0; i < change->levels->len; i++)
    {
      const WgLevelChange *row = &g_array_index (change->levels, WgLevelChange, i);

      wg_plan_set_level_rule (self, row->depth, backwards ? &row->before : &row->after);
    }
}

static void
follow_grids (WgPlan *self, const WgChange *change, gboolean backwards)
{
  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridChange *row = g_ptr_array_index (change->grids, i);
      WgGrid *from = backwards ? row->after : row->before;
      WgGrid *to = backwards ? row->before : row->after;

      if (from != NULL && self->index != NULL)
        wg_plan_index_remove_grid (self->index, from);
      wg_plan_set_grid (self, from != NULL ? from->id : to->id, to);
      if (to != NULL && self->index != NULL)
        wg_plan_index_add_grid (self->index, to);
    }
  while (self->grids->len > 1 && g_ptr_array_index (self->grids, self->grids->len - 1) == NULL)
    g_ptr_array_set_size (self->grids, (int) self->grids->len - 1);
}

static void
follow_owners (WgPlan *self, const WgCoverageChange *change, gboolean backwards)
{
  for (guint i = 0; i < change->faces->len; i++)
    {
      const WgFaceChange *row = &g_array_index (change->faces, WgFaceChange, i);
      guint32 before = row->had ? row->owner_before : 0;
      guint32 after = row->has ? row->owner_after : 0;

      wg_plan_index_set_owner (self->index, row->id, backwards ? after : before,
                               backwards ? before : after);
    }
}

/* The coverage is in its new state, the grids are in the old one. */
static WgTallyChange *
count_change (WgPlan *self, const WgChange *change, gboolean backwards, WgBuildingSet *buildings)
{
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (WgGridAfter));

  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridChange *row = g_ptr_array_index (change->grids, i);
      WgGridAfter grid = { row->before != NULL ? row->before->id : row->after->id,
                           backwards ? row->before : row->after };

      g_array_append_val (grids, grid);
    }
  return wg_tally_change_new (self->tally, change->coverage, backwards, grids, buildings);
}

/* What was counted elsewhere of the state after the change, where it is of the same buildings. */
static gboolean
take_offered (WgPlan *self, const WgChange *change)
{
  if (self->offered == NULL || change->has_buildings || change->shares->len > 0
      || !wg_tally_index_is_of (self->offered, self->buildings))
    return FALSE;
  g_clear_pointer (&self->tally, wg_tally_index_free);
  self->tally = g_steal_pointer (&self->offered);
  return TRUE;
}

void
wg_plan_set_grid (WgPlan *self, guint32 id, WgGrid *grid)
{
  WgGrid *old = NULL;

  if (id >= self->grids->len)
    g_ptr_array_set_size (self->grids, (int) id + 1);
  old = g_ptr_array_index (self->grids, id);
  if (self->rows != NULL)
    wg_grid_rows_follow (self->rows, old, grid);
  self->n_locked += (grid != NULL && grid->is_locked) - (old != NULL && old->is_locked);
  g_ptr_array_index (self->grids, id) = grid != NULL ? wg_grid_ref (grid) : NULL;
  g_clear_pointer (&old, wg_grid_unref);
}

gboolean
wg_plan_follow_change (WgPlan *self, const WgChange *change, gboolean backwards, GError **error)
{
  g_autoptr (WgBuildingSet) divided = NULL;

  if (!grids_are_as_expected (self, change, backwards, error)
      || !levels_are_as_expected (self, change, backwards, error)
      || !staff_is_as_expected (self, change, backwards, error)
      || !divide_buildings (self, change, backwards, &divided, error))
    return FALSE;
  if (!take_offered (self, change) && self->tally != NULL)
    {
      g_autoptr (WgTallyChange) tallies = count_change (self, change, backwards, divided);

      wg_tally_index_apply (self->tally, tallies);
    }
  if (divided != NULL)
    {
      wg_building_set_unref (self->buildings);
      self->buildings = g_steal_pointer (&divided);
    }
  follow_grids (self, change, backwards);
  if (change->has_buildings)
    wg_plan_set_buildings (self, backwards ? change->buildings_before : change->buildings_after);
  if (change->has_barriers)
    wg_plan_set_barriers (self, backwards ? change->barriers_before : change->barriers_after);
  if (change->has_addresses)
    wg_plan_set_addresses (self, backwards ? change->addresses_before : change->addresses_after);
  follow_levels (self, change, backwards);
  follow_staff (self, change, backwards);
  if (change->coverage != NULL && self->index != NULL)
    follow_owners (self, change->coverage, backwards);
  return TRUE;
}

void
wg_plan_emit_changed (WgPlan *self, const WgChange *change, gboolean backwards)
{
  g_signal_emit_by_name (self, "changed", change, backwards);
}

/**
 * wg_plan_apply:
 * @backwards: undo instead of do
 *
 * Applies the whole change to memory and emits ::changed. On error (%WG_GEOMETRY_ERROR_CONFLICT,
 * %WG_PLAN_ERROR_CORRUPT: the rows are not as the change expects) nothing has changed.
 */
gboolean
wg_plan_apply (WgPlan *self, const WgChange *change, gboolean backwards, GError **error)
{
  if (!grids_are_as_expected (self, change, backwards, error)
      || !levels_are_as_expected (self, change, backwards, error)
      || !staff_is_as_expected (self, change, backwards, error))
    return FALSE;
  if (change->coverage != NULL
      && !wg_coverage_apply (self->coverage, change->coverage, backwards, error))
    return FALSE;
  if (!wg_plan_follow_change (self, change, backwards, error))
    return FALSE;
  wg_plan_emit_changed (self, change, backwards);
  return TRUE;
}
