/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-changes-words.h"
#include "wg-clash-words.h"
#include "wg-scheme-job.h"

#include "../plan/wg-acceptance.h"
#include "../plan/wg-template.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean option_list;
static char *option_add;
static gboolean option_empty;
static char *option_kind;
static char *option_levels;
static char *option_open;
static char *option_rename;
static char *option_to;
static char *option_remove;
static char *option_adopt;
static char *option_date;
static gboolean option_renumber;
static gboolean option_keep_codes;
static char *option_compare;
static char *option_with;
static char *option_level;
static char *option_with_level;
static double option_reach = WG_SCHEME_REACH_M;
static char *option_out;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "list", 0, 0, G_OPTION_ARG_NONE, &option_list, N_ ("List the schemes (the default)"), NULL },
  { "add", 0, 0, G_OPTION_ARG_STRING, &option_add, N_ ("Copy the open scheme under this name"),
    N_ ("NAME") },
  { "empty", 0, 0, G_OPTION_ARG_NONE, &option_empty, N_ ("With --add: without any grid, to import a net"),
    NULL },
  { "levels", 0, 0, G_OPTION_ARG_STRING, &option_levels,
    N_ ("With --empty: other levels than the open scheme has"), N_ ("NAME,…") },
  { "kind", 0, 0, G_OPTION_ARG_STRING, &option_kind, N_ ("With --add: draft (the default) or net"),
    "draft|net" },
  { "open", 0, 0, G_OPTION_ARG_STRING, &option_open,
    N_ ("Make this scheme the one that all commands and windows work on"), N_ ("NAME") },
  { "rename", 0, 0, G_OPTION_ARG_STRING, &option_rename, N_ ("Give this scheme the name of --to"),
    N_ ("NAME") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &option_to, N_ ("The new name"), N_ ("NAME") },
  { "remove", 0, 0, G_OPTION_ARG_STRING, &option_remove, N_ ("Remove this scheme, with its history"),
    N_ ("NAME") },
  { "adopt", 0, 0, G_OPTION_ARG_STRING, &option_adopt, N_ ("Put this scheme in force from --date on"),
    N_ ("NAME") },
  { "date", 0, 0, G_OPTION_ARG_STRING, &option_date, N_ ("The day; today when left out"),
    "YYYY-MM-DD" },
  { "renumber", 0, 0, G_OPTION_ARG_NONE, &option_renumber,
    N_ ("With --adopt: its grids with codes that the scheme in force gave to other grids get new ones"), NULL },
  { "keep-codes", 0, 0, G_OPTION_ARG_NONE, &option_keep_codes,
    N_ ("With --adopt: such grids keep their codes"), NULL },
  { "compare", 0, 0, G_OPTION_ARG_STRING, &option_compare, N_ ("Compare this scheme with another"),
    N_ ("NAME") },
  { "with", 0, 0, G_OPTION_ARG_STRING, &option_with, N_ ("The other one; the open one when left out"),
    N_ ("NAME") },
  { "level", 0, 0, G_OPTION_ARG_STRING, &option_level,
    N_ ("With --compare: whose borders are measured; the lowest with grids when left out"),
    N_ ("NAME") },
  { "with-level", 0, 0, G_OPTION_ARG_STRING, &option_with_level, N_ ("The same of the other scheme"),
    N_ ("NAME") },
  { "reach", 0, 0, G_OPTION_ARG_DOUBLE, &option_reach,
    N_ ("How far apart borders may be that are meant to be the same, in metres (50)"),
    N_ ("METRES") },
  { "out", 'o', 0, G_OPTION_ARG_FILENAME, &option_out,
    N_ ("Write the comparison: .xlsx, .csv or .pdf (with a map)"), N_ ("FILE") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print as JSON"), NULL },
  { NULL },
};

