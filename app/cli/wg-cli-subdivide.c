/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-subdivide-options.h"
#include "wg-subdivide-words.h"
#include "wg-words.h"

#include <glib/gi18n.h>

static char *option_parent;
static char *option_grids;
static char *option_into;
static WgSubdivideOptions terms_options = { .seed = 1 };
static int option_again;
static gboolean option_only_bad;
static gboolean option_dry_run;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "parent", 0, 0, G_OPTION_ARG_STRING, &option_parent, N_ ("The level of the grids that are cut"),
    N_ ("LEVEL") },
  { "grid", 0, 0, G_OPTION_ARG_STRING, &option_grids, N_ ("Only these of them, by code"),
    N_ ("CODE,…") },
  { "into", 0, 0, G_OPTION_ARG_STRING, &option_into, N_ ("The level of the grids that are made"),
    N_ ("LEVEL") },
  { "households", 0, 0, G_OPTION_ARG_STRING, &terms_options.households,
    N_ ("The least, the wanted and the most households of a grid"), "MIN:TARGET:MAX" },
  { "people", 0, 0, G_OPTION_ARG_STRING, &terms_options.people,
    N_ ("The least and the most people, too; without --households MIN:TARGET:MAX"), "MIN:MAX" },
  { "workload", 0, 0, G_OPTION_ARG_STRING, &terms_options.workload,
    N_ ("The least, the wanted and the most points of work of a grid, by --weights"),
    "MIN:TARGET:MAX" },
  { "weights", 0, 0, G_OPTION_ARG_STRING, &terms_options.weights,
    N_ ("Points of a household, a person, a key place (shops, works, public buildings), a hectare"),
    "household=1,place=10,…" },
  { "rule", 0, 0, G_OPTION_ARG_STRING_ARRAY, &terms_options.rules,
    N_ ("What a class of barriers is: never crossed, avoided (with the cost of a metre of border along "
        "it; between houses it is 3), or ignored; may be repeated"),
    "CLASS=never|avoid:COST|ignore" },
  { "barriers", 0, 0, G_OPTION_ARG_STRING, &terms_options.barriers,
    N_ ("Only follow the barriers of this layer, or of a file; else all of the project"), N_ ("LAYER") },
  { "centre", 0, 0, G_OPTION_ARG_STRING_ARRAY, &terms_options.centres,
    N_ ("A place that a grid of its own grows around; may be repeated"), N_ ("E,N") },
  { "centres", 0, 0, G_OPTION_ARG_FILENAME, &terms_options.centre_file,
    N_ ("The points of a file likewise"), N_ ("FILE") },
  { "compounds", 0, 0, G_OPTION_ARG_FILENAME, &terms_options.compounds,
    N_ ("Areas of a file that stay in one grid while they fit, such as housing estates"), N_ ("FILE") },
  { "compounds-by", 0, 0, G_OPTION_ARG_STRING, &terms_options.compounds_by,
    N_ ("Buildings of one name, address or management stay in one grid likewise"), N_ ("COLUMN") },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &terms_options.seed,
    N_ ("Another number makes another proposal; the same one always the same"), "N" },
  { "again", 0, 0, G_OPTION_ARG_INT, &option_again,
    N_ ("Divide what is not as large as asked anew, with what is beside it, up to so many times"), "N" },
  { "only-bad", 0, 0, G_OPTION_ARG_NONE, &option_only_bad,
    N_ ("Leave the grids that there are and change only those not as large as asked, and those beside "
        "them"), NULL },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &option_dry_run, N_ ("Only tell what would be made"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the result as JSON"), NULL },
  { NULL },
};

static GArray *
find_parents (WgPlan *plan, guint depth, GError **error)
{
  return option_grids != NULL ? wg_cli_find_grids_of (plan, option_grids, depth, error)
                              : wg_cli_find_level_grids (plan, depth, error);
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
      wg_json_int (json, trouble->reason == WG_SUBDIVIDE_NEVER_CROSSED ? "metres" : "amount", trouble->amount);
      if (trouble->reason != WG_SUBDIVIDE_NEVER_CROSSED)
        wg_json_int (json, "reachable", trouble->reachable);
      if (trouble->reason == WG_SUBDIVIDE_PEOPLE || trouble->reason == WG_SUBDIVIDE_NO_COUNT_OF_BOTH)
        wg_json_int (json, "people", trouble->people);
    }
  if (trouble->building != 0)
    wg_json_int (json, "building", trouble->building);
  wg_json_boolean (json, "estimated", trouble->is_estimated);
  wg_json_string (json, "text", sentence);
  wg_json_end_object (json);
}

