/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-build"

#include "wg-build-private.h"

#include <math.h>

/*
 * The widest circle inside, by branch and bound over square cells: no point of a cell is further
 * from the border than its centre is, plus half the cell's diagonal. Source: V. Agafonkin,
 * "polylabel" (ISC), https://github.com/mapbox/polylabel; written anew, with a limit.
 */

#define CHEAP_TESTS 1500     /* segment tests before a mere classification is enough */
#define MOST_TESTS 40000000   /* then the best so far has to do */
#define PRECISION 0.02        /* of the width */

typedef struct
{
  double x;
  double y;
  double half;  /* of a side */
  double bound; /* no point of it is further inside than this */
} Cell;

typedef struct
{
  const WgPoint *ends; /* two per segment */
  guint n_segments;
  guint64 n_tests;
  GArray *heap;        /* of Cell, the greatest bound on top */
  double best;
  double best_x;
  double best_y;
} Search;

/** The distance to the border, negative outside (even-odd). */
static double
depth_of (Search *search, double x, double y)
{
  double nearest2 = INFINITY;
  gboolean is_inside = FALSE;

  for (guint i = 0; i < search->n_segments; i++)
    {
      double ax = search->ends[2 * i].x, ay = search->ends[2 * i].y;
      double dx = search->ends[2 * i + 1].x - ax, dy = search->ends[2 * i + 1].y - ay;
      double t = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
      double ex = 0.0, ey = 0.0;

      if ((ay > y) != (ay + dy > y) && x < ax + dx * (y - ay) / dy)
        is_inside = !is_inside;
      t = CLAMP (t, 0.0, 1.0);
      ex = x - ax - t * dx;
      ey = y - ay - t * dy;
      nearest2 = MIN (nearest2, ex * ex + ey * ey);
    }
  search->n_tests += search->n_segments;
  return is_inside ? sqrt (nearest2) : -sqrt (nearest2);
}

static void
try_place (Search *search, double x, double y)
{
  double depth = depth_of (search, x, y);

  if (depth > search->best)
    {
      search->best = depth;
      search->best_x = x;
      search->best_y = y;
    }
}

static void
push_cell (Search *search, double x, double y, double half)
{
  double depth = depth_of (search, x, y);
  Cell cell = { x, y, half, depth + half * G_SQRT2 };
  guint i = search->heap->len;

  if (depth > search->best)
    {
      search->best = depth;
      search->best_x = x;
      search->best_y = y;
    }
  if (cell.bound <= search->best)
    return;
  g_array_append_val (search->heap, cell);
  for (; i > 0; i = (i - 1) / 2)
    {
      Cell *above = &g_array_index (search->heap, Cell, (i - 1) / 2);
      if (above->bound >= cell.bound)
        break;
      g_array_index (search->heap, Cell, i) = *above;
    }
  g_array_index (search->heap, Cell, i) = cell;
}

static Cell
pop_cell (Search *search)
{
  Cell top = g_array_index (search->heap, Cell, 0);
  Cell last = g_array_index (search->heap, Cell, search->heap->len - 1);
  guint n = search->heap->len - 1, i = 0;

  g_array_set_size (search->heap, n);
  while (2 * i + 1 < n)
    {
      guint child = 2 * i + 1;

      if (child + 1 < n
          && g_array_index (search->heap, Cell, child + 1).bound
               > g_array_index (search->heap, Cell, child).bound)
        child++;
      if (g_array_index (search->heap, Cell, child).bound <= last.bound)
        break;
      g_array_index (search->heap, Cell, i) = g_array_index (search->heap, Cell, child);
      i = child;
    }
  if (n > 0)
    g_array_index (search->heap, Cell, i) = last;
  return top;
}

/** Beside the middles of the longest segments: the best first guess in a thin strip. */
static void
try_beside_segments (Search *search)
{
  double area2 = 0.0, perimeter = 0.0, longest = 0.0, step = 0.0;
  guint n_tried = 0;

  for (guint i = 0; i < search->n_segments; i++)
    {
      WgPoint a = search->ends[2 * i], b = search->ends[2 * i + 1], o = search->ends[0];
      double length = sqrt ((double) wg_point_distance2 (a, b));

      area2 += (double) wg_point_cross (o, a, b);
      perimeter += length;
      longest = MAX (longest, length);
    }
  step = area2 / 2.0 / perimeter;
  for (guint i = 0; i < search->n_segments && n_tried < 6; i++)
    {
      WgPoint a = search->ends[2 * i], b = search->ends[2 * i + 1];
      double dx = (double) b.x - a.x, dy = (double) b.y - a.y, length = hypot (dx, dy);

      if (length < 0.5 * longest)
        continue;
      try_place (search, (a.x + b.x) / 2.0 - dy / length * step,
                 (a.y + b.y) / 2.0 + dx / length * step);
      n_tried++;
    }
}

static void
cover (Search *search)
{
  WgEnvelope box = WG_ENVELOPE_EMPTY;
  double width = 0.0, height = 0.0, half = 0.0;

  for (guint i = 0; i < 2 * search->n_segments; i++)
    wg_envelope_add_point (&box, search->ends[i]);
  width = (double) box.max_x - box.min_x;
  height = (double) box.max_y - box.min_y;
  half = MAX (MAX (MIN (width, height), MAX (width, height) / 32.0), 1.0) / 2.0;
  for (double x = box.min_x + half; x - half < box.max_x; x += 2 * half)
    for (double y = box.min_y + half; y - half < box.max_y; y += 2 * half)
      push_cell (search, x, y, half);
}

/**
 * wg_build_width:
 * @ends: of the segments of the border, two points each, the area on their left
 * @n_segments: at least 3
 * @limit: mm; what matters is whether the width is below. Beyond a certain effort the width is
 *   told only as well as this needs, and never too great; before, within 2 %
 * @place_out: (out): the centre of the widest circle
 *
 * Returns: the inscribed width in mm: the diameter of the widest circle inside
 */
double
wg_build_width (const WgPoint *ends, guint n_segments, double limit, WgPoint *place_out)
{
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (Cell));
  Search search = { ends, n_segments, 0, heap, 0.0, 0.0, 0.0 };

  search.best_x = (ends[0].x + (double) ends[1].x) / 2.0;
  search.best_y = (ends[0].y + (double) ends[1].y) / 2.0;
  try_beside_segments (&search);
  cover (&search);
  while (heap->len > 0)
    {
      double bound = g_array_index (heap, Cell, 0).bound;
      Cell cell;

      if (bound <= search.best * (1.0 + PRECISION) + 0.25 || search.n_tests > MOST_TESTS)
        break;
      if (search.n_tests > CHEAP_TESTS && (2.0 * bound < limit || 2.0 * search.best >= limit))
        break;
      cell = pop_cell (&search);
      cell.half /= 2.0;
      push_cell (&search, cell.x - cell.half, cell.y - cell.half, cell.half);
      push_cell (&search, cell.x + cell.half, cell.y - cell.half, cell.half);
      push_cell (&search, cell.x - cell.half, cell.y + cell.half, cell.half);
      push_cell (&search, cell.x + cell.half, cell.y + cell.half, cell.half);
    }
  *place_out = (WgPoint){ (gint32) lround (search.best_x), (gint32) lround (search.best_y) };
  return 2.0 * search.best;
}
