/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-import-job.h"
#include "wg-words.h"

#include <stdio.h>

int
wg_cli_import_buildings (WgProject *project, const char *path, const WgBuildingReadOptions *options,
                         gboolean is_json)
{
  WgPlan *plan = wg_project_get_plan (project);
  WgProgress reading = wg_progress_part (wg_cli_progress (), 0.0, 0.5);
  WgProgress writing = wg_progress_part (wg_cli_progress (), 0.5, 1.0);
  g_autoptr (WgBuildingReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  report = wg_import_buildings_run (plan, path, options, &reading, NULL, &error);
  if (report == NULL
      || !wg_history_put_buildings (wg_project_get_history (project), report->set,
                                    "import-buildings", report->source, &writing, NULL, &error))
    return wg_cli_refuse (error);
  text = is_json ? wg_building_report_to_json (report) : wg_words_building_report (report);
  wg_cli_progress_end ();
  fputs (text, stdout);
  return WG_CLI_OK;
}
