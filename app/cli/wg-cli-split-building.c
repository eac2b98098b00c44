/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-building-commands.h"
#include "../plan/wg-building-split.h"
#include "wg-words-building.h"

#include <glib/gi18n.h>
#include <string.h>

static char *option_building;
static char **option_shares;
static gboolean option_clear;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "building", 0, 0, G_OPTION_ARG_STRING, &option_building, N_ ("The building, by code"), N_ ("CODE") },
  { "share", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_shares,
    N_ ("What counts in another grid; without numbers these are worked out evenly"),
    N_ ("GRID:units=1-3:floors=1-12:households=40:people=90") },
  { "clear", 0, 0, G_OPTION_ARG_NONE, &option_clear, N_ ("Make the building whole again"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the parts as JSON"), NULL },
  { NULL },
};

static gboolean
read_count (const char *text, gint32 *number_out)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &number, NULL))
    return FALSE;
  *number_out = (gint32) number;
  return TRUE;
}

/* One "key=value"; the texts are interned, as those of a set. */
static gboolean
read_member (const char *text, WgBuildingShare *share)
{
  if (g_str_has_prefix (text, "units="))
    share->units = g_intern_string (strchr (text, '=') + 1);
  else if (g_str_has_prefix (text, "floors="))
    share->floors = g_intern_string (strchr (text, '=') + 1);
  else if (g_str_has_prefix (text, "households="))
    return read_count (strchr (text, '=') + 1, &share->households);
  else if (g_str_has_prefix (text, "people="))
    return read_count (strchr (text, '=') + 1, &share->people);
  else
    return FALSE;
  return TRUE;
}

/* 0, or the exit code. */
static int
read_share (WgPlan *plan, const char *text, WgBuildingShare *share)
{
  g_auto (GStrv) words = g_strsplit (text, ":", -1);
  g_autoptr (GError) error = NULL;
  const WgGrid *grid = wg_cli_find_grid (plan, words[0], &error);

  if (grid == NULL)
    return wg_cli_refuse (error);
  *share = (WgBuildingShare){ .grid = grid->id,
                              .households = WG_COUNT_NOT_KNOWN,
                              .people = WG_COUNT_NOT_KNOWN };
  for (guint i = 1; words[i] != NULL; i++)
    if (!read_member (words[i], share))
      return wg_cli_wrong_usage (_ ("%s is no part of a building"), text);
  return 0;
}

static void
write_count (WgJson *json, const char *key, gint32 number)
{
  if (number == WG_COUNT_NOT_KNOWN)
    wg_json_string (json, key, NULL);
  else
    wg_json_int (json, key, number);
}

static void
write_part (WgJson *json, WgPlan *plan, const WgBuildingShare *share, const WgBuildingPart *part)
{
  wg_json_begin_object (json, NULL);
  wg_json_string (json, "grid", wg_plan_get_grid (plan, share->grid)->code);
  wg_json_string (json, "units", share->units);
  wg_json_string (json, "floors", share->floors);
  write_count (json, "households", part->households);
  write_count (json, "people", part->people);
  wg_json_boolean (json, "told", share->households != WG_COUNT_NOT_KNOWN);
  wg_json_end_object (json);
}

static void
print_text (WgPlan *plan, const WgBuilding *building, const WgBuildingShare *shares,
            const WgBuildingPart *parts, guint n)
{
  for (guint i = 0; i <= n; i++)
    {
      g_autofree char *households = wg_words_part_count (building, parts[i].households);
      g_autofree char *people = wg_words_part_count (building, parts[i].people);

      if (i < n)
        g_print (_ ("%s: %s households, %s people\n"), wg_plan_get_grid (plan, shares[i].grid)->code,
                 households, people);
      else
        g_print (_ ("The rest: %s households, %s people\n"), households, people);
    }
}

static void
print_parts (WgPlan *plan, guint32 id)
{
  WgBuildingSet *set = wg_plan_get_buildings (plan);
  const WgBuilding *building = wg_building_set_find (set, id);
  guint n = 0;
  const WgBuildingShare *shares = wg_building_set_find_shares (set, id, &n);
  g_autofree WgBuildingPart *parts = g_new0 (WgBuildingPart, n + 1);
  WgJson *json = NULL;

  wg_building_split_count (building, shares, n, parts);
  if (!option_json)
    {
      print_text (plan, building, shares, parts, n);
      return;
    }
  json = wg_json_new ();
  wg_json_begin_object (json, NULL);
  wg_json_string (json, "building", building->code);
  write_count (json, "households", building->households);
  write_count (json, "people", building->people);
  wg_json_boolean (json, "estimated", building->is_estimated);
  wg_json_begin_array (json, "shares");
  for (guint i = 0; i < n; i++)
    write_part (json, plan, &shares[i], &parts[i]);
  wg_json_end_array (json);
  wg_json_begin_object (json, "rest");
  write_count (json, "households", parts[n].households);
  write_count (json, "people", parts[n].people);
  wg_json_end_object (json);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static int
split_project (WgProject *project)
{
  WgPlan *plan = wg_project_get_plan (project);
  guint n = option_shares != NULL ? g_strv_length (option_shares) : 0;
  g_autofree WgBuildingShare *shares = g_new0 (WgBuildingShare, n + 1);
  g_autoptr (GError) error = NULL;
  const WgBuilding *building = wg_plan_find_building_code (plan, option_building, &error);
  guint32 id = 0;

  if (building == NULL)
    return wg_cli_refuse (error);
  id = building->id;
  for (guint i = 0; i < n; i++)
    {
      int status = read_share (plan, option_shares[i], &shares[i]);

      if (status != 0)
        return status;
    }
  if ((n > 0 || option_clear)
      && !wg_command_split_building (wg_project_get_history (project), id, shares, n, &error))
    return wg_cli_refuse (error);
  print_parts (plan, id);
  return WG_CLI_OK;
}

int
wg_cli_split_building (int argc, char **argv)
{
  const WgCliUsage usage = {
    "P.wangge --building CODE [--share GRID:units=1-3:households=40 … | --clear]",
    _ ("Divide a building between grids by its units or floors, or show how it is divided."), options, 1, 1,
    TRUE
  };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_building == NULL)
    return wg_cli_wrong_usage (_ ("--building is needed"));
  if (option_clear && option_shares != NULL)
    return wg_cli_wrong_usage (_ ("--share and --clear exclude one another"));
  project = wg_cli_open (argv[1], option_shares == NULL && !option_clear, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, split_project (project));
}
