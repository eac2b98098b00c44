/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-partition-words.h"
#include "wg-words-tally.h"

#include "../plan/wg-rebalance.h"

#include <glib/gi18n.h>
#include <math.h>

static char *option_level;
static char *option_parent;
static char *option_households;
static int option_seed = 1;
static gboolean option_only_bad;
static gboolean option_dry_run;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "level", 'l', 0, G_OPTION_ARG_STRING, &option_level, N_ ("The level whose grids are balanced"),
    N_ ("NAME") },
  { "parent", 0, 0, G_OPTION_ARG_STRING, &option_parent, N_ ("Only grids below this one"),
    N_ ("CODE") },
  { "households", 0, 0, G_OPTION_ARG_STRING, &option_households,
    N_ ("How many a grid is to have: the least, the target and the most"), N_ ("MIN:TARGET:MAX") },
  { "seed", 0, 0, G_OPTION_ARG_INT, &option_seed,
    N_ ("Another number gives another result, the same one the same"), N_ ("NUMBER") },
  { "only-bad", 0, 0, G_OPTION_ARG_NONE, &option_only_bad,
    N_ ("Change only grids that are not of that size, and those beside them"), NULL },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &option_dry_run, N_ ("Only show what would change"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the result as JSON"), NULL },
  { NULL },
};

static const WgRebalanceRow *
get_row (const WgRebalance *rebalance, guint at)
{
  return &g_array_index (rebalance->rows, WgRebalanceRow, at);
}

static WgPartitionTrouble
trouble_of (const WgRebalanceRow *row)
{
  return (WgPartitionTrouble){ .reason = (WgTroubleReason) row->reason, .amount = row->after };
}

static void
print_row (WgPlan *plan, const WgRebalanceRow *row)
{
  const WgGrid *grid = wg_plan_get_grid (plan, row->grid != 0 ? row->grid : row->like);
  g_autofree char *before = wg_words_amount (row->before, row->is_estimated);
  g_autofree char *after = wg_words_amount (row->after, row->is_estimated);
  WgPartitionTrouble trouble = trouble_of (row);

  if (row->grid == 0)
    /* Translators: households of a new grid, and the grid that most of it comes from */
    g_print (_ ("a new grid of %s households, most of it from %s %s"), after, grid->code, grid->name);
  else if (!row->is_left)
    g_print (_ ("%s %s, %s households: goes to others"), grid->code, grid->name, before);
  else
    /* Translators: code and name of a grid, its households before and after */
    g_print (_ ("%s %s: %s → %s households"), grid->code, grid->name, before, after);
  if (row->reason >= 0 && row->is_left && !row->is_held)
    g_print (" (%s)", wg_words_trouble (&trouble));
  g_print ("\n");
}

static void
print_text (WgPlan *plan, const WgRebalance *rebalance)
{
  g_autofree char *moved = wg_words_amount (rebalance->moved, rebalance->is_estimated);
  g_autofree char *bound = wg_words_amount (rebalance->moved_bound, rebalance->is_estimated);
  g_autofree char *all = wg_words_amount (rebalance->households, rebalance->is_estimated);
  guint n_before = 0, n_after = 0, n_held = 0;

  for (guint i = 0; i < rebalance->rows->len; i++)
    {
      const WgRebalanceRow *row = get_row (rebalance, i);

      n_held += row->is_held;
      n_before += row->grid != 0 && !row->is_held;
      n_after += row->is_left && !row->is_held;
      if (row->before != row->after || (row->reason >= 0 && !row->is_held))
        print_row (plan, row);
    }
  /* Translators: households that move, all households, the least that have to move */
  g_print (_ ("%s of %s households move to another grid; at least %s have to\n"), moved, all, bound);
  g_print (_ ("Of the size asked for: %u of %u grids before, %u of %u after\n"),
           rebalance->n_in_band_before, n_before, rebalance->n_in_band, n_after);
  if (n_held > 0)
    g_print (ngettext ("%u special or locked grid stays as it is\n",
                       "%u special or locked grids stay as they are\n", n_held),
             n_held);
}

