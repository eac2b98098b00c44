/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-number-words.h"

#include "../exchange/wg-sheet-file.h"
#include "../plan/wg-number-pattern.h"

#include <glib/gi18n.h>
#include <string.h>

#define OBJECT_CODE_DIGITS 6
#define NOT_GIVEN G_MININT

static char *option_level;
static char *option_parent;
static char *option_grids;
static char *option_profile;
static char *option_pattern;
static char *option_object;
static char *option_order;
static char *option_line;
static char *option_from;
static char *option_crs;
static char *option_scope;
static char *option_names;
static char *option_out;
static int option_start = NOT_GIVEN;
static gboolean option_follow;
static gboolean option_dry_run;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "level", 'l', 0, G_OPTION_ARG_STRING, &option_level, N_ ("The level to number"), N_ ("NAME") },
  { "parent", 0, 0, G_OPTION_ARG_STRING, &option_parent, N_ ("Only the grids below this one"),
    N_ ("CODE") },
  { "grids", 'g', 0, G_OPTION_ARG_STRING, &option_grids, N_ ("Only these grids"), N_ ("CODE,…") },
  { "profile", 0, 0, G_OPTION_ARG_STRING, &option_profile,
    N_ ("db11 (the default), db11-letter or cjt349"), N_ ("ID") },
  { "pattern", 0, 0, G_OPTION_ARG_STRING, &option_pattern,
    N_ ("A pattern of your own, such as {parent}{nnn:1-900,901-999}"), N_ ("PATTERN") },
  { "object-code", 0, 0, G_OPTION_ARG_STRING, &option_object,
    N_ ("The six digits that cjt349 puts in front"), N_ ("DIGITS") },
  { "order", 0, 0, G_OPTION_ARG_STRING, &option_order,
    N_ ("rows (north to south, then west to east; the default), columns, snake, line or outward"),
    N_ ("ORDER") },
  { "line", 0, 0, G_OPTION_ARG_STRING, &option_line, N_ ("The line that the numbers follow"), "WKT" },
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from, N_ ("The point that the numbers go out from"),
    "\"X Y\"" },
  { "crs", 0, 0, G_OPTION_ARG_STRING, &option_crs,
    N_ ("Reference system of the line; degrees are recognised, else it is the project's"),
    "EPSG:n" },
  { "scope", 0, 0, G_OPTION_ARG_STRING, &option_scope,
    N_ ("all (the default), new (codes that do not fit, behind the others) or gaps (in free numbers)"),
    N_ ("SCOPE") },
  { "start", 0, 0, G_OPTION_ARG_INT, &option_start, N_ ("The first number"), N_ ("NUMBER") },
  { "follow", 0, 0, G_OPTION_ARG_NONE, &option_follow,
    N_ ("Codes of the grids below follow those that change"), NULL },
  { "names", 0, 0, G_OPTION_ARG_STRING, &option_names,
    N_ ("A name for each too: {n}, {nn} and {zh} are the number, {name} the name that it has"), N_ ("PATTERN") },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &option_dry_run, N_ ("Only show what would change"), NULL },
  { "out", 'o', 0, G_OPTION_ARG_FILENAME, &option_out,
    N_ ("Save the table of old and new codes (.xlsx or .csv)"), N_ ("FILE") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the table as JSON"), NULL },
  { NULL },
};

static const char *const order_words[] = { "rows", "columns", "snake", "line", "outward", NULL };
static const char *const scope_words[] = { "all", "new", "gaps", NULL };

static gboolean
is_object_code (const char *text)
{
  return strlen (text) == OBJECT_CODE_DIGITS && strspn (text, "0123456789") == OBJECT_CODE_DIGITS;
}

