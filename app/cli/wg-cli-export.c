/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../exchange/wg-export.h"

#include <glib/gi18n.h>

static char *option_level;
static char *option_crs;

static const GOptionEntry options[] = {
  { "level", 'l', 0, G_OPTION_ARG_STRING, &option_level, N_ ("Only this level"), N_ ("NAME") },
  { "crs", 0, 0, G_OPTION_ARG_STRING, &option_crs,
    N_ ("Reference system of the output; the project's when left out"), "EPSG:n" },
  { NULL },
};

int
wg_cli_export (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge OUT.gpkg|OUT.geojson|OUT.shp",
                             _ ("Write the grids to a file for other programs."), options, 2, 2 };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;
  WgPlan *plan = NULL;
  guint depth = 0;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  project = wg_cli_open (argv[1], TRUE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  plan = wg_project_get_plan (project);
  if (option_level != NULL && !wg_cli_find_depth (plan, option_level, &depth))
    return wg_cli_close (project, WG_CLI_USAGE);
  if (!wg_export (plan, argv[2], depth, option_crs, wg_cli_progress (), NULL, &error))
    return wg_cli_close (project, wg_cli_refuse (error));
  wg_cli_progress_end ();
  return wg_cli_close (project, WG_CLI_OK);
}
