/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-trace"

#include "wg-trace-private.h"

#include <math.h>

#define MAX_CELLS 262144.0

typedef struct
{
  WgPoint p;
  guint32 but;
  double best2;
  WgTracePlace *place;
  gboolean is_found;
} Nearest;

static int
to_cell (double value, double origin, double cell, guint n)
{
  double at = floor ((value - origin) / cell);
  return (int) CLAMP (at, 0, (double) n - 1);
}

/** Calls for each column of the window the rows that the segment passes. */
static void
mark_segment (WgTrace *trace, guint32 segment, guint32 *counts, gboolean is_filling)
{
  WgPoint a = WG_TRACE_NODE (trace, WG_TRACE_SEGMENT (trace, segment).a);
  WgPoint b = WG_TRACE_NODE (trace, WG_TRACE_SEGMENT (trace, segment).b);
  double min_x = MIN (a.x, b.x) - WG_TRACE_TOUCH, max_x = MAX (a.x, b.x) + WG_TRACE_TOUCH;
  double slope = a.x != b.x ? ((double) b.y - a.y) / ((double) b.x - a.x) : 0;
  int first = to_cell (min_x, trace->window.min_x, trace->cell, trace->n_columns);
  int last = to_cell (max_x, trace->window.min_x, trace->cell, trace->n_columns);

  for (int column = first; column <= last; column++)
    {
      double west = trace->window.min_x + column * trace->cell - WG_TRACE_TOUCH;
      double east = west + trace->cell + 2 * WG_TRACE_TOUCH;
      double y0 = a.y, y1 = b.y;

      if (a.x != b.x)
        {
          double x0 = CLAMP (west, MIN (a.x, b.x), MAX (a.x, b.x));
          double x1 = CLAMP (east, MIN (a.x, b.x), MAX (a.x, b.x));
          y0 = a.y + (x0 - a.x) * slope;
          y1 = a.y + (x1 - a.x) * slope;
        }
      if (MAX (y0, y1) + WG_TRACE_TOUCH < trace->window.min_y
          || MIN (y0, y1) - WG_TRACE_TOUCH > trace->window.max_y)
        continue;
      int bottom
        = to_cell (MIN (y0, y1) - WG_TRACE_TOUCH, trace->window.min_y, trace->cell, trace->n_rows);
      int top
        = to_cell (MAX (y0, y1) + WG_TRACE_TOUCH, trace->window.min_y, trace->cell, trace->n_rows);
      for (int row = bottom; row <= top; row++)
        {
          guint cell = (guint) row * trace->n_columns + (guint) column;
          if (is_filling)
            trace->cell_items[counts[cell]] = segment;
          counts[cell]++;
        }
    }
}

static void
size_cells (WgTrace *trace)
{
  double width = (double) trace->window.max_x - trace->window.min_x + 1;
  double height = (double) trace->window.max_y - trace->window.min_y + 1;
  double n = CLAMP ((double) trace->segments->len, 1, MAX_CELLS);

  trace->cell = MAX (sqrt (width * height / n), MAX (width, height) / 2048);
  trace->n_columns = (guint) ceil (width / trace->cell);
  trace->n_rows = (guint) ceil (height / trace->cell);
}

void
wg_trace_make_cells (WgTrace *trace)
{
  guint n_cells = 0, sum = 0;
  g_autofree guint32 *counts = NULL;

  size_cells (trace);
  n_cells = trace->n_columns * trace->n_rows;
  counts = g_new0 (guint32, (gsize) n_cells + 1);
  for (guint32 i = 0; i < trace->segments->len; i++)
    mark_segment (trace, i, counts, FALSE);
  trace->cell_first = g_new (guint32, (gsize) n_cells + 1);
  for (guint i = 0; i <= n_cells; i++)
    {
      trace->cell_first[i] = sum;
      sum += i < n_cells ? counts[i] : 0;
    }
  trace->cell_items = g_new (guint32, (gsize) sum + 1);
  for (guint i = 0; i < n_cells; i++)
    counts[i] = trace->cell_first[i];
  for (guint32 i = 0; i < trace->segments->len; i++)
    mark_segment (trace, i, counts, TRUE);
  trace->stamps = g_new0 (guint32, (gsize) trace->segments->len + 1);
}

void
wg_trace_visit (WgTrace *trace, const WgEnvelope *box, WgTraceVisit visit, gpointer data)
{
  int first = to_cell (box->min_x, trace->window.min_x, trace->cell, trace->n_columns);
  int last = to_cell (box->max_x, trace->window.min_x, trace->cell, trace->n_columns);
  int bottom = to_cell (box->min_y, trace->window.min_y, trace->cell, trace->n_rows);
  int top = to_cell (box->max_y, trace->window.min_y, trace->cell, trace->n_rows);

  if (!wg_envelope_intersects (box, &trace->window))
    return;
  trace->stamp++;
  for (int row = bottom; row <= top; row++)
    for (int column = first; column <= last; column++)
      {
        guint cell = (guint) row * trace->n_columns + (guint) column;
        for (guint32 i = trace->cell_first[cell]; i < trace->cell_first[cell + 1]; i++)
          {
            guint32 segment = trace->cell_items[i];
            if (trace->stamps[segment] == trace->stamp)
              continue;
            trace->stamps[segment] = trace->stamp;
            visit (trace, segment, data);
          }
      }
}

static void
offer_segment (WgTrace *trace, guint32 segment, gpointer data)
{
  Nearest *nearest = data;
  WgTraceSegment s = WG_TRACE_SEGMENT (trace, segment);
  WgPoint a = WG_TRACE_NODE (trace, s.a), b = WG_TRACE_NODE (trace, s.b), p = nearest->p;
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y;
  double t = (((double) p.x - a.x) * dx + ((double) p.y - a.y) * dy) / (dx * dx + dy * dy);
  double x = 0, y = 0, distance2 = 0;

  if (s.a == nearest->but || s.b == nearest->but)
    return;
  t = CLAMP (t, 0, 1);
  x = a.x + t * dx;
  y = a.y + t * dy;
  distance2 = (x - p.x) * (x - p.x) + (y - p.y) * (y - p.y);
  if (distance2 > nearest->best2 || (nearest->is_found && distance2 == nearest->best2))
    return;
  nearest->is_found = TRUE;
  nearest->best2 = distance2;
  *nearest->place = (WgTracePlace){ segment, { (gint32) lround (x), (gint32) lround (y) }, t,
                                    distance2 };
}

gboolean
wg_trace_nearest (WgTrace *trace, WgPoint p, double reach, guint32 but, WgTracePlace *place_out)
{
  gint32 r = (gint32) ceil (CLAMP (reach, 0, 1e8)) + 1;
  WgEnvelope box = { p.x - r, p.y - r, p.x + r, p.y + r };
  /* A place that lies on the line up to the rounding of a double lies on it. */
  Nearest nearest = { p, but, reach * reach + 1e-6, place_out, FALSE };

  wg_trace_visit (trace, &box, offer_segment, &nearest);
  return nearest.is_found;
}
