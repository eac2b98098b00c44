/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-address-words.h"
#include "wg-import-job.h"
#include "wg-import-sheets.h"
#include "wg-words.h"

#include <glib/gi18n.h>
#include <stdio.h>

static char *
describe_as_json (const WgAddressReport *report, const char *layer, guint n_all)
{
  WgJson *json = wg_json_new ();

  wg_json_begin_object (json, NULL);
  wg_json_string (json, "layer", layer);
  wg_json_int (json, "rows", report->n_rows);
  wg_json_int (json, "addresses", report->n_addresses);
  wg_json_int (json, "places", report->n_places);
  wg_json_int (json, "nameless", report->n_nameless);
  wg_json_int (json, "repeated", report->n_repeated);
  wg_json_int (json, "project", n_all);
  wg_json_begin_array (json, "left_out_fields");
  for (guint i = 0; i < report->problems->len; i++)
    {
      const WgRowProblem *problem = g_ptr_array_index (report->problems, i);

      if (problem->kind == WG_ROW_PERSONAL_DATA)
        wg_json_string (json, NULL, problem->field);
    }
  wg_json_end_array (json);
  wg_json_end_object (json);
  return wg_json_finish (json);
}

int
wg_cli_import_addresses (WgProject *project, const char *path, const WgAddressReadOptions *options,
                         const WgCliReport *wanted)
{
  g_autoptr (WgPlan) plan = wg_plan_snapshot (wg_project_get_plan (project));
  WgHistory *history = wg_project_get_history (project);
  g_autofree char *layer = wg_import_name_layer (path, options->layer);
  g_autoptr (WgAddressReport) report = NULL;
  g_autoptr (WgAddressSet) joined = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL, *words = NULL;

  joined = wg_import_addresses_run (plan, path, options, layer, &report, wg_cli_progress (), NULL,
                                    &error);
  if (joined == NULL)
    return wg_cli_refuse (error);
  json = describe_as_json (report, layer, wg_address_set_count (joined));
  words = wg_address_words_report (report, layer, wg_address_set_count (joined));
  sheets = wg_import_problem_sheets (report->problems);
  if (!wg_cli_write_report (wanted->path, json, sheets, &error))
    return wg_cli_refuse (error);
  if (!wanted->is_dry_run
      && (!wg_command_place (history, wg_plan_get_frame (plan), &error)
          || !wg_history_put_addresses (history, joined, "import-addresses", layer, &error)))
    return wg_cli_refuse (error);
  wg_cli_progress_end ();
  if (wanted->is_json)
    fputs (json, stdout);
  else
    g_print ("%s\n", words);
  return WG_CLI_OK;
}