/* What the parts are judged by, and what came of centres and compounds. */
static void
add_terms (WgJson *json, const WgSubdivideProposal *proposal, const WgSubdivideTerms *terms)
{
  static const char *const measures[] = { "households", "people", "workload", "area" };

  wg_json_string (json, "measure", measures[proposal->band.measure]);
  if (proposal->band.measure == WG_MEASURE_WORKLOAD)
    {
      wg_json_begin_object (json, "weights");
      wg_json_double (json, "household", terms->workload.household, 4);
      wg_json_double (json, "person", terms->workload.person, 4);
      wg_json_double (json, "place", terms->workload.place, 4);
      wg_json_double (json, "hectare", terms->workload.hectare, 4);
      wg_json_end_object (json);
    }
  wg_json_int (json, "centres", proposal->n_centres);
  wg_json_int (json, "compounds", proposal->n_compounds);
  wg_json_int (json, "compounds_cut", proposal->n_compounds_cut);
}

static void
add_parts (WgPlan *plan, WgJson *json, const WgSubdivideParent *parent)
{
  for (guint i = 0; i < parent->parts->len; i++)
    {
      const WgSubdividePart *part = g_ptr_array_index (parent->parts, i);

      wg_json_begin_object (json, NULL);
      wg_json_string (json, "parent", wg_plan_get_grid (plan, parent->parent)->code);
      wg_json_int (json, "amount", part->amount);
      wg_json_boolean (json, "in_band", part->is_in_band);
      wg_json_int (json, "households", part->households);
      wg_json_int (json, "households_estimated", part->n_estimated);
      wg_json_int (json, "people", part->people);
      wg_json_int (json, "buildings", part->n_buildings);
      wg_json_int (json, "places", part->n_places);
      wg_json_double (json, "area_m2", part->area_m2, 1);
      wg_json_int (json, "centres", part->n_centres);
      wg_json_end_object (json);
    }
}

static void
print_json (WgPlan *plan, const WgSubdivideTerms *terms, const WgSubdivideProposal *proposal, const GArray *made)
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
  wg_json_int (json, "buildings_estimated", proposal->n_estimated);
  add_terms (json, proposal, terms);
  wg_json_begin_object (json, "cut_m");
  for (guint i = 0; i < WG_UNIT_EDGE_N_CLASSES; i++)
    wg_json_double (json, i == 0 ? "open" : wg_barrier_class_to_code ((WgBarrierClass) i),
                    proposal->cut_m[i], 1);
  wg_json_double (json, "gap", proposal->gap_m, 1);
  wg_json_end_object (json);
  wg_json_begin_object (json, "crossed_m");
  for (guint i = WG_UNIT_EDGE_OPEN + 1; i < WG_UNIT_EDGE_N_CLASSES; i++)
    wg_json_double (json, wg_barrier_class_to_code ((WgBarrierClass) i), proposal->crossed_m[i], 1);
  wg_json_end_object (json);
  wg_json_double (json, "crossed_empty_m", proposal->crossed_empty_m, 1);
  wg_json_begin_array (json, "impossible");
  for (guint i = 0; i < proposal->parents->len; i++)
    {
      const WgSubdivideParent *parent = g_ptr_array_index (proposal->parents, i);

      for (guint k = 0; k < parent->troubles->len; k++)
        add_trouble (plan, json, parent->parent,
                     &g_array_index (parent->troubles, WgSubdivideTrouble, k));
    }
  wg_json_end_array (json);
  wg_json_begin_array (json, "sizes");
  for (guint i = 0; i < proposal->parents->len; i++)
    add_parts (plan, json, g_ptr_array_index (proposal->parents, i));
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
  /* Translators: grids, the smaller ones that they are cut into, and how many of these are in the band */
  g_print (ngettext ("%u grid cut into %u, %u of them as large as asked\n",
                     "%u grids cut into %u, %u of them as large as asked\n", proposal->parents->len),
           proposal->parents->len, proposal->n_parts, proposal->n_in_band);
  g_print (_ ("Farthest from the target: %.0f %%; buildings cut: %u; %.1f s\n"),
           proposal->worst_deviation * 100.0, proposal->n_cut, proposal->seconds);
  if (proposal->n_compounds > 0)
    g_print (_ ("Compounds: %u, of them in more than one grid: %u\n"), proposal->n_compounds,
             proposal->n_compounds_cut);
  for (guint i = 0; i < WG_UNIT_EDGE_N_CLASSES; i++)
    if (proposal->cut_m[i] > 0)
      {
        g_autofree char *length = wg_words_length (proposal->cut_m[i]);

        g_print (_ ("  Borders along %s: %s\n"), wg_words_barrier_class ((WgBarrierClass) i), length);
      }
  if (proposal->gap_m > 0)
    {
      g_autofree char *length = wg_words_length (proposal->gap_m);

      g_print (_ ("  Borders along gaps between buildings: %s\n"), length);
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
      for (guint k = 0; k < parent->cut_compounds->len; k++)
        {
          g_autofree char *sentence = wg_words_cut_compound (
            plan, parent->parent, &g_array_index (parent->cut_compounds, WgSubdivideCutCompound, k));

          g_print ("  %s\n", sentence);
        }
    }
}

