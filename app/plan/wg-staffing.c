/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-staffing"

#include "wg-staffing.h"

static const char *const preset_names[WG_STAFF_N_PRESETS] = { "1+1+N", "1+1+1+X", "1+3+N" };

/* Role, post type, least and most; a row of zeros ends a preset. */
static const WgStaffRule preset_rules[WG_STAFF_N_PRESETS][8] = {
  {
    { .role = WG_ROLE_LEADER, .min = 1, .max = 1 },
    { .role = WG_ROLE_WORKER, .post_type = WG_POST_FULL_TIME, .min = 1 },
    { .role = WG_ROLE_WORKER, .post_type = WG_POST_PART_TIME, .min = 1 },
  },
  {
    { .role = WG_ROLE_LEADER, .min = 1, .max = 1 },
    { .role = WG_ROLE_ADVISER, .min = 1 },
    { .role = WG_ROLE_WORKER, .min = 1 },
    { .role = WG_ROLE_WORKER, .post_type = WG_POST_VOLUNTEER },
  },
  {
    { .role = WG_ROLE_LEADER, .min = 1, .max = 1 },
    { .role = WG_ROLE_WORKER, .post_type = WG_POST_FULL_TIME, .min = 1 },
    { .role = WG_ROLE_WORKER, .post_type = WG_POST_PART_TIME, .min = 1 },
    { .role = WG_ROLE_ADVISER, .min = 1 },
    { .role = WG_ROLE_LIAISON },
  },
};

/* Rules of its property type where there are any, else those of any type. */
static gboolean
applies (const WgGrid *grid, const WgStaffRule *rule, gboolean has_own)
{
  if (has_own)
    return rule->property_type == grid->property_type;
  return rule->property_type == 0 && grid->kind != WG_GRID_SPECIAL;
}

static gboolean
has_own_rules (const WgPeople *people, const WgGrid *grid)
{
  guint n = 0;
  const guint32 *ids = wg_people_list_rules (people, grid->depth, &n);

  for (guint i = 0; i < n && grid->property_type != WG_PROPERTY_UNKNOWN; i++)
    if (((const WgStaffRule *) wg_people_get (people, WG_STAFF_RULE, ids[i]))->property_type
        == grid->property_type)
      return TRUE;
  return FALSE;
}

static void
collect_lines (const WgPeople *people, const WgGrid *grid, GArray *lines)
{
  gboolean has_own = has_own_rules (people, grid);
  guint n = 0;
  const guint32 *ids = wg_people_list_rules (people, grid->depth, &n);

  for (guint i = 0; i < n; i++)
    {
      WgStaffingLine line = { wg_people_get (people, WG_STAFF_RULE, ids[i]), 0, 0 };

      if (applies (grid, line.rule, has_own))
        g_array_append_val (lines, line);
    }
}

static gboolean
fits_line (const WgStaffingLine *line, const WgAssignment *assignment, guint post_type, gboolean wants_any)
{
  if (!wg_assignment_has_role (assignment, line->rule->role, line->rule->title))
    return FALSE;
  return wants_any ? line->rule->post_type == 0 : line->rule->post_type == post_type;
}

/* A rule for just that post first, then one for any; who says nothing of the post fills what is missing. */
static void
count_one (GArray *lines, const WgAssignment *assignment, guint post_type)
{
  WgStaffingLine *spare = NULL;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < lines->len; i++)
      {
        WgStaffingLine *line = &g_array_index (lines, WgStaffingLine, i);

        if (!fits_line (line, assignment, post_type, pass == 1)
            || (pass == 0 && (post_type == WG_POST_UNKNOWN || line->rule->post_type == 0)))
          continue;
        line->filled++;
        return;
      }
  for (guint i = 0; i < lines->len && post_type == WG_POST_UNKNOWN; i++)
    {
      WgStaffingLine *line = &g_array_index (lines, WgStaffingLine, i);

      if (!wg_assignment_has_role (assignment, line->rule->role, line->rule->title))
        continue;
      if (spare == NULL || (spare->filled >= spare->rule->min && line->filled < line->rule->min))
        spare = line;
    }
  if (spare != NULL)
    spare->filled++;
}

/* Those whose post is told count first, so that the others fill what is left. */
static void
count_staff (const WgPeople *people, const GPtrArray *staff, GArray *lines)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < staff->len; i++)
      {
        const WgAssignment *assignment = g_ptr_array_index (staff, i);
        const WgPerson *person = wg_people_get_person (people, assignment->person);

        if (assignment->deputy_of == 0 && (person->post_type == WG_POST_UNKNOWN) == (pass == 1))
          count_one (lines, assignment, person->post_type);
      }
}

