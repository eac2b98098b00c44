/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-import-targets.h"
#include "wg-cli-private.h"
#include "wg-cli-update.h"
#include "wg-import-job.h"
#include "wg-import-sheets.h"
#include "wg-words.h"

#include "../exchange/wg-basemap.h"
#include "../exchange/wg-control-points.h"
#include "../exchange/wg-mapping.h"
#include "../exchange/wg-sheet-file.h"
#include "../plan/wg-import-figures.h"
#include "../plan/wg-update.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define MOST_FILES 32

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
  { "level", 'l', 0, G_OPTION_ARG_STRING, &option_level, N_ ("The level where files land that do not say it, as in FILE:LEVEL"),
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
    N_ ("Who gets land claimed twice; ask: list the cases and change nothing"),
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

static void
print_fit (const WgControlFit *fit)
{
  g_printerr (_ ("Control points: %u, mean error %.3f m, scale %.8f, turned by %.5f°\n"),
              fit->n_points, fit->rms, fit->scale, fit->turn_degrees);
  for (guint i = 0; i < fit->n_points; i++)
    g_printerr (_ ("  point %u: off by %.3f m\n"), i + 1, fit->residuals[i]);
  if (fit->suspect >= 0)
    g_printerr (_ ("  without point %d the others would fit ten times better; check it\n"),
                fit->suspect + 1);
}

/* The fit by --control-points; gives a plan without a frame one. FALSE on error. */
static gboolean
fit_points (WgPlan *plan, WgReadOptions *read, WgControlFit **fit, GError **error)
{
  static const char *const words[] = { "similarity", "affine", NULL };
  g_autoptr (GArray) points = NULL;
  g_autoptr (WgFrame) frame = NULL;
  int kind = find_word (option_fit, words);

  if (option_control_points == NULL)
    return TRUE;
  points = wg_control_points_read (option_control_points, error);
  if (points == NULL)
    return FALSE;
  frame = wg_plan_get_frame (plan) != NULL ? wg_frame_ref (wg_plan_get_frame (plan)) : NULL;
  *fit = wg_import_fit (points, option_crs, (WgFitKind) MAX (kind, 0), &frame, error);
  if (*fit == NULL)
    return FALSE;
  if (wg_plan_get_frame (plan) == NULL)
    wg_plan_set_frame (plan, frame);
  read->fit = *fit;
  if (!option_json)
    print_fit (*fit);
  return TRUE;
}

/* Where the file would lie in each CRS that its numbers allow. */
static void
print_candidates (WgPlan *plan, const char *path, const WgReadOptions *read)
{
  g_autoptr (WgSource) source = wg_source_open (path, read->encoding, NULL, NULL);
  const WgSourceLayer *layer = source != NULL ? wg_source_find_layer (source, read->layer) : NULL;
  g_autoptr (GPtrArray) candidates = layer != NULL ? wg_import_list_candidates (layer, plan) : NULL;

  if (candidates == NULL || candidates->len == 0)
    return;
  g_printerr ("%s\n", _ ("Give one with --crs; the file would then lie at:"));
  for (guint i = 0; i < candidates->len; i++)
    {
      const WgCrsCandidate *candidate = g_ptr_array_index (candidates, i);

      g_printerr ("  %s  %.4f°, %.4f°\n", candidate->crs, candidate->longitude,
                  candidate->latitude);
    }
}

/* One import on its way through the command. */
typedef struct
{
  WgProject *project;
  WgPlan *snapshot;
  guint depth;
  const char *path;
  WgReadOptions *read;
  WgBuildOptions build;
  GArray *answers;      /* of WgOverlapAnswer */
  WgIncoming *incoming;
} Job;

static void
job_clear (Job *job)
{
  g_clear_object (&job->snapshot);
  g_clear_pointer (&job->answers, g_array_unref);
  g_clear_pointer (&job->incoming, wg_incoming_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

/* Rows of longitude, latitude, code; the code is one of the file. */
static gboolean
read_answers (Job *job, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) rows = NULL;
  g_autoptr (WgTransform) transform = NULL;

  job->answers = g_array_new (FALSE, FALSE, sizeof (WgOverlapAnswer));
  if (option_answers == NULL)
    return TRUE;
  transform = wg_transform_new (WG_CRS_WGS84, wg_frame_get_crs (job->incoming->frame), error);
  if (transform == NULL || !g_file_get_contents (option_answers, &text, NULL, error))
    return FALSE;
  rows = g_strsplit (text, "\n", -1);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (rows[i]), ",", 3);
      WgOverlapAnswer answer = { { 0, 0 }, 0 };
      double x = 0.0, y = 0.0;

      if (g_strv_length (words) != 3)
        continue;
      x = g_ascii_strtod (words[0], NULL);
      y = g_ascii_strtod (words[1], NULL);
      for (guint j = 0; j < job->incoming->grids->len && answer.owner == 0; j++)
        if (strcmp (((WgIncomingGrid *) g_ptr_array_index (job->incoming->grids, j))->code,
                    words[2]) == 0)
          answer.owner = wg_plan_get_grid_limit (job->snapshot) + j;
      if (answer.owner != 0 && wg_transform_points (transform, &x, &y, 1) == 0
          && wg_frame_from_metres (job->incoming->frame, x, y, &answer.place))
        g_array_append_val (job->answers, answer);
    }
  job->build.answers = (const WgOverlapAnswer *) job->answers->data;
  job->build.n_answers = job->answers->len;
  return TRUE;
}

