/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-split-commands.h"

#include <glib/gi18n.h>

static char *option_line;
static char *option_crs;
static char *option_grid;
static char *option_keep;
static gboolean option_smallest;
static gboolean option_special;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "line", 0, 0, G_OPTION_ARG_STRING, &option_line, 
    N_ ("The stroke: a line, several lines, or a polygon whose rings cut islands"), "WKT" },
  { "crs", 0, 0, G_OPTION_ARG_STRING, &option_crs,
    N_ ("Reference system of the stroke; degrees are recognised, else it is the project's"),
    "EPSG:n" },
  { "grid", 0, 0, G_OPTION_ARG_STRING, &option_grid, N_ ("Cut this grid only"), N_ ("CODE") },
  { "keep", 0, 0, G_OPTION_ARG_STRING, &option_keep,
    N_ ("Which part keeps the code; “x y” is a place in it, in the stroke's reference system"),
    "households|largest|smallest|\"x y\"" },
  { "special", 0, 0, G_OPTION_ARG_NONE, &option_special, N_ ("The new grids are special grids"),
    NULL },
  { "flip", 0, 0, G_OPTION_ARG_NONE, &option_smallest,
    N_ ("The smaller part keeps the code"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the new grids as JSON"), NULL },
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
print_parts (WgPlan *plan, const GArray *parts, const GArray *before)
{
  WgJson *json = option_json ? wg_json_new () : NULL;

  if (option_json)
    {
      wg_json_begin_object (json, NULL);
      wg_json_begin_array (json, "parts");
    }
  for (guint i = 0; i < parts->len; i++)
    {
      const WgSplitPart *part = &g_array_index (parts, WgSplitPart, i);
      const WgGrid *grid = wg_plan_get_grid (plan, part->grid);
      const WgGrid *from = wg_plan_get_grid (plan, part->from);

      if (!option_json)
        {
          g_print (_ ("%s %s: %.1f m², from %s %s (now %.1f m²)\n"), grid->code, grid->name,
                   area_of (plan, grid->id), from->code, from->name, area_of (plan, from->id));
          continue;
        }
      wg_json_begin_object (json, NULL);
      wg_json_string (json, "code", grid->code);
      wg_json_string (json, "name", grid->name);
      wg_json_double (json, "area_m2", area_of (plan, grid->id), 3);
      wg_json_boolean (json, "special", grid->kind == WG_GRID_SPECIAL);
      wg_json_string (json, "from", from->code);
      wg_json_string (json, "from_name", from->name);
      wg_json_double (json, "from_area_m2", area_of (plan, from->id), 3);
      wg_json_end_object (json);
    }
  if (option_json)
    wg_json_end_array (json);
  wg_cli_print_numbers (plan, json, before);
  if (option_json)
    {
      wg_json_end_object (json);
      wg_cli_print_json (json);
    }
}

/* --keep: a rule, or a place (into @place). FALSE: it is neither. */
static gboolean
read_keep (WgFrame *frame, WgSplitRequest *request, WgPoint *place)
{
  static const char *const rules[] = { "largest", "smallest", "households" };
  g_autofree char *twice = NULL;
  g_autoptr (GArray) points = NULL;

  request->keep = option_smallest ? WG_KEEP_SMALLEST : WG_KEEP_HOUSEHOLDS;
  if (option_keep == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_ascii_strcasecmp (option_keep, rules[i]) == 0)
      {
        request->keep = (WgKeepCode) i;
        return TRUE;
      }
  twice = g_strdup_printf ("LINESTRING (%s, %s)", option_keep, option_keep);
  points = wg_cli_parse_line (twice, option_crs, frame, NULL);
  if (points == NULL)
    return FALSE;
  *place = g_array_index (points, WgPoint, 0);
  request->kept_at = place;
  return TRUE;
}

static int
split_project (WgProject *project)
{
  WgPlan *plan = wg_project_get_plan (project);
  WgSplitRequest request = WG_SPLIT_REQUEST_INIT;
  WgPoint place = { 0, 0 };
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GArray) grids = NULL;
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GArray) before = NULL;
  g_autoptr (GError) error = NULL;

  if (wg_plan_get_frame (plan) == NULL)
    {
      g_set_error (&error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "the project has no land yet");
      return wg_cli_refuse (error);
    }
  lines = wg_cli_parse_lines (option_line, option_crs, wg_plan_get_frame (plan), &error);
  if (lines == NULL)
    return wg_cli_refuse (error);
  if (!read_keep (wg_plan_get_frame (plan), &request, &place))
    return wg_cli_wrong_usage (_ ("--keep is households, largest, smallest or a place “x y”"));
  if (option_grid != NULL)
    {
      const WgGrid *grid = wg_cli_find_grid (plan, option_grid, &error);

      if (grid == NULL)
        return wg_cli_refuse (error);
      grids = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_array_append_val (grids, grid->id);
    }

  request.lines = lines;
  request.grids = grids;
  request.is_special = option_special;
  before = wg_plan_note_tallies (plan);
  if (!wg_command_split_lines (wg_project_get_history (project), &request, &parts, &error))
    return wg_cli_refuse (error);
  print_parts (plan, parts, before);
  return WG_CLI_OK;
}

int
wg_cli_split (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge --line WKT", _ ("Divide the grids that a line cuts."), options,
                             1, 1, TRUE };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_line == NULL)
    return wg_cli_wrong_usage (_ ("--line is needed"));
  project = wg_cli_open (argv[1], FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, split_project (project));
}
