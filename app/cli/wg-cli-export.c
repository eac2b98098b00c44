/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-export-job.h"

#include <glib/gi18n.h>
#include <stdio.h>

static char *option_as;
static char *option_level;
static char *option_grids;
static char *option_edition;
static char *option_crs;
static char *option_encoding;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "as", 0, 0, G_OPTION_ARG_STRING, &option_as,
    N_ ("What is written: grids (the default), or buildings or addresses with the code of their grid (to "
        ".gpkg, .shp, .geojson, .xlsx or .csv)"),
    "grids|buildings|addresses" },
  { "level", 'l', 0, G_OPTION_ARG_STRING, &option_level, N_ ("Only this level"), N_ ("NAME") },
  { "grid", 0, 0, G_OPTION_ARG_STRING, &option_grids, N_ ("Only these grids and what is below them"),
    N_ ("CODE,…") },
  { "edition", 0, 0, G_OPTION_ARG_STRING, &option_edition,
    N_ ("internal: all columns (the default); public: without notes, counts, classes and locks"),
    "public|internal" },
  { "crs", 0, 0, G_OPTION_ARG_STRING, &option_crs,
    N_ ("Reference system of the output, the project's when left out; or shifted as Chinese web maps are"),
    "EPSG:n|gcj02|bd09" },
  { "encoding", 0, 0, G_OPTION_ARG_STRING, &option_encoding,
    N_ ("Encoding of a Shapefile's texts (utf-8)"), "gbk|utf-8" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print what was written as JSON"), NULL },
  { NULL },
};

static void
print_json (const WgExportResult *result)
{
  WgJson *json = wg_json_new ();

  wg_json_begin_object (json, NULL);
  wg_json_begin_array (json, "files");
  for (guint i = 0; i < result->files->len; i++)
    wg_json_string (json, NULL, g_ptr_array_index (result->files, i));
  wg_json_end_array (json);
  wg_json_int (json, "grids", result->n_grids);
  wg_json_int (json, "buildings", result->n_buildings);
  wg_json_int (json, "addresses", result->n_addresses);
  wg_json_int (json, "landless", result->n_landless);
  wg_json_int (json, "shortened", result->n_shortened);
  wg_json_int (json, "replaced", result->n_replaced);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static int
export (WgPlan *plan, const char *path, WgExportOptions *wishes)
{
  gboolean is_buildings = wishes->subject == WG_EXPORT_OF_BUILDINGS;
  g_autoptr (GHashTable) words
    = is_buildings ? wg_export_job_building_words () : wg_export_job_words ();
  g_autoptr (GArray) grids = NULL;
  g_autoptr (GError) error = NULL;
  WgExportResult result = { 0 };

  if (is_buildings && wg_plan_get_buildings (plan) == NULL)
    {
      g_printerr ("%s\n", _ ("The project has no buildings."));
      return WG_CLI_REFUSED;
    }
  if (wishes->subject == WG_EXPORT_OF_ADDRESSES && wg_plan_get_addresses (plan) == NULL)
    {
      g_printerr ("%s\n", _ ("The project has no addresses."));
      return WG_CLI_REFUSED;
    }
  if (option_grids != NULL && (grids = wg_cli_find_grids (plan, option_grids, &error)) == NULL)
    return wg_cli_refuse (error);
  wishes->grids = grids;
  wishes->words = words;
  if (!wg_export_job_run (plan, path, wishes, wg_cli_progress (), NULL, &result, &error))
    return wg_cli_refuse (error);
  wg_cli_progress_end ();
  if (option_json)
    print_json (&result);
  else
    {
      g_autofree char *remarks = wg_export_job_remarks (&result);

      g_printerr ("%s", remarks);
    }
  wg_export_result_clear (&result);
  return WG_CLI_OK;
}

int
wg_cli_export (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge OUT.gpkg|.shp|.geojson|.kml|.dxf|.svg|.xlsx|.csv",
                             _ ("Write the grids, the buildings or the addresses to a file for other programs."), options, 2, 2 };
  WgExportOptions wishes = { 0 };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_edition != NULL && g_ascii_strcasecmp (option_edition, "public") == 0)
    wishes.edition = WG_EXPORT_PUBLIC;
  else if (option_edition != NULL && g_ascii_strcasecmp (option_edition, "internal") != 0)
    return wg_cli_wrong_usage (_ ("--edition takes public or internal"));
  if (option_as != NULL && g_str_equal (option_as, "buildings"))
    wishes.subject = WG_EXPORT_OF_BUILDINGS;
  else if (option_as != NULL && g_str_equal (option_as, "addresses"))
    wishes.subject = WG_EXPORT_OF_ADDRESSES;
  else if (option_as != NULL && !g_str_equal (option_as, "grids"))
    return wg_cli_wrong_usage (_ ("--as takes grids, buildings or addresses"));
  if (wishes.subject != WG_EXPORT_OF_GRIDS && !wg_export_takes_rows (argv[2]))
    return wg_cli_wrong_usage (
      _ ("Buildings and addresses are written to .gpkg, .shp, .geojson, .xlsx or .csv"));
  wg_export_job_set_crs (&wishes, option_crs);
  wishes.encoding = option_encoding;
  project = wg_cli_open (argv[1], TRUE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  if (option_level != NULL
      && !wg_cli_find_depth (wg_project_get_plan (project), option_level, &wishes.depth))
    return wg_cli_close (project, WG_CLI_USAGE);
  return wg_cli_close (project, export (wg_project_get_plan (project), argv[2], &wishes));
}