static gboolean
write_report (const WgImportReport *report, GError **error)
{
  g_autoptr (GPtrArray) sheets = NULL;
  g_autofree char *text = NULL;

  if (option_report == NULL)
    return TRUE;
  if (g_str_has_suffix (option_report, ".json"))
    {
      text = wg_import_report_to_json (report);
      return g_file_set_contents (option_report, text, -1, error);
    }
  sheets = wg_import_sheets (report);
  return wg_sheet_file_write (option_report, (const WgSheet *const *) sheets->pdata, sheets->len,
                              error);
}

/* The overlaps that a person may decide, for --overlap ask. */
static int
print_cases (const WgImportReport *report)
{
  const WgFrame *frame = wg_plan_get_frame (report->plan);
  WgJson *json = option_json ? wg_json_new () : NULL;
  guint n = 0;

  if (json != NULL)
    {
      wg_json_begin_object (json, NULL);
      wg_json_begin_array (json, "cases");
    }
  for (guint i = 0; i < report->decisions->len; i++)
    {
      const WgDecision *d = &g_array_index (report->decisions, WgDecision, i);
      const WgGrid *winner = wg_import_report_find_grid (report, d->winner);
      const WgGrid *loser = wg_import_report_find_grid (report, d->loser);
      double longitude = 0.0, latitude = 0.0;

      if ((d->kind != WG_DECISION_OVERLAP_RESOLVED && d->kind != WG_DECISION_OVERLAP_CLOSED)
          || winner == NULL || loser == NULL
          || !wg_frame_to_degrees (frame, d->place, &longitude, &latitude))
        continue;
      n++;
      if (json == NULL)
        {
          g_print ("%.8f,%.8f,%s\t# %s %s, %.3f m²\n", longitude, latitude, winner->code,
                   loser->code, loser->name, d->area_m2);
          continue;
        }
      wg_json_begin_object (json, NULL);
      wg_json_double (json, "lon", longitude, 8);
      wg_json_double (json, "lat", latitude, 8);
      wg_json_string (json, "winner", winner->code);
      wg_json_string (json, "loser", loser->code);
      wg_json_double (json, "m2", d->area_m2, 3);
      wg_json_double (json, "width_m", d->width_m, 3);
      wg_json_end_object (json);
    }
  if (json != NULL)
    {
      wg_json_end_array (json);
      wg_json_end_object (json);
      wg_cli_print_json (json);
    }
  return n > 0 ? WG_CLI_REFUSED : WG_CLI_OK;
}

/* Counts both sides, for those reports that tell of them. */
static gboolean
measure (const Job *job, WgImportReport *report, GError **error)
{
  return (!option_json && option_report == NULL)
         || wg_import_report_measure (report, job->incoming, NULL, error);
}

