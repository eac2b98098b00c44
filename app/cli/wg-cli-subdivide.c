/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-subdivide-words.h"
#include "wg-words.h"

#include "../exchange/wg-barriers-read.h"
#include "../plan/wg-subdivide.h"

#include <glib/gi18n.h>

#define DEFAULT_SEED 1

static char *option_parent;
static char *option_grids;
static char *option_into;
static char *option_households;
static char *option_people;
static char *option_barriers;
static gint64 option_seed = DEFAULT_SEED;
static gboolean option_dry_run;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "parent", 0, 0, G_OPTION_ARG_STRING, &option_parent, N_ ("The level of the grids that are cut"),
    N_ ("LEVEL") },
  { "grid", 0, 0, G_OPTION_ARG_STRING, &option_grids, N_ ("Only these of them, by code"),
    N_ ("CODE,…") },
  { "into", 0, 0, G_OPTION_ARG_STRING, &option_into, N_ ("The level of the grids that are made"),
    N_ ("LEVEL") },
  { "households", 0, 0, G_OPTION_ARG_STRING, &option_households,
    N_ ("The least, the wanted and the most households of a grid"), "MIN:TARGET:MAX" },
  { "people", 0, 0, G_OPTION_ARG_STRING, &option_people, N_ ("The least and the most people, too"),
    "MIN:MAX" },
  { "barriers", 0, 0, G_OPTION_ARG_STRING, &option_barriers,
    N_ ("Only follow the barriers of this layer, or of a file; else all of the project"), N_ ("LAYER") },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &option_seed,
    N_ ("Another number makes another proposal; the same one always the same"), "N" },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &option_dry_run, N_ ("Only tell what would be made"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the result as JSON"), NULL },
  { NULL },
};

static GArray *
find_parents (WgPlan *plan, guint depth, GError **error)
{
  GArray *parents = NULL;

  if (option_grids != NULL)
    return wg_cli_find_grids (plan, option_grids, error);
  parents = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid != NULL && !grid->is_retired && grid->depth == depth)
        g_array_append_val (parents, id);
    }
  return parents;
}

/* A layer of the project, or a file. FALSE: there is neither, or an error. */
static gboolean
find_barriers (WgPlan *plan, WgSubdivideTerms *terms, WgBarrierSet **read_out, GError **error)
{
  terms->barriers = wg_plan_get_barriers (plan);
  if (option_barriers == NULL)
    return TRUE;
  if (terms->barriers != NULL && wg_barrier_set_has_layer (terms->barriers, option_barriers))
    {
      terms->barrier_layer = option_barriers;
      return TRUE;
    }
  if (!g_file_test (option_barriers, G_FILE_TEST_EXISTS) || wg_plan_get_frame (plan) == NULL)
    return FALSE;
  *read_out = wg_source_read_barriers (option_barriers, NULL, WG_BARRIER_NONE, option_barriers,
                                       wg_plan_get_frame (plan), NULL, NULL, error);
  terms->barriers = *read_out;
  return *read_out != NULL;
}

static void
add_trouble (WgPlan *plan, WgJson *json, guint32 parent, const WgSubdivideTrouble *trouble)
{
  const WgGrid *grid = wg_plan_get_grid (plan, parent);
  g_autofree char *sentence = wg_words_subdivide_trouble (plan, parent, trouble);

  wg_json_begin_object (json, NULL);
  wg_json_string (json, "parent", grid->code);
  wg_json_string (json, "reason", wg_subdivide_reason_to_code (trouble->reason));
  if (trouble->part >= 0)
    {
      wg_json_int (json, "part", trouble->part + 1);
      wg_json_int (json, "amount", trouble->amount);
      wg_json_int (json, "reachable", trouble->reachable);
    }
  if (trouble->building != 0)
    wg_json_int (json, "building", trouble->building);
  wg_json_string (json, "text", sentence);
  wg_json_end_object (json);
}

