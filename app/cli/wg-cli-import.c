/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-import-job.h"
#include "wg-words.h"

#include "../exchange/wg-control-points.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static char *option_level;
static char *option_map;
static char **option_layers;
static char **option_drawing_layers;
static char *option_lines;
static double option_gap = 0.5;
static char *option_crs;
static char *option_axes;
static char *option_shift;
static char *option_control_points;
static char *option_fit;
static char *option_encoding;
static double option_sliver = 2.0;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "level", 'l', 0, G_OPTION_ARG_STRING, &option_level, N_ ("The level where the file lands"),
    N_ ("NAME") },
  { "map", 'm', 0, G_OPTION_ARG_STRING, &option_map,
    N_ ("Which fields hold what: code=FIELD,name=FIELD,parent=FIELD; an empty FIELD is none"),
    N_ ("MAP") },
  { "layer", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_layers,
    N_ ("Layer of a file with several; may be given again; * is all with areas"), N_ ("NAME") },
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
    N_ ("The file's places are shifted as those of Chinese web maps are"), "gcj02|bd09" },
  { "control-points", 0, 0, G_OPTION_ARG_FILENAME, &option_control_points,
    N_ ("Fit a file in a grid of its own by points: rows of x,y,X,Y; X and Y in --crs"),
    N_ ("FILE") },
  { "fit", 0, 0, G_OPTION_ARG_STRING, &option_fit, N_ ("How the points are fitted"),
    "similarity|affine" },
  { "encoding", 0, 0, G_OPTION_ARG_STRING, &option_encoding, N_ ("Encoding of its text"), "GBK" },
  { "sliver", 0, 0, G_OPTION_ARG_DOUBLE, &option_sliver,
    N_ ("Gaps and overlaps narrower than this are closed, in metres (2)"), "M" },
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
      else
        return FALSE;
    }
  return TRUE;
}

/* The place of @word among @words, 0 when there is none; -1 when it is none of them. */
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
  static const char *const shift_words[] = { "gcj02", "bd09", NULL };
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
    wg_cli_wrong_usage (_ ("--map takes code=FIELD,name=FIELD,parent=FIELD"));
  else if (lines < 0)
    wg_cli_wrong_usage (_ ("--lines takes closed or joined"));
  else if (axes < 0)
    wg_cli_wrong_usage (_ ("--axes takes xy or yx"));
  else if (shift < 0)
    wg_cli_wrong_usage (_ ("--shift takes gcj02 or bd09"));
  else if (option_gap <= 0 || option_gap > 100)
    wg_cli_wrong_usage (_ ("--gap takes more than 0, up to 100 metres"));
  else
    {
      read->lines = (WgLinesMode) lines;
      read->axes = (WgAxes) axes;
      read->datum = (WgChinaDatum) shift;
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

static int
import_file (WgProject *project, const char *path, guint depth, WgReadOptions *read)
{
  WgHistory *history = wg_project_get_history (project);
  WgPlan *plan = wg_project_get_plan (project);
  WgBuildOptions build = WG_BUILD_OPTIONS_DEFAULT;
  WgProgress reading = wg_progress_part (wg_cli_progress (), 0.0, 0.7);
  WgProgress writing = wg_progress_part (wg_cli_progress (), 0.7, 1.0);
  g_autoptr (WgPlan) snapshot = wg_plan_snapshot (plan);
  g_autoptr (WgControlFit) fit = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  build.sliver_width_m = option_sliver;
  if (!fit_points (snapshot, read, &fit, &error))
    return wg_cli_refuse (error);
  report = wg_import_run (snapshot, path, wg_plan_get_wanted_crs (plan), depth, read, &build,
                          &reading, NULL, &error);
  if (report == NULL)
    {
      int status = wg_cli_refuse (error);

      if (g_error_matches (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_CRS))
        print_candidates (snapshot, path, read);
      return status;
    }
  /* The report speaks of the grids of its plan, which the history takes over. */
  text = option_json ? wg_import_report_to_json (report) : wg_words_import_report (report);
  if (report->n_grids > 0
      && !wg_history_replace (history, report->plan, "import", report->source, &writing, NULL,
                              &error))
    return wg_cli_refuse (error);

  wg_cli_progress_end ();
  fputs (text, stdout);
  return report->n_grids > 0 ? WG_CLI_OK : WG_CLI_REFUSED;
}

int
wg_cli_import (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge FILE --level NAME",
                             _ ("Bring the grids of a file in at a level, cleaned and nested; what "
                                "did not fit is reported."),
                             options, 2, 2, TRUE };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) pairs = NULL;
  WgReadOptions read = { NULL };
  guint depth = 0;
  int status = WG_CLI_OK;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_level == NULL)
    return wg_cli_wrong_usage (_ ("--level is needed"));
  if (option_sliver < 0 || option_sliver > 100)
    return wg_cli_wrong_usage (_ ("--sliver takes 0 to 100 metres"));
  pairs = option_map != NULL ? g_strsplit (option_map, ",", -1) : NULL;
  if (!parse_options (&read, pairs))
    return WG_CLI_USAGE;

  project = wg_cli_open (argv[1], FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  status = wg_cli_find_depth (wg_project_get_plan (project), option_level, &depth)
             ? import_file (project, argv[2], depth, &read)
             : WG_CLI_USAGE;
  return wg_cli_close (project, status);
}
