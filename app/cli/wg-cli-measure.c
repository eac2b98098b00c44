/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-words.h"

#include "../geometry/wg-exact-input.h"

#include <glib/gi18n.h>
#include <math.h>

static char *option_line;
static char *option_polygon;
static char *option_crs;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "line", 0, 0, G_OPTION_ARG_STRING, &option_line, N_ ("The line to measure"), "WKT" },
  { "polygon", 0, 0, G_OPTION_ARG_STRING, &option_polygon, N_ ("The polygon to measure"), "WKT" },
  { "crs", 0, 0, G_OPTION_ARG_STRING, &option_crs,
    N_ ("Reference system of the points; degrees are recognised, else it is the project's"),
    "EPSG:n" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the measures as JSON"), NULL },
  { NULL },
};

/* Each segment of a line; @lengths: of its segments. */
static void
print_segments (WgJson *json, const GArray *line, const double *lengths)
{
  for (guint i = 1; i < line->len; i++)
    {
      double azimuth = wg_exact_azimuth (g_array_index (line, WgPoint, i - 1),
                                         g_array_index (line, WgPoint, i));

      if (json == NULL)
        {
          g_autofree char *length = wg_words_length (lengths[i - 1]);

          /* Translators: number of the segment, its length, its direction */
          g_print (_ ("  %u: %s, azimuth %.1f°\n"), i, length, azimuth);
          continue;
        }
      wg_json_begin_object (json, NULL);
      wg_json_double (json, "length_m", lengths[i - 1], 3);
      wg_json_double (json, "azimuth", azimuth, 4);
      wg_json_end_object (json);
    }
}

/* Area and perimeter of a ring that may cross itself: NAN. */
static void
measure_ring (WgFrame *frame, const GArray *line, double *area_m2, double *perimeter_m)
{
  const WgPoint *points = (const WgPoint *) (gconstpointer) line->data;
  g_autoptr (WgShape) shape = wg_shape_new ();
  guint n = line->len;

  *area_m2 = *perimeter_m = NAN;
  while (n > 1 && wg_point_equal (points[0], points[n - 1]))
    n--;
  if (n < 3 || !wg_ring_is_simple (points, n))
    return;
  wg_shape_add_ring (shape, points, n, 0, FALSE);
  wg_frame_geodesic (frame, shape, area_m2, perimeter_m);
}

/* The length of a line and, as the tool has it, the area that it would enclose. */
static void
print_line (WgFrame *frame, WgJson *json, const GArray *line)
{
  g_autofree double *lengths = g_new (double, line->len + 1);
  double length_m = wg_frame_geodesic_lengths (frame, (const WgPoint *) (gconstpointer) line->data,
                                               line->len, lengths);
  double area_m2 = NAN, perimeter_m = NAN;
  g_autofree char *length = wg_words_length (length_m);

  measure_ring (frame, line, &area_m2, &perimeter_m);
  if (json != NULL)
    {
      wg_json_double (json, "length_m", length_m, 3);
      wg_json_double (json, "closed_area_m2", area_m2, 3);
      wg_json_double (json, "closed_perimeter_m", perimeter_m, 3);
      wg_json_begin_array (json, "segments");
    }
  else
    g_print (_ ("Length %s\n"), length);
  print_segments (json, line, lengths);
  if (json != NULL)
    wg_json_end_array (json);
  else if (isfinite (area_m2))
    {
      g_autofree char *area = wg_words_area (area_m2);
      g_autofree char *perimeter = wg_words_length (perimeter_m);

      g_print (_("Closed: area %s, perimeter %s"), area, perimeter);
      g_print ("\n");
    }
}

/* A ring of @shape with its first point repeated (element-type WgPoint). */
static GArray *
close_ring (const WgShape *shape, const WgRing *ring)
{
  GArray *line = g_array_sized_new (FALSE, FALSE, sizeof (WgPoint), ring->n_points + 1);

  g_array_append_vals (line, &WG_SHAPE_POINT (shape, ring->first), ring->n_points);
  g_array_append_val (line, WG_SHAPE_POINT (shape, ring->first));
  return line;
}

