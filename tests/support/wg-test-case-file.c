/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/wg-test-case-file.h"

#include <math.h>

void
wg_test_read_case_file (const char *path, WgTestCaseLine take, gpointer user_data)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean has_case = FALSE;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);
      gboolean is_start = g_str_has_prefix (line, "case ");

      if (line[0] == '\0' || line[0] == '#')
        continue;
      has_case |= is_start;
      g_assert_true (has_case);
      take (is_start ? line + 5 : NULL, line, user_data);
    }
}

GArray *
wg_test_read_points (const char *text)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  g_auto (GStrv) pairs = g_strsplit (text, ",", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *end = NULL;
      double x = g_ascii_strtod (pairs[i], &end), y = g_ascii_strtod (end, NULL);
      WgPoint p = { (gint32) lround (x * 1000), (gint32) lround (y * 1000) };

      g_array_append_val (points, p);
    }
  return points;
}