/* Tells what happened and, unless it was only asked, stores it as one undo step. */
static int
finish (Job *job, WgImportReport *report)
{
  WgHistory *history = wg_project_get_history (job->project);
  WgProgress writing = wg_progress_part (wg_cli_progress (), 0.7, 1.0);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean is_empty = report->n_grids == 0 && !option_update;

  if (option_overlap != NULL && strcmp (option_overlap, "ask") == 0 && option_answers == NULL)
    return print_cases (report);
  /* The report speaks of the grids of its plan, which the history takes over. */
  text = option_json ? wg_import_report_to_json (report) : wg_words_import_report (report);
  if (!write_report (report, &error))
    return wg_cli_refuse (error);
  if (!is_empty && !option_dry_run
      && !wg_history_replace (history, report->plan, "import", report->source, &writing, NULL,
                              &error))
    return wg_cli_refuse (error);
  wg_cli_progress_end ();
  fputs (text, stdout);
  return is_empty ? WG_CLI_REFUSED : WG_CLI_OK;
}

static int
update_level (Job *job)
{
  WgProgress comparing = wg_progress_part (wg_cli_progress (), 0.4, 0.6);
  WgProgress building = wg_progress_part (wg_cli_progress (), 0.6, 0.7);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) items
    = wg_plan_compare_update (job->snapshot, job->depth, job->incoming, job->build.sliver_width_m,
                              &comparing, NULL, &error);
  g_autofree gboolean *is_chosen = NULL;
  g_autoptr (WgImportReport) report = NULL;
  guint n_chosen = 0;

  if (items == NULL)
    return wg_cli_refuse (error);
  is_chosen = wg_cli_choose_updates (job->snapshot, job->incoming, items, option_apply, &n_chosen);
  if (is_chosen == NULL)
    return WG_CLI_USAGE;
  if (option_dry_run || n_chosen == 0)
    {
      wg_cli_progress_end ();
      wg_cli_print_update (job->snapshot, job->incoming, items, is_chosen, option_json);
      return WG_CLI_OK;
    }
  report = wg_plan_apply_update (job->snapshot, job->depth, job->incoming, items, is_chosen,
                                 &job->build, &building, NULL, &error);
  if (report == NULL || !measure (job, report, &error))
    return wg_cli_refuse (error);
  if (!option_json)
    wg_cli_print_update (job->snapshot, job->incoming, items, is_chosen, FALSE);
  return finish (job, report);
}

/* @buildings: (nullable): how the columns of a file of buildings are read */
static gboolean
save_template (const char *source_path, const WgReadOptions *read,
               const WgBuildingReadOptions *buildings, GError **error)
{
  g_autofree char *path = wg_mappings_dup_path ();
  g_autoptr (GPtrArray) mappings = NULL;
  g_autoptr (WgSource) source = NULL;
  const WgSourceLayer *layer = NULL;
  WgMapping *mapping = NULL;

  if (option_save_template == NULL)
    return TRUE;
  source = wg_source_open (source_path, read->encoding, NULL, error);
  layer = source != NULL ? wg_source_find_layer (source, read->layer) : NULL;
  if (layer == NULL)
    return source != NULL;
  mappings = wg_mappings_load (path);
  mapping = wg_mapping_new (option_save_template, read, layer->fields);
  if (buildings != NULL)
    wg_mapping_set_building_fields (mapping, (char *const *) buildings->fields);
  wg_mappings_put (mappings, mapping);
  return wg_mappings_save (mappings, path, error);
}

/* Against streets or tracks of --compare. */
static gboolean
compare_lines (Job *job, GError **error)
{
  g_autoptr (WgLinework) linework = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  if (option_compare == NULL)
    return TRUE;
  linework = wg_linework_read (option_compare, NULL, job->incoming->frame, NULL, NULL, error);
  if (linework == NULL)
    return FALSE;
  for (guint i = 0; i < linework->items->len; i++)
    g_ptr_array_add (lines, g_array_index (linework->items, WgLineworkItem, i).line);
  wg_import_test_shift (job->incoming, job->snapshot, lines);
  return TRUE;
}

