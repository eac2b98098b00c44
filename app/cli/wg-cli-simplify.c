/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-simplify-commands.h"

#include <glib/gi18n.h>

#define MAX_TOLERANCE (WG_SIMPLIFY_MAX_TOLERANCE / 1e3) /* metres */

static double option_tolerance;
static char *option_grids;
static char *option_level;
static gboolean option_smooth;
static gboolean option_dry_run;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "tolerance", 0, 0, G_OPTION_ARG_DOUBLE, &option_tolerance,
    N_ ("How far a border may move, in metres"), N_ ("METRES") },
  { "smooth", 0, 0, G_OPTION_ARG_NONE, &option_smooth, N_ ("Round the corners off"), NULL },
  { "grid", 0, 0, G_OPTION_ARG_STRING, &option_grids,
    N_ ("Only the borders of and in these grids, by code"), N_ ("CODE,…") },
  { "level", 0, 0, G_OPTION_ARG_STRING, &option_level,
    N_ ("Only the borders of this level that are of no higher one"), N_ ("NAME") },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &option_dry_run,
    N_ ("Only tell what would become of the vertices and the grids"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the counts as JSON"), NULL },
  { NULL },
};

/* @json: (nullable) */
static void
print_count (WgJson *json, const WgSimplifyCount *count)
{
  if (json == NULL)
    {
      g_print (_ ("%u borders: %u → %u vertices\n"), count->n_arcs, (guint) count->n_points_before,
               (guint) count->n_points_after);
      if (count->n_fixed > 0)
        g_print (ngettext ("%u border is locked and stays\n", "%u borders are locked and stay\n",
                           count->n_fixed),
                 count->n_fixed);
      return;
    }
  wg_json_int (json, "borders", count->n_arcs);
  wg_json_int (json, "vertices_before", (gint64) count->n_points_before);
  wg_json_int (json, "vertices_after", (gint64) count->n_points_after);
  wg_json_int (json, "locked", count->n_fixed);
}

/* What the command does, or would do; NULL with an error. */
static WgLandPreview *
run (WgProject *project, const WgBorderChoice *choice, const WgSimplify *how,
     WgSimplifyCount *count, GError **error)
{
  WgPlan *plan = wg_project_get_plan (project);
  g_autoptr (GArray) before = NULL;

  if (option_dry_run)
    {
      WgCoverageChange *rows
        = wg_plan_preview_simplify (plan, choice, how, count, wg_cli_progress (), NULL, error);

      return rows != NULL ? wg_land_preview_look (plan, rows, error) : NULL;
    }
  before = wg_plan_note_tallies (plan);
  if (!wg_command_simplify (wg_project_get_history (project), choice, how, count,
                            wg_cli_progress (), NULL, error))
    return NULL;
  return wg_land_preview_new_since (plan, before);
}

static int
simplify (WgProject *project)
{
  WgPlan *plan = wg_project_get_plan (project);
  WgSimplify how = { option_tolerance * 1e3, option_smooth };
  WgSimplifyCount count = { 0 };
  WgBorderChoice choice = { 0 };
  WgJson *json = NULL;
  g_autoptr (GArray) grids = NULL;
  g_autoptr (WgLandPreview) land = NULL;
  g_autoptr (GError) error = NULL;

  if (option_level != NULL && !wg_cli_find_depth (plan, option_level, &choice.depth))
    return WG_CLI_USAGE;
  if (option_grids != NULL && (grids = wg_cli_find_grids (plan, option_grids, &error)) == NULL)
    return wg_cli_refuse (error);
  choice.grids = grids;
  land = run (project, &choice, &how, &count, &error);
  wg_cli_progress_end ();
  if (land == NULL)
    return wg_cli_refuse (error);
  json = option_json ? wg_json_new () : NULL;
  if (json != NULL)
    wg_json_begin_object (json, NULL);
  print_count (json, &count);
  wg_cli_print_preview (plan, json, land);
  if (json != NULL)
    {
      wg_json_end_object (json);
      wg_cli_print_json (json);
    }
  return WG_CLI_OK;
}

int
wg_cli_simplify (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge --tolerance METRES",
                             _ ("Take vertices out of borders, on both sides at once."), options, 1,
                             1, TRUE };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (!(option_tolerance >= 0.001 && option_tolerance <= MAX_TOLERANCE))
    return wg_cli_wrong_usage (_ ("--tolerance is needed, from 0.001 to 1000 metres"));
  project = wg_cli_open (argv[1], option_dry_run, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, simplify (project));
}
