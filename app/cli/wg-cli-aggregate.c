/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-partition-words.h"
#include "wg-words-tally.h"

#include "../plan/wg-aggregate.h"

#include <glib/gi18n.h>

static char *option_level;
static char *option_parent;
static char *option_households;
static char *option_types;
static int option_seed = 1;
static gboolean option_dry_run;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "level", 'l', 0, G_OPTION_ARG_STRING, &option_level, N_ ("The level whose grids are joined"),
    N_ ("NAME") },
  { "parent", 0, 0, G_OPTION_ARG_STRING, &option_parent, N_ ("Only grids below this one"),
    N_ ("CODE") },
  { "households", 0, 0, G_OPTION_ARG_STRING, &option_households,
    N_ ("How many a grid is to have: the least, the target and the most"), N_ ("MIN:TARGET:MAX") },
  { "types", 0, 0, G_OPTION_ARG_STRING, &option_types,
    N_ ("Which property types are joined: compatible (the default: dwellings with or without "
        "shops), same or any"), N_ ("RULE") },
  { "seed", 0, 0, G_OPTION_ARG_INT, &option_seed,
    N_ ("Another number gives another result, the same one the same"), N_ ("NUMBER") },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &option_dry_run, N_ ("Only show what would change"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the result as JSON"), NULL },
  { NULL },
};

static const WgPartSum *
sum_of (const WgAggregation *aggregation, guint unit)
{
  return &g_array_index (aggregation->partition->sums, WgPartSum,
                         aggregation->partition->parts[unit]);
}

/* By which grid a part goes on. */
static const WgGrid *
find_kept (WgPlan *plan, const WgAggregation *aggregation, gint32 part)
{
  for (guint u = 0; u < aggregation->graph->n_units; u++)
    if (aggregation->partition->parts[u] == part)
      return wg_plan_get_grid (plan, aggregation->into[u]);
  return NULL;
}

/* Exempt: what is left as it is needs no reason. */
static gboolean
is_closed (const WgAggregation *aggregation, guint32 unit)
{
  return (aggregation->graph->units[unit].flags & WG_UNIT_CLOSED) != 0;
}

static void
print_rows (const WgAggregation *aggregation)
{
  /* Translators: property type, number of grids before, after, of these of the right size, households */
  const char *format = _ ("%s: %u → %u grids, %u of them of the size asked for, %s households\n");

  for (guint i = 0; i < aggregation->rows->len; i++)
    {
      const WgAggregateRow *row = &g_array_index (aggregation->rows, WgAggregateRow, i);
      g_autofree char *households = wg_words_amount (row->households, row->n_estimated > 0);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_print (format, wg_words_property_type (row->type), row->n_before, row->n_after,
               row->n_in_band, households);
#pragma GCC diagnostic pop
    }
}

static void
print_text (WgPlan *plan, const WgAggregation *aggregation)
{
  const GArray *troubles = aggregation->partition->troubles;

  print_rows (aggregation);
  g_print (_ ("%u → %u grids\n"), aggregation->n_before, aggregation->n_after);
  if (aggregation->n_exempt > 0)
    g_print (ngettext ("%u special or locked grid stays as it is\n",
                       "%u special or locked grids stay as they are\n", aggregation->n_exempt),
             aggregation->n_exempt);
  if (aggregation->n_not_counted > 0)
    g_print (ngettext ("%u grid has buildings of which nobody has told the households\n",
                       "%u grids have buildings of which nobody has told the households\n",
                       aggregation->n_not_counted),
             aggregation->n_not_counted);
  for (guint i = 0; i < troubles->len; i++)
    {
      const WgPartitionTrouble *trouble = &g_array_index (troubles, WgPartitionTrouble, i);
      const WgGrid *grid = find_kept (plan, aggregation, trouble->part);
      g_autofree char *amount = wg_words_amount (trouble->amount, aggregation->estimated[trouble->unit] > 0);

      if (is_closed (aggregation, trouble->unit))
        continue;
      /* Translators: code and name of a grid, its households, why it is not of the size */
      g_print (_ ("%s %s, %s households: %s\n"), grid->code, grid->name, amount,
               wg_words_trouble (trouble));
    }
}

static void
write_grids (WgPlan *plan, WgJson *json, const WgAggregation *aggregation)
{
  const WgUnitGraph *graph = aggregation->graph;

  wg_json_begin_array (json, "result");
  for (guint u = 0; u < graph->n_units; u++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, graph->units[u].source);

      if (aggregation->into[u] != grid->id || (graph->units[u].flags & WG_UNIT_CLOSED))
        continue;
      wg_json_begin_object (json, NULL);
      wg_json_string (json, "code", grid->code);
      wg_json_int (json, "households", sum_of (aggregation, u)->households);
      wg_json_int (json, "households_estimated", aggregation->estimated[u]);
      wg_json_string (json, "type", wg_property_type_to_code ((WgPropertyType) aggregation->types[u]));
      wg_json_begin_array (json, "from");
      for (guint k = 0; k < graph->n_units; k++)
        if (aggregation->into[k] == grid->id)
          wg_json_string (json, NULL, wg_plan_get_grid (plan, graph->units[k].source)->code);
      wg_json_end_array (json);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
}

