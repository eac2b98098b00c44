/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-import-grids.h"
#include "wg-cli-private.h"

#include "../exchange/wg-mapping.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define MOST_FILES 32
#define ASKS 4 /* the place of the word */

static const char *const overlap_words[] = { "longest-border", "larger", "first", "ask", NULL };

static char *option_level;
static char *option_as;
static char *option_class;
static char *option_households;
static char *option_people;
static char *option_map;
static char **option_layers;
static char **option_drawing_layers;
static char *option_lines;
static double option_gap = 0.5;
static char *option_crs;
static char *option_axes;
static char *option_shift;
static char *option_compare;
static char *option_control_points;
static char *option_fit;
static char *option_encoding;
static double option_sliver = 2.0;
static char *option_overlap;
static char *option_answers;
static char *option_nest;
static char *option_parents;
static gboolean option_update;
static char *option_apply;
static gboolean option_dry_run;
static char *option_day;
static char *option_mode;
static gboolean option_replace;
static char *option_template;
static char *option_save_template;
static char *option_report;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "level", 'l', 0, G_OPTION_ARG_STRING, &option_level,
    N_ ("The level where files land that do not say it, as in FILE:LEVEL"),
    N_ ("NAME") },
  { "as", 0, 0, G_OPTION_ARG_STRING, &option_as,
    N_ ("What the file brings: grids (the default), buildings with households and people, barriers: "
        "roads, rivers, walls, addresses: points that have one, and places with a name, "
        "building-numbers: a table joined to the buildings that are there by code or address, or "
        "roster: a list of people"),
    "grids|buildings|barriers|addresses|building-numbers|roster" },
  { "class", 0, 0, G_OPTION_ARG_STRING, &option_class,
    N_ ("What all lines of a file of barriers are: lane, minor, arterial, railway, river, wall or drawn"),
    N_ ("CLASS") },
  { "households", 0, 0, G_OPTION_ARG_STRING, &option_households,
    N_ ("The field with the households of a building, or of a grid’s land"), N_ ("FIELD") },
  { "people", 0, 0, G_OPTION_ARG_STRING, &option_people, N_ ("The field with its people"),
    N_ ("FIELD") },
  { "map", 'm', 0, G_OPTION_ARG_STRING, &option_map,
    N_ ("Which fields hold what: code=FIELD,name=FIELD,parent=FIELD,parent-name=FIELD; an empty "
        "FIELD is none"),
    N_ ("MAP") },
  { "layer", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_layers,
    N_ ("Layer of a file with several; may be given again; * is all with areas; NAME=LEVEL is the "
        "level where it lands"),
    N_ ("NAME[=LEVEL]") },
  { "drawing-layer", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_drawing_layers,
    N_ ("Read only this layer of a CAD drawing; may be given again"), N_ ("NAME") },
  { "lines", 0, 0, G_OPTION_ARG_STRING, &option_lines,
    N_ ("How lines become areas: closed ones alone, or all joined"), "closed|joined" },
  { "gap", 0, 0, G_OPTION_ARG_DOUBLE, &option_gap,
    N_ ("Gaps between the ends of joined lines that are closed, in metres (0.5)"), "M" },
  { "crs", 0, 0, G_OPTION_ARG_STRING, &option_crs, N_ ("Reference system of the file"), "EPSG:n" },
  { "axes", 0, 0, G_OPTION_ARG_STRING, &option_axes,
    N_ ("Which coordinate comes first: easting (x) or northing (y)"), "xy|yx" },
  { "shift", 0, 0, G_OPTION_ARG_STRING, &option_shift,
    N_ ("The file's places are shifted as those of Chinese web maps are"), "gcj02|bd09|none" },
  { "compare", 0, 0, G_OPTION_ARG_FILENAME, &option_compare,
    N_ ("Streets or tracks that are right: warn when the file fits them better shifted"),
    N_ ("FILE") },
  { "control-points", 0, 0, G_OPTION_ARG_FILENAME, &option_control_points,
    N_ ("Fit a file in a grid of its own by points: rows of x,y,X,Y; X and Y in --crs"),
    N_ ("FILE") },
  { "fit", 0, 0, G_OPTION_ARG_STRING, &option_fit, N_ ("How the points are fitted"),
    "similarity|affine" },
  { "encoding", 0, 0, G_OPTION_ARG_STRING, &option_encoding, N_ ("Encoding of its text"), "GBK" },
  { "sliver", 0, 0, G_OPTION_ARG_DOUBLE, &option_sliver,
    N_ ("Gaps and overlaps narrower than this are closed, in metres (2)"), "M" },
  { "overlap", 0, 0, G_OPTION_ARG_STRING, &option_overlap,
    N_ ("Who gets land claimed twice (a grid that lies wholly inside another stays as an island in it); ask: "
        "list the cases and change nothing"),
    "longest-border|larger|first|ask" },
  { "answers", 0, 0, G_OPTION_ARG_FILENAME, &option_answers,
    N_ ("Who gets which overlap: rows of longitude,latitude,code, as --overlap ask lists them"),
    N_ ("FILE") },
  { "nest", 0, 0, G_OPTION_ARG_STRING, &option_nest,
    N_ ("Where levels disagree: parents are made of their children, or children cut to fit"),
    "parents|children" },
  { "parents", 0, 0, G_OPTION_ARG_STRING, &option_parents,
    N_ ("Grids of the level above that the rows name and that are not there: only told (the "
        "default), or made of the rows"),
    "tell|make" },
  { "update", 0, 0, G_OPTION_ARG_NONE, &option_update,
    N_ ("The file is a newer version of the level: bring in what differs"), NULL },
  { "apply", 0, 0, G_OPTION_ARG_STRING, &option_apply,
    N_ ("With --update: only differences of these kinds (changed, new, gone) or of grids with these "
        "codes"),
    N_ ("KIND|CODE,…") },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &option_dry_run, N_ ("Report, but change nothing"), NULL },
  { "preview", 0, 0, G_OPTION_ARG_NONE, &option_dry_run, N_ ("The same as --dry-run"), NULL },
  { "day", 0, 0, G_OPTION_ARG_STRING, &option_day,
    N_ ("From when the people of a roster answer where a row says nothing (open)"), "2026-11-22" },
  { "mode", 0, 0, G_OPTION_ARG_STRING, &option_mode, N_ ("Routine or emergency staff"), "routine|emergency" },
  { "replace", 0, 0, G_OPTION_ARG_NONE, &option_replace,
    N_ ("Who had a role in a grid of the roster and is not in it ends on the day before --day"), NULL },
  { "template", 0, 0, G_OPTION_ARG_STRING, &option_template,
    N_ ("Read as a kept template says, where no option says otherwise"), N_ ("NAME") },
  { "save-template", 0, 0, G_OPTION_ARG_STRING, &option_save_template,
    N_ ("Keep how this file is read as a template"), N_ ("NAME") },
  { "report", 0, 0, G_OPTION_ARG_FILENAME, &option_report,
    N_ ("Write the report: .xlsx with a sheet for each part, .csv or .json"), N_ ("FILE") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the report as JSON"), NULL },
  { NULL },
};

