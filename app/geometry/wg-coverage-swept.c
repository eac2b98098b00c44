/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-coverage-swept"

#include "wg-coverage-swept.h"

#include "wg-coverage-shape.h"
#include "wg-coverage-shift.h"

#include <math.h>

#define LEAST_HEIGHT 2.0 /* mm */

/* A piece of a line before or after, from west to east. */
typedef struct
{
  WgPoint a, b;
} Segment;

typedef struct
{
  const WgCoverage *coverage;
  WgCoverageShift *shift; /* the way back of the lines that are swept */
  GArray *segments;       /* of Segment, by their western end */
  GArray *swept;          /* of WgSwept */
} Sweep;

static int
compare_segments (gconstpointer a, gconstpointer b)
{
  const Segment *first = a, *second = b;

  return (first->a.x > second->a.x) - (first->a.x < second->a.x);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static int
compare_swept (gconstpointer a, gconstpointer b)
{
  const WgSwept *first = a, *second = b;

  if (first->from != second->from)
    return first->from < second->from ? -1 : 1;
  return (first->to > second->to) - (first->to < second->to);
}

static double
height_at (const Segment *segment, double x)
{
  double share = (x - segment->a.x) / ((double) segment->b.x - segment->a.x);

  return segment->a.y + share * ((double) segment->b.y - segment->a.y);
}

/* Where two segments cross, strictly between the ends of both. */
static gboolean
find_crossing (const Segment *s, const Segment *t, double *x)
{
  double from = MAX (s->a.x, t->a.x), to = MIN (s->b.x, t->b.x);
  double before = height_at (s, from) - height_at (t, from);
  double after = height_at (s, to) - height_at (t, to);

  if (from >= to || before == 0 || after == 0 || (before > 0) == (after > 0))
    return FALSE;
  *x = from + (to - from) * before / (before - after);
  return TRUE;
}

/* The points of @line from @first to the one before @end's, without what both lines share. */
static void
add_segments (Sweep *sweep, const WgLine *line, guint first, guint last)
{
  for (guint i = first; i < last; i++)
    {
      WgPoint p = line->points[i], q = line->points[i + 1];
      Segment segment = { p.x < q.x ? p : q, p.x < q.x ? q : p };

      if (p.x != q.x)
        g_array_append_val (sweep->segments, segment);
    }
}

/* Both lines of a row but the ends that they have in common. */
static void
add_row (Sweep *sweep, const WgArcChange *row)
{
  const WgLine *before = row->before.line, *after = row->after.line;
  guint first = 0, tail = 0, most = 0;

  if (before != NULL && after != NULL)
    {
      most = MIN (before->n_points, after->n_points) - 1;
      while (first < most && wg_point_equal (before->points[first + 1], after->points[first + 1])
             && wg_point_equal (before->points[first], after->points[first]))
        first++;
      while (tail + first < most
             && wg_point_equal (before->points[before->n_points - 1 - tail],
                                after->points[after->n_points - 1 - tail])
             && wg_point_equal (before->points[before->n_points - 2 - tail],
                                after->points[after->n_points - 2 - tail]))
        tail++;
    }
  if (before != NULL)
    add_segments (sweep, before, first, before->n_points - 1 - tail);
  if (after != NULL)
    add_segments (sweep, after, first, after->n_points - 1 - tail);
}

static void
add_land (Sweep *sweep, WgPoint place, double area_mm2)
{
  WgSwept land = { 0, wg_coverage_locate (sweep->coverage, place), area_mm2, place };

  land.from = wg_coverage_shift_locate (sweep->shift, place, land.to);
  if (land.from == land.to)
    return;
  for (guint i = sweep->swept->len; i-- > 0;)
    {
      WgSwept *known = &g_array_index (sweep->swept, WgSwept, i);

      if (known->from == land.from && known->to == land.to)
        {
          known->area_mm2 += area_mm2;
          return;
        }
    }
  g_array_append_val (sweep->swept, land);
}

/* The land between the segments that span a slab: @active are those, in any order. */
static void
sweep_slab (Sweep *sweep, const GArray *active, double from, double to, GArray *heights)
{
  double middle = (from + to) / 2;

  g_array_set_size (heights, 0);
  for (guint i = 0; i < active->len; i++)
    {
      const Segment *segment
        = &g_array_index (sweep->segments, Segment, g_array_index (active, guint, i));

      if (segment->a.x <= from && segment->b.x >= to)
        {
          double height = height_at (segment, middle);

          g_array_append_val (heights, height);
        }
    }
  g_array_sort (heights, compare_doubles);
  for (guint i = 1; i < heights->len; i++)
    {
      double low = g_array_index (heights, double, i - 1);
      double high = g_array_index (heights, double, i);
      WgPoint place = { (gint32) lround (middle), (gint32) lround ((low + high) / 2) };

      /* No corner lies inside a slab, so that its middle height is its mean one. */
      if (high - low >= LEAST_HEIGHT)
        add_land (sweep, place, (high - low) * (to - from));
    }
}

static void
add_stops (Sweep *sweep, const GArray *active, const Segment *segment, GArray *stops)
{
  double ends[2] = { segment->a.x, segment->b.x }, x = 0;

  g_array_append_vals (stops, ends, 2);
  for (guint i = 0; i < active->len; i++)
    if (find_crossing (&g_array_index (sweep->segments, Segment, g_array_index (active, guint, i)),
                       segment, &x))
      g_array_append_val (stops, x);
}

static void
drop_passed (const Sweep *sweep, GArray *active, double x)
{
  for (guint i = active->len; i-- > 0;)
    if (g_array_index (sweep->segments, Segment, g_array_index (active, guint, i)).b.x <= x)
      g_array_remove_index_fast (active, i);
}

/* (element-type double) (transfer full): where the slabs meet, ascending. */
static GArray *
find_stops (Sweep *sweep)
{
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) active = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < sweep->segments->len; i++)
    {
      const Segment *segment = &g_array_index (sweep->segments, Segment, i);

      drop_passed (sweep, active, segment->a.x);
      add_stops (sweep, active, segment, stops);
      g_array_append_val (active, i);
    }
  g_array_sort (stops, compare_doubles);
  return stops;
}

