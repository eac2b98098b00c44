/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-import-job.h"
#include "wg-join-words.h"

#include "../exchange/wg-sheet-file.h"

#include <stdio.h>

static gboolean
write_report (const WgBuildingJoin *join, const char *path, GError **error)
{
  g_autoptr (GPtrArray) sheets = NULL;
  g_autofree char *text = NULL;

  if (path == NULL)
    return TRUE;
  if (g_str_has_suffix (path, ".json"))
    {
      text = wg_building_join_to_json (join);
      return g_file_set_contents (path, text, -1, error);
    }
  sheets = wg_join_words_sheets (join);
  return wg_sheet_file_write (path, (const WgSheet *const *) sheets->pdata, sheets->len, error);
}

int
wg_cli_import_numbers (WgProject *project, const char *path, const WgBuildingReadOptions *options,
                       const WgCliReport *wanted)
{
  WgProgress reading = wg_progress_part (wg_cli_progress (), 0.0, 0.5);
  WgProgress writing = wg_progress_part (wg_cli_progress (), 0.5, 1.0);
  g_autoptr (WgBuildingJoin) join = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean is_any = FALSE;

  join = wg_import_numbers_run (wg_project_get_plan (project), path, options, &reading, NULL, &error);
  if (join == NULL || !write_report (join, wanted->path, &error))
    return wg_cli_refuse (error);
  is_any = join->counts[WG_JOIN_TAKEN] > 0;
  text = wanted->is_json ? wg_building_join_to_json (join) : wg_join_words_report (join);
  if (is_any && !wanted->is_dry_run
      && !wg_history_put_buildings (wg_project_get_history (project), join->set,
                                    "import-building-numbers", join->report->source, &writing, NULL,
                                    &error))
    return wg_cli_refuse (error);
  wg_cli_progress_end ();
  fputs (text, stdout);
  return is_any || join->counts[WG_JOIN_SAME] > 0 ? WG_CLI_OK : WG_CLI_REFUSED;
}