static void
write_troubles (WgPlan *plan, WgJson *json, const WgAggregation *aggregation)
{
  const GArray *troubles = aggregation->partition->troubles;

  wg_json_begin_array (json, "impossible");
  for (guint i = 0; i < troubles->len; i++)
    {
      const WgPartitionTrouble *trouble = &g_array_index (troubles, WgPartitionTrouble, i);

      if (is_closed (aggregation, trouble->unit))
        continue;
      wg_json_begin_object (json, NULL);
      wg_json_string (json, "code", find_kept (plan, aggregation, trouble->part)->code);
      wg_json_string (json, "reason", wg_trouble_code (trouble));
      wg_json_int (json, "households", trouble->amount);
      wg_json_int (json, "reachable", trouble->reachable);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
}

static void
print_json (WgPlan *plan, const WgAggregation *aggregation, double seconds)
{
  WgJson *json = wg_json_new ();

  wg_json_begin_object (json, NULL);
  wg_json_int (json, "before", aggregation->n_before);
  wg_json_int (json, "after", aggregation->n_after);
  wg_json_int (json, "exempt", aggregation->n_exempt);
  wg_json_int (json, "not_counted", aggregation->n_not_counted);
  wg_partition_write_json (aggregation->partition, json);
  wg_json_double (json, "seconds", seconds, 3);
  wg_json_begin_array (json, "types");
  for (guint i = 0; i < aggregation->rows->len; i++)
    {
      const WgAggregateRow *row = &g_array_index (aggregation->rows, WgAggregateRow, i);

      wg_json_begin_object (json, NULL);
      wg_json_string (json, "type", wg_property_type_to_code (row->type));
      wg_json_int (json, "before", row->n_before);
      wg_json_int (json, "after", row->n_after);
      wg_json_int (json, "in_band", row->n_in_band);
      wg_json_int (json, "households", row->households);
      wg_json_int (json, "households_estimated", row->n_estimated);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
  write_grids (plan, json, aggregation);
  write_troubles (plan, json, aggregation);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static int
aggregate (WgProject *project, WgAggregateTerms *terms)
{
  WgPlan *plan = wg_project_get_plan (project);
  g_autoptr (WgAggregation) aggregation = NULL;
  g_autoptr (WgLandResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 from = g_get_monotonic_time ();

  if (!wg_cli_find_depth (plan, option_level, &terms->depth))
    return WG_CLI_USAGE;
  if (!wg_cli_find_parent (plan, option_parent, &terms->parent, &error)
      || !wg_cli_check_scope (plan, terms->parent, terms->depth, &error))
    return wg_cli_refuse (error);
  aggregation = wg_plan_aggregate (plan, terms, wg_cli_progress (), NULL, &error);
  wg_cli_progress_end ();
  if (aggregation == NULL)
    return wg_cli_refuse (error);
  if (!option_dry_run)
    {
      result = wg_command_aggregate (wg_project_get_history (project), aggregation, &error);
      if (result == NULL)
        return wg_cli_refuse (error);
    }
  if (option_json)
    print_json (plan, aggregation, (double) (g_get_monotonic_time () - from) * 1e-6);
  else
    print_text (plan, aggregation);
  return WG_CLI_OK;
}

int
wg_cli_aggregate (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge --level NAME --households MIN:TARGET:MAX",
                             _ ("Melt neighbouring grids of one parent and property type into fewer, "
                                "larger ones; as one edit."), options, 1, 1, TRUE };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;
  static const char *const type_words[] = { "compatible", "same", "any", NULL };
  int types = 0;
  WgAggregateTerms terms = { 0 };
  gint64 band[3] = { 0 };

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  types = wg_cli_find_word (type_words, option_types);
  if (!wg_cli_read_band (option_level, option_households, band))
    return WG_CLI_USAGE;
  if (types < 0)
    return wg_cli_wrong_usage (_ ("--types is compatible, same or any"));
  wg_partition_terms_init (&terms.terms, band[0], band[1], band[2]);
  terms.types = (WgTypeRule) types;
  terms.terms.seed = (guint64) option_seed;
  project = wg_cli_open (argv[1], option_dry_run, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, aggregate (project, &terms));
}
