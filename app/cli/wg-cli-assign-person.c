/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-commands.h"
#include "../plan/wg-people-commands.h"
#include "../plan/wg-staffing.h"

#include <glib/gi18n.h>
#include <string.h>

static char *option_grid;
static char *option_name;
static char *option_phone;
static char *option_role;
static char *option_mode;
static char *option_employer;
static char *option_post;
static char *option_from;
static char *option_to;
static char *option_part;
static char *option_deputy_of;
static gboolean option_replace;
static gboolean option_end;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "grid", 'g', 0, G_OPTION_ARG_STRING, &option_grid, N_ ("The grid, by code"), N_ ("CODE") },
  { "name", 0, 0, G_OPTION_ARG_STRING, &option_name, N_ ("The person; somebody new when nobody has this name"),
    N_ ("NAME") },
  { "phone", 0, 0, G_OPTION_ARG_STRING, &option_phone, N_ ("The work phone; tells people of one name apart"),
    N_ ("NUMBER") },
  { "role", 0, 0, G_OPTION_ARG_STRING, &option_role,
    N_ ("leader, worker, adviser, assistant, building-chief, area-head, liaison, cadre, or a word of your own"),
    N_ ("ROLE") },
  { "mode", 0, 0, G_OPTION_ARG_STRING, &option_mode, N_ ("Routine or emergency staff"), "routine|emergency" },
  { "employer", 0, 0, G_OPTION_ARG_STRING, &option_employer, N_ ("Employer of somebody new"), N_ ("TEXT") },
  { "post", 0, 0, G_OPTION_ARG_STRING, &option_post,
    N_ ("full-time, part-time, volunteer, delegated, property or other"), N_ ("POST") },
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from, N_ ("The first day (today)"), "2026-11-22" },
  { "to", 0, 0, G_OPTION_ARG_STRING, &option_to, N_ ("The last day"), "2027-11-21" },
  { "part", 0, 0, G_OPTION_ARG_STRING, &option_part, N_ ("For which part of the grid"), N_ ("TEXT") },
  { "deputy-of", 0, 0, G_OPTION_ARG_STRING, &option_deputy_of,
    N_ ("Stands in for this person of the grid in this role"), N_ ("NAME") },
  { "replace", 0, 0, G_OPTION_ARG_NONE, &option_replace,
    N_ ("Whoever has the role in the grid ends on the day before"), NULL },
  { "end", 0, 0, G_OPTION_ARG_NONE, &option_end, N_ ("End the person’s role in the grid instead, on --to (today)"),
    NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the assignment as JSON"), NULL },
  { NULL },
};

/* 0: nobody; G_MAXUINT32: several. */
static guint32
find_person (const WgPeople *people, const char *name, const char *phone)
{
  guint32 found = 0;

  for (guint32 id = 1; id < wg_people_limit (people, WG_STAFF_PERSON); id++)
    {
      const WgPerson *person = wg_people_get_person (people, id);

      if (person == NULL || !g_str_equal (person->name, name)
          || (phone != NULL && !g_str_equal (person->phone, phone)))
        continue;
      if (found != 0)
        return G_MAXUINT32;
      found = id;
    }
  return found;
}

static gboolean
set_no_person (GError **error, const char *name)
{
  g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_PERSON, "nobody, or several people: %s", name);
  return FALSE;
}

/* The person's assignment in the grid and role that holds on @day; 0: none. */
static guint32
find_assignment (const WgPeople *people, guint32 person, const WgAssignment *like, WgDay day)
{
  guint n = 0;
  const guint32 *ids = wg_people_list_person (people, person, &n);

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *one = wg_people_get_assignment (people, ids[i]);

      if (one->grid == like->grid && one->mode == like->mode
          && (option_role == NULL || wg_assignment_has_role (one, like->role, like->title))
          && wg_day_is_within (day, one->from, one->to))
        return one->id;
    }
  return 0;
}

static guint32
add_person (WgPeopleEdit *edit, const char *phone)
{
  WgPerson values = { .is_active = TRUE, .name = option_name, .phone = phone, .employer = option_employer,
                      .post_type = wg_post_type_from_text (option_post) };

  return wg_people_edit_put (edit, WG_STAFF_PERSON, &values);
}

/* A new person and the role are one step. */
static guint32
assign_somebody_new (WgHistory *history, WgAssignment *values, const char *phone, GError **error)
{
  g_autoptr (WgPeopleEdit) edit = wg_people_edit_new (history);
  guint32 id = 0;

  values->person = add_person (edit, phone);
  id = wg_people_edit_put (edit, WG_STAFF_ASSIGNMENT, values);
  return wg_people_edit_commit (edit, "assign-person", option_name, error) ? id : 0;
}

