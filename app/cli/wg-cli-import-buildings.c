/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-import-job.h"
#include "wg-import-sheets.h"
#include "wg-words.h"

#include <stdio.h>

int
wg_cli_import_buildings (WgProject *project, const char *path, const WgBuildingReadOptions *options,
                         const WgCliReport *wanted)
{
  g_autoptr (WgPlan) plan = wg_plan_snapshot (wg_project_get_plan (project));
  WgProgress reading = wg_progress_part (wg_cli_progress (), 0.0, 0.5);
  WgProgress writing = wg_progress_part (wg_cli_progress (), 0.5, 1.0);
  WgHistory *history = wg_project_get_history (project);
  g_autoptr (WgBuildingReport) report = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL, *words = NULL;

  report = wg_import_buildings_run (plan, path, options, &reading, NULL, &error);
  if (report == NULL)
    return wg_cli_refuse (error);
  json = wg_building_report_to_json (report);
  sheets = wg_import_problem_sheets (report->problems);
  if (!wg_cli_write_report (wanted->path, json, sheets, &error))
    return wg_cli_refuse (error);
  if (!wanted->is_dry_run
      && (!wg_command_place (history, wg_plan_get_frame (plan), &error)
          || !wg_history_put_buildings (history, report->set, "import-buildings", report->source, &writing,
                                        NULL, &error)))
    return wg_cli_refuse (error);
  words = wg_words_building_report (report);
  wg_cli_progress_end ();
  fputs (wanted->is_json ? json : words, stdout);
  return WG_CLI_OK;
}
