/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-border-commands.h"

#include <math.h>

#include <glib/gi18n.h>

#define DEFAULT_TOLERANCE 1.0 /* metres */
#define MAX_TOLERANCE 1000.0

static char *option_from;
static char *option_to;
static char *option_crs;
static double option_tolerance = DEFAULT_TOLERANCE;
static gboolean option_insert;
static gboolean option_delete;
static gboolean option_segment;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from, N_ ("The vertex"), "\"X Y\"" },
  { "to", 0, 0, G_OPTION_ARG_STRING, &option_to, N_ ("Where it goes"), "\"X Y\"" },
  { "insert", 0, 0, G_OPTION_ARG_NONE, &option_insert,
    N_ ("Add a vertex to the border at --from, and put it at --to"), NULL },
  { "delete", 0, 0, G_OPTION_ARG_NONE, &option_delete, N_ ("Remove the vertex"), NULL },
  { "segment", 0, 0, G_OPTION_ARG_NONE, &option_segment,
    N_ ("Move the straight part of the border at --from parallel to itself"), NULL },
  { "tolerance", 0, 0, G_OPTION_ARG_DOUBLE, &option_tolerance,
    N_ ("How far from --from the vertex may be, in metres (1)"), N_ ("METRES") },
  { "crs", 0, 0, G_OPTION_ARG_STRING, &option_crs,
    N_ ("Reference system of the points; degrees are recognised, else it is the project's"),
    "EPSG:n" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the points as JSON"), NULL },
  { NULL },
};

/* Both points; --to is --from when it is not given. */
static gboolean
read_points (WgPlan *plan, WgPoint from_to[2], GError **error)
{
  g_autofree char *wkt = g_strdup_printf ("LINESTRING (%s, %s)", option_from,
                                          option_to != NULL ? option_to : option_from);
  g_autoptr (GArray) points = wg_cli_parse_line (wkt, option_crs, wg_plan_get_frame (plan), error);

  if (points == NULL)
    return FALSE;
  if (points->len != 2)
    {
      g_set_error_literal (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_INVALID, "not one point");
      return FALSE;
    }
  from_to[0] = g_array_index (points, WgPoint, 0);
  from_to[1] = g_array_index (points, WgPoint, 1);
  return TRUE;
}

static void
print_points (WgPlan *plan, const WgPoint from_to[2], const GArray *before)
{
  static const char *const names[] = { "from", "to" };
  WgJson *json = NULL;
  double x[2], y[2];

  for (guint i = 0; i < 2; i++)
    wg_frame_to_metres (wg_plan_get_frame (plan), from_to[i], &x[i], &y[i]);
  if (!option_json)
    {
      if (option_delete)
        g_print (_ ("%.3f %.3f removed\n"), x[0], y[0]);
      else
        g_print ("%.3f %.3f → %.3f %.3f\n", x[0], y[0], x[1], y[1]);
      wg_cli_print_numbers (plan, NULL, before);
      return;
    }
  json = wg_json_new ();
  wg_json_begin_object (json, NULL);
  for (guint i = 0; i < (option_delete ? 1 : 2); i++)
    {
      wg_json_begin_array (json, names[i]);
      wg_json_double (json, NULL, x[i], 3);
      wg_json_double (json, NULL, y[i], 3);
      wg_json_end_array (json);
    }
  wg_cli_print_numbers (plan, json, before);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static WgMoveKind
chosen_kind (void)
{
  if (option_delete)
    return WG_MOVE_DELETE;
  if (option_segment)
    return WG_MOVE_SEGMENT;
  return option_insert ? WG_MOVE_INSERT : WG_MOVE_VERTEX;
}

static int
move (WgProject *project)
{
  WgPlan *plan = wg_project_get_plan (project);
  WgMoveKind kind = chosen_kind ();
  gint32 reach = (gint32) lround (option_tolerance * 1e3);
  WgPoint from_to[2], went[2], place = { 0, 0 };
  g_autoptr (GArray) before = NULL;
  g_autoptr (GError) error = NULL;

  if (wg_plan_get_frame (plan) == NULL)
    g_set_error (&error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "the project has no land yet");
  if (error != NULL || !read_points (plan, from_to, &error))
    return wg_cli_refuse (error);
  if ((kind == WG_MOVE_VERTEX || kind == WG_MOVE_DELETE)
      && !wg_coverage_find_vertex (wg_plan_get_coverage (plan), from_to[0], reach, &from_to[0]))
    {
      g_set_error (&error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_VERTEX, "no vertex there");
      return wg_cli_refuse (error);
    }
  before = wg_plan_note_tallies (plan);
  if (kind == WG_MOVE_VERTEX)
    wg_plan_aim_move (plan, kind, from_to, reach, went);
  if (wg_command_move (wg_project_get_history (project), kind, from_to, reach, &place, &error))
    {
      from_to[1] = kind == WG_MOVE_VERTEX ? went[0] : from_to[1];
      print_points (plan, from_to, before);
      return WG_CLI_OK;
    }
  if (g_error_matches (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CROSSING))
    {
      double x = 0, y = 0;

      wg_frame_to_metres (wg_plan_get_frame (plan), place, &x, &y);
      g_printerr (_ ("At %.3f %.3f:"), x, y);
      g_printerr ("\n");
    }
  if (g_error_matches (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING))
    {
      g_clear_error (&error);
      g_set_error (&error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_VERTEX, "nothing to move there");
    }
  return wg_cli_refuse (error);
}

int
wg_cli_move (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge --from \"X Y\" --to \"X Y\"",
                             _ ("Move a vertex of a border, a node with all its borders, or "
                                "a straight part of a border. It may come to touch other "
                                "borders; only one that would cross another border is refused. "
                                "A node on a locked border slides along it."),
                             options, 1, 1, TRUE };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_from == NULL || (option_to == NULL && !option_insert && !option_delete)
      || option_insert + option_delete + option_segment > 1 || (option_segment && option_to == NULL))
    return wg_cli_wrong_usage (_ ("--from with --to, or one of --insert, --delete and --segment, is needed"));
  if (!(option_tolerance >= 0.001 && option_tolerance <= MAX_TOLERANCE))
    return wg_cli_wrong_usage (_ ("--tolerance is from 0.001 to 1000 metres"));
  project = wg_cli_open (argv[1], FALSE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, move (project));
}
