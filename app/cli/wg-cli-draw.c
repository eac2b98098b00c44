/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-draw-commands.h"

#include <glib/gi18n.h>

static char *option_polygon;
static char *option_crs;
static char *option_level;
static char *option_from;
static char *option_keep;
static char *option_code;
static char *option_name;
static gboolean option_special;
static gboolean option_retire;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "polygon", 0, 0, G_OPTION_ARG_STRING, &option_polygon, N_ ("The polygon"), "WKT" },
  { "crs", 0, 0, G_OPTION_ARG_STRING, &option_crs,
    N_ ("Reference system of the polygon; degrees are recognised, else it is the project's"),
    "EPSG:n" },
  { "level", 0, 0, G_OPTION_ARG_STRING, &option_level, N_ ("The level of the new grid"),
    N_ ("NAME") },
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from,
    N_ ("The grids that land may be taken from, by code, or all; else only free land is"),
    N_ ("CODE,…|all") },
  { "keep", 0, 0, G_OPTION_ARG_STRING, &option_keep,
    N_ ("The grids that nothing is taken from, by code"), N_ ("CODE,…") },
  { "special", 0, 0, G_OPTION_ARG_NONE, &option_special, N_ ("Make it a special grid"), NULL },
  { "code", 0, 0, G_OPTION_ARG_STRING, &option_code, N_ ("Its code; else the next one"),
    N_ ("CODE") },
  { "name", 0, 0, G_OPTION_ARG_STRING, &option_name, N_ ("Its name; else the next one"),
    N_ ("NAME") },
  { "retire", 0, 0, G_OPTION_ARG_NONE, &option_retire,
    N_ ("Retire grids that are left without land"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json,
    N_ ("Print the new grid and what it is made of as JSON"), NULL },
  { NULL },
};

/* The grids of "CODE,CODE" (nullable: none); NULL with an error. */
static GArray *
read_codes (WgPlan *plan, const char *text, GError **error)
{
  return text != NULL ? wg_cli_find_grids (plan, text, error)
                      : g_array_new (FALSE, FALSE, sizeof (guint32));
}

static void
print_share (WgPlan *plan, WgJson *json, const WgDrawShare *share)
{
  const WgGrid *grid = wg_plan_get_grid (plan, share->grid);

  if (json != NULL)
    {
      wg_json_begin_object (json, NULL);
      wg_json_string (json, "code", grid != NULL ? grid->code : "");
      wg_json_string (json, "name", grid != NULL ? grid->name : "");
      wg_json_double (json, "area_m2", share->area_m2, 3);
      wg_json_end_object (json);
    }
  else if (grid == NULL)
    g_print (_ ("  %.1f m² that nobody had\n"), share->area_m2);
  else if (share->is_taken)
    g_print (_ ("  %.1f m² from %s %s\n"), share->area_m2, grid->code, grid->name);
  else
    g_print (_ ("  clipped: %.1f m² stay with %s %s\n"), share->area_m2, grid->code, grid->name);
}

static void
print_shares (WgPlan *plan, WgJson *json, const char *name, const WgDrawnGrid *drawing,
              gboolean is_taken)
{
  if (json != NULL)
    wg_json_begin_array (json, name);
  for (guint i = 0; i < drawing->shares->len; i++)
    {
      const WgDrawShare *share = g_ptr_array_index (drawing->shares, i);

      if (share->is_taken == is_taken)
        print_share (plan, json, share);
    }
  if (json != NULL)
    wg_json_end_array (json);
}

static void
print_drawing (WgPlan *plan, const WgDrawnGrid *drawing, const GArray *before)
{
  const WgGrid *parent = wg_plan_get_grid (plan, drawing->grid->parent);
  WgJson *json = option_json ? wg_json_new () : NULL;
  g_autoptr (WgShape) shape = wg_shape_new ();
  double area_m2 = 0;

  wg_plan_get_shape (plan, drawing->grid->id, shape);
  area_m2 = wg_plan_measure_area (plan, shape);
  if (json == NULL)
    g_print (_ ("%s %s: %.1f m²\n"), drawing->grid->code, drawing->grid->name, area_m2);
  else
    {
      wg_json_begin_object (json, NULL);
      wg_json_string (json, "code", drawing->grid->code);
      wg_json_string (json, "name", drawing->grid->name);
      wg_json_string (json, "parent", parent != NULL ? parent->code : "");
      wg_json_double (json, "area_m2", area_m2, 3);
    }
  print_shares (plan, json, "taken", drawing, TRUE);
  print_shares (plan, json, "clipped", drawing, FALSE);
  if (json != NULL)
    wg_cli_print_land (plan, json, drawing->result);
  wg_cli_print_numbers (plan, json, before);
  if (json == NULL)
    return;
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static int
draw_project (WgProject *project)
{
  WgPlan *plan = wg_project_get_plan (project);
  gboolean takes_all = g_strcmp0 (option_from, "all") == 0;
  WgDraw draw = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgFrame) frame = NULL;
  g_autoptr (WgShape) shape = NULL;
  g_autoptr (GArray) from = NULL, keep = NULL, before = NULL;
  g_autoptr (WgDrawnGrid) drawing = NULL;

  if (!wg_cli_find_depth (plan, option_level, &draw.depth))
    return WG_CLI_USAGE;
  frame = wg_plan_get_frame (plan) != NULL
            ? wg_frame_ref (wg_plan_get_frame (plan))
            : wg_cli_propose_frame (option_polygon, option_crs, wg_plan_get_wanted_crs (plan),
                                    &error);
  if (frame != NULL)
    shape = wg_cli_parse_shape (option_polygon, option_crs, frame, &error);
  if (shape != NULL)
    from = read_codes (plan, takes_all ? NULL : option_from, &error);
  if (from != NULL)
    keep = read_codes (plan, option_keep, &error);
  if (keep == NULL)
    return wg_cli_refuse (error);
  draw.shape = shape;
  draw.kind = option_special ? WG_GRID_SPECIAL : WG_GRID_ORDINARY;
  draw.code = option_code;
  draw.name = option_name;
  draw.takes_all = takes_all;
  draw.from = from;
  draw.kept = keep;
  draw.flags = option_retire ? WG_LAND_RETIRE : WG_LAND_NONE;
  draw.frame = frame;
  before = wg_plan_note_tallies (plan);
  drawing = wg_command_draw (wg_project_get_history (project), &draw, &error);
  if (drawing == NULL)
    return wg_cli_refuse (error);
  print_drawing (plan, drawing, before);
  return WG_CLI_OK;
}

int
wg_cli_draw (int argc, char **argv)
{
  const WgCliUsage usage = {
    "P.wangge --polygon WKT --level NAME",
    _ ("Make a grid of a polygon: of free land, and of land of the grids that are named."), options, 1,
    1, TRUE
  };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_polygon == NULL || option_level == NULL)
    return wg_cli_wrong_usage (_ ("--polygon and --level are needed"));
  project = wg_cli_open (argv[1], FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, draw_project (project));
}