/* Reads "code=A,name=B" into @read; the strings stay in @pairs. */
static gboolean
parse_map (GStrv pairs, WgReadOptions *read)
{
  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      if (equals == NULL)
        return FALSE;
      *equals = '\0';
      g_strstrip (pairs[i]);
      if (strcmp (pairs[i], "code") == 0)
        read->code_field = equals + 1;
      else if (strcmp (pairs[i], "name") == 0)
        read->name_field = equals + 1;
      else if (strcmp (pairs[i], "parent") == 0)
        read->parent_field = equals + 1;
      else if (strcmp (pairs[i], "parent-name") == 0)
        read->parent_name_field = equals + 1;
      else
        return FALSE;
    }
  return TRUE;
}

/* The place of @word among @words, from 1 on; 0 when it was not said; -1 when it is none of them. */
static int
find_word (const char *word, const char *const *words)
{
  if (word == NULL)
    return 0;
  for (int i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (word, words[i]) == 0)
      return i + 1;
  return -1;
}

/* Fills @read from the options; FALSE with a word about the option that is wrong. */
static gboolean
parse_options (WgReadOptions *read, GStrv pairs)
{
  static const char *const line_words[] = { "closed", "joined", NULL };
  static const char *const axes_words[] = { "xy", "yx", NULL };
  static const char *const shift_words[] = { "gcj02", "bd09", "none", NULL };
  int lines = find_word (option_lines, line_words);
  int axes = find_word (option_axes, axes_words);
  int shift = find_word (option_shift, shift_words);

  read->layers = option_layers != NULL && (option_layers[1] != NULL || g_str_equal (option_layers[0], "*"))
                   ? (const char *const *) option_layers
                   : NULL;
  read->layer = option_layers != NULL && read->layers == NULL ? option_layers[0] : NULL;
  read->drawing_layers = (const char *const *) option_drawing_layers;
  read->crs = option_crs;
  read->encoding = option_encoding;
  read->gap_m = option_gap;
  if (!parse_map (pairs, read))
    wg_cli_wrong_usage (_ ("--map takes code=FIELD,name=FIELD,parent=FIELD,parent-name=FIELD"));
  else if (lines < 0)
    wg_cli_wrong_usage (_ ("--lines takes closed or joined"));
  else if (axes < 0)
    wg_cli_wrong_usage (_ ("--axes takes xy or yx"));
  else if (shift < 0)
    wg_cli_wrong_usage (_ ("--shift takes gcj02, bd09 or none"));
  else if (option_gap <= 0 || option_gap > 100)
    wg_cli_wrong_usage (_ ("--gap takes more than 0, up to 100 metres"));
  else
    {
      read->lines = (WgLinesMode) lines;
      read->axes = (WgAxes) axes;
      read->datum = shift <= WG_CHINA_BD09 ? (WgChinaDatum) shift : WG_CHINA_TRUE;
      read->is_datum_said = shift > 0;
      return TRUE;
    }
  return FALSE;
}

