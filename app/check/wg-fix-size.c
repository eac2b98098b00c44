/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-fix"

#include "wg-fix-neighbours.h"
#include "wg-fix-private.h"

#define MOST_MERGES 3

static gboolean
has_room (const WgSizeBand *band, gint64 count)
{
  return band->max == 0 || count <= band->max;
}

/** Would both together keep to the most of every size rule? */
static gboolean
fit_together (WgPlan *plan, const WgGrid *grid, const WgGrid *other)
{
  const WgLevelRule *rule = wg_plan_get_rule (plan, other);
  WgTally one = { 0 }, two = { 0 };

  wg_plan_get_tally (plan, grid->id, &one);
  wg_plan_get_tally (plan, other->id, &two);
  return has_room (&rule->households, one.households.sum + two.households.sum)
         && has_room (&rule->people, one.people.sum + two.people.sum)
         && has_room (&rule->area, (gint64) (wg_tally_area_m2 (&one) + wg_tally_area_m2 (&two)));
}

/** Grids of the same parent and kind that it is not too large with, the longest border first. */
static void
add_merges (GPtrArray *fixes, WgPlan *plan, const WgFinding *finding)
{
  const WgGrid *grid = wg_plan_get_grid (plan, finding->grid);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) neighbours = NULL;
  guint n = 0;

  wg_plan_collect_faces (plan, grid->id, faces);
  neighbours = wg_fix_find_neighbours (plan, faces, grid->depth);
  for (guint i = 0; i < neighbours->len && n < MOST_MERGES; i++)
    {
      const WgFixNeighbour *neighbour = &g_array_index (neighbours, WgFixNeighbour, i);
      const WgGrid *other = wg_plan_get_grid (plan, neighbour->grid);
      WgFix *fix = NULL;

      if (other->parent != grid->parent || other->kind != grid->kind
          || !fit_together (plan, grid, other))
        continue;
      fix = wg_fix_add (fixes, WG_FIX_MERGE, other->id);
      fix->retires = TRUE;
      fix->border_m = neighbour->length_m;
      n++;
    }
}

void
wg_fix_add_size (GPtrArray *fixes, WgPlan *plan, const WgFinding *finding)
{
  const WgGrid *grid = wg_plan_get_grid (plan, finding->grid);

  if (grid == NULL || grid->is_retired)
    return;
  if (finding->value > finding->limit)
    wg_fix_add (fixes, WG_FIX_ASK_SPLIT, grid->id);
  else
    add_merges (fixes, plan, finding);
  wg_fix_add (fixes, WG_FIX_ASK_BORDER, grid->id);
}

void
wg_fix_add_unbuilt (GPtrArray *fixes, WgPlan *plan, const WgFinding *finding)
{
  const WgGrid *grid = wg_plan_get_grid (plan, finding->grid);

  if (grid == NULL || grid->is_retired)
    return;
  wg_fix_add (fixes, WG_FIX_SPECIAL, grid->id);
  add_merges (fixes, plan, finding);
}

void
wg_fix_add_landless (GPtrArray *fixes, WgPlan *plan, const WgFinding *finding)
{
  const WgGrid *grid = wg_plan_get_grid (plan, finding->grid);
  const GArray *siblings = NULL;
  const WgGrid *before = NULL, *after = NULL;

  if (grid == NULL || grid->is_retired)
    return;
  siblings = wg_plan_get_children (plan, grid->parent);
  /* Nobody knows where it was: those beside it by code. */
  for (guint i = 0, is_past = FALSE; i < siblings->len; i++)
    {
      const WgGrid *other = wg_plan_get_grid (plan, g_array_index (siblings, guint32, i));
      WgEnvelope extent = wg_plan_get_extent (plan, other->id);

      if (other->id == grid->id)
        is_past = TRUE;
      else if (other->depth != grid->depth || wg_envelope_is_empty (&extent))
        continue;
      else if (!is_past)
        before = other;
      else if (after == NULL)
        after = other;
    }
  if (before != NULL)
    wg_fix_add (fixes, WG_FIX_MERGE, before->id)->retires = TRUE;
  if (after != NULL)
    wg_fix_add (fixes, WG_FIX_MERGE, after->id)->retires = TRUE;
  wg_fix_add (fixes, WG_FIX_ASK_LAND, grid->id);
}
