/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-words-tally.h"
#include "wg-words.h"

#include "../exchange/wg-source.h"
#include "../geometry/wg-coverage-shape.h"
#include "../plan/wg-commands.h"
#include "../plan/wg-tally-json.h"

#include <glib/gi18n.h>
#include <math.h>

static char *option_grid;
static gboolean option_json;
static char *option_encoding;

static const GOptionEntry options[] = {
  { "grid", 0, 0, G_OPTION_ARG_STRING, &option_grid, N_ ("Describe this grid of the project"),
    N_ ("CODE") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print as JSON"), NULL },
  { "encoding", 0, 0, G_OPTION_ARG_STRING, &option_encoding, N_ ("Encoding of a file's text"), "GBK" },
  { NULL },
};

typedef struct
{
  double owned_m2;
  double unowned_m2;
  guint n_unowned;
} LandTotals;

static double
geodesic_area (WgPlan *plan, const GArray *faces)
{
  g_autoptr (WgShape) shape = wg_shape_new ();
  double area = 0, perimeter = 0;

  if (faces->len == 0)
    return 0;
  wg_coverage_dissolve (wg_plan_get_coverage (plan), (const WgFaceId *) faces->data, faces->len,
                        shape);
  wg_frame_geodesic (wg_plan_get_frame (plan), shape, &area, &perimeter);
  return area;
}

/* Of the union: its rim has few points, where the faces one by one have millions. */
static LandTotals
add_up_land (WgPlan *plan)
{
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  LandTotals totals = { 0, 0, 0 };
  g_autoptr (GArray) owned = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) unowned = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    if (wg_coverage_has_face (coverage, face))
      g_array_append_val (wg_coverage_owner (coverage, face) != 0 ? owned : unowned, face);
  totals.owned_m2 = geodesic_area (plan, owned);
  totals.unowned_m2 = geodesic_area (plan, unowned);
  totals.n_unowned = unowned->len;
  return totals;
}

/* West, south, east, north in degrees, from points along the edges of the extent. */
static gboolean
extent_in_degrees (WgPlan *plan, double bounds[4])
{
  WgEnvelope envelope = wg_coverage_envelope (wg_plan_get_coverage (plan));
  WgFrame *frame = wg_plan_get_frame (plan);
  const int n_steps = 16;

  if (frame == NULL || wg_envelope_is_empty (&envelope))
    return FALSE;
  bounds[0] = bounds[1] = HUGE_VAL;
  bounds[2] = bounds[3] = -HUGE_VAL;
  for (int i = 0; i <= n_steps; i++)
    for (int j = 0; j <= n_steps; j++)
      {
        WgPoint p = { (gint32) (envelope.min_x + ((gint64) envelope.max_x - envelope.min_x) * i / n_steps),
                      (gint32) (envelope.min_y + ((gint64) envelope.max_y - envelope.min_y) * j / n_steps) };
        double longitude = 0, latitude = 0;

        if ((i % n_steps != 0 && j % n_steps != 0)
            || !wg_frame_to_degrees (frame, p, &longitude, &latitude))
          continue;
        bounds[0] = MIN (bounds[0], longitude);
        bounds[1] = MIN (bounds[1], latitude);
        bounds[2] = MAX (bounds[2], longitude);
        bounds[3] = MAX (bounds[3], latitude);
      }
  return isfinite (bounds[0]);
}

static void
add_band (WgJson *json, const char *name, const WgSizeBand *band)
{
  wg_json_begin_array (json, name);
  wg_json_int (json, NULL, band->min);
  wg_json_int (json, NULL, band->target);
  wg_json_int (json, NULL, band->max);
  wg_json_end_array (json);
}

/* Least, target and most; 0 is no rule. */
static void
add_rule (WgJson *json, const WgLevelRule *rule)
{
  wg_json_boolean (json, "pinned", rule->is_pinned);
  add_band (json, "households", &rule->households);
  add_band (json, "people", &rule->people);
  add_band (json, "area_m2", &rule->area);
}

/* What the grids of a level have together. */
static WgTally
tally_of_level (WgPlan *plan, guint depth)
{
  WgTally sum = { .is_counted = wg_plan_get_buildings (plan) != NULL };

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);
      WgTally tally;

      if (grid == NULL || grid->is_retired || grid->depth != depth)
        continue;
      wg_plan_get_tally (plan, id, &tally);
      wg_tally_add (&sum, &tally, 1);
    }
  return sum;
}

