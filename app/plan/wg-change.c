/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-change"

#include "wg-change.h"

static void
free_grid_change (gpointer data)
{
  WgGridChange *grid_change = data;

  g_clear_pointer (&grid_change->before, wg_grid_unref);
  g_clear_pointer (&grid_change->after, wg_grid_unref);
  g_free (grid_change);
}

static void
clear_staff_change (gpointer data)
{
  WgStaffChange *row = data;

  g_clear_pointer (&row->before, wg_staff_unref);
  g_clear_pointer (&row->after, wg_staff_unref);
}

/**
 * wg_change_new:
 * @kind: a stable code, never shown as it is
 * @detail: (nullable): what it acts on, for the sentence
 *
 * Returns: (transfer full): a change of nothing yet
 */
WgChange *
wg_change_new (const char *kind, const char *detail)
{
  WgChange *change = g_new0 (WgChange, 1);

  change->kind = g_strdup (kind);
  change->detail = g_strdup (detail != NULL ? detail : "");
  change->extent = WG_ENVELOPE_EMPTY;
  change->grids = g_ptr_array_new_with_free_func (free_grid_change);
  change->levels = g_array_new (FALSE, FALSE, sizeof (WgLevelChange));
  change->lineage = g_array_new (FALSE, FALSE, sizeof (WgLineage));
  change->shares = g_array_new (FALSE, FALSE, sizeof (WgShareChange));
  change->staff = g_array_new (FALSE, FALSE, sizeof (WgStaffChange));
  g_array_set_clear_func (change->staff, clear_staff_change);
  change->accepted = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_acceptance_free);
  change->withdrawn = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_acceptance_free);
  return change;
}

void
wg_change_free (WgChange *change)
{
  if (change == NULL)
    return;
  g_free (change->kind);
  g_free (change->detail);
  g_clear_pointer (&change->coverage, wg_coverage_change_free);
  g_ptr_array_unref (change->grids);
  g_array_unref (change->levels);
  g_array_unref (change->lineage);
  g_array_unref (change->shares);
  g_array_unref (change->staff);
  g_ptr_array_unref (change->accepted);
  g_ptr_array_unref (change->withdrawn);
  g_clear_pointer (&change->buildings_before, wg_building_set_unref);
  g_clear_pointer (&change->buildings_after, wg_building_set_unref);
  g_clear_pointer (&change->barriers_before, wg_barrier_set_unref);
  g_clear_pointer (&change->barriers_after, wg_barrier_set_unref);
  g_clear_pointer (&change->addresses_before, wg_address_set_unref);
  g_clear_pointer (&change->addresses_after, wg_address_set_unref);
  g_free (change);
}

/**
 * wg_change_add_grid:
 * @before: (nullable): %NULL for a new grid
 * @after: (nullable): %NULL for one that goes away
 */
gboolean
wg_change_is_of_people (const WgChange *change)
{
  return change->staff->len > 0 && change->coverage == NULL && change->grids->len == 0 && change->levels->len == 0
         && change->shares->len == 0 && !change->has_buildings && !change->has_barriers && !change->has_addresses;
}

void
wg_change_add_grid (WgChange *change, WgGrid *before, WgGrid *after)
{
  WgGridChange *grid_change = NULL;

  g_return_if_fail (before != NULL || after != NULL);
  g_return_if_fail (before == NULL || after == NULL || before->id == after->id);

  grid_change = g_new0 (WgGridChange, 1);
  grid_change->before = before != NULL ? wg_grid_ref (before) : NULL;
  grid_change->after = after != NULL ? wg_grid_ref (after) : NULL;
  g_ptr_array_add (change->grids, grid_change);
}

/** Says that what is asked of the level at @depth changes. */
void
wg_change_add_level (WgChange *change, guint depth, const WgLevelRule *before,
                     const WgLevelRule *after)
{
  WgLevelChange level = { depth, *before, *after };

  g_array_append_val (change->levels, level);
}

/**
 * wg_change_add_lineage:
 * @from: 0 for land that nobody had
 * @area_m2: geodesic; NAN when it is not known
 *
 * Says that grid @to has land that was @from's. A pair that is there already gets the area added.
 */
void
wg_change_add_lineage (WgChange *change, guint32 from, guint32 to, double area_m2)
{
  WgLineage lineage = { from, to, area_m2, -1 };

  for (guint i = change->lineage->len; i-- > 0;)
    {
      WgLineage *known = &g_array_index (change->lineage, WgLineage, i);

      if (known->from == from && known->to == to)
        {
          known->area_m2 += area_m2;
          return;
        }
    }

  g_array_append_val (change->lineage, lineage);
}

/** Says that a building gets (or loses) a share as this one is. */
void
wg_change_add_share (WgChange *change, const WgBuildingShare *share, gboolean is_added)
{
  WgShareChange row = { *share, is_added };

  row.share.units = g_intern_string (share->units);
  row.share.floors = g_intern_string (share->floors);
  g_array_append_val (change->shares, row);
}

void
wg_change_add_staff (WgChange *change, WgStaffKind kind, gpointer before, gpointer after)
{
  WgStaffChange row = { kind, *(const guint32 *) (before != NULL ? before : after), NULL, NULL };

  row.before = before != NULL ? wg_staff_ref (before) : NULL;
  row.after = after != NULL ? wg_staff_ref (after) : NULL;
  g_array_append_val (change->staff, row);
}

void
wg_change_set_buildings (WgChange *change, WgBuildingSet *before, WgBuildingSet *after)
{
  change->has_buildings = TRUE;
  change->buildings_before = before != NULL ? wg_building_set_ref (before) : NULL;
  change->buildings_after = after != NULL ? wg_building_set_ref (after) : NULL;
}

void
wg_change_set_barriers (WgChange *change, WgBarrierSet *before, WgBarrierSet *after)
{
  change->has_barriers = TRUE;
  change->barriers_before = before != NULL ? wg_barrier_set_ref (before) : NULL;
  change->barriers_after = after != NULL ? wg_barrier_set_ref (after) : NULL;
}

void
wg_change_set_addresses (WgChange *change, WgAddressSet *before, WgAddressSet *after)
{
  change->has_addresses = TRUE;
  change->addresses_before = before != NULL ? wg_address_set_ref (before) : NULL;
  change->addresses_after = after != NULL ? wg_address_set_ref (after) : NULL;
}

void
wg_change_add_acceptance (WgChange *change, const WgAcceptance *acceptance, gboolean is_withdrawn)
{
  change->has_acceptances = TRUE;
  g_ptr_array_add (is_withdrawn ? change->withdrawn : change->accepted, wg_acceptance_copy (acceptance));
}
