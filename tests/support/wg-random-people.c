/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-random-people.h"

#include "app/plan/wg-people-commands.h"
#include "app/plan/wg-staffing.h"

#define FIRST_DAY 739500 /* some time in 2025 */

static guint32
pick (WgRandom *random, guint32 limit)
{
  return (guint32) wg_random_int (random, 1, MAX (limit, 2));
}

static gboolean
put_person (WgRandom *random, WgHistory *history, GError **error)
{
  const WgPeople *people = wg_plan_get_people (wg_history_get_plan (history));
  guint32 id = pick (random, wg_people_limit (people, WG_STAFF_PERSON));
  const WgPerson *known = wg_people_get_person (people, id);
  g_autofree char *name = g_strdup_printf ("人%u", (guint) wg_random_int (random, 0, 1000));
  WgPerson values = { .is_active = TRUE, .name = name };

  if (known != NULL && wg_random_int (random, 0, 3) == 0)
    {
      values = *known;
      values.is_active = !known->is_active;
    }
  return wg_command_put_person (history, &values, error) != 0;
}

static gboolean
assign (WgRandom *random, WgHistory *history, GError **error)
{
  WgPlan *plan = wg_history_get_plan (history);
  const WgPeople *people = wg_plan_get_people (plan);
  guint32 principal = pick (random, wg_people_limit (people, WG_STAFF_ASSIGNMENT));
  WgAssignment values = {
    .person = pick (random, wg_people_limit (people, WG_STAFF_PERSON)),
    .grid = pick (random, wg_plan_get_grid_limit (plan)),
    .role = (guint32) wg_random_int (random, 0, WG_ROLE_N),
    .mode = (guint32) wg_random_int (random, 0, 2),
    .from = FIRST_DAY + (WgDay) wg_random_int (random, 0, 900),
    .title = "宣传员",
  };

  if (wg_random_int (random, 0, 4) == 0)
    values.to = values.from + (WgDay) wg_random_int (random, 0, 400);
  if (wg_random_int (random, 0, 4) == 0 && wg_people_get_assignment (people, principal) != NULL)
    {
      values.deputy_of = principal;
      values.grid = wg_people_get_assignment (people, principal)->grid;
    }
  return wg_command_assign_person (history, &values, wg_random_int (random, 0, 3) == 0, error) != 0;
}

static gboolean
put_leave (WgRandom *random, WgHistory *history, GError **error)
{
  const WgPeople *people = wg_plan_get_people (wg_history_get_plan (history));
  guint32 limit = wg_people_limit (people, WG_STAFF_PERSON);
  WgLeave values = { .person = pick (random, limit), .deputy = pick (random, limit), .from = FIRST_DAY,
                     .to = FIRST_DAY + (WgDay) wg_random_int (random, 0, 30) };

  return wg_command_put_leave (history, &values, error) != 0;
}

static gboolean
set_rules (WgRandom *random, WgHistory *history, GError **error)
{
  guint depth = (guint) wg_random_int (random, 1, 5);
  WgPropertyType type = wg_random_int (random, 0, 2) ? WG_PROPERTY_MIXED : WG_PROPERTY_UNKNOWN;
  g_autoptr (GArray) rules = NULL;

  rules = wg_staff_preset_rules ((WgStaffPreset) wg_random_int (random, 0, WG_STAFF_N_PRESETS), depth, type);
  return wg_command_set_staff_rules (history, depth, type, wg_random_int (random, 0, 4) ? rules : NULL, error);
}

gboolean
wg_random_people (WgRandom *random, WgHistory *history, GError **error)
{
  const WgPeople *people = wg_plan_get_people (wg_history_get_plan (history));
  gint64 dice = wg_random_int (random, 0, 20);

  if (dice < 4 || wg_people_count (people, WG_STAFF_PERSON) == 0)
    return put_person (random, history, error);
  if (dice < 14)
    return assign (random, history, error);
  if (dice < 16)
    return wg_command_end_assignment (history, pick (random, wg_people_limit (people, WG_STAFF_ASSIGNMENT)),
                                      FIRST_DAY + (WgDay) wg_random_int (random, 0, 900), error);
  if (dice < 18)
    return put_leave (random, history, error);
  if (dice < 19)
    return wg_command_remove_person (history, pick (random, wg_people_limit (people, WG_STAFF_PERSON)), error);
  return set_rules (random, history, error);
}
