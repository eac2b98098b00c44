/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-sample.h"

#include <glib/gi18n.h>

/* 2026-01-01 00:00 UTC: a sample has no date of its own, so that the same seed gives the same file. */
#define SAMPLE_TIME 1767225600

static int option_grids = 600;
static int option_buildings = -1;
static gint64 option_seed = 1;

static const GOptionEntry options[] = {
  { "grids", 0, 0, G_OPTION_ARG_INT, &option_grids, N_ ("How many grids (600)"), N_ ("NUMBER") },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &option_seed, N_ ("Which county (1)"), "S" },
  { "buildings", 0, 0, G_OPTION_ARG_INT, &option_buildings,
    N_ ("About how many buildings; ten a grid when left out"), N_ ("NUMBER") },
  { NULL },
};

static const WgFeatureField line_fields[] = { { "name", "TEXT" }, { "class", "TEXT" } };

static const char *const road_classes[] = { "other",       "motorway", "primary", "secondary",
                                            "residential", "path",     "railway", "river" };

static gboolean
write_lines (WgProject *project, const char *name, const WgLinework *linework, GError **error)
{
  WgFeatureTable table = { name, FALSE, line_fields, G_N_ELEMENTS (line_fields), NULL };
  g_autoptr (GArray) features
    = g_array_sized_new (FALSE, TRUE, sizeof (WgFeature), linework->items->len);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < linework->items->len; i++)
    {
      const WgLineworkItem *item = &g_array_index (linework->items, WgLineworkItem, i);
      const char **values = g_new0 (const char *, G_N_ELEMENTS (line_fields) + 1);
      WgFeature feature = { NULL, item->line, values };

      values[0] = item->name;
      values[1] = road_classes[MIN (item->class, G_N_ELEMENTS (road_classes) - 1)];
      g_ptr_array_add (rows, values);
      g_array_append_val (features, feature);
    }
  table.features = features;
  return wg_project_write_features (project, &table, NULL, NULL, error);
}

/* The layers of the map panel: the file's own roads, rivers and buildings. */
static gboolean
write_layer_list (WgProject *project, GError **error)
{
  static const char *const tables[] = { "river", "road", "building" };
  const char *const names[] = { "河流", "道路", "楼栋" };
  g_autoptr (GPtrArray) layers = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_layer_record_free);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      WgLayerRecord *layer = g_new0 (WgLayerRecord, 1);

      layer->name = g_strdup (names[i]);
      layer->source = g_canonicalize_filename (wg_project_get_path (project), NULL);
      layer->layer = g_strdup (tables[i]);
      layer->is_visible = TRUE;
      layer->opacity = 1;
      layer->position = (int) i;
      g_ptr_array_add (layers, layer);
    }
  return wg_project_save_layers (project, layers, error);
}

static gboolean
write_sample (WgProject *project, const WgSample *sample, GError **error)
{
  return write_lines (project, "river", sample->rivers, error)
         && write_lines (project, "road", sample->roads, error)
         && write_layer_list (project, error)
         && wg_project_fix_times (project, SAMPLE_TIME, error);
}

int
wg_cli_sample (int argc, char **argv)
{
  const WgCliUsage usage = { "OUT.wangge --grids N --seed S",
                             _ ("Make a synthetic county: the same seed gives the same file."), options,
                             1, 1 };
  g_autoptr (WgSample) sample = NULL;
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_grids < 1 || option_grids > WG_SAMPLE_MAX_GRIDS)
    return wg_cli_wrong_usage (_ ("--grids takes 1 to %d"), WG_SAMPLE_MAX_GRIDS);
  if (option_buildings < 0)
    option_buildings = (int) wg_sample_count_buildings ((guint) option_grids);

  sample = wg_sample_new ((guint) option_grids, (guint) option_buildings, (guint64) option_seed,
                          wg_cli_progress (), NULL, &error);
  if (sample == NULL)
    return wg_cli_refuse (error);
  project = wg_project_create (argv[1], sample->plan, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  wg_cli_progress_end ();
  if (!write_sample (project, sample, &error))
    return wg_cli_close (project, wg_cli_refuse (error));
  return wg_cli_close (project, WG_CLI_OK);
}