/* What is said of one file cannot be said of several. */
static gboolean
is_for_one (void)
{
  return option_update || option_answers != NULL || option_save_template != NULL
         || option_control_points != NULL || find_word (option_overlap, overlap_words) == ASKS;
}

/* What --template names; its texts are borrowed by @read. FALSE: there is no such template. */
static gboolean
apply_template (const GPtrArray *mappings, WgReadOptions *read)
{
  const WgMapping *mapping = option_template != NULL ? wg_mappings_find (mappings, option_template)
                                                     : NULL;

  if (option_template == NULL)
    return TRUE;
  if (mapping == NULL)
    return FALSE;
  wg_mapping_apply (mapping, read);
  return TRUE;
}

/* Reads "households=A,people=B" into @fields, by the place of the word in @names; the strings stay in @pairs. */
static gboolean
parse_fields (GStrv pairs, const char *const *names, guint n_names, const char **fields)
{
  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');
      guint place = 0;

      if (equals == NULL)
        return FALSE;
      *equals = '\0';
      g_strstrip (pairs[i]);
      while (place < n_names && strcmp (pairs[i], names[place]) != 0)
        place++;
      if (place == n_names)
        return FALSE;
      fields[place] = equals + 1;
    }
  return TRUE;
}

static gboolean
parse_building_map (GStrv pairs, WgBuildingReadOptions *read)
{
  const char *names[WG_BUILDING_N_ROLES];

  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    names[role] = wg_building_role_to_string (role);
  return parse_fields (pairs, names, WG_BUILDING_N_ROLES, read->fields);
}

