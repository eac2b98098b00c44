/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-words.h"

#include "../check/wg-check.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean option_json, option_list;
static char *option_rules;
static double option_sliver = 2.0, option_narrow = 8.0;

static const GOptionEntry options[] = {
  { "rules", 0, 0, G_OPTION_ARG_STRING, &option_rules, N_ ("Only these rules (see --list)"),
    N_ ("CODE,CODE") },
  { "list", 0, 0, G_OPTION_ARG_NONE, &option_list, N_ ("List the rules"), NULL },
  { "sliver", 0, 0, G_OPTION_ARG_DOUBLE, &option_sliver,
    N_ ("Land narrower than this is a sliver (2)"), N_ ("METRES") },
  { "narrow", 0, 0, G_OPTION_ARG_DOUBLE, &option_narrow,
    N_ ("A grid narrower than this is too narrow (8)"), N_ ("METRES") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print as JSON"), NULL },
  { NULL },
};

static const char *const severities[] = {
  [WG_SEVERITY_NOTE] = "note",
  [WG_SEVERITY_WARNING] = "warning",
  [WG_SEVERITY_CRITICAL] = "critical",
};
static const char *const marks[] = {
  [WG_SEVERITY_NOTE] = ".",
  [WG_SEVERITY_WARNING] = "-",
  [WG_SEVERITY_CRITICAL] = "!",
};
static const char *const states[] = {
  [WG_PLAN_VALID] = "valid",
  [WG_PLAN_UNFINISHED] = "unfinished",
  [WG_PLAN_INVALID] = "invalid",
};

static const char *
code_of (WgPlan *plan, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (plan, id);
  return grid != NULL ? grid->code : NULL;
}

static void
print_json (WgJson *json, WgPlan *plan, const WgFinding *finding)
{
  g_autofree char *sentence = wg_words_finding (plan, finding);
  double longitude = NAN, latitude = NAN;

  if (wg_plan_get_frame (plan) != NULL && !wg_envelope_is_empty (&finding->extent))
    wg_frame_to_degrees (wg_plan_get_frame (plan), finding->place, &longitude, &latitude);
  wg_json_begin_object (json, NULL);
  wg_json_string (json, "code", finding->code);
  wg_json_string (json, "severity", severities[finding->severity]);
  wg_json_string (json, "grid", code_of (plan, finding->grid));
  wg_json_string (json, "other", code_of (plan, finding->other));
  wg_json_double (json, "area_m2", finding->area_m2, 3);
  wg_json_double (json, "width_m", finding->width_m, 3);
  wg_json_double (json, "value", finding->value, 3);
  wg_json_double (json, "limit", finding->limit, 3);
  wg_json_double (json, "longitude", longitude, 8);
  wg_json_double (json, "latitude", latitude, 8);
  wg_json_string (json, "sentence", sentence);
  wg_json_end_object (json);
}

static void
print_findings (WgPlan *plan, const GArray *findings)
{
  WgJson *json = option_json ? wg_json_new () : NULL;

  if (json != NULL)
    {
      wg_json_begin_object (json, NULL);
      wg_json_string (json, "state", states[wg_check_state (findings)]);
      wg_json_begin_array (json, "findings");
    }
  for (guint i = 0; i < findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (findings, WgFinding, i);
      g_autofree char *sentence = NULL;

      if (json != NULL)
        {
          print_json (json, plan, finding);
          continue;
        }
      sentence = wg_words_finding (plan, finding);
      g_print ("%s  %s  %s\n", marks[finding->severity], finding->code, sentence);
    }
  if (json == NULL)
    return;
  wg_json_end_array (json);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static int
list_rules (void)
{
  const char *const *codes = wg_check_list_codes ();

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *title = wg_words_finding_title (codes[i]);

      g_print ("%-24s %s\n", codes[i], title);
    }
  return WG_CLI_OK;
}

int
wg_cli_check (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge", _ ("List what is wrong with the plan."), options, 0, 1 };
  WgCheckSettings settings = WG_CHECK_SETTINGS_DEFAULT;
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *unknown = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_list)
    return list_rules ();
  if (argc < 2)
    return wg_cli_wrong_usage ("%s", _ ("Which project?"));
  if (option_rules != NULL && !wg_check_choose (option_rules, &settings.rules, &unknown))
    return wg_cli_wrong_usage (_ ("There is no rule “%s”; --list shows all of them."), unknown);
  settings.sliver_width_m = option_sliver;
  settings.narrow_width_m = MAX (option_narrow, option_sliver);
  project = wg_cli_open (argv[1], TRUE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  findings = wg_check_run (wg_project_get_plan (project), &settings, wg_cli_progress (), NULL, &error);
  if (findings == NULL)
    return wg_cli_close (project, wg_cli_refuse (error));
  wg_cli_progress_end ();
  print_findings (wg_project_get_plan (project), findings);
  return wg_cli_close (project, findings->len == 0 ? WG_CLI_OK : WG_CLI_REFUSED);
}