static const WgScheme *
find_scheme (const GPtrArray *schemes, const char *name, GError **error)
{
  for (guint i = 0; i < schemes->len; i++)
    {
      const WgScheme *scheme = g_ptr_array_index (schemes, i);

      if (name == NULL ? scheme->is_open : strcmp (scheme->name, name) == 0)
        return scheme;
    }
  g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_NO_SCHEME, "no scheme '%s'", name);
  return NULL;
}

static void
write_events (WgJson *json, WgProject *project, gint64 id)
{
  g_autoptr (GPtrArray) events = wg_project_list_scheme_events (project, id, NULL);

  wg_json_begin_array (json, "events");
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const WgSchemeEvent *event = g_ptr_array_index (events, i);
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (event->time);
      g_autofree char *when = g_date_time_format_iso8601 (time);

      wg_json_begin_object (json, NULL);
      wg_json_string (json, "kind", wg_scheme_event_kind_word (event->kind));
      wg_json_string (json, "day", event->day);
      wg_json_string (json, "other", event->other);
      wg_json_string (json, "time", when);
      wg_json_string (json, "user", event->user);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
}

static void
print_events (WgProject *project, gint64 id)
{
  g_autoptr (GPtrArray) events = wg_project_list_scheme_events (project, id, NULL);

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const WgSchemeEvent *event = g_ptr_array_index (events, i);
      g_autofree char *sentence = wg_words_scheme_event (event), *facts = wg_words_scheme_event_facts (event);

      g_print ("      %s  · %s\n", sentence, facts);
    }
}

static void
write_json (WgJson *json, const char *key, WgProject *project, const GPtrArray *schemes)
{
  wg_json_begin_array (json, key);
  for (guint i = 0; i < schemes->len; i++)
    {
      const WgScheme *scheme = g_ptr_array_index (schemes, i);

      wg_json_begin_object (json, NULL);
      wg_json_int (json, "id", scheme->id);
      wg_json_string (json, "name", scheme->name);
      wg_json_string (json, "kind", wg_scheme_kind_word (scheme->kind));
      wg_json_string (json, "adopted", scheme->adopted);
      wg_json_string (json, "until", scheme->until);
      wg_json_boolean (json, "open", scheme->is_open);
      write_events (json, project, scheme->id);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
}

static void
print_json (WgProject *project, const GPtrArray *schemes)
{
  WgJson *json = wg_json_new ();

  write_json (json, NULL, project, schemes);
  wg_cli_print_json (json);
}

static int
print_list (WgProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) schemes = wg_project_list_schemes (project, &error);

  if (schemes == NULL)
    return wg_cli_refuse (error);
  if (option_json)
    {
      print_json (project, schemes);
      return WG_CLI_OK;
    }
  for (guint i = 0; i < schemes->len; i++)
    {
      const WgScheme *scheme = g_ptr_array_index (schemes, i);

      g_autofree char *state = wg_words_scheme_state (scheme);

      g_print ("%s %s  %s\n", scheme->is_open ? "*" : " ", scheme->name, state);
      print_events (project, scheme->id);
    }
  return WG_CLI_OK;
}

/* A plan of the project's frame without grids, with its levels or those of --levels. */
static WgPlan *
make_empty (WgPlan *plan, GError **error)
{
  g_autoptr (WgPlan) empty = NULL;
  g_auto (GStrv) names = NULL;

  if (option_levels == NULL)
    return wg_scheme_make_empty (plan);
  empty = wg_plan_new (wg_plan_get_name (plan), wg_plan_get_frame (plan));
  wg_plan_set_wanted_crs (empty, wg_plan_get_wanted_crs (plan));
  names = wg_levels_split (option_levels);
  return wg_levels_apply ((const char *const *) names, empty, error) ? g_steal_pointer (&empty)
                                                                     : NULL;
}

static int
add (WgProject *project)
{
  WgSchemeKind kind = g_strcmp0 (option_kind, "net") == 0 ? WG_SCHEME_NET : WG_SCHEME_DRAFT;
  g_autoptr (WgPlan) empty = NULL;
  g_autoptr (GError) error = NULL;

  if (option_empty)
    empty = make_empty (wg_project_get_plan (project), &error);
  if (error != NULL || wg_project_add_scheme (project, option_add, kind, empty, &error) == 0)
    return wg_cli_refuse (error);
  return print_list (project);
}

