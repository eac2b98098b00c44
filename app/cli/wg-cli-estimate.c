/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-estimate-words.h"
#include "wg-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define NOT_GIVEN G_MININT

/* Of the grids that were shared out; households and people below 0: of none of them known. */
typedef struct
{
  guint n_grids;
  guint n_buildings;
  gint64 households;
  gint64 people;
} Sums;

static char *option_from;
static char *option_by;
static char **option_grids;
static int option_households = NOT_GIVEN;
static int option_people = NOT_GIVEN;
static double option_m2 = NOT_GIVEN;
static double option_ratio = NOT_GIVEN;
static gboolean option_dry_run;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from,
    N_ ("The level whose grids have known households"), N_ ("LEVEL") },
  { "by", 0, 0, G_OPTION_ARG_STRING, &option_by, N_ ("What they are shared out by: floor-area"),
    "floor-area" },
  { "grid", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_grids,
    N_ ("Only this grid of the level; may be given again"), N_ ("CODE") },
  { "households", 0, 0, G_OPTION_ARG_INT, &option_households,
    N_ ("The known households of each grid, in place of what a file told"), "N" },
  { "people", 0, 0, G_OPTION_ARG_INT, &option_people,
    N_ ("The known people of each grid, likewise"), "N" },
  { "m2-per-household", 0, 0, G_OPTION_ARG_DOUBLE, &option_m2,
    N_ ("No total is known: so many m² of floor area make a household"), "M2" },
  { "people-per-household", 0, 0, G_OPTION_ARG_DOUBLE, &option_ratio,
    N_ ("With --m2-per-household: people too, so many to a household"), "N" },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &option_dry_run, N_ ("Report, but change nothing"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the result as JSON"), NULL },
  { NULL },
};

static Sums
sum_up (const GArray *rows)
{
  Sums sums = { .households = -1, .people = -1 };

  for (guint i = 0; i < rows->len; i++)
    {
      const WgEstimateRow *row = &g_array_index (rows, WgEstimateRow, i);

      if (row->outcome != WG_ESTIMATE_DONE)
        continue;
      sums.n_grids++;
      sums.n_buildings += row->n_buildings;
      sums.households = row->households >= 0 ? MAX (sums.households, 0) + row->households : sums.households;
      sums.people = row->people >= 0 ? MAX (sums.people, 0) + row->people : sums.people;
    }
  return sums;
}

/* "—" when nobody knows. */
static char *
describe (gint64 number)
{
  return number >= 0 ? wg_words_count ((guint64) number) : g_strdup ("—");
}

/* null when nobody knows: unknown is not zero. */
static void
write_count (WgJson *json, const char *key, gint64 number)
{
  if (number < 0)
    wg_json_string (json, key, NULL);
  else
    wg_json_int (json, key, number);
}

static void
print_rows (WgPlan *plan, const GArray *rows, const Sums *sums)
{
  g_autofree char *households = describe (sums->households), *people = describe (sums->people);
  g_autofree char *buildings = wg_words_count (sums->n_buildings), *grids = wg_words_count (sums->n_grids);

  for (guint i = 0; i < rows->len; i++)
    {
      const WgEstimateRow *row = &g_array_index (rows, WgEstimateRow, i);
      g_autofree char *name = wg_words_grid (plan, row->grid);

      if (row->outcome != WG_ESTIMATE_DONE)
        g_print (_ ("  %s: %s\n"), name, wg_estimate_words_outcome (row->outcome));
    }
  /* Translators: of how many grids, then households, people and buildings */
  g_print (ngettext ("Of %s grid: %s households and %s people shared out to %s buildings, marked as estimated\n",
                     "Of %s grids: %s households and %s people shared out to %s buildings, marked as estimated\n",
                     sums->n_grids),
           grids, households, people, buildings);
}

