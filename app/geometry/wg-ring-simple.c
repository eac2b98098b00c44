/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-ring"

#include "wg-shape.h"

#include "../base/wg-hash.h"

/*
 * Whether a ring meets itself. Neighbouring segments are boxed in runs of eight, so that of the
 * pairs only those of runs whose boxes meet are looked at. A ring of the usual 80 points costs
 * about as much as reading it.
 */

#define RUN 8

static WgEnvelope
box_of (WgPoint a, WgPoint b)
{
  return (WgEnvelope){ MIN (a.x, b.x), MIN (a.y, b.y), MAX (a.x, b.x), MAX (a.y, b.y) };
}

/** Whether two segments with different ends meet at all. */
static gboolean
segments_meet (WgPoint a, WgPoint b, WgPoint c, WgPoint d)
{
  int c_side = wg_point_side (a, b, c), d_side = wg_point_side (a, b, d);

  if (c_side == 0 && d_side == 0)
    return TRUE; /* in line, and their boxes meet */
  return c_side * d_side <= 0 && wg_point_side (c, d, a) * wg_point_side (c, d, b) <= 0;
}

/** Whether b-c turns back onto a-b. */
static gboolean
turns_back (WgPoint a, WgPoint b, WgPoint c)
{
  return wg_point_cross (a, b, c) == 0
         && ((gint64) b.x - a.x) * ((gint64) c.x - b.x)
                + ((gint64) b.y - a.y) * ((gint64) c.y - b.y)
              < 0;
}

static gboolean
pair_is_apart (WgPoint a, WgPoint b, WgPoint c, WgPoint d)
{
  WgEnvelope first = box_of (a, b), second = box_of (c, d);

  if (!wg_envelope_intersects (&first, &second))
    return TRUE;
  if (wg_point_equal (b, c))
    return !turns_back (a, b, d);
  if (wg_point_equal (a, d))
    return !turns_back (c, d, b);
  if (wg_point_equal (a, c))
    return !turns_back (b, a, d);
  if (wg_point_equal (b, d))
    return !turns_back (a, b, c);
  return !segments_meet (a, b, c, d);
}

/** Whether a run goes one way only, east or west, or north or south: then it cannot meet itself. */
static gboolean
is_monotone (const WgPoint *points, guint n, guint first, guint end)
{
  gboolean east = TRUE, west = TRUE, north = TRUE, south = TRUE;

  for (guint i = first; i < end; i++)
    {
      WgPoint a = points[i], b = points[i + 1 < n ? i + 1 : 0];

      east = east && b.x > a.x;
      west = west && b.x < a.x;
      north = north && b.y > a.y;
      south = south && b.y < a.y;
    }
  return east || west || north || south;
}

static gboolean
run_is_simple (const WgPoint *points, guint n, guint first)
{
  guint end = MIN (first + RUN, n);

  if (is_monotone (points, n, first, end))
    return TRUE;
  for (guint i = first; i < end; i++)
    for (guint j = i + 1; j < end; j++)
      if (!pair_is_apart (points[i], points[i + 1 < n ? i + 1 : 0], points[j],
                          points[j + 1 < n ? j + 1 : 0]))
        return FALSE;
  return TRUE;
}

/** Two runs, the first before the second. Segments that do not reach the other's box are passed over. */
static gboolean
runs_are_apart (const WgPoint *points, guint n, const WgEnvelope *boxes, guint first_run,
                guint second_run)
{
  guint first = first_run * RUN, second = second_run * RUN;
  guint first_end = MIN (first + RUN, n), second_end = MIN (second + RUN, n);

  for (guint i = first; i < first_end; i++)
    {
      WgPoint a = points[i], b = points[i + 1 < n ? i + 1 : 0];
      WgEnvelope box = box_of (a, b);

      if (!wg_envelope_intersects (&box, &boxes[second_run]))
        continue;
      for (guint j = second; j < second_end; j++)
        if (!pair_is_apart (a, b, points[j], points[j + 1 < n ? j + 1 : 0]))
          return FALSE;
    }
  return TRUE;
}

static int
compare_boxes (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const WgEnvelope *boxes = user_data;
  const WgEnvelope *ba = &boxes[*(const guint32 *) a], *bb = &boxes[*(const guint32 *) b];

  return (ba->min_x > bb->min_x) - (ba->min_x < bb->min_x);
}

/** All pairs of runs whose boxes meet, by a sweep over x. */
static gboolean
sweep_runs (const WgPoint *points, guint n, const WgEnvelope *boxes, guint n_runs)
{
  g_autofree guint32 *order = g_new (guint32, n_runs);

  for (guint i = 0; i < n_runs; i++)
    order[i] = i;
  g_qsort_with_data (order, n_runs, sizeof (guint32), compare_boxes, (gpointer) boxes);
  for (guint i = 0; i < n_runs; i++)
    for (guint j = i + 1; j < n_runs && boxes[order[j]].min_x <= boxes[order[i]].max_x; j++)
      if (wg_envelope_intersects (&boxes[order[i]], &boxes[order[j]])
          && !runs_are_apart (points, n, boxes, MIN (order[i], order[j]),
                              MAX (order[i], order[j])))
        return FALSE;
  return TRUE;
}

/**
 * wg_ring_is_simple:
 * @points: a ring, project millimetres; equal neighbours do not matter
 *
 * Returns: FALSE when two of its segments meet other than in a vertex of both, or cover each other
 */
gboolean
wg_ring_is_simple (const WgPoint *points, guint n_points)
{
  guint n_runs = (n_points + RUN - 1) / RUN;
  WgEnvelope few[64];
  g_autofree WgEnvelope *many = n_runs > G_N_ELEMENTS (few) ? g_new (WgEnvelope, n_runs) : NULL;
  WgEnvelope *boxes = many != NULL ? many : few;

  for (guint r = 0; r < n_runs; r++)
    {
      guint end = MIN ((r + 1) * RUN, n_points);

      boxes[r] = WG_ENVELOPE_EMPTY;
      for (guint i = r * RUN; i < end; i++)
        wg_envelope_add_point (&boxes[r], points[i]);
      wg_envelope_add_point (&boxes[r], points[end < n_points ? end : 0]);
      if (!run_is_simple (points, n_points, r * RUN))
        return FALSE;
    }
  if (many != NULL)
    return sweep_runs (points, n_points, boxes, n_runs);
  for (guint r = 0; r < n_runs; r++)
    for (guint s = r + 1; s < n_runs; s++)
      if (wg_envelope_intersects (&boxes[r], &boxes[s])
          && !runs_are_apart (points, n_points, boxes, r, s))
        return FALSE;
  return TRUE;
}

/**
 * wg_ring_repeats_a_point:
 * @points: a ring, project millimetres
 *
 * Returns: TRUE when a vertex stands in it twice (also side by side)
 */
gboolean
wg_ring_repeats_a_point (const WgPoint *points, guint n_points)
{
  guint size = 16;
  guint32 few[512] = { 0 };
  g_autofree guint32 *many = NULL;
  guint32 *slots = few; /* index + 1; 0 is free */

  while (size < 2 * n_points)
    size *= 2;
  if (size > G_N_ELEMENTS (few))
    slots = many = g_new0 (guint32, size);
  for (guint i = 0; i < n_points; i++)
    {
      guint slot = (guint) wg_hash_pair ((guint32) points[i].x, (guint32) points[i].y) & (size - 1);

      for (; slots[slot] != 0; slot = (slot + 1) & (size - 1))
        if (wg_point_equal (points[slots[slot] - 1], points[i]))
          return TRUE;
      slots[slot] = i + 1;
    }
  return FALSE;
}
