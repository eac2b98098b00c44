/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-template.h"

#include <glib/gi18n.h>
#include <string.h>

static char *option_levels;
static char *option_crs;
static char *option_name;

static const GOptionEntry options[] = {
  { "levels", 'l', 0, G_OPTION_ARG_STRING, &option_levels,
    N_ ("Names of the levels, the top first; “网格/专属网格” also names its special grids"),
    N_ ("A,B,C") },
  { "crs", 0, 0, G_OPTION_ARG_STRING, &option_crs,
    N_ ("Projected reference system; proposed from the first file when left out"), "EPSG:n" },
  { "name", 0, 0, G_OPTION_ARG_STRING, &option_name, N_ ("Name of the project"), N_ ("NAME") },
  { NULL },
};

/* Adds the levels of "a,b/special,c"; FALSE when there are none or too many. */
static gboolean
add_levels (WgPlan *plan, const char *text)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);
  guint n_names = g_strv_length (names);

  if (n_names < 1 || n_names > WG_MAX_DEPTH)
    return FALSE;
  for (guint i = 0; i < n_names; i++)
    {
      char *special = strchr (names[i], '/');

      if (special != NULL)
        *special++ = '\0';
      g_strstrip (names[i]);
      if (names[i][0] == '\0' || wg_plan_find_level (plan, names[i]) != NULL)
        return FALSE;
      wg_plan_add_level (plan, names[i], special != NULL ? g_strstrip (special) : NULL);
    }
  return TRUE;
}

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
    wg_template_apply (wg_template_get_default (), plan);
  else if (!add_levels (plan, option_levels))
    return wg_cli_wrong_usage (_ ("--levels takes 1 to %d different names"), WG_MAX_DEPTH);

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
