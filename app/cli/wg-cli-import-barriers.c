/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-import-job.h"
#include "wg-subdivide-words.h"

#include <glib/gi18n.h>
#include <math.h>
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

static void
print_sums (const Sums *sums, const char *layer, gboolean is_json)
{
  WgJson *json = is_json ? wg_json_new () : NULL;
  guint n_lines = 0;

  for (guint i = 1; i < WG_BARRIER_N_CLASSES; i++)
    n_lines += sums->n_lines[i];
  if (json == NULL)
    {
      g_print (_ ("%u barriers in the layer “%s”\n"), n_lines, layer);
      for (guint i = 1; i < WG_BARRIER_N_CLASSES; i++)
        if (sums->n_lines[i] > 0)
          g_print (_ ("  %s: %u lines, %.1f km\n"), wg_words_barrier_class ((WgBarrierClass) i),
                   sums->n_lines[i], sums->length_m[i] / 1000.0);
      return;
    }
  wg_json_begin_object (json, NULL);
  wg_json_string (json, "layer", layer);
  wg_json_int (json, "lines", n_lines);
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
  wg_cli_print_json (json);
}

int
wg_cli_import_barriers (WgProject *project, const char *path, const WgBarrierReadOptions *options,
                        gboolean is_json)
{
  WgPlan *plan = wg_project_get_plan (project);
  g_autofree char *layer = wg_import_name_layer (path, options->read.layer);
  g_autoptr (WgBarrierSet) joined = NULL;
  g_autoptr (GError) error = NULL;
  Sums sums = { { 0 }, { 0 } };

  joined = wg_import_barriers_run (plan, path, options, layer, wg_cli_progress (), NULL, &error);
  if (joined == NULL)
    return wg_cli_refuse (error);
  if (!wg_history_put_barriers (wg_project_get_history (project), joined, "import-barriers", layer,
                                &error))
    return wg_cli_refuse (error);
  sum_barriers (joined, layer, &sums);
  wg_cli_progress_end ();
  print_sums (&sums, layer, is_json);
  return WG_CLI_OK;
}
