/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define ORIGIN_STEP_M 10000.0

/* Passes over @word and white space; FALSE when something else stands there. */
static gboolean
skip (const char **at, const char *word)
{
  *at += strspn (*at, " \t\r\n");
  if (g_ascii_strncasecmp (*at, word, strlen (word)) != 0)
    return FALSE;
  *at += strlen (word);
  return TRUE;
}

/* Appends the pairs of "(x y, x y)" to two arrays of double. */
static gboolean
scan_points (const char **at, GArray *x, GArray *y)
{
  gboolean done = FALSE;

  if (!skip (at, "("))
    return FALSE;
  while (!done)
    {
      char *end = NULL;
      double values[2] = { 0, 0 };

      for (guint i = 0; i < 2; i++)
        {
          values[i] = g_ascii_strtod (*at, &end);
          if (end == *at || !isfinite (values[i]))
            return FALSE;
          *at = end;
        }
      g_array_append_val (x, values[0]);
      g_array_append_val (y, values[1]);
      *at += strcspn (*at, ",()"); /* a height or measure is of no use here */
      if (**at == '\0' || **at == '(')
        return FALSE;
      done = *(*at)++ == ')';
    }
  return TRUE;
}

static gboolean
skip_dimension (const char **at)
{
  *at += strspn (*at, " \t\r\nzZmM");
  return TRUE;
}

static gboolean
is_at_end (const char **at)
{
  return skip (at, "") && **at == '\0';
}

/* The rings of one polygon: "((x y, …), (x y, …))"; the end of each ring into @ends. */
static gboolean
scan_rings (const char **at, GArray *x, GArray *y, GArray *ends)
{
  if (!skip (at, "("))
    return FALSE;
  do
    {
      if (!scan_points (at, x, y))
        return FALSE;
      g_array_append_val (ends, x->len);
    }
  while (skip (at, ","));
  return skip (at, ")");
}

static gboolean
scan_shape (const char *at, GArray *x, GArray *y, GArray *ends)
{
  gboolean is_multi = skip (&at, "MULTIPOLYGON");

  if (!is_multi && !skip (&at, "POLYGON"))
    return FALSE;
  skip_dimension (&at);
  if (is_multi && !skip (&at, "("))
    return FALSE;
  do
    {
      if (!scan_rings (&at, x, y, ends))
        return FALSE;
    }
  while (is_multi && skip (&at, ","));
  return (!is_multi || skip (&at, ")")) && is_at_end (&at);
}

static gboolean
are_degrees (const GArray *x, const GArray *y)
{
  for (guint i = 0; i < x->len; i++)
    if (fabs (g_array_index (x, double, i)) > 180 || fabs (g_array_index (y, double, i)) > 90)
      return FALSE;
  return TRUE;
}

/* Numbers in @crs as the project's millimetres (element-type WgPoint). */
static GArray *
to_points (GArray *x, GArray *y, const char *crs, WgFrame *frame, GError **error)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));

  if (crs == NULL && are_degrees (x, y))
    crs = "EPSG:4326";
  if (crs != NULL)
    {
      g_autoptr (WgTransform) transform = wg_transform_new (crs, wg_frame_get_crs (frame), error);

      if (transform == NULL)
        return NULL;
      wg_transform_points (transform, (double *) x->data, (double *) y->data, x->len);
    }
  for (guint i = 0; i < x->len; i++)
    {
      WgPoint point = { 0, 0 };

      if (!wg_frame_from_metres (frame, g_array_index (x, double, i), g_array_index (y, double, i),
                                 &point))
        {
          g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_RANGE,
                       "point %u lies too far from the project", i + 1);
          return NULL;
        }
      g_array_append_val (points, point);
    }
  return g_steal_pointer (&points);
}

/**
 * wg_cli_parse_line:
 * @wkt: "LINESTRING (x y, x y, …)", easting or longitude first
 * @crs: (nullable): of its numbers; %NULL: degrees (WGS 84) when they can be, else the project's
 *
 * Returns: (transfer full) (element-type WgPoint): in the project's millimetres
 */
GArray *
wg_cli_parse_line (const char *wkt, const char *crs, WgFrame *frame, GError **error)
{
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) y = g_array_new (FALSE, FALSE, sizeof (double));
  const char *at = wkt;

  if (!skip (&at, "LINESTRING") || !skip_dimension (&at) || !scan_points (&at, x, y)
      || !is_at_end (&at) || x->len < 2)
    {
      g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_INVALID, "not a WKT line: %s", wkt);
      return NULL;
    }
  return to_points (x, y, crs, frame, error);
}

/**
 * wg_cli_parse_shape:
 * @wkt: "POLYGON ((x y, …), …)" or MULTIPOLYGON
 * @crs: as in wg_cli_parse_line()
 *
 * Returns: (transfer full): in the project's millimetres
 */
WgShape *
wg_cli_parse_shape (const char *wkt, const char *crs, WgFrame *frame, GError **error)
{
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) y = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) points = NULL;
  g_autoptr (WgShape) shape = wg_shape_new ();
  guint from = 0;

  if (!scan_shape (wkt, x, y, ends))
    {
      g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_INVALID, "not a WKT polygon: %s",
                   wkt);
      return NULL;
    }
  points = to_points (x, y, crs, frame, error);
  if (points == NULL)
    return NULL;
  for (guint i = 0; i < ends->len; i++)
    {
      guint end = g_array_index (ends, guint, i), n = end - from;
      const WgPoint *first = &g_array_index (points, WgPoint, from);

      while (n > 1 && wg_point_equal (first[0], first[n - 1]))
        n--;
      wg_shape_add_ring (shape, first, n, 0, i > 0);
      from = end;
    }
  return g_steal_pointer (&shape);
}