/* Why a file could not be read; one that does not say where it lies may lie in several places. */
static int
refuse_reading (const Job *job, const GError *error)
{
  int status = wg_cli_refuse (error);

  if (g_error_matches (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_CRS))
    print_candidates (job->snapshot, job->path, job->read);
  return status;
}

/* FALSE: it was told why. */
static gboolean
read_file (Job *job, const WgProgress *progress)
{
  g_autoptr (WgControlFit) fit = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&job->incoming, wg_incoming_free);
  if (!fit_points (job->snapshot, job->read, &fit, &error))
    {
      wg_cli_refuse (error);
      return FALSE;
    }
  job->incoming = wg_import_read (job->snapshot, job->path,
                                  wg_plan_get_wanted_crs (wg_project_get_plan (job->project)),
                                  job->read, progress, NULL, &error);
  job->read->fit = NULL;
  if (job->incoming == NULL)
    {
      refuse_reading (job, error);
      return FALSE;
    }
  if (compare_lines (job, &error) && save_template (job->path, job->read, NULL, &error) && read_answers (job, &error))
    return TRUE;
  wg_cli_refuse (error);
  return FALSE;
}

static WgImportReport *
build_file (Job *job, const WgProgress *progress, GError **error)
{
  if (option_nest != NULL && strcmp (option_nest, "children") == 0)
    job->incoming->nest_rule = WG_NEST_CHILDREN_FIT;
  if (option_parents != NULL && strcmp (option_parents, "make") == 0)
    job->incoming->parent_rule = WG_PARENTS_MAKE;
  return wg_plan_import (job->snapshot, job->depth, job->incoming, &job->build, progress, NULL,
                         error);
}

static void
take_target (Job *job, const WgImportTarget *target)
{
  gboolean are_several = target->layers->len > 1
                         || (target->layers->len == 1
                             && g_str_equal (target->layers->pdata[0], "*"));

  job->path = target->path;
  job->depth = target->depth;
  if (target->layers->len == 0)
    return;
  job->read->layers = are_several ? (const char *const *) target->layers->pdata : NULL;
  job->read->layer = are_several ? NULL : target->layers->pdata[0];
}

/* The problems of one file among several say whose they are. */
static void
name_problems (WgImportReport *report, const WgImportTarget *target)
{
  for (guint i = 0; i < report->problems->len; i++)
    {
      WgRowProblem *problem = g_ptr_array_index (report->problems, i);

      if (problem->layer == NULL)
        problem->layer = target->layers->len == 1 ? g_strdup (target->layers->pdata[0])
                                                  : g_path_get_basename (target->path);
    }
}

/* What all files bring, one after the other into the same plan; NULL: it was told why not. */
static WgImportReport *
import_targets (Job *job, const GPtrArray *targets)
{
  g_autoptr (WgImportReport) all = NULL;

  for (guint i = 0; i < targets->len; i++)
    {
      const WgImportTarget *target = g_ptr_array_index (targets, i);
      WgProgress whole = wg_progress_part (wg_cli_progress (), 0.7 * i / targets->len,
                                           0.7 * (i + 1) / targets->len);
      WgProgress reading = wg_progress_part (&whole, 0.0, 0.57);
      WgProgress building = wg_progress_part (&whole, 0.57, 1.0);
      g_autoptr (WgImportReport) report = NULL;
      g_autoptr (GError) error = NULL;

      take_target (job, target);
      if (!read_file (job, &reading))
        return NULL;
      report = build_file (job, &building, &error);
      if (report == NULL || !measure (job, report, &error))
        {
          wg_cli_refuse (error);
          return NULL;
        }
      if (targets->len > 1)
        name_problems (report, target);
      g_object_unref (job->snapshot);
      job->snapshot = wg_plan_snapshot (report->plan);
      if (all == NULL)
        all = g_steal_pointer (&report);
      else
        wg_import_report_join (all, g_steal_pointer (&report));
    }
  return g_steal_pointer (&all);
}