/* FALSE when a ring crosses itself: then there is no area. */
static gboolean
has_area (const WgShape *shape)
{
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);

      if (ring->n_points < 3
          || !wg_ring_is_simple (&WG_SHAPE_POINT (shape, ring->first), ring->n_points))
        return FALSE;
    }
  return TRUE;
}

static void
print_shape_sum (WgJson *json, const WgShape *shape, double area_m2, double perimeter_m)
{
  g_autofree char *area = wg_words_area (area_m2);
  g_autofree char *perimeter = wg_words_length (perimeter_m);

  if (json != NULL)
    {
      wg_json_double (json, "area_m2", has_area (shape) ? area_m2 : NAN, 3);
      wg_json_double (json, "perimeter_m", perimeter_m, 3);
    }
  else if (has_area (shape))
    {
      g_print (_("Area %s, perimeter %s"), area, perimeter);
      g_print ("\n");
    }
  else
    g_print ("%s\n", _("The ring crosses itself: it has no area."));
}

static void
print_shape (WgFrame *frame, WgJson *json, const WgShape *shape)
{
  double area_m2 = 0, perimeter_m = 0;

  wg_frame_geodesic (frame, shape, &area_m2, &perimeter_m);
  print_shape_sum (json, shape, area_m2, perimeter_m);
  if (json != NULL)
    wg_json_begin_array (json, "rings");
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);
      g_autoptr (GArray) line = close_ring (shape, ring);
      g_autofree double *lengths = g_new (double, line->len);

      wg_frame_geodesic_lengths (frame, (const WgPoint *) (gconstpointer) line->data, line->len,
                                 lengths);
      if (json != NULL)
        {
          wg_json_begin_object (json, NULL);
          wg_json_boolean (json, "hole", ring->is_hole);
          wg_json_begin_array (json, "segments");
        }
      print_segments (json, line, lengths);
      if (json != NULL)
        {
          wg_json_end_array (json);
          wg_json_end_object (json);
        }
    }
  if (json != NULL)
    wg_json_end_array (json);
}

static int
measure (WgProject *project)
{
  WgPlan *plan = wg_project_get_plan (project);
  const char *text = option_line != NULL ? option_line : option_polygon;
  WgJson *json = NULL;
  g_autoptr (WgFrame) frame = NULL;
  g_autoptr (GArray) line = NULL;
  g_autoptr (WgShape) shape = NULL;
  g_autoptr (GError) error = NULL;

  frame = wg_plan_get_frame (plan) != NULL
            ? wg_frame_ref (wg_plan_get_frame (plan))
            : wg_cli_propose_frame (text, option_crs, wg_plan_get_wanted_crs (plan), &error);
  if (frame != NULL && option_line != NULL)
    line = wg_cli_parse_line (option_line, option_crs, frame, &error);
  else if (frame != NULL)
    shape = wg_cli_parse_shape (option_polygon, option_crs, frame, &error);
  if (error != NULL)
    return wg_cli_refuse (error);
  json = option_json ? wg_json_new () : NULL;
  if (json != NULL)
    {
      wg_json_begin_object (json, NULL);
      wg_json_string (json, "crs", wg_frame_get_crs (frame));
    }
  if (line != NULL)
    print_line (frame, json, line);
  else
    print_shape (frame, json, shape);
  if (json != NULL)
    {
      wg_json_end_object (json);
      wg_cli_print_json (json);
    }
  return WG_CLI_OK;
}

int
wg_cli_measure (int argc, char **argv)
{
  const WgCliUsage usage = {
    "P.wangge --line WKT | --polygon WKT",
    _ ("Lengths and areas on the ellipsoid; azimuths from grid north, clockwise. Changes nothing."),
    options, 1, 1, FALSE
  };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if ((option_line == NULL) == (option_polygon == NULL))
    return wg_cli_wrong_usage (_ ("one of --line and --polygon is needed"));
  project = wg_cli_open (argv[1], TRUE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, measure (project));
}
