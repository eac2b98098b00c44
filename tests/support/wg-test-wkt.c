/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/wg-test-wkt.h"

#include <math.h>
#include <string.h>

static const char *
skip_spaces (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return text;
}

static const char *
read_ring (const char *text, GArray *points)
{
  g_array_set_size (points, 0);
  while (*text != ')')
    {
      char *end = NULL;
      double x = g_ascii_strtod (text, &end), y = 0.0;
      WgPoint p;

      if (end == text)
        return NULL;
      text = end;
      y = g_ascii_strtod (text, &end);
      if (end == text)
        return NULL;
      p = (WgPoint){ (gint32) lround (x * 1000.0), (gint32) lround (y * 1000.0) };
      g_array_append_val (points, p);
      text = skip_spaces (end);
      if (*text == ',')
        text++;
      else if (*text != ')')
        return NULL;
    }
  return text + 1;
}

/** The rings of "((..),(..))", after its first bracket. */
static const char *
read_polygon (const char *text, WgShape *shape, guint part, GArray *points)
{
  gboolean is_hole = FALSE;

  for (;;)
    {
      text = skip_spaces (text);
      if (*text != '(')
        return NULL;
      text = read_ring (text + 1, points);
      if (text == NULL)
        return NULL;
      wg_shape_add_ring (shape, (const WgPoint *) points->data, points->len, part, is_hole);
      is_hole = TRUE;
      text = skip_spaces (text);
      if (*text == ')')
        return text + 1;
      if (*text++ != ',')
        return NULL;
    }
}

WgShape *
wg_test_shape_from_wkt (const char *text)
{
  g_autoptr (WgShape) shape = wg_shape_new ();
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  gboolean is_multi = g_str_has_prefix (text, "MULTIPOLYGON");
  guint part = 0;

  text = strchr (text, '(');
  if (text == NULL)
    return g_steal_pointer (&shape);
  text++;
  if (!is_multi)
    return read_polygon (text, shape, 0, points) != NULL ? g_steal_pointer (&shape) : NULL;
  for (;; part++)
    {
      text = skip_spaces (text);
      text = *text == '(' ? read_polygon (text + 1, shape, part, points) : NULL;
      if (text == NULL)
        return NULL;
      text = skip_spaces (text);
      if (*text == ')')
        return g_steal_pointer (&shape);
      if (*text++ != ',')
        return NULL;
    }
}

GArray *
wg_test_line_from_wkt (const char *text)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  const char *at = text + strlen ("LINESTRING");

  g_assert_true (g_str_has_prefix (text, "LINESTRING("));
  for (;;)
    {
      double metres[2] = { 0.0, 0.0 };
      WgPoint p;

      at += strspn (at, " ,(");
      if (*at == ')' || *at == '\0')
        return points;
      for (guint i = 0; i < 2; i++)
        {
          char *end = NULL;

          metres[i] = g_ascii_strtod (at, &end);
          g_assert_true (end != at);
          at = end;
        }
      p = (WgPoint){ (gint32) lround (metres[0] * 1e3), (gint32) lround (metres[1] * 1e3) };
      g_array_append_val (points, p);
    }
}
