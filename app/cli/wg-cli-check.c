/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-findings-sheet.h"
#include "wg-words.h"

#include "../check/wg-check-board.h"
#include "../check/wg-fix.h"
#include "../exchange/wg-basemap.h"
#include "../exchange/wg-sheet-file.h"
#include "../plan/wg-accept-commands.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MOST_TRIES 5

static gboolean option_preview, option_json, option_list, option_accepted, option_withdraw;
static char *option_rules, *option_fix, *option_accept, *option_reason, *option_until;
static char *option_out;
static char *option_day;
static int option_most_grids = 3, option_most_households = 1500;
static char **option_along;
static double option_sliver = 2.0, option_narrow = 8.0;

static const GOptionEntry options[] = {
  { "rules", 0, 0, G_OPTION_ARG_STRING, &option_rules, N_ ("Only these rules (see --list)"),
    N_ ("CODE,CODE") },
  { "list", 0, 0, G_OPTION_ARG_NONE, &option_list, N_ ("List the rules"), NULL },
  { "fix", 0, 0, G_OPTION_ARG_STRING, &option_fix,
    N_ ("Fix what these rules find, in the way that is proposed first"), N_ ("CODE,CODE") },
  { "preview", 0, 0, G_OPTION_ARG_NONE, &option_preview,
    N_ ("With --fix: tell what would be done, and do nothing"), NULL },
  { "accept", 0, 0, G_OPTION_ARG_STRING, &option_accept,
    N_ ("Leave what this rule finds (with --rules: everything shown) as it is"), N_ ("GRID|all") },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, N_ ("Why it is accepted"), N_ ("TEXT") },
  { "until", 0, 0, G_OPTION_ARG_STRING, &option_until, N_ ("The last day on which it is accepted"),
    N_ ("YYYY-MM-DD") },
  { "accepted", 0, 0, G_OPTION_ARG_NONE, &option_accepted, N_ ("List what is accepted"), NULL },
  { "withdraw", 0, 0, G_OPTION_ARG_NONE, &option_withdraw, N_ ("Accept nothing any more"), NULL },
  { "out", 0, 0, G_OPTION_ARG_FILENAME, &option_out, N_ ("Save the list as a spreadsheet too"),
    N_ ("FILE.xlsx|csv") },
  { "sliver", 0, 0, G_OPTION_ARG_DOUBLE, &option_sliver,
    N_ ("Land narrower than this is a sliver (2)"), N_ ("METRES") },
  { "narrow", 0, 0, G_OPTION_ARG_DOUBLE, &option_narrow,
    N_ ("A grid narrower than this is too narrow (8)"), N_ ("METRES") },
  { "along", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_along,
    N_ ("Borders are meant to follow the roads and rivers of this file, or of this layer of the "
        "project (may be given several times)"), N_ ("FILE|LAYER") },
  { "day", 0, 0, G_OPTION_ARG_STRING, &option_day, N_ ("Judge people as of this day (today)"), "2026-11-22" },
  { "most-grids", 0, 0, G_OPTION_ARG_INT, &option_most_grids,
    N_ ("More grids than this are too many for one person (3; 0: any number)"), N_ ("NUMBER") },
  { "most-households", 0, 0, G_OPTION_ARG_INT, &option_most_households,
    N_ ("More households than this are too many for one person (1500; 0: any number)"), N_ ("NUMBER") },
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

/** Why a finding is accepted, or is not any more; NULL when it never was. */
static char *
describe_acceptance (WgCheckBoard *board, const WgFinding *finding)
{
  const WgAcceptance *one = wg_check_board_find_acceptance (board, finding);

  return one != NULL ? wg_words_acceptance (one, finding) : NULL;
}

static void
print_json (WgJson *json, WgPlan *plan, const WgFinding *finding, const char *acceptance)
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
  if (finding->person != 0)
    wg_json_string (json, "person", wg_people_get_person (wg_plan_get_people (plan), finding->person)->name);
  wg_json_double (json, "area_m2", finding->area_m2, 3);
  wg_json_double (json, "width_m", finding->width_m, 3);
  wg_json_double (json, "value", finding->value, 3);
  wg_json_double (json, "limit", finding->limit, 3);
  wg_json_double (json, "longitude", longitude, 8);
  wg_json_double (json, "latitude", latitude, 8);
  wg_json_string (json, "sentence", sentence);
  wg_json_string (json, "acceptance", acceptance);
  wg_json_end_object (json);
}

