/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-grid-commands.h"

#include <glib/gi18n.h>
#include <string.h>

static char *option_grids;
static char *option_kind;
static char *option_parent;
static char *option_name;
static char *option_property;
static char *option_note;
static int option_class = -1;
static gboolean option_retire;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "grids", 'g', 0, G_OPTION_ARG_STRING, &option_grids, N_ ("The grids to change, by code"),
    N_ ("CODE,…") },
  { "kind", 0, 0, G_OPTION_ARG_STRING, &option_kind, N_ ("Ordinary or special grids"),
    "ordinary|special" },
  { "property-type", 0, 0, G_OPTION_ARG_STRING, &option_property,
    N_ ("unknown, residential, commercial, urban-village, mixed, village, institution or other"),
    N_ ("TYPE") },
  { "mgmt-class", 0, 0, G_OPTION_ARG_INT, &option_class, N_ ("Management class, 1 to 3; 0: none"),
    N_ ("NUMBER") },
  { "note", 0, 0, G_OPTION_ARG_STRING, &option_note, N_ ("A note, \"\" for none"), N_ ("TEXT") },
  { "parent", 0, 0, G_OPTION_ARG_STRING, &option_parent,
    N_ ("Move them to another parent, with their land"), N_ ("CODE") },
  { "name", 0, 0, G_OPTION_ARG_STRING, &option_name,
    N_ ("A name for each: {n}, {nn} and {zh} are numbers by code, {name} and {code} what it has"),
    N_ ("PATTERN") },
  { "retire", 0, 0, G_OPTION_ARG_NONE, &option_retire,
    N_ ("Retire parents that are left without land"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the grids as JSON"), NULL },
  { NULL },
};

static gboolean
read_edit (WgPlan *plan, WgGridEdit *edit, GError **error)
{
  edit->name_pattern = option_name;
  edit->note = option_note;
  edit->has_property_type = wg_property_type_from_code (option_property, &edit->property_type);
  edit->has_mgmt_class = option_class >= 0;
  edit->mgmt_class = (guint) MAX (option_class, 0);
  edit->has_kind = option_kind != NULL;
  edit->kind = g_strcmp0 (option_kind, "special") == 0 ? WG_GRID_SPECIAL : WG_GRID_ORDINARY;
  edit->has_parent = option_parent != NULL;
  return wg_cli_find_parent (plan, option_parent, &edit->parent, error);
}

static void
print_grids (WgPlan *plan, const GArray *grids)
{
  WgJson *json = option_json ? wg_json_new () : NULL;

  if (json != NULL)
    wg_json_begin_array (json, NULL);
  for (guint i = 0; i < grids->len; i++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, g_array_index (grids, guint32, i));
      const WgGrid *parent = wg_plan_get_grid (plan, grid->parent);

      if (json == NULL)
        {
          g_print ("%s %s\n", grid->code, grid->name);
          continue;
        }
      wg_json_begin_object (json, NULL);
      wg_json_string (json, "code", grid->code);
      wg_json_string (json, "name", grid->name);
      wg_json_string (json, "kind", grid->kind == WG_GRID_SPECIAL ? "special" : "ordinary");
      wg_json_string (json, "property_type", wg_property_type_to_code (grid->property_type));
      wg_json_int (json, "mgmt_class", grid->mgmt_class);
      wg_json_string (json, "note", grid->note);
      wg_json_string (json, "parent", parent != NULL ? parent->code : NULL);
      wg_json_end_object (json);
    }
  if (json == NULL)
    return;
  wg_json_end_array (json);
  wg_cli_print_json (json);
}

static int
set (WgProject *project)
{
  WgPlan *plan = wg_project_get_plan (project);
  WgGridEdit edit = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) grids = wg_cli_find_grids (plan, option_grids, &error);

  if (grids == NULL || !read_edit (plan, &edit, &error)
      || wg_command_edit_grids (wg_project_get_history (project), grids, &edit,
                                option_retire ? WG_LAND_RETIRE : WG_LAND_NONE, &error)
           == 0)
    return wg_cli_refuse (error);
  print_grids (plan, grids);
  return WG_CLI_OK;
}

int
wg_cli_set (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge --grids CODE,CODE --name PATTERN",
                             _ ("Change attributes of several grids, as one edit."), options, 1, 1,
                             TRUE };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;
  WgPropertyType type;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_grids == NULL)
    return wg_cli_wrong_usage (_ ("--grids is needed"));
  if (option_kind == NULL && option_parent == NULL && option_name == NULL && option_property == NULL
      && option_note == NULL && option_class < 0)
    return wg_cli_wrong_usage (_ ("there is nothing to set; see the options"));
  if (option_kind != NULL && strcmp (option_kind, "ordinary") != 0
      && strcmp (option_kind, "special") != 0)
    return wg_cli_wrong_usage (_ ("--kind is ordinary or special"));
  if (option_property != NULL && !wg_property_type_from_code (option_property, &type))
    return wg_cli_wrong_usage (_ ("--property-type has no kind “%s”"), option_property);
  if (option_class > WG_MGMT_CLASS_MAX)
    return wg_cli_wrong_usage (_ ("--mgmt-class is from 0 to 3"));
  project = wg_cli_open (argv[1], FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, set (project));
}
