/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-land-commands.h"

#include <glib/gi18n.h>

static char *option_grids;
static char *option_into;
static char *option_polygon;
static char *option_crs;
static char *option_to;
static gboolean option_retire;
static gboolean option_json;

static const GOptionEntry merge_options[] = {
  { "grids", 0, 0, G_OPTION_ARG_STRING, &option_grids, N_ ("The grids to merge, by code"),
    N_ ("CODE,…") },
  { "into", 0, 0, G_OPTION_ARG_STRING, &option_into, N_ ("The grid that keeps its code"),
    N_ ("CODE") },
  { "retire", 0, 0, G_OPTION_ARG_NONE, &option_retire,
    N_ ("Retire grids that are left without land"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print what became of the grids as JSON"),
    NULL },
  { NULL },
};

static const GOptionEntry assign_options[] = {
  { "polygon", 0, 0, G_OPTION_ARG_STRING, &option_polygon, N_ ("The polygon"), "WKT" },
  { "crs", 0, 0, G_OPTION_ARG_STRING, &option_crs,
    N_ ("Reference system of the polygon; degrees are recognised, else it is the project's"),
    "EPSG:n" },
  { "to", 0, 0, G_OPTION_ARG_STRING, &option_to, N_ ("The grid that gets the land"),
    N_ ("CODE") },
  { "retire", 0, 0, G_OPTION_ARG_NONE, &option_retire,
    N_ ("Retire grids that are left without land"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print what became of the grids as JSON"),
    NULL },
  { NULL },
};

static double
area_of (WgPlan *plan, guint32 grid)
{
  g_autoptr (WgShape) shape = wg_shape_new ();
  double area = 0, perimeter = 0;

  wg_plan_get_shape (plan, grid, shape);
  wg_frame_geodesic (wg_plan_get_frame (plan), shape, &area, &perimeter);
  return area;
}

static void
print_grids (WgPlan *plan, WgJson *json, const char *name, const GArray *grids, gboolean has_land)
{
  if (json != NULL)
    wg_json_begin_array (json, name);
  for (guint i = 0; i < grids->len; i++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, g_array_index (grids, guint32, i));

      if (json == NULL)
        {
          if (has_land)
            g_print (_ ("%s %s: %.1f m²\n"), grid->code, grid->name, area_of (plan, grid->id));
          else
            g_print (_ ("%s %s: retired\n"), grid->code, grid->name);
          continue;
        }
      wg_json_begin_object (json, NULL);
      wg_json_string (json, "code", grid->code);
      wg_json_string (json, "name", grid->name);
      if (has_land)
        wg_json_double (json, "area_m2", area_of (plan, grid->id), 3);
      wg_json_end_object (json);
    }
  if (json != NULL)
    wg_json_end_array (json);
}

void
wg_cli_print_land (WgPlan *plan, WgJson *json, const WgLandResult *result)
{
  print_grids (plan, json, "takers", result->takers, TRUE);
  print_grids (plan, json, "losers", result->losers, TRUE);
  print_grids (plan, json, "retired", result->retired, FALSE);
}

static void
print_result (WgPlan *plan, const WgLandResult *result, const GArray *before)
{
  WgJson *json = option_json ? wg_json_new () : NULL;

  if (json != NULL)
    wg_json_begin_object (json, NULL);
  wg_cli_print_land (plan, json, result);
  wg_cli_print_numbers (plan, json, before);
  if (json == NULL)
    return;
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static WgLandResult *
merge (WgProject *project, GError **error)
{
  WgPlan *plan = wg_project_get_plan (project);
  const WgGrid *into = wg_cli_find_grid (plan, option_into, error);
  g_autoptr (GArray) grids = into != NULL ? wg_cli_find_grids (plan, option_grids, error) : NULL;

  if (grids == NULL)
    return NULL;
  return wg_command_merge (wg_project_get_history (project), grids, into->id,
                           option_retire ? WG_LAND_RETIRE : WG_LAND_NONE, error);
}

static WgLandResult *
assign (WgProject *project, GError **error)
{
  WgPlan *plan = wg_project_get_plan (project);
  const WgGrid *to = wg_cli_find_grid (plan, option_to, error);
  g_autoptr (WgShape) shape = NULL;

  if (to == NULL)
    return NULL;
  shape = wg_cli_parse_shape (option_polygon, option_crs, wg_plan_get_frame (plan), error);
  if (shape == NULL)
    return NULL;
  return wg_command_assign (wg_project_get_history (project), shape, to->id,
                            option_retire ? WG_LAND_RETIRE : WG_LAND_NONE, error);
}

/* Opens, runs, prints, closes. */
static int
run (const char *path, WgLandResult *(*command) (WgProject *project, GError **error))
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgProject) project = wg_cli_open (path, FALSE, &error);
  g_autoptr (WgLandResult) result = NULL;
  g_autoptr (GArray) before = NULL;

  if (project == NULL)
    return wg_cli_refuse (error);
  if (wg_plan_get_frame (wg_project_get_plan (project)) == NULL)
    g_set_error (&error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "the project has no land yet");
  else
    {
      before = wg_plan_note_tallies (wg_project_get_plan (project));
      result = command (project, &error);
    }
  if (result == NULL)
    return wg_cli_close (project, wg_cli_refuse (error));
  print_result (wg_project_get_plan (project), result, before);
  return wg_cli_close (project, WG_CLI_OK);
}

int
wg_cli_merge (int argc, char **argv)
{
  const WgCliUsage usage = {
    "P.wangge --grids CODE,CODE --into CODE",
    _ ("Make one grid of several; the others are retired, their codes stay taken."), merge_options,
    1, 1, TRUE };

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_grids == NULL || option_into == NULL)
    return wg_cli_wrong_usage (_ ("--grids and --into are needed"));
  return run (argv[1], merge);
}

int
wg_cli_assign (int argc, char **argv)
{
  const WgCliUsage usage = {
    "P.wangge --polygon WKT --to CODE",
    _ ("Give the land inside a polygon to a grid, cutting the others along it."), assign_options,
    1, 1, TRUE };

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_polygon == NULL || option_to == NULL)
    return wg_cli_wrong_usage (_ ("--polygon and --to are needed"));
  return run (argv[1], assign);
}
