/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-lock-commands.h"

#include <glib/gi18n.h>

#define N_NUMBERS 3

static char *option_level;
static char *option_households;
static char *option_people;
static char *option_area;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "level", 0, 0, G_OPTION_ARG_STRING, &option_level, N_ ("The level that is changed"),
    N_ ("NAME") },
  { "households", 0, 0, G_OPTION_ARG_STRING, &option_households,
    N_ ("The least, wanted and most households of a grid; 0 asks nothing"), "N,N,N" },
  { "people", 0, 0, G_OPTION_ARG_STRING, &option_people, N_ ("Likewise of people"), "N,N,N" },
  { "area", 0, 0, G_OPTION_ARG_STRING, &option_area, N_ ("Likewise of area, in m²"), "N,N,N" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the levels as JSON"), NULL },
  { NULL },
};

/* "300,400,500" into @band; FALSE when it is not that. */
static gboolean
read_band (const char *text, WgSizeBand *band)
{
  guint32 *values[N_NUMBERS] = { &band->min, &band->target, &band->max }, last = 0;
  g_auto (GStrv) words = NULL;

  if (text == NULL)
    return TRUE;
  words = g_strsplit (text, ",", -1);
  if (g_strv_length (words) != N_NUMBERS)
    return FALSE;
  for (guint i = 0; i < N_NUMBERS; i++)
    {
      guint64 value = 0;

      if (!g_ascii_string_to_unsigned (g_strstrip (words[i]), 10, 0, G_MAXUINT32, &value, NULL)
          || (value != 0 && value < last))
        return FALSE;
      *values[i] = (guint32) value;
      last = MAX (last, (guint32) value);
    }
  return TRUE;
}

static void
print_band (WgJson *json, const char *key, const char *name, const WgSizeBand *band)
{
  if (json == NULL)
    {
      g_print ("  %s: %u – %u – %u\n", name, band->min, band->target, band->max);
      return;
    }
  wg_json_begin_object (json, key);
  wg_json_int (json, "min", band->min);
  wg_json_int (json, "target", band->target);
  wg_json_int (json, "max", band->max);
  wg_json_end_object (json);
}

static void
print_levels (WgPlan *plan)
{
  WgJson *json = option_json ? wg_json_new () : NULL;

  if (json != NULL)
    wg_json_begin_array (json, NULL);
  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    {
      const WgLevel *level = wg_plan_get_level (plan, depth);

      if (json == NULL)
        g_print ("%s\n", level->name);
      else
        {
          wg_json_begin_object (json, NULL);
          wg_json_int (json, "depth", depth);
          wg_json_string (json, "name", level->name);
          wg_json_boolean (json, "pinned", level->rule.is_pinned);
        }
      print_band (json, "households", _ ("households"), &level->rule.households);
      print_band (json, "people", _ ("people"), &level->rule.people);
      print_band (json, "area_m2", _ ("m²"), &level->rule.area);
      if (json != NULL)
        wg_json_end_object (json);
    }
  if (json == NULL)
    return;
  wg_json_end_array (json);
  wg_cli_print_json (json);
}

static int
set_rule (WgProject *project)
{
  WgPlan *plan = wg_project_get_plan (project);
  WgLevelRule rule = { 0 };
  guint depth = 0;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_find_depth (plan, option_level, &depth))
    return WG_CLI_USAGE;
  rule = wg_plan_get_level (plan, depth)->rule;
  if (!read_band (option_households, &rule.households) || !read_band (option_people, &rule.people)
      || !read_band (option_area, &rule.area))
    return wg_cli_wrong_usage (_ ("a size is three whole numbers, from the least to the most: 300,400,500"));
  if (!wg_command_set_level_rule (wg_project_get_history (project), depth, &rule, &error)
      && !g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
    return wg_cli_refuse (error);
  print_levels (plan);
  return WG_CLI_OK;
}

int
wg_cli_level (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge --level NAME --households N,N,N",
                             _ ("Show the levels, or change the sizes that one asks of its grids."),
                             options, 1, 1, TRUE };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;
  gboolean has_size = FALSE;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  has_size = option_households != NULL || option_people != NULL || option_area != NULL;
  if (has_size != (option_level != NULL))
    return wg_cli_wrong_usage (_ ("--level and one of --households, --people and --area go together"));
  project = wg_cli_open (argv[1], !has_size, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  if (has_size)
    return wg_cli_close (project, set_rule (project));
  print_levels (wg_project_get_plan (project));
  return wg_cli_close (project, WG_CLI_OK);
}
