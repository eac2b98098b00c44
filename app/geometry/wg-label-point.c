/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-label-point"

#include "wg-coverage-private.h"
#include "wg-coverage-shape.h"

#include <math.h>

#define MAX_CELLS 4000 /* bounds the work on very long and thin faces */
#define PRECISION 0.02 /* of the shorter side: good enough for a label */

/* A square that may hold the point farthest from the border. */
typedef struct
{
  double x, y, half;
  double distance; /* of its centre from the border; negative outside */
  double most;     /* that any point of it can have */
} Cell;

typedef struct
{
  const WgShape *shape;
  GArray *heap; /* of Cell; the greatest @most first */
  Cell best;
  guint n_cells;
} Search;

static double
distance2_to_segment (double x, double y, WgPoint a, WgPoint b)
{
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y;
  double px = x - a.x, py = y - a.y;
  double along = dx * dx + dy * dy;
  double t = along > 0.0 ? CLAMP ((px * dx + py * dy) / along, 0.0, 1.0) : 0.0;

  px -= t * dx;
  py -= t * dy;
  return px * px + py * py;
}

static double
distance_to_border (const WgShape *shape, double x, double y)
{
  double least = INFINITY;
  gboolean is_inside = FALSE;

  for (guint r = 0; r < shape->rings->len; r++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, r);
      const WgPoint *points = &WG_SHAPE_POINT (shape, ring->first);

      for (guint i = 0, k = ring->n_points - 1; i < ring->n_points; k = i++)
        {
          WgPoint a = points[k], b = points[i];

          if ((a.y > y) != (b.y > y)
              && x < ((double) b.x - a.x) * (y - a.y) / ((double) b.y - a.y) + a.x)
            is_inside = !is_inside;
          least = MIN (least, distance2_to_segment (x, y, a, b));
        }
    }
  return is_inside ? sqrt (least) : -sqrt (least);
}

static void
push_cell (Search *search, double x, double y, double half)
{
  Cell cell = { x, y, half, distance_to_border (search->shape, x, y), 0.0 };
  guint at = search->heap->len;

  cell.most = cell.distance + half * G_SQRT2;
  search->n_cells++;
  if (cell.distance > search->best.distance)
    search->best = cell;
  g_array_append_val (search->heap, cell);
  while (at > 0)
    {
      guint up = (at - 1) / 2;
      if (g_array_index (search->heap, Cell, up).most >= cell.most)
        break;
      g_array_index (search->heap, Cell, at) = g_array_index (search->heap, Cell, up);
      at = up;
    }
  g_array_index (search->heap, Cell, at) = cell;
}

static Cell
pop_cell (Search *search)
{
  Cell *cells = (Cell *) (gpointer) search->heap->data;
  Cell top = cells[0], moved = cells[search->heap->len - 1];
  guint n = search->heap->len - 1, at = 0;

  for (guint child = 1; child < n; child = at * 2 + 1)
    {
      if (child + 1 < n && cells[child + 1].most > cells[child].most)
        child++;
      if (cells[child].most <= moved.most)
        break;
      cells[at] = cells[child];
      at = child;
    }
  cells[at] = moved;
  g_array_set_size (search->heap, n);
  return top;
}

static Cell
search_shape (const WgShape *shape)
{
  const WgEnvelope e = wg_shape_envelope (shape);
  double width = (double) e.max_x - e.min_x, height = (double) e.max_y - e.min_y;
  double size = MAX (MIN (width, height), MAX (width, height) / 16.0);
  double precision = MAX (1.0, MIN (width, height) * PRECISION);
  Search search = { shape, g_array_new (FALSE, FALSE, sizeof (Cell)), { .distance = -INFINITY } };

  push_cell (&search, e.min_x + width / 2.0, e.min_y + height / 2.0, 0.0);
  for (double x = e.min_x; x < e.max_x; x += size)
    for (double y = e.min_y; y < e.max_y; y += size)
      push_cell (&search, x + size / 2.0, y + size / 2.0, size / 2.0);
  while (search.heap->len > 0)
    {
      Cell cell = pop_cell (&search);
      double half = cell.half / 2.0;

      if (cell.most - search.best.distance <= precision
          || (search.n_cells > MAX_CELLS && search.best.distance > 1.0))
        break;
      if (half < 0.25)
        continue;
      push_cell (&search, cell.x - half, cell.y - half, half);
      push_cell (&search, cell.x + half, cell.y - half, half);
      push_cell (&search, cell.x - half, cell.y + half, half);
      push_cell (&search, cell.x + half, cell.y + half, half);
    }
  g_array_unref (search.heap);
  return search.best;
}

/**
 * wg_coverage_label_point:
 *
 * The point of the face that is farthest from its border, within 2 % of the face's shorter side.
 * A face that is too narrow to have a millimetre inside gives a point of its border.
 * Source of the search: V. Agafonkin, "A new algorithm for finding a visual center of a polygon",
 * Mapbox 2016 (polylabel).
 */
WgPoint
wg_coverage_label_point (const WgCoverage *coverage, WgFaceId face)
{
  g_autoptr (WgShape) shape = wg_shape_new ();
  WgPoint point = { 0, 0 };
  Cell best = { 0 };

  g_return_val_if_fail (wg_coverage_has_face (coverage, face), point);

  wg_coverage_face_shape (coverage, face, shape);
  best = search_shape (shape);
  point = (WgPoint){ (gint32) lrint (best.x), (gint32) lrint (best.y) };
  return wg_shape_contains (shape, point) ? point : WG_SHAPE_POINT (shape, 0);
}
