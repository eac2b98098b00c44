/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-commands.h"
#include "../render/wg-picture.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static char *option_output;
static char *option_size;
static char *option_level;
static char *option_style;
static char *option_grid;
static gboolean option_codes;
static gboolean option_no_labels;

static const GOptionEntry render_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &option_output, N_ ("The picture to write"), "MAP.png" },
  { "size", 's', 0, G_OPTION_ARG_STRING, &option_size, N_ ("Its size in pixels (1600x1000)"), "WxH" },
  { "level", 'l', 0, G_OPTION_ARG_STRING, &option_level,
    N_ ("The level that is filled and labelled; the deepest when left out"), N_ ("NAME") },
  { "grid", 0, 0, G_OPTION_ARG_STRING, &option_grid, N_ ("Show this grid, not the whole plan"),
    N_ ("CODE") },
  { "style", 0, 0, G_OPTION_ARG_STRING, &option_style, N_ ("light, dark or print"), "STYLE" },
  { "codes", 0, 0, G_OPTION_ARG_NONE, &option_codes, N_ ("Label with codes, not names"), NULL },
  { "no-labels", 0, 0, G_OPTION_ARG_NONE, &option_no_labels, N_ ("Draw no labels"), NULL },
  { NULL },
};

static gboolean
parse_size (const char *text, WgPictureOptions *picture)
{
  guint width = 0, height = 0;
  char rest = '\0';

  if (sscanf (text, "%ux%u%c", &width, &height, &rest) != 2 || width < 16 || height < 16
      || width > 16384 || height > 16384)
    return FALSE;
  picture->width = width;
  picture->height = height;
  return TRUE;
}

static const WgStyle *
find_style (const char *name)
{
  if (name == NULL || strcmp (name, "light") == 0)
    return wg_style_light ();
  if (strcmp (name, "dark") == 0)
    return wg_style_dark ();
  return strcmp (name, "print") == 0 ? wg_style_print () : NULL;
}

static int
render_plan (WgPlan *plan, WgPictureOptions *picture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgShape) shape = wg_shape_new ();
  WgEnvelope envelope = WG_ENVELOPE_EMPTY;

  if (option_level != NULL && !wg_cli_find_depth (plan, option_level, &picture->fill_depth))
    return WG_CLI_USAGE;
  if (option_grid != NULL)
    {
      const WgGrid *grid = wg_cli_find_grid (plan, option_grid, &error);

      if (grid == NULL)
        return wg_cli_refuse (error);
      wg_plan_get_shape (plan, grid->id, shape);
      envelope = wg_shape_envelope (shape);
      if (!wg_envelope_is_empty (&envelope))
        picture->envelope = &envelope;
    }
  if (!wg_picture_write_png (plan, option_output, picture, &error))
    return wg_cli_refuse (error);
  return WG_CLI_OK;
}

int
wg_cli_render (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge -o MAP.png", _ ("Draw the map as a picture."), render_options,
                             1, 1 };
  WgPictureOptions picture = { 1600, 1000, 0, FALSE, TRUE, NULL, NULL };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_output == NULL)
    return wg_cli_wrong_usage (_ ("-o is needed"));
  if (option_size != NULL && !parse_size (option_size, &picture))
    return wg_cli_wrong_usage (_ ("--size takes WIDTHxHEIGHT, 16 to 16384 pixels each"));
  picture.codes = option_codes;
  picture.labels = !option_no_labels;
  picture.style = find_style (option_style);
  if (picture.style == NULL)
    return wg_cli_wrong_usage (_ ("--style takes light, dark or print"));

  project = wg_cli_open (argv[1], TRUE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, render_plan (wg_project_get_plan (project), &picture));
}
