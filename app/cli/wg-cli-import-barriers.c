/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-import-job.h"
#include "wg-subdivide-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* What a layer of a set has of each class. */
typedef struct
{
  guint n_lines[WG_BARRIER_N_CLASSES];
  double length_m[WG_BARRIER_N_CLASSES];
} Sums;

static void
sum_barriers (const WgBarrierSet *set, const char *layer, Sums *sums)
{
  for (guint i = 0; i < wg_barrier_set_count (set); i++)
    {
      const WgBarrier *barrier = wg_barrier_set_get (set, i);

      if (strcmp (barrier->layer, layer) != 0)
        continue;
      sums->n_lines[barrier->barrier_class]++;
      for (guint k = 0; k + 1 < barrier->line->n_points; k++)
        sums->length_m[barrier->barrier_class]
          += sqrt ((double) wg_point_distance2 (barrier->line->points[k],
                                                barrier->line->points[k + 1])) / 1000.0;
    }
}

static guint
count_lines (const Sums *sums)
{
  guint n_lines = 0;

  for (guint i = 1; i < WG_BARRIER_N_CLASSES; i++)
    n_lines += sums->n_lines[i];
  return n_lines;
}

static char *
describe_as_json (const Sums *sums, const char *layer)
{
  WgJson *json = wg_json_new ();

  wg_json_begin_object (json, NULL);
  wg_json_string (json, "layer", layer);
  wg_json_int (json, "lines", count_lines (sums));
  wg_json_begin_object (json, "classes");
  for (guint i = 1; i < WG_BARRIER_N_CLASSES; i++)
    if (sums->n_lines[i] > 0)
      {
        wg_json_begin_object (json, wg_barrier_class_to_code ((WgBarrierClass) i));
        wg_json_int (json, "lines", sums->n_lines[i]);
        wg_json_double (json, "length_m", sums->length_m[i], 1);
        wg_json_end_object (json);
      }
  wg_json_end_object (json);
  wg_json_end_object (json);
  return wg_json_finish (json);
}

static GPtrArray *
list_sheets (const Sums *sums)
{
  GPtrArray *sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_sheet_free);
  WgSheet *sheet = wg_sheet_new (_ ("Barriers"));

  wg_sheet_add_column (sheet, _ ("Kind"), -1);
  wg_sheet_add_column (sheet, _ ("Lines"), 0);
  wg_sheet_add_column (sheet, _ ("Length (km)"), 3);
  for (guint i = 1; i < WG_BARRIER_N_CLASSES; i++)
    if (sums->n_lines[i] > 0)
      {
        wg_sheet_begin_row (sheet);
        wg_sheet_add_text (sheet, wg_words_barrier_class ((WgBarrierClass) i));
        wg_sheet_add_number (sheet, sums->n_lines[i]);
        wg_sheet_add_number (sheet, sums->length_m[i] / 1000.0);
      }
  g_ptr_array_add (sheets, sheet);
  return sheets;
}

static void
print_words (const Sums *sums, const char *layer)
{
  g_print (_ ("%u barriers in the layer “%s”\n"), count_lines (sums), layer);
  for (guint i = 1; i < WG_BARRIER_N_CLASSES; i++)
    if (sums->n_lines[i] > 0)
      g_print (_ ("  %s: %u lines, %.1f km\n"), wg_words_barrier_class ((WgBarrierClass) i),
               sums->n_lines[i], sums->length_m[i] / 1000.0);
}

int
wg_cli_import_barriers (WgProject *project, const char *path, const WgBarrierReadOptions *options,
                        const WgCliReport *wanted)
{
  g_autoptr (WgPlan) plan = wg_plan_snapshot (wg_project_get_plan (project));
  g_autofree char *layer = wg_import_name_layer (path, options->read.layer);
  WgHistory *history = wg_project_get_history (project);
  g_autoptr (WgBarrierSet) joined = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  Sums sums = { { 0 }, { 0 } };

  joined = wg_import_barriers_run (plan, path, options, layer, wg_cli_progress (), NULL, &error);
  if (joined == NULL)
    return wg_cli_refuse (error);
  sum_barriers (joined, layer, &sums);
  json = describe_as_json (&sums, layer);
  sheets = list_sheets (&sums);
  if (!wg_cli_write_report (wanted->path, json, sheets, &error))
    return wg_cli_refuse (error);
  if (!wanted->is_dry_run
      && (!wg_command_place (history, wg_plan_get_frame (plan), &error)
          || !wg_history_put_barriers (history, joined, "import-barriers", layer, &error)))
    return wg_cli_refuse (error);
  wg_cli_progress_end ();
  if (wanted->is_json)
    fputs (json, stdout);
  else
    print_words (&sums, layer);
  return WG_CLI_OK;
}
