/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-plan"

#include "wg-plan-private.h"

#define SWAP(a, b) \
  G_STMT_START \
  { \
    __typeof__ (a) swapped_ = (a); \
    (a) = (b); \
    (b) = swapped_; \
  } \
  G_STMT_END

static gpointer
copy_grid (gconstpointer grid, gpointer user_data)
{
  return grid != NULL ? wg_grid_ref ((WgGrid *) grid) : NULL;
}

void
wg_level_clear (WgLevel *level)
{
  g_clear_pointer (&level->name, g_free);
  g_clear_pointer (&level->special_name, g_free);
}

void
wg_plan_swap_content (WgPlan *self, WgPlan *other)
{
  SWAP (self->frame, other->frame);
  SWAP (self->coverage, other->coverage);
  SWAP (self->levels, other->levels);
  SWAP (self->grids, other->grids);
  SWAP (self->people, other->people);
  SWAP (self->n_locked, other->n_locked);
  SWAP (self->rows, other->rows);
  SWAP (self->index, other->index);
  /* Buildings, barriers and addresses stay: they are no part of the division of the land. The codes of the
   * other schemes stay too. */
  g_clear_pointer (&self->tally, wg_tally_index_free);
  g_clear_pointer (&other->tally, wg_tally_index_free);
}

WgPlanIndex *
wg_plan_get_index (WgPlan *self)
{
  if (self->index == NULL)
    self->index = wg_plan_index_new (self->grids, self->coverage);
  return self->index;
}

WgTallyIndex *
wg_plan_get_tally_index (WgPlan *self)
{
  if (self->tally == NULL)
    self->tally = wg_tally_index_new (self, self->buildings);
  return self->tally;
}

void
wg_plan_offer_tally (WgPlan *self, WgPlan *counted)
{
  g_clear_pointer (&self->offered, wg_tally_index_free);
  if (counted != NULL)
    self->offered = g_steal_pointer (&counted->tally);
  if (self->offered != NULL)
    wg_tally_index_move (self->offered, self);
}

gboolean
wg_plan_has_tally_index (WgPlan *self)
{
  return self->tally != NULL;
}

/**
 * wg_plan_snapshot:
 *
 * Grids, lines and the frame are shared by reference (they are immutable); what is derived is made
 * anew when the snapshot is first asked for it. Call on the thread that owns @self; the snapshot
 * may go to another.
 *
 * Returns: (transfer full): an independent copy
 */
WgPlan *
wg_plan_snapshot (WgPlan *self)
{
  WgPlan *copy = wg_plan_new (self->name, self->frame);

  copy->wanted_crs = g_strdup (self->wanted_crs);
  wg_plan_set_buildings (copy, self->buildings);
  wg_plan_set_barriers (copy, self->barriers);
  wg_plan_set_addresses (copy, self->addresses);
  wg_plan_set_people (copy, self->people);
  wg_plan_set_code_book (copy, self->code_book);
  g_clear_pointer (&copy->coverage, wg_coverage_free);
  copy->coverage = wg_coverage_copy (self->coverage);
  for (guint i = 0; i < self->levels->len; i++)
    {
      const WgLevel *level = &g_array_index (self->levels, WgLevel, i);

      wg_plan_add_level (copy, level->name, level->special_name);
      wg_plan_set_level_rule (copy, i + 1, &level->rule);
    }
  copy->n_locked = self->n_locked;
  g_ptr_array_set_size (copy->grids, 0);
  for (guint i = 0; i < self->grids->len; i++)
    g_ptr_array_add (copy->grids, copy_grid (g_ptr_array_index (self->grids, i), NULL));
  return copy;
}
