/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-random-strokes.h"

#include <math.h>

#define LEAST_SPAN 1000
#define GREATEST_SPAN 1000000
#define FAR 20000000 /* mm */

typedef struct
{
  WgRandom *random;
  const WgCoverage *coverage;
  WgPoint focus;
  gint64 span;
  GArray *points;
} Pen;

static gint32
clamp (gint64 value)
{
  return (gint32) CLAMP (value, -2 * (gint64) WG_COORDINATE_MAX, 2 * (gint64) WG_COORDINATE_MAX);
}

static WgPoint
beside (WgRandom *random, WgPoint p, gint64 reach)
{
  return (WgPoint){ clamp (p.x + wg_random_int (random, -reach, reach + 1)),
                    clamp (p.y + wg_random_int (random, -reach, reach + 1)) };
}

static const WgArc *
random_arc (WgRandom *random, const WgCoverage *coverage)
{
  const WgArc *arc = NULL;

  if (wg_coverage_n_arcs (coverage) == 0)
    return NULL;
  do
    arc = wg_coverage_arc (coverage,
                           (WgArcId) wg_random_int (random, 1, wg_coverage_arc_limit (coverage)));
  while (arc == NULL);
  return arc;
}

static void
put (Pen *pen, WgPoint p)
{
  g_array_append_val (pen->points, p);
}

static void
walk (Pen *pen, guint n, gint64 step)
{
  WgPoint p = wg_random_place (pen->random, pen->coverage, pen->focus, pen->span);

  for (guint i = 0; i < n; i++)
    {
      put (pen, p);
      p = beside (pen->random, p, step);
    }
}

static void
jump (Pen *pen, guint n)
{
  for (guint i = 0; i < n; i++)
    put (pen, wg_random_place (pen->random, pen->coverage, pen->focus, pen->span));
}

static void
spiral (Pen *pen)
{
  double turns = 1.0 + 4.0 * wg_random_unit (pen->random);
  double radius = (double) pen->span * (0.1 + wg_random_unit (pen->random));
  guint n = (guint) wg_random_int (pen->random, 8, 60);

  for (guint i = 0; i < n; i++)
    {
      double share = (double) i / n, angle = turns * 2 * G_PI * share;

      put (pen, (WgPoint){ clamp (pen->focus.x + (gint64) (radius * share * cos (angle))),
                           clamp (pen->focus.y + (gint64) (radius * share * sin (angle))) });
    }
}

/* A star drawn in one go: crosses itself. */
static void
star (Pen *pen)
{
  guint n = (guint) wg_random_int (pen->random, 2, 6) * 2 + 1;
  double radius = (double) pen->span * (0.1 + wg_random_unit (pen->random));

  for (guint i = 0; i <= n; i++)
    {
      double angle = 2 * G_PI * (i * (n / 2) % n) / n;

      put (pen, (WgPoint){ clamp (pen->focus.x + (gint64) (radius * cos (angle))),
                           clamp (pen->focus.y + (gint64) (radius * sin (angle))) });
    }
}

/* A stretch of a border, exactly or some millimetres off; at times with ends that leave it. */
static void
follow (Pen *pen)
{
  const WgArc *arc = random_arc (pen->random, pen->coverage);
  gint64 off = MAX (0, wg_random_int (pen->random, -4, 4));
  guint first = 0, n = 0;

  if (arc == NULL)
    return;
  first = (guint) wg_random_int (pen->random, 0, arc->line->n_points);
  n = (guint) wg_random_int (pen->random, 1, arc->line->n_points - first + 1);
  if (wg_random_int (pen->random, 0, 2) == 0)
    put (pen, beside (pen->random, arc->line->points[first], pen->span));
  for (guint i = first; i < first + n; i++)
    put (pen, off > 0 ? beside (pen->random, arc->line->points[i], off) : arc->line->points[i]);
  if (wg_random_int (pen->random, 0, 2) == 0)
    put (pen, beside (pen->random, arc->line->points[first + n - 1], pen->span));
}

/* A straight line through two vertices, and beyond them. */
static void
pierce (Pen *pen)
{
  WgPoint a = pen->focus;
  WgPoint b = wg_random_place (pen->random, pen->coverage, a, pen->span);
  gint64 dx = (gint64) b.x - a.x, dy = (gint64) b.y - a.y;

  put (pen, (WgPoint){ clamp (a.x - dx), clamp (a.y - dy) });
  if (wg_random_int (pen->random, 0, 2) == 0)
    put (pen, a);
  put (pen, (WgPoint){ clamp (b.x + dx), clamp (b.y + dy) });
}