/* The columns of what --template names; its texts are borrowed by @read. */
static void
take_building_fields (const WgMapping *mapping, WgBuildingReadOptions *read)
{
  for (guint role = 0; mapping != NULL && role < WG_BUILDING_N_ROLES; role++)
    if (read->fields[role] == NULL)
      read->fields[role] = mapping->building_fields[role];
}

static int
import_buildings (const char *project_path, const char *path, GStrv pairs,
                  const GPtrArray *mappings, gboolean is_numbers)
{
  WgReadOptions common = { NULL };
  WgBuildingReadOptions read = { NULL };
  const WgCliReport wanted = { option_report, option_json, option_dry_run };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (option_level != NULL)
    return wg_cli_wrong_usage (_ ("Buildings have no level: leave --level out"));
  if (!parse_building_map (pairs, &read))
    return wg_cli_wrong_usage (_ ("--map takes code, name, address, households, people, floors, "
                                  "units, kind and management, as in households=FIELD"));
  if (!parse_options (&common, NULL))
    return WG_CLI_USAGE;
  if (!apply_template (mappings, &common))
    return wg_cli_wrong_usage (_ ("There is no template “%s”"), option_template);
  read.layer = common.layer;
  read.encoding = common.encoding;
  read.place = wg_read_options_get_place (&common);
  if (option_households != NULL)
    read.fields[WG_BUILDING_HOUSEHOLDS] = option_households;
  if (option_people != NULL)
    read.fields[WG_BUILDING_PEOPLE] = option_people;
  if (option_template != NULL)
    take_building_fields (wg_mappings_find (mappings, option_template), &read);
  project = wg_cli_open (project_path, FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  if (!wg_cli_import_save_template (option_save_template, path, is_numbers ? "building-numbers" : "buildings",
                                    &common, (WgCliColumns){ .buildings = read.fields }, &error))
    return wg_cli_close (project, wg_cli_refuse (error));
  return wg_cli_close (project,
                       is_numbers ? wg_cli_import_numbers (project, path, &read, &wanted)
                                  : wg_cli_import_buildings (project, path, &read, &wanted));
}

static int
import_barriers (const char *project_path, const char *path, const GPtrArray *mappings)
{
  WgBarrierReadOptions read = { .barrier_class = wg_barrier_class_from_code (option_class) };
  const WgCliReport wanted = { option_report, option_json, option_dry_run };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (option_level != NULL)
    return wg_cli_wrong_usage (_ ("Barriers have no level: leave --level out"));
  if (option_class != NULL && read.barrier_class == WG_BARRIER_NONE)
    return wg_cli_wrong_usage (
      _ ("--class takes lane, minor, arterial, railway, river, wall or drawn"));
  if (!parse_options (&read.read, NULL))
    return WG_CLI_USAGE;
  if (!apply_template (mappings, &read.read))
    return wg_cli_wrong_usage (_ ("There is no template “%s”"), option_template);
  if (option_template != NULL && read.barrier_class == WG_BARRIER_NONE)
    read.barrier_class = wg_mappings_find (mappings, option_template)->barrier_class;
  project = wg_cli_open (project_path, FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  if (!wg_cli_import_save_template (option_save_template, path, "barriers", &read.read,
                                    (WgCliColumns){ .barrier_class = read.barrier_class }, &error))
    return wg_cli_close (project, wg_cli_refuse (error));
  return wg_cli_close (project, wg_cli_import_barriers (project, path, &read, &wanted));
}

static gboolean
parse_address_map (GStrv pairs, WgAddressReadOptions *read)
{
  const char *names[WG_ADDRESS_N_ROLES];

  for (guint role = 0; role < WG_ADDRESS_N_ROLES; role++)
    names[role] = wg_address_role_to_string ((WgAddressRole) role);
  return parse_fields (pairs, names, WG_ADDRESS_N_ROLES, read->fields);
}

/* The columns of what --template names; its texts are borrowed by @read. */
static void
take_address_fields (const WgMapping *mapping, WgAddressReadOptions *read)
{
  for (guint role = 0; mapping != NULL && role < WG_ADDRESS_N_ROLES; role++)
    if (read->fields[role] == NULL)
      read->fields[role] = mapping->address_fields[role];
}

static int
import_addresses (const char *project_path, const char *path, GStrv pairs, const GPtrArray *mappings)
{
  WgAddressReadOptions read = { NULL };
  WgReadOptions common = { NULL };
  const WgCliReport wanted = { option_report, option_json, option_dry_run };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (option_level != NULL)
    return wg_cli_wrong_usage (_ ("Addresses have no level: leave --level out"));
  if (!parse_address_map (pairs, &read))
    return wg_cli_wrong_usage (_ ("--map takes address, street, number, name and kind, as in address=FIELD"));
  if (!parse_options (&common, NULL))
    return WG_CLI_USAGE;
  if (!apply_template (mappings, &common))
    return wg_cli_wrong_usage (_ ("There is no template “%s”"), option_template);
  read.layer = common.layer;
  read.encoding = common.encoding;
  read.place = wg_read_options_get_place (&common);
  if (option_template != NULL)
    take_address_fields (wg_mappings_find (mappings, option_template), &read);
  project = wg_cli_open (project_path, FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  if (!wg_cli_import_save_template (option_save_template, path, "addresses", &common,
                                    (WgCliColumns){ .addresses = read.fields }, &error))
    return wg_cli_close (project, wg_cli_refuse (error));
  return wg_cli_close (project, wg_cli_import_addresses (project, path, &read, &wanted));
}

static int
import_roster (const char *project_path, const char *path)
{
  static const char *const modes[] = { "routine", "emergency", NULL };
  int mode = wg_cli_find_word (modes, option_mode);
  WgCliRoster how = { .path = path, .sheet = option_layers != NULL ? option_layers[0] : NULL,
                      .rejects = option_report, .is_preview = option_dry_run, .is_json = option_json };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (option_level != NULL)
    return wg_cli_wrong_usage (_ ("A roster has no level: leave --level out"));
  if (mode < 0)
    return wg_cli_wrong_usage (_ ("--mode takes routine or emergency"));
  if (option_replace && option_day == NULL)
    return wg_cli_wrong_usage (_ ("--replace goes with --day"));
  if (option_day != NULL && !wg_cli_parse_day (option_day, &how.options.day))
    return wg_cli_wrong_usage (_ ("%s is no day such as 2026-11-22"), option_day);
  how.options.mode = (guint) mode;
  how.options.replaces = option_replace;
  project = wg_cli_open (project_path, option_dry_run, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, wg_cli_import_roster (project, &how));
}

/* Fills @grids from the options; FALSE with a word about the option that is wrong. */
static gboolean
parse_grids (GStrv pairs, const GPtrArray *mappings, WgCliImportGrids *grids)
{
  static const char *const nest_words[] = { "parents", "children", NULL };
  static const char *const parent_words[] = { "tell", "make", NULL };
  static const char *const fit_words[] = { "similarity", "affine", NULL };
  int overlap = find_word (option_overlap, overlap_words), fit = find_word (option_fit, fit_words);
  int nest = find_word (option_nest, nest_words), parents = find_word (option_parents, parent_words);

  if (option_apply != NULL && !option_update)
    wg_cli_wrong_usage (_ ("--apply goes with --update"));
  else if (option_sliver < 0 || option_sliver > 100)
    wg_cli_wrong_usage (_ ("--sliver takes 0 to 100 metres"));
  else if (overlap < 0)
    wg_cli_wrong_usage (_ ("--overlap takes longest-border, larger, first or ask"));
  else if (nest < 0)
    wg_cli_wrong_usage (_ ("--nest takes parents or children"));
  else if (parents < 0)
    wg_cli_wrong_usage (_ ("--parents takes tell or make"));
  else if (fit < 0)
    wg_cli_wrong_usage (_ ("--fit takes similarity or affine"));
  else if (parse_options (&grids->read, pairs))
    {
      *grids = (WgCliImportGrids){
        .read = grids->read,
        .build = WG_BUILD_OPTIONS_DEFAULT,
        .control_points = option_control_points,
        .fit_kind = (WgFitKind) fit,
        .compare = option_compare,
        .answers = option_answers,
        .apply = option_apply,
        .save_template = option_save_template,
        .report = option_report,
        .is_update = option_update,
        .is_dry_run = option_dry_run,
        .is_json = option_json,
        .asks = overlap == ASKS,
        .fits_children = nest == 2,
        .makes_parents = parents == 2,
      };
      grids->read.households_field = option_households;
      grids->read.people_field = option_people;
      grids->build.sliver_width_m = option_sliver;
      grids->build.overlap = overlap == ASKS ? WG_OVERLAP_USUAL : (WgOverlapRule) overlap;
      if (apply_template (mappings, &grids->read))
        return TRUE;
      wg_cli_wrong_usage (_ ("There is no template “%s”"), option_template);
    }
  return FALSE;
}

static int
import_grids (const char *project_path, char *const *files, GStrv pairs, const GPtrArray *mappings)
{
  WgCliImportGrids grids = { { NULL } };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GPtrArray) targets = NULL;
  g_autoptr (GError) error = NULL;
  int status = WG_CLI_USAGE;

  if (option_level == NULL && !wg_cli_import_names_levels (files, option_layers))
    return wg_cli_wrong_usage (_ ("--level is needed"));
  if (!parse_grids (pairs, mappings, &grids))
    return WG_CLI_USAGE;
  project = wg_cli_open (project_path, FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  targets = wg_cli_import_targets (wg_project_get_plan (project), files, option_level,
                                   option_layers);
  if (targets != NULL && targets->len > 1 && is_for_one ())
    status = wg_cli_wrong_usage (_ ("--update, --answers, --overlap ask, --control-points and "
                                    "--save-template are for one file and level"));
  else if (targets != NULL)
    status = wg_cli_import_grids (project, targets, &grids);
  return wg_cli_close (project, status);
}

int
wg_cli_import (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge FILE[:LEVEL]… [--level NAME|"
                             "--as buildings|building-numbers|barriers|addresses|roster]",
                             _ ("Bring the grids of files in at their levels, cleaned and nested, as "
                                "one step, or the buildings, barriers, addresses or people of a file; what "
                                "did not fit is reported."),
                             options, 2, MOST_FILES + 1, TRUE };
  g_autofree char *template_path = wg_mappings_dup_path ();
  g_autoptr (GPtrArray) mappings = wg_mappings_load (template_path);
  g_auto (GStrv) pairs = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  pairs = option_map != NULL ? g_strsplit (option_map, ",", -1) : NULL;
  if (option_as != NULL && strcmp (option_as, "grids") != 0 && argc > 3)
    return wg_cli_wrong_usage (_ ("--as %s takes one file"), option_as);
  if (g_strcmp0 (option_as, "buildings") == 0)
    return import_buildings (argv[1], argv[2], pairs, mappings, FALSE);
  if (g_strcmp0 (option_as, "building-numbers") == 0)
    return import_buildings (argv[1], argv[2], pairs, mappings, TRUE);
  if (g_strcmp0 (option_as, "barriers") == 0)
    return import_barriers (argv[1], argv[2], mappings);
  if (g_strcmp0 (option_as, "addresses") == 0)
    return import_addresses (argv[1], argv[2], pairs, mappings);
  if (g_strcmp0 (option_as, "roster") == 0)
    return import_roster (argv[1], argv[2]);
  if (option_as != NULL && strcmp (option_as, "grids") != 0)
    return wg_cli_wrong_usage (_ ("--as takes grids, buildings, building-numbers, barriers, addresses or roster"));
  return import_grids (argv[1], argv + 2, pairs, mappings);
}