static int
import_files (Job *job, const GPtrArray *targets)
{
  WgProgress reading = wg_progress_part (wg_cli_progress (), 0.0, 0.4);
  g_autoptr (WgImportReport) report = NULL;

  job->snapshot = wg_plan_snapshot (wg_project_get_plan (job->project));
  if (option_update)
    {
      take_target (job, g_ptr_array_index (targets, 0));
      return read_file (job, &reading) ? update_level (job) : WG_CLI_REFUSED;
    }
  report = import_targets (job, targets);
  return report != NULL ? finish (job, report) : WG_CLI_REFUSED;
}

/* What is said of one file cannot be said of several. */
static gboolean
is_for_one (void)
{
  return option_update || option_answers != NULL || option_save_template != NULL
         || option_control_points != NULL || find_word (option_overlap, overlap_words) == 4;
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

/* Reads "households=A,people=B" into @read; the strings stay in @pairs. */
static gboolean
parse_building_map (GStrv pairs, WgBuildingReadOptions *read)
{
  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');
      guint role = 0;

      if (equals == NULL)
        return FALSE;
      *equals = '\0';
      g_strstrip (pairs[i]);
      while (role < WG_BUILDING_N_ROLES
             && strcmp (pairs[i], wg_building_role_to_string (role)) != 0)
        role++;
      if (role == WG_BUILDING_N_ROLES)
        return FALSE;
      read->fields[role] = equals + 1;
    }
  return TRUE;
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
  read.crs = common.crs;
  read.encoding = common.encoding;
  read.datum = common.datum;
  if (option_households != NULL)
    read.fields[WG_BUILDING_HOUSEHOLDS] = option_households;
  if (option_people != NULL)
    read.fields[WG_BUILDING_PEOPLE] = option_people;
  if (option_template != NULL)
    take_building_fields (wg_mappings_find (mappings, option_template), &read);
  project = wg_cli_open (project_path, FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  if (!save_template (path, &common, &read, &error))
    return wg_cli_close (project, wg_cli_refuse (error));
  return wg_cli_close (project,
                       is_numbers ? wg_cli_import_numbers (project, path, &read, &wanted)
                                  : wg_cli_import_buildings (project, path, &read, option_json));
}

static int
import_barriers (const char *project_path, const char *path)
{
  WgBarrierClass barrier_class = wg_barrier_class_from_code (option_class);
  const char *layer = option_layers != NULL ? option_layers[0] : NULL;
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (option_level != NULL)
    return wg_cli_wrong_usage (_ ("Barriers have no level: leave --level out"));
  if (option_class != NULL && barrier_class == WG_BARRIER_NONE)
    return wg_cli_wrong_usage (
      _ ("--class takes lane, minor, arterial, railway, river, wall or drawn"));
  project = wg_cli_open (project_path, FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project,
                       wg_cli_import_barriers (project, path, layer, barrier_class, option_json));
}

static gboolean
parse_address_map (GStrv pairs, WgAddressReadOptions *read)
{
  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');
      guint role = 0;

      if (equals == NULL)
        return FALSE;
      *equals = '\0';
      g_strstrip (pairs[i]);
      while (role < WG_ADDRESS_N_ROLES
             && strcmp (pairs[i], wg_address_role_to_string ((WgAddressRole) role)) != 0)
        role++;
      if (role == WG_ADDRESS_N_ROLES)
        return FALSE;
      read->fields[role] = equals + 1;
    }
  return TRUE;
}

