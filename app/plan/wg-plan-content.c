/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-plan"

/* What a plan holds besides its grids and their land: buildings, barriers, addresses, people, and the counts. */

#include "wg-plan-private.h"

WgBuildingSet *
wg_plan_get_buildings (WgPlan *self)
{
  return self->buildings;
}

void
wg_plan_set_buildings (WgPlan *self, WgBuildingSet *buildings)
{
  if (self->buildings == buildings)
    {
      g_clear_pointer (&self->offered, wg_tally_index_free);
      return;
    }
  g_clear_pointer (&self->tally, wg_tally_index_free);
  g_clear_pointer (&self->buildings, wg_building_set_unref);
  self->buildings = buildings != NULL ? wg_building_set_ref (buildings) : NULL;
  if (self->offered != NULL && wg_tally_index_is_of (self->offered, buildings))
    self->tally = g_steal_pointer (&self->offered);
  g_clear_pointer (&self->offered, wg_tally_index_free);
}

WgBarrierSet *
wg_plan_get_barriers (WgPlan *self)
{
  return self->barriers;
}

void
wg_plan_set_barriers (WgPlan *self, WgBarrierSet *barriers)
{
  if (barriers != NULL)
    wg_barrier_set_ref (barriers);
  g_clear_pointer (&self->barriers, wg_barrier_set_unref);
  self->barriers = barriers;
}

WgAddressSet *
wg_plan_get_addresses (WgPlan *self)
{
  return self->addresses;
}

void
wg_plan_set_addresses (WgPlan *self, WgAddressSet *addresses)
{
  if (addresses != NULL)
    wg_address_set_ref (addresses);
  g_clear_pointer (&self->addresses, wg_address_set_unref);
  self->addresses = addresses;
}

WgPeople *
wg_plan_get_people (WgPlan *self)
{
  return self->people;
}

void
wg_plan_set_people (WgPlan *self, WgPeople *people)
{
  WgPeople *next = people != NULL ? wg_people_ref (people) : wg_people_new ();

  g_clear_pointer (&self->people, wg_people_unref);
  self->people = next;
}

void
wg_plan_get_tally (WgPlan *self, guint32 grid, WgTally *tally_out)
{
  wg_tally_index_get (wg_plan_get_tally_index (self), grid, tally_out);
}

WgFaceId
wg_plan_get_building_face (WgPlan *self, guint index)
{
  return wg_tally_index_get_face (wg_plan_get_tally_index (self), index);
}

guint
wg_plan_count_buildings (WgPlan *self, WgFaceId face, guint *first_out)
{
  return wg_tally_index_count (wg_plan_get_tally_index (self), face, first_out);
}