static void
print_json (WgPlan *plan, const WgSubdivideProposal *proposal, const GArray *made)
{
  WgJson *json = wg_json_new ();

  wg_json_begin_object (json, NULL);
  wg_json_int (json, "parents", proposal->parents->len);
  wg_json_int (json, "parts", proposal->n_parts);
  wg_json_int (json, "in_band", proposal->n_in_band);
  wg_json_boolean (json, "contiguous", proposal->is_contiguous);
  wg_json_int (json, "buildings_cut", proposal->n_cut);
  wg_json_double (json, "worst_deviation", proposal->worst_deviation, 4);
  wg_json_double (json, "seconds", proposal->seconds, 3);
  wg_json_boolean (json, "committed", made != NULL);
  wg_json_begin_object (json, "cut_m");
  for (guint i = 0; i < WG_UNIT_EDGE_N_CLASSES; i++)
    wg_json_double (json, i == 0 ? "open" : wg_barrier_class_to_code ((WgBarrierClass) i),
                    proposal->cut_m[i], 1);
  wg_json_end_object (json);
  wg_json_begin_array (json, "impossible");
  for (guint i = 0; i < proposal->parents->len; i++)
    {
      const WgSubdivideParent *parent = g_ptr_array_index (proposal->parents, i);

      for (guint k = 0; k < parent->troubles->len; k++)
        add_trouble (plan, json, parent->parent,
                     &g_array_index (parent->troubles, WgSubdivideTrouble, k));
    }
  wg_json_end_array (json);
  wg_json_begin_array (json, "grids");
  for (guint i = 0; made != NULL && i < made->len; i++)
    wg_json_string (json, NULL,
                    wg_plan_get_grid (plan, g_array_index (made, guint32, i))->code);
  wg_json_end_array (json);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static void
print_text (WgPlan *plan, const WgSubdivideProposal *proposal)
{
  g_print (_ ("%u grids cut into %u, %u of them as large as asked\n"), proposal->parents->len,
           proposal->n_parts, proposal->n_in_band);
  g_print (_ ("Farthest from the target: %.0f %%; buildings cut: %u; %.1f s\n"),
           proposal->worst_deviation * 100.0, proposal->n_cut, proposal->seconds);
  for (guint i = 0; i < WG_UNIT_EDGE_N_CLASSES; i++)
    if (proposal->cut_m[i] > 0)
      {
        g_autofree char *length = wg_words_length (proposal->cut_m[i]);

        g_print (_ ("  Borders along %s: %s\n"), wg_words_barrier_class ((WgBarrierClass) i), length);
      }
  for (guint i = 0; i < proposal->parents->len; i++)
    {
      const WgSubdivideParent *parent = g_ptr_array_index (proposal->parents, i);

      for (guint k = 0; k < parent->troubles->len; k++)
        {
          g_autofree char *sentence = wg_words_subdivide_trouble (
            plan, parent->parent, &g_array_index (parent->troubles, WgSubdivideTrouble, k));

          g_print ("  %s\n", sentence);
        }
    }
}

static int
subdivide (WgProject *project, WgSubdivideTerms *terms)
{
  WgPlan *plan = wg_project_get_plan (project);
  g_autoptr (WgPlan) snapshot = NULL;
  g_autoptr (GArray) parents = NULL;
  g_autoptr (GArray) made = NULL;
  g_autoptr (WgBarrierSet) read = NULL;
  g_autoptr (WgSubdivideProposal) proposal = NULL;
  g_autoptr (GError) error = NULL;
  guint parent_depth = 0;

  if (!wg_cli_find_depth (plan, option_parent, &parent_depth)
      || !wg_cli_find_depth (plan, option_into, &terms->depth))
    return WG_CLI_USAGE;
  if (terms->depth <= parent_depth)
    return wg_cli_wrong_usage (_ ("The level of --into has to be below that of --parent"));
  parents = find_parents (plan, parent_depth, &error);
  if (parents == NULL)
    return wg_cli_refuse (error);
  if (!find_barriers (plan, terms, &read, &error))
    return error != NULL ? wg_cli_refuse (error)
                         : wg_cli_wrong_usage (_ ("There are no barriers “%s”"), option_barriers);
  terms->parents = parents;
  snapshot = wg_plan_snapshot (plan);
  proposal = wg_subdivide_propose (snapshot, terms, wg_cli_progress (), NULL, &error);
  if (proposal == NULL
      || (!option_dry_run
          && !wg_command_subdivide (wg_project_get_history (project), proposal, &made, &error)
          && !g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING)))
    return wg_cli_refuse (error);
  wg_cli_progress_end ();
  if (option_json)
    print_json (plan, proposal, made);
  else
    print_text (plan, proposal);
  return option_dry_run || made != NULL ? WG_CLI_OK : WG_CLI_REFUSED;
}

int
wg_cli_subdivide (int argc, char **argv)
{
  const WgCliUsage usage
    = { "P.wangge --parent LEVEL --into LEVEL --households MIN:TARGET:MAX",
        _ ("Cut grids into smaller ones of so many households each, along streets and between buildings."),
        options, 1, 1, TRUE };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;
  WgSubdivideTerms terms;
  gint64 band[3] = { 0 }, people[2] = { 0 };

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_parent == NULL || option_into == NULL)
    return wg_cli_wrong_usage (_ ("--parent and --into are needed"));
  if (!wg_cli_parse_numbers (option_households, 3, band))
    return wg_cli_wrong_usage (_ ("--households takes three numbers, as in 250:300:350"));
  if (option_people != NULL && !wg_cli_parse_numbers (option_people, 2, people))
    return wg_cli_wrong_usage (_ ("--people takes two numbers, as in 800:1500"));
  wg_subdivide_terms_init (&terms, band[0], band[1], band[2]);
  terms.partition.seed = (guint64) option_seed;
  if (option_people != NULL)
    terms.partition.second
      = (WgPartBand){ WG_MEASURE_PEOPLE, people[0], (people[0] + people[1]) / 2, people[1] };
  project = wg_cli_open (argv[1], option_dry_run, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, subdivide (project, &terms));
}
