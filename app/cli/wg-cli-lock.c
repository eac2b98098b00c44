/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-lock-commands.h"

#include <glib/gi18n.h>

static char *option_grids;
static char *option_level;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "grid", 0, 0, G_OPTION_ARG_STRING, &option_grids, N_ ("The grids, by code"), N_ ("CODE,…") },
  { "level", 0, 0, G_OPTION_ARG_STRING, &option_level,
    N_ ("The level whose borders, and those above it, are to stay"), N_ ("NAME") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print what is locked as JSON"), NULL },
  { NULL },
};

/** The locked grids and pinned levels of a plan, as two members of an object. */
void
wg_cli_add_locks (WgPlan *plan, WgJson *json)
{
  wg_json_begin_array (json, "locked");
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid != NULL && grid->is_locked && !grid->is_retired)
        wg_json_string (json, NULL, grid->code);
    }
  wg_json_end_array (json);
  wg_json_begin_array (json, "pinned");
  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    if (wg_plan_get_level (plan, depth)->rule.is_pinned)
      wg_json_string (json, NULL, wg_plan_get_level (plan, depth)->name);
  wg_json_end_array (json);
}

static void
print_locks (WgPlan *plan, gboolean is_locked)
{
  WgJson *json = NULL;

  if (!option_json && option_level != NULL)
    g_print (is_locked ? _ ("The borders of level %s stay.\n") : _ ("The borders of level %s may move.\n"),
             option_level);
  if (!option_json && option_grids != NULL)
    g_print (is_locked ? _ ("Locked: %s\n") : _ ("Unlocked: %s\n"), option_grids);
  if (!option_json)
    return;
  json = wg_json_new ();
  wg_json_begin_object (json, NULL);
  wg_cli_add_locks (plan, json);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static int
lock_project (WgProject *project, gboolean is_locked)
{
  WgPlan *plan = wg_project_get_plan (project);
  WgHistory *history = wg_project_get_history (project);
  g_autoptr (GArray) grids = NULL;
  g_autoptr (GError) error = NULL;
  guint depth = 0;

  if (option_level != NULL && !wg_cli_find_depth (plan, option_level, &depth))
    return WG_CLI_USAGE;
  if (option_grids != NULL)
    grids = wg_cli_find_grids (plan, option_grids, &error);
  if (error != NULL || (depth != 0 && !wg_command_pin_level (history, depth, is_locked, &error))
      || (grids != NULL && !wg_command_lock (history, grids, is_locked, &error)))
    return wg_cli_refuse (error);
  print_locks (plan, is_locked);
  return WG_CLI_OK;
}

static int
run (const WgCliUsage *usage, int argc, char **argv, gboolean is_locked)
{
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_grids == NULL && option_level == NULL)
    return wg_cli_wrong_usage (_ ("--grid or --level is needed"));
  project = wg_cli_open (argv[1], FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, lock_project (project, is_locked));
}

int
wg_cli_lock (int argc, char **argv)
{
  const WgCliUsage usage = {
    "P.wangge --grid CODE,CODE | --level NAME",
    _ ("Hold the land of grids, or the borders of a level, against every edit."), options, 1, 1,
    TRUE
  };

  return run (&usage, argc, argv, TRUE);
}

int
wg_cli_unlock (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge --grid CODE,CODE | --level NAME",
                             _ ("Let the land of grids, or the borders of a level, change again."),
                             options, 1, 1, TRUE };

  return run (&usage, argc, argv, FALSE);
}