static void
write_row (WgPlan *plan, WgJson *json, const WgRebalanceRow *row)
{
  WgPartitionTrouble trouble = trouble_of (row);

  wg_json_begin_object (json, NULL);
  wg_json_string (json, "code", row->grid != 0 ? wg_plan_get_grid (plan, row->grid)->code : NULL);
  if (row->grid == 0)
    wg_json_string (json, "from", wg_plan_get_grid (plan, row->like)->code);
  wg_json_int (json, "before", row->before);
  wg_json_int (json, "after", row->after);
  wg_json_boolean (json, "estimated", row->is_estimated);
  wg_json_boolean (json, "held", row->is_held);
  wg_json_boolean (json, "kept", row->is_kept);
  wg_json_string (json, "reason",
                  row->reason >= 0 && row->is_left ? wg_trouble_code (&trouble) : NULL);
  wg_json_end_object (json);
}

static void
print_json (WgPlan *plan, const WgRebalance *rebalance, double seconds)
{
  WgJson *json = wg_json_new ();
  guint n_grids = 0;

  wg_json_begin_object (json, NULL);
  wg_json_string (json, "units", rebalance->is_by_cells ? "cells" : "grids");
  wg_json_int (json, "n_units", rebalance->n_units);
  wg_json_int (json, "households", rebalance->households);
  wg_json_boolean (json, "estimated", rebalance->is_estimated);
  wg_json_int (json, "moved", rebalance->moved);
  wg_json_int (json, "moved_at_least", rebalance->moved_bound);
  wg_json_int (json, "in_band_before", rebalance->n_in_band_before);
  wg_json_int (json, "in_band", rebalance->n_in_band);
  wg_json_boolean (json, "contiguous", rebalance->n_pieces_extra == 0);
  wg_json_int (json, "buildings_cut", rebalance->n_cut);
  wg_json_double (json, "seconds", seconds, 3);
  wg_json_begin_array (json, "grids");
  for (guint i = 0; i < rebalance->rows->len; i++)
    {
      n_grids += get_row (rebalance, i)->is_left;
      write_row (plan, json, get_row (rebalance, i));
    }
  wg_json_end_array (json);
  wg_json_int (json, "n_grids", n_grids);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

/* What subdivide tells of its parts, of the grids that there are in the end. */
static void
print_as_subdivide (WgPlan *plan, const WgRebalance *rebalance, guint n_parents, double seconds)
{
  WgJson *json = wg_json_new ();
  guint n_parts = 0;
  double worst = 0, target = (double) MAX (rebalance->band.target, 1);

  for (guint i = 0; i < rebalance->rows->len; i++)
    if (get_row (rebalance, i)->is_left && !get_row (rebalance, i)->is_held)
      {
        n_parts++;
        worst = MAX (worst, fabs ((double) get_row (rebalance, i)->after - target) / target);
      }
  wg_json_begin_object (json, NULL);
  wg_json_int (json, "parents", n_parents);
  wg_json_int (json, "parts", n_parts);
  wg_json_int (json, "in_band", rebalance->n_in_band);
  wg_json_int (json, "in_band_before", rebalance->n_in_band_before);
  wg_json_boolean (json, "contiguous", rebalance->n_pieces_extra == 0);
  wg_json_int (json, "buildings_cut", rebalance->n_cut);
  wg_json_double (json, "worst_deviation", worst, 4);
  wg_json_double (json, "seconds", seconds, 3);
  wg_json_int (json, "moved", rebalance->moved);
  wg_json_boolean (json, "estimated", rebalance->is_estimated);
  wg_json_begin_array (json, "impossible");
  for (guint i = 0; i < rebalance->rows->len; i++)
    if (get_row (rebalance, i)->reason >= 0 && get_row (rebalance, i)->is_left
        && !get_row (rebalance, i)->is_held)
      write_row (plan, json, get_row (rebalance, i));
  wg_json_end_array (json);
  wg_json_begin_array (json, "grids");
  for (guint i = 0; i < rebalance->rows->len; i++)
    write_row (plan, json, get_row (rebalance, i));
  wg_json_end_array (json);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

/* Works out and commits; %NULL on error. */
static WgRebalance *
balance (WgProject *project, const WgRebalanceTerms *terms, gboolean is_dry_run, GError **error)
{
  g_autoptr (WgRebalance) rebalance
    = wg_plan_rebalance (wg_project_get_plan (project), terms, wg_cli_progress (), NULL, error);
  g_autoptr (WgLandResult) result = NULL;

  wg_cli_progress_end ();
  if (rebalance == NULL)
    return NULL;
  if (!is_dry_run && rebalance->moved > 0)
    {
      result = wg_command_rebalance (wg_project_get_history (project), rebalance, error);
      if (result == NULL)
        return NULL;
    }
  return g_steal_pointer (&rebalance);
}

int
wg_cli_balance_bad (WgProject *project, const WgCliBadGrids *request, const WgPartitionTerms *terms)
{
  WgPlan *plan = wg_project_get_plan (project);
  g_autoptr (WgRebalance) rebalance = NULL;
  g_autoptr (GError) error = NULL;
  WgRebalanceTerms own;
  gint64 from = g_get_monotonic_time ();

  wg_rebalance_terms_init (&own, terms->band.min, terms->band.target, terms->band.max);
  own.depth = request->depth;
  own.parents = request->parents;
  own.only_bad = TRUE;
  own.terms.seed = terms->seed;
  own.terms.second = terms->second;
  rebalance = balance (project, &own, request->is_dry_run, &error);
  if (rebalance == NULL)
    return wg_cli_refuse (error);
  if (request->is_json)
    print_as_subdivide (plan, rebalance, request->parents->len,
                        (double) (g_get_monotonic_time () - from) * 1e-6);
  else
    print_text (plan, rebalance);
  return WG_CLI_OK;
}

static int
balance_level (WgProject *project, WgRebalanceTerms *terms)
{
  WgPlan *plan = wg_project_get_plan (project);
  g_autoptr (WgRebalance) rebalance = NULL;
  g_autoptr (GError) error = NULL;
  gint64 from = g_get_monotonic_time ();

  if (!wg_cli_find_depth (plan, option_level, &terms->depth))
    return WG_CLI_USAGE;
  if (!wg_cli_find_parent (plan, option_parent, &terms->parent, &error)
      || !wg_cli_check_scope (plan, terms->parent, terms->depth, &error))
    return wg_cli_refuse (error);
  rebalance = balance (project, terms, option_dry_run, &error);
  if (rebalance == NULL)
    return wg_cli_refuse (error);
  if (option_json)
    print_json (plan, rebalance, (double) (g_get_monotonic_time () - from) * 1e-6);
  else
    print_text (plan, rebalance);
  return WG_CLI_OK;
}

int
wg_cli_rebalance (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge --level NAME --households MIN:TARGET:MAX",
                             _ ("Bring grids to the size asked for by moving as few households as "
                                "possible; as one edit."), options, 1, 1, TRUE };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;
  WgRebalanceTerms terms;
  gint64 band[3] = { 0 };

  if (!wg_cli_parse (&usage, &argc, &argv)
      || !wg_cli_read_band (option_level, option_households, band))
    return WG_CLI_USAGE;
  wg_rebalance_terms_init (&terms, band[0], band[1], band[2]);
  terms.terms.seed = (guint64) option_seed;
  terms.only_bad = option_only_bad;
  project = wg_cli_open (argv[1], option_dry_run, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, balance_level (project, &terms));
}