static void
sweep_all (Sweep *sweep)
{
  g_autoptr (GArray) stops = NULL;
  g_autoptr (GArray) active = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (double));
  guint next = 0;

  g_array_sort (sweep->segments, compare_segments);
  stops = find_stops (sweep);
  for (guint i = 1; i < stops->len; i++)
    {
      double from = g_array_index (stops, double, i - 1), to = g_array_index (stops, double, i);

      if (to <= from)
        continue;
      drop_passed (sweep, active, from);
      for (; next < sweep->segments->len
             && g_array_index (sweep->segments, Segment, next).a.x <= from;
           next++)
        g_array_append_val (active, next);
      sweep_slab (sweep, active, from, to, heights);
    }
  g_array_set_size (sweep->segments, 0);
}

static gboolean
keeps_its_ends (const WgArcChange *row)
{
  const WgLine *before = row->before.line, *after = row->after.line;

  return before != NULL && after != NULL && wg_point_equal (before->points[0], after->points[0])
         && wg_point_equal (before->points[before->n_points - 1],
                            after->points[after->n_points - 1]);
}

/* What the lines of some rows sweep together. */
static void
sweep_rows (Sweep *sweep, const WgCoverageChange *rows)
{
  sweep->shift = wg_coverage_shift_new (rows, TRUE);
  for (guint i = 0; i < rows->arcs->len; i++)
    add_row (sweep, &g_array_index (rows->arcs, WgArcChange, i));
  sweep_all (sweep);
  g_clear_pointer (&sweep->shift, wg_coverage_shift_free);
}

GArray *
wg_coverage_collect_swept (const WgCoverage *coverage, const WgCoverageChange *rows)
{
  Sweep sweep = { .coverage = coverage };
  g_autoptr (GArray) alone = g_array_new (FALSE, FALSE, sizeof (WgArcChange));
  g_autoptr (GArray) together = g_array_new (FALSE, FALSE, sizeof (WgArcChange));
  WgCoverageChange part = { .arcs = alone };

  sweep.segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  sweep.swept = g_array_new (FALSE, FALSE, sizeof (WgSwept));
  for (guint i = 0; i < rows->arcs->len; i++)
    {
      const WgArcChange *row = &g_array_index (rows->arcs, WgArcChange, i);

      if (!keeps_its_ends (row))
        {
          g_array_append_val (together, *row);
          continue;
        }
      g_array_set_size (alone, 0);
      g_array_append_val (alone, *row);
      sweep_rows (&sweep, &part);
    }
  part.arcs = together;
  sweep_rows (&sweep, &part);
  g_array_sort (sweep.swept, compare_swept);
  g_array_unref (sweep.segments);
  return sweep.swept;
}
