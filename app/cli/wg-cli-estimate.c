/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-words.h"

#include "../plan/wg-estimate.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of the grids that were shared out. */
typedef struct
{
  guint n_grids;
  guint n_buildings;
  gint64 households;
  gint64 people;
} Sums;

static char *option_from;
static char *option_by;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from,
    N_ ("The level whose grids have known households"), N_ ("LEVEL") },
  { "by", 0, 0, G_OPTION_ARG_STRING, &option_by, N_ ("What they are shared out by: floor-area"),
    "floor-area" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the result as JSON"), NULL },
  { NULL },
};

static const char *
words_of (WgEstimateOutcome outcome)
{
  switch (outcome)
    {
    case WG_ESTIMATE_NOT_TOLD:
      return _("nobody has told how many households it has");
    case WG_ESTIMATE_LAND_CHANGED:
      return _("its land is not what it was when its households were counted");
    case WG_ESTIMATE_NO_BUILDINGS:
      return _("no building on it can have them");
    case WG_ESTIMATE_COUNTED:
      return _("all its buildings are counted");
    case WG_ESTIMATE_TOO_MANY:
      return _("its counted buildings have more than it has");
    default:
      return "";
    }
}

static Sums
sum_up (const GArray *rows)
{
  Sums sums = { 0 };

  for (guint i = 0; i < rows->len; i++)
    {
      const WgEstimateRow *row = &g_array_index (rows, WgEstimateRow, i);

      if (row->outcome != WG_ESTIMATE_DONE)
        continue;
      sums.n_grids++;
      sums.n_buildings += row->n_buildings;
      sums.households += MAX (row->households, 0);
      sums.people += MAX (row->people, 0);
    }
  return sums;
}

static void
print_rows (WgPlan *plan, const GArray *rows, const Sums *sums)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const WgEstimateRow *row = &g_array_index (rows, WgEstimateRow, i);
      g_autofree char *name = wg_words_grid (plan, row->grid);

      if (row->outcome != WG_ESTIMATE_DONE)
        g_print (_ ("  %s: %s\n"), name, words_of (row->outcome));
    }
  g_print (_ ("%d households of %u grids shared out to %u buildings, marked as estimated\n"),
           (int) MIN (sums->households, G_MAXINT), sums->n_grids, sums->n_buildings);
}

static void
print_json (WgPlan *plan, const GArray *rows, const Sums *sums)
{
  WgJson *json = wg_json_new ();

  wg_json_begin_object (json, NULL);
  wg_json_int (json, "areas", sums->n_grids);
  wg_json_int (json, "buildings", sums->n_buildings);
  wg_json_int (json, "households", sums->households);
  wg_json_int (json, "people", sums->people);
  wg_json_boolean (json, "is_estimated", TRUE);
  wg_json_begin_array (json, "left_out");
  for (guint i = 0; i < rows->len; i++)
    {
      const WgEstimateRow *row = &g_array_index (rows, WgEstimateRow, i);

      if (row->outcome == WG_ESTIMATE_DONE)
        continue;
      wg_json_begin_object (json, NULL);
      wg_json_string (json, "grid", wg_plan_get_grid (plan, row->grid)->code);
      wg_json_string (json, "reason", wg_estimate_outcome_to_code (row->outcome));
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static int
estimate (WgProject *project)
{
  WgPlan *plan = wg_project_get_plan (project);
  g_autoptr (WgBuildingSet) set = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  Sums sums = { 0 };
  guint depth = 0;

  if (!wg_cli_find_depth (plan, option_from, &depth))
    return WG_CLI_USAGE;
  set = wg_estimate_by_floor_area (plan, depth, &rows);
  if (set == NULL)
    {
      g_printerr (_ ("wangge estimate: The project has no buildings\n"));
      return WG_CLI_REFUSED;
    }
  sums = sum_up (rows);
  if (sums.n_grids > 0
      && !wg_history_put_buildings (wg_project_get_history (project), set, "estimate", option_from,
                                    wg_cli_progress (), NULL, &error))
    return wg_cli_refuse (error);
  wg_cli_progress_end ();
  if (option_json)
    print_json (plan, rows, &sums);
  else
    print_rows (plan, rows, &sums);
  return sums.n_grids > 0 ? WG_CLI_OK : WG_CLI_REFUSED;
}

int
wg_cli_estimate (int argc, char **argv)
{
  const WgCliUsage usage
    = { "P.wangge --from LEVEL --by floor-area",
        _ ("Share the known households of grids out to the buildings on their land, marked as estimated."),
        options, 1, 1, TRUE };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_from == NULL)
    return wg_cli_wrong_usage (_ ("--from is needed"));
  if (g_strcmp0 (option_by, "floor-area") != 0)
    return wg_cli_wrong_usage (_ ("--by takes floor-area"));
  project = wg_cli_open (argv[1], FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, estimate (project));
}