static int
import_addresses (const char *project_path, const char *path, GStrv pairs)
{
  WgAddressReadOptions read = { NULL };
  WgReadOptions common = { NULL };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (option_level != NULL)
    return wg_cli_wrong_usage (_ ("Addresses have no level: leave --level out"));
  if (!parse_address_map (pairs, &read))
    return wg_cli_wrong_usage (_ ("--map takes address, street, number, name and kind, as in address=FIELD"));
  if (!parse_options (&common, NULL))
    return WG_CLI_USAGE;
  read.layer = common.layer;
  read.crs = common.crs;
  read.encoding = common.encoding;
  read.datum = common.datum;
  project = wg_cli_open (project_path, FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, wg_cli_import_addresses (project, path, &read, option_json));
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

int
wg_cli_import (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge FILE[:LEVEL]… [--level NAME|--as buildings|building-numbers|barriers|addresses|roster]",
                             _ ("Bring the grids of files in at their levels, cleaned and nested, as "
                                "one step, or the buildings, barriers, addresses or people of a file; what "
                                "did not fit is reported."),
                             options, 2, MOST_FILES + 1, TRUE };
  static const char *const nest_words[] = { "parents", "children", NULL };
  static const char *const parent_words[] = { "tell", "make", NULL };
  g_autofree char *template_path = wg_mappings_dup_path ();
  g_autoptr (GPtrArray) mappings = wg_mappings_load (template_path);
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) pairs = NULL;
  WgReadOptions read = { NULL };
  g_autoptr (GPtrArray) targets = NULL;
  int overlap = 0, status = WG_CLI_USAGE;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  overlap = find_word (option_overlap, overlap_words);
  pairs = option_map != NULL ? g_strsplit (option_map, ",", -1) : NULL;
  if (option_as != NULL && strcmp (option_as, "grids") != 0 && argc > 3)
    return wg_cli_wrong_usage (_ ("--as %s takes one file"), option_as);
  if (g_strcmp0 (option_as, "buildings") == 0)
    return import_buildings (argv[1], argv[2], pairs, mappings, FALSE);
  if (g_strcmp0 (option_as, "building-numbers") == 0)
    return import_buildings (argv[1], argv[2], pairs, mappings, TRUE);
  if (g_strcmp0 (option_as, "barriers") == 0)
    return import_barriers (argv[1], argv[2]);
  if (g_strcmp0 (option_as, "addresses") == 0)
    return import_addresses (argv[1], argv[2], pairs);
  if (g_strcmp0 (option_as, "roster") == 0)
    return import_roster (argv[1], argv[2]);
  if (option_as != NULL && strcmp (option_as, "grids") != 0)
    return wg_cli_wrong_usage (_ ("--as takes grids, buildings, building-numbers, barriers, addresses or roster"));
  if (option_level == NULL && !wg_cli_import_names_levels (argv + 2, option_layers))
    return wg_cli_wrong_usage (_ ("--level is needed"));
  if (option_apply != NULL && !option_update)
    return wg_cli_wrong_usage (_ ("--apply goes with --update"));
  if (option_sliver < 0 || option_sliver > 100)
    return wg_cli_wrong_usage (_ ("--sliver takes 0 to 100 metres"));
  if (overlap < 0)
    return wg_cli_wrong_usage (_ ("--overlap takes longest-border, larger, first or ask"));
  if (find_word (option_nest, nest_words) < 0)
    return wg_cli_wrong_usage (_ ("--nest takes parents or children"));
  if (find_word (option_parents, parent_words) < 0)
    return wg_cli_wrong_usage (_ ("--parents takes tell or make"));
  if (!parse_options (&read, pairs))
    return WG_CLI_USAGE;
  read.households_field = option_households;
  read.people_field = option_people;
  if (!apply_template (mappings, &read))
    return wg_cli_wrong_usage (_ ("There is no template “%s”"), option_template);

  project = wg_cli_open (argv[1], FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  targets = wg_cli_import_targets (wg_project_get_plan (project), argv + 2, option_level,
                                   option_layers);
  if (targets != NULL && targets->len > 1 && is_for_one ())
    status = wg_cli_wrong_usage (_ ("--update, --answers, --overlap ask, --control-points and "
                                    "--save-template are for one file and level"));
  else if (targets != NULL)
    {
      g_auto (Job) job = { .project = project, .read = &read, .build = WG_BUILD_OPTIONS_DEFAULT };

      job.build.sliver_width_m = option_sliver;
      job.build.overlap = overlap > 3 ? WG_OVERLAP_USUAL : (WgOverlapRule) overlap;
      status = import_files (&job, targets);
    }
  return wg_cli_close (project, status);
}