static void
print_assignment (WgPlan *plan, guint32 id)
{
  const WgPeople *people = wg_plan_get_people (plan);
  const WgAssignment *one = wg_people_get_assignment (people, id);
  g_autofree char *from = one != NULL ? wg_day_to_text (one->from) : NULL;
  g_autofree char *to = one != NULL ? wg_day_to_text (one->to) : NULL;
  WgJson *json = NULL;

  if (!option_json)
    return;
  json = wg_json_new ();
  wg_json_begin_object (json, NULL);
  wg_json_int (json, "assignment", id);
  if (one != NULL)
    {
      wg_json_int (json, "person", one->person);
      wg_json_string (json, "name", wg_people_get_person (people, one->person)->name);
      wg_json_string (json, "phone", wg_people_get_person (people, one->person)->phone);
      wg_json_string (json, "grid", wg_plan_get_grid (plan, one->grid)->code);
      wg_json_string (json, "role", wg_role_to_code ((WgRole) one->role));
      wg_json_string (json, "from", from);
      wg_json_string (json, "to", to);
    }
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static gboolean
read_values (WgPlan *plan, WgAssignment *values, GError **error)
{
  values->role = option_role != NULL ? wg_role_from_text (option_role, NULL) : WG_ROLE_LEADER;
  values->title = values->role == WG_ROLE_OTHER ? option_role : "";
  values->mode = g_strcmp0 (option_mode, "emergency") == 0 ? WG_MODE_EMERGENCY : WG_MODE_ROUTINE;
  values->part = option_part;
  return wg_cli_find_parent (plan, option_grid, &values->grid, error);
}

static guint32
change_people (WgHistory *history, WgAssignment *values, GError **error)
{
  const WgPeople *people = wg_plan_get_people (wg_history_get_plan (history));
  g_autofree char *phone = option_phone != NULL ? wg_phone_tidy (option_phone, NULL) : NULL;
  guint32 id = 0;

  values->person = find_person (people, option_name, phone);
  if (values->person == G_MAXUINT32 || (values->person == 0 && option_end))
    return set_no_person (error, option_name) ? 1 : 0;
  if (option_end)
    {
      id = find_assignment (people, values->person, values, values->to);
      return wg_command_end_assignment (history, id, values->to, error) ? id : 0;
    }
  if (option_deputy_of != NULL)
    {
      guint32 principal = find_person (people, option_deputy_of, NULL);

      values->deputy_of = find_assignment (people, principal, values, values->from);
      if (values->deputy_of == 0)
        return set_no_person (error, option_deputy_of) ? 1 : 0;
    }
  if (values->person != 0)
    return wg_command_assign_person (history, values, option_replace, error);
  if (!option_replace)
    return assign_somebody_new (history, values, phone, error);
  {
    WgPerson person = { .is_active = TRUE, .name = option_name, .phone = phone, .employer = option_employer,
                        .post_type = wg_post_type_from_text (option_post) };

    values->person = wg_command_put_person (history, &person, error);
    return values->person != 0 ? wg_command_assign_person (history, values, TRUE, error) : 0;
  }
}

int
wg_cli_assign_person (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge --grid CODE --name NAME [--role ROLE] [--from DAY] [--end]",
                             _ ("Give a person a role in a grid, or end it."), options, 1, 1, TRUE };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;
  WgAssignment values = { 0 };
  guint32 id = 0;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_grid == NULL || option_name == NULL)
    return wg_cli_wrong_usage (_ ("--grid and --name are needed"));
  if (option_mode != NULL && strcmp (option_mode, "routine") != 0 && strcmp (option_mode, "emergency") != 0)
    return wg_cli_wrong_usage (_ ("--mode takes routine or emergency"));
  if (!wg_cli_parse_day (option_from, &values.from))
    return wg_cli_wrong_usage (_ ("%s is no day such as 2026-11-22"), option_from);
  if ((option_to != NULL || option_end) && !wg_cli_parse_day (option_to, &values.to))
    return wg_cli_wrong_usage (_ ("%s is no day such as 2026-11-22"), option_to);
  project = wg_cli_open (argv[1], FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  if (read_values (wg_project_get_plan (project), &values, &error))
    id = change_people (wg_project_get_history (project), &values, &error);
  if (error != NULL)
    return wg_cli_close (project, wg_cli_refuse (error));
  print_assignment (wg_project_get_plan (project), id);
  return wg_cli_close (project, WG_CLI_OK);
}