static void
print_grid_json (WgPlan *plan, const WgGrid *grid)
{
  const WgGrid *parent = wg_plan_get_grid (plan, grid->parent);
  const GArray *children = wg_plan_get_children (plan, grid->id);
  WgJson *json = wg_json_new ();
  WgTally tally;

  wg_plan_get_tally (plan, grid->id, &tally);
  wg_json_begin_object (json, NULL);
  wg_json_string (json, "code", grid->code);
  wg_json_string (json, "name", grid->name);
  wg_json_int (json, "depth", grid->depth);
  wg_json_string (json, "level", wg_plan_get_level (plan, grid->depth)->name);
  wg_json_boolean (json, "special", grid->kind == WG_GRID_SPECIAL);
  wg_json_boolean (json, "retired", grid->is_retired);
  wg_json_boolean (json, "locked", grid->is_locked);
  wg_json_string (json, "parent", parent != NULL ? parent->code : NULL);
  wg_json_int (json, "children", children->len);
  wg_tally_write_json (json, "tally", &tally);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static void
print_grid_text (WgPlan *plan, const WgGrid *grid)
{
  g_autofree char *area = NULL;
  g_autofree char *buildings = NULL;
  g_autofree char *households = NULL;
  g_autofree char *people = NULL;
  WgTally tally;

  wg_plan_get_tally (plan, grid->id, &tally);
  area = wg_words_area (wg_tally_area_m2 (&tally));
  buildings = wg_words_count (tally.n_buildings);
  households = wg_words_tally_count (&tally, &tally.households);
  people = wg_words_tally_count (&tally, &tally.people);
  g_print ("%s %s (%s)\n", grid->code, grid->name, wg_words_level (plan, grid));
  /* Translators: area, number of buildings, of households, of people */
  g_print (_ ("%s, %s buildings, %s households, %s people\n"), area, buildings, households, people);
}

static void
print_project_json (WgPlan *plan)
{
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  WgFrame *frame = wg_plan_get_frame (plan);
  LandTotals totals = add_up_land (plan);
  WgJson *json = wg_json_new ();
  double bounds[4] = { 0 };
  WgTally tally;

  wg_json_begin_object (json, NULL);
  wg_json_string (json, "name", wg_plan_get_name (plan));
  wg_json_begin_array (json, "levels");
  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    {
      wg_json_begin_object (json, NULL);
      wg_json_string (json, "name", wg_plan_get_level (plan, depth)->name);
      wg_json_int (json, "grids", wg_plan_count_grids (plan, depth));
      add_rule (json, &wg_plan_get_level (plan, depth)->rule);
      tally = tally_of_level (plan, depth);
      wg_tally_write_json (json, "tally", &tally);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
  wg_cli_add_locks (plan, json);
  wg_json_int (json, "faces", wg_coverage_n_faces (coverage));
  wg_json_int (json, "arcs", wg_coverage_n_arcs (coverage));
  wg_json_int (json, "nodes", wg_coverage_n_nodes (coverage));
  wg_json_int (json, "vertices", (gint64) wg_coverage_n_points (coverage));
  wg_json_double (json, "area_m2", totals.owned_m2, 3);
  wg_plan_get_tally (plan, 0, &tally);
  wg_tally_write_json (json, "in_no_grid", &tally);
  wg_json_int (json, "unowned_faces", totals.n_unowned);
  wg_json_double (json, "unowned_m2", totals.unowned_m2, 3);
  wg_json_string (json, "crs", frame != NULL ? wg_frame_get_crs (frame) : wg_plan_get_wanted_crs (plan));
  if (extent_in_degrees (plan, bounds))
    {
      wg_json_begin_array (json, "extent");
      for (guint i = 0; i < 4; i++)
        wg_json_double (json, NULL, bounds[i], 8);
      wg_json_end_array (json);
    }
  else
    wg_json_string (json, "extent", NULL);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static void
print_locked (WgPlan *plan)
{
  guint n_locked = 0;

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid == NULL || !grid->is_locked || grid->is_retired)
        continue;
      g_print ("%s %s %s\n", n_locked++ == 0 ? _ ("Locked:") : "       ", grid->code, grid->name);
    }
}

static void
print_project_text (WgPlan *plan)
{
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  WgFrame *frame = wg_plan_get_frame (plan);
  LandTotals totals = add_up_land (plan);
  const char *crs = frame != NULL ? wg_frame_get_crs (frame) : wg_plan_get_wanted_crs (plan);
  g_autofree char *crs_words = crs != NULL ? wg_words_crs (crs) : NULL;
  g_autofree char *vertices = NULL;

  g_print ("%s\n", wg_plan_get_name (plan));
  g_print ("%s %s\n", _ ("Reference system:"),
           crs_words != NULL ? crs_words : _ ("decided by the first file"));
  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    g_print ("  %-12s %8u%s\n", wg_plan_get_level (plan, depth)->name,
             wg_plan_count_grids (plan, depth),
             wg_plan_get_level (plan, depth)->rule.is_pinned ? _ ("  (pinned)") : "");
  print_locked (plan);
  /* A message with G_GUINT64_FORMAT in it cannot be looked up in a translation. */
  vertices = g_strdup_printf ("%" G_GUINT64_FORMAT, wg_coverage_n_points (coverage));
  g_print (_ ("%u faces, %u arcs, %u nodes, %s vertices\n"), wg_coverage_n_faces (coverage),
           wg_coverage_n_arcs (coverage), wg_coverage_n_nodes (coverage), vertices);
  g_print (_ ("%.3f km² in grids; %u gaps of %.1f m² in all\n"), totals.owned_m2 / 1e6,
           totals.n_unowned, totals.unowned_m2);
}

static int
describe_project (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgProject) project = wg_cli_open (path, TRUE, &error);

  if (project == NULL)
    return wg_cli_refuse (error);
  if (option_grid != NULL)
    {
      WgPlan *plan = wg_project_get_plan (project);
      const WgGrid *grid = wg_cli_find_any_grid (plan, option_grid, &error);

      if (grid == NULL)
        return wg_cli_close (project, wg_cli_refuse (error));
      if (option_json)
        print_grid_json (plan, grid);
      else
        print_grid_text (plan, grid);
      return wg_cli_close (project, WG_CLI_OK);
    }
  if (option_json)
    print_project_json (wg_project_get_plan (project));
  else
    print_project_text (wg_project_get_plan (project));
  return wg_cli_close (project, WG_CLI_OK);
}

