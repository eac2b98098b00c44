/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-commands.h"
#include "wg-changes-words.h"
#include "wg-words.h"

#include <glib/gi18n.h>

static gboolean option_json;
static gboolean option_lineage;
static char *option_grid;
static int option_limit;

static const GOptionEntry no_options[] = { { NULL } };
static const GOptionEntry options[] = {
  { "limit", 'n', 0, G_OPTION_ARG_INT, &option_limit, N_ ("At most the newest N edits"), N_ ("NUMBER") },
  { "lineage", 0, 0, G_OPTION_ARG_NONE, &option_lineage,
    N_ ("List which grid came out of which, with areas, instead"), NULL },
  { "grid", 0, 0, G_OPTION_ARG_STRING, &option_grid,
    N_ ("Only the lineage of this grid, in use or retired"), N_ ("CODE") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print as JSON"), NULL },
  { NULL },
};

static int
step (int argc, char **argv, gboolean redo)
{
  const WgCliUsage usage = { "P.wangge",
                             redo ? _ ("Bring an undone edit again.") : _ ("Take the last edit back."),
                             no_options, 1, 1 };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *sentence = NULL;
  WgHistory *history = NULL;
  gboolean moved = FALSE;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  project = wg_cli_open (argv[1], FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);

  history = wg_project_get_history (project);
  g_object_get (history, redo ? "redo-kind" : "undo-kind", &kind, redo ? "redo-detail" : "undo-detail",
                &detail, NULL);
  moved = redo ? wg_history_redo (history, &error) : wg_history_undo (history, &error);
  if (error != NULL)
    return wg_cli_close (project, wg_cli_refuse (error));
  if (!moved)
    {
      g_printerr ("%s\n", redo ? _ ("There is nothing to redo.") : _ ("There is nothing to undo."));
      return wg_cli_close (project, WG_CLI_REFUSED);
    }
  sentence = redo ? wg_words_redo (kind, detail) : wg_words_undo (kind, detail);
  g_print ("%s\n", sentence);
  return wg_cli_close (project, WG_CLI_OK);
}

int
wg_cli_undo (int argc, char **argv)
{
  return step (argc, argv, FALSE);
}

int
wg_cli_redo (int argc, char **argv)
{
  return step (argc, argv, TRUE);
}

static void
print_row (WgJson *json, const WgJournalRow *row)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (row->time);
  g_autofree char *text = g_date_time_format_iso8601 (time);
  g_autofree char *sentence = wg_words_change (row->kind, row->detail);

  if (json == NULL)
    {
      g_print ("%5" G_GINT64_FORMAT "  %s  %-10s  %s%s%s%s\n", row->id, text, row->user, sentence,
               row->is_undone ? _ (" (undone)") : "", row->reason[0] != '\0' ? "  · " : "",
               row->reason);
      return;
    }
  wg_json_begin_object (json, NULL);
  wg_json_int (json, "id", row->id);
  wg_json_string (json, "time", text);
  wg_json_string (json, "user", row->user);
  wg_json_string (json, "kind", row->kind);
  wg_json_string (json, "detail", row->detail);
  wg_json_string (json, "sentence", sentence);
  wg_json_string (json, "reason", row->reason);
  wg_json_boolean (json, "undone", row->is_undone);
  wg_json_end_object (json);
}

static void
print_code (WgJson *json, const char *key, WgPlan *plan, guint32 id)
{
  const WgGrid *grid = id != 0 ? wg_plan_get_grid (plan, id) : NULL;

  if (grid == NULL)
    {
      wg_json_string (json, key, NULL);
      return;
    }
  wg_json_begin_object (json, key);
  wg_json_string (json, "code", grid->code);
  wg_json_string (json, "name", grid->name);
  wg_json_boolean (json, "retired", grid->is_retired);
  wg_json_end_object (json);
}

