/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-words.h"

#include "../plan/wg-template.h"

#include <glib/gi18n.h>
#include <string.h>

static char *option_levels;
static char *option_crs;
static char *option_name;

static const GOptionEntry options[] = {
  { "levels", 'l', 0, G_OPTION_ARG_STRING, &option_levels,
    N_ ("Names of the levels, the top first; 街道,社区,网格,微网格 when left out"), N_ ("A,B,C") },
  { "crs", 0, 0, G_OPTION_ARG_STRING, &option_crs,
    N_ ("Projected reference system; proposed from the first file when left out"), "EPSG:n" },
  { "name", 0, 0, G_OPTION_ARG_STRING, &option_name, N_ ("Name of the project"), N_ ("NAME") },
  { NULL },
};

int
wg_cli_new (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge --levels A,B,C", _ ("Create a project."), options, 1, 1 };
  g_autoptr (WgPlan) plan = NULL;
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *base = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;

  base = g_path_get_basename (argv[1]);
  if (g_str_has_suffix (base, ".wangge"))
    base[strlen (base) - strlen (".wangge")] = '\0';
  plan = wg_plan_new (option_name != NULL ? option_name : base, NULL);
  if (option_levels == NULL)
    wg_template_apply (wg_template_get (0), plan);
  else
    {
      g_auto (GStrv) names = wg_levels_split (option_levels);

      if (!wg_levels_apply ((const char *const *) names, plan, &error))
        {
          g_autofree char *sentence = wg_words_error (error);

          return wg_cli_wrong_usage ("%s", sentence);
        }
    }

  if (option_crs != NULL)
    {
      /* Refuses what no project can work in, before a file is made. */
      g_autoptr (WgFrame) probe = wg_frame_new (option_crs, 0, 0, &error);

      if (probe == NULL)
        return wg_cli_refuse (error);
      wg_plan_set_wanted_crs (plan, option_crs);
    }

  project = wg_project_create (argv[1], plan, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, WG_CLI_OK);
}
