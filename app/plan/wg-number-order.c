/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-number-order"

#include "wg-number-order.h"

#include <math.h>
#include <stdlib.h>

/* How much of the usual height is one row: grids of a row differ by less, those of the next by more. */
#define BAND_SHARE 0.6
#define RING_SHARE 0.75

#define PLACE(places, i) g_array_index ((places), WgNumberPlace, (i))

typedef struct
{
  WgNumberOrder order;
  WgPoint from;
  double ring; /* how wide the rings around @from are */
} Sorting;

static int
compare_numbers (double a, double b)
{
  return (a > b) - (a < b);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  return compare_numbers (*(const double *) a, *(const double *) b);
}

/* The height (or width) of a grid in the middle of all. */
static double
median_size (const GArray *places, gboolean is_width)
{
  g_autoptr (GArray) sizes = g_array_sized_new (FALSE, FALSE, sizeof (double), places->len);

  for (guint i = 0; i < places->len; i++)
    {
      const WgEnvelope *extent = &PLACE (places, i).extent;
      double size = is_width ? (double) extent->max_x - extent->min_x
                             : (double) extent->max_y - extent->min_y;

      g_array_append_val (sizes, size);
    }
  g_array_sort (sizes, compare_doubles);
  return sizes->len > 0 ? g_array_index (sizes, double, sizes->len / 2) : 0;
}

static double
bearing (WgPoint from, WgPoint to)
{
  double angle = atan2 ((double) to.x - from.x, (double) to.y - from.y);

  return angle < 0 ? angle + 2 * G_PI : angle;
}

static double
ring_of (const Sorting *sorting, WgPoint place)
{
  double distance = hypot ((double) place.x - sorting->from.x, (double) place.y - sorting->from.y);

  return sorting->ring > 0 ? floor (distance / sorting->ring) : distance;
}

static int
compare_places (gconstpointer first, gconstpointer second, gpointer user_data)
{
  const WgNumberPlace *a = first, *b = second;
  const Sorting *sorting = user_data;
  int order = 0;

  switch (sorting->order)
    {
    case WG_NUMBER_ALONG_LINE:
      order = compare_numbers (a->station, b->station);
      break;
    case WG_NUMBER_OUTWARD:
      order = compare_numbers (ring_of (sorting, a->place), ring_of (sorting, b->place));
      if (order == 0)
        order = compare_numbers (bearing (sorting->from, a->place),
                                 bearing (sorting->from, b->place));
      break;
    case WG_NUMBER_BY_COLUMNS:
      order = compare_numbers (a->place.x, b->place.x);
      if (order == 0)
        order = compare_numbers (b->place.y, a->place.y);
      break;
    case WG_NUMBER_BY_ROWS:
    case WG_NUMBER_BY_SNAKE:
    default:
      order = compare_numbers (b->place.y, a->place.y);
      if (order == 0)
        order = compare_numbers (a->place.x, b->place.x);
      break;
    }
  return order != 0 ? order : (a->grid > b->grid) - (a->grid < b->grid);
}

static int
compare_in_row (gconstpointer a, gconstpointer b)
{
  const WgNumberPlace *first = a, *second = b;
  int order = compare_numbers (first->place.x, second->place.x);

  return order != 0 ? order : (first->grid > second->grid) - (first->grid < second->grid);
}

static int
compare_in_row_back (gconstpointer a, gconstpointer b)
{
  return compare_in_row (b, a);
}

static int
compare_in_column (gconstpointer a, gconstpointer b)
{
  const WgNumberPlace *first = a, *second = b;
  int order = compare_numbers (second->place.y, first->place.y);

  return order != 0 ? order : (first->grid > second->grid) - (first->grid < second->grid);
}

/* The places stand by their distance from the first side: a band takes those that lie within @width
 * of its first one. */
