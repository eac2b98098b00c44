/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-subdivide-words"

#include "wg-subdivide-words.h"

#include "wg-words-building.h"
#include "wg-words-tally.h"
#include "wg-words.h"

#include <glib/gi18n.h>

const char *
wg_words_barrier_class (WgBarrierClass barrier_class)
{
  switch (barrier_class)
    {
    case WG_BARRIER_LANE:
      return _("lanes");
    case WG_BARRIER_MINOR:
      return _("minor roads");
    case WG_BARRIER_ARTERIAL:
      return _("main roads");
    case WG_BARRIER_RAILWAY:
      return _("railways");
    case WG_BARRIER_RIVER:
      return _("rivers and other water");
    case WG_BARRIER_WALL:
      return _("walls and fences");
    case WG_BARRIER_DRAWN:
      return _("drawn lines");
    default:
      return _("inside street blocks");
    }
}

static char *
describe_large (WgPlan *plan, const char *name, const char *amount, const WgSubdivideTrouble *trouble)
{
  WgBuildingSet *set = wg_plan_get_buildings (plan);
  const WgBuilding *building = set != NULL ? wg_building_set_find (set, trouble->building) : NULL;
  g_autofree char *title = building != NULL ? wg_words_building_title (building) : NULL;

  if (title == NULL)
    return g_strdup_printf (_("%s, part %u (%s): one building, or buildings that touch, "
                              "already have more than the most"),
                            name, (guint) trouble->part + 1, amount);
  /* Translators: a grid, the number of its part, what the part has, a building */
  return g_strdup_printf (_("%s, part %u (%s): “%s”, with the buildings that touch it, has more than the "
                            "most alone; divide it between grids by units and floors, or raise the most"),
                          name, (guint) trouble->part + 1, amount, title);
}

static char *
describe_crossed (const char *name, const WgSubdivideTrouble *trouble)
{
  g_autofree char *length = wg_words_length ((double) trouble->amount);

  /* Translators: a grid, the number of its part, a length such as "120 m" */
  return g_strdup_printf (_("%s, part %u: a line that is never crossed ends in it, and it reaches round the end; "
                            "%s of the line lie inside"),
                          name, (guint) trouble->part + 1, length);
}

static char *
describe_part (WgPlan *plan, const char *name, const WgSubdivideTrouble *trouble)
{
  guint part = (guint) trouble->part + 1;
  g_autofree char *amount = wg_words_amount (trouble->amount, trouble->is_estimated);
  g_autofree char *people = wg_words_amount (trouble->people, trouble->is_estimated);
  g_autofree char *reachable = wg_words_amount (trouble->reachable, trouble->is_reachable_estimated);

  /* Translators: of all these: a grid, the number of its part, what the part has, such as "≈417" */
  switch (trouble->reason)
    {
    case WG_SUBDIVIDE_UNIT_TOO_LARGE:
      return describe_large (plan, name, amount, trouble);
    case WG_SUBDIVIDE_ISLAND_TOO_SMALL:
      return g_strdup_printf (_("%s, part %u (%s): all that can be reached without crossing "
                                "a barrier or the land of others has only %s"),
                              name, part, amount, reachable);
    case WG_SUBDIVIDE_ISLAND_NO_COUNT:
      return g_strdup_printf (_("%s, part %u (%s): no number of parts fits, "
                                "%s in all"),
                              name, part, amount, reachable);
    case WG_SUBDIVIDE_LOCKED:
      return g_strdup_printf (_("%s, part %u (%s): beside locked or special grids only %s are left; unlock one of "
                                "them, or change the band"),
                              name, part, amount, reachable);
    case WG_SUBDIVIDE_PIECES:
      return g_strdup_printf (_("%s, part %u (%s): it is in pieces that do not touch"),
                              name, part, amount);
    case WG_SUBDIVIDE_PEOPLE:
      return g_strdup_printf (_("%s, part %u (%s): its %s people are not in their band; another seed may find a way"),
                              name, part, amount, people);
    case WG_SUBDIVIDE_NO_COUNT_OF_BOTH:
      return g_strdup_printf (_("%s, part %u (%s): its %s people are not in their band, and no number of parts fits "
                                "both bands"),
                              name, part, amount, people);
    case WG_SUBDIVIDE_NO_DIVISION:
      return g_strdup_printf (_("%s, part %u (%s): all ways to divide what can be reached were tried"), name, part,
                              amount);
    default:
      return g_strdup_printf (_("%s, part %u (%s): no better way was found; another seed may "
                                "find one"),
                              name, part, amount);
    }
}

char *
wg_words_subdivide_trouble (WgPlan *plan, guint32 parent, const WgSubdivideTrouble *trouble)
{
  g_autofree char *name = wg_words_grid (plan, parent);

  switch (trouble->reason)
    {
    case WG_SUBDIVIDE_NO_COUNTS:
      return g_strdup_printf (_("%s stays as it is: none of its buildings has a number"), name);
    case WG_SUBDIVIDE_ALL_NONE:
      return g_strdup_printf (_("%s stays as it is: its buildings are counted, and have none"), name);
    case WG_SUBDIVIDE_GRIDS_BELOW:
      return g_strdup_printf (_("%s stays as it is: grids of other levels lie in it"), name);
    case WG_SUBDIVIDE_NO_LAND:
      return g_strdup_printf (_("%s stays as it is: it has no land that may be cut"), name);
    case WG_SUBDIVIDE_ALL_HELD:
      return g_strdup_printf (_("%s stays as it is: all its grids are locked or special; unlock those that may "
                                "change"),
                              name);
    case WG_SUBDIVIDE_NEVER_CROSSED:
      return describe_crossed (name, trouble);
    default:
      return describe_part (plan, name, trouble);
    }
}

char *
wg_words_cut_compound (WgPlan *plan, guint32 parent, const WgSubdivideCutCompound *compound)
{
  WgBuildingSet *set = wg_plan_get_buildings (plan);
  const WgBuilding *building = set != NULL ? wg_building_set_find (set, compound->building) : NULL;
  g_autofree char *grid = wg_words_grid (plan, parent);
  g_autofree char *count = wg_words_count ((guint64) compound->amount);
  g_autofree char *amount = g_strconcat (compound->is_estimated ? "≈" : "", count, NULL);
  g_autofree char *title = compound->name != NULL && *compound->name != '\0' ? g_strdup (compound->name)
                           : building != NULL                                ? wg_words_building_title (building)
                                                                             : g_strdup ("");

  /* Translators: of both: a grid, a compound or a building of it, what the compound has, such as "≈417" */
  return compound->is_too_large
           ? g_strdup_printf (_("%s: the compound of “%s” (%s) has more than the most alone, so it is divided"), grid,
                              title, amount)
           : g_strdup_printf (_("%s: the compound of “%s” (%s) is divided between grids"), grid, title, amount);
}
