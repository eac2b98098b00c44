/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-share-changes"

#include "wg-share-changes.h"

#include "wg-building-split.h"

/* The shares of the building that has the one at @at; they lie together. */
static guint
count_run (const GArray *shares, guint at)
{
  guint n = 1;

  while (at + n < shares->len
         && g_array_index (shares, WgBuildingShare, at + n).building
              == g_array_index (shares, WgBuildingShare, at).building)
    n++;
  return n;
}

static guint32
building_at (const GArray *shares, guint at)
{
  return shares != NULL && at < shares->len ? g_array_index (shares, WgBuildingShare, at).building
                                            : G_MAXUINT32;
}

static gboolean
are_same (const WgDividedBuilding *change)
{
  if (change->n_before != change->n_after)
    return FALSE;
  for (guint i = 0; i < change->n_before; i++)
    if (wg_building_share_compare (&change->before[i], &change->after[i]) != 0)
      return FALSE;
  return TRUE;
}

static const GArray *
get_shares (WgPlan *plan)
{
  WgBuildingSet *set = wg_plan_get_buildings (plan);

  return set != NULL ? wg_building_set_shares (set) : NULL;
}

GArray *
wg_share_changes_list (WgPlan *before, WgPlan *after)
{
  const GArray *first = get_shares (before), *second = get_shares (after);
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (WgDividedBuilding));
  guint i = 0, k = 0;

  while (building_at (first, i) != G_MAXUINT32 || building_at (second, k) != G_MAXUINT32)
    {
      WgDividedBuilding change = { .building = MIN (building_at (first, i), building_at (second, k)) };

      if (building_at (first, i) == change.building)
        {
          change.before = &g_array_index (first, WgBuildingShare, i);
          change.n_before = count_run (first, i);
          i += change.n_before;
        }
      if (building_at (second, k) == change.building)
        {
          change.after = &g_array_index (second, WgBuildingShare, k);
          change.n_after = count_run (second, k);
          k += change.n_after;
        }
      if (!are_same (&change))
        g_array_append_val (changes, change);
    }
  return changes;
}