static void
print_json (WgPlan *plan, const GArray *rows, const Sums *sums)
{
  WgJson *json = wg_json_new ();

  wg_json_begin_object (json, NULL);
  wg_json_int (json, "areas", sums->n_grids);
  wg_json_int (json, "buildings", sums->n_buildings);
  write_count (json, "households", sums->households);
  write_count (json, "people", sums->people);
  wg_json_boolean (json, "is_estimated", TRUE);
  wg_json_begin_array (json, "left_out");
  for (guint i = 0; i < rows->len; i++)
    {
      const WgEstimateRow *row = &g_array_index (rows, WgEstimateRow, i);

      if (row->outcome == WG_ESTIMATE_DONE)
        continue;
      wg_json_begin_object (json, NULL);
      wg_json_string (json, "grid", wg_plan_get_grid (plan, row->grid)->code);
      wg_json_string (json, "reason", wg_estimate_outcome_to_code (row->outcome));
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

/* The grids that are meant; %NULL on error. */
static GArray *
read_grids (WgPlan *plan, guint depth, GError **error)
{
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (option_grids == NULL)
    return wg_cli_find_level_grids (plan, depth, error);
  for (guint i = 0; option_grids[i] != NULL; i++)
    {
      g_autoptr (GArray) found = wg_cli_find_grids_of (plan, option_grids[i], depth, error);

      if (found == NULL)
        return NULL;
      g_array_append_vals (grids, found->data, found->len);
    }
  return g_steal_pointer (&grids);
}

/* Zero and less, and what is no number, are not left unsaid: each of them would mean a total told before. */
static gboolean
check_usage (void)
{
  if (option_from == NULL)
    wg_cli_wrong_usage (_ ("--from is needed"));
  else if (g_strcmp0 (option_by, "floor-area") != 0)
    wg_cli_wrong_usage (_ ("--by takes floor-area"));
  else if ((option_households != NOT_GIVEN && option_households < 0)
           || (option_people != NOT_GIVEN && option_people < 0))
    wg_cli_wrong_usage (_ ("--households and --people take a whole number that is not below 0"));
  else if ((option_m2 != NOT_GIVEN && !(option_m2 > 0 && isfinite (option_m2)))
           || (option_ratio != NOT_GIVEN && !(option_ratio > 0 && isfinite (option_ratio))))
    wg_cli_wrong_usage (_ ("--m2-per-household and --people-per-household take more than 0"));
  else if (option_m2 != NOT_GIVEN && (option_households != NOT_GIVEN || option_people != NOT_GIVEN))
    wg_cli_wrong_usage (_ ("--m2-per-household and a known total exclude one another"));
  else if (option_ratio != NOT_GIVEN && option_m2 == NOT_GIVEN)
    wg_cli_wrong_usage (_ ("--people-per-household goes with --m2-per-household"));
  else
    return TRUE;
  return FALSE;
}

static int
estimate (WgProject *project)
{
  WgPlan *plan = wg_project_get_plan (project);
  g_autoptr (WgBuildingSet) set = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) grids = NULL;
  WgEstimateRequest request = { .kind = option_m2 > 0 ? WG_ESTIMATE_FACTOR
                                        : option_households >= 0 || option_people >= 0
                                          ? WG_ESTIMATE_TOTAL
                                          : WG_ESTIMATE_TOLD,
                                .households = option_households,
                                .people = option_people,
                                .m2_per_household = option_m2,
                                .people_per_household = MAX (option_ratio, 0) };
  Sums sums = { 0 };

  if (!wg_cli_find_depth (plan, option_from, &request.depth))
    return WG_CLI_USAGE;
  grids = read_grids (plan, request.depth, &error);
  if (grids == NULL)
    return wg_cli_refuse (error);
  request.grids = option_grids != NULL ? grids : NULL;
  set = wg_estimate_run (plan, &request, &rows);
  if (set == NULL)
    {
      g_printerr (_ ("wangge estimate: The project has no buildings\n"));
      return WG_CLI_REFUSED;
    }
  sums = sum_up (rows);
  if (sums.n_grids > 0 && !option_dry_run
      && !wg_history_put_buildings (wg_project_get_history (project), set, "estimate", option_from,
                                    wg_cli_progress (), NULL, &error))
    return wg_cli_refuse (error);
  wg_cli_progress_end ();
  if (option_json)
    print_json (plan, rows, &sums);
  else
    print_rows (plan, rows, &sums);
  return sums.n_grids > 0 ? WG_CLI_OK : WG_CLI_REFUSED;
}

int
wg_cli_estimate (int argc, char **argv)
{
  const WgCliUsage usage
    = { "P.wangge --from LEVEL --by floor-area",
        _ ("Share the known households of grids out to the buildings on their land, marked as estimated."),
        options, 1, 1, TRUE };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv) || !check_usage ())
    return WG_CLI_USAGE;
  project = wg_cli_open (argv[1], FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, estimate (project));
}
