/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-finder-index"

#include "wg-finder-index.h"

static WgFinderIndex *
index_new (void)
{
  WgFinderIndex *index = g_new0 (WgFinderIndex, 1);

  index->ref_count = 1;
  return index;
}

static void
unref_grid (gpointer grid)
{
  if (grid != NULL)
    wg_grid_unref (grid);
}

/* Records of grids are immutable: the same record is the same text. */
static gboolean
has_same_grids (const WgFinderIndex *index, WgPlan *plan)
{
  guint32 limit = wg_plan_get_grid_limit (plan);

  if (index->grids->len != limit)
    return FALSE;
  for (guint32 id = 0; id < limit; id++)
    if (g_ptr_array_index (index->grids, id) != (id == 0 ? NULL : wg_plan_get_grid (plan, id)))
      return FALSE;
  return TRUE;
}

static void
add_text (WgFinderIndex *index, guint32 id, const char *a, const char *b, const char *c)
{
  const char *fields[] = { a, b, c };

  wg_text_pack_add (index->texts, fields, c != NULL && *c != '\0' ? 3 : 2, 3);
  g_array_append_val (index->ids, id);
}

static void
fill_grids (WgFinderIndex *index)
{
  for (guint32 id = 1; id < index->grids->len; id++)
    {
      const WgGrid *grid = g_ptr_array_index (index->grids, id);

      if (grid != NULL && !grid->is_retired)
        add_text (index, id, grid->name, grid->code, NULL);
    }
}

static void
fill_people (WgFinderIndex *index)
{
  for (guint32 id = 1; id < wg_people_limit (index->people, WG_STAFF_PERSON); id++)
    {
      const WgPerson *person = wg_people_get_person (index->people, id);

      if (person != NULL && person->is_active)
        add_text (index, id, person->name, person->phone, NULL);
    }
}

static void
fill_buildings (WgFinderIndex *index)
{
  for (guint i = 0; i < wg_building_set_count (index->buildings); i++)
    {
      const WgBuilding *building = wg_building_set_get (index->buildings, i);

      if ((building->address != NULL && *building->address != '\0')
          || (building->name != NULL && *building->name != '\0')
          || (building->code != NULL && *building->code != '\0'))
        add_text (index, i, building->address, building->name, building->code);
    }
}

WgFinderIndex *
wg_finder_index_of_grids (WgFinderIndex *known, WgPlan *plan)
{
  guint32 limit = wg_plan_get_grid_limit (plan);
  WgFinderIndex *index = NULL;

  if (known != NULL && has_same_grids (known, plan))
    return wg_finder_index_ref (known);
  index = index_new ();
  index->grids = g_ptr_array_new_full (limit, unref_grid);
  for (guint32 id = 0; id < limit; id++)
    {
      WgGrid *grid = id == 0 ? NULL : wg_plan_get_grid (plan, id);

      g_ptr_array_add (index->grids, grid != NULL ? wg_grid_ref (grid) : NULL);
    }
  return index;
}

WgFinderIndex *
wg_finder_index_of_people (WgFinderIndex *known, WgPlan *plan)
{
  WgPeople *people = wg_plan_get_people (plan);
  WgFinderIndex *index = NULL;

  if (people == NULL)
    return NULL;
  if (known != NULL && known->people == people)
    return wg_finder_index_ref (known);
  index = index_new ();
  index->people = wg_people_ref (people);
  return index;
}

WgFinderIndex *
wg_finder_index_of_buildings (WgFinderIndex *known, WgPlan *plan)
{
  WgBuildingSet *buildings = wg_plan_get_buildings (plan);
  WgFinderIndex *index = NULL;

  if (buildings == NULL)
    return NULL;
  if (known != NULL && known->buildings == buildings)
    return wg_finder_index_ref (known);
  index = index_new ();
  index->buildings = wg_building_set_ref (buildings);
  return index;
}

void
wg_finder_index_fill (WgFinderIndex *index)
{
  if (index->texts != NULL)
    return;
  index->texts = wg_text_pack_new (0);
  index->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (index->grids != NULL)
    fill_grids (index);
  else if (index->people != NULL)
    fill_people (index);
  else
    fill_buildings (index);
}

WgFinderIndex *
wg_finder_index_ref (WgFinderIndex *index)
{
  g_atomic_int_inc (&index->ref_count);
  return index;
}

void
wg_finder_index_unref (WgFinderIndex *index)
{
  if (!g_atomic_int_dec_and_test (&index->ref_count))
    return;
  g_clear_pointer (&index->grids, g_ptr_array_unref);
  g_clear_pointer (&index->people, wg_people_unref);
  g_clear_pointer (&index->buildings, wg_building_set_unref);
  wg_text_pack_free (index->texts);
  g_clear_pointer (&index->ids, g_array_unref);
  g_free (index);
}