static void
print_adoption_json (WgProject *project, const GPtrArray *clashes, WgPlan *plans[2], gboolean is_adopted)
{
  g_autoptr (GPtrArray) schemes = wg_project_list_schemes (project, NULL);
  WgJson *json = wg_json_new ();

  wg_json_begin_object (json, NULL);
  wg_json_boolean (json, "adopted", is_adopted);
  wg_json_boolean (json, "renumbered", is_adopted && option_renumber && clashes->len > 0);
  wg_clashes_write_json (json, clashes, plans[0], plans[1]);
  if (schemes != NULL)
    write_json (json, "schemes", project, schemes);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

/* Without an answer nothing is adopted whose codes are other grids'; the table says which. */
static int
adopt (WgProject *project, const WgScheme *scheme, const char *day)
{
  WgClashAnswer answer = option_renumber     ? WG_CLASH_RENUMBER
                         : option_keep_codes ? WG_CLASH_KEEP
                                             : WG_CLASH_REFUSE;
  WgPlan *plans[2] = { NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clashes
    = wg_project_find_clashes (project, scheme->id, NULL, &plans[0], &plans[1], NULL, &error);
  g_autoptr (WgPlan) next = plans[0], former = plans[1];
  g_autofree char *sentence = clashes != NULL ? wg_words_clashes (clashes, scheme->name) : NULL;
  g_autoptr (WgSheet) sheet = NULL;

  if (clashes != NULL && clashes->len > 0 && !option_json)
    {
      sheet = wg_clash_sheet (clashes, next, former);
      g_print ("%s\n", sentence);
      wg_cli_print_sheet (sheet);
    }
  if (clashes == NULL || !wg_project_adopt_scheme (project, scheme->id, day, answer, &error))
    {
      if (option_json && clashes != NULL)
        print_adoption_json (project, clashes, plans, FALSE);
      if (g_error_matches (error, WG_STORE_ERROR, WG_STORE_ERROR_CODE_CLASH))
        g_printerr ("%s\n", _ ("Give --renumber or --keep-codes."));
      return wg_cli_refuse (error);
    }
  if (!option_json)
    return print_list (project);
  print_adoption_json (project, clashes, plans, TRUE);
  return WG_CLI_OK;
}

/* rename, remove or adopt */
static int
change_one (WgProject *project, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) schemes = wg_project_list_schemes (project, &error);
  const WgScheme *scheme = schemes != NULL ? find_scheme (schemes, name, &error) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  if (scheme != NULL && option_rename != NULL)
    wg_project_rename_scheme (project, scheme->id, option_to, &error);
  else if (scheme != NULL && option_remove != NULL)
    wg_project_remove_scheme (project, scheme->id, &error);
  else if (scheme != NULL)
    return adopt (project, scheme, option_date != NULL ? option_date : today);
  return error != NULL ? wg_cli_refuse (error) : print_list (project);
}

static void
print_mismatch (WgJson *json, const char *key, const WgMismatch *mismatch, WgFrame *frame)
{
  wg_json_begin_object (json, key);
  wg_json_double (json, "length_m", mismatch->length_m, 1);
  wg_json_double (json, "same_m", mismatch->same_m, 1);
  wg_json_double (json, "near_m", mismatch->near_m, 1);
  wg_json_double (json, "across_m", mismatch->across_m, 1);
  wg_json_double (json, "apart_m", mismatch->apart_m, 1);
  wg_json_double (json, "mean_m", mismatch->mean_m, 2);
  wg_json_double (json, "worst_m", mismatch->worst_m, 2);
  wg_json_begin_array (json, "places");
  for (guint i = 0; i < MIN (mismatch->places->len, 20); i++)
    {
      const WgMismatchPlace *place = &g_array_index (mismatch->places, WgMismatchPlace, i);
      double x = 0, y = 0;

      wg_frame_to_metres (frame, place->place, &x, &y);
      wg_json_begin_object (json, NULL);
      wg_json_double (json, "x", x, 3);
      wg_json_double (json, "y", y, 3);
      wg_json_double (json, "distance_m", place->distance_m, 2);
      wg_json_double (json, "length_m", place->length_m, 1);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
  wg_json_end_object (json);
}

static void
print_comparison_json (const WgSchemePair *pair, const WgSchemeComparison *comparison)
{
  const WgChanges *changes = comparison->report->changes;
  WgFrame *frame = wg_plan_get_frame (pair->plans[0]);
  WgJson *json = wg_json_new ();

  wg_json_begin_object (json, NULL);
  wg_json_string (json, "from", pair->names[0]);
  wg_json_string (json, "to", pair->names[1]);
  wg_json_boolean (json, "kindred", pair->is_kindred);
  if (pair->is_kindred)
    wg_json_int (json, "grids_changed", wg_changes_get_grids (changes)->len);
  wg_json_begin_array (json, "moved");
  for (guint depth = 1; depth <= wg_plan_get_n_levels (pair->plans[1]); depth++)
    {
      const GArray *flows = wg_changes_get_flows (changes, depth);
      gint64 households = 0;
      gboolean is_estimated = FALSE;

      for (guint i = 0; i < flows->len; i++)
        {
          households += MAX (0, g_array_index (flows, WgLineage, i).households);
          is_estimated |= g_array_index (flows, WgLineage, i).is_estimated;
        }
      wg_json_begin_object (json, NULL);
      wg_json_string (json, "level", wg_plan_get_level (pair->plans[1], depth)->name);
      wg_json_double (json, "area_m2", wg_changes_get_moved (changes, depth), 3);
      wg_json_int (json, "households", households);
      wg_json_boolean (json, "estimated", is_estimated);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
  wg_share_words_write_json (json, changes, comparison->report->shares);
  if (frame != NULL)
    {
      print_mismatch (json, "borders", comparison->mismatch[0], frame);
      print_mismatch (json, "borders_back", comparison->mismatch[1], frame);
    }
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static gboolean
find_depths (WgSchemePair *pair)
{
  const char *const names[2] = { option_level, option_with_level };

  for (guint i = 0; i < 2; i++)
    if (names[i] != NULL && !wg_cli_find_depth (pair->plans[i], names[i], &pair->depths[i]))
      return FALSE;
  return TRUE;
}

static int
compare (WgProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) schemes = wg_project_list_schemes (project, &error);
  const WgScheme *first = schemes != NULL ? find_scheme (schemes, option_compare, &error) : NULL;
  const WgScheme *second = first != NULL ? find_scheme (schemes, option_with, &error) : NULL;
  g_auto (WgSchemePair) pair = { 0 };
  g_autoptr (WgSchemeComparison) comparison = NULL;

  if (second == NULL)
    return wg_cli_refuse (error);
  wg_scheme_pair_init (&pair, project, first, second);
  if (!wg_scheme_pair_read (&pair, NULL, NULL, &error))
    return wg_cli_refuse (error);
  pair.reach_m = option_reach;
  if (!find_depths (&pair))
    return WG_CLI_USAGE;
  comparison = wg_scheme_comparison_new (&pair, wg_cli_progress (), NULL, &error);
  wg_cli_progress_end ();
  if (comparison == NULL
      || (option_out != NULL && !wg_scheme_comparison_write (comparison, option_out, &error)))
    return wg_cli_refuse (error);
  if (option_json)
    print_comparison_json (&pair, comparison);
  else if (option_out == NULL)
    {
      for (guint i = 0; i < WG_REPORT_N_SHEETS; i++)
        wg_cli_print_sheet (comparison->report->sheets[i]);
      wg_cli_print_sheet (comparison->borders);
    }
  return WG_CLI_OK;
}

/* The file is exchanged while it is closed. */
static int
open_scheme (const char *path)
{
  g_autoptr (GError) error = NULL;
  WgProject *project = wg_cli_open (path, TRUE, &error);
  g_autoptr (GPtrArray) schemes = project != NULL ? wg_project_list_schemes (project, &error) : NULL;
  const WgScheme *scheme = schemes != NULL ? find_scheme (schemes, option_open, &error) : NULL;
  gint64 id = scheme != NULL ? scheme->id : 0;

  if (project != NULL)
    {
      wg_project_close (project, NULL);
      g_object_unref (project);
    }
  if (id == 0 || !wg_scheme_open (path, id, wg_cli_progress (), NULL, &error))
    return wg_cli_refuse (error);
  wg_cli_progress_end ();
  project = wg_cli_open (path, TRUE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, print_list (project));
}

static gboolean
check_usage (void)
{
  guint n_asked = (option_list ? 1 : 0) + (option_add != NULL) + (option_open != NULL)
                  + (option_rename != NULL) + (option_remove != NULL) + (option_adopt != NULL)
                  + (option_compare != NULL);

  if (n_asked > 1)
    wg_cli_wrong_usage (_ ("one thing at a time; see the options"));
  else if (option_add == NULL && (option_empty || option_levels != NULL || option_kind != NULL))
    wg_cli_wrong_usage (_ ("--empty, --levels and --kind go with --add"));
  else if (option_levels != NULL && !option_empty)
    wg_cli_wrong_usage (_ ("--levels goes with --empty: a copy has the levels of what it is a copy of"));
  else if (option_compare == NULL
           && (option_with != NULL || option_level != NULL || option_with_level != NULL || option_out != NULL))
    wg_cli_wrong_usage (_ ("--with, --level, --with-level and --out go with --compare"));
  else if (option_adopt == NULL && option_date != NULL)
    wg_cli_wrong_usage (_ ("--date goes with --adopt"));
  else if ((option_renumber || option_keep_codes) && option_adopt == NULL)
    wg_cli_wrong_usage (_ ("--renumber and --keep-codes go with --adopt"));
  else if (option_renumber && option_keep_codes)
    wg_cli_wrong_usage (_ ("--renumber or --keep-codes, not both"));
  else if (option_rename == NULL && option_to != NULL)
    wg_cli_wrong_usage (_ ("--to goes with --rename"));
  else if (option_rename != NULL && option_to == NULL)
    wg_cli_wrong_usage (_ ("--rename needs --to"));
  else if (option_date != NULL && !wg_is_day (option_date))
    wg_cli_wrong_usage (_ ("“%s” is no date such as 2026-11-20"), option_date);
  else if (option_kind != NULL && strcmp (option_kind, "draft") != 0 && strcmp (option_kind, "net") != 0)
    wg_cli_wrong_usage (_ ("--kind is draft or net"));
  else if (option_reach < 1 || option_reach > 1000)
    wg_cli_wrong_usage (_ ("--reach is from 1 to 1000"));
  else
    return TRUE;
  return FALSE;
}

int
wg_cli_scheme (int argc, char **argv)
{
  const WgCliUsage usage
    = { "P.wangge [--list]",
        _ ("Keep several schemes in a project: the one in force, drafts, other departments’ nets. One "
           "of them is open; all other commands work on it."),
        options, 1, 1 };
  gboolean is_read_only = FALSE;
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv) || !check_usage ())
    return WG_CLI_USAGE;
  if (option_open != NULL)
    return open_scheme (argv[1]);
  is_read_only = option_add == NULL && option_rename == NULL && option_remove == NULL
                 && option_adopt == NULL;
  project = wg_cli_open (argv[1], is_read_only, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  if (option_compare != NULL)
    return wg_cli_close (project, compare (project));
  if (option_add != NULL)
    return wg_cli_close (project, add (project));
  if (!is_read_only)
    return wg_cli_close (project, change_one (project, option_rename != NULL   ? option_rename
                                                       : option_remove != NULL ? option_remove
                                                                               : option_adopt));
  return wg_cli_close (project, print_list (project));
}