static void
print_lineage_row (WgJson *json, WgPlan *plan, const WgLineageRow *row)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (row->time);
  g_autofree char *text = g_date_time_format_iso8601 (time);

  wg_json_begin_object (json, NULL);
  wg_json_int (json, "step", row->step);
  wg_json_string (json, "time", text);
  wg_json_string (json, "kind", row->kind);
  print_code (json, "from", plan, row->flow.from);
  print_code (json, "to", plan, row->flow.to);
  wg_json_double (json, "area_m2", row->flow.area_m2, 3);
  if (row->flow.households >= 0)
    wg_json_int (json, "households", row->flow.households);
  else
    wg_json_string (json, "households", NULL);
  wg_json_boolean (json, "at_least", row->flow.is_at_least);
  wg_json_boolean (json, "estimated", row->flow.is_estimated);
  wg_json_string (json, "reason", row->reason);
  wg_json_string (json, "user", row->user);
  wg_json_end_object (json);
}

/* One line a row: when, from whom to whom, how much, why. */
static void
print_lineage_text (WgPlan *plan, const GPtrArray *rows)
{
  g_autoptr (WgSheet) sheet = wg_changes_words_lineage (plan, rows);

  for (guint row = 0; row < sheet->rows->len; row++)
    {
      g_autofree char *from = wg_changes_words_grid (
        plan, ((WgLineageRow *) g_ptr_array_index ((GPtrArray *) rows, row))->flow.from);
      g_autofree char *to = wg_changes_words_grid (
        plan, ((WgLineageRow *) g_ptr_array_index ((GPtrArray *) rows, row))->flow.to);
      g_autofree char *area = wg_words_area (
        ((WgLineageRow *) g_ptr_array_index ((GPtrArray *) rows, row))->flow.area_m2);

      g_print ("%s  %s  %s → %s  %s  %s\n", wg_sheet_get (sheet, row, 0), wg_sheet_get (sheet, row, 1),
               from, to, area, wg_sheet_get (sheet, row, 9));
    }
}

static int
list_lineage (WgProject *project)
{
  WgPlan *plan = wg_project_get_plan (project);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  const WgGrid *grid = option_grid != NULL ? wg_cli_find_any_grid (plan, option_grid, &error) : NULL;
  WgJson *json = NULL;

  if (error == NULL)
    rows = wg_project_list_lineage (project, grid != NULL ? grid->id : 0, &error);
  if (rows == NULL)
    return wg_cli_refuse (error);
  if (!option_json)
    {
      print_lineage_text (plan, rows);
      return WG_CLI_OK;
    }
  json = wg_json_new ();
  wg_json_begin_array (json, NULL);
  for (guint i = 0; i < rows->len; i++)
    print_lineage_row (json, plan, g_ptr_array_index (rows, i));
  wg_json_end_array (json);
  wg_cli_print_json (json);
  return WG_CLI_OK;
}

int
wg_cli_history (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge", _ ("List the edits, the newest last."), options, 1, 1 };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  WgJson *json = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_limit < 0)
    return wg_cli_wrong_usage (_ ("--limit takes a number of edits"));
  if (option_grid != NULL && !option_lineage)
    return wg_cli_wrong_usage (_ ("--grid goes with --lineage"));
  project = wg_cli_open (argv[1], TRUE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  if (option_lineage)
    return wg_cli_close (project, list_lineage (project));
  rows = wg_history_list (wg_project_get_history (project), (guint) option_limit, &error);
  if (rows == NULL)
    return wg_cli_close (project, wg_cli_refuse (error));

  if (option_json)
    {
      json = wg_json_new ();
      wg_json_begin_array (json, NULL);
    }
  for (guint i = 0; i < rows->len; i++)
    print_row (json, g_ptr_array_index (rows, i));
  if (option_json)
    {
      wg_json_end_array (json);
      wg_cli_print_json (json);
    }
  return wg_cli_close (project, WG_CLI_OK);
}
