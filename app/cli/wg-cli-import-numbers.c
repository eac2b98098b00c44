/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-import-job.h"
#include "wg-join-words.h"

#include <stdio.h>

int
wg_cli_import_numbers (WgProject *project, const char *path, const WgBuildingReadOptions *options,
                       const WgCliReport *wanted)
{
  WgProgress reading = wg_progress_part (wg_cli_progress (), 0.0, 0.5);
  WgProgress writing = wg_progress_part (wg_cli_progress (), 0.5, 1.0);
  g_autoptr (WgBuildingJoin) join = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  g_autofree char *json = NULL, *words = NULL;
  gboolean is_any = FALSE;

  join = wg_import_numbers_run (wg_project_get_plan (project), path, options, &reading, NULL, &error);
  if (join == NULL)
    return wg_cli_refuse (error);
  json = wg_building_join_to_json (join);
  sheets = wg_join_words_sheets (join);
  if (!wg_cli_write_report (wanted->path, json, sheets, &error))
    return wg_cli_refuse (error);
  is_any = join->counts[WG_JOIN_TAKEN] > 0;
  words = wg_join_words_report (join);
  if (is_any && !wanted->is_dry_run
      && !wg_history_put_buildings (wg_project_get_history (project), join->set,
                                    "import-building-numbers", join->report->source, &writing, NULL,
                                    &error))
    return wg_cli_refuse (error);
  wg_cli_progress_end ();
  fputs (wanted->is_json ? json : words, stdout);
  return is_any || join->counts[WG_JOIN_SAME] > 0 ? WG_CLI_OK : WG_CLI_REFUSED;
}
