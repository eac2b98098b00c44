/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-line"

#include "wg-line.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (WgLine, wg_line, wg_line_ref, wg_line_unref)

/**
 * wg_line_new:
 * @points: project millimetres; copied
 * @n_points: at least 2
 *
 * Returns: (transfer full): a line of the points
 */
WgLine *
wg_line_new (const WgPoint *points, guint n_points)
{
  WgLine *line = NULL;

  g_return_val_if_fail (n_points >= 2, NULL);

  line = g_malloc (sizeof (WgLine) + n_points * sizeof (WgPoint));
  line->ref_count = 1;
  line->n_points = n_points;
  line->envelope = WG_ENVELOPE_EMPTY;
  for (guint i = 0; i < n_points; i++)
    wg_envelope_add_point (&line->envelope, points[i]);
  memcpy (line->points, points, n_points * sizeof (WgPoint));
  return line;
}

WgLine *
wg_line_ref (WgLine *line)
{
  g_atomic_int_inc (&line->ref_count);
  return line;
}

void
wg_line_unref (WgLine *line)
{
  if (g_atomic_int_dec_and_test (&line->ref_count))
    g_free (line);
}

/** TRUE when both have the same points in the same order. */
gboolean
wg_line_equal (const WgLine *a, const WgLine *b)
{
  return a == b
         || (a->n_points == b->n_points
             && memcmp (a->points, b->points, a->n_points * sizeof (WgPoint)) == 0);
}