/* Another draw for what is not in the band, as long as that leaves less of it. */
static WgSubdivideProposal *
propose (WgPlan *plan, WgSubdivideTerms *terms, GError **error)
{
  g_autoptr (WgPlan) snapshot = wg_plan_snapshot (plan);
  WgSubdivideProposal *best = wg_subdivide_propose (snapshot, terms, wg_cli_progress (), NULL, error);
  double seconds = best != NULL ? best->seconds : 0;

  for (int i = 0; best != NULL && i < option_again && best->n_in_band < best->n_parts; i++)
    {
      WgSubdivideProposal *next = NULL;

      terms->partition.seed++;
      terms->before = best;
      next = wg_subdivide_propose (snapshot, terms, wg_cli_progress (), NULL, NULL);
      terms->before = NULL;
      if (next == NULL)
        break;
      seconds += next->seconds;
      if (next->n_parts - next->n_in_band < best->n_parts - best->n_in_band)
        {
          wg_subdivide_proposal_free (best);
          best = g_steal_pointer (&next);
        }
      wg_subdivide_proposal_free (next);
    }
  if (best != NULL)
    best->seconds = seconds;
  return best;
}

static int
subdivide (WgProject *project, WgSubdivideTerms *terms)
{
  WgPlan *plan = wg_project_get_plan (project);
  g_autoptr (GArray) parents = NULL;
  g_autoptr (GArray) made = NULL;
  g_auto (WgSubdivideInput) input = { 0 };
  g_autoptr (WgSubdivideProposal) proposal = NULL;
  g_autoptr (GError) error = NULL;
  guint parent_depth = 0;
  WgCliBadGrids request = { 0 };

  if (!wg_cli_find_depth (plan, option_parent, &parent_depth)
      || !wg_cli_find_depth (plan, option_into, &terms->depth))
    return WG_CLI_USAGE;
  if (terms->depth <= parent_depth)
    return wg_cli_wrong_usage (_ ("The level of --into has to be below that of --parent"));
  parents = find_parents (plan, parent_depth, &error);
  if (parents == NULL)
    return wg_cli_refuse (error);
  if (!wg_subdivide_options_read (&terms_options, plan, terms, &input, &error))
    return error != NULL ? wg_cli_refuse (error) : WG_CLI_USAGE;
  terms->parents = parents;
  request = (WgCliBadGrids){ terms->depth, parents, option_dry_run, option_json };
  if (option_only_bad)
    return wg_cli_balance_bad (project, &request, &terms->partition);
  proposal = propose (plan, terms, &error);
  if (proposal == NULL
      || (!option_dry_run
          && !wg_command_subdivide (wg_project_get_history (project), proposal, &made, &error)
          && !g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING)))
    return wg_cli_refuse (error);
  wg_cli_progress_end ();
  if (option_json)
    print_json (plan, terms, proposal, made);
  else
    print_text (plan, proposal);
  if (terms->centres != NULL && terms->centres->len > proposal->n_centres)
    g_printerr (ngettext ("%u centre is in none of these grids, or in a cell that has one already\n",
                          "%u centres are in none of these grids, or in a cell that has one already\n",
                          terms->centres->len - proposal->n_centres),
                terms->centres->len - proposal->n_centres);
  return option_dry_run || made != NULL ? WG_CLI_OK : WG_CLI_REFUSED;
}

int
wg_cli_subdivide (int argc, char **argv)
{
  const WgCliUsage usage
    = { "P.wangge --parent LEVEL --into LEVEL --households MIN:TARGET:MAX",
        _ ("Cut grids into smaller ones of so many households each, along streets and between buildings. "
           "No building is cut: where a line enters one, the border goes round it. With --json, crossed_m "
           "tells the metres of lines that lie inside grids, without what lies in buildings and in yards "
           "that they cut off, and crossed_empty_m how many of these are never crossed but for land that "
           "has nothing."),
        options, 1, 1, TRUE };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;
  WgSubdivideTerms terms;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_parent == NULL || option_into == NULL)
    return wg_cli_wrong_usage (_ ("--parent and --into are needed"));
  if (!wg_subdivide_options_parse (&terms_options, &terms))
    return WG_CLI_USAGE;
  if (option_only_bad && (terms.partition.band.measure != WG_MEASURE_HOUSEHOLDS || option_again > 0))
    return wg_cli_wrong_usage (_ ("--only-bad goes with --households, and not with --again"));
  project = wg_cli_open (argv[1], option_dry_run, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, subdivide (project, &terms));
}
