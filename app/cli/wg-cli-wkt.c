/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include <math.h>
#include <string.h>

/* Appends the "x y" pairs of "LINESTRING (x y, x y)" to two arrays of double. */
static gboolean
scan_line (const char *wkt, GArray *x, GArray *y, GError **error)
{
  const char *c = wkt + strspn (wkt, " \t\r\n");
  gboolean done = FALSE;

  if (g_ascii_strncasecmp (c, "LINESTRING", 10) != 0)
    goto wrong;
  c += 10;
  c += strspn (c, " \t\r\nzZmM");
  if (*c++ != '(')
    goto wrong;

  while (!done)
    {
      char *end = NULL;
      double values[2] = { 0, 0 };

      for (guint i = 0; i < 2; i++)
        {
          values[i] = g_ascii_strtod (c, &end);
          if (end == c || !isfinite (values[i]))
            goto wrong;
          c = end;
        }
      g_array_append_val (x, values[0]);
      g_array_append_val (y, values[1]);
      c += strcspn (c, ",)"); /* a height or measure is of no use here */
      if (*c == '\0')
        goto wrong;
      done = *c++ == ')';
    }
  c += strspn (c, " \t\r\n");
  if (*c == '\0' && x->len >= 2)
    return TRUE;

wrong:
  g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_INVALID, "not a WKT line: %s", wkt);
  return FALSE;
}

static gboolean
are_degrees (const GArray *x, const GArray *y)
{
  for (guint i = 0; i < x->len; i++)
    if (fabs (g_array_index (x, double, i)) > 180 || fabs (g_array_index (y, double, i)) > 90)
      return FALSE;
  return TRUE;
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
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));

  if (!scan_line (wkt, x, y, error))
    return NULL;
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
                       "point %u of the line lies too far from the project", i + 1);
          return NULL;
        }
      g_array_append_val (points, point);
    }
  return g_steal_pointer (&points);
}
