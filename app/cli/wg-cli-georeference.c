/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-words.h"

#include "../exchange/wg-control-points.h"
#include "../exchange/wg-georeference.h"

#include <glib/gi18n.h>

static char *option_points;
static char *option_crs;
static char *option_fit;
static char *option_out;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "control-points", 0, 0, G_OPTION_ARG_FILENAME, &option_points,
    N_ ("Rows of column,line,X,Y: pixels from the upper left corner, X and Y in --crs"),
    N_ ("FILE") },
  { "crs", 0, 0, G_OPTION_ARG_STRING, &option_crs, N_ ("Reference system of X and Y"), "EPSG:n" },
  { "fit", 0, 0, G_OPTION_ARG_STRING, &option_fit, N_ ("How the points are fitted"),
    "similarity|affine" },
  { "out", 'o', 0, G_OPTION_ARG_FILENAME, &option_out, N_ ("The .vrt to be written"), N_ ("FILE") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print as JSON"), NULL },
  { NULL },
};

static void
print_json (const WgControlFit *fit, const char *path)
{
  WgJson *json = wg_json_new ();

  wg_json_begin_object (json, NULL);
  wg_json_string (json, "path", path);
  wg_json_string (json, "fit", fit->kind == WG_FIT_AFFINE ? "affine" : "similarity");
  wg_json_double (json, "rms_m", fit->rms, 4);
  wg_json_begin_array (json, "residuals_m");
  for (guint i = 0; i < fit->n_points; i++)
    wg_json_double (json, NULL, fit->residuals[i], 4);
  wg_json_end_array (json);
  wg_json_int (json, "suspect", fit->suspect + 1);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static void
print_text (const WgControlFit *fit, const char *path)
{
  g_print (_ ("%s: %u points, mean error %.3f m\n"), path, fit->n_points, fit->rms);
  for (guint i = 0; i < fit->n_points; i++)
    g_print (_ ("  point %u: off by %.3f m\n"), i + 1, fit->residuals[i]);
  if (fit->suspect >= 0)
    g_print (_ ("  without point %d the others would fit ten times better; check it\n"),
             fit->suspect + 1);
}

int
wg_cli_georeference (int argc, char **argv)
{
  const WgCliUsage usage = { "IMAGE --control-points FILE --crs EPSG:n",
                             _ ("Give a picture its place by points, so that it can be a base map."),
                             options, 1, 1 };
  g_autoptr (GArray) points = NULL;
  g_autoptr (WgControlFit) fit = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  WgFitKind kind = WG_FIT_AUTO;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_points == NULL || option_crs == NULL)
    return wg_cli_wrong_usage (_ ("--control-points and --crs are needed"));
  if (g_strcmp0 (option_fit, "similarity") == 0)
    kind = WG_FIT_SIMILARITY;
  else if (g_strcmp0 (option_fit, "affine") == 0)
    kind = WG_FIT_AFFINE;
  else if (option_fit != NULL)
    return wg_cli_wrong_usage (_ ("--fit takes similarity or affine"));

  points = wg_control_points_read (option_points, &error);
  if (points != NULL)
    fit = wg_control_fit_new ((const WgControlPoint *) points->data, points->len, kind, &error);
  if (fit != NULL)
    path = wg_georeference_image (argv[1], fit, option_crs, option_out, &error);
  if (path == NULL)
    return wg_cli_refuse (error);
  if (option_json)
    print_json (fit, path);
  else
    print_text (fit, path);
  return WG_CLI_OK;
}