/* The lines of one text, end to end; where each ends into @ends. */
static gboolean
scan_lines (const char *at, GArray *x, GArray *y, GArray *ends)
{
  gboolean is_polygon = FALSE, is_good = FALSE;

  if (skip (&at, "LINESTRING"))
    {
      is_good = skip_dimension (&at) && scan_points (&at, x, y) && is_at_end (&at);
      g_array_append_val (ends, x->len);
      return is_good;
    }
  is_polygon = skip (&at, "POLYGON");
  return (is_polygon || skip (&at, "MULTILINESTRING")) && skip_dimension (&at)
         && scan_rings (&at, x, y, ends) && is_at_end (&at);
}

/* As lines, when it is no polygon. */
static gboolean
scan_again (const char *wkt, GArray *x, GArray *y, GArray *ends)
{
  g_array_set_size (x, 0);
  g_array_set_size (y, 0);
  g_array_set_size (ends, 0);
  return scan_lines (wkt, x, y, ends);
}

/**
 * wg_cli_propose_frame:
 * @wkt: a polygon or a line
 * @crs: (nullable): as in wg_cli_parse_line()
 * @wanted: (nullable): the reference system that the project is to have
 *
 * Returns: (transfer full): a frame with its origin near it; %NULL with an error
 */
WgFrame *
wg_cli_propose_frame (const char *wkt, const char *crs, const char *wanted, GError **error)
{
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) y = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (WgTransform) transform = NULL;
  const char *to = wanted != NULL ? wanted : "EPSG:4326";

  if ((!scan_shape (wkt, x, y, ends) && !scan_again (wkt, x, y, ends)) || x->len == 0)
    {
      g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_INVALID, "no WKT shape: %s", wkt);
      return NULL;
    }
  if (crs == NULL && are_degrees (x, y))
    crs = "EPSG:4326";
  if (crs == NULL)
    crs = wanted;
  if (crs == NULL)
    {
      g_set_error_literal (error, WG_CRS_ERROR, WG_CRS_ERROR_UNKNOWN,
                           "the reference system of the text is not known");
      return NULL;
    }
  transform = wg_transform_new (crs, to, error);
  if (transform == NULL)
    return NULL;
  if (wg_transform_points (transform, (double *) x->data, (double *) y->data, 1) > 0)
    {
      g_set_error (error, WG_CRS_ERROR, WG_CRS_ERROR_TRANSFORM, "no such place in %s", to);
      return NULL;
    }
  if (wanted == NULL)
    return wg_frame_new_for_place (g_array_index (x, double, 0), g_array_index (y, double, 0));
  return wg_frame_new (wanted, round (g_array_index (x, double, 0) / ORIGIN_STEP_M) * ORIGIN_STEP_M,
                       round (g_array_index (y, double, 0) / ORIGIN_STEP_M) * ORIGIN_STEP_M, error);
}

/**
 * wg_cli_parse_lines:
 * @wkt: "LINESTRING (x y, …)", "MULTILINESTRING ((x y, …), …)" or "POLYGON ((x y, …), …)"
 * @crs: as in wg_cli_parse_line()
 *
 * Returns: (transfer full) (element-type GArray): lines of WgPoint in the project's millimetres
 */
GPtrArray *
wg_cli_parse_lines (const char *wkt, const char *crs, WgFrame *frame, GError **error)
{
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) y = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) points = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  guint from = 0;

  if (!scan_lines (wkt, x, y, ends))
    {
      g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_INVALID, "no WKT lines: %s", wkt);
      return NULL;
    }
  points = to_points (x, y, crs, frame, error);
  if (points == NULL)
    return NULL;
  for (guint i = 0; i < ends->len; i++)
    {
      guint end = g_array_index (ends, guint, i);
      GArray *line = g_array_sized_new (FALSE, FALSE, sizeof (WgPoint), end - from);

      g_array_append_vals (line, &g_array_index (points, WgPoint, from), end - from);
      g_ptr_array_add (lines, line);
      from = end;
    }
  return g_steal_pointer (&lines);
}

GArray *
wg_cli_parse_points (char *const *texts, const char *crs, WgFrame *frame, GError **error)
{
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) y = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      char *end = NULL, *rest = NULL;
      double easting = g_ascii_strtod (texts[i], &end), northing = 0;

      if (end != texts[i] && *end == ',')
        northing = g_ascii_strtod (end + 1, &rest);
      if (rest == NULL || rest == end + 1 || *rest != '\0' || !isfinite (easting)
          || !isfinite (northing))
        {
          g_set_error (error, WG_CLI_ERROR, WG_CLI_ERROR_PLACE, _ ("“%s” is no place such as 120.15,30.28"), texts[i]);
          return NULL;
        }
      g_array_append_val (x, easting);
      g_array_append_val (y, northing);
    }
  return to_points (x, y, crs, frame, error);
}
