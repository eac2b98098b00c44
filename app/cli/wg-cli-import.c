/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-import-job.h"
#include "wg-words.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static char *option_level;
static char *option_map;
static char *option_layer;
static char *option_crs;
static char *option_encoding;
static double option_sliver = 2.0;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "level", 'l', 0, G_OPTION_ARG_STRING, &option_level, N_ ("The level where the file lands"),
    N_ ("NAME") },
  { "map", 'm', 0, G_OPTION_ARG_STRING, &option_map,
    N_ ("Which fields hold what: code=FIELD,name=FIELD,parent=FIELD; an empty FIELD is none"),
    N_ ("MAP") },
  { "layer", 0, 0, G_OPTION_ARG_STRING, &option_layer, N_ ("Layer of a file with several"),
    N_ ("NAME") },
  { "crs", 0, 0, G_OPTION_ARG_STRING, &option_crs, N_ ("Reference system of the file"), "EPSG:n" },
  { "encoding", 0, 0, G_OPTION_ARG_STRING, &option_encoding, N_ ("Encoding of its text"), "GBK" },
  { "sliver", 0, 0, G_OPTION_ARG_DOUBLE, &option_sliver,
    N_ ("Gaps and overlaps narrower than this are closed, in metres (2)"), "M" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the report as JSON"), NULL },
  { NULL },
};

/* Reads "code=A,name=B" into @read; the strings stay in @pairs. */
static gboolean
parse_map (GStrv pairs, WgReadOptions *read)
{
  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      if (equals == NULL)
        return FALSE;
      *equals = '\0';
      g_strstrip (pairs[i]);
      if (strcmp (pairs[i], "code") == 0)
        read->code_field = equals + 1;
      else if (strcmp (pairs[i], "name") == 0)
        read->name_field = equals + 1;
      else if (strcmp (pairs[i], "parent") == 0)
        read->parent_field = equals + 1;
      else
        return FALSE;
    }
  return TRUE;
}

static int
import_file (WgProject *project, const char *path, guint depth, const WgReadOptions *read)
{
  WgHistory *history = wg_project_get_history (project);
  WgPlan *plan = wg_project_get_plan (project);
  WgBuildOptions build = WG_BUILD_OPTIONS_DEFAULT;
  WgProgress reading = wg_progress_part (wg_cli_progress (), 0.0, 0.7);
  WgProgress writing = wg_progress_part (wg_cli_progress (), 0.7, 1.0);
  g_autoptr (WgPlan) snapshot = wg_plan_snapshot (plan);
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  build.sliver_width_m = option_sliver;
  report = wg_import_run (snapshot, path, wg_plan_get_wanted_crs (plan), depth, read, &build,
                          &reading, NULL, &error);
  if (report == NULL)
    return wg_cli_refuse (error);
  /* The report speaks of the grids of its plan, which the history takes over. */
  text = option_json ? wg_import_report_to_json (report) : wg_words_import_report (report);
  if (report->n_grids > 0
      && !wg_history_replace (history, report->plan, "import", report->source, &writing, NULL,
                              &error))
    return wg_cli_refuse (error);

  wg_cli_progress_end ();
  fputs (text, stdout);
  return report->n_grids > 0 ? WG_CLI_OK : WG_CLI_REFUSED;
}

int
wg_cli_import (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge FILE --level NAME",
                             _ ("Bring the grids of a file in at a level, cleaned and nested; what "
                                "did not fit is reported."),
                             options, 2, 2, TRUE };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) pairs = NULL;
  WgReadOptions read = { NULL };
  guint depth = 0;
  int status = WG_CLI_OK;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_level == NULL)
    return wg_cli_wrong_usage (_ ("--level is needed"));
  if (option_sliver < 0 || option_sliver > 100)
    return wg_cli_wrong_usage (_ ("--sliver takes 0 to 100 metres"));
  pairs = option_map != NULL ? g_strsplit (option_map, ",", -1) : NULL;
  read.layer = option_layer;
  read.crs = option_crs;
  read.encoding = option_encoding;
  if (!parse_map (pairs, &read))
    return wg_cli_wrong_usage (_ ("--map takes code=FIELD,name=FIELD,parent=FIELD"));

  project = wg_cli_open (argv[1], FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  status = wg_cli_find_depth (wg_project_get_plan (project), option_level, &depth)
             ? import_file (project, argv[2], depth, &read)
             : WG_CLI_USAGE;
  return wg_cli_close (project, status);
}
