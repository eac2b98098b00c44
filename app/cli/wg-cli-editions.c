/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "wg-chart-choice.h"

#include <glib/gi18n.h>

static int
list_editions (WgProject *project, gboolean is_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wg_project_list_editions (project, &error);
  WgJson *json = NULL;

  if (records == NULL)
    return wg_cli_refuse (error);
  if (is_json)
    {
      json = wg_json_new ();
      wg_json_begin_array (json, NULL);
    }
  for (guint i = 0; i < records->len; i++)
    {
      const WgEditionRecord *record = g_ptr_array_index (records, i);
      g_autofree char *words = wg_chart_words_edition (record);

      if (!is_json)
        {
          g_print ("%s\n", words);
          continue;
        }
      wg_json_begin_object (json, NULL);
      wg_json_int (json, "number", record->number);
      wg_json_string (json, "day", record->day);
      wg_json_int (json, "step", record->step);
      wg_json_end_object (json);
    }
  if (is_json)
    {
      wg_json_end_array (json);
      wg_cli_print_json (json);
    }
  return WG_CLI_OK;
}

static int
withdraw (WgProject *project, int number)
{
  g_autoptr (GError) error = NULL;
  gboolean was_there = FALSE;

  if (number < 1)
    return wg_cli_wrong_usage (_ ("There is no edition %d"), number);
  if (!wg_project_withdraw_edition (project, (guint) number, &was_there, &error))
    return wg_cli_refuse (error);
  return was_there ? WG_CLI_OK : wg_cli_wrong_usage (_ ("There is no edition %d"), number);
}

int
wg_cli_editions (const char *path, int withdrawn, gboolean is_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgProject) project = wg_cli_open (path, withdrawn == 0, &error);

  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project,
                       withdrawn != 0 ? withdraw (project, withdrawn) : list_editions (project, is_json));
}
