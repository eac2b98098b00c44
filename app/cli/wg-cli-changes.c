/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../exchange/wg-sheet-file.h"
#include "../plan/wg-commands.h"
#include "wg-changes-words.h"
#include "wg-report-job.h"
#include "wg-words.h"

#include <glib/gi18n.h>

static char *option_since;
static char *option_until;
static char *option_output;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "since", 0, 0, G_OPTION_ARG_STRING, &option_since,
    N_ ("The earlier moment: the number of an edit (0: the beginning), or a date or time"),
    N_ ("STEP|YYYY-MM-DD[THH:MM]") },
  { "until", 0, 0, G_OPTION_ARG_STRING, &option_until,
    N_ ("The later moment; now when left out, the end of the day for a date"),
    N_ ("STEP|YYYY-MM-DD[THH:MM]") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &option_output,
    N_ ("Write the report: .xlsx, .csv or .pdf (with a map)"), N_ ("FILE") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print as JSON"), NULL },
  { NULL },
};

static void
print_code (WgJson *json, const char *key, WgPlan *plan, guint32 id)
{
  const WgGrid *grid = id != 0 ? wg_plan_get_grid (plan, id) : NULL;

  wg_json_string (json, key, grid != NULL ? grid->code : NULL);
}

static void
print_side (WgJson *json, const char *key, WgPlan *plan, const WgGrid *grid, double area)
{
  if (grid == NULL || grid->is_retired)
    {
      wg_json_string (json, key, NULL);
      return;
    }
  wg_json_begin_object (json, key);
  wg_json_string (json, "code", grid->code);
  wg_json_string (json, "name", grid->name);
  print_code (json, "parent", plan, grid->parent);
  wg_json_double (json, "area_m2", area, 3);
  wg_json_end_object (json);
}

static void
print_flags (WgJson *json, guint flags)
{
  static const char *const names[]
    = { "added", "retired", "land", "code", "name", "parent", "attributes" };

  wg_json_begin_array (json, "changes");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (flags & (1u << i))
      wg_json_string (json, NULL, names[i]);
  wg_json_end_array (json);
}

static void
print_grids (WgJson *json, const WgChanges *changes)
{
  const GArray *grids = wg_changes_get_grids (changes);

  wg_json_begin_array (json, "grids");
  for (guint i = 0; i < grids->len; i++)
    {
      const WgChangedGrid *grid = &g_array_index (grids, WgChangedGrid, i);
      const WgGrid *any = grid->after != NULL ? grid->after : grid->before;

      wg_json_begin_object (json, NULL);
      wg_json_string (json, "code", any->code);
      wg_json_string (json, "level",
                      wg_plan_get_level (wg_changes_get_after (changes), any->depth)->name);
      print_flags (json, grid->flags);
      print_side (json, "before", wg_changes_get_before (changes), grid->before, grid->area_before);
      print_side (json, "after", wg_changes_get_after (changes), grid->after, grid->area_after);
      wg_json_double (json, "gained_m2", grid->gained, 3);
      wg_json_double (json, "lost_m2", grid->lost, 3);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
}

static void
print_flows (WgJson *json, const WgChanges *changes)
{
  WgPlan *after = wg_changes_get_after (changes);

  wg_json_begin_array (json, "flows");
  for (guint depth = 1; depth <= wg_plan_get_n_levels (after); depth++)
    {
      const GArray *flows = wg_changes_get_flows (changes, depth);

      for (guint i = 0; i < flows->len; i++)
        {
          const WgLineage *flow = &g_array_index (flows, WgLineage, i);

          wg_json_begin_object (json, NULL);
          wg_json_string (json, "level", wg_plan_get_level (after, depth)->name);
          print_code (json, "from", wg_changes_get_before (changes), flow->from);
          print_code (json, "to", after, flow->to);
          wg_json_double (json, "area_m2", flow->area_m2, 3);
          if (flow->households >= 0)
            {
              wg_json_int (json, "households", flow->households);
              wg_json_boolean (json, "at_least", flow->is_at_least);
              wg_json_boolean (json, "estimated", flow->is_estimated);
            }
          wg_json_end_object (json);
        }
    }
  wg_json_end_array (json);
}

static void
print_changes (const WgChanges *changes, const WgMoment *since, const WgMoment *until)
{
  WgJson *json = wg_json_new ();

  wg_json_begin_object (json, NULL);
  wg_json_int (json, "since", since->step);
  wg_json_int (json, "until", until->step);
  print_grids (json, changes);
  print_flows (json, changes);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static void
print_text (const WgReport *report)
{
  for (guint i = 0; i < WG_REPORT_N_SHEETS; i++)
    wg_cli_print_sheet (report->sheets[i]);
}

static gboolean
find_moments (const GPtrArray *rows, WgMoment *moments[2])
{
  moments[0] = wg_moment_parse (rows, option_since, FALSE);
  moments[1] = wg_moment_parse (rows, option_until, TRUE);
  for (guint i = 0; i < 2; i++)
    if (moments[i] == NULL)
      {
        wg_cli_wrong_usage (_ ("“%s” is no edit that stands, and no date such as 2026-11-20"),
                            i == 0 ? option_since : option_until);
        return FALSE;
      }
  if (moments[0]->step <= moments[1]->step)
    return TRUE;
  wg_cli_wrong_usage (_ ("--until is before --since"));
  return FALSE;
}

static int
report (WgProject *project, const GPtrArray *rows)
{
  WgMoment *moments[2] = { NULL, NULL };
  WgReportSource source = { 0 };
  g_autoptr (WgReport) made = NULL;
  g_autoptr (GError) error = NULL;
  int status = WG_CLI_OK;

  if (!find_moments (rows, moments))
    status = WG_CLI_USAGE;
  else if (!wg_report_source_init (&source, project, &error)
           || (made = wg_report_new (&source, moments, wg_cli_progress (), NULL, &error)) == NULL
           || (option_output != NULL && !wg_report_write (made, option_output, &error)))
    status = wg_cli_refuse (error);
  wg_cli_progress_end ();
  if (status == WG_CLI_OK && option_json)
    print_changes (made->changes, moments[0], moments[1]);
  else if (status == WG_CLI_OK && option_output == NULL)
    print_text (made);
  wg_report_source_clear (&source);
  wg_moment_free (moments[0]);
  wg_moment_free (moments[1]);
  return status;
}

int
wg_cli_changes (int argc, char **argv)
{
  const WgCliUsage usage
    = { "P.wangge --since STEP|DATE", _ ("Report what changed between two moments, for the filing "
                                         "document: grids, land and who gave it to whom."),
        options, 1, 1 };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_since == NULL)
    return wg_cli_wrong_usage (_ ("--since is needed"));
  project = wg_cli_open (argv[1], TRUE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  rows = wg_history_list (wg_project_get_history (project), 0, &error);
  if (rows == NULL)
    return wg_cli_close (project, wg_cli_refuse (error));
  return wg_cli_close (project, report (project, rows));
}
