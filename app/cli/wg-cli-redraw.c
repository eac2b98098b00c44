/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-redraw-commands.h"

#include <glib/gi18n.h>

static char *option_line;
static char *option_crs;
static char *option_grid;
static gboolean option_flip;
static gboolean option_retire;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "line", 0, 0, G_OPTION_ARG_STRING, &option_line, N_ ("The stroke"), "WKT" },
  { "crs", 0, 0, G_OPTION_ARG_STRING, &option_crs,
    N_ ("Reference system of the stroke; degrees are recognised, else it is the project's"),
    "EPSG:n" },
  { "grid", 0, 0, G_OPTION_ARG_STRING, &option_grid,
    N_ ("The grid whose border is redrawn; else it is found by the ends of the stroke"),
    N_ ("CODE") },
  { "flip", 0, 0, G_OPTION_ARG_NONE, &option_flip,
    N_ ("Take the second reading of a stroke that can mean several things"), NULL },
  { "retire", 0, 0, G_OPTION_ARG_NONE, &option_retire,
    N_ ("Retire grids that are left without land"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print what became of the grids as JSON"),
    NULL },
  { NULL },
};

static int
refuse (WgPlan *plan, WgPoint place, const GError *error)
{
  double x = 0, y = 0;

  wg_frame_to_metres (wg_plan_get_frame (plan), place, &x, &y);
  g_printerr (_ ("At %.3f %.3f:"), x, y);
  g_printerr ("\n");
  if (!g_error_matches (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING))
    return wg_cli_refuse (error);
  g_printerr ("%s\n", _ ("The line replaces no border. Begin it on a border and end it on one."));
  return WG_CLI_REFUSED;
}

static int
redraw_project (WgProject *project)
{
  WgPlan *plan = wg_project_get_plan (project);
  WgRedraw redraw = { 0 };
  WgPoint place = { 0, 0 };
  g_autoptr (GArray) line = NULL;
  g_autoptr (GArray) before = NULL;
  g_autoptr (WgLandResult) result = NULL;
  g_autoptr (GError) error = NULL;
  WgJson *json = NULL;

  if (wg_plan_get_frame (plan) == NULL)
    {
      g_set_error (&error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "the project has no land yet");
      return wg_cli_refuse (error);
    }
  line = wg_cli_parse_line (option_line, option_crs, wg_plan_get_frame (plan), &error);
  if (line == NULL)
    return wg_cli_refuse (error);
  if (option_grid != NULL && wg_cli_find_grid (plan, option_grid, &error) == NULL)
    return wg_cli_refuse (error);
  redraw.line = (const WgPoint *) (gconstpointer) line->data;
  redraw.n_points = line->len;
  redraw.subject = option_grid != NULL ? wg_plan_find_code (plan, option_grid)->id : 0;
  redraw.variant = option_flip ? 1 : 0;
  redraw.flags = option_retire ? WG_LAND_RETIRE : WG_LAND_NONE;
  before = wg_plan_note_tallies (plan);
  result = wg_command_redraw (wg_project_get_history (project), &redraw, &place, &error);
  if (result == NULL)
    return refuse (plan, place, error);
  json = option_json ? wg_json_new () : NULL;
  if (json != NULL)
    wg_json_begin_object (json, NULL);
  wg_cli_print_land (plan, json, result);
  wg_cli_print_numbers (plan, json, before);
  if (json != NULL)
    {
      wg_json_end_object (json);
      wg_cli_print_json (json);
    }
  return WG_CLI_OK;
}

int
wg_cli_redraw (int argc, char **argv)
{
  const WgCliUsage usage = {
    "P.wangge --line WKT",
    _ ("Replace the part of a border between the ends of a line by the line; at the rim the map grows "
       "or shrinks."),
    options, 1, 1, TRUE
  };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_line == NULL)
    return wg_cli_wrong_usage (_ ("--line is needed"));
  project = wg_cli_open (argv[1], FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, redraw_project (project));
}