static WgStaffingFlags
judge_staff (const WgPeople *people, const GPtrArray *staff, WgDay day)
{
  WgStaffingFlags flags = 0;
  guint n_leaders = 0;

  for (guint i = 0; i < staff->len; i++)
    {
      const WgAssignment *assignment = g_ptr_array_index (staff, i);

      n_leaders += assignment->role == WG_ROLE_LEADER && assignment->deputy_of == 0;
      if (!wg_phone_is_good (wg_people_get_person (people, assignment->person)->phone))
        flags |= WG_STAFFING_NO_PHONE;
      if (assignment->deputy_of == 0 && wg_people_find_acting (people, assignment, day) == NULL)
        flags |= WG_STAFFING_UNCOVERED;
    }
  return flags | (n_leaders > 1 ? WG_STAFFING_DOUBLED : 0);
}

static void
judge_lines (GArray *lines, WgStaffing *staffing)
{
  for (guint i = 0; i < lines->len; i++)
    {
      WgStaffingLine *line = &g_array_index (lines, WgStaffingLine, i);
      const WgStaffRule *rule = line->rule;

      line->vacant = rule->min > line->filled ? rule->min - line->filled : 0;
      staffing->needed += rule->min;
      staffing->filled += MIN (rule->min, line->filled);
      if (line->vacant > 0)
        staffing->flags |= WG_STAFFING_MISSING
                           | (rule->role == WG_ROLE_LEADER ? WG_STAFFING_NO_LEADER : 0);
      if (rule->max > 0 && line->filled > rule->max)
        staffing->flags |= WG_STAFFING_OVER;
    }
}

void
wg_staffing_get (WgPlan *plan, guint32 id, const WgWhen *when, WgStaffing *staffing_out,
                 GArray *lines_out)
{
  const WgPeople *people = wg_plan_get_people (plan);
  const WgGrid *grid = wg_plan_get_grid (plan, id);
  g_autoptr (GPtrArray) staff = g_ptr_array_new ();
  g_autoptr (GArray) lines = lines_out != NULL
                               ? g_array_ref (lines_out)
                               : g_array_sized_new (FALSE, FALSE, sizeof (WgStaffingLine), 8);

  *staffing_out = (WgStaffing){ 0 };
  g_array_set_size (lines, 0);
  if (grid == NULL || grid->is_retired)
    return;
  collect_lines (people, grid, lines);
  wg_people_collect (people, id, when, staff);
  count_staff (people, staff, lines);
  staffing_out->n_people = staff->len;
  staffing_out->flags = judge_staff (people, staff, when->day);
  judge_lines (lines, staffing_out);
  if (lines->len == 0)
    staffing_out->flags |= WG_STAFFING_NO_RULES;
  if (staff->len == 0 && staffing_out->needed > 0)
    staffing_out->flags |= WG_STAFFING_VACANT;
}

void
wg_staffing_collect (WgPlan *plan, guint32 id, const WgWhen *when, gboolean with_parents,
                     GArray *members_out)
{
  const WgPeople *people = wg_plan_get_people (plan);
  g_autoptr (GPtrArray) staff = g_ptr_array_new ();

  for (guint depth = 0; id != 0 && depth <= WG_MAX_DEPTH; depth++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid == NULL)
        break;
      g_ptr_array_set_size (staff, 0);
      wg_people_collect (people, id, when, staff);
      for (guint i = 0; i < staff->len; i++)
        {
          const WgAssignment *assignment = g_ptr_array_index (staff, i);
          WgStaffMember member = {
            assignment,
            wg_people_get_person (people, assignment->person),
            id,
            wg_people_find_leave (people, assignment->person, when->day),
            wg_people_find_acting (people, assignment, when->day),
          };

          g_array_append_val (members_out, member);
        }
      id = with_parents ? grid->parent : 0;
    }
}

const char *
wg_staff_preset_name (WgStaffPreset preset)
{
  return preset_names[preset];
}

gboolean
wg_staff_preset_find (const char *name, WgStaffPreset *preset_out)
{
  for (guint i = 0; i < WG_STAFF_N_PRESETS; i++)
    if (g_ascii_strcasecmp (name, preset_names[i]) == 0)
      {
        *preset_out = (WgStaffPreset) i;
        return TRUE;
      }
  return FALSE;
}

GArray *
wg_staff_preset_rules (WgStaffPreset preset, guint depth, WgPropertyType property_type)
{
  GArray *rules = g_array_new (FALSE, TRUE, sizeof (WgStaffRule));

  for (const WgStaffRule *rule = preset_rules[preset]; rule->role != 0; rule++)
    {
      WgStaffRule copy = *rule;

      copy.depth = depth;
      copy.property_type = property_type;
      g_array_append_val (rules, copy);
    }
  return rules;
}