static void
sort_bands (GArray *places, double width, WgNumberOrder order)
{
  gboolean is_back = FALSE;

  for (guint start = 0, end = 0; start < places->len; start = end)
    {
      WgPoint first = PLACE (places, start).place;
      GCompareFunc compare = order == WG_NUMBER_BY_COLUMNS ? compare_in_column
                             : is_back                     ? compare_in_row_back
                                                           : compare_in_row;

      for (end = start + 1; end < places->len; end++)
        {
          WgPoint next = PLACE (places, end).place;
          double step = order == WG_NUMBER_BY_COLUMNS ? (double) next.x - first.x
                                                      : (double) first.y - next.y;

          if (step >= width)
            break;
        }
      qsort (&PLACE (places, start), end - start, sizeof (WgNumberPlace), compare);
      is_back = order == WG_NUMBER_BY_SNAKE && !is_back;
    }
}

void
wg_number_sort (GArray *places, WgNumberOrder order, WgPoint from)
{
  Sorting sorting = { order, from, 0 };
  gboolean is_column = order == WG_NUMBER_BY_COLUMNS;

  if (order == WG_NUMBER_OUTWARD)
    sorting.ring
      = RING_SHARE * (median_size (places, TRUE) + median_size (places, FALSE)) / 2;
  g_array_sort_with_data (places, compare_places, &sorting);
  if (order != WG_NUMBER_ALONG_LINE && order != WG_NUMBER_OUTWARD)
    sort_bands (places, BAND_SHARE * median_size (places, is_column), order);
}

/* How far along a-b the crossing with c-d lies, 0 to 1; NAN when they do not meet. */
static double
find_crossing (WgPoint a, WgPoint b, WgPoint c, WgPoint d)
{
  double along_x = (double) b.x - a.x, along_y = (double) b.y - a.y;
  double across_x = (double) d.x - c.x, across_y = (double) d.y - c.y;
  double denominator = along_x * across_y - along_y * across_x;
  double offset_x = (double) c.x - a.x, offset_y = (double) c.y - a.y;
  double along = (offset_x * across_y - offset_y * across_x) / denominator;
  double across = (offset_x * along_y - offset_y * along_x) / denominator;

  if (denominator == 0 || along < 0 || along > 1 || across < 0 || across > 1)
    return NAN;
  return along;
}

/* The first meeting of the segment a-b with the outlines of @shape, 0 to 1; NAN: none. */
static double
meet_shape (const WgShape *shape, WgPoint a, WgPoint b)
{
  double first = NAN;

  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);

      for (guint j = 0; j < ring->n_points; j++)
        {
          WgPoint c = WG_SHAPE_POINT (shape, ring->first + j);
          WgPoint d = WG_SHAPE_POINT (shape, ring->first + (j + 1) % ring->n_points);
          double at = find_crossing (a, b, c, d);

          if (!isnan (at) && !(first <= at))
            first = at;
        }
    }
  return first;
}

static double
nearest_station (WgPoint place, const GArray *line)
{
  double best = INFINITY, station = 0, passed = 0;

  for (guint i = 0; i + 1 < line->len; i++)
    {
      WgPoint a = g_array_index (line, WgPoint, i), b = g_array_index (line, WgPoint, i + 1);
      double dx = (double) b.x - a.x, dy = (double) b.y - a.y, length = hypot (dx, dy);
      double share = length > 0 ? (((double) place.x - a.x) * dx + ((double) place.y - a.y) * dy)
                                    / (length * length)
                                : 0;
      double distance = 0;

      share = CLAMP (share, 0, 1);
      distance = hypot (a.x + share * dx - place.x, a.y + share * dy - place.y);
      if (distance < best)
        {
          best = distance;
          station = passed + share * length;
        }
      passed += length;
    }
  return station;
}

double
wg_number_station (const WgShape *shape, WgPoint place, const GArray *line)
{
  double passed = 0;

  if (wg_shape_contains (shape, g_array_index (line, WgPoint, 0)))
    return 0;
  for (guint i = 0; i + 1 < line->len; i++)
    {
      WgPoint a = g_array_index (line, WgPoint, i), b = g_array_index (line, WgPoint, i + 1);
      double length = hypot ((double) b.x - a.x, (double) b.y - a.y);
      double at = meet_shape (shape, a, b);

      if (!isnan (at))
        return passed + at * length;
      passed += length;
    }
  return nearest_station (place, line);
}
