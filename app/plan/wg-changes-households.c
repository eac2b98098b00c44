/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-changes"

#include "wg-changes-private.h"

#include "../geometry/wg-coverage-shape.h"
#include "../geometry/wg-key-map.h"

/* The flows of one level, found by their two grids. */
typedef struct
{
  GArray *flows;
  WgKeyMap places;
  guint *n_unknown; /* buildings that do not tell, by flow */
} Level;

static void
level_init (Level *level, GArray *flows)
{
  level->flows = flows;
  level->n_unknown = g_new0 (guint, flows->len + 1);
  for (guint i = 0; i < flows->len; i++)
    {
      WgLineage *flow = &g_array_index (flows, WgLineage, i);

      flow->households = 0;
      wg_key_map_set (&level->places, wg_key_of_pair (flow->from, flow->to), i);
    }
}

/* Where no building tells, nothing is known: that is not zero. */
static void
level_end (Level *level)
{
  for (guint i = 0; i < level->flows->len; i++)
    {
      WgLineage *flow = &g_array_index (level->flows, WgLineage, i);

      if (flow->households == 0 && level->n_unknown[i] > 0)
        flow->households = -1;
      flow->is_at_least = flow->households >= 0 && level->n_unknown[i] > 0;
    }
  wg_key_map_clear (&level->places);
  g_free (level->n_unknown);
}

static void
count_building (Level *level, const WgBuilding *building, guint32 from, guint32 to)
{
  guint32 place = wg_key_map_get (&level->places, wg_key_of_pair (from, to), G_MAXUINT32);
  WgLineage *flow = NULL;

  if (from == to || place == G_MAXUINT32)
    return;
  if (building->households == WG_COUNT_NOT_KNOWN)
    {
      level->n_unknown[place]++;
      return;
    }
  flow = &g_array_index (level->flows, WgLineage, place);
  flow->households += building->households;
  flow->is_estimated |= building->is_estimated;
}

static WgEnvelope
moved_envelope (const WgChanges *changes)
{
  const WgCoverage *overlay = wg_changes_get_overlay (changes);
  guint n_levels = wg_plan_get_n_levels (wg_changes_get_after (changes));
  WgEnvelope envelope = WG_ENVELOPE_EMPTY;

  for (WgArcId id = 1; id < wg_coverage_arc_limit (overlay); id++)
    {
      const WgArc *arc = wg_coverage_arc (overlay, id);
      gboolean is_moved = FALSE;

      for (guint i = 0; arc != NULL && i < 2 * (n_levels + 1); i++)
        {
          WgFaceId face = i % 2 == 0 ? arc->left : arc->right;

          is_moved |= wg_changes_get_grid_before (changes, face, i / 2)
                      != wg_changes_get_grid_after (changes, face, i / 2);
        }
      if (is_moved)
        wg_envelope_add (&envelope, &arc->line->envelope);
    }
  return envelope;
}

void
wg_changes_count_households (const WgChanges *changes, GArray *const flows[WG_MAX_DEPTH + 1])
{
  WgBuildingSet *buildings = wg_plan_get_buildings (wg_changes_get_after (changes));
  guint n_levels = wg_plan_get_n_levels (wg_changes_get_after (changes));
  WgEnvelope envelope = WG_ENVELOPE_EMPTY;
  Level levels[WG_MAX_DEPTH + 1] = { 0 };

  if (buildings == NULL || wg_building_set_count (buildings) == 0 || flows[0]->len == 0)
    return;
  envelope = moved_envelope (changes);
  for (guint depth = 0; depth <= n_levels; depth++)
    level_init (&levels[depth], flows[depth]);
  for (guint i = 0; i < wg_building_set_count (buildings); i++)
    {
      const WgBuilding *building = wg_building_set_get (buildings, i);
      WgFaceId face = WG_FACE_OUTSIDE;

      if (!wg_envelope_contains (&envelope, building->point))
        continue;
      face = wg_coverage_face_at (wg_changes_get_overlay (changes), building->point);
      for (guint depth = 0; face != WG_FACE_OUTSIDE && depth <= n_levels; depth++)
        count_building (&levels[depth], building, wg_changes_get_grid_before (changes, face, depth),
                        wg_changes_get_grid_after (changes, face, depth));
    }
  for (guint depth = 0; depth <= n_levels; depth++)
    level_end (&levels[depth]);
}