/** What is found altogether makes of the plan; some rules alone do not tell. */
static void
print_state (WgCheckBoard *board)
{
  g_autofree char *words
    = wg_words_plan_state (wg_check_board_get_state (board), wg_check_board_list (board)->len);

  g_print ("%s\n", words);
}

/** @n_fixed: how many findings were fixed, or could be; negative: nobody asked. */
static void
print_findings (WgPlan *plan, WgCheckBoard *board, const GArray *findings, int n_fixed)
{
  WgJson *json = option_json ? wg_json_new () : NULL;

  if (json != NULL)
    {
      wg_json_begin_object (json, NULL);
      wg_json_string (json, "state", states[wg_check_board_get_state (board)]);
      if (n_fixed >= 0)
        wg_json_int (json, option_preview ? "fixable" : "fixed", n_fixed);
      wg_json_begin_array (json, "findings");
    }
  for (guint i = 0; i < findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (findings, WgFinding, i);
      g_autofree char *acceptance = describe_acceptance (board, finding);
      g_autofree char *sentence = NULL;

      if (json != NULL)
        {
          print_json (json, plan, finding, acceptance);
          continue;
        }
      sentence = wg_words_finding (plan, finding);
      g_print ("%s  %s  %s\n", marks[finding->severity], finding->code, sentence);
      if (acceptance != NULL)
        g_print ("     %s\n", acceptance);
    }
  if (json == NULL)
    {
      if (option_rules == NULL)
        print_state (board);
      return;
    }
  wg_json_end_array (json);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static void
list_json (void)
{
  const char *const *codes = wg_check_list_codes ();
  WgJson *json = wg_json_new ();

  wg_json_begin_array (json, NULL);
  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *title = wg_words_finding_title (codes[i]);
      g_autofree char *pattern = wg_words_finding_pattern (codes[i]);
      g_autofree char *fix = wg_words_finding_fix (codes[i]);
      gboolean is_critical = wg_check_get_severity (i) == WG_SEVERITY_CRITICAL;

      wg_json_begin_object (json, NULL);
      wg_json_string (json, "code", codes[i]);
      wg_json_string (json, "severity", severities[wg_check_get_severity (i)]);
      wg_json_string (json, "state", wg_check_is_unfinished (i) ? "unfinished" : is_critical ? "invalid" : "valid");
      wg_json_string (json, "title", title);
      wg_json_string (json, "sentence", pattern);
      wg_json_string (json, "fix", fix[0] != '\0' ? fix : NULL);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
  wg_cli_print_json (json);
}

static int
list_rules (void)
{
  const char *const *codes = wg_check_list_codes ();

  if (option_json)
    {
      list_json ();
      return WG_CLI_OK;
    }
  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *title = wg_words_finding_title (codes[i]);
      g_autofree char *fix = wg_words_finding_fix (codes[i]);

      g_print ("%-24s %s%s%s\n", codes[i], title, fix[0] != '\0' ? " → " : "", fix);
    }
  return WG_CLI_OK;
}

static gboolean
is_in (const char *code, char **codes)
{
  return g_strv_contains ((const char *const *) codes, code);
}

/** Tells what a fix does, or why it cannot be done. */
static gboolean
fix_one (WgProject *project, const WgFinding *finding, const WgFix *fix)
{
  WgPlan *plan = wg_project_get_plan (project);
  g_autofree char *sentence = wg_words_finding (plan, finding);
  g_autofree char *words = wg_words_fix (plan, fix);
  g_autoptr (WgLandPreview) land = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *numbers = NULL;

  if (!wg_fix_preview (plan, finding, fix, &land, &error)
      || (!option_preview && !wg_fix_apply (wg_project_get_history (project), finding, fix, &error)))
    {
      g_autofree char *reason = wg_words_error (error);

      g_printerr ("%s: %s\n", sentence, reason);
      return FALSE;
    }
  if (option_json)
    return TRUE;
  g_print ("%s\n  → %s\n", sentence, words);
  if (land == NULL)
    return TRUE;
  numbers = wg_words_fix_numbers (land);
  for (char *at = numbers[0] != '\0' ? numbers : NULL, *end = NULL; at != NULL; at = end != NULL ? end + 1 : NULL)
    {
      end = strchr (at, '\n');
      g_print ("    %.*s\n", end != NULL ? (int) (end - at) : (int) strlen (at), at);
    }
  return TRUE;
}

/** The best way that needs nobody to be asked; what --fix does. (transfer none) (nullable) */
static const WgFix *
find_fix (const GPtrArray *fixes)
{
  for (guint i = 0; i < fixes->len; i++)
    if (!wg_fix_is_question (g_ptr_array_index (fixes, i)))
      return g_ptr_array_index (fixes, i);
  return NULL;
}