static void
print_list (WgJson *json, const char *key, const GPtrArray *words)
{
  wg_json_begin_array (json, key);
  for (guint i = 0; words != NULL && i < words->len; i++)
    wg_json_string (json, NULL, g_ptr_array_index (words, i));
  wg_json_end_array (json);
}

/* What the layer may be in, when it does not say: each with the place that it then has. */
static void
print_candidates (WgJson *json, const WgSourceLayer *layer)
{
  g_autoptr (GPtrArray) candidates = wg_crs_list_candidates (layer->west, layer->south, layer->east,
                                                             layer->north, NAN, NAN);

  wg_json_begin_array (json, "candidates");
  for (guint i = 0; i < candidates->len && layer->crs == NULL; i++)
    {
      const WgCrsCandidate *candidate = g_ptr_array_index (candidates, i);

      wg_json_begin_object (json, NULL);
      wg_json_string (json, "crs", candidate->crs);
      wg_json_double (json, "lon", candidate->longitude, 6);
      wg_json_double (json, "lat", candidate->latitude, 6);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
}

static void
print_samples (WgJson *json, const WgSourceLayer *layer)
{
  wg_json_begin_array (json, "samples");
  for (guint i = 0; i < layer->samples->len; i++)
    {
      char **row = g_ptr_array_index (layer->samples, i);

      wg_json_begin_array (json, NULL);
      for (guint j = 0; row[j] != NULL; j++)
        wg_json_string (json, NULL, row[j]);
      wg_json_end_array (json);
    }
  wg_json_end_array (json);
}

static void
print_layer_json (WgJson *json, const WgSourceLayer *layer)
{
  wg_json_begin_object (json, NULL);
  wg_json_string (json, "name", layer->name);
  wg_json_string (json, "geometry", layer->geometry);
  wg_json_int (json, "rows", layer->n_rows);
  wg_json_string (json, "crs", layer->crs);
  wg_json_string (json, "proposed_crs", layer->proposed_crs);
  wg_json_string (json, "declared_crs", layer->declared_crs);
  wg_json_boolean (json, "swapped", layer->is_swapped);
  wg_json_string (json, "encoding", layer->encoding);
  print_list (json, "encodings", layer->encodings);
  print_list (json, "personal", layer->personal_fields);
  print_list (json, "drawing_layers", layer->drawing_layers);
  wg_json_string (json, "missing_part", layer->missing_part);
  print_candidates (json, layer);
  print_samples (json, layer);
  wg_json_begin_array (json, "extent");
  wg_json_double (json, NULL, layer->west, 8);
  wg_json_double (json, NULL, layer->south, 8);
  wg_json_double (json, NULL, layer->east, 8);
  wg_json_double (json, NULL, layer->north, 8);
  wg_json_end_array (json);
  wg_json_begin_array (json, "fields");
  for (guint i = 0; i < layer->fields->len; i++)
    wg_json_string (json, NULL, g_ptr_array_index (layer->fields, i));
  wg_json_end_array (json);
  wg_json_begin_object (json, "map");
  wg_json_string (json, "code", layer->code_field);
  wg_json_string (json, "name", layer->name_field);
  wg_json_string (json, "parent", layer->parent_field);
  wg_json_string (json, "parent_name", layer->parent_name_field);
  wg_json_end_object (json);
  wg_json_end_object (json);
}

static const char *
geometry_words (const char *geometry)
{
  if (g_strcmp0 (geometry, "polygon") == 0)
    return _ ("areas");
  if (g_strcmp0 (geometry, "line") == 0)
    return _ ("lines");
  if (g_strcmp0 (geometry, "point") == 0)
    return _ ("points");
  if (g_strcmp0 (geometry, "none") == 0)
    return _ ("a table");
  return _ ("mixed shapes");
}

static void
print_layer_text (const WgSourceLayer *layer)
{
  g_autoptr (GString) fields = g_string_new (NULL);
  g_autofree char *rows = NULL;
  const char *crs = layer->crs != NULL ? layer->crs : layer->proposed_crs;
  g_autofree char *crs_words = crs != NULL ? wg_words_crs (crs) : g_strdup (_ ("not told"));

  for (guint i = 0; i < layer->fields->len; i++)
    g_string_append_printf (fields, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (layer->fields, i));
  rows = g_strdup_printf ("%" G_GINT64_FORMAT, layer->n_rows);
  g_print (_ ("Layer %s: %s, %s rows\n"), layer->name, geometry_words (layer->geometry), rows);
  g_print ("  %s %s\n", _ ("Reference system:"), crs_words);
  g_print ("  %s %s\n", _ ("Fields:"), fields->str);
  g_print ("  %s code=%s, name=%s, parent=%s, parent-name=%s\n", _ ("Proposed mapping:"),
           layer->code_field != NULL ? layer->code_field : "",
           layer->name_field != NULL ? layer->name_field : "",
           layer->parent_field != NULL ? layer->parent_field : "",
           layer->parent_name_field != NULL ? layer->parent_name_field : "");
}

static int
describe_source (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgSource) source = wg_source_open (path, option_encoding, NULL, &error);
  WgJson *json = NULL;

  if (source == NULL)
    return wg_cli_refuse (error);
  if (!option_json)
    {
      g_print ("%s (%s)\n", source->path, source->driver);
      for (guint i = 0; i < source->layers->len; i++)
        print_layer_text (g_ptr_array_index (source->layers, i));
      return WG_CLI_OK;
    }

  json = wg_json_new ();
  wg_json_begin_object (json, NULL);
  wg_json_string (json, "path", source->path);
  wg_json_string (json, "driver", source->driver);
  wg_json_begin_array (json, "layers");
  for (guint i = 0; i < source->layers->len; i++)
    print_layer_json (json, g_ptr_array_index (source->layers, i));
  wg_json_end_array (json);
  wg_json_end_object (json);
  wg_cli_print_json (json);
  return WG_CLI_OK;
}

int
wg_cli_info (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge|FILE", _ ("Describe a project, or a file before its import."),
                             options, 1, 1 };

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  return g_str_has_suffix (argv[1], ".wangge") ? describe_project (argv[1])
                                               : describe_source (argv[1]);
}
