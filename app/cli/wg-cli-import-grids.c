/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-import-grids.h"

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

/* The work of one wg_cli_import_grids(). */
typedef struct
{
  const WgCliImportGrids *options;
  WgProject *project;
  WgPlan *snapshot;
  guint depth;
  const char *path;
  WgReadOptions read;
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
fit_points (Job *job, WgControlFit **fit, GError **error)
{
  WgPlan *plan = job->snapshot;
  const WgCliImportGrids *options = job->options;
  g_autoptr (GArray) points = NULL;
  g_autoptr (WgFrame) frame = NULL;

  if (options->control_points == NULL)
    return TRUE;
  points = wg_control_points_read (options->control_points, error);
  if (points == NULL)
    return FALSE;
  frame = wg_plan_get_frame (plan) != NULL ? wg_frame_ref (wg_plan_get_frame (plan)) : NULL;
  *fit = wg_import_fit (points, options->read.crs, options->fit_kind, &frame, error);
  if (*fit == NULL)
    return FALSE;
  if (wg_plan_get_frame (plan) == NULL)
    wg_plan_set_frame (plan, frame);
  job->read.fit = *fit;
  if (!options->is_json)
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

/* Rows of longitude, latitude, code; the code is one of the file. */
static gboolean
read_answers (Job *job, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) rows = NULL;
  g_autoptr (WgTransform) transform = NULL;

  job->answers = g_array_new (FALSE, FALSE, sizeof (WgOverlapAnswer));
  if (job->options->answers == NULL)
    return TRUE;
  transform = wg_transform_new (WG_CRS_WGS84, wg_frame_get_crs (job->incoming->frame), error);
  if (transform == NULL || !g_file_get_contents (job->options->answers, &text, NULL, error))
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
write_report (const Job *job, const WgImportReport *report, GError **error)
{
  g_autoptr (GPtrArray) sheets = NULL;
  g_autofree char *text = NULL;

  if (job->options->report == NULL)
    return TRUE;
  if (g_str_has_suffix (job->options->report, ".json"))
    {
      text = wg_import_report_to_json (report);
      return g_file_set_contents (job->options->report, text, -1, error);
    }
  sheets = wg_import_sheets (report);
  return wg_sheet_file_write (job->options->report, (const WgSheet *const *) sheets->pdata,
                              sheets->len, error);
}

/* The overlaps that a person may decide, for --overlap ask. */
static int
print_cases (const Job *job, const WgImportReport *report)
{
  const WgFrame *frame = wg_plan_get_frame (report->plan);
  WgJson *json = job->options->is_json ? wg_json_new () : NULL;
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
  return (!job->options->is_json && job->options->report == NULL)
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
  gboolean is_empty = report->n_grids == 0 && !job->options->is_update;

  if (job->options->asks && job->options->answers == NULL)
    return print_cases (job, report);
  /* The report speaks of the grids of its plan, which the history takes over. */
  text = job->options->is_json ? wg_import_report_to_json (report)
                               : wg_words_import_report (report);
  if (!write_report (job, report, &error))
    return wg_cli_refuse (error);
  if (!is_empty && !job->options->is_dry_run
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
  is_chosen = wg_cli_choose_updates (job->snapshot, job->incoming, items, job->options->apply,
                                     &n_chosen);
  if (is_chosen == NULL)
    return WG_CLI_USAGE;
  if (job->options->is_dry_run || n_chosen == 0)
    {
      wg_cli_progress_end ();
      wg_cli_print_update (job->snapshot, job->incoming, items, is_chosen, job->options->is_json);
      return WG_CLI_OK;
    }
  report = wg_plan_apply_update (job->snapshot, job->depth, job->incoming, items, is_chosen,
                                 &job->build, &building, NULL, &error);
  if (report == NULL || !measure (job, report, &error))
    return wg_cli_refuse (error);
  if (!job->options->is_json)
    wg_cli_print_update (job->snapshot, job->incoming, items, is_chosen, FALSE);
  return finish (job, report);
}

static gboolean
save_template (const Job *job, GError **error)
{
  return wg_cli_import_save_template (job->options->save_template, job->path, "grids", &job->read,
                                      (WgCliColumns){ NULL },
                                      error);
}

/* Against streets or tracks of --compare. */
static gboolean
compare_lines (Job *job, GError **error)
{
  g_autoptr (WgLinework) linework = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  if (job->options->compare == NULL)
    return TRUE;
  linework = wg_linework_read (job->options->compare, NULL, job->incoming->frame, NULL, NULL,
                               error);
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
    print_candidates (job->snapshot, job->path, &job->read);
  return status;
}

/* FALSE: it was told why. */
static gboolean
read_file (Job *job, const WgProgress *progress)
{
  g_autoptr (WgControlFit) fit = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&job->incoming, wg_incoming_free);
  if (!fit_points (job, &fit, &error))
    {
      wg_cli_refuse (error);
      return FALSE;
    }
  job->incoming = wg_import_read (job->snapshot, job->path,
                                  wg_plan_get_wanted_crs (wg_project_get_plan (job->project)),
                                  &job->read, progress, NULL, &error);
  job->read.fit = NULL;
  if (job->incoming == NULL)
    {
      refuse_reading (job, error);
      return FALSE;
    }
  if (compare_lines (job, &error) && save_template (job, &error) && read_answers (job, &error))
    return TRUE;
  wg_cli_refuse (error);
  return FALSE;
}

static WgImportReport *
build_file (Job *job, const WgProgress *progress, GError **error)
{
  if (job->options->fits_children)
    job->incoming->nest_rule = WG_NEST_CHILDREN_FIT;
  if (job->options->makes_parents)
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
  job->read.layers = are_several ? (const char *const *) target->layers->pdata : NULL;
  job->read.layer = are_several ? NULL : target->layers->pdata[0];
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

int
wg_cli_import_grids (WgProject *project, const GPtrArray *targets, const WgCliImportGrids *options)
{
  WgProgress reading = wg_progress_part (wg_cli_progress (), 0.0, 0.4);
  g_auto (Job) job = { .options = options, .project = project, .read = options->read,
                       .build = options->build };
  g_autoptr (WgImportReport) report = NULL;

  job.snapshot = wg_plan_snapshot (wg_project_get_plan (project));
  if (options->is_update)
    {
      take_target (&job, g_ptr_array_index (targets, 0));
      return read_file (&job, &reading) ? update_level (&job) : WG_CLI_REFUSED;
    }
  report = import_targets (&job, targets);
  return report != NULL ? finish (&job, report) : WG_CLI_REFUSED;
}

/* The layer that is read, also one without areas when none is named. */
static const WgSourceLayer *
find_layer (const WgSource *source, const char *name)
{
  const WgSourceLayer *layer = wg_source_find_layer (source, name);

  return layer != NULL || name != NULL || source->layers->len == 0 ? layer : source->layers->pdata[0];
}

gboolean
wg_cli_import_save_template (const char *name, const char *path, const char *use,
                             const WgReadOptions *read, WgCliColumns columns, GError **error)
{
  g_autofree char *mappings_path = wg_mappings_dup_path ();
  g_autoptr (GPtrArray) mappings = NULL;
  g_autoptr (WgSource) source = NULL;
  const WgSourceLayer *layer = NULL;
  WgMapping *mapping = NULL;

  if (name == NULL)
    return TRUE;
  source = wg_source_open (path, read->encoding, NULL, error);
  layer = source != NULL ? find_layer (source, read->layer) : NULL;
  if (layer == NULL)
    return source != NULL;
  mappings = wg_mappings_load (mappings_path);
  mapping = wg_mapping_new (name, read, layer->fields);
  mapping->use = g_strdup (use);
  mapping->barrier_class = columns.barrier_class;
  if (columns.buildings != NULL)
    wg_mapping_set_building_fields (mapping, (char *const *) columns.buildings);
  if (columns.addresses != NULL)
    wg_mapping_set_address_fields (mapping, (char *const *) columns.addresses);
  wg_mappings_put (mappings, mapping);
  return wg_mappings_save (mappings, mappings_path, error);
}