/** Says, once for each finding, that no fix is left for it. */
static void
say_unfixed (WgPlan *plan, const GArray *findings, char **codes)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (findings, WgFinding, i);
      g_autofree char *sentence = wg_words_finding (plan, finding);

      if (is_in (finding->code, codes))
        g_printerr (_("%s: left to people\n"), sentence);
    }
}

/** Does one fix after another, until nothing is left that has one; how many were done. A finding
 *  that comes back again and again (land that two grids pass to one another) is left to people. */
static guint
fix_all (WgProject *project, WgCheckBoard *board, char **codes)
{
  WgPlan *plan = wg_project_get_plan (project);
  g_autoptr (GHashTable) tries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_done = 0, i = 0;

  while (i < wg_check_board_list (board)->len)
    {
      WgFinding finding = g_array_index (wg_check_board_list (board), WgFinding, i);
      g_autofree char *key
        = g_strdup_printf ("%s/%u/%u", finding.code, finding.grid, finding.face);
      guint n_tries = GPOINTER_TO_UINT (g_hash_table_lookup (tries, key));
      g_autoptr (GPtrArray) fixes = NULL;
      const WgFix *fix = NULL;

      i++;
      if (!is_in (finding.code, codes) || n_tries >= MOST_TRIES)
        continue;
      fixes = wg_fix_list (plan, wg_check_board_get_along (board), &finding);
      g_hash_table_insert (tries, g_steal_pointer (&key), GUINT_TO_POINTER (n_tries + 1));
      fix = find_fix (fixes);
      if (fix == NULL || !fix_one (project, &finding, fix))
        continue;
      n_done++;
      if (option_preview)
        continue;
      while (wg_check_board_is_busy (board))
        g_main_context_iteration (NULL, TRUE);
      i = 0;
    }
  return n_done;
}

static gboolean
accept_shown (WgProject *project, const GArray *findings, GError **error)
{
  WgPlan *plan = wg_project_get_plan (project);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_acceptance_free);
  g_autofree char *detail = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (findings, WgFinding, i);

      if (!g_str_equal (option_accept, "all")
          && g_strcmp0 (option_accept, code_of (plan, finding->grid)) != 0)
        continue;
      if (detail == NULL && !g_str_equal (option_accept, "all"))
        detail = wg_words_grid (plan, finding->grid);
      g_ptr_array_add (list, wg_check_make_acceptance (finding, option_reason, option_until));
    }
  return wg_command_accept (wg_project_get_history (project), list, detail, error);
}

static gboolean
withdraw_all (WgProject *project, GError **error)
{
  g_autoptr (GPtrArray) list = wg_project_list_acceptances (project, error);

  return list != NULL && wg_command_withdraw (wg_project_get_history (project), list, NULL, error);
}

static gboolean
renew_accepted (WgProject *project, WgCheckBoard *board, GError **error)
{
  g_autoptr (GPtrArray) list = wg_project_list_acceptances (project, error);

  if (list != NULL)
    wg_check_board_set_accepted (board, list);
  return list != NULL;
}

static gboolean
save_list (WgProject *project, const GArray *findings, GError **error)
{
  g_autoptr (GPtrArray) acceptances
    = option_accepted ? wg_project_list_acceptances (project, error) : NULL;
  g_autoptr (WgSheet) sheet = NULL;

  if (option_accepted && acceptances == NULL)
    return FALSE;
  sheet = wg_findings_sheet (wg_project_get_plan (project), findings, acceptances);
  return wg_sheet_file_write (option_out, (const WgSheet *const[]){ sheet }, 1, error);
}

/** A layer of the project's map by its name; else a file. */
static WgLinework *
read_lines (WgProject *project, GPtrArray *layers, const char *name, GError **error)
{
  WgFrame *frame = wg_plan_get_frame (wg_project_get_plan (project));

  for (guint i = 0; i < layers->len; i++)
    {
      const WgLayerRecord *layer = g_ptr_array_index (layers, i);

      if (!layer->is_raster && g_strcmp0 (layer->name, name) == 0)
        return wg_linework_read (layer->source, layer->layer, frame, NULL, NULL, error);
    }
  return wg_linework_read (name, NULL, frame, NULL, NULL, error);
}

