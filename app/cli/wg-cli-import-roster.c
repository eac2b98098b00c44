/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../exchange/wg-roster-read.h"
#include "../exchange/wg-sheet-file.h"
#include "../plan/wg-commands.h"
#include "wg-roster-words.h"

#include <glib/gi18n.h>
#include <stdio.h>

static void
print_roster (WgPlan *plan, const WgRoster *roster, gboolean is_json, gboolean is_done)
{
  g_autofree char *text = is_json ? wg_roster_to_json (plan, roster, is_done)
                                  : wg_words_roster_report (plan, roster);

  fputs (text, stdout);
  if (is_json)
    fputc ('\n', stdout);
}

static gboolean
write_rejects (const WgRoster *roster, const char *path, GError **error)
{
  g_autoptr (WgSheet) sheet = wg_roster_make_rejects (roster);
  const WgSheet *sheets[] = { sheet };

  return wg_sheet_file_write (path, sheets, 1, error);
}

int
wg_cli_import_roster (WgProject *project, const WgCliRoster *how)
{
  WgPlan *plan = wg_project_get_plan (project);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgRosterTable) table = wg_roster_read (how->path, how->sheet, NULL, &error);
  g_autoptr (WgRoster) roster = NULL;
  gboolean is_done = FALSE;

  if (table == NULL)
    return wg_cli_refuse (error);
  roster = wg_roster_new (plan, table, &how->options);
  if (how->rejects != NULL && !write_rejects (roster, how->rejects, &error))
    return wg_cli_refuse (error);
  if (!how->is_preview)
    is_done = wg_roster_commit (roster, wg_project_get_history (project), &error);
  if (error != NULL && !g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
    return wg_cli_refuse (error);
  print_roster (plan, roster, how->is_json, is_done);
  return how->is_preview || is_done || wg_roster_count_state (roster, WG_ROSTER_SAME) > 0 ? WG_CLI_OK
                                                                                         : WG_CLI_REFUSED;
}
