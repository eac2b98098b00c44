/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tally-once"

#include "wg-tally-private.h"

/* A divided building is one building in each grid that has several of its parts: tallies of parts
 * add up to a count for each part, which this takes back. */

#define MAX_PARTS (WG_BUILDING_MAX_SHARES + 1)

/* What the parts of one building in one grid count as unknown or estimated. */
typedef struct
{
  guint32 grid;
  WgTally parts;
} Meeting;

static void
add_meeting (GArray *meetings, guint32 grid, const WgTally *part)
{
  Meeting *found = NULL;

  for (guint i = 0; i < meetings->len && found == NULL; i++)
    if (g_array_index (meetings, Meeting, i).grid == grid)
      found = &g_array_index (meetings, Meeting, i);
  if (found == NULL)
    {
      g_array_set_size (meetings, meetings->len + 1);
      found = &g_array_index (meetings, Meeting, meetings->len - 1);
      *found = (Meeting){ .grid = grid };
    }
  wg_tally_add (&found->parts, part, 1);
}

static guint32
beyond_one (guint32 n)
{
  return n > 1 ? n - 1 : 0;
}

static WgTally
beyond (const WgTally *parts)
{
  WgTally tally = { 0 };

  tally.households.n_unknown = beyond_one (parts->households.n_unknown);
  tally.households.n_estimated = beyond_one (parts->households.n_estimated);
  tally.people.n_unknown = beyond_one (parts->people.n_unknown);
  tally.people.n_estimated = beyond_one (parts->people.n_estimated);
  return tally;
}

static gboolean
is_nothing (const WgTally *tally)
{
  static const WgTally nothing = { 0 };

  return wg_tally_equal (tally, &nothing);
}

/* The parts of a building as they count; the last is what stays with its land. */
static guint
collect_tallies (WgBuildingSet *set, guint place, const WgBuildingShare **shares_out,
                 WgTally *tallies_out)
{
  const WgBuilding *building = wg_building_set_get (set, place);
  WgBuildingPart parts[MAX_PARTS];
  guint n = 0;

  *shares_out = wg_building_set_find_shares (set, building->id, &n);
  n = MIN (n, WG_BUILDING_MAX_SHARES);
  wg_building_split_count (building, *shares_out, n, parts);
  for (guint i = 0; i <= n; i++)
    {
      tallies_out[i] = wg_tally_of_part (building, &parts[i], i == n);
      tallies_out[i].households.sum = tallies_out[i].people.sum = 0;
    }
  return n;
}

gboolean
wg_tally_is_met_twice (WgBuildingSet *set, guint place)
{
  const WgBuildingShare *shares = NULL;
  WgTally tallies[MAX_PARTS], sum = { 0 }, twice;
  guint n = collect_tallies (set, place, &shares, tallies);

  for (guint i = 0; i <= n; i++)
    wg_tally_add (&sum, &tallies[i], 1);
  twice = beyond (&sum);
  return n > 0 && !is_nothing (&twice);
}

void
wg_tally_visit_twice (WgBuildingSet *set, guint place, guint32 owner, const WgTallyVisit *visit)
{
  const WgBuildingShare *shares = NULL;
  WgTally tallies[MAX_PARTS];
  guint n = collect_tallies (set, place, &shares, tallies);
  g_autoptr (GArray) meetings = g_array_new (FALSE, FALSE, sizeof (Meeting));

  for (guint i = 0; i <= n; i++)
    {
      guint32 id = i < n ? shares[i].grid : owner;
      const WgGrid *grid = id != 0 ? visit->get_grid (visit->user_data, id) : NULL;

      if (grid == NULL)
        add_meeting (meetings, 0, &tallies[i]);
      for (; grid != NULL;
           grid = grid->parent != 0 ? visit->get_grid (visit->user_data, grid->parent) : NULL)
        add_meeting (meetings, grid->id, &tallies[i]);
    }
  for (guint i = 0; i < meetings->len; i++)
    {
      const Meeting *meeting = &g_array_index (meetings, Meeting, i);
      WgTally twice = beyond (&meeting->parts);

      if (!is_nothing (&twice))
        visit->take (visit->user_data, meeting->grid, &twice);
    }
}

static const WgGrid *
get_grid (gpointer user_data, guint32 id)
{
  return wg_plan_get_grid (((WgTallyIndex *) user_data)->plan, id);
}

static void
take (gpointer user_data, guint32 grid, const WgTally *twice)
{
  WgTallyIndex *self = user_data;

  wg_tally_add (&g_array_index (self->grids, WgTally, grid), twice, -1);
}

void
wg_tally_index_note_twice (WgTallyIndex *self, guint place)
{
  guint at = 0;

  while (at < self->twice->len && g_array_index (self->twice, guint, at) != place)
    at++;
  if (wg_tally_is_met_twice (self->buildings, place))
    {
      if (at == self->twice->len)
        g_array_append_val (self->twice, place);
    }
  else if (at < self->twice->len)
    g_array_remove_index_fast (self->twice, at);
}

void
wg_tally_index_take_twice (WgTallyIndex *self)
{
  const WgTallyVisit visit = { get_grid, take, self };
  const WgCoverage *coverage = wg_plan_get_coverage (self->plan);

  for (guint i = 0; i < self->twice->len; i++)
    {
      guint place = g_array_index (self->twice, guint, i);

      wg_tally_visit_twice (self->buildings, place,
                            wg_coverage_owner (coverage, wg_tally_index_get_face (self, place)),
                            &visit);
    }
}
