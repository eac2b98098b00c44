/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-paper"

#include "wg-paper-private.h"

#include <math.h>

/* Better places than by this many points are not looked for. */
#define ENOUGH 0.5
#define MAX_CELLS 2000

/* A square that a place is looked for in. */
typedef struct
{
  WgPaperPoint middle;
  double half;
  double clearance; /* of its middle: below 0 outside */
  double promise;   /* no place in it is better */
} Cell;

typedef struct
{
  const GPtrArray *rings;
  GArray *heap; /* of Cell, by promise */
  Cell best;
} Search;

static double
segment_distance2 (WgPaperPoint p, WgPaperPoint a, WgPaperPoint b)
{
  double dx = b.x - a.x, dy = b.y - a.y, px = p.x - a.x, py = p.y - a.y;
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? CLAMP ((px * dx + py * dy) / length2, 0, 1) : 0;

  px -= t * dx;
  py -= t * dy;
  return px * px + py * py;
}

/* The distance to the nearest border, below 0 outside of the rings. */
static double
get_clearance (const Search *search, WgPaperPoint p)
{
  double nearest2 = G_MAXDOUBLE;
  gboolean is_inside = FALSE;

  for (guint r = 0; r < search->rings->len; r++)
    {
      const GArray *ring = g_ptr_array_index (search->rings, r);

      for (guint i = 0; i < ring->len; i++)
        {
          WgPaperPoint a = g_array_index (ring, WgPaperPoint, i == 0 ? ring->len - 1 : i - 1);
          WgPaperPoint b = g_array_index (ring, WgPaperPoint, i);
          double d2 = segment_distance2 (p, a, b);

          nearest2 = MIN (nearest2, d2);
          if ((a.y > p.y) != (b.y > p.y)
              && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
            is_inside = !is_inside;
        }
    }
  return is_inside ? sqrt (nearest2) : -sqrt (nearest2);
}

static void
push (Search *search, WgPaperPoint middle, double half)
{
  Cell cell = { middle, half, get_clearance (search, middle), 0 };
  guint at = search->heap->len;

  cell.promise = cell.clearance + half * G_SQRT2;
  if (cell.clearance > search->best.clearance)
    search->best = cell;
  if (cell.promise <= search->best.clearance + ENOUGH)
    return;
  g_array_append_val (search->heap, cell);
  while (at > 0)
    {
      guint up = (at - 1) / 2;
      Cell *below = &g_array_index (search->heap, Cell, at);
      Cell *above = &g_array_index (search->heap, Cell, up);
      Cell swapped = *above;

      if (above->promise >= below->promise)
        return;
      *above = *below;
      *below = swapped;
      at = up;
    }
}

static Cell
pop (GArray *heap)
{
  Cell *cells = (Cell *) heap->data;
  Cell top = cells[0], moved = cells[heap->len - 1];
  guint at = 0;

  g_array_set_size (heap, heap->len - 1);
  for (;;)
    {
      guint below = 2 * at + 1;

      if (below >= heap->len)
        break;
      if (below + 1 < heap->len && cells[below + 1].promise > cells[below].promise)
        below++;
      if (cells[below].promise <= moved.promise)
        break;
      cells[at] = cells[below];
      at = below;
    }
  if (heap->len > 0)
    cells[at] = moved;
  return top;
}

static void
push_all (Search *search, double width, double height)
{
  double side = MIN (width, height) / 2;

  for (double x = 0; x < width; x += side)
    for (double y = 0; y < height; y += side)
      push (search, (WgPaperPoint){ x + side / 2, y + side / 2 }, side / 2);
}

/* Narrows the rings to the box (they reach beyond it) and presses them together sideways, so that the
 * distance that counts is the label's height. */
static void
press (const WgPaperMap *map, GPtrArray *rings, double stretch)
{
  const WgViewport *v = &map->viewport;

  for (guint r = 0; r < rings->len; r++)
    {
      GArray *ring = g_ptr_array_index (rings, r);

      for (guint i = 0; i < ring->len; i++)
        {
          WgPaperPoint *p = &g_array_index (ring, WgPaperPoint, i);
          p->x = CLAMP (p->x, 0, v->width) / stretch;
          p->y = CLAMP (p->y, 0, v->height);
        }
    }
}

static gboolean
has_unit (const WgPaperLand *land, guint unit)
{
  return land->unit == unit;
}

/* The best place in @rings, which are pressed together sideways here. */
static gboolean
search_rings (const WgPaperMap *map, GPtrArray *rings, double stretch, WgPaperSpot *spot_out)
{
  Search search = { .rings = rings, .best = { .clearance = 0 } };
  double width = map->viewport.width / MAX (stretch, 0.01);

  press (map, rings, MAX (stretch, 0.01));
  search.heap = g_array_new (FALSE, FALSE, sizeof (Cell));
  push_all (&search, width, map->viewport.height);
  for (guint n = 0; search.heap->len > 0 && n < MAX_CELLS; n++)
    {
      Cell cell = pop (search.heap);
      double half = cell.half / 2;

      if (cell.promise <= search.best.clearance + ENOUGH)
        break;
      for (guint i = 0; i < 4; i++)
        push (&search,
              (WgPaperPoint){ cell.middle.x + (i & 1 ? half : -half),
                              cell.middle.y + (i & 2 ? half : -half) },
              half);
    }
  g_array_unref (search.heap);
  if (search.best.clearance <= 0)
    return FALSE;
  *spot_out = (WgPaperSpot){ search.best.middle.x * MAX (stretch, 0.01), search.best.middle.y,
                             search.best.clearance };
  return TRUE;
}

static gboolean
ring_contains (const GArray *ring, WgPaperPoint p)
{
  gboolean is_inside = FALSE;

  for (guint i = 0; i < ring->len; i++)
    {
      WgPaperPoint a = g_array_index (ring, WgPaperPoint, i == 0 ? ring->len - 1 : i - 1);
      WgPaperPoint b = g_array_index (ring, WgPaperPoint, i);

      if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
        is_inside = !is_inside;
    }
  return is_inside;
}

/* A point of the ring's line that others may have too says little: the middle of a side is the ring's own or
 * lies on a border that both have. */
static gboolean
lies_in (const GArray *inner, const GArray *outer)
{
  WgPaperPoint a = g_array_index (inner, WgPaperPoint, 0), b = g_array_index (inner, WgPaperPoint, 1);

  return inner != outer && ring_contains (outer, (WgPaperPoint){ (a.x + b.x) / 2, (a.y + b.y) / 2 });
}

/* Of all @rings those that lie in @outer, and itself; copies. */
static GPtrArray *
take_part (const GPtrArray *rings, const GArray *outer)
{
  GPtrArray *part = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < rings->len; i++)
    {
      const GArray *ring = g_ptr_array_index (rings, i);

      if (ring == outer || lies_in (ring, outer))
        g_ptr_array_add (part, g_array_copy ((GArray *) ring));
    }
  return part;
}

gboolean
wg_paper_map_find_spot (const WgPaperMap *map, guint32 unit, double stretch, WgPaperSpot *spot_out)
{
  g_autoptr (GPtrArray) rings = wg_paper_map_rings (map, has_unit, unit);

  return rings->len > 0 && search_rings (map, rings, stretch, spot_out);
}

void
wg_paper_map_find_other_parts (const WgPaperMap *map, guint32 unit, double x, double y, GArray *spots_out)
{
  g_autoptr (GPtrArray) rings = wg_paper_map_rings (map, has_unit, unit);

  for (guint i = 0; rings->len > 1 && i < rings->len; i++)
    {
      const GArray *ring = g_ptr_array_index (rings, i);
      g_autoptr (GPtrArray) part = NULL;
      WgPaperSpot spot = { 0 };
      guint depth = 0;

      if (ring->len < 3 || ring_contains (ring, (WgPaperPoint){ x, y }))
        continue;
      for (guint k = 0; k < rings->len; k++)
        depth += lies_in (ring, g_ptr_array_index (rings, k));
      if (depth % 2 == 1) /* a hole */
        continue;
      part = take_part (rings, ring);
      if (search_rings (map, part, 1, &spot))
        g_array_append_val (spots_out, spot);
    }
}