static gboolean
check_usage (void)
{
  if (option_level == NULL)
    wg_cli_wrong_usage (_ ("--level is needed"));
  else if (wg_cli_find_word (order_words, option_order) < 0)
    wg_cli_wrong_usage (_ ("--order is rows, columns, snake, line or outward"));
  else if (wg_cli_find_word (scope_words, option_scope) < 0)
    wg_cli_wrong_usage (_ ("--scope is all, new or gaps"));
  else if (option_profile != NULL && wg_code_profile_find (option_profile) == NULL)
    wg_cli_wrong_usage (_ ("--profile has no “%s”"), option_profile);
  else if (option_object != NULL && !is_object_code (option_object))
    wg_cli_wrong_usage (_ ("--object-code is six digits"));
  else if (wg_cli_find_word (order_words, option_order) == WG_NUMBER_ALONG_LINE && option_line == NULL)
    wg_cli_wrong_usage (_ ("--order line needs --line"));
  else if (wg_cli_find_word (order_words, option_order) == WG_NUMBER_OUTWARD && option_from == NULL)
    wg_cli_wrong_usage (_ ("--order outward needs --from"));
  else if (option_start != NOT_GIVEN && option_start <= 0)
    wg_cli_wrong_usage (_ ("--start is a number above 0"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_places (WgPlan *plan, WgNumberTerms *terms, GArray **line_out, GError **error)
{
  g_autofree char *wkt = NULL;

  if (terms->order != WG_NUMBER_ALONG_LINE && terms->order != WG_NUMBER_OUTWARD)
    return TRUE;
  if (wg_plan_get_frame (plan) == NULL)
    {
      g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_FRAME, "no frame");
      return FALSE;
    }
  wkt = terms->order == WG_NUMBER_OUTWARD
          ? g_strdup_printf ("LINESTRING (%s, %s)", option_from, option_from)
          : g_strdup (option_line);
  *line_out = wg_cli_parse_line (wkt, option_crs, wg_plan_get_frame (plan), error);
  if (*line_out == NULL && terms->order == WG_NUMBER_OUTWARD
      && g_error_matches (*error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_INVALID))
    {
      g_clear_error (error);
      g_set_error (error, WG_CLI_ERROR, WG_CLI_ERROR_PLACE, _ ("“%s” is no place such as “120.15 30.28”"), option_from);
    }
  if (*line_out == NULL)
    return FALSE;
  terms->line = *line_out;
  terms->from = g_array_index (*line_out, WgPoint, 0);
  return TRUE;
}

static void
print_rows (const GPtrArray *rows)
{
  guint n_given = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const WgNumberRow *row = g_ptr_array_index (rows, i);
      const char *remark = wg_words_number_outcome (row->outcome);

      n_given += row->outcome == WG_NUMBER_GIVEN;
      g_print ("%s → %s  %s%s%s\n", row->old_code[0] != '\0' ? row->old_code : "—", row->new_code,
               row->new_name, remark[0] != '\0' ? "  " : "", remark);
    }
  g_print (g_dngettext (NULL, "%u grid gets a new code.\n", "%u grids get a new code.\n", n_given),
           n_given);
}

static void
print_json (const GPtrArray *rows, guint n_changed)
{
  WgJson *json = wg_json_new ();

  wg_json_begin_object (json, NULL);
  wg_json_int (json, "changed", option_dry_run ? 0 : n_changed);
  wg_json_int (json, "would_change", n_changed);
  wg_json_begin_array (json, "grids");
  for (guint i = 0; i < rows->len; i++)
    {
      const WgNumberRow *row = g_ptr_array_index (rows, i);

      wg_json_begin_object (json, NULL);
      wg_json_string (json, "old_code", row->old_code);
      wg_json_string (json, "code", row->new_code);
      wg_json_string (json, "old_name", row->old_name);
      wg_json_string (json, "name", row->new_name);
      wg_json_string (json, "outcome", wg_number_outcome_code (row->outcome));
      wg_json_boolean (json, "follows", row->is_follower);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static gboolean
find_terms (WgPlan *plan, WgNumberTerms *terms, GArray **grids_out, GError **error)
{
  if (!wg_cli_find_parent (plan, option_parent, &terms->parent, error)
      || !wg_cli_check_scope (plan, terms->parent, terms->depth, error))
    return FALSE;
  if (option_grids == NULL)
    return TRUE;
  *grids_out = wg_cli_find_grids_of (plan, option_grids, terms->depth, error);
  terms->grids = *grids_out;
  return *grids_out != NULL;
}

/* How many grids would change: what would be refused is refused here already. */
static guint
preview (WgPlan *plan, const GPtrArray *rows, GError **error)
{
  g_autoptr (WgChange) change = wg_plan_make_number_change (plan, rows, error);
  guint n_changed = 0;

  for (guint i = 0; change != NULL && i < change->grids->len; i++)
    n_changed += ((WgGridChange *) g_ptr_array_index (change->grids, i))->before != NULL;
  return n_changed;
}

static int
number (WgProject *project, guint depth)
{
  WgPlan *plan = wg_project_get_plan (project);
  WgNumberTerms terms = { .depth = depth, .start = (guint) MAX (option_start, 0),
                          .order = (WgNumberOrder) wg_cli_find_word (order_words, option_order),
                          .scope = (WgNumberScope) wg_cli_find_word (scope_words, option_scope),
                          .is_followed = option_follow, .name_pattern = option_names };
  g_autofree char *pattern
    = option_pattern != NULL
        ? g_strdup (option_pattern)
        : wg_plan_profile_pattern (plan, depth, wg_code_profile_find (option_profile), option_object);
  g_autoptr (GArray) line = NULL;
  g_autoptr (GArray) grids = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  guint n_changed = 0;

  terms.pattern = pattern;
  if (!find_terms (plan, &terms, &grids, &error) || !read_places (plan, &terms, &line, &error))
    return wg_cli_refuse (error);
  rows = wg_plan_propose_numbers (plan, &terms, NULL, NULL, &error);
  if (rows != NULL)
    n_changed = option_dry_run ? preview (plan, rows, &error)
                               : wg_command_number (wg_project_get_history (project), rows, &error);
  if (error != NULL && !(option_dry_run && g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING)))
    return wg_cli_refuse (error);
  g_clear_error (&error);
  if (option_out != NULL)
    {
      g_autoptr (WgSheet) sheet = wg_number_sheet (rows);

      if (!wg_sheet_file_write (option_out, (const WgSheet *const[]){ sheet }, 1, &error))
        return wg_cli_refuse (error);
    }
  if (option_json)
    print_json (rows, n_changed);
  else
    print_rows (rows);
  return WG_CLI_OK;
}

int
wg_cli_number (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge --level NAME",
                             _ ("Give codes in order, and names; as one edit."), options, 1, 1,
                             TRUE };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;
  guint depth = 0;

  if (!wg_cli_parse (&usage, &argc, &argv) || !check_usage ())
    return WG_CLI_USAGE;
  project = wg_cli_open (argv[1], option_dry_run, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  if (!wg_cli_find_depth (wg_project_get_plan (project), option_level, &depth))
    return wg_cli_close (project, WG_CLI_USAGE);
  return wg_cli_close (project, number (project, depth));
}