static gboolean
read_along (WgProject *project, WgCheckBoard *board, GError **error)
{
  g_autoptr (WgCheckAlong) along = wg_check_along_new ();
  g_autoptr (GPtrArray) layers = NULL;

  if (option_along == NULL || wg_plan_get_frame (wg_project_get_plan (project)) == NULL)
    return TRUE;
  layers = wg_project_list_layers (project, error);
  for (guint i = 0; layers != NULL && option_along[i] != NULL; i++)
    {
      g_autoptr (WgLinework) lines = read_lines (project, layers, option_along[i], error);

      if (lines == NULL)
        return FALSE;
      wg_check_along_add (along, lines);
    }
  wg_check_board_set_along (board, along);
  return layers != NULL;
}

/** Fixes, accepts, withdraws, as the options say; then shows what is left. */
static int
check_project (WgProject *project, const WgCheckSettings *settings, GError **error)
{
  g_autoptr (WgCheckBoard) board = wg_check_board_new (wg_project_get_plan (project));
  g_auto (GStrv) codes = option_fix != NULL ? g_strsplit (option_fix, ",", -1) : NULL;
  const GArray *shown = NULL;
  int n_fixed = -1;

  if (!read_along (project, board, error))
    return wg_cli_refuse (*error);
  wg_check_board_set_settings (board, settings);
  while (wg_check_board_is_busy (board))
    g_main_context_iteration (NULL, TRUE);
  if (option_withdraw && !withdraw_all (project, error))
    return wg_cli_refuse (*error);
  if (!renew_accepted (project, board, error))
    return wg_cli_refuse (*error);
  if (codes != NULL)
    {
      guint n = fix_all (project, board, codes);

      n_fixed = (int) n;
      if (!option_preview)
        say_unfixed (wg_project_get_plan (project), wg_check_board_list (board), codes);
      if (!option_json && option_preview)
        g_print (ngettext ("%u finding can be fixed\n", "%u findings can be fixed\n", n), n);
      else if (!option_json)
        g_print (ngettext ("%u finding fixed\n", "%u findings fixed\n", n), n);
    }
  if (option_accept != NULL
      && (!accept_shown (project, wg_check_board_list (board), error)
          || !renew_accepted (project, board, error)))
    return wg_cli_refuse (*error);
  shown = option_accepted ? wg_check_board_list_accepted (board) : wg_check_board_list (board);
  if (option_out != NULL && !save_list (project, shown, error))
    return wg_cli_refuse (*error);
  print_findings (wg_project_get_plan (project), board, shown, n_fixed);
  return wg_check_board_list (board)->len == 0 ? WG_CLI_OK : WG_CLI_REFUSED;
}

/** FALSE when the options do not go together, which was said. */
static gboolean
check_options (WgCheckSettings *settings)
{
  g_autofree char *unknown = NULL;
  guint64 all = 0;

  if ((option_rules != NULL && !wg_check_choose (option_rules, &settings->rules, &unknown))
      || (option_fix != NULL && !wg_check_choose (option_fix, &all, &unknown)))
    wg_cli_wrong_usage (_ ("There is no rule “%s”; --list shows all of them."), unknown);
  else if (option_accept != NULL && (option_reason == NULL || option_reason[0] == '\0'))
    wg_cli_wrong_usage ("%s", _ ("Accepting needs a reason: --reason TEXT."));
  else if (!wg_cli_parse_day (option_day, &settings->day))
    wg_cli_wrong_usage (_ ("%s is no day such as 2026-11-22"), option_day);
  else if (option_until != NULL && !wg_is_day (option_until))
    wg_cli_wrong_usage (_ ("“%s” is no day; write it as 2027-06-30."), option_until);
  else
    return TRUE;
  return FALSE;
}

int
wg_cli_check (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge", _ ("List what is wrong with the plan, and fix it."), options,
                             0, 1 };
  WgCheckSettings settings = WG_CHECK_SETTINGS_DEFAULT;
  gboolean is_change = FALSE;
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_list)
    return list_rules ();
  if (argc < 2)
    return wg_cli_wrong_usage ("%s", _ ("Which project?"));
  if (!check_options (&settings))
    return WG_CLI_USAGE;
  settings.most_grids = (guint) MAX (option_most_grids, 0);
  settings.most_households = (guint) MAX (option_most_households, 0);
  settings.sliver_width_m = option_sliver;
  settings.narrow_width_m = MAX (option_narrow, option_sliver);
  is_change = (option_fix != NULL && !option_preview) || option_accept != NULL || option_withdraw;
  project = wg_cli_open (argv[1], !is_change, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, check_project (project, &settings, &error));
}
