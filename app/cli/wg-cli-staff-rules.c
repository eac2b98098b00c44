/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-commands.h"
#include "../plan/wg-grid-commands.h"
#include "../plan/wg-people-commands.h"
#include "../plan/wg-staffing.h"

#include <glib/gi18n.h>
#include <string.h>

static char *option_level;
static char *option_property;
static char *option_preset;
static char **option_rules;
static gboolean option_clear;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "level", 'l', 0, G_OPTION_ARG_STRING, &option_level, N_ ("The level whose grids need them"), N_ ("NAME") },
  { "property-type", 0, 0, G_OPTION_ARG_STRING, &option_property,
    N_ ("Only grids of this property type (any that has no rules of its own)"), N_ ("TYPE") },
  { "preset", 0, 0, G_OPTION_ARG_STRING, &option_preset, N_ ("What grids need, as a template"),
    "1+1+N|1+1+1+X|1+3+N" },
  { "rule", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_rules,
    N_ ("How many of a role, with the post if it matters; may be given again"), N_ ("ROLE[/POST]:MIN[:MAX]") },
  { "clear", 0, 0, G_OPTION_ARG_NONE, &option_clear, N_ ("Nothing is needed any more"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the rules as JSON"), NULL },
  { NULL },
};

/* "worker/full-time:1:3"; texts are borrowed from the command line. */
static gboolean
read_rule (char *text, WgStaffRule *rule)
{
  g_auto (GStrv) words = g_strsplit (text, ":", -1);
  guint n = g_strv_length (words);
  char *slash = n > 0 ? strchr (text, '/') : NULL;
  guint64 min = 0, max = 0;

  if (n < 2 || n > 3 || words[0][0] == '\0' || !g_ascii_string_to_unsigned (words[1], 10, 0, 999, &min, NULL)
      || (n == 3 && !g_ascii_string_to_unsigned (words[2], 10, 0, 999, &max, NULL)))
    return FALSE;
  *strchr (text, ':') = '\0';
  if (slash != NULL)
    {
      *slash = '\0';
      rule->post_type = wg_post_type_from_text (slash + 1);
      if (rule->post_type == WG_POST_OTHER && strcmp (slash + 1, "other") != 0)
        return FALSE;
    }
  rule->role = wg_role_from_text (text, NULL);
  rule->title = rule->role == WG_ROLE_OTHER ? text : "";
  rule->min = (guint32) min;
  rule->max = (guint32) max;
  return TRUE;
}

static void
print_rules (WgPlan *plan)
{
  const WgPeople *people = wg_plan_get_people (plan);
  WgJson *json = option_json ? wg_json_new () : NULL;

  if (json != NULL)
    {
      wg_json_begin_object (json, NULL);
      wg_json_begin_array (json, "rules");
    }
  for (guint32 id = 1; id < wg_people_limit (people, WG_STAFF_RULE); id++)
    {
      const WgStaffRule *rule = wg_people_get (people, WG_STAFF_RULE, id);
      const char *role = rule == NULL                                     ? NULL
                         : rule->role == WG_ROLE_OTHER && rule->title[0] != '\0' ? rule->title
                                                                          : wg_role_to_code ((WgRole) rule->role);
      const char *type = rule != NULL ? wg_property_type_to_code ((WgPropertyType) rule->property_type) : NULL;

      if (rule == NULL || wg_plan_get_level (plan, rule->depth) == NULL)
        continue;
      if (json == NULL)
        {
          g_print ("%s\t%s\t%s\t%s\t%u\t%u\n", wg_plan_get_level (plan, rule->depth)->name, type != NULL ? type : "",
                   role, wg_post_type_to_code ((WgPostType) rule->post_type), rule->min, rule->max);
          continue;
        }
      wg_json_begin_object (json, NULL);
      wg_json_string (json, "level", wg_plan_get_level (plan, rule->depth)->name);
      wg_json_string (json, "property_type", rule->property_type != 0 ? type : NULL);
      wg_json_string (json, "role", role);
      wg_json_string (json, "post", wg_post_type_to_code ((WgPostType) rule->post_type));
      wg_json_int (json, "min", rule->min);
      wg_json_int (json, "max", rule->max);
      wg_json_end_object (json);
    }
  if (json == NULL)
    return;
  wg_json_end_array (json);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static int
change_rules (WgProject *project, const GArray *own)
{
  WgPlan *plan = wg_project_get_plan (project);
  WgPropertyType type = WG_PROPERTY_UNKNOWN;
  WgStaffPreset preset = WG_STAFF_PRESET_1_1_N;
  g_autoptr (GArray) rules = NULL;
  g_autoptr (GError) error = NULL;
  guint depth = 0;

  if (option_level == NULL)
    return wg_cli_wrong_usage (_ ("--level is needed"));
  if (!wg_cli_find_depth (plan, option_level, &depth))
    return WG_CLI_USAGE;
  if (option_property != NULL && !wg_property_type_from_code (option_property, &type))
    return wg_cli_wrong_usage (_ ("%s is no property type"), option_property);
  if (option_preset != NULL && !wg_staff_preset_find (option_preset, &preset))
    return wg_cli_wrong_usage (_ ("--preset takes 1+1+N, 1+1+1+X or 1+3+N"));
  rules = option_clear            ? NULL
          : option_preset != NULL ? wg_staff_preset_rules (preset, depth, type)
                                  : g_array_ref ((GArray *) own);
  if (!wg_command_set_staff_rules (wg_project_get_history (project), depth, type, rules, &error))
    return wg_cli_refuse (error);
  print_rules (plan);
  return WG_CLI_OK;
}

int
wg_cli_staff_rules (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge [--level NAME --preset 1+1+N | --rule leader:1:1 … | --clear]",
                             _ ("Show how many people grids need, or change it."), options, 1, 1, TRUE };
  g_autoptr (GArray) own = g_array_new (FALSE, TRUE, sizeof (WgStaffRule));
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_change = FALSE;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  for (guint i = 0; option_rules != NULL && option_rules[i] != NULL; i++)
    {
      WgStaffRule rule = { 0 };

      if (!read_rule (option_rules[i], &rule))
        return wg_cli_wrong_usage (_ ("--rule takes ROLE:MIN or ROLE/POST:MIN:MAX"));
      g_array_append_val (own, rule);
    }
  is_change = option_preset != NULL || option_clear || own->len > 0;
  project = wg_cli_open (argv[1], !is_change, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  if (is_change)
    return wg_cli_close (project, change_rules (project, own));
  print_rules (wg_project_get_plan (project));
  return wg_cli_close (project, WG_CLI_OK);
}