static void
fold (Pen *pen)
{
  WgPoint a = pen->focus, b = wg_random_place (pen->random, pen->coverage, a, pen->span);
  guint n = (guint) wg_random_int (pen->random, 2, 6);

  for (guint i = 0; i < n; i++)
    put (pen, i % 2 == 0 ? a : b);
}

static void
stand_still (Pen *pen)
{
  guint n = (guint) wg_random_int (pen->random, 1, 4);

  for (guint i = 0; i < n; i++)
    put (pen, pen->focus);
}

/* Repeats some points. */
static void
stutter (Pen *pen)
{
  guint first = pen->points->len;

  walk (pen, (guint) wg_random_int (pen->random, 2, 6), pen->span);
  for (guint i = pen->points->len; i-- > first;)
    if (wg_random_int (pen->random, 0, 2) == 0)
      {
        WgPoint p = g_array_index (pen->points, WgPoint, i);
        g_array_insert_val (pen->points, i, p);
      }
}

WgPoint
wg_random_vertex (WgRandom *random, const WgCoverage *coverage, gint64 *span_out)
{
  const WgArc *arc = random_arc (random, coverage);
  const WgEnvelope *e = NULL;

  *span_out = LEAST_SPAN;
  if (arc == NULL)
    return (WgPoint){ 0, 0 };
  e = &arc->line->envelope;
  *span_out = CLAMP (MAX ((gint64) e->max_x - e->min_x, (gint64) e->max_y - e->min_y), LEAST_SPAN,
                     GREATEST_SPAN);
  return arc->line->points[wg_random_int (random, 0, arc->line->n_points)];
}

WgPoint
wg_random_place (WgRandom *random, const WgCoverage *coverage, WgPoint focus, gint64 span)
{
  WgEnvelope e = wg_coverage_envelope (coverage);
  const WgArc *arc = random_arc (random, coverage);
  guint at = arc != NULL ? (guint) wg_random_int (random, 0, arc->line->n_points - 1) : 0;
  gint64 dice = wg_random_int (random, 0, 40), unused = 0;

  if (arc == NULL || dice < 18)
    return beside (random, focus, span);
  if (dice < 22)
    return focus;
  if (dice < 26)
    return wg_random_vertex (random, coverage, &unused);
  if (dice < 30) /* on a border, rounded */
    return (WgPoint){ (arc->line->points[at].x + arc->line->points[at + 1].x) / 2,
                      (arc->line->points[at].y + arc->line->points[at + 1].y) / 2 };
  if (dice < 34)
    return beside (random, arc->line->points[at], 3);
  if (dice < 38)
    return (WgPoint){ (gint32) wg_random_int (random, e.min_x, (gint64) e.max_x + 1),
                      (gint32) wg_random_int (random, e.min_y, (gint64) e.max_y + 1) };
  if (dice < 39)
    return beside (random, focus, FAR);
  return beside (random, (WgPoint){ 0, 0 }, wg_random_int (random, 0, 2) == 0
                                              ? WG_COORDINATE_MAX
                                              : WG_COORDINATE_MAX + G_GINT64_CONSTANT (1000));
}

void
wg_random_stroke (WgRandom *random, const WgCoverage *coverage, GArray *points_out)
{
  Pen pen = { random, coverage, .points = points_out };
  guint first = points_out->len;

  pen.focus = wg_random_vertex (random, coverage, &pen.span);
  if (wg_random_int (random, 0, 4) == 0)
    pen.span /= 50;
  switch (wg_random_int (random, 0, 14))
    {
    case 0:
      spiral (&pen);
      break;
    case 1:
      star (&pen);
      break;
    case 2:
    case 3:
      follow (&pen);
      break;
    case 4:
    case 5:
      pierce (&pen);
      break;
    case 6:
      fold (&pen);
      break;
    case 7:
      stand_still (&pen);
      break;
    case 8:
      stutter (&pen);
      break;
    case 9: /* tiny */
      walk (&pen, (guint) wg_random_int (random, 2, 8), wg_random_int (random, 1, 12));
      break;
    case 10:
      jump (&pen, (guint) wg_random_int (random, 2, 8));
      break;
    default:
      walk (&pen, (guint) wg_random_int (random, 2, 12), pen.span);
    }
  if (points_out->len == first)
    put (&pen, pen.focus);
  if (wg_random_int (random, 0, 5) == 0) /* closed */
    put (&pen, g_array_index (points_out, WgPoint, first));
}
