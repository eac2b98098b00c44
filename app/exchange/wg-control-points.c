/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-control-points"

#include "wg-control-points.h"

#include "../crs/wg-frame.h"
#include "wg-reason.h"

#include <string.h>

#define MOST_BYTES (4 * 1024 * 1024)

/* The last four words of a row, when these are numbers. */
static gboolean
parse_row (char *row, WgControlPoint *point)
{
  g_auto (GStrv) words = g_strsplit_set (g_strdelimit (row, ";\t", ' '), ", \r", -1);
  double numbers[4] = { 0 };
  int n = 0;

  for (guint i = g_strv_length (words); i-- > 0 && n < 4;)
    {
      char *end = NULL;

      if (*words[i] == '\0')
        continue;
      numbers[3 - n] = g_ascii_strtod (words[i], &end);
      if (end == words[i] || *end != '\0')
        return FALSE;
      n++;
    }
  *point = (WgControlPoint){ numbers[0], numbers[1], numbers[2], numbers[3] };
  return n == 4;
}

GArray *
wg_control_points_parse (const char *text)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (WgControlPoint));
  g_auto (GStrv) rows = g_strsplit (text, "\n", -1);

  for (guint i = 0; rows[i] != NULL; i++)
    {
      WgControlPoint point = { 0 };

      if (parse_row (rows[i], &point))
        g_array_append_val (points, point);
    }
  return points;
}

GArray *
wg_control_points_read (const char *path, GError **error)
{
  g_autoptr (GArray) points = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL) || length == 0 || length > MOST_BYTES)
    {
      g_autoptr (WgGdalLog) log = wg_gdal_log_new ();

      wg_reason_set_error (error, path, log);
      return NULL;
    }
  points = wg_control_points_parse (text);
  if (points->len >= 3)
    return g_steal_pointer (&points);
  g_set_error (error, WG_CRS_ERROR, WG_CRS_ERROR_FIT, "%s has %u control points", path, points->len);
  return NULL;
}
