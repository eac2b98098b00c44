/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-words.h"

#include "../geometry/wg-coverage-verify.h"
#include "../plan/wg-commands.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean option_json;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print as JSON"), NULL },
  { NULL },
};

static const char *const problem_codes[] = {
  [WG_PROBLEM_REFERENCE] = "reference",     [WG_PROBLEM_ENDPOINT] = "endpoint",
  [WG_PROBLEM_DEGENERATE] = "degenerate",   [WG_PROBLEM_CROSSING] = "crossing",
  [WG_PROBLEM_ORDER] = "order",             [WG_PROBLEM_ORIENTATION] = "orientation",
  [WG_PROBLEM_EULER] = "euler",             [WG_PROBLEM_AREA] = "area",
};

static void
print_verdict_text (const GArray *problems, const GPtrArray *file_problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const WgProblem *problem = &g_array_index (problems, WgProblem, i);

      g_print ("coverage: %s %u %u (%d, %d)\n", problem_codes[problem->kind], problem->id,
               problem->other, problem->place.x, problem->place.y);
    }
  for (guint i = 0; i < file_problems->len; i++)
    g_print ("file: %s\n", (const char *) g_ptr_array_index (file_problems, i));
  g_print ("%s\n", problems->len + file_problems->len == 0
                     ? _ ("The coverage and the file are sound.")
                     : _ ("The project is damaged."));
}

static void
print_verdict_json (const GArray *problems, const GPtrArray *file_problems)
{
  WgJson *json = wg_json_new ();

  wg_json_begin_object (json, NULL);
  wg_json_boolean (json, "valid", problems->len + file_problems->len == 0);
  wg_json_begin_array (json, "problems");
  for (guint i = 0; i < problems->len; i++)
    {
      const WgProblem *problem = &g_array_index (problems, WgProblem, i);

      wg_json_begin_object (json, NULL);
      wg_json_string (json, "code", problem_codes[problem->kind]);
      wg_json_int (json, "id", problem->id);
      wg_json_int (json, "other", problem->other);
      wg_json_int (json, "x_mm", problem->place.x);
      wg_json_int (json, "y_mm", problem->place.y);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
  wg_json_begin_array (json, "file_problems");
  for (guint i = 0; i < file_problems->len; i++)
    wg_json_string (json, NULL, g_ptr_array_index (file_problems, i));
  wg_json_end_array (json);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static int
print_verdict (const GArray *problems, const GPtrArray *file_problems)
{
  wg_cli_progress_end ();
  if (option_json)
    print_verdict_json (problems, file_problems);
  else
    print_verdict_text (problems, file_problems);
  return problems->len + file_problems->len == 0 ? WG_CLI_OK : WG_CLI_REFUSED;
}

/* Rows that do not even make a coverage are what the command looks for. */
static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT)
         || g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_CORRUPT)
         || g_error_matches (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT);
}

/* The coverage in memory, looked at while another thread reads the file. */
typedef struct
{
  WgCoverage *coverage;
  GArray *problems;
  GError *error;
} CoverageCheck;

static gpointer
check_coverage (gpointer data)
{
  CoverageCheck *check = data;

  wg_coverage_verify (check->coverage, check->problems, NULL, NULL, &check->error);
  return NULL;
}

int
wg_cli_verify (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge", _ ("Check every invariant of the coverage and the file."),
                             options, 1, 1 };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));
  g_autoptr (GPtrArray) file_problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  CoverageCheck check = { NULL, problems, NULL };
  GThread *thread = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  project = wg_cli_open (argv[1], TRUE, &error);
  if (project == NULL)
    {
      if (!is_damage (error))
        return wg_cli_refuse (error);
      g_ptr_array_add (file_problems, g_strdup (error->message));
      return print_verdict (problems, file_problems);
    }

  check.coverage = wg_plan_get_coverage (wg_project_get_plan (project));
  thread = g_thread_new ("verify-coverage", check_coverage, &check);
  wg_project_verify_file (project, file_problems, wg_cli_progress (), NULL, &error);
  g_thread_join (thread);
  if (error == NULL)
    error = g_steal_pointer (&check.error);
  g_clear_error (&check.error);
  if (error != NULL)
    return wg_cli_close (project, wg_cli_refuse (error));
  return wg_cli_close (project, print_verdict (problems, file_problems));
}
